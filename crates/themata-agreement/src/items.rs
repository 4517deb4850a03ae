//! The measures on items, one a file. All are public at the root of the crate.

mod category_shares;
mod scale_distances;
mod two_coders;

mod holsti;
mod percent_agreement;
mod prevalence;
mod specific_agreement;
mod two_by_two;

mod bennett_s;
mod cohen_kappa;
mod kappa_max;
mod scott_pi;
mod weighted_kappa;

mod brennan_prediger;
mod conger_kappa;
mod fleiss_kappa;
mod gwet;
mod light_kappa;
mod pooled_kappa;

mod krippendorff_alpha;
mod metric;

pub use bennett_s::bennett_s;
pub use brennan_prediger::{brennan_prediger, randolph_kappa};
pub use cohen_kappa::cohen_kappa;
pub use conger_kappa::conger_kappa;
pub use fleiss_kappa::{fleiss_kappa, fleiss_kappa_by_category, weighted_fleiss_kappa};
pub use gwet::{gwet_ac1, gwet_ac2};
pub use holsti::holsti;
pub use kappa_max::kappa_max;
pub use krippendorff_alpha::{krippendorff_alpha, krippendorff_alpha_with};
pub use light_kappa::light_kappa;
pub use metric::Metric;
pub use percent_agreement::{PercentAgreement, percent_agreement};
pub use pooled_kappa::pooled_kappa;
pub use prevalence::prevalence;
pub use scott_pi::{scott_pi, weighted_scott_pi};
pub use specific_agreement::specific_agreement;
pub use two_by_two::TwoByTwo;
pub use weighted_kappa::weighted_kappa;
