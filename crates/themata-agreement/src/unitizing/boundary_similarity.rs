use super::Segmentation;
use super::boundary_edits::Edits;
use crate::Undefined;

/// How alike two segmentations of a text are, and what differs.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BoundarySimilarity {
    /// Boundary similarity *B* from 0 to 1, or why there is none.
    pub value: Result<f64, Undefined>,
    /// The number of boundaries that both have.
    pub matches: u64,
    /// The number of boundaries that only one has, without any counterpart.
    pub additions: u64,
    /// The number of boundaries that both have at the same place as different types.
    pub substitutions: u64,
    /// The number of boundaries that the other has nearby, as the same type.
    pub near_misses: u64,
}

/// Boundary similarity *B*: the share of boundaries that two segmentations have in common,
/// where near misses and boundaries of another type count in part. From 0 to 1; chance is not
/// taken out.
///
/// ```text
/// B = 1 − (A + w_t(T) + S) / (A + T + S + M)
/// ```
///
/// `M` boundaries match; `S` stand at the same place and differ in type, and cost 1 instead of
/// the 2 that one boundary too few and one too many would; `T` are near misses, of the same
/// type and fewer than `span` places apart, and cost their distance divided by `span`; `A`
/// are left, only in one of the two. With the usual `span` of 2 a near miss is next to its
/// counterpart and costs a half; with a span below 2 there are none.
///
/// Undefined where neither has a boundary, and where the texts differ in length.
///
/// Fournier, C. (2013). Evaluating text segmentation using boundary edit distance.
/// *Proceedings of ACL 2013*, 1702–1712.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Segmentation, boundary_similarity};
///
/// let one = Segmentation::of_lengths(&[2, 3, 6]);
/// let other = Segmentation::of_lengths(&[2, 2, 7]);
/// let similarity = boundary_similarity(&one, &other, 2);
/// assert_eq!(similarity.value, Ok(0.75));
/// assert_eq!((similarity.matches, similarity.near_misses), (1, 1));
/// ```
#[must_use]
pub fn boundary_similarity(
    one: &Segmentation,
    other: &Segmentation,
    span: u64,
) -> BoundarySimilarity {
    let edits = Edits::between(one, other, span);
    BoundarySimilarity {
        value: if one.length() != other.length() {
            Err(Undefined::LengthsDiffer)
        } else if edits.all() == 0 {
            Err(Undefined::NoUnits)
        } else {
            Ok(similar(edits, span) / edits.all() as f64)
        },
        matches: edits.matches,
        additions: edits.additions,
        substitutions: edits.substitutions,
        near_misses: edits.near_misses,
    }
}

/// What two segmentations have in common, in boundaries: the numerator of *B*.
pub(super) fn similar(edits: Edits, span: u64) -> f64 {
    let part = edits.near_misses as f64 - edits.distances as f64 / span.max(1) as f64;
    edits.matches as f64 + part
}
