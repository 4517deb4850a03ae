use std::path::PathBuf;

use clap::CommandFactory;
use themata_project::Failure;

use crate::cli::Cli;
use crate::context::Context;
use crate::exit::Stop;

/// Write the manual pages, one for each command
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata man | man -l -
  themata man --into man/")]
pub(crate) struct Args {
    /// Write the pages of all commands into a folder
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let Some(folder) = &args.into else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page)?;
        return context.print(&String::from_utf8_lossy(&page));
    };
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    written.map_err(|error| {
        Failure::caused(format!("cannot write into {}", folder.display()), &error)
    })?;
    context.say(&format!("manual pages written to {}", folder.display()));
    Ok(())
}
