use themata_project::{Credit, ExcerptGroups, ExcerptQuestion};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// List coded excerpts, credited
///
/// With `-o FILE.docx` they become a text for Word: each excerpt a quote with its credit, the
/// codes below it in small letters.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata excerpts theme:leadership site:04
  themata excerpts code:funding code:staffing valence:barrier
  themata excerpts speaker:\"Manager 1\" NOT theme:IT --credit '{role}, {site_name}'
  themata excerpts valence:barrier --group-by theme -o barriers.docx")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// How words are credited
    #[arg(long, value_name = "TEMPLATE")]
    credit: Option<String>,
    /// List at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Put them in groups: code, theme, document, or an attribute such as site
    #[arg(long, value_name = "WHAT")]
    group_by: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = ExcerptQuestion {
        query: args.query.text(),
        credit: args.credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default(),
        limit: args.limit,
        group_by: args.group_by.as_deref().map(ExcerptGroups::from_word),
    };
    let excerpts = context.codings()?.excerpts(&question)?;
    context.show_brief(excerpts, &["document", "turn", "start", "end"])
}
