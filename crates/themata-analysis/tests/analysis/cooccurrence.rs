use themata_analysis::{
    Cooccurrence, CooccurrenceOptions, CooccurrenceUnit as Unit, Layer, Level, MatrixValue,
    Pair, Transcripts, cooccurrence,
};
use themata_model::{CoderKind, ThemeId};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, attribute, code, codes_by, draw, themes_of};

fn together(fixture: &Fixture, query: &str, options: CooccurrenceOptions) -> Cooccurrence {
    let asked = ask(fixture, query);
    cooccurrence(&fixture.study, &asked, options, &fixture.transcripts).expect("sound question")
}

fn pair(fixture: &Fixture, unit: Unit, layer: Layer) -> Pair {
    let together = together(fixture, "", CooccurrenceOptions { layer, ..codes_by(unit) });
    let [a, b] = ["A", "B"].map(|name| code(&fixture.study, name));
    together.pair(a, b).expect("two codes")
}

/// n12 of A and B for one coder and for any coder, whichever the narrow unit.
fn check_passages(drawing: &str, same_coder: u64, any_coder: u64) {
    let fixture = fixture("A\nB", drawing);
    for unit in [Unit::Overlap, Unit::Excerpt, Unit::Sentence, Unit::Paragraph, Unit::Turn] {
        assert_eq!(pair(&fixture, unit, Layer::SameCoder).n12, same_coder, "{unit:?}");
        assert_eq!(pair(&fixture, unit, Layer::AnyCoder).n12, any_coder, "{unit:?}");
    }
}

// The next three are cases that a widely used program answers with 1, 4 and 1.

#[test]
fn two_codes_of_one_coder_on_one_passage_are_one() {
    let drawing = "
ANA: The record never loads.
     ^^^^^^^^^^^^^^^^^^^^^^ A @ana
     ^^^^^^^^^^^^^^^^^^^^^^ B @ana
";
    check_passages(drawing, 1, 1);
}

#[test]
fn the_same_two_codes_of_two_coders_are_one_passage() {
    let drawing = "
ANA: The record never loads.
     ^^^^^^^^^^^^^^^^^^^^^^ A @ana
     ^^^^^^^^^^^^^^^^^^^^^^ B @ana
     ^^^^^^^^^^^^^^^^^^^^^^ A @ben
     ^^^^^^^^^^^^^^^^^^^^^^ B @ben
";
    check_passages(drawing, 1, 1);
}

#[test]
fn one_code_each_of_two_coders_is_none_of_the_same_coder() {
    let drawing = "
ANA: The record never loads.
     ^^^^^^^^^^^^^^^^^^^^^^ A @ana
     ^^^^^^^^^^^^^^^^^^^^^^ B @ben
";
    check_passages(drawing, 0, 1);
}

const CODES: &str = "
leadership
  vision
  turnover
IT
  record
  access
";

const DOCUMENTS: &str = "
//- P1 site:01
ANA: We knew where to go. The record never loads.
     ^^^^^^^ vision @ana
     ^^^^^^^^^^^^^^^^^^^^ turnover @ana
                          ^^^^^^^^^^ record @ana
                              ^^^^^^^^^^^^^^^^^^ access @ana
                                     ^^^^^^^^^^^ record @ben
//- P2 site:01
ANA: Nobody can get in.
     ^^^^^^^^^^ record @ben
            ^^^ access @ben
//- P3 site:02
ANA: It is the same here. Then she left.
     ^^^^^ record @ana
     ^^^^^ access @ana
                          ^^^^^^^^^^^^^ turnover @ana
";

