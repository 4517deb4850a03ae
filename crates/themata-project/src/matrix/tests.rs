#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use super::{
    CellFilled, CellQuestion, CellWritten, ColumnKey, ColumnsAsked, MatrixPageQuestion,
    PageGap, RowKey, RowsBy,
};
use crate::behind::all_of;
use crate::codebook::CodeTexts;
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::themes::NewTheme;
use crate::{CharSpan, FoundQuestion, ListedAs, Project, Session, SheetCell};

fn session(coder: &str, number: u64) -> Session {
    Session::fixed(coder, number)
}

/// Two documents, the first with the site 04; `waiting` is coded in the first by both coders
/// on the same words and once more, `calls` in the second.
fn project() -> Project {
    let mut project =
        Project::in_memory(&session("ana", 1), "a study", &["ana", "ben"]).unwrap();
    let files = vec![
        Incoming::held("a.txt", b"NURSE: We wait for weeks.\n\nNURSE: They call."),
        Incoming::held("b.txt", b"DOCTOR: They call us.\n\nDOCTOR: At night."),
    ];
    project.import(&session("ana", 3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, name) in [(4, "waiting"), (5, "calls")] {
        let texts = CodeTexts::default();
        project.codebook_add(&session("ana", number), name, None, &texts).unwrap();
    }
    project.add_attribute(&session("ana", 6), "site", "text").unwrap();
    let site = SheetCell { document: 1, attribute: 1, value: "04".to_owned(), was: None };
    project.fill_documents(&session("ana", 7), &[site]).unwrap();
    for (number, coder, document, span, code) in [
        (10, "ana", 1, (0, 7), "waiting"),
        (11, "ben", 1, (0, 7), "waiting"),
        (12, "ben", 1, (8, 17), "waiting"),
        (13, "ana", 2, (0, 9), "calls"),
    ] {
        let wanted = PlacedCodes {
            document,
            span: CharSpan::new(span.0, span.1),
            whole_words: true,
            codes: vec![code.to_owned()],
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        project.code_at(&session(coder, number), &wanted).unwrap();
    }
    project
}

fn all() -> MatrixPageQuestion {
    MatrixPageQuestion { most: 100, ..MatrixPageQuestion::default() }
}

fn filled(words: &str, was: Option<&str>) -> CellFilled {
    CellFilled {
        row: RowKey::Value { attribute: 1, value: "04".to_owned() },
        column: ColumnKey::Code(0),
        words: words.to_owned(),
        was: was.map(str::to_owned),
        link: Vec::new(),
        unlink: Vec::new(),
    }
}

#[test]
fn a_page_counts_excerpts_and_tells_what_is_missing() {
    let mut project = project();
    let page = project.matrix_page(&all()).unwrap();
    assert_eq!(page.by, (RowsBy::Attribute(1), "site".to_owned()));
    let rows: Vec<(&str, Vec<usize>, usize)> = page
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| cell.excerpts).collect();
            (row.name.as_str(), cells, row.excerpts)
        })
        .collect();
    // Two coders on one stretch are one excerpt.
    assert_eq!(rows, [("04", vec![2, 0], 2), ("no site", vec![0, 1], 1)]);
    assert_eq!((page.gaps.cells, page.gaps.unwritten, page.gaps.empty), (4, 2, 2));
    assert_eq!(page.rows[0].query.as_deref(), Some("site:04"));
    assert_eq!(page.rows[1].query.as_deref(), Some("(NOT site:*)"));

    project.matrix_fill(&session("ana", 20), &filled("They wait.", Some(""))).unwrap();
    let gaps = MatrixPageQuestion { only_gaps: true, ..all() };
    let page = project.matrix_page(&gaps).unwrap();
    assert_eq!((page.all_rows, page.meant_rows, page.rows.len()), (2, 1, 1));
    assert_eq!(page.rows[0].name, "no site");
    let codes = MatrixPageQuestion {
        columns: ColumnsAsked::These(vec![ColumnKey::Code(1)]),
        rows: Some(RowsBy::Documents),
        query: "coder:ana".to_owned(),
        from: 1,
        ..all()
    };
    let page = project.matrix_page(&codes).unwrap();
    assert_eq!((page.all_rows, page.rows.len(), page.total), (2, 1, 1));
    assert_eq!(page.columns[0].query.as_deref(), Some("coder:ana code:=calls"));
    assert_eq!(page.rows[0].cells[0].gap, Some(PageGap::Unwritten));
}

