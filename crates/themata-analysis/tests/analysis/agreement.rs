use themata_analysis::{
    Agreement, AgreementUnit as Unit, AgreementUniverse as Universe, Level, agreement,
};
use themata_model::{
    Assignment, AssignmentState, CoderId, CoderKind, DocumentId, Draw, Round, RoundId,
};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, draw};

fn compare(fixture: &Fixture, query: &str, unit: Unit, universe: Universe) -> Agreement {
    let asked = ask(fixture, query);
    agreement(&fixture.study, &asked, unit, universe, &fixture.transcripts)
        .expect("all texts are at hand")
}

fn near(value: Result<f64, themata_agreement::Undefined>, expect: f64) {
    let value = value.expect("a value");
    assert!((value - expect).abs() < 5e-5, "{value} is not {expect}");
}

/// A text of 1,000 characters on which two coders marked stretches with the code A. Every
/// stretch is written `start, length, coder`. Each coder also used another code, so both are
/// known to have read the text.
fn on_a_thousand_characters(stretches: &[(usize, usize, &str)]) -> Fixture {
    let mut notation = format!("{}\n", "x".repeat(1000));
    for coder in ["ana", "ben"] {
        notation.push_str(&format!("^ other @{coder}\n"));
    }
    for (start, length, coder) in stretches {
        notation.push_str(&format!(
            "{}{} A @{coder}\n",
            " ".repeat(*start),
            "^".repeat(*length)
        ));
    }
    fixture("A\nother", &notation)
}

fn check(stretches: &[(usize, usize, &str)], kappa: f64) -> Agreement {
    let fixture = on_a_thousand_characters(stretches);
    let agreement = compare(&fixture, "", Unit::Character, Universe::WholeText);
    assert_eq!(agreement.units, 1000);
    near(agreement.rows[0].kappa.value, kappa);
    agreement
}

// The next four are cases that a widely used program answers with 0.2987, −0.0667, 0.3333 and
// 0.0279: it multiplies where chance adds, leaves out what nobody coded, and takes overlapping
// stretches of one coder for two coders who agree.

#[test]
fn half_of_what_each_marked_overlaps() {
    let agreement = check(&[(0, 100, "ana"), (50, 100, "ben")], 0.4444);
    near(agreement.rows[0].percent.value, 0.9);
    near(agreement.rows[0].positive.value, 0.5);
    assert_eq!(agreement.rows[0].marked, [100, 100]);
}

#[test]
fn nothing_overlaps() {
    check(&[(0, 100, "ana"), (100, 100, "ben")], -0.1111);
}

#[test]
fn one_coder_marked_nothing_and_the_other_overlaps_with_himself() {
    let agreement = check(&[(0, 100, "ana"), (50, 100, "ana")], 0.0);
    assert_eq!(agreement.rows[0].marked, [150, 0]);
    near(agreement.rows[0].positive.value, 0.0);
}

#[test]
fn the_same_marks_and_one_coder_has_a_duplicate_inside() {
    let agreement = check(&[(0, 100, "ana"), (20, 30, "ana"), (0, 100, "ben")], 1.0);
    assert_eq!(agreement.rows[0].alpha.value, Ok(1.0));
}

const CODES: &str = "
leadership
  vision
  turnover
IT
  record
unused
";

const DOCUMENTS: &str = "
//- P1
ANA: We knew. She left.
     ^^^^^^^ vision @ana
     ^^^^^^^ turnover @ben
              ^^^^^^^^ turnover @ana
              ^^^^^^^^ turnover @ben
//- P2
BEN: It loads.
     ^^ record @ana
     ^^^^^^^^ record @ben
     ^^^^^^^^ record @eve
//- P3
EVE: Only one was here.
     ^^^^ record @eve
";

