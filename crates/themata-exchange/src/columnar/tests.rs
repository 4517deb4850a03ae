use std::io::Write as _;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use themata_model::{MemoId, MemoTarget};
use themata_text::CharSpan;

use super::*;

const CODES: &str = "IT\n  shared care record";

const DOCUMENTS: &str = "
//- P03 site:04
NURSE: Hello.
NURSE: It \"never\" loads 🙂, ever.
       ^^^^^^^^^^^^^^^^^^ shared care record @ana barrier 80
       ^^^^^^^^^^^^^^^^^^ shared care record @ben
//- P04
Nobody.
";

fn tables() -> Vec<ParquetTable> {
    let fixture = themata_testkit::fixture(CODES, DOCUMENTS);
    let coding = fixture.study.codings.as_slice()[0].id;
    let remarks = BTreeMap::from([(coding, "ask again".to_owned())]);
    let document = fixture.study.documents[0].id;
    let span = CharSpan::new(0, 5);
    let memo = |number, target| Memo {
        id: MemoId(number),
        target,
        title: (number > 2).then(|| "first thoughts".to_owned()),
        author: None,
        at: None,
        words: "greets".to_owned(),
        own: number > 2,
    };
    let memos = [
        memo(1, MemoTarget::Passage(document, span)),
        memo(2, MemoTarget::Document(document)),
        memo(3, MemoTarget::Code(CodeIndex::new(1))),
        memo(4, MemoTarget::Study),
    ];
    parquet_tables(&fixture.study, &fixture.transcripts, &remarks, &memos).unwrap()
}

fn open(table: &ParquetTable) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&table.bytes).unwrap();
    SerializedFileReader::new(file).unwrap()
}

/// The rows of a table as its file holds them: `column=value`.
#[track_caller]
fn check(name: &str, expect: &[&str]) {
    let tables = tables();
    let table = tables.iter().find(|table| table.name == name).unwrap();
    let reader = open(table);
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row = row.unwrap();
        let cells = row.get_column_iter().map(|(name, cell)| format!("{name}={cell}"));
        cells.collect::<Vec<_>>().join(" ")
    });
    assert_eq!(rows.collect::<Vec<_>>(), expect);
    assert_eq!(table.rows, expect.len());
}

#[test]
fn codings_of_one_stretch_are_one_excerpt() {
    let rest = "document=\"P03\" start=7 end=25 turn=2 speaker=\"NURSE\" \
                code=\"shared care record\" theme=\"IT\"";
    let words = "words=\"It \"never\" loads 🙂\"";
    check(
        "codings.parquet",
        &[
            &format!(
                "coding=1 excerpt=1 {rest} coder=\"ana\" valence=\"barrier\" weight=80 {words} \
                 memo=\"ask again\""
            ),
            &format!(
                "coding=2 excerpt=1 {rest} coder=\"ben\" valence=null weight=null {words} \
                 memo=null"
            ),
        ],
    );
}

#[test]
fn what_is_not_known_is_null() {
    check(
        "attributes.parquet",
        &["document=\"P03\" speaker=null attribute=\"site\" kind=\"text\" value=\"04\" \
           number=null"],
    );
    check(
        "memos.parquet",
        &[
            "memo=1 document=\"P03\" start=0 end=5 turn=1 author=null at=null about=\"Hello\" \
             words=\"greets\" on=\"passage\" code=null title=null",
            "memo=2 document=\"P03\" start=null end=null turn=null author=null at=null \
             about=null words=\"greets\" on=\"document\" code=null title=null",
            "memo=3 document=null start=null end=null turn=null author=null at=null \
             about=null words=\"greets\" on=\"code\" code=\"shared care record\" \
             title=\"first thoughts\"",
            "memo=4 document=null start=null end=null turn=null author=null at=null \
             about=null words=\"greets\" on=\"study\" code=null title=\"first thoughts\"",
        ],
    );
    check(
        "turns.parquet",
        &[
            "document=\"P03\" turn=1 speaker=\"NURSE\" start=0 end=6 start_ms=null end_ms=null \
             words=\"Hello.\"",
            "document=\"P03\" turn=2 speaker=\"NURSE\" start=7 end=32 start_ms=null \
             end_ms=null words=\"It \"never\" loads 🙂, ever.\"",
        ],
    );
}

#[test]
fn a_place_cuts_the_same_words_out_of_the_text_in_its_column() {
    let tables = tables();
    let documents = tables.iter().find(|table| table.name == "documents.parquet").unwrap();
    let reader = open(documents);
    let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let cell = row.get_column_iter().find(|(name, _)| *name == "text").unwrap().1;
    let parquet::record::Field::Str(text) = cell else { panic!("text is a string") };
    let cut: String = text.chars().skip(7).take(25 - 7).collect();
    assert_eq!(cut, "It \"never\" loads 🙂");
}

#[test]
fn every_file_says_its_version_and_comes_out_the_same() {
    let first = tables();
    let names: Vec<&str> = first.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(
        names.join(" "),
        "documents.parquet turns.parquet sections.parquet speakers.parquet codes.parquet \
         codings.parquet attributes.parquet coders.parquet memos.parquet"
    );
    for table in &first {
        let reader = open(table);
        let facts = reader.metadata().file_metadata().key_value_metadata().unwrap().clone();
        let fact = |key: &str| facts.iter().find(|it| it.key == key).unwrap().value.clone();
        assert_eq!(fact("themata.schema").as_deref(), Some("2"));
        assert_eq!(fact("themata.table").as_deref(), table.name.strip_suffix(".parquet"));
    }
    assert_eq!(first, tables());
}

#[test]
fn a_study_without_documents_has_tables_without_rows() {
    let study = themata_testkit::fixture(CODES, "").study;
    let tables = parquet_tables(&study, &BTreeMap::new(), &BTreeMap::new(), &[]).unwrap();
    for table in tables {
        let reader = open(&table);
        let rows = reader.metadata().file_metadata().num_rows();
        let expect = if table.name == "codes.parquet" { 2 } else { 0 };
        assert_eq!((rows, table.rows), (expect, expect as usize), "{}", table.name);
        assert!(reader.metadata().file_metadata().schema_descr().num_columns() >= 2);
    }
}

#[test]
fn many_rows_are_written_in_groups() {
    let turns: String = (0..60_000).map(|number| format!("NURSE: {number}.\n")).collect();
    let fixture = themata_testkit::fixture(CODES, &format!("//- P1\n{turns}"));
    let tables =
        parquet_tables(&fixture.study, &fixture.transcripts, &BTreeMap::new(), &[]).unwrap();
    let table = tables.iter().find(|table| table.name == "turns.parquet").unwrap();
    let reader = open(table);
    assert_eq!(reader.metadata().num_row_groups(), 2);
    let last = reader.get_row_iter(None).unwrap().last().unwrap().unwrap();
    assert_eq!(table.rows, 60_000);
    assert!(last.to_string().contains("words: \"59999.\""), "{last}");
}
