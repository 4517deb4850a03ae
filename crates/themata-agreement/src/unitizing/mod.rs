//! Agreement of coders who chose for themselves where units begin and end.
//!
//! [`u_alpha`], [`binary_u_alpha`], [`cu_alpha`] and [`ku_alpha`] are the family of
//! Krippendorff, Mathet, Bouvry and Widlöcher (2016); all four rest on `shared`, one walk
//! along the units of each pair of coders. [`alpha_u`] is the older definition.
//! [`boundary_similarity`] and [`boundary_agreement`] are for texts that are cut into
//! segments without gaps.

mod metric;
mod shared;
mod unitized;

mod binary_u_alpha;
mod cu_alpha;
mod ku_alpha;
mod u_alpha;

mod alpha_u;

mod boundary_agreement;
mod boundary_edits;
mod boundary_similarity;
mod segmentation;

pub use alpha_u::{AlphaU, alpha_u};
pub use binary_u_alpha::binary_u_alpha;
pub use boundary_agreement::{BoundaryAgreement, boundary_agreement};
pub use boundary_similarity::{BoundarySimilarity, boundary_similarity};
pub use cu_alpha::cu_alpha;
pub use ku_alpha::ku_alpha;
pub use metric::UnitMetric;
pub use segmentation::Segmentation;
pub use u_alpha::u_alpha;
pub use unitized::Unitized;
