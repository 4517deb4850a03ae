//! The codebook of a study: bringing it in and out, looking at it, changing it.

mod again;
mod change;
mod counts;
mod edit;
mod excerpts;
mod field;
mod file;
mod follow;
mod list;
mod merge_preview;
mod reading;
mod show;
mod versions;

#[cfg(test)]
mod tests;

pub(crate) use change::changes;
pub(crate) use show::codings_by_code;
use show::{counted, documents_by_code};

pub use again::CodedAgain;
pub use counts::{CodeCounts, CountRow, Counted};
pub use edit::{CodeTexts, Merged};
pub use excerpts::{CodeExcerpt, CodeExcerpts};
pub use field::CodeField;
pub use file::{BookFormat, Imported};
pub use list::ListedCode;
pub use merge_preview::MergePreview;
pub use reading::{BookReading, BookRemark, CodeReading};
pub use themata_codebook::{Colour, theme_colour};
