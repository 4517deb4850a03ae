use std::fmt;

use crate::name::{Quoted, either};

/// Why a codebook could not be read, made or edited.
///
/// The message names the place in the file where there is one; [`Error::hint`] says what to
/// do. Neither repeats definitions or examples.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    kind: Box<Kind>,
    place: Option<Place>,
}

/// A place in a file, written `line 3` or `line 3, column 5`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The line, counted from 1. A row of a table stands in the line that it begins in.
    pub line: u32,
    /// The code point of the line, counted from 1; `None` where the whole row is meant.
    pub column: Option<u32>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "line {}, column {column}", self.line),
            None => write!(f, "line {}", self.line),
        }
    }
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error { kind: Box::new(kind), place: None }
    }

    pub(crate) fn at(kind: Kind, place: Place) -> Error {
        Error { kind: Box::new(kind), place: Some(place) }
    }

    /// Where in the file the trouble is, for errors that come from a file.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// What to do about it, where that is known: a sentence without a full stop.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.kind.hint()
    }
}

/// What went wrong, with the data that the wording needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    TooManyCodes,
    EmptyName,
    ControlInName { name: String },
    SameName { name: String, earlier: String, earlier_place: Option<Place> },
    NoSuchCode { place: u32, of: usize },
    ParentNotThere { name: String },
    TargetNotThere { name: String },
    Cycle { names: Vec<String> },
    MergeCycle { names: Vec<String> },
    BadColour { code: Option<String> },
    // What only a file can get wrong.
    Syntax { message: String },
    UnknownKey { key: String, near: Option<&'static str>, known: &'static [&'static str] },
    WrongType { key: &'static str, expected: &'static str, found: &'static str },
    NameMissing,
    UnknownParent { name: String, parent: String, near: Vec<String> },
    UnknownTarget { name: String, target: String, near: Vec<String> },
    RetiredAndMerged { name: String },
    NoNameColumn,
    AmbiguousParent { name: String, parent: String },
    NoRows,
    // What only an edit can get wrong.
    IntoItself { name: String },
    IntoOwnSubcode { name: String, target: String },
    UnderRetired { name: String, parent: String },
    UnderMerged { name: String, parent: String },
    AlreadyMerged { name: String, into: String },
    AlreadyRetired { name: String },
    AlreadyActive { name: String },
    TargetRetired { target: String },
    TargetMerged { target: String, into: String },
    TargetNotAssignable { target: String },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        self.kind.fmt(f)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::TooManyCodes => write!(f, "the codebook holds too many codes"),
            Kind::EmptyName => write!(f, "a code's name holds no letter or digit"),
            Kind::ControlInName { name } => {
                write!(f, "the name {} holds a control character", Quoted(name))
            }
            Kind::SameName { name, earlier, earlier_place } => {
                if name == earlier {
                    write!(f, "two codes are called {}", Quoted(name))?;
                } else {
                    write!(
                        f,
                        "the names {} and {} count as the same",
                        Quoted(earlier),
                        Quoted(name)
                    )?;
                }
                match earlier_place {
                    Some(place) => write!(f, "; the first is in line {}", place.line),
                    None => Ok(()),
                }
            }
            Kind::NoSuchCode { place, of } => {
                write!(f, "the codebook has no code at place {place}, it holds {of}")
            }
            Kind::ParentNotThere { name } => {
                write!(f, "the parent of {} is not in the codebook", Quoted(name))
            }
            Kind::TargetNotThere { name } => write!(
                f,
                "the code that {} was merged into is not in the codebook",
                Quoted(name)
            ),
            Kind::Cycle { names } => {
                write!(f, "codes stand under themselves: {}", Circle(names, "under"))
            }
            Kind::MergeCycle { names } => {
                write!(f, "codes are merged in a circle: {}", Circle(names, "into"))
            }
            Kind::BadColour { code: Some(code) } => {
                write!(f, "the colour of {} is not written as #rrggbb", Quoted(code))
            }
            Kind::BadColour { code: None } => {
                write!(f, "the colour is not written as #rrggbb")
            }
            Kind::Syntax { message } => write!(f, "this is not TOML: {message}"),
            Kind::UnknownKey { key, .. } => write!(f, "unknown key {}", Quoted(key)),
            Kind::WrongType { key, expected, found } => {
                write!(f, "`{key}` is {found} where {expected} belongs")
            }
            Kind::NameMissing => write!(f, "a code has no `name`"),
            Kind::UnknownParent { name, parent, .. } => write!(
                f,
                "the parent {} of {} is not in the codebook",
                Quoted(parent),
                Quoted(name)
            ),
            Kind::UnknownTarget { name, target, .. } => write!(
                f,
                "the code {} that {} was merged into is not in the codebook",
                Quoted(target),
                Quoted(name)
            ),
            Kind::RetiredAndMerged { name } => {
                write!(f, "{} is both retired and merged", Quoted(name))
            }
            Kind::NoNameColumn => write!(f, "no column holds the names of the codes"),
            Kind::AmbiguousParent { name, parent } => write!(
                f,
                "the parent {} of {} could be more than one code",
                Quoted(parent),
                Quoted(name)
            ),
            Kind::NoRows => write!(f, "the table is empty"),
            Kind::IntoItself { name } => {
                write!(f, "{} cannot be merged into itself", Quoted(name))
            }
            Kind::IntoOwnSubcode { name, target } if name == target => {
                write!(f, "{} cannot stand under itself", Quoted(name))
            }
            Kind::IntoOwnSubcode { name, target } => write!(
                f,
                "{} cannot stand under {}, which stands under it",
                Quoted(name),
                Quoted(target)
            ),
            Kind::UnderRetired { name, parent } => write!(
                f,
                "{} cannot stand under {}, which is retired",
                Quoted(name),
                Quoted(parent)
            ),
            Kind::UnderMerged { name, parent } => write!(
                f,
                "{} cannot stand under {}, which was merged",
                Quoted(name),
                Quoted(parent)
            ),
            Kind::AlreadyMerged { name, into } => {
                write!(f, "{} was merged into {} before", Quoted(name), Quoted(into))
            }
            Kind::AlreadyRetired { name } => write!(f, "{} is retired already", Quoted(name)),
            Kind::AlreadyActive { name } => write!(f, "{} is in use already", Quoted(name)),
            Kind::TargetRetired { target } => {
                write!(f, "nothing can be merged into {}, which is retired", Quoted(target))
            }
            Kind::TargetMerged { target, .. } => write!(
                f,
                "nothing can be merged into {}, which was itself merged",
                Quoted(target)
            ),
            Kind::TargetNotAssignable { target } => write!(
                f,
                "what is coded cannot move to {}, which is not assignable",
                Quoted(target)
            ),
        }
    }
}

