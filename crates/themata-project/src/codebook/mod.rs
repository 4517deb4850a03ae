//! The codebook of a study: bringing it in and out, looking at it, changing it.

mod change;
mod edit;
mod file;
mod follow;
mod list;
mod show;
mod versions;

pub(crate) use change::changes;
pub(crate) use show::codings_by_code;

pub use edit::{CodeTexts, Merged};
pub use file::{BookFormat, Imported};
pub use list::ListedCode;