#[test]
fn every_code_and_theme_is_a_question_of_its_own() {
    let fixture = fixture(CODES, DOCUMENTS);
    let query = "coder:ana,ben";
    let agreement = compare(&fixture, query, Unit::Sentence, Universe::WholeText);
    let not_used =
        "undefined: only one value was used, so chance alone expects no disagreement";
    assert_eq!(
        draw(&agreement.to_table()),
        [
            "code | percent_agreement | positive_agreement | kappa | alpha | prevalence \
             | units_ana | units_ben | units"
                .to_owned(),
            "leadership | 1.000 | 1.000 | 1.000 | 1.000 | 0.667 | 2 | 2 | 3".to_owned(),
            "  vision | 0.667 | 0.000 | 0.000 | 0.000 | 0.167 | 1 | 0 | 3".to_owned(),
            "  turnover | 0.667 | 0.667 | 0.400 | 0.444 | 0.500 | 1 | 2 | 3".to_owned(),
            "IT | 1.000 | 1.000 | 1.000 | 1.000 | 0.333 | 1 | 1 | 3".to_owned(),
            "  record | 1.000 | 1.000 | 1.000 | 1.000 | 0.333 | 1 | 1 | 3".to_owned(),
            format!(
                "unused | 1.000 | undefined: no coder used the value | {not_used} | {not_used} \
                 | 0.000 | 0 | 0 | 3"
            ),
            // Kappa: 1 − (1/3 + 1/3 + 0) / (1/3 + 5/9 + 4/9); alpha: 1 − 2/3 / (1/3 + 3/5 + 8/15).
            "= all codes | 0.778 | - | 0.500 | 0.545 | - | - | - | 3".to_owned(),
        ]
    );
    assert_eq!(
        agreement.remarks,
        ["1 code used by no coder in these documents, not pooled: unused"]
    );
    assert_eq!(agreement.rows_at(Level::Theme).count(), 2);
}

#[test]
fn a_coder_is_missing_where_they_did_not_code() {
    let fixture = fixture(CODES, DOCUMENTS);
    let agreement = compare(&fixture, "", Unit::Character, Universe::WholeText);
    let record = agreement.rows.iter().find(|row| row.subject.name == "record");
    let record = record.expect("a row");
    // P1 (18 characters) has two coders, P2 (9) three; P3 has one and is left out.
    assert_eq!(
        (agreement.units, record.alpha.items, record.alpha.codes),
        (27, 27, 18 * 2 + 9 * 3)
    );
    assert_eq!(record.marked, [2, 8, 8]);
    // Of the 6 units that two of three marked, one pair in three agrees.
    near(record.percent.value, (27.0 - 6.0 * 2.0 / 3.0) / 27.0);
    assert_eq!(agreement.remarks[0], "1 document judged by only one of the coders, left out");
    assert!(agreement.definition.contains("kappa = Conger's for several coders"));
}

#[test]
fn coded_text_leaves_out_what_nobody_marked() {
    let stretches = [(0, 100, "ana"), (50, 100, "ben")];
    let fixture = on_a_thousand_characters(&stretches);
    let agreement = compare(&fixture, "code:A", Unit::Character, Universe::CodedText);
    assert_eq!((agreement.units, agreement.rows.len()), (150, 1));
    near(agreement.rows[0].percent.value, 1.0 / 3.0);
}

#[test]
fn a_coder_has_judged_what_they_coded_otherwise() {
    let fixture = on_a_thousand_characters(&[(0, 100, "ana")]);
    // The query knows no coding of ben's, and yet ben read the text.
    let agreement = compare(&fixture, "code:A", Unit::Paragraph, Universe::WholeText);
    assert_eq!((agreement.units, agreement.coders.len()), (1, 2));
    assert_eq!(agreement.rows[0].marked, [1, 0]);
}

/// Puts a round into a study, with assignments written `document coder state`.
fn assign(fixture: &mut Fixture, blind: bool, assignments: &[(u32, &str, AssignmentState)]) {
    let id = RoundId(1);
    let (name, draw) = ("pilot".to_owned(), Draw::default());
    let round = Round { id, name, codebook_version: None, blind, opened: false, draw };
    fixture.study.rounds.push(round);
    for &(document, coder, state) in assignments {
        let coder = fixture.study.coder_named(coder).map(|coder| coder.id).expect("a coder");
        let document = DocumentId(document);
        fixture.study.assignments.push(Assignment { round: id, document, coder, state });
    }
    fixture.study.assignments.sort_by_key(Assignment::key);
}

