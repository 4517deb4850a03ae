use crate::context::Context;
use crate::exit::Stop;

/// List everything that was done to the study
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata history --format csv")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, context: &Context) -> Result<(), Stop> {
    context.show(&context.project()?.history()?)
}
