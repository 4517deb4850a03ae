use themata_project::Format;

use crate::context::Context;
use crate::exit::Stop;
use crate::margin::draw;
use crate::query::QueryArgs;

/// Read a document: turns, speakers, codings in the margin
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata show 04-nurse-w1 | less
  themata show 04-nurse-w1 theme:IT coder:ben")]
pub(crate) struct Args {
    /// The name of the document
    document: String,
    #[command(flatten)]
    query: QueryArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let shown = context.project()?.show(&args.document, &args.query.text())?;
    match context.format() {
        Format::Table => context.print(&draw(&shown, context.width())),
        _ => context.show(&shown.table),
    }
}
