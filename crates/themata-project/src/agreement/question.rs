use themata_analysis::{AgreementUnit, AgreementUniverse, IntervalOptions};

use crate::Failure;

/// What is to be compared, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementQuestion {
    /// The query: its documents, coders and codes are compared.
    pub query: String,
    /// What is judged; a turn, if nothing is said.
    pub unit: Option<AgreementUnit>,
    /// Which units take part; the whole text, if nothing is said.
    pub universe: Option<AgreementUniverse>,
    /// Which measures.
    pub measures: MeasureSet,
    /// What a row is.
    pub by: AgreementBy,
    /// How intervals are found, if they are wanted.
    pub interval: Option<IntervalOptions>,
    /// The seed of gamma's chance continua.
    pub seed: u64,
    /// Also alpha-U as it was defined in 1995 and 2004.
    pub legacy: bool,
    /// No coefficient at all: what each coder marked, and what there is to talk about.
    pub discuss: bool,
}

/// Measures that go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasureSet {
    /// Percent and positive agreement, kappa, alpha, prevalence.
    #[default]
    Standard,
    /// Every measure of a yes-or-no question on given units.
    Items,
    /// The codes of a unit as one set.
    Sets,
    /// Coders chose where units begin and end; corrected for chance.
    Unitizing,
    /// Coders chose where units begin and end; not corrected for chance.
    Spans,
}

/// What a row of agreement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AgreementBy {
    /// A theme or code.
    #[default]
    Code,
    /// Two coders, or all but one.
    Pair,
    /// A document.
    Document,
}

impl MeasureSet {
    /// Every set.
    pub const ALL: [MeasureSet; 5] = [
        MeasureSet::Standard,
        MeasureSet::Items,
        MeasureSet::Sets,
        MeasureSet::Unitizing,
        MeasureSet::Spans,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MeasureSet::Standard => "standard",
            MeasureSet::Items => "items",
            MeasureSet::Sets => "sets",
            MeasureSet::Unitizing => "unitizing",
            MeasureSet::Spans => "spans",
        }
    }

    /// The set that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<MeasureSet> {
        MeasureSet::ALL.into_iter().find(|set| set.as_str() == word)
    }

    /// Whether coders chose where units begin and end, so that there is no unit to declare.
    #[must_use]
    pub fn is_of_stretches(self) -> bool {
        matches!(self, MeasureSet::Unitizing | MeasureSet::Spans)
    }
}

impl AgreementBy {
    /// Every kind of row.
    pub const ALL: [AgreementBy; 3] =
        [AgreementBy::Code, AgreementBy::Pair, AgreementBy::Document];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AgreementBy::Code => "code",
            AgreementBy::Pair => "pair",
            AgreementBy::Document => "document",
        }
    }

    /// The kind of row that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<AgreementBy> {
        AgreementBy::ALL.into_iter().find(|by| by.as_str() == word)
    }
}

impl AgreementQuestion {
    pub(super) fn universe(&self) -> AgreementUniverse {
        self.universe.unwrap_or(AgreementUniverse::WholeText)
    }

    /// Whether what is asked for goes together.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let set = self.measures;
        let on_units = matches!(set, MeasureSet::Standard | MeasureSet::Items);
        if self.discuss {
            return match (set, self.by, self.interval) {
                (MeasureSet::Standard, AgreementBy::Code, None) => Ok(()),
                _ => Err(Failure::new("`--discuss` computes no measure")
                    .hint("leave out `--measures`, `--by` and `--interval`, or `--discuss`")),
            };
        }
        if set.is_of_stretches() && (self.unit.is_some() || self.universe.is_some()) {
            let message = format!(
                "`--measures {}` compares where coders began and ended, in characters",
                set.as_str()
            );
            return Err(Failure::new(message).hint(
                "leave out `--unit` and `--universe`, or take `--measures standard` for a \
                 declared unit",
            ));
        }
        if self.by != AgreementBy::Code && !on_units {
            let message = format!(
                "`--by {}` is for the measure sets `standard` and `items`",
                self.by.as_str()
            );
            return Err(Failure::new(message).hint(
                "for two coders or one document put them into the query, such as \
                 coder:ana,ben",
            ));
        }
        match self.interval {
            Some(_) if !on_units => {
                Err(Failure::new("`--interval` is for the measure sets `standard` and `items`")
                    .hint("take `--measures items`, or leave `--interval` out"))
            }
            Some(_) if self.by != AgreementBy::Code => {
                Err(Failure::new("`--interval` is for rows by code")
                    .hint("put two coders into the query (coder:ana,ben), or leave `--by` out"))
            }
            Some(how) if how.replicates == 0 || how.replicates > MOST_REPLICATES => {
                let message = format!(
                    "the number of replicates is from 1 to {MOST_REPLICATES}, not {}",
                    how.replicates
                );
                Err(Failure::new(message).hint("1000 is enough for two digits"))
            }
            _ if self.legacy && set != MeasureSet::Unitizing => {
                Err(Failure::new("`--alpha-u` is for the measure set `unitizing`")
                    .hint("take `--measures unitizing`"))
            }
            _ => Ok(()),
        }
    }
}

/// More replicates than this tell nothing more and fill the memory.
const MOST_REPLICATES: usize = 100_000;
