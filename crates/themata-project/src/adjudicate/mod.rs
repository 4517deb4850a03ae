//! Deciding on disagreements: one by one, from a table, or by a rule. What the coders said
//! stays as it is; what was decided becomes codings of the consensus coder, and a record of
//! what they came from.

mod case;
mod changed;
mod decide;
mod desk;
mod discussion;
mod draft;
mod holds;
mod log;
mod posed;
mod rules;
mod seen;
mod sheet;
mod wanted;

pub use case::{Case, CaseDecision, CaseVoice};
pub use desk::{Desk, DeskQuestion, DeskRow};
pub use discussion::Asked;
pub use log::DecisionLog;
pub(crate) use log::decisions;
pub(crate) use posed::nothing_compared;
pub use posed::{Posed, Voice};
pub use rules::{Boundary, Rule, RulePlan};
pub use seen::{SeenRuling, SeenVerdict};
pub use sheet::SheetRuled;
pub use wanted::{DecidedBy, DecisionState, DecisionsWanted};

use themata_model::Valence;

/// What somebody decides on one disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The number of the disagreement.
    pub number: u32,
    /// What is decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
    /// Whether it may have been decided before. What came of that is then taken back.
    pub again: bool,
    /// The fingerprint of the disagreement that was looked at. If it is another one meanwhile,
    /// nothing is decided.
    pub expect: Option<String>,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The coder of this name is right; who said nothing of it, too.
    Accept(String),
    /// All that was said holds side by side.
    Both,
    /// The code holds for other words.
    Redraw(Redraw),
    /// None of it holds.
    Reject,
    /// It is decided later.
    PutOff,
}

/// A stretch that nobody marked just so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redraw {
    /// The words.
    pub quote: String,
    /// The number of the turn, where the words stand in several.
    pub turn: Option<usize>,
    /// The name of the code. Needed if the coders' codes differ.
    pub code: Option<String>,
    /// The valence, or that it is left open. Needed if the coders' valences differ.
    pub valence: Option<Option<Valence>>,
}

/// What came of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruled {
    /// What was decided, as it is recorded.
    pub decision: String,
    /// How many codings the consensus has got.
    pub added: usize,
    /// How many that came of an earlier decision it has lost.
    pub removed: usize,
    /// What had been decided before and is replaced, by whom and when.
    pub instead_of: Option<String>,
    /// How the words were found, if some were looked for.
    pub found: Option<String>,
    /// The name of the consensus coder, if it is new.
    pub new_coder: Option<String>,
}
