use crate::context::Context;
use crate::exit::Stop;

/// Give a document another name
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata rename 'transcript (2)' 'P03 interview'")]
pub(crate) struct Args {
    /// The name until now
    document: String,
    /// The name from now on
    name: String,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    let name = project.rename_document(&context.session()?, &args.document, &args.name)?;
    context.say(&format!("{} is called `{name}` from now on", args.document));
    Ok(())
}
