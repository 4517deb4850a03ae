use clap::Subcommand;
use themata_project::Format;
use themata_project::rounds::{RoundMade, RoundPlan};

use super::count;
use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Rounds: who codes which documents, with which codebook, blind or not
///
/// In a blind round a coder sees nobody else's codings on a document, in no listing, until all
/// of its coders have finished. The codings are kept back by the program and not locked: who
/// has the file can give another name with --coder, and the history says what was done.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Rounds,
}

#[derive(Subcommand, Debug)]
enum Rounds {
    New(NewArgs),
    /// List the rounds with how far they have come
    #[command(after_help = "Example:\n  themata round list")]
    List,
    /// Show a round: documents by coders, and how the documents were drawn
    #[command(after_help = "Example:\n  themata round show 'pilot 1'")]
    Show {
        /// The name of the round
        name: String,
    },
    /// Give a round another name
    #[command(after_help = "Example:\n  themata round rename 'pilot 1' 'first pilot'")]
    Rename {
        /// The name until now
        from: String,
        /// The name from now on
        to: String,
    },
    /// Open a blind round before everyone has finished: all see all codings, on record
    #[command(after_help = "\
Example:
  themata round open 'pilot 1' --reason 'ben is ill until May' --coder ana")]
    Open {
        /// The name of the round
        name: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Remove a round on which nobody has begun
    #[command(after_help = "Example:\n  themata round remove 'pilot 1'")]
    Remove {
        /// The name of the round
        name: String,
    },
}

/// Draw documents and give them to coders
///
/// Drawn is from the documents that the query can hold in, or all. The same seed over the same
/// documents draws the same ones for the same coders.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata round new 'pilot 1' --sample 10% --stratify site,role --seed 7 --coders ana,ben --blind
  themata round new 'pilot 1' --sample 10% --stratify site --coders ana,ben --dry-run
  themata round new main NOT round:'pilot 1' --coders ana,ben,eve --per-document 2")]
struct NewArgs {
    /// What it is called
    name: String,
    #[command(flatten)]
    query: QueryArgs,
    /// The frozen version of the codebook that is coded with
    #[arg(long, value_name = "N")]
    codebook_version: Option<u32>,
    /// How many documents: a share, rounded up, or a number; else all
    #[arg(long, value_name = "10%|20", default_value = "", hide_default_value = true)]
    sample: String,
    /// Attributes by whose values the sample is stratified: in proportion, each at least once
    #[arg(long, value_name = "ATTRIBUTES", value_delimiter = ',')]
    stratify: Vec<String>,
    /// What the draw starts from; else one is made up and told
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Who codes
    #[arg(long, value_name = "NAMES", value_delimiter = ',', required = true)]
    coders: Vec<String>,
    /// How many of the coders code each document; else all of them
    #[arg(long, value_name = "N")]
    per_document: Option<usize>,
    /// Keep coders' codings from each other until all of a document's have finished
    #[arg(long)]
    blind: bool,
    /// Only say what would be drawn
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    match args.command {
        Rounds::New(args) => {
            let plan = RoundPlan {
                name: args.name,
                query: args.query.text(),
                codebook_version: args.codebook_version,
                sample: args.sample,
                stratify: args.stratify,
                seed: args.seed,
                coders: args.coders,
                per_document: args.per_document,
                blind: args.blind,
                dry_run: args.dry_run,
            };
            tell(&project.round_new(&context.session()?, &plan)?, context)
        }
        Rounds::List => context.show_found(&project.rounds()?),
        Rounds::Show { name } => context.show(&project.round_show(&name)?),
        Rounds::Rename { from, to } => {
            let name = project.round_rename(&context.session()?, &from, &to)?;
            context.say(&format!("the round is called `{name}` from now on"));
            Ok(())
        }
        Rounds::Open { name, reason } => {
            let session = context.session()?;
            let reason = reason.unwrap_or_default();
            let documents = project.round_open(&session, &name, &reason)?;
            context.say(&format!(
                "opened by {}: all codings on {} are seen from now on",
                session.coder.unwrap_or_default(),
                count(documents, "document")
            ));
            Ok(())
        }
        Rounds::Remove { name } => {
            let name = project.round_remove(&context.session()?, &name)?;
            context.say(&format!("the round `{name}` is removed; themata undo brings it back"));
            Ok(())
        }
    }
}

fn tell(made: &RoundMade, context: &Context) -> Result<(), Stop> {
    // Programs get one listing; people first see how the draw went as a whole.
    if context.format() == Format::Table {
        context.show(&made.strata)?;
        context.print("\n")?;
        context.show(&made.coders)?;
        if !made.recorded {
            context.print("\n")?;
            context.show(&made.documents)?;
        }
    } else {
        context.show(&made.documents)?;
    }
    if let Some(seed) = made.seed {
        context.say(&format!("seed {seed}: `--seed {seed}` draws the same again"));
    }
    if made.coded > 0 {
        let (number, has) =
            (count(made.coded, "document"), if made.coded == 1 { "has" } else { "have" });
        context.say(&format!("note: {number} of these {has} codings already"));
    }
    let documents = count(made.documents.rows.len(), "document");
    let coders = count(made.coders.rows.len(), "coder");
    context.say(&match made.recorded {
        true => format!("the round `{}` has {documents} and {coders}", made.name),
        false => {
            format!("the round `{}` would have {documents} and {coders}; not made", made.name)
        }
    });
    Ok(())
}
