use std::io::{self, IsTerminal, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use themata_project::{Failure, Session, locate};
use themata_web::{Invitations, Options, Team};
use uuid::Uuid;

use crate::context::{Context, now};
use crate::exit::Stop;

/// Open the workbench in the browser: read, code and find without a terminal
///
/// The page is served by this program to this machine alone, and lets in the one browser that
/// opens the address. It asks nothing of any other machine. Ctrl C ends it; everything that was
/// done is in the study file by then.
///
/// With `--users` it serves a team: everybody signs in with an account of their own, as lead,
/// coder, analyst or reader of a study. It prints a link for the first account, which invites
/// the others.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  themata serve\n  themata serve care.themata --port 4000\n  \
    themata serve care.themata --users team.json --host 0.0.0.0 --port 443 --address \
    https://care.example.org --tls-cert cert.pem --tls-key key.pem\n  themata serve *.themata --users team.json --port 8080 --address \
    https://themata.example.org"
)]
pub(crate) struct Args {
    /// The study to open first; else the one of this folder, if there is one. With `--users`
    /// all studies that are served; else all of this folder
    #[arg(value_name = "STUDY")]
    files: Vec<PathBuf>,
    /// The port to listen on; else the one of the last time, or one that is free
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Print the address and leave the browser alone
    #[arg(long)]
    no_browser: bool,
    /// Serve a team, with the accounts in this file; it is made if it is not there
    #[arg(long, value_name = "FILE")]
    users: Option<PathBuf>,
    /// The address of this machine to listen on; 0.0.0.0 for all. Needs `--users`
    #[arg(long, value_name = "ADDRESS", requires = "users")]
    host: Option<IpAddr>,
    /// How people reach the server, such as `https://themata.example.org`. Without a
    /// certificate, a proxy on this machine seals what is sent
    #[arg(long, value_name = "URL", requires = "users")]
    address: Option<String>,
    /// The certificate with its chain, in PEM, to seal what is sent
    #[arg(long, value_name = "FILE", requires = "tls_key", requires = "users")]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Print a link for one more account that keeps the server, also where there are accounts
    #[arg(long, requires = "users")]
    invite: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let folder = std::env::current_dir()
        .map_err(|error| Failure::caused("cannot tell in which folder this runs", &error))?;
    let team = args.users.as_ref().map(|users| team(args, users, &folder)).transpose()?;
    let options = Options {
        port: args.port,
        study: if team.is_some() { None } else { alone(args, context)? },
        folder,
        coder: context.coder().filter(|_| team.is_none()),
        memory: memory(if team.is_some() { "server.json" } else { "workbench.json" }),
        session: Arc::new(|coder| {
            Ok(Session { coder, now: now()?, operation: Uuid::now_v7() })
        }),
        pdf: context.pdf_reader(),
        team,
    };
    let is_team = options.team.is_some();
    themata_web::serve(options, |invitations| {
        if is_team {
            told_to_team(args, context, &invitations)?;
        } else {
            told(args, context, &invitations)?;
        }
        if !context.quiet() && io::stdin().is_terminal() {
            std::thread::spawn(move || invite(&invitations));
        }
        Ok(())
    })?;
    Ok(())
}

fn told(args: &Args, context: &Context, invitations: &Invitations) -> Result<(), Failure> {
    let address = invitations.next()?;
    context.say(&format!("the workbench is open at {address}"));
    context.say(
        "the address lets one browser in; press Enter for a new one, Ctrl C to end the workbench",
    );
    if !args.no_browser {
        open(&address);
    }
    Ok(())
}

fn told_to_team(
    args: &Args,
    context: &Context,
    invitations: &Invitations,
) -> Result<(), Failure> {
    context.say(&format!("the workbench answers at {}", invitations.address()));
    if args.invite || invitations.are_needed() {
        let address = invitations.next()?;
        context.say(&format!(
            "whoever opens this link, once and within a week, keeps the workbench: {address}"
        ));
    }
    context.say("press Enter for one more such link, Ctrl C to end the workbench");
    Ok(())
}

/// The study of somebody who works alone.
fn alone(args: &Args, context: &Context) -> Result<Option<PathBuf>, Failure> {
    if args.files.len() > 1 {
        return Err(Failure::new("only one study is opened first")
            .hint("name one; the others are opened on the first page")
            .hint("`--users FILE` serves several to a team"));
    }
    let named = args.files.first().cloned().or_else(|| context.named_study());
    // Without a study in this folder, the page offers to make or open one.
    Ok(named.or_else(|| locate(None, Path::new(".")).ok()))
}

fn team(args: &Args, users: &Path, folder: &Path) -> Result<Team, Failure> {
    let host = args.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let certificate = args.tls_cert.clone().zip(args.tls_key.clone());
    let sealed_outside = args.address.as_ref().is_some_and(|it| it.starts_with("https://"));
    if !host.is_loopback() && certificate.is_none() && !sealed_outside {
        return Err(Failure::new("passwords and transcripts would cross the network readable")
            .hint("name a certificate: `--tls-cert cert.pem --tls-key key.pem`")
            .hint(
                "or let a proxy seal it, and say how people reach it: `--address \
                 https://themata.example.org`",
            ));
    }
    if host.is_unspecified() && args.address.is_none() {
        return Err(Failure::new("links need an address that people can reach")
            .hint("say how they reach this machine: `--address https://care.example.org`"));
    }
    let studies = if args.files.is_empty() { studies_in(folder)? } else { args.files.clone() };
    Ok(Team {
        accounts: users.to_owned(),
        studies,
        host,
        address: args.address.clone(),
        certificate,
    })
}

/// The studies of a folder, by name.
fn studies_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| Failure::caused("cannot look into this folder", &error))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut studies: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "themata")).collect();
    studies.sort();
    Ok(studies)
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
fn memory(name: &str) -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let folder = variable("THEMATA_STATE")
        .or_else(|| variable("XDG_STATE_HOME").map(|folder| folder.join("themata")))
        .or_else(|| variable("LOCALAPPDATA").map(|folder| folder.join("Themata")))
        .or_else(|| variable("HOME").map(|folder| folder.join(".local/state/themata")))?;
    Some(folder.join(name))
}
