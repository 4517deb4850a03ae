#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::{Session, SpeakerRole, Valence};
use themata_text::CharSpan;

use super::{Counted, all_of};
use crate::codebook::CodeTexts;
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::{Cell, FoundQuestion, FrequencyQuestion, ListedAs, Project, Table};

/// Three documents at two sites and at none, coded by two with codes in groups, several of
/// which often lie on one excerpt.
fn project() -> Project {
    let session = |number: u64| Session::fixed("ana", number);
    let mut project = Project::in_memory(&session(1), "a study", &["ana", "ben"]).unwrap();
    let files = vec![
        Incoming::held(
            "a.txt",
            b"ASKER: Well?\n\nNURSE: One two three four five six seven, by a.",
        ),
        Incoming::held(
            "b.txt",
            b"ASKER: Well?\n\nNURSE: One two three four five six seven, by b.",
        ),
        Incoming::held(
            "c.txt",
            b"ASKER: Well?\n\nNURSE: One two three four five six seven, by c.",
        ),
    ];
    project.import(&session(3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    let sheet = b"document,site\na,01\nb,02\n";
    project.attributes_import(&session(4), sheet, None).unwrap();
    let codes =
        [("care", None), ("time", Some("care")), ("trust", Some("care")), ("money", None)];
    for (number, (name, parent)) in (10..).zip(codes) {
        project.codebook_add(&session(number), name, parent, &CodeTexts::default()).unwrap();
    }
    let mut number = 20;
    let mut code = |coder: &str, document: u32, at: u32, codes: &[&str], valence| {
        number += 1;
        let wanted = PlacedCodes {
            document,
            span: CharSpan::new(at, at + 4),
            whole_words: false,
            codes: codes.iter().map(ToString::to_string).collect(),
            new_code: None,
            valence,
            weight: None,
            memo: None,
        };
        let by = Session { coder: Some(coder.to_owned()), ..Session::fixed("", number) };
        project.code_at(&by, &wanted).unwrap();
    };
    let barrier = Some(Valence::Barrier);
    code("ana", 1, 0, &["time", "trust"], None);
    code("ana", 1, 8, &["time", "money"], barrier);
    code("ben", 1, 8, &["trust"], barrier);
    code("ben", 1, 20, &["time", "trust", "money"], None);
    code("ana", 2, 0, &["money"], barrier);
    code("ben", 2, 0, &["time"], None);
    code("ana", 2, 8, &["care", "money"], None);
    code("ana", 3, 0, &["time"], barrier);
    code("ana", 3, 8, &["care"], None);
    project
}

fn number(table: &Table, row: usize, key: &str) -> usize {
    match table.rows[row].cells[table.column(key).unwrap()] {
        Cell::Count(count) => count as usize,
        ref other => panic!("{key}: {other:?}"),
    }
}

/// Every row of the frequencies of a query leads to just the codings and excerpts it counts.
fn check(query: &str) {
    let mut project = project();
    let question = FrequencyQuestion { query: query.to_owned(), ..Default::default() };
    let table = project.frequencies(&question).unwrap();
    let behind = project.behind(query).unwrap();
    for (place, row) in table.rows.iter().enumerate() {
        let Cell::Text(name) = &row.cells[0] else { panic!("no name") };
        let heads = table.rows.get(place + 1).is_some_and(|next| next.depth > row.depth);
        let narrowed = match (row.total, heads) {
            (true, _) => behind.query().to_owned(),
            (_, true) => behind.of(Counted::Theme(name)).unwrap(),
            _ => behind.of(Counted::Code(name)).unwrap(),
        };
        let wanted = FoundQuestion {
            query: narrowed.clone(),
            listed_as: Some(ListedAs::Codings),
            ..Default::default()
        };
        let found = project.found(&wanted).unwrap();
        let counted = (number(&table, place, "codings"), number(&table, place, "excerpts"));
        assert_eq!((found.codings, found.total), counted, "{query}: {name}: {narrowed}");
    }
}

#[test]
fn what_is_behind_a_number_is_what_it_counts() {
    for query in [
        "",
        "site:01",
        "coder:ana valence:barrier",
        "code:time",
        "code:=care",
        "theme:care",
        "code:time code:trust",
        "code:time code:trust valence:none",
        "theme:care code:money",
        "theme:care code:time,money",
        "theme:care NOT code:money",
        "code:time OR valence:barrier",
        "one",
        "theme:care (site:01 OR coder:ana)",
        "coder:ana (code:=time OR code:money valence:barrier)",
    ] {
        check(query);
    }
}

#[test]
fn groups_mean_their_documents_and_no_others() {
    let mut project = project();
    let behind = project.behind("").unwrap();
    let groups = behind.groups("site");
    let terms: Vec<&str> = groups.iter().map(|(_, term)| term.as_str()).collect();
    assert_eq!(terms, ["site:01", "site:02", "NOT site:*"]);
    for (term, expect) in terms.into_iter().zip([8, 4, 2]) {
        assert_eq!(project.behind(term).unwrap().codings, expect, "{term}");
    }
}

#[test]
fn a_value_that_speakers_have_too_is_said_by_documents() {
    let mut project = project();
    let session = Session::fixed("ana", 90);
    let values = [("site".to_owned(), "01".to_owned())];
    project.set_speaker_values(&session, "NURSE", &values, false, "document:c").unwrap();
    let behind = project.behind("").unwrap();
    let terms: Vec<String> = behind.groups("site").into_iter().map(|(_, term)| term).collect();
    assert_eq!(terms, ["document:a", "site:02", "document:c"]);
}

/// `speaker:Interviewer` means all who ask, whoever else is called so.
#[test]
fn a_name_that_is_the_word_for_a_role_leads_nowhere_unless_it_means_the_same() {
    let mut project = project();
    let role = Some(SpeakerRole::Interviewer);
    project
        .rename_speaker(&Session::fixed("ana", 90), "ASKER", "Interviewer", "document:a")
        .unwrap();
    for (number, name) in [(91, "Interviewer"), (92, "ASKER")] {
        project.set_speaker_role(&Session::fixed("ana", number), name, role, "").unwrap();
    }
    let behind = project.behind("").unwrap();
    assert_eq!(behind.speaker(Some("Interviewer")), None);
    assert_eq!(behind.speaker(Some("ASKER")).as_deref(), Some("speaker:ASKER"));
    project.rename_speaker(&Session::fixed("ana", 93), "ASKER", "Interviewer", "").unwrap();
    let behind = project.behind("").unwrap();
    assert_eq!(behind.speaker(Some("Interviewer")).as_deref(), Some("speaker:Interviewer"));
}

#[test]
fn names_with_any_quotation_marks_are_meant_as_they_are() {
    let mut project = project();
    let name = "It “never” loads";
    let session = |number| Session::fixed("ana", number);
    project.codebook_add(&session(90), name, None, &CodeTexts::default()).unwrap();
    let wanted = PlacedCodes {
        document: 1,
        span: CharSpan::new(0, 4),
        whole_words: false,
        codes: vec![name.to_owned()],
        new_code: None,
        valence: None,
        weight: None,
        memo: None,
    };
    project
        .code_at(&Session { coder: Some("ana".to_owned()), ..session(91) }, &wanted)
        .unwrap();
    let query = project.behind("").unwrap().of(Counted::Code(name)).unwrap();
    assert_eq!(project.behind(&query).unwrap().codings, 1, "{query}");
}

#[test]
fn parts_are_joined_so_that_each_must_hold() {
    assert_eq!(all_of(&["a OR b", "code:x"]), "(a OR b) code:x");
    assert_eq!(all_of(&["", "code:x code:y", "\"b c\""]), "code:x code:y \"b c\"");
    assert_eq!(
        all_of(&["code:a OVERLAPS code:b", "site:01"]),
        "(code:a OVERLAPS code:b) site:01"
    );
    assert_eq!(
        all_of(&["(code:a OVERLAPS code:b) OR (code:c OVERLAPS code:d)", "site:01"]),
        "(code:a OVERLAPS code:b OR code:c OVERLAPS code:d) site:01"
    );
}
