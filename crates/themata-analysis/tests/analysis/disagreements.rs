use themata_analysis::{
    DisagreementState as State, Disagreements, DisagreementsBy as By, disagreements,
};
use themata_model::{
    Adjudication, AdjudicationId, Assignment, AssignmentState, CoderId, CoderKind, CodingId,
    Decision, Draw, Round, RoundId,
};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, draw};

const CODES: &str = "
leadership
  vision
  turnover
IT
  access
    passwords
  record
alone
";

fn find(fixture: &Fixture, query: &str, decided: &[Adjudication]) -> Disagreements {
    disagreements(&fixture.study, &ask(fixture, query), decided)
}

/// Draws disagreements as `number | kinds | codes | missed by | overlap | cost`.
#[track_caller]
fn check(documents: &str, expect: &[&str]) -> Disagreements {
    let fixture = fixture(CODES, documents);
    let found = find(&fixture, "", &[]);
    let mut table = found.to_table(&fixture.study);
    for key in ["document", "share", "state"] {
        table.drop_column(key);
    }
    assert_eq!(draw(&table)[1..], *expect);
    found
}

#[test]
fn what_all_say_alike_is_agreed() {
    let found = check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana barrier
     ^^^^^^^^^^ record @ben barrier
",
        &[],
    );
    assert_eq!(found.agreed.len(), 1);
    assert_eq!(found.agreed[0].number, CodingId(1));
}

#[test]
fn what_one_marked_twice_is_one_stretch() {
    let found = check(
        "
ANA: The record never loads.
     ^^^ record @ana
        ^^^^^^^ record @ana
     ^^^^^^ record @ana
     ^^^^^^^^^^ record @ben
",
        &[],
    );
    assert_eq!(found.agreed[0].claims.len(), 4);
}

#[test]
fn missed_by_one() {
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
                ^^^^^^^^^^^ access @ben
",
        &["2 | missed | access | ana | - | 11.000", "1 | missed | record | ben | - | 10.000"],
    );
}

#[test]
fn of_three_judges_one_missed_it() {
    // Of the three pairs of judges, two differ: 10 × ⅔.
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
     ^^^^^^^^^^ record @ben
                ^^^^^ turnover @eve
                ^^^^^ turnover @ana
                ^^^^^ turnover @ben
",
        &["1 | missed | record | eve | 1.000 | 6.667"],
    );
}

#[test]
fn another_beginning_or_end() {
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
         ^^^^^^ record @ben
                ^^^^^ access @ana
                ^^^^^^^^^^ access @ben
ANA: She left us in May, they say.
     ^^^^^^^^ vision @ana
        ^^^^^^^^^^^^^^^ vision @ben
",
        &[
            "5 | boundary (start and end) | vision | - | 0.278 | 13.000",
            "3 | boundary (end) | access | - | 0.500 | 5.000",
            "1 | boundary (start) | record | - | 0.600 | 4.000",
        ],
    );
}

#[test]
fn one_stretch_that_is_several_to_another() {
    check(
        "
ANA: We knew. She left. They wept.
     ^^^^^^^^^^^^^^^^^^ vision @ana
     ^^^^^^^^ vision @ben
              ^^^^^^^^^ vision @ben
",
        &["1 | split | vision | - | 0.944 | 1.000"],
    );
    check(
        "
ANA: We knew. She left. They wept.
     ^^^^^^^ vision @ana
         ^^^^^^^^ vision @ben
                ^^^^^^^ vision @ana
",
        // Each of hers meets his, so his one is her two, and his begins and ends elsewhere:
        // of 18 characters both marked 3 and 1.
        &["1 | split, boundary (start and end) | vision | - | 0.222 | 14.000"],
    );
}

#[test]
fn another_valence_costs_nothing_and_is_told() {
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana barrier
     ^^^^^^^^^^ record @ben facilitator
                ^^^^^ access @ana barrier
                ^^^^^ access @ben
",
        &[
            "1 | valence | record | - | 1.000 | 0.000",
            "3 | valence | access | - | 1.000 | 0.000",
        ],
    );
}

