#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::Session;

use super::SheetKey;
use crate::import::{ImportOptions, Incoming};
use crate::{Project, SheetCell};

/// Three interviews of different lengths and an attribute that nothing has.
fn project() -> Project {
    let mut project =
        Project::in_memory(&Session::fixed("ana", 1), "a study", &["ana"]).unwrap();
    let files = vec![
        Incoming::held("n10.txt", b"NURSE: One two three four five."),
        Incoming::held("n2.txt", b"NURSE: One."),
        Incoming::held("n1.txt", b"NURSE: One two three."),
    ];
    let options = ImportOptions::default();
    project.import(&Session::fixed("ana", 3), files, &options, &|_, _| {}).unwrap();
    project.add_attribute(&Session::fixed("ana", 4), "wave", "number").unwrap();
    project
}

fn cell(project: &mut Project, name: &str, value: &str) -> SheetCell {
    let sheet = project.document_sheet("", None).unwrap();
    let row = sheet.rows.iter().find(|row| row.name == name).unwrap();
    SheetCell {
        document: row.number,
        attribute: sheet.columns[0].number,
        value: value.to_owned(),
        was: None,
    }
}

#[track_caller]
fn check(project: &mut Project, key: &str, down: bool, expect: [&str; 3]) {
    let key = SheetKey::from_word(key).unwrap();
    let sheet = project.document_sheet("", Some((key, down))).unwrap();
    let names: Vec<&str> = sheet.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, expect, "{key:?}");
}

#[test]
fn rows_are_sorted_and_those_without_a_value_stand_last() {
    let mut project = project();
    let cells = [cell(&mut project, "n10", "2"), cell(&mut project, "n2", "10")];
    let filled = project.fill_documents(&Session::fixed("ana", 5), &cells).unwrap();
    assert_eq!((filled.values, filled.cells), (2, cells.to_vec()));
    check(&mut project, "document", false, ["n1", "n2", "n10"]);
    check(&mut project, "words", true, ["n10", "n1", "n2"]);
    let wave = format!("a{}", cells[0].attribute);
    check(&mut project, &wave, false, ["n10", "n2", "n1"]);
    check(&mut project, &wave, true, ["n2", "n10", "n1"]);
    assert_eq!(SheetKey::from_word("wave"), None);
}

#[test]
fn cells_are_filled_together_or_not_at_all() {
    let mut project = project();
    let cells = [cell(&mut project, "n1", "3"), cell(&mut project, "n2", "three")];
    let failure = project.fill_documents(&Session::fixed("ana", 5), &cells).unwrap_err();
    assert_eq!(
        failure.message,
        "`three` is no value of `wave`, which holds numbers as they are shown, such as 12 or 3.5"
    );
    let sheet = project.document_sheet("", None).unwrap();
    assert!(sheet.rows.iter().all(|row| row.values == [None]));

    let filled = project.fill_documents(&Session::fixed("ana", 6), &cells[..1]).unwrap();
    assert_eq!(filled.cells[0].value, "3");
    let emptied = SheetCell { value: String::new(), ..cells[0].clone() };
    let filled = project.fill_documents(&Session::fixed("ana", 7), &[emptied]).unwrap();
    assert_eq!((filled.values, filled.cleared), (0, 1));
    let lost = SheetCell { document: 99, ..cells[0].clone() };
    let failure = project.fill_documents(&Session::fixed("ana", 8), &[lost]).unwrap_err();
    assert_eq!(failure.message, "this document is no longer in the study");
}

#[test]
fn a_column_may_be_empty_and_has_a_name_of_its_own() {
    let mut project = project();
    let columns = project.document_sheet("", None).unwrap().columns;
    assert_eq!((columns[0].name.as_str(), columns[0].kind), ("wave", "number"));
    let session = Session::fixed("ana", 9);
    let failure = project.add_attribute(&session, "Wave", "text").unwrap_err();
    assert_eq!(failure.message, "there is an attribute `wave` already");
    let failure = project.add_attribute(&session, "code", "text").unwrap_err();
    assert_eq!(failure.message, "an attribute cannot be called `code`");
    project.add_attribute(&session, "site", "number").unwrap();
    let columns = project.document_sheet("", None).unwrap().columns;
    assert_eq!((columns[1].name.as_str(), columns[1].kind), ("site", "text"));
}

#[test]
fn what_a_removal_would_take_is_told_before() {
    let mut project = project();
    let document = cell(&mut project, "n1", "").document;
    project
        .codebook_add(&Session::fixed("ana", 5), "counts", None, &Default::default())
        .unwrap();
    let wanted = crate::codings::PlacedCodes {
        document,
        span: themata_text::CharSpan::new(0, 3),
        whole_words: true,
        codes: vec!["counts".to_owned()],
        new_code: None,
        valence: None,
        weight: None,
        memo: None,
    };
    project.code_at(&Session::fixed("ana", 6), &wanted).unwrap();
    let told = project.removal(document).unwrap();
    assert_eq!((told.documents, told.with), (1, vec!["1 coding".to_owned()]));
    assert_eq!(project.document_sheet("", None).unwrap().all, 3);
}

#[test]
fn a_cell_that_somebody_else_filled_meanwhile_is_not_overwritten_unseen() {
    let mut project = project();
    let ours = |value: &str, was: &str, project: &mut Project| SheetCell {
        was: Some(was.to_owned()),
        ..cell(project, "n1", value)
    };
    let first = [ours("3", "", &mut project)];
    project.fill_documents(&Session::fixed("ben", 5), &first).unwrap();
    let second = [ours("4", "", &mut project)];
    let refused = project.fill_documents(&Session::fixed("ana", 6), &second).unwrap_err();
    assert_eq!(refused.message, "the value was changed meanwhile by ben");
    assert_eq!(refused.meanwhile.unwrap().now, ["3"]);
    let seen = [ours("4", "3", &mut project)];
    let filled = project.fill_documents(&Session::fixed("ana", 7), &seen).unwrap();
    assert_eq!(filled.cells[0].value, "4");
}
