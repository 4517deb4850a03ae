use clap::Subcommand;
use themata_project::Credit;
use themata_project::proposals::{Chosen, ProposalQuestion};

use super::count;
use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;
use crate::review;

/// What machines propose: list, review, accept, reject
///
/// Who accepts a proposal has a coding of their own then. What was rejected is not proposed
/// again. `themata undo` takes either back.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Proposals,
}

#[derive(Subcommand, Debug)]
enum Proposals {
    /// List what nobody has decided on
    #[command(after_help = "\
Examples:
  themata proposals list
  themata proposals list code:it site:04")]
    List {
        #[command(flatten)]
        query: QueryArgs,
        /// How words are credited
        #[arg(long, value_name = "TEMPLATE")]
        credit: Option<String>,
        /// List at most so many
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// Go over proposals one by one: a accept, r reject, s skip, q quit
    #[command(after_help = "Example:\n  themata proposals review code:it --coder ana")]
    Review(QueryArgs),
    /// Make proposals codings of your own
    #[command(after_help = "\
Examples:
  themata proposals accept 17 18 --coder ana
  themata proposals accept --query 'code:it site:04' --coder ana")]
    Accept(Which),
    /// Turn proposals down
    #[command(after_help = "\
Examples:
  themata proposals reject 19 --why 'a waiting room'
  themata proposals reject --query '\"waiting room\"' --coder ana")]
    Reject {
        #[command(flatten)]
        which: Which,
        /// Why
        #[arg(long)]
        why: Option<String>,
    },
    /// List what was rejected
    #[command(after_help = "Example:\n  themata proposals rejected code:it")]
    Rejected(QueryArgs),
    /// Make rejected proposals proposals again, by the numbers that `rejected` shows
    #[command(after_help = "Example:\n  themata proposals restore 3")]
    Restore(Which),
}

#[derive(clap::Args, Debug)]
struct Which {
    /// The numbers that the listing shows
    numbers: Vec<u32>,
    /// Those that a query means
    #[arg(long, value_name = "QUERY", conflicts_with = "numbers")]
    query: Option<String>,
    /// All of them
    #[arg(long, conflicts_with_all = ["numbers", "query"])]
    all: bool,
}

impl Which {
    fn chosen(self) -> Chosen {
        match self.query {
            Some(query) => Chosen::Query(query),
            None if self.all => Chosen::All,
            None => Chosen::Numbers(self.numbers),
        }
    }
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    match args.command {
        Proposals::List { query, credit, limit } => {
            let credit = credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default();
            let question = ProposalQuestion { query: query.text(), credit, limit };
            let mut table = context.codings()?.proposals(&question)?;
            if context.format() == themata_project::Format::Table {
                table.drop_empty_columns();
            }
            return context.show_brief(table, &["turn", "start", "end"]);
        }
        Proposals::Review(query) => return review::run(&query.text(), context),
        Proposals::Accept(which) => {
            let mut project = context.project()?;
            let done = project.proposals_accept(&context.session()?, &which.chosen())?;
            if done.known > 0 {
                context.say(&format!(
                    "{} taken away: {} had coded so already",
                    count(done.known, "proposal"),
                    done.coder
                ));
            }
            context.say(&format!("{} added for {}", count(done.added, "coding"), done.coder));
        }
        Proposals::Reject { which, why } => {
            let mut project = context.project()?;
            let session = context.session()?;
            let rejected =
                project.proposals_reject(&session, &which.chosen(), why.as_deref())?;
            context.say(&format!("{} rejected", count(rejected, "proposal")));
        }
        Proposals::Rejected(query) => {
            let table = context.codings()?.rejections(&query.text())?;
            return context.show_brief(table, &["document", "turn", "start", "end"]);
        }
        Proposals::Restore(which) => {
            let mut project = context.project()?;
            let done = project.proposals_restore(&context.session()?, &which.chosen())?;
            if done.known > 0 {
                context
                    .say(&format!("{} proposed anew meanwhile", count(done.known, "proposal")));
            }
            context.say(&format!("{} restored", count(done.restored, "proposal")));
        }
    }
    Ok(())
}
