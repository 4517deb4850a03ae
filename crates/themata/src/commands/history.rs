use themata_project::{Cell, Format, HistoryQuestion};

use crate::context::Context;
use crate::exit::Stop;

/// List what was done to the study: everything, or a part
///
/// Who is the coder whom --coder or THEMATA_CODER named. Where neither did, it was not said.
/// `themata undo` takes back an operation by the number that stands here.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata history
  themata history --limit 10
  themata history --who ben --since 2026-05-01 --about merge
  themata history --format csv")]
pub(crate) struct Args {
    /// Only what this coder did; --coder is who looks
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Only what was done on this day (UTC) or later
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only what was done on this day (UTC) or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Only what has these words in what was done or why
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    /// Only the last so many of those
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let Args { who, since, until, about, limit } = args;
    let question = HistoryQuestion { who, since, until, about, limit };
    let mut table = context.project()?.history(&question)?;
    if context.format() == Format::Table
        && let Some(who) = table.column("coder")
    {
        let unsaid = table.rows.iter_mut().filter(|row| matches!(row.cells[who], Cell::Empty));
        unsaid.for_each(|row| row.cells[who] = Cell::text("not said"));
    }
    context.show_found(&table)
}