impl Kind {
    fn hint(&self) -> Option<String> {
        let did_you_mean = |near: &[String]| match near {
            [] => None,
            near => Some(format!("did you mean {}?", either(near))),
        };
        match self {
            Kind::EmptyName => Some("give the code a name".into()),
            Kind::ControlInName { .. } => Some("type the name anew".into()),
            Kind::SameName { .. } => Some(
                "rename one; case, spaces, hyphens and underscores do not tell names apart"
                    .into(),
            ),
            Kind::Cycle { .. } => Some("take the parent away from one of them".into()),
            Kind::MergeCycle { .. } => Some("take `merged_into` away from one of them".into()),
            Kind::BadColour { .. } => Some("write for example \"#3a7ca5\"".into()),
            Kind::UnknownKey { near: Some(near), .. } => {
                Some(format!("did you mean `{near}`?"))
            }
            Kind::UnknownKey { near: None, known, .. } => {
                Some(format!("known here: {}", known.join(", ")))
            }
            Kind::NameMissing => Some("add a line such as name = \"shared vision\"".into()),
            Kind::UnknownParent { near, .. } | Kind::UnknownTarget { near, .. } => {
                did_you_mean(near).or_else(|| Some("add it as a [[code]] of its own".into()))
            }
            Kind::RetiredAndMerged { .. } => {
                Some("a merged code is out of use anyway; leave `retired` out".into())
            }
            Kind::NoNameColumn => Some(
                "give the first row the names of the columns, one of them `name` or `code`"
                    .into(),
            ),
            Kind::AmbiguousParent { .. } => {
                Some("give the codes of that name different names".into())
            }
            Kind::UnderRetired { .. } => Some("restore the retired code first".into()),
            Kind::AlreadyMerged { .. } => Some("restore it first".into()),
            Kind::TargetRetired { .. } => Some("restore it first".into()),
            Kind::TargetMerged { into, .. } => {
                Some(format!("merge into {} instead", Quoted(into)))
            }
            Kind::TargetNotAssignable { .. } => {
                Some("make it assignable first, or merge into another code".into())
            }
            _ => None,
        }
    }
}

/// Names that run in a circle, the first repeated at the end; a long circle is cut.
struct Circle<'a>(&'a [String], &'a str);

const LONGEST_CIRCLE: usize = 6;

impl fmt::Display for Circle<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Circle(names, word) = self;
        for name in names.iter().take(LONGEST_CIRCLE) {
            write!(f, "{} {word} ", Quoted(name))?;
        }
        if names.len() > LONGEST_CIRCLE {
            write!(f, "… {word} ")?;
        }
        match names.first() {
            Some(first) => Quoted(first).fmt(f),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
