use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use themata_project::rounds::{
    AssignmentQuestion, AssignmentState, Progressed, Step, StepQuestion, Whose,
};

use super::count;
use crate::context::Context;
use crate::exit::Stop;

/// Assignments: who is to code what, and how far it has come
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Assignments,
}

#[derive(Subcommand, Debug)]
enum Assignments {
    /// List assignments: one's own, if --coder says who looks, else everyone's
    #[command(after_help = "\
Examples:
  themata assignments list --coder ana
  themata assignments list --everyone --round 'pilot 1' --state started")]
    List {
        /// Only those of a round
        #[arg(long, value_name = "NAME")]
        round: Option<String>,
        /// Another coder's
        #[arg(long = "for", value_name = "NAME")]
        of: Option<String>,
        /// Everyone's
        #[arg(long, conflicts_with = "of")]
        everyone: bool,
        /// Only those that have come so far
        #[arg(long, value_parser = PossibleValuesParser::new(
            AssignmentState::ALL.map(AssignmentState::as_str)))]
        state: Option<String>,
    },
    /// Begin with documents; coding one begins it, too
    #[command(after_help = "\
Example:
  themata assignments start 'pilot 1' 04-nurse-w1 --coder ana")]
    Start(StepArgs),
    /// Finish documents: what is not coded now was left uncoded on purpose
    #[command(after_help = "\
Examples:
  themata assignments finish 'pilot 1' 04-nurse-w1 --coder ana
  themata assignments finish 'pilot 1' --all --coder ana
  themata assignments finish 'pilot 1' 04-nurse-w1 --for ben --reason 'he told me' --coder ana")]
    Finish(StepArgs),
    /// Say that documents need not be coded after all, and why
    #[command(after_help = "\
Example:
  themata assignments excuse 'pilot 1' 04-nurse-w1 --for ben --reason 'knows her' --coder ana")]
    Excuse(StepArgs),
    /// Take up again what was finished or excused, and say why
    #[command(after_help = "\
Example:
  themata assignments reopen 'pilot 1' 04-nurse-w1 --reason 'missed the end' --coder ana")]
    Reopen(StepArgs),
}

#[derive(clap::Args, Debug)]
struct StepArgs {
    /// The name of the round
    round: String,
    /// The names of the documents
    #[arg(value_name = "DOCUMENT", required_unless_present = "all")]
    documents: Vec<String>,
    /// All documents of the round that can be
    #[arg(long, conflicts_with = "documents")]
    all: bool,
    /// In another coder's place, on record
    #[arg(long = "for", value_name = "NAME")]
    of: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let (step, args) = match args.command {
        Assignments::List { round, of, everyone, state } => {
            let whose = match of.or_else(|| context.coder().filter(|_| !everyone)) {
                Some(name) => Whose::Coder(name),
                None => Whose::Everyone,
            };
            let state = state.and_then(|word| AssignmentState::from_word(&word));
            let question = AssignmentQuestion { round, whose, state };
            return context.show_found(&context.project()?.assignments(&question)?);
        }
        Assignments::Start(args) => (Step::Start, args),
        Assignments::Finish(args) => (Step::Finish, args),
        Assignments::Excuse(args) => (Step::Excuse, args),
        Assignments::Reopen(args) => (Step::Reopen, args),
    };
    let question = StepQuestion {
        round: args.round,
        documents: args.documents,
        coder: args.of,
        reason: args.reason,
    };
    let progressed =
        context.project()?.assignments_step(&context.session()?, step, &question)?;
    tell(step, &progressed, context);
    Ok(())
}

fn tell(step: Step, progressed: &Progressed, context: &Context) {
    let done = match step {
        Step::Start => "started",
        Step::Finish => "finished",
        Step::Excuse => "excused",
        Step::Reopen => "taken up again",
    };
    let Progressed { coder, changed, known, .. } = progressed;
    if *changed > 0 {
        context.say(&format!("{coder}: {} {done}", count(*changed, "document")));
    } else if *known == 0 {
        context.say("nothing to change: there is none left");
    }
    if *known > 0 {
        context.say(&format!("{coder}: {} so already", count(*known, "document")));
    }
    if !progressed.uncoded.is_empty() {
        context.say(&format!("finished with nothing coded: {}", few(&progressed.uncoded)));
    }
    if !progressed.opened.is_empty() {
        let opened = few(&progressed.opened);
        context.say(&format!("open to all from now on, since everyone is done: {opened}"));
    }
    // Whoever begins knows that the round is blind; whoever has finished waits for the others.
    if step == Step::Finish && !progressed.blind.is_empty() {
        let blind = few(&progressed.blind);
        context.say(&format!("kept back from others until they have finished too: {blind}"));
    }
    if step == Step::Reopen && !progressed.blind.is_empty() {
        let blind = few(&progressed.blind);
        context.say(&format!("blind again until everyone has finished: {blind}"));
    }
}

/// Names in a row, the first few of many.
fn few(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
