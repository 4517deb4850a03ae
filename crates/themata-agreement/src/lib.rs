//! How far do these coders agree beyond chance?
//!
//! Four types carry the crate:
//!
//! * [`Ratings`]: what each coder called each item, kept as counts of distinct patterns, so
//!   that a million code points cost no more than the ways in which coders differ on them.
//! * [`Coefficient`]: agreement beyond chance, with the disagreement observed and expected
//!   and the number of items and codes that it rests on.
//! * [`Share`]: a plain share, with what it rests on.
//! * [`Undefined`]: why a measure has no value. There is never a NaN, and never a 1 or a 0
//!   that only stands for "cannot say".
//!
//! Each measure is a function of ratings, in a file of its own: [`percent_agreement`],
//! [`prevalence`] and [`specific_agreement`] without correction for chance; [`cohen_kappa`]
//! for two coders, [`conger_kappa`] and [`krippendorff_alpha`] for any number. They cost
//! time proportional to patterns times coders. Items have nominal categories, any number of
//! coders, and codes may be missing.
//!
//! Where coders chose for themselves where units begin and end, [`Continuum`] holds what they
//! marked. [`u_alpha`], [`binary_u_alpha`], [`cu_alpha`] and [`ku_alpha`] take chance out,
//! [`alpha_u`] in an older way; [`span_f1`], [`span_iou`] and [`position_f1`] do not.
//! [`boundary_similarity`] and [`boundary_agreement`] compare [`Segmentation`]s.
//!
//! The crate knows nothing of texts, codebooks or files. An item is whatever the caller
//! counts, and so is the choice of items that takes part: it decides the result as much as
//! the measure does, and a report has to name both.
//!
//! # Examples
//!
//! Two coders marked code points 0–100 and 50–150 of a text of 1,000.
//!
//! ```
//! use themata_agreement::{Category, Ratings, cohen_kappa, specific_agreement};
//!
//! let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
//! let mut ratings = Ratings::binary(2);
//! ratings.add(&[yes, no], 50);
//! ratings.add(&[yes, yes], 50);
//! ratings.add(&[no, yes], 50);
//! ratings.add(&[no, no], 850);
//!
//! let kappa = cohen_kappa(&ratings);
//! assert_eq!(kappa.value, Ok(4.0 / 9.0));
//! assert_eq!(kappa.observed_agreement(), Some(0.9));
//!
//! let positive = &specific_agreement(&ratings)[1];
//! assert_eq!(positive.value, Ok(0.5));
//! ```

mod category;
mod ratings;
mod undefined;

mod coefficient;
mod pairable;

mod percent_agreement;
mod prevalence;
mod specific_agreement;

mod cohen_kappa;
mod conger_kappa;
mod krippendorff_alpha;

mod continuum;
mod matching;
mod unitizing;

pub use category::Category;
pub use coefficient::{Coefficient, Share};
pub use cohen_kappa::cohen_kappa;
pub use conger_kappa::conger_kappa;
pub use continuum::{Continuum, Unit};
pub use krippendorff_alpha::krippendorff_alpha;
pub use matching::{PairMean, PairMeans, SpanMatch, position_f1, span_f1, span_iou};
pub use percent_agreement::{PercentAgreement, percent_agreement};
pub use prevalence::prevalence;
pub use ratings::Ratings;
pub use specific_agreement::specific_agreement;
pub use undefined::Undefined;
pub use unitizing::{
    AlphaU, BoundaryAgreement, BoundarySimilarity, Segmentation, UnitMetric, Unitized, alpha_u,
    binary_u_alpha, boundary_agreement, boundary_similarity, cu_alpha, ku_alpha, u_alpha,
};
