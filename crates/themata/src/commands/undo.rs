use crate::context::Context;
use crate::exit::Stop;

/// Take back what was done last, or one operation of the history
///
/// One operation is taken back alone if nothing that was done since touches what it did; else
/// the operations that do are named. An undoing is taken back by doing again what it undid.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata undo
  themata undo 12    (the number in `themata history`)")]
pub(crate) struct Args {
    /// The number of an operation in the history; without it, the latest in force
    #[arg(value_name = "NUMBER")]
    operation: Option<u32>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let (mut project, session) = (context.project()?, context.session()?);
    let (done, again) = match args.operation {
        Some(number) => {
            let undone = project.undo_operation(&session, number)?;
            (undone.done, undone.again)
        }
        None => (project.undo(&session)?, false),
    };
    if again {
        context.say(&format!("done again: {}", done.summary));
    } else {
        context.say(&format!("undone: {}", done.summary));
        context.say("themata redo does it again");
    }
    Ok(())
}