const TWO: &str = "//- P1\nten chars.\n^^^ A @ana\n//- P2\nten chars.\n^^^ A @ana\n^^ A @ben\n";

#[test]
fn finished_with_nothing_coded_is_a_judgement() {
    use AssignmentState::Finished;
    let mut fixture = fixture("A", TWO);
    assign(&mut fixture, true, &[(1, "ana", Finished), (1, "ben", Finished)]);
    let agreement = compare(&fixture, "", Unit::Character, Universe::WholeText);
    assert_eq!((agreement.units, agreement.documents.len()), (20, 2));
    assert_eq!(agreement.rows[0].marked, [6, 2]);
    // Ben left 3 of 10 characters of P1 out and 1 of P2.
    near(agreement.rows[0].percent.value, 16.0 / 20.0);
    assert_eq!(agreement.remarks, Vec::<String>::new());
}

#[test]
fn who_has_not_finished_has_not_judged() {
    use AssignmentState::{Excused, Finished, Started};
    let mut fixture = fixture("A", &format!("{TWO}//- P3\nten chars.\n^ A @ana\n^ A @ben\n"));
    assign(
        &mut fixture,
        false,
        &[(1, "ben", Excused), (2, "ana", Finished), (2, "ben", Started), (3, "ana", Finished)],
    );
    // What ben has coded of P2 does not count, but P3 was never assigned to ben.
    let agreement = compare(&fixture, "", Unit::Character, Universe::CodedText);
    assert_eq!(agreement.documents, [DocumentId(3)]);
    assert_eq!((agreement.units, agreement.rows[0].marked.as_slice()), (1, [1, 1].as_slice()));
    assert_eq!(
        agreement.remarks,
        [
            "2 documents judged by only one of the coders, left out",
            "1 assignment left out as unfinished",
            "1 assignment left out as excused",
            "ben has finished no assignment on these documents: `assignments finish` says that \
             one is done",
        ]
    );
}

/// With three coders a document may have two judgements and codings of the third that do not
/// count.
#[test]
fn an_unfinished_third_coder_is_missing() {
    use AssignmentState::{Finished, Started};
    let text = "//- P1\nten chars.\n^^^ A @ana\n^^^ A @ben\n     ^^^^^ A @eve\n\
                //- P2\nten chars.\n^ A @ana\n^ A @ben\n^ A @eve\n";
    let mut fixture = fixture("A", text);
    assign(
        &mut fixture,
        false,
        &[(1, "ana", Finished), (1, "ben", Finished), (1, "eve", Started)],
    );
    let agreement = compare(&fixture, "", Unit::Character, Universe::CodedText);
    assert_eq!((agreement.units, agreement.coders.len()), (4, 3));
    assert_eq!(agreement.rows[0].marked, [4, 4, 1]);
    near(agreement.rows[0].percent.value, 1.0);
}

#[test]
fn who_judged_less_than_half_is_named_among_three() {
    let passage = |number: u32, third: &str| {
        format!("//- P{number}\nten chars.\n^^^ A @ana\n^^^ A @ben\n{third}")
    };
    let three = |thirds: [&str; 3]| {
        let passages = (1..).zip(thirds).map(|(number, third)| passage(number, third));
        let fixture = fixture("A", &passages.collect::<String>());
        compare(&fixture, "", Unit::Character, Universe::CodedText).remarks
    };
    let third = "     ^^^^^ A @eve\n";
    assert_eq!(three([third, third, ""]), Vec::<String>::new());
    let [remark] = three([third, "", ""]).try_into().unwrap();
    assert!(
        remark.starts_with("eve judged 1 of 3 documents: in what kappa expects"),
        "{remark}"
    );
}

#[test]
fn what_is_coded_blind_is_not_compared() {
    use AssignmentState::{Assigned, Finished};
    let mut fixture = fixture("A", TWO);
    assign(&mut fixture, true, &[(2, "ana", Finished), (2, "ben", Assigned)]);
    fixture.study.blind_for(Some(CoderId(1)));
    let agreement = compare(&fixture, "", Unit::Character, Universe::WholeText);
    assert!(agreement.documents.is_empty());
    assert_eq!(
        agreement.remarks[..4],
        [
            "no document was judged by two of the query's coders: have two of them code some of \
             the same documents",
            "1 document judged by only one of the coders, left out",
            "1 assignment left out as unfinished",
            "1 document left out: still coded blind",
        ]
    );
}

