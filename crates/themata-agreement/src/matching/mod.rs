//! How far two coders marked the same units, without correction for chance.
//!
//! [`span_f1`] and [`span_iou`] match unit with unit, one to one, as well as can be
//! (`assignment` finds how); [`position_f1`] compares what is marked, position by position.
//! With more than two coders each figure is the mean over the pairs of coders.

mod assignment;
mod overlaps;
mod pair_mean;

mod position_f1;
mod span_f1;
mod span_iou;

pub use pair_mean::{PairMean, PairMeans};
pub use position_f1::position_f1;
pub use span_f1::{SpanMatch, span_f1};
pub use span_iou::span_iou;
