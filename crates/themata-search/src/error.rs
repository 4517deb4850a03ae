use std::error::Error as StdError;
use std::fmt;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::LockError;
use themata_text::CharSpan;

use crate::Language;

/// Why words were not understood, or an index could not be built or read.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
enum Kind {
    Words { problem: Problem, place: CharSpan },
    Expression { why: String, place: CharSpan },
    Language { missing: Language },
    Passage { document: u32, span: CharSpan, len: u32 },
    NotBuilt,
    ChangedElsewhere { folder: PathBuf },
    Busy { folder: PathBuf },
    BrokenOff { folder: PathBuf },
    Folder { folder: PathBuf, source: TantivyError },
    Memory { source: TantivyError },
}

/// What is wrong with words looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Problem {
    Nothing,
    NoWord,
    OnlyWithout,
    OpenQuote,
    OpenParenthesis,
    StrayClose,
    EmptyParentheses,
    NoWordBefore,
    EndsOpen,
    MinusAlone,
    StarAlone,
    StarAtEnd,
    NearWhat,
    NearChain,
    NearNumber,
    OpenExpression,
    ExpressionEmpty,
    ExpressionSpace,
    ExpressionLong,
    ExpressionLarge,
    BehindExpression,
    FuzzyNumber,
    FuzzyShort,
    FuzzyLong,
    FuzzyPattern,
    FuzzyPhrase,
    TooDeep,
}

