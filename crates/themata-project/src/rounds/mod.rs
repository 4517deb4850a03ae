//! Rounds: who codes which documents, with which codebook, blind or not.
//!
//! * `new` draws documents and gives them to coders; `draw` is how, `chance` by which numbers.
//! * `list`, `show`, `rename`, `open` and `remove` are what else can be done with a round.
//! * `assignments` lists who codes what; `progress` moves it on.
//! * `guard` is what assignments allow, `veil` what a blind round keeps back.

mod chance;
mod draw;
mod named;

mod assignments;
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
pub use new::{RoundMade, RoundPlan};
pub use progress::{Progressed, Step, StepQuestion};
pub use themata_model::AssignmentState;
