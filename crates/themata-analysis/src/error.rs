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
    EventsNotUnits,
    CodersApart,
    NoStrata,
    WideUnits,
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

    pub(crate) fn events_not_units() -> Error {
        Error { kind: Kind::EventsNotUnits }
    }

    pub(crate) fn wide_units() -> Error {
        Error { kind: Kind::WideUnits }
    }

    pub(crate) fn coders_apart() -> Error {
        Error { kind: Kind::CodersApart }
    }

    pub(crate) fn no_strata() -> Error {
        Error { kind: Kind::NoStrata }
    }

    /// Whether a figure was asked for that takes units which carry a code or do not, and
    /// events of overlapping were counted.
    #[must_use]
    pub fn is_events_not_units(&self) -> bool {
        self.kind == Kind::EventsNotUnits
    }

    /// Whether the question does not fit the study or itself: the unit `site` in a study
    /// without sites, or cases or sites across strata.
    #[must_use]
    pub fn is_ill_asked(&self) -> bool {
        matches!(self.kind, Kind::WideUnits | Kind::MissingSites)
    }

    /// Whether a figure was asked for that takes each unit in one cell of a fourfold table,
    /// and several coders were counted apart.
    #[must_use]
    pub fn is_coders_apart(&self) -> bool {
        self.kind == Kind::CodersApart
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
            Kind::EventsNotUnits => f.write_str(
                "coefficients of association are defined on units that carry a code or do not, \
                 and here events are counted, which can be more than the units",
            ),
            Kind::WideUnits => f.write_str(
                "a case or a site may lie in several strata, so its units do not add up",
            ),
            Kind::CodersApart => f.write_str(
                "coefficients of association put each unit into one cell of a table, and with \
                 several coders of whom one must have said both, some units are in none",
            ),
            Kind::NoStrata => f.write_str("no attribute was said whose values are the strata"),
        }
    }
}

impl error::Error for Error {}
