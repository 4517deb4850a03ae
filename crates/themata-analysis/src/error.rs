use std::error;
use std::fmt;

use themata_model::AttributeId;

/// Why an analysis cannot be made: what is missing, and where.
///
/// Sparse material is not an error: a number that does not exist is said to be undefined in
/// the table, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    MissingText { document: String },
    MissingConsensus,
    MissingSites,
    UnknownAttribute { attribute: AttributeId },
}

impl Error {
    pub(crate) fn no_text(document: &str) -> Error {
        Error { kind: Kind::MissingText { document: document.to_owned() } }
    }

    pub(crate) fn no_consensus() -> Error {
        Error { kind: Kind::MissingConsensus }
    }

    pub(crate) fn no_sites() -> Error {
        Error { kind: Kind::MissingSites }
    }

    pub(crate) fn no_attribute(attribute: AttributeId) -> Error {
        Error { kind: Kind::UnknownAttribute { attribute } }
    }

    /// Whether a text was needed that was not at hand.
    #[must_use]
    pub fn is_missing_text(&self) -> bool {
        matches!(self.kind, Kind::MissingText { .. })
    }

    /// Whether the consensus layer was asked for and the query has none.
    #[must_use]
    pub fn is_missing_consensus(&self) -> bool {
        self.kind == Kind::MissingConsensus
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::MissingText { document } => {
                write!(f, "the text of document `{document}` is needed and not at hand")
            }
            Kind::MissingConsensus => f.write_str(
                "there is no consensus layer: no coder of the query is of that kind",
            ),
            Kind::MissingSites => f.write_str(
                "the study does not say where documents were collected: it has no attribute \
                 `site`",
            ),
            Kind::UnknownAttribute { attribute } => {
                write!(f, "the study has no attribute number {attribute}")
            }
        }
    }
}

impl error::Error for Error {}
