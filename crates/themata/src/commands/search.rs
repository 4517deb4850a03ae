use clap::ValueEnum;
use themata_project::{Credit, PlaceOrder, SearchQuestion};

use crate::context::Context;
use crate::exit::Stop;
use crate::progress::Line;
use crate::query::QueryArgs;
use crate::vocabulary::WhoArg;

/// Find words in the transcripts, with what stands around them
///
/// Words are found without regard to case and by their stems: `visit` finds `visits` and
/// `visiting`. A pattern such as wait* finds what begins so, =word the exact form, \"point of
/// access\" the phrase; AND, OR, NOT and brackets join them.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata search 'waiting list'
  themata search '\"single point of access\"' site:04
  themata search 'record NOT paper' theme:IT
  themata search money --kwic --sort right --who participants
  themata search money --count-by site")]
pub(crate) struct Args {
    /// The words
    words: String,
    #[command(flatten)]
    query: QueryArgs,
    /// Whose words are searched
    #[arg(long, value_enum, default_value = "all")]
    who: WhoArg,
    /// One line for each place, with the words under each other (keyword in context)
    #[arg(long)]
    kwic: bool,
    /// The order of the places
    #[arg(long, value_enum, default_value = "place")]
    sort: SortArg,
    /// Show so many words on either side
    #[arg(long, value_name = "N")]
    context: Option<u32>,
    /// Count the places instead, by site, role, speaker, document or another attribute
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with_all = ["kwic", "sort", "context", "credit"])]
    count_by: Option<String>,
    /// How words are credited
    #[arg(long, value_name = "TEMPLATE")]
    credit: Option<String>,
    /// List at most so many places; on a terminal 200 unless this says otherwise
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum SortArg {
    /// By document and place
    Place,
    /// By the document's name
    Document,
    /// By the words to the left, the nearest first
    Left,
    /// By the words to the right
    Right,
}

/// How many places are listed on a terminal if no limit is set: more than anybody reads there,
/// and few enough to come at once.
const AT_ONCE: usize = 200;

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = SearchQuestion {
        words: args.words.clone(),
        query: args.query.text(),
        credit: args.credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default(),
        who: args.who.who(),
        order: match args.sort {
            SortArg::Place => PlaceOrder::Place,
            SortArg::Document => PlaceOrder::Document,
            SortArg::Left => PlaceOrder::Left,
            SortArg::Right => PlaceOrder::Right,
        },
        kwic: args.kwic,
        context: args.context,
        limit: args.limit,
        at_once: context.is_read_at_once().then_some(AT_ONCE),
    };
    let mut project = context.texts(&question.query)?;
    let line = Line::new(context, "indexing");
    let progress = |done, total| line.update(done, total);
    let table = match &args.count_by {
        Some(by) => project.search_counts(&question, by, &progress)?,
        None => project.search(&question, &progress)?,
    };
    drop(line);
    context.show_brief(table, &["document", "turn", "start", "end"])
}