#[test]
fn another_code_on_about_the_same_stretch() {
    let found = check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
     ^^^^^^^^^ access @ben
                ^^^^^ vision @ana
                ^^^^^ record @ben
ANA: She left us in May, they say.
     ^^^^^^^^ passwords @ana
     ^^^^^^^^ access @ben
              ^^^^^^ vision @ana barrier
              ^^^^^^ turnover @ben facilitator
",
        &[
            "1 | other code (sibling), boundary (end) | access / record | - | 0.900 | 19.000",
            "5 | other code (parent) | access / passwords | - | 1.000 | 16.000",
            "7 | other code (sibling), valence | vision / turnover | - | 1.000 | 12.000",
            "3 | other code (other theme) | vision / record | - | 1.000 | 10.000",
        ],
    );
    assert_eq!(
        draw(&found.to_confusion(&fixture(CODES, "").study)),
        [
            "code | vision | turnover | access | passwords | record",
            "vision | - | 1 | - | - | 1",
            "turnover | 1 | - | - | - | -",
            "access | - | - | - | 1 | 1",
            "passwords | - | - | 1 | - | -",
            "record | 1 | - | 1 | - | -",
        ]
    );
}

#[test]
fn the_best_match_is_the_other_code() {
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
     ^^^^^^ access @ben
     ^^^^^^^^^^ vision @ben
",
        &[
            "1 | other code (other theme) | vision / record | - | 1.000 | 20.000",
            "2 | missed | access | ana | - | 6.000",
        ],
    );
}

#[test]
fn less_than_half_is_another_matter() {
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
     ^^^^ access @ben
",
        &["1 | missed | record | ben | - | 10.000", "2 | missed | access | ana | - | 4.000"],
    );
}

#[test]
fn who_also_has_the_first_code_did_not_take_it_for_another() {
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
     ^^^^^^^^^^ record @ben
     ^^^^^^^^^^ access @ben
",
        &["3 | missed | access | ana | - | 10.000"],
    );
}

#[test]
fn several_kinds_at_once() {
    check(
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana barrier
         ^^^^^^ record @ben
                ^^^^^ vision @eve
                ^^^^^ vision @ana
                ^^^^^ vision @ben
",
        &["1 | missed, boundary (start), valence | record | eve | 0.600 | 6.667"],
    );
}

const TWO_DOCUMENTS: &str = "
//- P1
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
         ^^^^^^ record @ben
                ^^^^^ access @ana
//- P2
ANA: Nobody told us so.
     ^^^^^^ vision @ana
     ^^^^^^ turnover @ben
";

#[test]
fn a_query_decides_what_is_listed_and_not_what_is_compared() {
    let fixture = fixture(CODES, TWO_DOCUMENTS);
    let numbers = |query: &str| -> Vec<u32> {
        find(&fixture, query, &[]).rows.iter().map(|row| row.number.0).collect()
    };
    assert_eq!(numbers(""), [4, 3, 1]);
    assert_eq!(numbers("code:vision"), [4]);
    assert_eq!(numbers("theme:IT"), [3, 1]);
    assert_eq!(numbers("document:P2"), [4]);
    let found = find(&fixture, "code:turnover", &[]);
    assert_eq!(found.rows[0].claims().count(), 2, "the other code is part of it");
}

#[test]
fn summaries_count_and_weigh() {
    let fixture = fixture(CODES, TWO_DOCUMENTS);
    let found = find(&fixture, "", &[]);
    assert_eq!(
        draw(&found.to_summary(&fixture.study, By::Kind)),
        [
            "kind | disagreements | open | cost | share",
            "other-code | 1 | 1 | 12.000 | 0.571",
            "missed | 1 | 1 | 5.000 | 0.238",
            "boundary | 1 | 1 | 4.000 | 0.190",
            "= all | 3 | 3 | 21.000 | 1.000",
        ]
    );
    assert_eq!(
        draw(&found.to_summary(&fixture.study, By::Code))[1..],
        [
            "vision | 1 | 1 | 6.000 | 0.286",
            "turnover | 1 | 1 | 6.000 | 0.286",
            "access | 1 | 1 | 5.000 | 0.238",
            "record | 1 | 1 | 4.000 | 0.190",
            "= all | 3 | 3 | 21.000 | 1.000",
        ]
    );
    assert_eq!(
        draw(&found.to_summary(&fixture.study, By::Document))[1..3],
        ["P1 | 2 | 2 | 9.000 | 0.429", "P2 | 1 | 1 | 12.000 | 0.571"]
    );
}

