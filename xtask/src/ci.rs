use std::path::Path;
use std::time::{Duration, Instant};

use xshell::{Shell, cmd};

use crate::{Result, browser, tidy};

/// A name for the person who reads the log, and what to do.
type Step = (&'static str, fn(&Shell) -> Result<()>);

/// What has to pass, in this order. Everything uses the one target folder, and clippy and the
/// documentation share what has been checked, so nothing is built twice without need.
const STEPS: [Step; 7] = [
    ("fmt", |shell| Ok(cmd!(shell, "cargo fmt --all --check").run()?)),
    ("clippy", |shell| {
        Ok(cmd!(shell, "cargo clippy --workspace --all-targets -- -D warnings").run()?)
    }),
    ("doc", |shell| {
        let doc = cmd!(shell, "cargo doc --workspace --no-deps");
        Ok(doc.env("RUSTDOCFLAGS", "-D warnings").run()?)
    }),
    ("test", |shell| {
        if has_nextest(shell) {
            Ok(cmd!(shell, "cargo nextest run --workspace --no-fail-fast").run()?)
        } else {
            Ok(cmd!(shell, "cargo test --workspace --lib --bins --tests --no-fail-fast")
                .run()?)
        }
    }),
    ("doctest", |shell| Ok(cmd!(shell, "cargo test --workspace --doc").run()?)),
    ("browser", browser::run),
    ("tidy", |shell| tidy::run(&shell.current_dir())),
];

/// Runs every step in order and says how long each took, stopping at the first that fails.
pub(crate) fn run(root: &Path) -> Result<()> {
    let shell = Shell::new()?;
    shell.change_dir(root);
    let mut passed: Vec<(&str, Duration)> = Vec::new();
    for (name, step) in STEPS {
        println!("── {name}");
        let begun = Instant::now();
        let outcome = step(&shell);
        passed.push((name, begun.elapsed()));
        if let Err(error) = outcome {
            summary(&passed, Some(name));
            return Err(format!("`{name}` failed: {error}").into());
        }
    }
    summary(&passed, None);
    Ok(())
}

fn summary(steps: &[(&str, Duration)], failed: Option<&str>) {
    println!("──");
    for (name, took) in steps {
        let outcome = if failed == Some(*name) { "FAILED" } else { "passed" };
        println!("{name:8} {outcome} {:6.1} s", took.as_secs_f64());
    }
    let total: Duration = steps.iter().map(|(_, took)| *took).sum();
    println!("{:8}        {:6.1} s", "all", total.as_secs_f64());
}

fn has_nextest(shell: &Shell) -> bool {
    cmd!(shell, "cargo nextest --version").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}
