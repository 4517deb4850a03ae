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
        ],
    );
    let mut push = |cells: [&str; 4]| table.push(cells.map(Cell::text));
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
        "— Nurse 1, site 01",
        "funding −; IT",
        "“No money.”",
        "— Nurse 2, site 02",
        "trust",
        "“They \"know\" us.”",
        "trust +",
        "All excerpts with code:funding.",
        "Note: Site 03 has none.",
        "Command: themata excerpts code:funding",
        "Program: themata 1.2",
    ] {
        let at = text[from..].find(words);
        from += at.unwrap_or_else(|| panic!("no {words:?} in its place: {text}")) + words.len();
    }
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
