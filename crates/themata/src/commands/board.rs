use clap::Subcommand;

use crate::context::Context;
use crate::exit::Stop;

/// List the views of the analysis that were put on the study's board
///
/// Views are put there in the workbench, where the board is a page of Analyse.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata board
  themata board --format json
  themata board remove 3")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Boards>,
}

#[derive(Subcommand, Debug)]
enum Boards {
    /// List the views in their order, with what each asks
    #[command(after_help = "Example:\n  themata board list")]
    List,
    /// Take a view off the board; nothing that it shows is touched
    #[command(after_help = "Example:\n  themata board remove 3")]
    Remove {
        /// The number of the view
        number: u32,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    match args.command {
        None | Some(Boards::List) => {
            let mut table = context.codings()?.board_table()?;
            if context.format() == themata_project::Format::Table {
                table.drop_empty_columns();
            }
            context.show_found(&table)?;
        }
        Some(Boards::Remove { number }) => {
            let title = context.project()?.board_remove(&context.session()?, number)?;
            context.say(&format!("{title} is off the board"));
        }
    }
    Ok(())
}
