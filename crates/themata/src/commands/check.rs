use crate::context::Context;
use crate::exit::Stop;

/// Check that nothing in the study is damaged or out of place
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata check")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, context: &Context) -> Result<(), Stop> {
    let checked = context.project()?.check()?;
    context.show(&checked.table)?;
    if checked.faults == 0 {
        context.say("all is as it must be");
        Ok(())
    } else {
        Err(Stop::No)
    }
}
