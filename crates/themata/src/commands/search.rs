use themata_project::{Credit, SearchQuestion};

use crate::context::Context;
use crate::exit::Stop;
use crate::progress::Line;
use crate::query::QueryArgs;

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
  themata search 'record NOT paper' theme:IT")]
pub(crate) struct Args {
    /// The words
    words: String,
    #[command(flatten)]
    query: QueryArgs,
    /// How words are credited
    #[arg(long, value_name = "TEMPLATE")]
    credit: Option<String>,
    /// List at most so many places
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = SearchQuestion {
        words: args.words.clone(),
        query: args.query.text(),
        credit: args.credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default(),
        limit: args.limit,
    };
    // Words are in the texts, which nothing is kept back of; a query may ask for codings.
    let mut project = match question.query.is_empty() {
        true => context.project()?,
        false => context.codings()?,
    };
    let line = Line::new(context, "indexing");
    let table = project.search(&question, &|done, total| line.update(done, total))?;
    drop(line);
    context.show_brief(table, &["document", "turn", "start", "end"])
}
