use crate::context::Context;
use crate::exit::Stop;

/// Do again what was undone last
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata redo")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, context: &Context) -> Result<(), Stop> {
    let done = context.project()?.redo(&context.session()?)?;
    context.say(&format!("done again: {}", done.summary));
    Ok(())
}
