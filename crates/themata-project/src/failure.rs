use std::fmt;

use crate::Meanwhile;

/// Why something could not be done, in the words that a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Whose fault it is.
    pub kind: FailureKind,
    /// What went wrong and where: lower case, no full stop.
    pub message: String,
    /// Why, from the nearest cause to the deepest.
    pub causes: Vec<String>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// What was to be changed, if somebody else changed it meanwhile.
    pub meanwhile: Option<Box<Meanwhile>>,
}

/// Whose fault a [`Failure`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The command or the data is at fault.
    Yours,
    /// The answer is no: there is nothing of what was asked for.
    Nothing,
    /// The program is at fault.
    Ours,
}

impl Failure {
    /// A failure for which the command or the data is at fault.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            kind: FailureKind::Yours,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
            meanwhile: None,
        }
    }

    /// A failure because there is nothing of what was asked for.
    #[must_use]
    pub fn nothing(message: impl Into<String>) -> Failure {
        Failure { kind: FailureKind::Nothing, ..Failure::new(message) }
    }

    /// The failure with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// The failure that an error amounts to, with the error's causes.
    #[must_use]
    pub fn caused(message: impl Into<String>, error: &dyn std::error::Error) -> Failure {
        let mut causes = vec![error.to_string()];
        let mut source = error.source();
        while let Some(cause) = source {
            causes.push(cause.to_string());
            source = cause.source();
        }
        Failure { causes, ..Failure::new(message) }
    }

    /// The failure whose message is that of an error.
    pub(crate) fn of(error: &dyn std::error::Error) -> Failure {
        let mut failure = Failure::caused(error.to_string(), error);
        failure.causes.remove(0);
        failure
    }

    pub(crate) fn hinted(self, hint: Option<impl Into<String>>) -> Failure {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<themata_store::Error> for Failure {
    fn from(error: themata_store::Error) -> Failure {
        let kind = match (error.is_nothing_to_do(), error.is_internal()) {
            (true, _) => FailureKind::Nothing,
            (_, true) => FailureKind::Ours,
            _ => FailureKind::Yours,
        };
        Failure { kind, ..Failure::of(&error) }.hinted(error.hint())
    }
}

impl From<themata_model::QueryError> for Failure {
    fn from(error: themata_model::QueryError) -> Failure {
        Failure::of(&error).hinted(error.advice())
    }
}

impl From<themata_codebook::Unknown> for Failure {
    fn from(error: themata_codebook::Unknown) -> Failure {
        Failure::of(&error).hinted(error.hint())
    }
}

impl From<themata_codebook::Error> for Failure {
    fn from(error: themata_codebook::Error) -> Failure {
        Failure::of(&error).hinted(error.hint())
    }
}

impl From<themata_exchange::Error> for Failure {
    fn from(error: themata_exchange::Error) -> Failure {
        Failure::of(&error).hinted(error.hint())
    }
}

impl From<themata_analysis::Error> for Failure {
    fn from(error: themata_analysis::Error) -> Failure {
        let failure = Failure::of(&error);
        if error.is_missing_consensus() {
            return failure.hint("use `--layer same-coder` or `--layer any-coder`");
        }
        if error.is_events_not_units() {
            return failure.hint(
                "choose a unit: `--unit excerpt`, `sentence`, `paragraph`, `turn` or `document`",
            );
        }
        if error.is_ill_asked() {
            return failure
                .hint("choose another unit: `--unit document`, `turn` or `paragraph`");
        }
        if error.is_coders_apart() {
            return failure.hint(
                "use `--layer any-coder`, or ask for one coder: `coder:NAME` in the query",
            );
        }
        Failure { kind: FailureKind::Ours, ..failure }
    }
}

impl From<themata_search::Error> for Failure {
    fn from(error: themata_search::Error) -> Failure {
        Failure::of(&error).hinted(error.hint())
    }
}