/// Every number of a matrix, of rows, columns and cells, opens just what it counts.
fn opens_what_it_counts(project: &mut Project, question: &MatrixPageQuestion) -> usize {
    let page = project.matrix_page(question).unwrap();
    let mut opened = 0;
    let mut check = |query: Option<&str>, many: usize, what: &str| {
        let Some(query) = query.filter(|_| many > 0) else { return };
        let listed_as = Some(ListedAs::Codings);
        let found = FoundQuestion { query: query.to_owned(), listed_as, ..Default::default() };
        assert_eq!(project.found(&found).unwrap().total, many, "{what}: {query}");
        opened += 1;
    };
    for column in &page.columns {
        check(column.query.as_deref(), column.excerpts, &column.name);
    }
    for row in &page.rows {
        check(row.query.as_deref(), row.excerpts, &row.name);
        for (column, cell) in page.columns.iter().zip(&row.cells) {
            let both = column.query.as_ref().zip(row.of.as_ref());
            let both = both.map(|(column, of)| all_of(&[column, of]));
            check(both.as_deref(), cell.excerpts, &format!("{}, {}", row.name, column.name));
        }
    }
    opened
}

#[test]
fn numbers_of_a_matrix_open_what_they_count() {
    let mut project = project();
    // An excerpt with both codes, at the site whose other excerpts have one.
    let both = PlacedCodes {
        document: 1,
        span: CharSpan::new(20, 28),
        whole_words: false,
        codes: vec!["waiting".to_owned(), "calls".to_owned()],
        new_code: None,
        valence: None,
        weight: None,
        memo: None,
    };
    project.code_at(&session("ana", 30), &both).unwrap();
    project.codebook_add(&session("ana", 31), "other", None, &CodeTexts::default()).unwrap();
    let third = PlacedCodes {
        span: CharSpan::new(0, 7),
        codes: vec!["other".to_owned(), "calls".to_owned()],
        ..both.clone()
    };
    project.code_at(&session("ana", 32), &third).unwrap();
    let new = NewTheme {
        title: "late “help”".to_owned(),
        statement: String::new(),
        codes: vec!["calls".to_owned(), "other".to_owned()],
    };
    let check = |project: &mut Project| {
        let mut opened = 0;
        for query in
            ["", "coder:ana", "code:waiting,calls", "code:waiting", "coder:ben OR call"]
        {
            for rows in [None, Some(RowsBy::Documents)] {
                for columns in [
                    ColumnsAsked::Themes,
                    ColumnsAsked::Codes,
                    ColumnsAsked::These(vec![ColumnKey::Code(0), ColumnKey::Code(2)]),
                ] {
                    let query = query.to_owned();
                    let question = MatrixPageQuestion { query, rows, columns, ..all() };
                    opened += opens_what_it_counts(project, &question);
                }
            }
        }
        assert!(opened > 100, "{opened}");
    };
    check(&mut project);
    project.theme_new(&session("ana", 33), &new).unwrap();
    check(&mut project);
    // A value that speakers have too is said by documents.
    let values = [("site".to_owned(), "04".to_owned())];
    let session = session("ana", 34);
    project.set_speaker_values(&session, "DOCTOR", &values, false, "document:b").unwrap();
    check(&mut project);
}

