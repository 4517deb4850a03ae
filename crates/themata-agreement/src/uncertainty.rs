//! How sure is a coefficient?
//!
//! * [`StandardError`] and [`Interval`]: by formula, for items that are a sample of
//!   independent ones: [`cohen_kappa_error`], [`gwet_ac_error`], [`fleiss_kappa_error`],
//!   [`brennan_prediger_error`], [`conger_kappa_error`], [`krippendorff_alpha_error`].
//! * [`Bootstrap`]: by resampling whole clusters. Segments or code points of one interview are
//!   not independent of each other, and intervals that treat them so are far too narrow;
//!   interviews are. [`bootstrap_ratings`] takes one [`Ratings`](crate::Ratings) for each
//!   cluster, [`bootstrap`] any figures that can be computed from how often each cluster
//!   counts.
//! * [`leave_one_coder_out`] and [`leave_one_cluster_out`]: what hangs on one of them.

mod bootstrap;
mod clusters;
mod draws;
mod leave_out;
mod quantiles;
mod standard_error;

mod linearised;

mod brennan_prediger;
mod cohen;
mod conger;
mod fleiss;
mod gwet;
mod krippendorff;

pub use bootstrap::{
    Bootstrap, ClusterInterval, FEW_CLUSTERS, IntervalMethod, Resampling, bootstrap,
    bootstrap_ratings,
};
pub use brennan_prediger::brennan_prediger_error;
pub use clusters::Clusters;
pub use cohen::{CohenError, cohen_kappa_error};
pub use conger::conger_kappa_error;
pub use draws::SeededNumbers;
pub use fleiss::fleiss_kappa_error;
pub use gwet::gwet_ac_error;
pub use krippendorff::krippendorff_alpha_error;
pub use leave_out::{leave_one_cluster_out, leave_one_coder_out};
pub use standard_error::{Interval, Reference, StandardError};
