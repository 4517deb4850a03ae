//! Automation of the workspace: `cargo xtask COMMAND`.
//!
//! * `ci` runs everything that has to pass before a change is accepted.
//! * `tidy` checks the rules of the house that no compiler knows.
//! * `browser` drives the workbench in Chromium.
//! * `corpus` imports real material and holds what comes out against what is known of it.
//! * `synth` makes a study of any size from a seed, for measuring.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to the person who runs it"
)]

mod browser;
mod ci;
mod corpus;
mod synth;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What goes wrong in a command is told to the person who runs it, and nothing else is done
/// about it, so one type serves all.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Automation of the workspace.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run everything that has to pass before a change is accepted, stopping at the first
    /// step that fails.
    Ci,
    /// Check the rules of the house that no compiler knows.
    Tidy,
    /// Drive the workbench in Chromium, or make the pictures of it.
    Browser(browser::Options),
    /// Import real material and hold what comes out against what is known of it.
    Corpus(corpus::Options),
    /// Make a study of any size from a seed.
    Synth(synth::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Ci => ci::run(&root()),
        Command::Tidy => tidy::run(&root()),
        Command::Browser(options) => browser_alone(&options),
        Command::Corpus(options) => corpus::run(&root(), &options),
        Command::Synth(options) => synth::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn browser_alone(options: &browser::Options) -> Result<()> {
    let shell = xshell::Shell::new()?;
    shell.change_dir(root());
    browser::asked(&shell, options)
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::Arguments;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn synth_makes_at_least_one_thing() {
        let is_read = |line: &str| Arguments::try_parse_from(line.split(' ')).is_ok();
        assert!(!is_read("xtask synth --words 10"));
        assert!(is_read("xtask synth --out a.themata"));
        assert!(is_read("xtask synth --docx folder"));
    }
}