#[test]
fn overlaps_stand_side_by_side_by_site() {
    let fixture = fixture(CODES, DOCUMENTS);
    let by = Some(attribute(&fixture.study, "site"));
    let together =
        together(&fixture, "", CooccurrenceOptions { by, ..codes_by(Unit::Overlap) });
    let table = together.to_table();
    assert_eq!(
        draw(&table),
        [
            "code_1 | code_2 | n12 | n1 | n2 | n | share_of_1 | share_of_2 | jaccard | documents \
             | sites | site_01_n12 | site_02_n12 | n1_meeting_2 | n2_meeting_1 | spans \
             | characters | c | c_remark",
            "record | access | 3 | 4 | 3 | 9 | 0.750 | 1.000 | 0.292 | 3 | 2 | 2 | 1 | 3 | 3 | 3 \
             | 14 | 0.750 | -",
            "vision | turnover | 1 | 1 | 2 | 9 | 1.000 | 0.500 | 0.212 | 1 | 1 | 1 | 0 | 1 | 1 \
             | 1 | 7 | 0.500 | -",
        ]
    );
    assert_eq!(
        table.definition,
        "Unit: overlap. Layer: same coder: one and the same coder said both. n1, n2 = distinct \
         excerpts that carry the code; n12 = events: pairs of an excerpt with the one and an \
         excerpt with the other that share a character or are the same. Share of 1 = excerpts \
         with code 1 that meet one with code 2 ÷ n1, share of 2 the other way round. Jaccard = \
         characters that both cover ÷ (characters of 1 + characters of 2 − characters that both \
         cover). N = 9 distinct excerpts in 97 characters. Universe: 3 documents; coders: ana, ben; \
         query: everything."
    );
    // The formula of a column is told where the column is, and only there.
    let formula =
        "c = n12 ÷ (n1 + n2 − n12), as in ATLAS.ti, for comparison only: it can exceed 1.";
    assert!(table.whole_definition().ends_with(formula));
    let mut brief = table.clone();
    brief.drop_column("c");
    assert_eq!(brief.whole_definition(), table.definition);
    assert_eq!(
        table.remarks,
        [
            "fewer than 3 documents, compare with care: site 01 (2), site 02 (1)",
            "4 of 6 possible pairs never found together, not listed",
        ]
    );
}

#[test]
fn any_coder_may_say_the_other() {
    let fixture = fixture(CODES, DOCUMENTS);
    let options = CooccurrenceOptions { layer: Layer::AnyCoder, ..codes_by(Unit::Overlap) };
    let together = together(&fixture, "", options);
    let [record, access] = ["record", "access"].map(|name| code(&fixture.study, name));
    let pair = together.pair(access, record).expect("two codes");
    assert_eq!((pair.first, pair.second), (record.into(), access.into()));
    assert_eq!((pair.n12, pair.n1, pair.n2), (4, 4, 3));
    let overlap = pair.overlap.expect("counted");
    assert_eq!((overlap.first_meeting, overlap.second_meeting, overlap.spans), (4, 3, 4));
    assert_eq!(overlap.characters, 14 + 11);
}

#[test]
fn sentences_are_a_set_unit() {
    let fixture = fixture(CODES, DOCUMENTS);
    let together = together(&fixture, "", codes_by(Unit::Sentence));
    assert_eq!(
        draw(&together.to_table_of_every_pair()),
        [
            "code_1 | code_2 | n12 | n1 | n2 | n | share_of_1 | share_of_2 | jaccard | documents \
             | sites",
            "record | access | 3 | 3 | 3 | 5 | 1.000 | 1.000 | 1.000 | 3 | 2",
            "vision | turnover | 1 | 1 | 2 | 5 | 1.000 | 0.500 | 0.500 | 1 | 1",
            "vision | record | 0 | 1 | 3 | 5 | 0.000 | 0.000 | 0.000 | 0 | 0",
            "vision | access | 0 | 1 | 3 | 5 | 0.000 | 0.000 | 0.000 | 0 | 0",
            "turnover | record | 0 | 2 | 3 | 5 | 0.000 | 0.000 | 0.000 | 0 | 0",
            "turnover | access | 0 | 2 | 3 | 5 | 0.000 | 0.000 | 0.000 | 0 | 0",
        ]
    );
    assert!(together.definition.contains("n12 = sentences that are touched by both."));
    assert!(together.definition.contains("N = 5 sentences of the documents, coded or not."));
}

#[test]
fn themes_meet_where_any_of_their_codes_do() {
    let fixture = fixture(CODES, DOCUMENTS);
    let options = CooccurrenceOptions { level: Level::Theme, ..codes_by(Unit::Turn) };
    let together = together(&fixture, "", options);
    assert_eq!(
        draw(&together.to_table()),
        [
            "code_1 | code_2 | n12 | n1 | n2 | n | share_of_1 | share_of_2 | jaccard | documents \
             | sites",
            "leadership | IT | 2 | 2 | 3 | 3 | 1.000 | 0.667 | 0.667 | 2 | 2",
        ]
    );
}

