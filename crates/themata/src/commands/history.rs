use themata_project::{Cell, Format};

use crate::context::Context;
use crate::exit::Stop;

/// List everything that was done to the study
///
/// Who is the coder whom --coder or THEMATA_CODER named. Where neither did, it was not said.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata history --format csv")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, context: &Context) -> Result<(), Stop> {
    let mut table = context.project()?.history()?;
    if context.format() == Format::Table
        && let Some(who) = table.column("coder")
    {
        let unsaid = table.rows.iter_mut().filter(|row| matches!(row.cells[who], Cell::Empty));
        unsaid.for_each(|row| row.cells[who] = Cell::text("not said"));
    }
    context.show(&table)
}
