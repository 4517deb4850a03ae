use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// List the documents with what is known of them
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata documents
  themata documents site:04
  themata documents --by site")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Count documents, words and codings for each value of an attribute
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with = "query")]
    by: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    let table = match &args.by {
        Some(by) => project.documents_by(by)?,
        None => project.documents(&args.query.text())?,
    };
    context.show_found(&table)
}