#[test]
fn a_matrix_has_both_sides_filled() {
    let fixture = fixture(CODES, DOCUMENTS);
    let together = together(&fixture, "", codes_by(Unit::Turn));
    assert_eq!(
        draw(&together.to_matrix(MatrixValue::Count)),
        [
            "code | vision | turnover | record | access",
            "vision | - | 1 | 1 | 1",
            "turnover | 1 | - | 2 | 2",
            "record | 1 | 2 | - | 3",
            "access | 1 | 2 | 3 | -",
        ]
    );
    assert_eq!(
        draw(&together.to_matrix(MatrixValue::ShareOfRow)),
        [
            "code | vision | turnover | record | access",
            "vision | - | 1.000 | 1.000 | 1.000",
            "turnover | 0.500 | - | 1.000 | 1.000",
            "record | 0.333 | 0.667 | - | 1.000",
            "access | 0.333 | 0.667 | 1.000 | -",
        ]
    );
    assert_eq!(
        draw(&together.to_matrix(MatrixValue::Jaccard))[2],
        "turnover | 0.500 | - | 0.667 | 0.667"
    );
}

#[test]
fn the_strongest_pairs_are_found_in_more_than_one_document() {
    let fixture = fixture(CODES, DOCUMENTS);
    let turns = together(&fixture, "", codes_by(Unit::Turn));
    let names: Vec<[&str; 2]> = turns
        .strongest(3)
        .into_iter()
        .map(|pair| {
            [pair.first, pair.second].map(|code| &*turns.code(code).expect("compared").name)
        })
        .collect();
    assert_eq!(names, [["record", "access"], ["turnover", "record"], ["turnover", "access"]]);
    let table = turns.to_table_of_strongest(1);
    assert_eq!(table.rows.len(), 1);
    assert_eq!(table.remarks, ["5 more pairs found together, not listed"]);
}

#[test]
fn the_consensus_layer_is_what_was_agreed_on() {
    let mut fixture = fixture(
        "A\nB",
        "
ANA: The record never loads.
     ^^^^^^^^^^ A @ana
     ^^^^^^^^^^ B @ben
     ^^^^^^^^^^ A @agreed
         ^^^^^^^^^^^^ B @agreed
",
    );
    let asked = ask(&fixture, "");
    let options = CooccurrenceOptions { layer: Layer::Consensus, ..codes_by(Unit::Overlap) };
    let error = cooccurrence(&fixture.study, &asked, options, &fixture.transcripts)
        .expect_err("there is no consensus layer");
    assert!(error.is_missing_consensus());
    assert_eq!(
        error.to_string(),
        "there is no consensus layer: no coder of the query is of that kind"
    );

    fixture.study.coders[2].kind = CoderKind::Consensus;
    let agreed = together(&fixture, "coder:agreed", options).pairs.remove(0);
    assert_eq!((agreed.n1, agreed.n2, agreed.n12), (1, 1, 1));
    assert_eq!(agreed.overlap.map(|overlap| overlap.characters), Some(6));
    let people = together(&fixture, "", codes_by(Unit::Overlap));
    assert!(people.remarks.is_empty() && people.pairs.iter().all(|pair| pair.n12 == 0));
    let mixed = together(&fixture, "coder:human,consensus", codes_by(Unit::Overlap));
    assert_eq!(
        mixed.remarks,
        ["codings of the consensus layer (agreed) are counted beside those of people; `NOT \
          coder:…` leaves them out"]
    );
    // The final coding is what was agreed on where something was: nothing is there twice.
    let last = together(&fixture, "coder:final", codes_by(Unit::Overlap));
    assert_eq!(last.pairs[0].n12, 1);
    assert!(last.remarks.is_empty(), "{:?}", last.remarks);

    let codings = fixture.study.codings.as_slice()[..1].to_vec();
    fixture.study.codings = themata_model::Codings::new(codings);
    let empty = together(&fixture, "coder:agreed", options);
    assert_eq!(empty.remarks, ["the consensus layer holds none of the query's codings"]);
}

