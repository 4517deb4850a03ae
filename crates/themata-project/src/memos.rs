mod journal;
mod list;
mod page;
mod place;
mod write;

#[cfg(test)]
mod guarded;
#[cfg(test)]
mod tests;

pub use list::MemoListing;
pub use page::{ListedMemo, MemoOn, MemoPage, MemoQuestion};
pub use place::{MemoPlace, NamedPlace, Within};
pub use write::{MemoEdited, MemoKnown, NewMemo};

pub(crate) use place::target;
pub(crate) use write::may_change;

/// When a memo was written, to the second: fractions of one are written in several lengths,
/// which do not compare as texts.
fn second(at: &Option<String>) -> String {
    at.as_deref().map_or(String::new(), |at| at.chars().take(19).collect())
}
