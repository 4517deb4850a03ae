use themata_codebook::{Code, CodeIndex, CodeState};
use themata_text::CharSpan;

use super::Footprint;
use crate::{
    AssignmentState, Attribute, AttributeId, Change, CoderId, Coding, CodingId, CodingRecord,
    DocumentId, Kind, MapPlace, RoundId, SavedQuery, SavedQueryId, Session, Theme, ThemeId,
    Value,
};

/// Whether what was done can be taken back although something else was done since.
fn check(done: &[Change], since: &[Change], can_be: bool) {
    let back: Vec<Change> = done.iter().rev().map(Change::inverse).collect();
    let (back, since) = (Footprint::of(&back), Footprint::of(since));
    assert_eq!(back.is_entangled(&since), !can_be);
    assert_eq!(since.is_entangled(&back), !can_be);
}

fn code(place: u32, before: Option<Code>, after: Option<Code>) -> Change {
    Change::Code { place: CodeIndex::new(place), before, after }
}

fn new(place: u32, name: &str) -> Change {
    code(place, None, Some(Code::named(name)))
}

fn named(place: u32, before: &str, after: &str) -> Change {
    code(place, Some(Code::named(before)), Some(Code::named(after)))
}

fn record(id: u32, code: u32) -> CodingRecord {
    let coding = Coding {
        id: CodingId(id),
        document: DocumentId(1),
        span: CharSpan::new(0, 4),
        code: CodeIndex::new(code),
        coder: CoderId(1),
        valence: None,
        weight: None,
    };
    CodingRecord { coding, memo: None }
}

fn coded(id: u32, code: u32) -> Change {
    Change::CodingsAdded(vec![record(id, code)])
}

#[test]
fn what_is_written_twice_is_entangled() {
    check(&[named(1, "a", "b")], &[named(1, "b", "c")], false);
    check(&[named(1, "a", "b")], &[named(2, "d", "c")], true);
    check(&[coded(1, 0)], &[coded(2, 0)], true);
    check(&[coded(1, 0)], &[Change::CodingsRemoved(vec![record(1, 0)])], false);
    let codings = vec![CodingId(1)];
    let (before, after) = (CodeIndex::new(0), CodeIndex::new(1));
    check(&[coded(1, 0)], &[Change::Recoded { codings, before, after }], false);
}

#[test]
fn a_code_that_is_used_stays_and_may_be_called_otherwise() {
    check(&[new(3, "a")], &[coded(1, 3)], false);
    check(&[named(3, "a", "b")], &[coded(1, 3)], true);
    check(&[coded(1, 3)], &[named(3, "a", "b")], true);
    let retired = Code { state: CodeState::Retired, ..Code::named("a") };
    let retire = [code(3, Some(Code::named("a")), Some(retired))];
    check(&[coded(1, 3)], &retire, true);
    check(&[Change::CodingsRemoved(vec![record(1, 3)])], &retire, false);
    check(&retire, &[coded(1, 3)], false);
}

#[test]
fn where_a_theme_was_put_on_the_map_says_nothing_of_the_theme() {
    let id = ThemeId(1);
    let theme = |title: &str, x: Option<u32>| Theme {
        id,
        title: title.to_owned(),
        statement: String::new(),
        members: vec![CodeIndex::new(0)],
        place: 0,
        map_place: x.map(|x| MapPlace { x, y: 7 }),
        evidence: Vec::new(),
    };
    let put = |before, after| [Change::Theme { id, before, after }];
    let moved = put(Some(theme("a", None)), Some(theme("a", Some(4))));
    let titled = put(Some(theme("a", None)), Some(theme("b", None)));
    let onward = put(Some(theme("b", Some(4))), Some(theme("b", Some(9))));
    check(&moved, &titled, true);
    check(&moved, &onward, false);
    check(&titled, &onward, true);
    check(&put(None, Some(theme("a", None))), &moved, false);
    check(&moved, &put(Some(theme("a", Some(4))), None), false);
}

#[test]
fn places_of_codes_are_never_left_empty() {
    check(&[new(3, "a")], &[new(4, "b")], false);
    check(&[new(3, "a")], &[named(2, "b", "c")], true);
}

#[test]
fn a_name_that_was_given_to_another_is_not_taken_again() {
    check(&[named(1, "a", "b")], &[named(2, "c", "A")], false);
    check(&[named(1, "a", "b")], &[named(2, "c", "d")], true);
    let theirs = Change::DocumentName {
        id: DocumentId(1),
        before: "c".to_owned(),
        after: "a".to_owned(),
    };
    check(&[named(1, "a", "b")], &[theirs], true);
}

#[test]
fn a_query_that_was_saved_since_keeps_its_words() {
    let query = |text: &str| Change::SavedQuery {
        id: SavedQueryId(1),
        before: None,
        after: Some(SavedQuery {
            id: SavedQueryId(1),
            name: "mine".to_owned(),
            query: text.to_owned(),
            note: None,
            by: None,
            at: Session::fixed("ana", 1).now,
        }),
    };
    check(&[named(1, "a", "Long Waits")], &[query("code:\"long waits\"")], false);
    check(&[named(1, "a", "Long Waits")], &[query("code:\"long waits2\"")], true);
    check(&[named(1, "it", "IT")], &[query("code:waiting")], true);
}

#[test]
fn values_rest_on_the_kind_of_their_attribute() {
    let id = AttributeId(1);
    let attribute = |name: &str, kind| Some(Attribute { id, name: name.to_owned(), kind });
    let value = Change::Value {
        document: DocumentId(1),
        attribute: id,
        before: None,
        after: Some(Value::Number(4.0)),
    };
    let put = |before, after| [Change::Attribute { id, before, after }];
    let number = || attribute("wave", Kind::Number);
    check(&put(None, number()), std::slice::from_ref(&value), false);
    check(&put(number(), attribute("wave", Kind::Text)), std::slice::from_ref(&value), false);
    check(&put(number(), attribute("round", Kind::Number)), std::slice::from_ref(&value), true);
    check(std::slice::from_ref(&value), &put(number(), attribute("wave", Kind::Text)), true);
    check(&[value.inverse()], &put(number(), attribute("wave", Kind::Text)), false);
}

#[test]
fn what_a_coder_began_or_finished_stays_begun_and_finished() {
    let (round, document, coder) = (RoundId(1), DocumentId(1), CoderId(1));
    let step = |before, after| {
        let (before, after) = (Some(before), Some(after));
        Change::Assignment { round, document, coder, before, after }
    };
    use AssignmentState::{Assigned, Finished, Started};
    check(&[step(Assigned, Started), coded(1, 0)], &[coded(2, 0)], false);
    check(&[coded(1, 0)], &[coded(2, 0)], true);
    check(&[coded(1, 0)], &[step(Started, Finished)], false);
    let record = CodingRecord {
        coding: Coding { coder: CoderId(2), ..record(2, 0).coding },
        memo: None,
    };
    check(&[step(Assigned, Started)], &[Change::CodingsAdded(vec![record])], true);
}

#[test]
fn things_of_one_sort_are_akin() {
    let footprint = |changes: &[Change]| Footprint::of(changes);
    assert!(footprint(&[named(1, "a", "b")]).is_akin(&footprint(&[named(2, "c", "d")])));
    assert!(!footprint(&[named(1, "a", "b")]).is_akin(&footprint(&[coded(2, 0)])));
}
