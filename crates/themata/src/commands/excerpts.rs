use themata_project::{Credit, ExcerptQuestion};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// List coded excerpts, credited
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata excerpts theme:leadership site:04
  themata excerpts code:funding code:staffing valence:barrier
  themata excerpts speaker:\"Manager 1\" NOT theme:IT --credit '{role}, {site_name}'")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// How words are credited
    #[arg(long, value_name = "TEMPLATE")]
    credit: Option<String>,
    /// List at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = ExcerptQuestion {
        query: args.query.text(),
        credit: args.credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default(),
        limit: args.limit,
    };
    let excerpts = context.codings()?.excerpts(&question)?;
    context.show_brief(excerpts, &["document", "turn", "start", "end"])
}
