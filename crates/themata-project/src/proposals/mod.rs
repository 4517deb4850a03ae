//! What machine coders propose, and what people make of it.
//!
//! A proposal is a coding of a machine coder. It is never mixed with what people said unless a
//! query names the machine. A person accepts it, and has a coding of their own then, or turns
//! it down, and it is not proposed again.

mod autocode;
mod chosen;
mod decide;
mod list;
mod rejected;
mod waiting;
mod widen;

pub use autocode::{AutocodeQuestion, Autocoded};
pub use chosen::Chosen;
pub use decide::Accepted;
pub use list::{ProposalQuestion, Proposed};
pub use rejected::Restored;
pub use widen::Reach;
