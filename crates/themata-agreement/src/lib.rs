//! How far do these coders agree beyond chance?
//!
//! Six types carry the crate:
//!
//! * [`Ratings`]: what each coder called each item, kept as counts of distinct patterns, so
//!   that a million code points cost no more than the ways in which coders differ on them.
//! * [`Coefficient`]: agreement beyond chance, with the disagreement observed and expected
//!   and the number of items and codes that it rests on.
//! * [`Share`]: a plain share, with what it rests on.
//! * [`Undefined`]: why a measure has no value. There is never a NaN, and never a 1 or a 0
//!   that only stands for "cannot say".
//! * [`Weights`]: how much two categories agree, for measures that credit near misses.
//! * [`Metric`]: how far two categories are apart, for Krippendorff's alpha.
//!
//! Each measure is a function of ratings, in a file of its own in `items`. They differ in
//! what they call chance, and in what they do with missing codes; `docs/methods/items.md`
//! sets them side by side.
//!
//! | what | any number of coders | exactly two coders |
//! | --- | --- | --- |
//! | not corrected for chance | [`percent_agreement`], [`prevalence`], [`specific_agreement`] | [`holsti`], [`TwoByTwo`] |
//! | every category as likely | [`randolph_kappa`], [`brennan_prediger`] | [`bennett_s`], [`TwoByTwo::pabak`] |
//! | one pool of codes | [`fleiss_kappa`], [`krippendorff_alpha`], [`gwet_ac1`] | [`scott_pi`] |
//! | each coder's own shares | [`conger_kappa`], [`light_kappa`] | [`cohen_kappa`], [`kappa_max`], [`pooled_kappa`] |
//! | near misses credited | [`brennan_prediger`], [`weighted_fleiss_kappa`], [`gwet_ac2`], [`krippendorff_alpha_with`] | [`weighted_kappa`], [`weighted_scott_pi`] |
//!
//! Unweighted measures cost time proportional to patterns times coders. Weights and metrics
//! add, for each pattern, the pairs of distinct categories in it, and once the square of the
//! number of categories. Nothing is stored for each item. The number of categories is always
//! the number declared, and codes may be missing.
//!
//! Where coders chose for themselves where units begin and end, [`Continuum`] holds what they
//! marked. [`u_alpha`], [`binary_u_alpha`], [`cu_alpha`] and [`ku_alpha`] take chance out,
//! [`alpha_u`] in an older way; [`span_f1`], [`span_iou`] and [`position_f1`] do not.
//! [`boundary_similarity`] and [`boundary_agreement`] compare [`Segmentation`]s.
//!
//! [`sets`] measures coders who give an item a set of categories instead of one.
//! [`uncertainty`] says how sure a figure is: by formula, or by resampling documents.
//!
//! [`gamma`](gamma()) is for coders who chose themselves where units begin and end: from a
//! [`Continuum`] to a [`Gamma`], with the [`Alignment`] that it rests on. It is the only
//! measure with chance in it, and the chance comes from a seed.
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
mod scale;
mod weights;

mod items;

mod continuum;
mod matching;
mod unitizing;

pub mod sets;
pub mod uncertainty;

mod gamma;

pub use category::Category;
pub use coefficient::{Coefficient, Share};
pub use continuum::{Continuum, Unit};
pub use gamma::{
    Alignment, CategoryPairs, Dissimilarity, DissimilarityError, Gamma, GammaOptions,
    GammaPrecision, Sampler, best_alignment, gamma,
};
pub use items::{
    Metric, PercentAgreement, TwoByTwo, bennett_s, brennan_prediger, cohen_kappa, conger_kappa,
    fleiss_kappa, fleiss_kappa_by_category, gwet_ac1, gwet_ac2, holsti, kappa_max,
    krippendorff_alpha, krippendorff_alpha_with, light_kappa, percent_agreement, pooled_kappa,
    prevalence, randolph_kappa, scott_pi, specific_agreement, weighted_fleiss_kappa,
    weighted_kappa, weighted_scott_pi,
};
pub use matching::{PairMean, PairMeans, SpanMatch, position_f1, span_f1, span_iou};
pub use ratings::Ratings;
pub use scale::InvalidScale;
pub use undefined::Undefined;
pub use unitizing::{
    AlphaU, BoundaryAgreement, BoundarySimilarity, Segmentation, UnitMetric, Unitized, alpha_u,
    binary_u_alpha, boundary_agreement, boundary_similarity, cu_alpha, ku_alpha, u_alpha,
};
pub use weights::Weights;
