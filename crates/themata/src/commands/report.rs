use std::path::PathBuf;

use themata_project::Credit;

use crate::context::{Context, write};
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Write the study up as one self-contained HTML page
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata report -o care.html
  themata report -o barriers.html valence:barrier --by role")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// The file to write; `-` for standard output
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Put the values of an attribute side by side; the site if nothing is said
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// How words are credited
    #[arg(long, value_name = "TEMPLATE")]
    credit: Option<String>,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let credit = args.credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default();
    let mut project = context.codings()?;
    let session = context.session()?;
    let page = project.report(&session, &args.query.text(), args.by.as_deref(), &credit)?;
    if args.output.as_os_str() == "-" {
        return context.print(&page);
    }
    write(&args.output, &page, args.force)?;
    context.say(&format!("report written to {}", args.output.display()));
    Ok(())
}
