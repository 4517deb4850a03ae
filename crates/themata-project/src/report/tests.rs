#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::{CoderKind, EvidenceSide};
use themata_report::ReportPart;

use super::{ExcerptKey, ReportQuestion, ThemeNamed};
use crate::codebook::CodeTexts;
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::memos::{MemoPlace, NewMemo};
use crate::themes::{EvidenceAt, NewTheme};
use crate::{CharSpan, Project, Session};

const WORDS: &str = "NURSE: The record never loads. Nobody calls back. They listen to each other. \
                     We print it twice.";

/// What is coded, in order, each with one code.
const PASSAGES: [(&str, &str); 4] = [
    ("The record never loads.", "record"),
    ("Nobody calls back.", "record"),
    ("They listen to each other.", "team"),
    ("We print it twice.", "record"),
];

fn session(number: u64) -> Session {
    Session::fixed("ana", number)
}

/// A document with four codings of two codes, and a memo on a code.
fn project() -> Project {
    let mut project = Project::in_memory(&session(1), "a study", &["ana"]).unwrap();
    let files = vec![Incoming::held("a.txt", WORDS.as_bytes())];
    project.import(&session(3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, code) in [(4, "record"), (5, "team")] {
        project.codebook_add(&session(number), code, None, &CodeTexts::default()).unwrap();
    }
    // One line names nobody: its whole text is what was said.
    let text = WORDS;
    for (number, (words, code)) in (10..).zip(PASSAGES) {
        let start = text.find(words).unwrap() as u32;
        let coding = PlacedCodes {
            document: 1,
            span: CharSpan::new(start, start + words.len() as u32),
            whole_words: false,
            codes: vec![code.to_owned()],
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        project.code_at(&session(number), &coding).unwrap();
    }
    let memo = NewMemo {
        place: MemoPlace::Code(0),
        picked: None,
        title: None,
        words: "whose record is it?".to_owned(),
    };
    project.memo_write(&session(30), &memo).unwrap();
    project
}

fn html(project: &mut Project, question: &ReportQuestion) -> String {
    project.report(&session(40), question).unwrap().html()
}

/// The headings of a page, without their numbers.
fn headings(page: &str) -> Vec<&str> {
    let headings = page.split("<h2>").skip(1).filter_map(|rest| rest.split_once("</h2>"));
    headings.map(|(heading, _)| heading.rsplit("</span> ").next().unwrap()).collect()
}

#[test]
fn usually_all_parts_are_there_but_memos() {
    let mut project = project();
    let page = html(&mut project, &ReportQuestion::default());
    let usual = [
        "Summary",
        "What was studied",
        "How it was coded",
        "How far the coders agreed",
        "What was found where",
        "Theme by theme",
        "Method",
        "Codebook",
    ];
    assert_eq!(headings(&page), usual);
    assert!(!page.contains("whose record"));
    let all = ReportQuestion { parts: ReportPart::ALL.to_vec(), ..ReportQuestion::default() };
    let page = html(&mut project, &all);
    assert!(
        headings(&page).contains(&"Memos") && page.contains("whose record is it?"),
        "{page}"
    );
    assert!(page.contains("<h3>On codes</h3>") && page.contains("ana, "), "{page}");
}

#[test]
fn parts_heading_and_themes_are_those_that_are_wanted() {
    let mut project = project();
    let question = ReportQuestion {
        title: Some("What we heard".to_owned()),
        parts: vec![ReportPart::Method, ReportPart::Themes, ReportPart::Study],
        themes: Some(vec![
            ThemeNamed::Title("TEAM".to_owned()),
            ThemeNamed::Group(0),
            ThemeNamed::Group(0),
            ThemeNamed::Made(9),
        ]),
        ..ReportQuestion::default()
    };
    let page = html(&mut project, &question);
    assert_eq!(headings(&page), ["Theme by theme", "What was studied", "Method"]);
    assert!(page.contains("<h1>What we heard</h1>") && !page.contains("agreement"), "{page}");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(
        at("<span class=\"no\">1.1</span> team") < at("<span class=\"no\">1.2</span> record")
    );
    assert!(!page.contains("1.3</span>"), "{page}");
    let unknown = ReportQuestion {
        themes: Some(vec![ThemeNamed::Title("teem".to_owned())]),
        ..ReportQuestion::default()
    };
    let failure = project.report(&session(41), &unknown).unwrap_err();
    assert!(failure.to_string().contains("no theme is called `teem`"), "{failure}");
    let none = ReportQuestion { parts: Vec::new(), ..ReportQuestion::default() };
    assert!(headings(&html(&mut project, &none)).is_empty());
}

#[test]
fn excerpts_are_those_that_were_chosen_in_their_order() {
    let mut project = project();
    let quoted = |project: &mut Project, question: &ReportQuestion| {
        let made = project.report(&session(40), question).unwrap();
        let theme = made.report.themes.iter().find(|theme| theme.title == "record").unwrap();
        let quoted: Vec<String> =
            theme.excerpts.iter().map(|excerpt| excerpt.text.clone()).collect();
        (quoted, made.missing)
    };
    // One for each document, as ever; and as many as are asked for.
    let usual = quoted(&mut project, &ReportQuestion::default());
    assert_eq!(usual.0, [PASSAGES[0].0]);
    let two = ReportQuestion { quoted: Some(2), ..ReportQuestion::default() };
    assert_eq!(quoted(&mut project, &two).0.len(), 2);
    let none = ReportQuestion { quoted: Some(0), ..ReportQuestion::default() };
    assert!(quoted(&mut project, &none).0.is_empty());

    let theme = ThemeNamed::Group(0);
    let offered = project.report_excerpts(&ReportQuestion::default(), &theme, (0, 10)).unwrap();
    assert!(!offered.is_by_hand);
    let others: Vec<&str> = offered.others.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(others, [PASSAGES[1].0, PASSAGES[3].0]);
    // However the others are cut, they follow each other.
    for (from, expect) in [(0, &others[..1]), (1, &others[1..]), (2, &[])] {
        let part =
            project.report_excerpts(&ReportQuestion::default(), &theme, (from, 1)).unwrap();
        let part_of: Vec<&str> = part.others.iter().map(|one| one.words.as_str()).collect();
        assert_eq!((part_of.as_slice(), part.total), (expect, 2), "{from}");
    }
    let foreign = ExcerptKey::Coding(3);
    let keys = vec![offered.others[1].key, foreign, offered.quoted[0].key];
    let chosen =
        ReportQuestion { chosen: vec![(theme.clone(), keys)], ..ReportQuestion::default() };
    let by_hand = quoted(&mut project, &chosen);
    assert_eq!(
        by_hand,
        (vec![PASSAGES[3].0.to_owned(), PASSAGES[0].0.to_owned()], vec![foreign])
    );
    let offered = project.report_excerpts(&chosen, &theme, (0, 10)).unwrap();
    assert_eq!((offered.is_by_hand, offered.missing, offered.total), (true, 1, 1));
}

/// The same with a second document, on which ana and the consensus say the same.
fn project_with_consensus() -> Project {
    let mut project = project();
    let files = vec![Incoming::held("b.txt", b"NURSE: They help each other.")];
    project.import(&session(50), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    project.add_coder(&session(51), "consensus", CoderKind::Consensus).unwrap();
    let coding = PlacedCodes {
        document: 2,
        span: CharSpan::new(0, 7),
        whole_words: true,
        codes: vec!["team".to_owned()],
        new_code: None,
        valence: None,
        weight: None,
        memo: None,
    };
    project.code_at(&session(52), &coding).unwrap();
    let by = Session { coder: Some("consensus".to_owned()), ..session(53) };
    project.code_at(&by, &coding).unwrap();
    project
}

#[test]
fn a_report_of_the_consensus_says_how_far_it_goes() {
    let mut project = project_with_consensus();
    let mut notice = |query: &str| {
        let question = ReportQuestion { query: query.to_owned(), ..ReportQuestion::default() };
        project.report(&session(60), &question).unwrap().report.notice
    };
    assert_eq!(notice(""), "");
    assert_eq!(notice("coder:ana"), "");
    let agreed = notice("coder:consensus");
    assert!(agreed.contains("what was agreed on") && agreed.contains("in 1 of 2 documents"));
    let both = notice("coder:human,consensus");
    assert!(both.contains("the codings that led to it"), "{both}");
    let last = notice("coder:final");
    assert!(last.contains("agreed on in the 1 of 2 documents where the consensus"), "{last}");
    // Whichever codes are asked for, and where nothing was agreed on.
    let other = notice("coder:consensus code:record");
    assert!(other.contains("in 1 of 2 documents"), "{other}");
    assert!(notice("coder:consensus document:a").contains("in 0 of 1 document"));
    // It is all there is to know of the one document that it is about.
    assert_eq!(notice("coder:consensus document:b"), "");
}

#[test]
fn evidence_is_quoted_from_documents_that_the_query_means() {
    let mut project = project_with_consensus();
    let theme = NewTheme {
        title: "together".to_owned(),
        statement: String::new(),
        codes: vec!["team".to_owned()],
    };
    project.theme_new(&session(60), &theme).unwrap();
    for (number, document) in [(61, 1), (62, 2)] {
        let at = EvidenceAt {
            theme: 1,
            document,
            span: CharSpan::new(0, 7),
            side: Some(EvidenceSide::For),
            note: None,
            was: None,
        };
        project.theme_evidence_at(&session(number), &at).unwrap();
    }
    for (query, documents) in
        [("", [1, 2].as_slice()), ("document:b", &[2]), ("document:a", &[1])]
    {
        let question = ReportQuestion { query: query.to_owned(), ..ReportQuestion::default() };
        let theme = ThemeNamed::Made(1);
        let excerpts = project.report_excerpts(&question, &theme, (0, 10)).unwrap();
        let quoted: Vec<u32> = excerpts.quoted.iter().map(|one| one.document).collect();
        assert_eq!(quoted, documents, "{query}");
    }
}

#[test]
fn what_is_offered_says_what_there_is() {
    let mut project = project();
    let offer = project.report_offer("").unwrap();
    let themes: Vec<(&str, u64, bool)> = offer
        .themes
        .iter()
        .map(|theme| (theme.title.as_str(), theme.excerpts, theme.is_usual))
        .collect();
    assert_eq!(themes, [("record", 3, true), ("team", 1, true)]);
    assert_eq!(offer.themes[0].named, ThemeNamed::Group(0));
    let narrowed = project.report_offer("code:team").unwrap();
    assert!(narrowed.themes.iter().all(|theme| theme.is_usual == (theme.title == "team")));
}

#[test]
fn the_text_for_word_says_what_the_page_says() {
    let mut project = project();
    let made = project.report(&session(40), &ReportQuestion::default()).unwrap();
    let bytes = made.docx(&[]).unwrap();
    assert!(bytes.starts_with(b"PK"));
    assert_eq!(bytes, made.docx(&[]).unwrap(), "the same report gives the same bytes");
}
