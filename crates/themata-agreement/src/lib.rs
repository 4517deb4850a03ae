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

pub use category::Category;
pub use coefficient::{Coefficient, Share};
pub use cohen_kappa::cohen_kappa;
pub use conger_kappa::conger_kappa;
pub use krippendorff_alpha::krippendorff_alpha;
pub use percent_agreement::{PercentAgreement, percent_agreement};
pub use prevalence::prevalence;
pub use ratings::Ratings;
pub use specific_agreement::specific_agreement;
pub use undefined::Undefined;
