use crate::context::Context;
use crate::exit::Stop;

/// Take back what was done last
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata undo")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, context: &Context) -> Result<(), Stop> {
    let undone = context.project()?.undo(&context.session()?)?;
    context.say(&format!("undone: {}", undone.summary));
    context.say("themata redo does it again");
    Ok(())
}
