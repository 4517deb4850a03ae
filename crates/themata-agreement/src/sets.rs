//! Agreement of coders who give a unit a set of categories instead of one.
//!
//! * [`SetRatings`]: the set that each coder gave each unit, kept as counts of distinct
//!   patterns. The empty set says "judged, and nothing applies"; missing says "not judged".
//! * [`SetDistance`]: how far two sets are apart, from what they have in common.
//! * [`set_alpha`] and [`multi_valued_alpha`]: agreement beyond chance in one figure.
//! * [`set_agreement`]: plain agreement, without correction for chance.
//!
//! One figure for a whole codebook hides which codes are the trouble. Alpha of each code as a
//! yes-or-no question says that, and these measures summarise.

mod agreement;
mod alpha;
mod distance;
mod multi_valued;
mod pairable;
mod ratings;

pub use agreement::{NoCodes, SetAgreement, set_agreement};
pub use alpha::{set_alpha, set_alpha_with};
pub use distance::{SetDistance, SetOverlap};
pub use multi_valued::multi_valued_alpha;
pub use ratings::SetRatings;