#[test]
fn codings_outside_every_unit_are_remarked_on() {
    let fixture = fixture(
        "A\nB",
        "
Notes before the interview
^^^^^ A
^^^^^ B
ANA: Yes.
     ^^^ A
",
    );
    let turns = together(&fixture, "", codes_by(Unit::Turn));
    assert_eq!(turns.codes.iter().map(|code| code.n).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(turns.remarks, ["2 codings outside every turn, not counted"]);
    assert_eq!(
        draw(&turns.to_table_of_every_pair())[1],
        "A | B | 0 | 1 | 0 | 1 | 0.000 | undefined: the code was not used | 0.000 | 0"
    );
}

#[test]
fn units_of_text_need_texts() {
    let fixture = fixture("A\nB", "Some words\n^^^^ A");
    let asked = ask(&fixture, "");
    for unit in Unit::ALL.into_iter().filter(|&unit| unit != Unit::Site) {
        let made = cooccurrence(&fixture.study, &asked, codes_by(unit), &Transcripts::new());
        assert_eq!(made.is_err(), unit.needs_texts(), "{unit:?}");
        assert_eq!(Unit::from_word(unit.as_str()), Some(unit));
    }
}

/// A pair as another program's manual gives it, in events and excerpts.
fn counted(n1: u64, n2: u64, n12: u64) -> Pair {
    let fixture = fixture("A\nB", "words\n^ A\n^ B");
    Pair { n1, n2, n12, ..pair(&fixture, Unit::Overlap, Layer::SameCoder) }
}

#[test]
fn c_is_what_the_manual_of_atlas_ti_says() {
    let c = |n1, n2, n12| counted(n1, n2, n12).c().expect("overlap");
    assert_eq!(format!("{:.3}", c(100, 10, 5).value.expect("a value")), "0.048");
    assert!(!c(100, 10, 5).out_of_range);
    assert_eq!((c(1, 2, 2).value, c(1, 2, 2).out_of_range), (Some(2.0), true));
    assert_eq!((c(1, 2, 3).value, c(1, 2, 3).out_of_range), (None, true));
}

#[test]
fn an_unknown_attribute_is_an_error() {
    let fixture = fixture("A\nB", "words\n^ A");
    let asked = ask(&fixture, "");
    let by = Some(themata_model::AttributeId(7));
    let options = CooccurrenceOptions { by, ..codes_by(Unit::Overlap) };
    let error = cooccurrence(&fixture.study, &asked, options, &fixture.transcripts)
        .expect_err("there is no such attribute");
    assert_eq!(error.to_string(), "the study has no attribute number 7");
}

#[test]
fn themes_of_the_analyst_meet_in_a_code_that_both_have() {
    let mut fixture = fixture(
        "A\nB\nC",
        "
//- one
NURSE: Here and there and everywhere.
       ^^^^ A @ana
                ^^^^^ B @ana
                          ^^^^^^^^^^ C @ana
",
    );
    let themes: [(&str, &[&str]); 2] = [("x", &["A", "B"]), ("y", &["B"])];
    fixture.study.themes = themes_of(&fixture.study, &themes);
    let options = CooccurrenceOptions { level: Level::Theme, ..codes_by(Unit::Excerpt) };
    let together = together(&fixture, "", options);
    let names: Vec<&str> = together.codes.iter().map(|of| of.name.as_str()).collect();
    // C is in no theme, and that is no theme.
    assert_eq!(names, ["x", "y"]);
    let pair = together.pair(ThemeId(1), ThemeId(2)).expect("two themes");
    assert_eq!((pair.n1, pair.n2, pair.n12), (2, 1, 1));
    let shared = "1 code is in several themes and counted for each of them".to_owned();
    assert!(together.remarks.contains(&shared), "{:?}", together.remarks);
}

#[test]
fn the_final_coding_says_where_which_of_both_counts() {
    let mut fixture = fixture(
        "A\nB",
        "
//- first
ANA: The record never loads.
     ^^^^^^^^^^ A @ana
     ^^^^^^^^^^ B @agreed
//- second
ANA: It works, honestly.
     ^^^^^^^^ A @ana
     ^^^^^^^^ B @ben
",
    );
    let agreed = fixture.study.coders.iter_mut().find(|coder| coder.name == "agreed");
    agreed.expect("it has codings").kind = CoderKind::Consensus;
    let found = together(&fixture, "coder:final", codes_by(Unit::Overlap));
    assert_eq!(
        found.remarks,
        [
            "codings of the consensus layer (agreed) are counted in 1 document, those of people in \
          others; in 1 document of several people, each of whose codings counts"
        ]
    );
}
