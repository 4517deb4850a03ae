use crate::{CodeIndex, Place};

/// Something worth knowing about a codebook or about a file that one was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of remark it is, in words joined by hyphens. It never changes once released.
    pub id: &'static str,
    /// The code that it is about, or `None` for the codebook as a whole.
    pub code: Option<CodeIndex>,
    /// Where in the file that was read, for remarks on a file.
    pub place: Option<Place>,
    /// What was found, without a full stop. It repeats names of codes and columns, never
    /// definitions or examples.
    pub message: String,
    /// What to do about it, where that is known.
    pub hint: Option<String>,
}

/// How much a remark matters, the most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Probably a mistake.
    Warning,
    /// Coders would agree better if it were mended.
    Advice,
    /// To be known; it may well be meant.
    Note,
}
