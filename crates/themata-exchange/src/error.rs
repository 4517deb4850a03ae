use std::fmt;

/// Why a sheet could not be read. It names places and columns, never the words in cells.
#[derive(Debug)]
pub struct Error {
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Empty,
    Encoding { line: usize },
    Ragged(csv::Error),
    NoColumn { what: &'static str, wanted: String, known: Vec<String> },
    TwoColumns { name: String },
    StandoffLine { line: u64 },
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error { kind }
    }

    pub(crate) fn standoff_line(line: u64) -> Error {
        Error::new(Kind::StandoffLine { line })
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match &self.kind {
            Kind::Empty => Some("the first line of a table names its columns".to_owned()),
            Kind::Encoding { .. } => Some("save the table as CSV in UTF-8".to_owned()),
            Kind::Ragged(_) => Some(
                "every row needs as many cells as the first; put cells that hold the separator \
                 in quotation marks"
                    .to_owned(),
            ),
            Kind::NoColumn { known, .. } => {
                Some(format!("the columns are: {}; say which one is meant", known.join(", ")))
            }
            Kind::TwoColumns { .. } => Some("rename one of them".to_owned()),
            Kind::StandoffLine { .. } => Some(
                "a marked stretch is `T1`, a tab, its type, start and end, a tab, its words"
                    .to_owned(),
            ),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Empty => f.write_str("the table is empty"),
            Kind::Encoding { line } => write!(f, "line {line} of the table is not UTF-8"),
            Kind::Ragged(error) => match error.position() {
                Some(place) => write!(f, "line {} of the table cannot be read", place.line()),
                None => f.write_str("the table cannot be read"),
            },
            Kind::NoColumn { what, wanted, .. } if wanted.is_empty() => {
                write!(f, "the table has no column for the {what}")
            }
            Kind::NoColumn { what, wanted, .. } => {
                write!(f, "the table has no column `{wanted}` for the {what}")
            }
            Kind::StandoffLine { line } => write!(f, "line {line} is no marked stretch"),
            Kind::TwoColumns { name } => write!(f, "the table has two columns `{name}`"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Ragged(error) => Some(error),
            _ => None,
        }
    }
}
