//! Boundary similarity, and agreement on where to cut.

use themata_agreement::{
    Category, Segmentation, Undefined, boundary_agreement, boundary_similarity,
};

use crate::notation::check;

fn cut(text: &str) -> Segmentation {
    let lengths: Vec<u64> = text.split('|').map(|segment| segment.len() as u64).collect();
    Segmentation::of_lengths(&lengths)
}

/// The examples of segeval's tests of boundary similarity (Fournier 2013).
#[test]
fn fournier_2013_boundary_similarity() {
    let to_the_reference =
        |other: &str| boundary_similarity(&cut("xx|xxx|xxxxxx"), &cut(other), 2).value;
    check(to_the_reference("xxxxx|xxxxxx"), "0.5");
    check(to_the_reference("xx|xxx|xxx|xxx"), "0.6667");
    check(to_the_reference("xx|xx|xxxxxxx"), "0.75");
    check(to_the_reference("x|x|xxx|x|xxxxx"), "0.5");
    assert_eq!(
        boundary_similarity(&cut("xxxxxxxxxxx"), &cut("xxxxx|xxxxxx"), 2).value,
        Ok(0.0)
    );
}

/// Seven readers of "Stargazers" (Hearst 1997), with what segeval gives for them. The
/// expected agreements follow from 49 boundaries of 7 readers at 20 places each: .35² for pi.
#[test]
fn hearst_1997_agreement_on_boundaries() {
    let stargazers = [
        &[2, 3, 3, 1, 3, 6, 3][..],
        &[2, 8, 2, 4, 2, 3],
        &[2, 1, 2, 3, 1, 3, 1, 3, 2, 2, 1],
        &[2, 1, 4, 1, 1, 3, 1, 4, 3, 1],
        &[3, 2, 4, 3, 5, 4],
        &[2, 3, 4, 2, 2, 5, 3],
        &[2, 3, 2, 2, 3, 1, 3, 2, 3],
    ];
    let agreement = boundary_agreement(&[stargazers.map(Segmentation::of_lengths).to_vec()], 2);
    assert_eq!(agreement.observed, Ok(97.0 / 183.0));
    check(agreement.pi, "0.464449738");
    check(agreement.kappa, "0.465320197");
}

#[test]
fn a_wider_span_forgives_more() {
    let similarity =
        |span| boundary_similarity(&cut("xxx|xxxxxx"), &cut("xxxxxx|xxx"), span).value.unwrap();
    assert_eq!([0, 1, 2, 3].map(similarity), [0.0; 4]);
    assert_eq!(similarity(4), 0.25);
    assert_eq!(similarity(6), 0.5);
    assert!(similarity(u64::MAX) > 0.999);
}

/// Another type at the same place costs one, not two; a near miss does not break up two such
/// places.
#[test]
fn boundaries_of_several_types() {
    let [topic, subtopic] = [0, 1].map(Category::new);
    let of = |boundaries: &[(u64, Category)]| Segmentation::new(9, boundaries.iter().copied());
    let similarity = boundary_similarity(
        &of(&[(2, topic), (5, topic)]),
        &of(&[(2, topic), (5, subtopic)]),
        2,
    );
    assert_eq!(similarity.value, Ok(0.5));
    assert_eq!((similarity.matches, similarity.substitutions), (1, 1));

    let crossed = boundary_similarity(
        &of(&[(4, topic), (5, subtopic)]),
        &of(&[(4, subtopic), (5, topic)]),
        2,
    );
    assert_eq!((crossed.substitutions, crossed.near_misses), (2, 0));
    assert_eq!(crossed.value, Ok(0.0));
}

#[test]
fn where_nothing_can_be_said() {
    let similarity =
        |one: &str, other: &str| boundary_similarity(&cut(one), &cut(other), 2).value;
    assert_eq!(similarity("xxx", "xxx"), Err(Undefined::NoUnits));
    assert_eq!(similarity("x|xx", "x|xxx"), Err(Undefined::LengthsDiffer));
    let pi = |text: &[&str]| {
        boundary_agreement(&[text.iter().map(|coder| cut(coder)).collect()], 2).pi
    };
    assert_eq!(pi(&["x|x"]), Err(Undefined::TooFewCoders { coders: 1 }));
    assert_eq!(pi(&["xx", "xx"]), Err(Undefined::NoUnits));
    assert_eq!(pi(&["x|x", "x|x"]), Err(Undefined::NoGaps));
    assert_eq!(pi(&["x|xx", "x|xxx"]), Err(Undefined::LengthsDiffer));
    assert_eq!(pi(&["x|xx", "x|xx"]), Ok(1.0));
    assert_eq!(boundary_agreement(&[], 2).pi, Err(Undefined::TooFewCoders { coders: 0 }));
}

#[test]
fn texts_count_together() {
    let texts = [vec![cut("x|xx"), cut("x|xx")], vec![cut("xx|x"), cut("xxx")]];
    let agreement = boundary_agreement(&texts, 2);
    assert_eq!(agreement.observed, Ok(0.5));
    // Three boundaries of two coders at four places each: (3/8)² by chance.
    check(agreement.pi, "0.418181818");
}

#[test]
fn a_boundary_stands_between_two_pieces() {
    let fails = |place| {
        std::panic::catch_unwind(|| Segmentation::new(3, [(place, Category::new(0))])).is_err()
    };
    assert!(fails(0) && fails(3));
    assert!(!fails(1) && !fails(2));
}