#[test]
fn one_coder_is_told_to_be_one() {
    let fixture = fixture("A", TWO);
    let agreement = compare(&fixture, "coder:ana", Unit::Character, Universe::WholeText);
    assert_eq!(
        agreement.remarks[0],
        "agreement takes two coders, and the query means one (ana): ask for more, or have \
         somebody else code some of the same documents"
    );
}

#[test]
fn a_consensus_layer_is_no_coder_unless_it_is_all_there_is() {
    let mut fixture = fixture(CODES, DOCUMENTS);
    fixture.study.coders[2].kind = CoderKind::Consensus;
    let all = compare(&fixture, "", Unit::Sentence, Universe::WholeText);
    assert_eq!(all.coders.iter().map(|coder| &*coder.name).collect::<Vec<_>>(), ["ana", "ben"]);
    let named = compare(&fixture, "coder:ana,ben,eve", Unit::Sentence, Universe::WholeText);
    assert_eq!(
        named.remarks[0],
        "the consensus layer (eve) is not compared: it was made from the codings of the others"
    );
    let asked = compare(&fixture, "coder:ana,eve", Unit::Sentence, Universe::WholeText);
    assert_eq!(
        asked.coders.iter().map(|coder| &*coder.name).collect::<Vec<_>>(),
        ["ana", "eve"]
    );
}

#[test]
fn where_nothing_is_shared_the_reason_is_said() {
    let fixture = fixture("A", "//- P1\nwords\n^ A @ana\n//- P2\nwords\n^ A @ben\n");
    let agreement = compare(&fixture, "", Unit::Character, Universe::WholeText);
    assert_eq!(
        draw(&agreement.to_table())[1..],
        [
            "A | undefined: there are no items | undefined: there are no items | undefined: there \
             are no items | undefined: there are no items | undefined: there are no items | 0 | 0 \
             | 0",
            "= all codes | undefined: there are no items | - | undefined: there are no items \
             | undefined: there are no items | - | - | - | 0",
        ]
    );
    assert_eq!(
        agreement.remarks[0],
        "no document was judged by two of the query's coders: have two of them code some of the \
         same documents"
    );
}

#[test]
fn the_definition_names_unit_universe_and_formulas() {
    let fixture = fixture(CODES, DOCUMENTS);
    let agreement = compare(&fixture, "coder:ana,ben", Unit::Turn, Universe::WholeText);
    assert_eq!(
        agreement.definition,
        "Unit: turn; each is a yes-or-no question for every code and theme. Universe: the whole \
         text of 2 documents (of 3 asked for) that at least two of the coders judged, 2 units; a \
         coder judged a document that was assigned if it is finished, and another if any coding \
         of theirs is on it, and is missing elsewhere. \
         Coders: ana, ben; query: coder:ana,ben. Percent agreement = agreeing pairs of coders, \
         mean over units; positive agreement = where one coder marks a unit, how often another \
         does too; kappa = Cohen's for two coders; alpha = Krippendorff's, nominal; prevalence = \
         share of judgements that mark the unit. All codes: percent agreement = mean over the 3 \
         codes in use, kappa and alpha = 1 − sum of observed ÷ sum of expected disagreement over \
         these codes (for kappa the pooled kappa of De Vries and others, 2008)."
    );
}

#[test]
fn units_of_text_need_texts() {
    let fixture = fixture(CODES, DOCUMENTS);
    let asked = ask(&fixture, "");
    for unit in Unit::ALL {
        let none = themata_analysis::Transcripts::new();
        let made = agreement(&fixture.study, &asked, unit, Universe::WholeText, &none);
        assert_eq!(made.is_err(), unit.needs_texts(), "{unit:?}");
        assert_eq!(Unit::from_word(unit.as_str()), Some(unit));
    }
}
