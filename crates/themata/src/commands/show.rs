use themata_project::Format;

use crate::context::Context;
use crate::exit::Stop;
use crate::margin::draw;
use crate::query::QueryArgs;

/// Read a document: turns, speakers, codings in the margin, memos below
///
/// A query says which codings stand in the margin. If it asks for speakers or sections, only
/// their turns are shown, and `…` stands where others are left out.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata show 04-nurse-w1 | less
  themata show 04-nurse-w1 theme:IT coder:ben
  themata show 04-nurse-w1 speaker:participant
  themata show 'survey r1' section:'What helped' --no-memos")]
pub(crate) struct Args {
    /// The name of the document
    document: String,
    #[command(flatten)]
    query: QueryArgs,
    /// Leave out the memos
    #[arg(long)]
    no_memos: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let mut shown = context.codings()?.show(&args.document, &args.query.text())?;
    if args.no_memos {
        shown = shown.without_memos();
    }
    match context.format() {
        Format::Table if !context.writes_file() => {
            context.print(&draw(&shown, context.width()))
        }
        _ => context.show(&shown.table),
    }
}
