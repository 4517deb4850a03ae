//! One text, six answers: the same codings occur together three times, twice, once or 0.30
//! times, depending on the definition. Every one of them is right, which is why a number
//! never comes without its definition.
//!
//! The text has 100 characters in two paragraphs. Code A lies on 0–20, 10–30 and 60–70, code
//! B on 15–25 and 65–80.

use themata_analysis::{
    CCoefficient, Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, Layer, Pair,
    cooccurrence,
};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, code, codes_by};

fn two_paragraphs() -> Fixture {
    let fixture = fixture(
        "A\nB",
        "
seven words that run on and on to fill a line...
^^^^^^^^^^^^^^^^^^^^ A
          ^^^^^^^^^^^^^^^^^^^^ A
               ^^^^^^^^^^ B
and as many words again that fill the second line.
           ^^^^^^^^^^ A
                ^^^^^^^^^^^^^^^ B
",
    );
    let starts: Vec<u32> =
        fixture.study.codings.as_slice().iter().map(|coding| coding.span.start()).collect();
    assert_eq!(starts, [0, 10, 15, 60, 65]);
    fixture
}

fn pair_by(options: CooccurrenceOptions) -> (Cooccurrence, Pair) {
    let fixture = two_paragraphs();
    let asked = ask(&fixture, "");
    let together = cooccurrence(&fixture.study, &asked, options, &fixture.transcripts)
        .expect("all texts are at hand");
    let [a, b] = ["A", "B"].map(|name| code(&fixture.study, name));
    let pair = together.pair(a, b).expect("two codes");
    (together, pair)
}

#[test]
fn events_are_pairs_of_overlapping_excerpts() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Overlap));
    assert_eq!((pair.n1, pair.n2, pair.n12), (3, 2, 3));
    assert_eq!(pair.c(), Some(CCoefficient { value: Some(1.5), out_of_range: true }));
    assert_eq!(together.units, 5);
    let table = together.to_table();
    let remark = &table.rows[0].cells[table.column("c_remark").expect("a column")];
    assert_eq!(remark, &themata_analysis::Cell::text("out of range"));
    assert!(table.remarks.iter().any(|remark| remark.starts_with("c is out of range")));
}

#[test]
fn excerpts_meet_the_other_code() {
    let (_, pair) = pair_by(codes_by(CooccurrenceUnit::Overlap));
    let overlap = pair.overlap.expect("counted");
    assert_eq!((overlap.first_meeting, overlap.second_meeting), (3, 2));
    assert_eq!((pair.share_of_first(), pair.share_of_second()), (Some(1.0), Some(1.0)));
}

#[test]
fn stretches_that_both_cover_are_merged() {
    let (_, pair) = pair_by(codes_by(CooccurrenceUnit::Overlap));
    let overlap = pair.overlap.expect("counted");
    assert_eq!((overlap.spans, overlap.characters), (2, 15));
}

#[test]
fn characters_have_a_jaccard_index() {
    let (_, pair) = pair_by(codes_by(CooccurrenceUnit::Overlap));
    let overlap = pair.overlap.expect("counted");
    assert_eq!((overlap.first_characters, overlap.second_characters), (40, 25));
    assert_eq!(pair.jaccard(), Some(0.3));
}

#[test]
fn both_paragraphs_carry_both() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Paragraph));
    assert_eq!((pair.n1, pair.n2, pair.n12, together.units), (2, 2, 2, 2));
    assert_eq!(pair.jaccard(), Some(1.0));
    assert_eq!(pair.c(), None);
}

#[test]
fn the_document_carries_both() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Document));
    assert_eq!((pair.n1, pair.n2, pair.n12, together.units), (1, 1, 1, 1));
    assert_eq!(pair.jaccard(), Some(1.0));
}

#[test]
fn no_excerpt_carries_both() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Excerpt));
    assert_eq!((pair.n1, pair.n2, pair.n12, together.units), (3, 2, 0, 5));
    assert_eq!(pair.jaccard(), Some(0.0));
    assert!(together.pairs.is_empty());
}

#[test]
fn one_coder_alone_is_the_same_on_both_layers() {
    for unit in CooccurrenceUnit::ALL {
        let same = pair_by(codes_by(unit)).1;
        let any = pair_by(CooccurrenceOptions { layer: Layer::AnyCoder, ..codes_by(unit) }).1;
        assert_eq!(same, any);
    }
}
