use themata_analysis::Column;
use themata_ingest::{Options, Source, read};

use super::*;
use crate::specimen;

/// The text and the headings that a reader of Word finds.
fn read_back(bytes: &[u8]) -> (String, Vec<String>) {
    let source = Source { name: "excerpts.docx", bytes };
    let reading = read(source, &Options::default(), &|_| unreachable!("no PDF")).unwrap();
    let transcript = &reading.documents[0].transcript;
    let titles = transcript.sections.iter().map(|section| section.title.clone());
    (transcript.text.clone(), titles.collect())
}

fn excerpts() -> Table {
    let text = |key, kind| Column::new(key, key, kind);
    let mut table = Table::new(
        "excerpts",
        "Excerpts",
        [
            text("group", Kind::Text),
            text("words", Kind::Passage),
            text("credit", Kind::Text),
            text("codes", Kind::Text),
            text("document", Kind::Text),
            text("turn", Kind::Count),
            text("start", Kind::Count).defined("Places are code points."),
        ],
    );
    let mut push = |cells: [&str; 4]| {
        let place = [Cell::text("04-nurse"), Cell::Count(12), Cell::Count(7)];
        table.push(cells.map(Cell::text).into_iter().chain(place));
    };
    push(["funding", "R&D <never> loads 🙂,\nsaid she.", "Nurse 1, site 01", "funding −; IT"]);
    push(["funding", "No money\u{7}.", "Nurse 2, site 02", "funding −"]);
    push(["trust", "They \"know\" us.", "Nurse 1, site 01", "trust +"]);
    table.definition = "All excerpts with code:funding.".to_owned();
    table.remarks.push("Site 03 has none.".to_owned());
    table
}

#[test]
fn excerpts_are_read_back_as_they_were() {
    let origin = Origin {
        command: "themata excerpts code:funding".to_owned(),
        program: "themata 1.2".to_owned(),
    };
    let bytes = docx(&[&excerpts()], &origin).unwrap();
    assert_eq!(bytes, docx(&[&excerpts()], &origin).unwrap());
    let (text, headings) = read_back(&bytes);
    let mut from = 0;
    for words in [
        "Excerpts",
        "funding",
        "“R&D <never> loads 🙂,\nsaid she.”",
        "— Nurse 1, site 01 (04-nurse, turn 12)",
        "funding −; IT",
        "“No money.”",
        "— Nurse 2, site 02",
        "trust",
        "“They \"know\" us.”",
        "trust +",
        "All excerpts with code:funding.",
        "Note: Site 03 has none.",
        "Made with themata 1.2.",
    ] {
        let at = text[from..].find(words);
        from += at.unwrap_or_else(|| panic!("no {words:?} in its place: {text}")) + words.len();
    }
    // What is of no use to a reader is kept in the file's properties, or left out.
    assert!(!text.contains("themata excerpts") && !text.contains("code points"), "{text}");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut core = String::new();
    let mut file = archive.by_name("docProps/core.xml").unwrap();
    std::io::Read::read_to_string(&mut file, &mut core).unwrap();
    assert!(core.contains("<dc:description>themata excerpts code:funding<"), "{core}");
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    assert!(headings.ends_with(&["funding", "trust"]), "{headings:?}");
}

#[test]
fn other_tables_are_tables() {
    let bytes = docx(&[&specimen::codes()], &Origin::default()).unwrap();
    let (text, _) = read_back(&bytes);
    for words in ["Codes by site", "champion, clinical", "領導力 👩‍⚕️", "25.0%", "undefined"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("no pairable values"), "{text}");
}

#[test]
fn more_columns_than_word_holds_are_refused() {
    assert!(docx(&[&specimen::matrix(20)], &Origin::default()).is_ok());
    let refused = docx(&[&specimen::matrix(80)], &Origin::default()).unwrap_err();
    assert!(refused.contains("63 columns"), "{refused}");
}

#[test]
fn a_credit_says_each_thing_once() {
    for (credit, document, turn, expect) in [
        ("Nurse 1, site 01", "04-nurse", Some(12), Some("04-nurse, turn 12")),
        ("04-nurse, turn 12", "04-nurse", Some(12), None),
        ("04-nurse", "04-nurse", Some(12), Some("turn 12")),
        ("Nurse 1", "", None, None),
    ] {
        assert_eq!(place(credit, document, turn).as_deref(), expect, "{credit}");
    }
}
