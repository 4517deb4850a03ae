//! How far two codes go together, from counts of units: coefficients, tests, and the same
//! across strata. Pure functions; what is counted is decided elsewhere.
//!
//! Reading order: [`Fourfold`], then a file for each family of measures, then [`Stratified`].

mod fourfold;
mod undefined;

mod chi_squared;
mod fisher;
mod independence;
mod odds_ratio;
mod resemblance;
mod significance;

mod benjamini_hochberg;
mod stratified;

pub use benjamini_hochberg::benjamini_hochberg;
pub use chi_squared::ChiSquared;
pub use fourfold::{Fourfold, FourfoldCell};
pub use odds_ratio::OddsRatio;
pub use significance::{Significance, SignificanceTest};
pub use stratified::{
    BreslowDay, CochranMantelHaenszel, CommonOddsRatio, Heterogeneity, Stratified,
};
pub use undefined::AssociationUndefined;

pub(crate) use stratified::Told;

use odds_ratio::Interval;
