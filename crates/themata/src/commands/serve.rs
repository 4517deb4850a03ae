use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use themata_project::{Failure, Session, locate};
use themata_web::{Invitations, Options};
use uuid::Uuid;

use crate::context::{Context, now};
use crate::exit::Stop;

/// Open the workbench in the browser: read, code and find without a terminal
///
/// The page is served by this program to this machine alone, and lets in the one browser that
/// opens the address. It asks nothing of any other machine. Ctrl C ends it; everything that was
/// done is in the study file by then.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  themata serve\n  themata serve care.themata --port 4000")]
pub(crate) struct Args {
    /// The study to open first; else the one of this folder, if there is one
    #[arg(value_name = "STUDY")]
    file: Option<PathBuf>,
    /// The port to listen on; else one that is free
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Print the address and leave the browser alone
    #[arg(long)]
    no_browser: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let named = args.file.clone().or_else(|| context.named_study());
    let study = match named {
        Some(path) => Some(path),
        // Without a study in this folder, the page offers to make or open one.
        None => locate(None, Path::new(".")).ok(),
    };
    let folder = std::env::current_dir()
        .map_err(|error| Failure::caused("cannot tell in which folder this runs", &error))?;
    let options = Options {
        port: args.port,
        study,
        folder,
        coder: context.coder(),
        memory: memory(),
        session: Arc::new(|coder| {
            Ok(Session { coder, now: now()?, operation: Uuid::now_v7() })
        }),
        pdf: context.pdf_reader(),
    };
    themata_web::serve(options, |invitations| {
        let address = invitations.next()?;
        context.say(&format!("the workbench is open at {address}"));
        context.say(
            "the address lets one browser in; press Enter for a new one, Ctrl C to end the \
             workbench",
        );
        if !args.no_browser {
            open(&address);
        }
        if !context.quiet() && io::stdin().is_terminal() {
            std::thread::spawn(move || invite(&invitations));
        }
        Ok(())
    })?;
    Ok(())
}

/// Prints a new address whenever someone presses Enter.
fn invite(invitations: &Invitations) {
    for line in io::stdin().lines() {
        let (Ok(_), Ok(address)) = (line, invitations.next()) else { return };
        // Talk that cannot be heard is no reason to fail.
        let _ = writeln!(io::stderr(), "{address}");
    }
}

/// Opens the address in the person's browser; if that does not work, it stands in the terminal.
fn open(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(target_os = "windows") {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let _ = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

/// The file that remembers which studies were open, where the system keeps such things.
fn memory() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let folder = variable("THEMATA_STATE")
        .or_else(|| variable("XDG_STATE_HOME").map(|folder| folder.join("themata")))
        .or_else(|| variable("LOCALAPPDATA").map(|folder| folder.join("Themata")))
        .or_else(|| variable("HOME").map(|folder| folder.join(".local/state/themata")))?;
    Some(folder.join("workbench.json"))
}
