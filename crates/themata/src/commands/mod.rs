//! The subcommands, one file each.

mod adjudicate;
mod agreement;
mod assignments;
mod attributes;
mod autocode;
mod board;
mod check;
mod code;
mod codebook;
mod coders;
mod codings;
mod collocates;
mod completions;
mod cooccurrence;
mod demo;
mod disagreements;
mod documents;
mod excerpts;
mod export;
mod frequencies;
mod history;
mod import;
mod init;
mod journal;
mod keyness;
mod man;
mod matrix;
mod memos;
mod patterns;
mod pdf_pages;
mod plot;
mod proposals;
mod query;
mod questions;
mod reconciliation;
mod redo;
mod reimport;
mod rename;
mod report;
mod round;
mod saturation;
mod search;
mod serve;
mod show;
mod speakers;
mod table;
mod themes;
mod undo;
mod words;

use clap::Subcommand;

use crate::context::Context;
use crate::exit::Stop;

/// The name of the hidden command that reads one PDF in a process of its own.
pub(crate) const PDF_COMMAND: &str = "pdf-pages";

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    Serve(serve::Args),
    Demo(demo::Args),
    Init(init::Args),
    Import(import::Args),
    Reimport(reimport::Args),
    Attributes(attributes::Args),
    Documents(documents::Args),
    Rename(rename::Args),
    Speakers(speakers::Args),
    Memos(memos::Args),
    Journal(journal::Args),
    Show(show::Args),
    Codebook(codebook::Args),
    Coders(coders::Args),
    Round(round::Args),
    Assignments(assignments::Args),
    Code(code::Args),
    Codings(codings::Args),
    Autocode(autocode::Args),
    Proposals(proposals::Args),
    Questions(questions::Args),
    Query(query::Args),
    Excerpts(excerpts::Args),
    Search(search::Args),
    Words(words::Args),
    Keyness(keyness::Args),
    Collocates(collocates::Args),
    Themes(themes::Args),
    Matrix(matrix::Args),
    Board(board::Args),
    Frequencies(frequencies::Args),
    Table(table::Args),
    Cooccurrence(cooccurrence::Args),
    Patterns(patterns::Args),
    Saturation(saturation::Args),
    Plot(plot::Args),
    Agreement(agreement::Args),
    Disagreements(disagreements::Args),
    Adjudicate(adjudicate::Args),
    Reconciliation(reconciliation::Args),
    Report(report::Args),
    Export(export::Args),
    History(history::Args),
    Undo(undo::Args),
    Redo(redo::Args),
    Check(check::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(name = PDF_COMMAND, hide = true)]
    PdfPages(pdf_pages::Args),
}

impl Command {
    /// Whether `--output` is the command's own, which is no listing.
    pub(crate) fn writes_itself(&self) -> bool {
        matches!(self, Command::Report(_) | Command::Reconciliation(_) | Command::Plot(_))
    }
}

pub(crate) fn run(command: Command, context: &Context) -> Result<(), Stop> {
    match command {
        Command::Serve(args) => serve::run(&args, context),
        Command::Demo(args) => demo::run(&args, context),
        Command::Init(args) => init::run(&args, context),
        Command::Import(args) => import::run(args, context),
        Command::Reimport(args) => reimport::run(args, context),
        Command::Attributes(args) => attributes::run(args, context),
        Command::Documents(args) => documents::run(&args, context),
        Command::Rename(args) => rename::run(&args, context),
        Command::Speakers(args) => speakers::run(args, context),
        Command::Memos(args) => memos::run(args, context),
        Command::Journal(args) => journal::run(args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Codebook(args) => codebook::run(args, context),
        Command::Coders(args) => coders::run(args, context),
        Command::Round(args) => round::run(args, context),
        Command::Assignments(args) => assignments::run(args, context),
        Command::Code(args) => code::run(args, context),
        Command::Codings(args) => codings::run(args, context),
        Command::Autocode(args) => autocode::run(&args, context),
        Command::Proposals(args) => proposals::run(args, context),
        Command::Questions(args) => questions::run(args, context),
        Command::Query(args) => query::run(args, context),
        Command::Excerpts(args) => excerpts::run(&args, context),
        Command::Search(args) => search::run(&args, context),
        Command::Words(args) => words::run(&args, context),
        Command::Keyness(args) => keyness::run(&args, context),
        Command::Collocates(args) => collocates::run(&args, context),
        Command::Themes(args) => themes::run(args, context),
        Command::Matrix(args) => matrix::run(args, context),
        Command::Board(args) => board::run(&args, context),
        Command::Frequencies(args) => frequencies::run(&args, context),
        Command::Table(args) => table::run(&args, context),
        Command::Patterns(args) => patterns::run(&args, context),
        Command::Saturation(args) => saturation::run(&args, context),
        Command::Cooccurrence(args) => cooccurrence::run(&args, context),
        Command::Plot(args) => plot::run(&args, context),
        Command::Agreement(args) => agreement::run(&args, context),
        Command::Disagreements(args) => disagreements::run(&args, context),
        Command::Adjudicate(args) => adjudicate::run(args, context),
        Command::Reconciliation(args) => reconciliation::run(args, context),
        Command::Report(args) => report::run(&args, context),
        Command::Export(args) => export::run(&args, context),
        Command::History(args) => history::run(args, context),
        Command::Undo(args) => undo::run(&args, context),
        Command::Redo(args) => redo::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Completions(args) => completions::run(&args, context),
        Command::Man(args) => man::run(&args, context),
        Command::PdfPages(args) => pdf_pages::run(&args, context),
    }
}

/// A number of things in words, for talk: `1 document`, `2 documents`.
pub(crate) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// Words that were given on the command line; `-` stands for what standard input says.
fn typed(words: String) -> Result<String, themata_project::Failure> {
    if words != "-" {
        return Ok(words);
    }
    let bytes = crate::context::read(std::path::Path::new("-"))?;
    String::from_utf8(bytes).map_err(|error| {
        themata_project::Failure::caused("standard input is no text in UTF-8", &error)
    })
}

/// Reads `NAME=VALUE`; an empty value takes away what was known.
fn assigned(text: &str) -> Result<(String, String), themata_project::Failure> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err(themata_project::Failure::new(format!("`{text}` sets no attribute"))
            .hint("write it as `site=04`, and `site=` to take a value away")),
    }
}

/// Says what came of describing documents and speakers, where a person would not expect it.
fn say_described(described: &themata_project::Described, context: &Context) {
    if !described.new_attributes.is_empty() {
        context.say(&format!("new attributes: {}", described.new_attributes.join(", ")));
    }
    for name in &described.widened {
        context
            .say(&format!("{name} holds words from now on: a value would be lost otherwise"));
    }
}
