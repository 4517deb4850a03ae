//! The command line of Themata: what was typed becomes a call of `themata-project`, and what
//! comes back is printed. Data goes to standard output, talk to standard error.
//!
//! Exit codes: 0 done, 1 the answer is no, 2 the command or the data is at fault, 70 the
//! program is, 130 interrupted.

mod cli;
mod commands;
mod context;
mod exit;
mod margin;
mod output;
mod plot_kinds;
mod progress;
mod query;
mod reading;
mod review;
mod standoff;
mod vocabulary;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::Cli;
use crate::commands::Command;
use crate::context::Context;
use crate::exit::Stop;

fn main() -> ExitCode {
    exit::explain_panics();
    let cli = Cli::parse();
    let context = Context::new(&cli.global);
    exit::code(&context, run(cli.command, &context))
}

fn run(command: Command, context: &Context) -> Result<(), Stop> {
    if command.writes_itself() {
        return commands::run(command, context);
    }
    context.check_output()?;
    context.finish(commands::run(command, context))
}
