//! Rounds: who codes which documents, with which codebook, blind or not.
//!
//! * `new` draws documents and gives them to coders; `draw` is how, `chance` by which numbers.
//! * `list`, `show`, `rename`, `open` and `remove` are what else can be done with a round.
//! * `assignments` lists who codes what; `progress` moves it on.
//! * `known` is what pages show of rounds, by number.
//! * `guard` is what assignments allow, `veil` what a blind round keeps back.

mod chance;
mod draw;
mod named;

mod assignments;
mod known;
mod list;
mod new;
mod open;
mod progress;
mod remove;
mod rename;
mod show;

pub(crate) mod guard;
pub(crate) mod veil;

pub use assignments::{AssignmentQuestion, Whose};
pub use known::{
    Blindness, OwnAssignment, OwnWork, RoundChoices, RoundCoder, RoundDocument, RoundKnown,
    RoundsKnown,
};
pub use new::{RoundMade, RoundPlan};
pub use progress::{Progressed, Step, StepQuestion};
pub use themata_model::AssignmentState;
