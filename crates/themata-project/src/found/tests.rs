#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::Session;
use themata_text::CharSpan;

use super::{Found, FoundQuestion, ListedAs};
use crate::Project;
use crate::codebook::CodeTexts;
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};

fn session(number: u64) -> Session {
    Session::fixed("ana", number)
}

/// Two interviews; `waiting` is coded on the words `wait` wherever they stand, `delay` on the
/// last of those too.
fn project() -> Project {
    let mut project = Project::in_memory(&session(1), "a study", &["ana"]).unwrap();
    let files = vec![
        Incoming::held("a.txt", b"ASKER: Do you wait?\n\nNURSE: We wait for weeks. We wait."),
        Incoming::held("b.txt", b"NURSE: They call back in May.\n\nASKER: No wait then?"),
    ];
    project.import(&session(3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, name) in [(4, "waiting"), (5, "delay")] {
        project.codebook_add(&session(number), name, None, &CodeTexts::default()).unwrap();
    }
    let all =
        FoundQuestion { query: "=wait".to_owned(), most: 100, ..FoundQuestion::default() };
    let places = project.found(&all).unwrap().results;
    let last = places.len() - 1;
    for (number, place) in (10..).zip(&places) {
        let mut codes = vec!["waiting".to_owned()];
        if number == 10 + last as u64 {
            codes.push("delay".to_owned());
        }
        let wanted = PlacedCodes {
            document: place.document,
            span: place.span,
            whole_words: true,
            codes,
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        project.code_at(&session(number), &wanted).unwrap();
    }
    project
}

fn found(query: &str, listed_as: Option<ListedAs>, from: usize, most: usize) -> Found {
    let query = query.to_owned();
    project().found(&FoundQuestion { query, listed_as, from, most }).unwrap()
}

/// Total and documents, then the results in order: what is before, the words, the codes.
fn check(query: &str, listed_as: Option<ListedAs>, (from, most): (usize, usize), expect: &str) {
    let found = found(query, listed_as, from, most);
    let results: Vec<String> = found
        .results
        .iter()
        .map(|it| {
            let codes: Vec<&str> = it.codings.iter().map(|it| it.code_name.as_str()).collect();
            format!("{}[{}]{} {}", it.before, it.words, it.after, codes.join("+"))
        })
        .collect();
    let shown = format!("{} in {}: {}", found.total, found.documents, results.join(" / "));
    assert_eq!(shown, expect, "{query}");
}

#[test]
fn codings_are_listed_part_by_part() {
    check(
        "code:waiting",
        None,
        (1, 2),
        "4 in 2: We [wait] for weeks. We wait. waiting / We wait for weeks. We [wait]. waiting",
    );
    check("code:delay", None, (0, 9), "1 in 1: No [wait] then? delay");
    check("code:delay wait", Some(ListedAs::Codings), (0, 9), "1 in 1: No [wait] then? delay");
    check("code:waiting", None, (9, 9), "4 in 2: ");
}

#[test]
fn words_are_listed_as_places() {
    let part = "4 in 2: We wait for weeks. We [wait]. waiting / No [wait] then? waiting+delay";
    check("wait", None, (2, 5), part);
}

#[test]
fn what_holds_at_the_place_decides() {
    let of_asker = "2 in 2: Do you [wait]? waiting / No [wait] then? waiting+delay";
    check("wait speaker:ASKER", None, (0, 9), of_asker);
    check("wait code:delay", None, (0, 9), "1 in 1: No [wait] then? waiting+delay");
    check("wait NOT code:delay", None, (2, 9), "3 in 1: We wait for weeks. We [wait]. waiting");
}

#[test]
fn results_are_counted_by_kind() {
    let counts = |query: &str| -> Vec<String> {
        let counts = found(query, None, 0, 1).counts.into_iter();
        let row = |(name, count, term): (String, usize, Option<String>)| {
            format!("{name} {count} {}", term.unwrap_or_default())
        };
        counts
            .map(|it| {
                let rows: Vec<String> = it.rows.into_iter().map(row).collect();
                format!("{}: {}", it.by, rows.join(", "))
            })
            .collect()
    };
    let codes = counts("");
    assert_eq!(codes[0], "code: waiting 4 code:=waiting, delay 1 code:=delay");
    assert_eq!(codes[1], "document: a 3 document:a, b 2 document:b");
    // The same figures, by the index and by reading the texts.
    let by_index = counts("wait");
    assert_eq!(counts("wait (speaker:ASKER OR speaker:NURSE)"), by_index);
    let speakers = "speaker: NURSE, a 2 speaker:NURSE document:a, \
                    ASKER, a 1 speaker:ASKER document:a, ASKER, b 1 speaker:ASKER document:b";
    assert!(by_index.contains(&speakers.to_owned()), "{by_index:?}");
}

#[test]
fn places_are_those_of_the_document() {
    let found = found("code:waiting", None, 0, 1);
    assert_eq!(found.results[0].span, CharSpan::new(7, 11));
    assert_eq!(found.results[0].document_name, "a");
}
