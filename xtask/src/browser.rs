//! The workbench in a real browser: types of its scripts, and what it does in Chromium.

use std::path::Path;

use xshell::{Shell, cmd};

use crate::Result;

/// The programs that are needed and the packages of Debian that hold them.
const NEEDED: [(&str, &str); 3] =
    [("node", "nodejs"), ("npm", "npm"), ("chromium", "chromium")];

/// Checks the scripts and drives the workbench in Chromium. What is missing is installed where
/// that may be done; where it may not, one line says that this was left out.
pub(crate) fn run(shell: &Shell) -> Result<()> {
    if let Some(missing) = missing_after_install(shell) {
        println!("left out: the workbench was not tried in a browser, `{missing}` is missing");
        return Ok(());
    }
    // The program as the tests have built it: alone, its libraries would be built once more,
    // with fewer features.
    cmd!(shell, "cargo test --workspace --lib --bins --tests --no-run --quiet").run()?;
    let _inside = shell.push_dir(Path::new("tests").join("browser"));
    let install = cmd!(shell, "npm install --no-audit --no-fund --no-package-lock --silent");
    if install.run().is_err() {
        println!(
            "left out: the workbench was not tried in a browser, its test libraries could not \
             be fetched"
        );
        return Ok(());
    }
    cmd!(shell, "npm run --silent types").run()?;
    Ok(cmd!(shell, "npm test --silent").run()?)
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
    cmd!(shell, "{program} --version").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn is_root(shell: &Shell) -> bool {
    cmd!(shell, "id -u").quiet().read().is_ok_and(|id| id.trim() == "0")
}
