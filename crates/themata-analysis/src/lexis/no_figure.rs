use std::error::Error;
use std::fmt;

/// Why a measure of words has no value. The wording of `Display` reads after "undefined: ".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoFigure {
    /// A part of the text holds no words.
    NoWords,
    /// The word occurs in neither part.
    NowhereUsed,
    /// The word does not occur in the part that it is held against, so nothing can be a
    /// per cent of that.
    NotAgainst,
    /// The word never occurs near the word asked about.
    NeverTogether,
}

impl fmt::Display for NoFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoFigure::NoWords => "there are no words to compare",
            NoFigure::NowhereUsed => "the word does not occur",
            NoFigure::NotAgainst => "the word does not occur in what it is held against",
            NoFigure::NeverTogether => "the words never occur together",
        })
    }
}

impl Error for NoFigure {}
