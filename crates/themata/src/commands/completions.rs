use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::context::Context;
use crate::exit::Stop;

/// Write completions for a shell
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example:\n  themata completions bash > ~/.local/share/bash-completion/completions/themata"
)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "themata", &mut script);
    context.print(&String::from_utf8_lossy(&script))
}
