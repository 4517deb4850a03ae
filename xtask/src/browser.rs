//! The workbench in a real browser: types of its scripts, and what it does in Chromium.

use std::path::{Path, PathBuf};

use clap::Args;
use xshell::{Shell, cmd};

use crate::Result;

/// What is done in the browser.
#[derive(Args)]
pub(crate) struct Options {
    /// Make the pictures of docs/pictures anew instead of testing.
    #[arg(long)]
    pictures: bool,
}

/// Does what someone asked for in Chromium.
pub(crate) fn asked(shell: &Shell, options: &Options) -> Result<()> {
    if options.pictures { pictures(shell) } else { run(shell) }
}

/// The programs that are needed and the packages of Debian that hold them.
const NEEDED: [(&str, &str); 4] =
    [("node", "nodejs"), ("npm", "npm"), ("chromium", "chromium"), ("openssl", "openssl")];

/// Checks the scripts and drives the workbench in Chromium. What is missing is installed where
/// that may be done; where it may not, one line says that this was left out.
pub(crate) fn run(shell: &Shell) -> Result<()> {
    if let Err(missing) = prepared(shell)? {
        println!("left out: the workbench was not tried in a browser, {missing}");
        return Ok(());
    }
    let _inside = shell.push_dir(folder());
    cmd!(shell, "npm run --silent types").run()?;
    Ok(cmd!(shell, "npm test --silent").run()?)
}

/// Makes the pictures of the workbench that the documentation shows, of the sample study.
fn pictures(shell: &Shell) -> Result<()> {
    if let Err(missing) = prepared(shell)? {
        return Err(format!("no pictures were made, {missing}").into());
    }
    let _inside = shell.push_dir(folder());
    Ok(cmd!(shell, "npm run --silent pictures").run()?)
}

fn folder() -> PathBuf {
    Path::new("tests").join("browser")
}

/// Builds the program and fetches what drives the browser, or says what is missing.
fn prepared(shell: &Shell) -> Result<std::result::Result<(), String>> {
    if let Some(missing) = missing_after_install(shell) {
        return Ok(Err(format!("`{missing}` is missing")));
    }
    // The program as the tests have built it: alone, its libraries would be built once more,
    // with fewer features.
    cmd!(shell, "cargo test --workspace --lib --bins --tests --no-run --quiet").run()?;
    let _inside = shell.push_dir(folder());
    let install = cmd!(shell, "npm install --no-audit --no-fund --no-package-lock --silent");
    Ok(install.run().map_err(|_| "its test libraries could not be fetched".to_owned()))
}

/// The first program that is not there and cannot be installed.
fn missing_after_install(shell: &Shell) -> Option<&'static str> {
    let missing: Vec<_> =
        NEEDED.iter().filter(|(program, _)| !is_there(shell, program)).collect();
    if missing.is_empty() {
        return None;
    }
    let packages: Vec<&str> = missing.iter().map(|(_, package)| *package).collect();
    // Only a machine that is made for this, where one is root, is changed.
    let installed = is_root(shell)
        && cmd!(shell, "apt-get install -y --no-install-recommends {packages...}")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .quiet()
            .ignore_stdout()
            .run()
            .is_ok();
    if installed {
        return missing
            .iter()
            .map(|(program, _)| *program)
            .find(|program| !is_there(shell, program));
    }
    missing.first().map(|(program, _)| *program)
}

fn is_there(shell: &Shell, program: &str) -> bool {
    // Not every program tells its version by the same word.
    let found = format!("command -v {program}");
    cmd!(shell, "sh -c {found}").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn is_root(shell: &Shell) -> bool {
    cmd!(shell, "id -u").quiet().read().is_ok_and(|id| id.trim() == "0")
}