impl Error {
    /// The place in the words looked for that the error is about, in code points, or `None`
    /// if the error is not about words.
    #[must_use]
    pub fn place(&self) -> Option<CharSpan> {
        match *self.kind {
            Kind::Words { place, .. } | Kind::Expression { place, .. } => Some(place),
            _ => None,
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match &*self.kind {
            Kind::Words { problem, .. } => Some(problem.hint()),
            Kind::Expression { .. } => Some("mend it, or write the word without slashes"),
            Kind::Language { .. } => Some("read the words for all languages of the index"),
            Kind::Busy { .. } => {
                Some("try again in a moment, or rebuild to search from memory")
            }
            Kind::NotBuilt | Kind::ChangedElsewhere { .. } => Some("rebuild the index"),
            Kind::Folder { .. } | Kind::BrokenOff { .. } => Some(
                "try again to search from memory; the index holds no work, so its folder may be \
                 deleted",
            ),
            Kind::Passage { .. } | Kind::Memory { .. } => None,
        }
    }

    /// Whether a change could not be added to an index, but building the index anew from all
    /// documents will do.
    #[must_use]
    pub fn wants_rebuild(&self) -> bool {
        matches!(
            *self.kind,
            Kind::NotBuilt
                | Kind::ChangedElsewhere { .. }
                | Kind::Busy { .. }
                | Kind::Folder { .. }
        )
    }

    pub(crate) fn words(problem: Problem, place: CharSpan) -> Error {
        Error { kind: Box::new(Kind::Words { problem, place }) }
    }

    pub(crate) fn expression(why: String, place: CharSpan) -> Error {
        Error { kind: Box::new(Kind::Expression { why, place }) }
    }

    pub(crate) fn language(missing: Language) -> Error {
        Error { kind: Box::new(Kind::Language { missing }) }
    }

    pub(crate) fn passage(document: u32, span: CharSpan, len: u32) -> Error {
        Error { kind: Box::new(Kind::Passage { document, span, len }) }
    }

    pub(crate) fn not_built() -> Error {
        Error { kind: Box::new(Kind::NotBuilt) }
    }

    pub(crate) fn changed_elsewhere(folder: &Path) -> Error {
        Error { kind: Box::new(Kind::ChangedElsewhere { folder: folder.to_owned() }) }
    }

    pub(crate) fn broken_off(folder: &Path) -> Error {
        Error { kind: Box::new(Kind::BrokenOff { folder: folder.to_owned() }) }
    }

    /// What went wrong with the index in a folder, or in memory if there is no folder.
    pub(crate) fn engine(folder: Option<&Path>, source: impl Into<TantivyError>) -> Error {
        let source = source.into();
        let kind = match (folder.map(Path::to_owned), source) {
            (Some(folder), TantivyError::LockFailure(LockError::LockBusy, _)) => {
                Kind::Busy { folder }
            }
            (Some(folder), source) => Kind::Folder { folder, source },
            (None, source) => Kind::Memory { source },
        };
        Error { kind: Box::new(kind) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Words { problem, place } => {
                let character = u64::from(place.start()) + 1;
                write!(f, "search words, character {character}: {}", problem.message())
            }
            Kind::Expression { why, place } => {
                let character = u64::from(place.start()) + 1;
                write!(
                    f,
                    "search words, character {character}: this regular expression is not well \
                     formed: {why}"
                )
            }
            Kind::Language { missing } => write!(
                f,
                "the index holds documents in the language `{}`, for which the words were not \
                 read",
                missing.name()
            ),
            Kind::Passage { document, span, len } => write!(
                f,
                "the passage {span} of document {document} reaches beyond its text of {len} \
                 characters"
            ),
            Kind::NotBuilt => write!(f, "there is no search index yet that could be updated"),
            Kind::ChangedElsewhere { folder } => write!(
                f,
                "another program has changed the search index in {}",
                folder.display()
            ),
            Kind::Busy { folder } => {
                write!(f, "another program is writing the search index in {}", folder.display())
            }
            Kind::BrokenOff { folder } => {
                write!(f, "writing the search index in {} broke off before", folder.display())
            }
            Kind::Folder { folder, .. } => {
                write!(f, "cannot use the search index in {}", folder.display())
            }
            Kind::Memory { .. } => write!(f, "the search index in memory failed"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.kind {
            Kind::Folder { source, .. } | Kind::Memory { source } => Some(source),
            _ => None,
        }
    }
}

impl Problem {
    fn message(self) -> &'static str {
        match self {
            Problem::Nothing => "there is no word to look for",
            Problem::NoWord => "there is no word in this",
            Problem::OnlyWithout => "this says only what to leave out",
            Problem::OpenQuote => "this quotation mark is never closed",
            Problem::OpenParenthesis => "this parenthesis is never closed",
            Problem::StrayClose => "this parenthesis closes nothing",
            Problem::EmptyParentheses => "there is nothing between the parentheses",
            Problem::NoWordBefore => "there is no word before this",
            Problem::EndsOpen => "there is no word after this",
            Problem::MinusAlone => "this minus stands alone",
            Problem::StarAlone => "a wildcard needs letters beside it",
            Problem::StarAtEnd => "a phrase cannot begin or end with a star of its own",
            Problem::NearWhat => "NEAR cannot join this",
            Problem::NearChain => "NEAR joins two sides only",
            Problem::NearNumber => "NEAR needs a number of words",
            Problem::OpenExpression => "this regular expression is never closed",
            Problem::ExpressionEmpty => "there is nothing between the slashes",
            Problem::ExpressionSpace => {
                "a regular expression is matched against single words, which hold no space"
            }
            Problem::ExpressionLong => "this regular expression is too long",
            Problem::ExpressionLarge => "this regular expression takes too much memory",
            Problem::BehindExpression => {
                "something stands directly behind the regular expression"
            }
            Problem::FuzzyNumber => "a word may be misspelt by one or two letters",
            Problem::FuzzyShort => "this word is too short to be misspelt so far",
            Problem::FuzzyLong => "this word is too long to be misspelt",
            Problem::FuzzyPattern => "a wildcard and `~` cannot be in one word",
            Problem::FuzzyPhrase => "`~` is for single words",
            Problem::TooDeep => "this is nested too deep",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Problem::Nothing => "type a word, such as `wait`",
            Problem::NoWord => "look for words, numbers or emoji",
            Problem::OnlyWithout => "add a word to find, such as `care NOT wait`",
            Problem::OpenQuote => "add a `\"` at the end of the phrase",
            Problem::OpenParenthesis => "add a `)`",
            Problem::StrayClose => "add a `(` before it, or take it away",
            Problem::EmptyParentheses => "put words between them, or take them away",
            Problem::NoWordBefore => {
                "write it between two words, or in quotation marks to look for the word itself"
            }
            Problem::EndsOpen => {
                "add a word, or write it in quotation marks to look for the word itself"
            }
            Problem::MinusAlone => {
                "write it directly before the word to leave out, such as `-nurse`"
            }
            Problem::StarAlone => "write some letters of the word, such as `wait*`",
            Problem::StarAtEnd => "take the star away",
            Problem::NearWhat => "give it words, phrases, or words joined by OR in parentheses",
            Problem::NearChain => "write `a NEAR b AND b NEAR c`",
            Problem::NearNumber => "write it like `NEAR/5` or `PRECEDES/5`",
            Problem::OpenExpression => "add a `/` at its end, or take this one away",
            Problem::ExpressionEmpty => "write an expression between them, such as `/colou?r/`",
            Problem::ExpressionSpace => {
                "look for several words in quotation marks or with NEAR"
            }
            Problem::ExpressionLong => "write at most 500 characters between the slashes",
            Problem::ExpressionLarge => "make its numbers of repetitions smaller",
            Problem::BehindExpression => {
                "put a space between them; case counts only after `==`"
            }
            Problem::FuzzyNumber => "write it like `recieve~` or `recieve~2`",
            Problem::FuzzyShort => "it needs two letters more than there may be edits",
            Problem::FuzzyLong => "write at most 60 letters, or put a star behind some",
            Problem::FuzzyPattern => "leave one of them out",
            Problem::FuzzyPhrase => "for words near each other write `waiting NEAR/3 list`",
            Problem::TooDeep => "take away some parentheses",
        }
    }
}
