use super::PairMeans;
use super::assignment::{Edge, greatest_worth};
use super::overlaps::overlaps;
use super::pair_mean::Dice;
use crate::{Continuum, Unit};

/// When a unit of one coder counts as the same as a unit of another, of the same category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpanMatch {
    /// Where both begin and end at the same positions.
    Exact,
    /// Where they have any stretch in common.
    Overlap,
    /// Where what both lie on is at least this share, above 0 and up to 1, of what either lies
    /// on: intersection over union, Jaccard's index of the two.
    Iou(f64),
}

/// Span F1: the share of units that two coders have in common, from 0 to 1. The mean over
/// pairs of coders; chance is not taken out.
///
/// ```text
/// F1 = 2 M / (n_1 + n_2)
/// ```
///
/// `M` is the number of units of one coder that are matched with a unit of the other, of the
/// same category and each with at most one, in a matching with as many pairs as there can be.
/// F1 is the same whichever coder comes first. `overall` counts units of all categories
/// together (micro). A pair of coders of which neither marked anything takes no part in the
/// mean. Texts laid end to end on one continuum are counted together; the mean over texts is
/// another figure.
///
/// F1 is Dice's coefficient, positive specific agreement and the index of Holsti (1969), of
/// units. Kappa approaches it where what both left unmarked cannot be counted (Hripcsak and
/// Rothschild 2005).
///
/// Undefined with fewer than two coders, and where no coder marked anything or, for a
/// category, nobody used it.
///
/// Takes time in proportion to the units and to how often units of two coders overlap, for
/// ordinary data; where everything overlaps everything, matching can take more.
///
/// Hripcsak, G., Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in
/// information retrieval. *Journal of the American Medical Informatics Association* 12(3),
/// 296–298.
///
/// # Panics
///
/// If a share of [`SpanMatch::Iou`] is not above 0 and at most 1.
#[must_use]
pub fn span_f1(continuum: &Continuum, rule: SpanMatch) -> PairMeans {
    if let SpanMatch::Iou(least) = rule {
        assert!(least > 0.0 && least <= 1.0, "a least share is above 0 and at most 1");
    }
    PairMeans::of(continuum, |one, other| {
        let matched = match rule {
            SpanMatch::Exact => same(one, other),
            SpanMatch::Overlap => matched(one, other, |_, _| true),
            SpanMatch::Iou(least) => matched(one, other, |g, h| {
                let common = g.overlap(h);
                let either = g.length() + h.length() - common;
                common as f64 / either as f64 >= least
            }),
        };
        Dice { common: matched as f64, both: (one.len() + other.len()) as f64 }
    })
}

/// How many units stand in both lists, of which both are in order.
fn same(one: &[Unit], other: &[Unit]) -> u64 {
    let (mut g, mut h, mut same) = (0, 0, 0);
    while g < one.len() && h < other.len() {
        let order = one[g].cmp(&other[h]);
        g += usize::from(order.is_le());
        h += usize::from(order.is_ge());
        same += u64::from(order.is_eq());
    }
    same
}

/// The size of the largest matching of units that overlap and of which `fits` holds.
fn matched(one: &[Unit], other: &[Unit], fits: impl Fn(Unit, Unit) -> bool) -> u64 {
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); one.len()];
    overlaps(one, other, |g, h| {
        if fits(one[g], other[h]) {
            edges[g].push(Edge { right: h, worth: 1 });
        }
    });
    greatest_worth(&edges) as u64
}
