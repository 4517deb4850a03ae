//! What a command costs: time, and memory where it can be measured.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::program::Study;
use crate::Result;

/// GNU time, which asks the system how large a process and those it started were at most.
const TIME: &str = "/usr/bin/time";

/// What a command came to.
#[derive(Debug)]
pub(super) struct Cost {
    /// What it ended with; `None` if it had to be stopped or was ended from outside.
    pub(super) exit: Option<i32>,
    pub(super) time: Duration,
    /// The most memory that it held, in megabytes.
    pub(super) peak: Option<f64>,
}

/// Whether memory can be measured here.
pub(super) fn measures_memory() -> bool {
    cfg!(target_os = "linux") && Path::new(TIME).exists()
}

/// Imports a file into a study, for at most so long, and tells what it cost.
pub(super) fn of_import(study: &Study<'_>, file: &Path, patience: Duration) -> Result<Cost> {
    let begun = Instant::now();
    let arguments = [Path::new("import"), file];
    if !measures_memory() {
        let exit = study.exit_code(arguments, patience)?;
        return Ok(Cost { exit, time: begun.elapsed(), peak: None });
    }
    let figures = study.folder().join("peak");
    let mut watcher = Command::new(TIME);
    // The program is stopped by what runs it, so that nothing is left running.
    watcher.args(["--format", "%M", "--output"]).arg(&figures);
    watcher.args(["timeout", &patience.as_secs().to_string()]);
    let mut command = study.watched(watcher, arguments);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let time = begun.elapsed();
    let figures = std::fs::read_to_string(&figures)?;
    let peak =
        figures.lines().last().and_then(|kilobytes| kilobytes.trim().parse::<f64>().ok());
    // `timeout` says that time was up with 124, and `time` tells of a signal by more than 128.
    let exit = status.code().filter(|&code| code != 124 && code < 128);
    Ok(Cost { exit, time, peak: peak.map(|kilobytes| kilobytes / 1024.0) })
}
