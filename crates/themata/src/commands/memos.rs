use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// List the comments that came with the files, with the words that they are about
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata memos 'document:\"P03 interview\"'")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let table = context.project()?.memos(&args.query.text())?;
    context.show_brief(table, &["start", "end"])
}