#[test]
fn the_later_of_two_writers_is_told_what_stands_there() {
    let mut project = project();
    assert!(project.matrix_fill(&session("ben", 20), &filled("Theirs.", Some(""))).unwrap());
    let failure = project.matrix_fill(&session("ana", 21), &filled("Mine.", Some("")));
    let failure = failure.unwrap_err();
    let meanwhile = failure.meanwhile.clone().unwrap();
    assert_eq!(meanwhile.now, ["Theirs."]);
    assert_eq!(meanwhile.by.as_deref(), Some("ben"));
    assert!(failure.message.ends_with("was changed meanwhile by ben"), "{failure}");
    // What is not known is written over, and who saw what stands there may change it.
    assert!(
        project.matrix_fill(&session("ana", 22), &filled("Mine.", Some("Theirs."))).unwrap()
    );
    assert!(!project.matrix_fill(&session("ana", 23), &filled("Mine.", Some(""))).unwrap());
    assert!(project.matrix_fill(&session("ana", 24), &filled("", Some("other"))).is_err());
    assert!(project.matrix_fill(&session("ana", 25), &filled("", Some("Mine."))).unwrap());
    assert!(!project.matrix_fill(&session("ana", 26), &filled("", None)).unwrap());

    let cell = |words: &str, was: Option<&str>| CellWritten {
        row: "04".to_owned(),
        column: "waiting".to_owned(),
        words: words.to_owned(),
        was: was.map(str::to_owned),
        ..CellWritten::default()
    };
    assert!(project.matrix_write(&session("ben", 30), &cell("One.", Some(""))).unwrap());
    let failure =
        project.matrix_write(&session("ana", 31), &cell("Two.", Some(""))).unwrap_err();
    assert_eq!(failure.meanwhile.unwrap().now, ["One."]);
    assert!(project.matrix_write(&session("ana", 32), &cell("Two.", None)).unwrap());
}

#[test]
fn words_rest_on_excerpts_of_their_own_row() {
    let mut project = project();
    let at = |document, start, end| (document, CharSpan::new(start, end));
    let cell = CellFilled { link: vec![at(1, 8, 17)], ..filled("They wait.", None) };
    assert!(project.matrix_fill(&session("ana", 20), &cell).unwrap());
    let question = CellQuestion {
        row: cell.row.clone(),
        column: cell.column,
        query: String::new(),
        most: 9,
    };
    let behind = project.matrix_behind(&question).unwrap();
    assert_eq!((behind.words.as_str(), behind.more, behind.gone), ("They wait.", 0, 0));
    let listed: Vec<(&str, bool)> =
        behind.excerpts.iter().map(|it| (it.words.as_str(), it.rests)).collect();
    assert_eq!(listed, [("for weeks", true), ("We wait", false)]);
    let none = project.matrix_behind(&CellQuestion { most: 0, ..question.clone() }).unwrap();
    assert_eq!((none.excerpts.len(), none.more), (1, 1));

    // Without words there is nothing that rests on an excerpt, and nothing is said to be kept.
    let bare = CellFilled {
        column: ColumnKey::Code(1),
        link: vec![at(1, 8, 17)],
        ..filled(" ", Some(""))
    };
    let failure = project.matrix_fill(&session("ana", 21), &bare).unwrap_err();
    assert_eq!(failure.message, "write something first");

    for wrong in [at(2, 0, 9), at(1, 0, 3)] {
        let cell = CellFilled { link: vec![wrong], ..filled("They wait.", None) };
        project.matrix_fill(&session("ana", 21), &cell).unwrap_err();
    }
    let cell = CellFilled { unlink: vec![at(1, 8, 17)], ..filled("They wait.", None) };
    assert!(project.matrix_fill(&session("ana", 22), &cell).unwrap());
    assert!(!project.matrix_behind(&question).unwrap().excerpts.iter().any(|it| it.rests));
    project.undo(&session("ana", 23)).unwrap();
    assert!(project.matrix_behind(&question).unwrap().excerpts[0].rests);
}