#[test]
fn who_is_compared() {
    let mut drawn = fixture(CODES, TWO_DOCUMENTS);
    assert_eq!(find(&drawn, "coder:ana", &[]).rows, []);
    assert!(find(&drawn, "coder:ana", &[]).remarks[0].contains("only one coder is compared"));
    drawn.study.coders[1].kind = CoderKind::Consensus;
    assert!(find(&drawn, "coder:ana,ben", &[]).remarks[0].contains("(ana)"));
    drawn.study.coders[1].kind = CoderKind::Machine;
    assert_eq!(find(&drawn, "", &[]).rows.len(), 0);
    assert_eq!(find(&drawn, "coder:ana,ben", &[]).rows.len(), 3);

    let apart = fixture(
        CODES,
        "
//- P1
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
//- P2
ANA: Nobody told us so.
     ^^^^^^ vision @ben
",
    );
    let found = find(&apart, "", &[]);
    assert_eq!((found.rows.len(), found.judged_by_one), (0, 2));
    assert_eq!(
        found.remarks[0],
        "none of 2 documents was judged by two of the coders (ana, ben)"
    );
}

fn assign(fixture: &mut Fixture, blind: bool, states: &[(u32, AssignmentState)]) {
    let round = RoundId(1);
    fixture.study.rounds = vec![Round {
        id: round,
        name: "first".to_owned(),
        codebook_version: None,
        blind,
        opened: false,
        draw: Draw::default(),
    }];
    let document = fixture.study.documents[0].id;
    let assignment =
        |&(coder, state)| Assignment { round, document, coder: CoderId(coder), state };
    fixture.study.assignments = states.iter().map(assignment).collect();
}

#[test]
fn who_has_finished_has_judged() {
    let mut drawn = fixture(
        CODES,
        "
//- P1
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
//- P2
ANA: Nobody told us so.
     ^^^^^^ vision @ben
",
    );
    use AssignmentState::{Excused, Finished, Started};
    assign(&mut drawn, false, &[(1, Finished), (2, Finished)]);
    let found = find(&drawn, "", &[]);
    assert_eq!(found.rows.len(), 1, "finding nothing is a judgement");
    assert_eq!(found.rows[0].missed_by, [CoderId(2)]);
    assign(&mut drawn, false, &[(1, Finished), (2, Started)]);
    let found = find(&drawn, "", &[]);
    assert_eq!((found.rows.len(), found.unfinished), (0, vec![("ben".to_owned(), 1)]));
    assign(&mut drawn, false, &[(1, Finished), (2, Excused)]);
    assert_eq!(find(&drawn, "", &[]).rows.len(), 0);
}

#[test]
fn a_blind_round_that_goes_on_says_nothing() {
    let mut drawn = fixture(
        CODES,
        "
ANA: The record never loads.
     ^^^^^^^^^^ record @ana
     ^^^^^^^^^^ access @ben
     ^^^^^^^^^^ access @eve
",
    );
    use AssignmentState::{Finished, Started};
    let states = [(1, Finished), (2, Finished), (3, Started)];
    assign(&mut drawn, false, &states);
    assert_eq!(find(&drawn, "", &[]).rows.len(), 1);
    assign(&mut drawn, true, &states);
    let found = find(&drawn, "", &[]);
    assert_eq!((found.rows.len(), found.blind), (0, 1));
}

