//! One text, six answers: the same codings occur together three times, twice, once or 0.30
//! times, depending on the definition. Every one of them is right, which is why a number
//! never comes without its definition.
//!
//! The text has 100 characters in two paragraphs. Code A lies on 0–20, 10–30 and 60–70, code
//! B on 15–25 and 65–80.

use themata_analysis::{
    CCoefficient, Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, Distance, Layer, Near,
    Pair, cooccurrence,
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
    let near = Near { within: distance("9words"), ordered: true };
    let units = CooccurrenceUnit::ALL.into_iter().chain([CooccurrenceUnit::Near(near)]);
    for unit in units.filter(|&unit| unit != CooccurrenceUnit::Site) {
        let same = pair_by(codes_by(unit)).1;
        let any = pair_by(CooccurrenceOptions { layer: Layer::AnyCoder, ..codes_by(unit) }).1;
        assert_eq!(same, any);
    }
}

#[test]
fn stretches_are_a_unit_of_their_own() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Stretch));
    // A covers 0–30 and 60–70, B what its excerpts are.
    assert_eq!((pair.n1, pair.n2, pair.n12, together.units), (2, 2, 2, 4));
    let overlap = pair.overlap.expect("counted");
    assert_eq!((overlap.first_meeting, overlap.second_meeting), (2, 2));
    assert_eq!((overlap.spans, overlap.characters), (2, 15));
    assert_eq!((pair.share_of_first(), pair.jaccard()), (Some(1.0), Some(0.3)));
    let keys: Vec<String> =
        together.to_table().columns.into_iter().map(|column| column.key).collect();
    assert_eq!(
        keys.last_chunk(),
        Some(&["n1_meeting_2", "n2_meeting_1", "spans", "characters"].map(str::to_owned))
    );
}

#[test]
fn characters_are_a_set_unit() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Character));
    assert_eq!((pair.n1, pair.n2, pair.n12), (40, 25, 15));
    assert_eq!(together.units, u64::from(two_paragraphs().study.documents[0].version.len));
    assert_eq!(pair.jaccard(), Some(0.3));
    assert_eq!((pair.share_of_first(), pair.share_of_second()), (Some(0.375), Some(0.6)));
    assert_eq!((pair.documents, pair.overlap, pair.c()), (1, None, None));
}

#[test]
fn the_document_is_a_case() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Case(None)));
    assert_eq!((pair.n1, pair.n2, pair.n12, together.units), (1, 1, 1, 1));
    assert_eq!((pair.documents, pair.jaccard()), (1, Some(1.0)));
    assert!(together.definition.contains("Every document is a case of its own."));
}

fn distance(word: &str) -> Distance {
    Distance::from_word(word).expect("a distance")
}

/// Events, excerpts with A near a B and excerpts with B near an A, at a distance.
fn check_near(within: &str, ordered: bool, expect: (u64, u64, u64)) {
    let near = Near { within: distance(within), ordered };
    let (_, pair) = pair_by(codes_by(CooccurrenceUnit::Near(near)));
    let overlap = pair.overlap.expect("counted");
    assert_eq!((pair.n1, pair.n2), (3, 2), "{within}");
    assert_eq!((pair.n12, overlap.first_meeting, overlap.second_meeting), expect, "{within}");
    assert_eq!(pair.jaccard(), None);
    assert_eq!(pair.share_of_first(), Some(expect.1 as f64 / 3.0));
}

// A lies on the words 0–3, 1–6 and 14–15, B on 2–5 and 14–17.

#[test]
fn excerpts_are_near_within_words() {
    check_near("0words", false, (3, 3, 2));
    check_near("7words", false, (3, 3, 2));
    check_near("8words", false, (4, 3, 2));
    check_near("9words", false, (5, 3, 2));
    check_near("10words", false, (5, 3, 2));
    check_near("11words", false, (6, 3, 2));
    check_near("4294967295words", false, (6, 3, 2));
}

#[test]
fn excerpts_are_near_within_paragraphs_and_sentences() {
    check_near("0paragraphs", false, (3, 3, 2));
    check_near("1paragraph", false, (6, 3, 2));
    check_near("1sentence", false, (6, 3, 2));
}

#[test]
fn the_first_code_can_have_to_come_first() {
    check_near("7words", true, (0, 0, 0));
    check_near("8words", true, (1, 1, 1));
    check_near("11words", true, (2, 2, 1));
    check_near("0paragraphs", true, (0, 0, 0));

    let near = Near { within: distance("9words"), ordered: true };
    let fixture = two_paragraphs();
    let asked = ask(&fixture, "");
    let options = codes_by(CooccurrenceUnit::Near(near));
    let together = cooccurrence(&fixture.study, &asked, options, &fixture.transcripts)
        .expect("all texts are at hand");
    let [a, b] = ["A", "B"].map(|name| code(&fixture.study, name));
    assert_eq!(together.possible_pairs(), 2);
    let back = together.pair(b, a).expect("two codes");
    assert_eq!(
        (back.first, back.n1, back.n12, back.share_of_first()),
        (b.into(), 2, 1, Some(0.5))
    );
    assert_eq!(
        crate::asking::draw(&together.to_table()),
        [
            "code_1 | code_2 | n12 | n1 | n2 | n | share_of_1 | share_of_2 | jaccard | documents \
             | n1_meeting_2 | n2_meeting_1",
            "A | B | 1 | 3 | 2 | 5 | 0.333 | 0.500 | undefined: excerpts near each other share \
             nothing | 1 | 1 | 1",
            "B | A | 1 | 2 | 3 | 5 | 0.500 | 0.333 | undefined: excerpts near each other share \
             nothing | 1 | 1 | 1",
        ]
    );
    assert_eq!(
        crate::asking::draw(&together.to_matrix(themata_analysis::MatrixValue::ShareOfRow)),
        ["code | a | b", "A | - | 0.333", "B | 0.500 | -"]
    );
    assert!(together.definition.starts_with("Unit: near, within 9 words. Layer: same coder"));
}

#[test]
fn turns_are_none_where_nobody_speaks() {
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Turn));
    assert_eq!((pair.n1, pair.n2, pair.n12, together.units), (0, 0, 0, 0));
    let near = Near { within: distance("9turns"), ordered: false };
    let (together, pair) = pair_by(codes_by(CooccurrenceUnit::Near(near)));
    assert_eq!((pair.n1, pair.n12, together.units), (0, 0, 0));
    assert_eq!(together.remarks, ["5 codings outside every turn, not counted"]);
}

#[test]
fn sites_need_an_attribute() {
    let fixture = two_paragraphs();
    let asked = ask(&fixture, "");
    let options = codes_by(CooccurrenceUnit::Site);
    let error = cooccurrence(&fixture.study, &asked, options, &fixture.transcripts)
        .expect_err("nobody says where");
    assert_eq!(
        error.to_string(),
        "the study does not say where documents were collected: it has no attribute `site`"
    );
}
