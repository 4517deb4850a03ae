use std::path::PathBuf;

use themata_project::Project;

use super::count;
use crate::context::Context;
use crate::exit::Stop;

/// Make a new, empty study
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example:\n  themata init care.themata --title \"Integrated care\" --coder ana"
)]
pub(crate) struct Args {
    /// The file to make, such as care.themata
    name: PathBuf,
    /// What the study is called; else the file's name
    #[arg(long)]
    title: Option<String>,
    /// Further coders, besides the one of `--coder`
    #[arg(long = "also", value_name = "NAME")]
    also: Vec<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let mut path = args.name.clone();
    if path.extension().is_none() {
        path.set_extension("themata");
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let title = args.title.as_deref().unwrap_or(&stem);
    let first = context.coder();
    let coders: Vec<&str> = first.iter().chain(&args.also).map(String::as_str).collect();
    Project::init(&path, &context.session()?, title, &coders)?;
    context.say(&format!("made {} with {}", path.display(), count(coders.len(), "coder")));
    context.say("next: themata import PATH… brings transcripts in");
    Ok(())
}