fn decided(found: &Disagreements, id: u32, number: u32, decision: Decision) -> Adjudication {
    let row = found.get(CodingId(number)).expect("a disagreement");
    Adjudication {
        id: AdjudicationId(id),
        document: row.document,
        version: 1,
        round: None,
        decision,
        by: None,
        at: String::new(),
        reason: None,
        rule: None,
        about: row.claims().copied().collect(),
        yields: Vec::new(),
    }
}

#[test]
fn what_was_decided_is_known_until_somebody_says_something_else() {
    let mut drawn = fixture(CODES, TWO_DOCUMENTS);
    let found = find(&drawn, "", &[]);
    let first = decided(&found, 1, 1, Decision::Accept);
    let later = decided(&found, 2, 4, Decision::PutOff);
    let all = [first.clone(), later];
    let state = |drawn: &Fixture, all: &[Adjudication], number: u32| {
        find(drawn, "", all).get(CodingId(number)).expect("a disagreement").state
    };
    assert_eq!(state(&drawn, &all, 1), State::Decided(AdjudicationId(1)));
    assert_eq!(state(&drawn, &all, 3), State::Open);
    assert_eq!(state(&drawn, &all, 4), State::PutOff(AdjudicationId(2)));

    // The same codings in another text are the same disagreement; in the same text, elsewhere,
    // they are not.
    let mut moved = first.clone();
    moved.about[0].span = themata_text::CharSpan::new(3, 9);
    assert_eq!(state(&drawn, &[moved.clone()], 1), State::Changed(AdjudicationId(1)));
    moved.version = 7;
    assert_eq!(state(&drawn, &[moved], 1), State::Decided(AdjudicationId(1)));

    // Of three, one is not compared: what he said is left aside.
    let mut of_three = first.clone();
    of_three.about.push(themata_model::Claim {
        coding: CodingId(77),
        coder: CoderId(9),
        ..of_three.about[0]
    });
    assert_eq!(state(&drawn, &[of_three], 1), State::Decided(AdjudicationId(1)));

    // Decided when only one of the two was compared, who says the same as then: the other's word
    // is one more, and takes nothing back.
    let mut of_one = first.clone();
    of_one.about.truncate(1);
    assert_eq!(state(&drawn, &[of_one.clone()], 1), State::MoreCoders(AdjudicationId(1)));
    of_one.decision = Decision::PutOff;
    assert_eq!(state(&drawn, &[of_one.clone()], 1), State::PutOff(AdjudicationId(1)));
    of_one.about[0].valence = Some(themata_model::Valence::Barrier);
    assert_eq!(state(&drawn, &[of_one], 1), State::Changed(AdjudicationId(1)));

    let code = drawn.study.codebook.find("alone").expect("a code");
    let codings = drawn.study.codings.as_slice().iter();
    drawn.study.codings = themata_model::Codings::new(
        codings
            .map(|coding| match coding.id {
                CodingId(2) => themata_model::Coding { code, ..*coding },
                _ => *coding,
            })
            .collect(),
    );
    assert_eq!(state(&drawn, &all, 1), State::Changed(AdjudicationId(1)));
}

#[test]
fn a_code_that_was_merged_since_is_what_it_was_merged_into() {
    let mut drawn = fixture(CODES, TWO_DOCUMENTS);
    let first = decided(&find(&drawn, "", &[]), 1, 1, Decision::Accept);
    let book = &drawn.study.codebook;
    let (record, alone) = (book.find("record").unwrap(), book.find("alone").unwrap());
    drawn.study.codebook = book.merge(record, alone).unwrap();
    let codings = drawn.study.codings.as_slice().iter();
    drawn.study.codings = themata_model::Codings::new(
        codings
            .map(|coding| themata_model::Coding {
                code: if coding.code == record { alone } else { coding.code },
                ..*coding
            })
            .collect(),
    );
    let found = find(&drawn, "", &[first]);
    assert_eq!(found.get(CodingId(1)).unwrap().state, State::Decided(AdjudicationId(1)));
}
