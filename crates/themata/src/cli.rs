use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};
use themata_project::Format;

use crate::commands::Command;

/// Code interviews, find themes by site, see what occurs together, measure agreement.
///
/// A study is one file, NAME.themata. Everything that is done to it is recorded and can be
/// undone. Nothing leaves this machine.
#[derive(Parser, Debug)]
#[command(
    name = "themata",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_long_help = "\
A first session:
  themata init care.themata --title \"Integrated care\" --coder ana
  themata import interviews/ --attributes-from '{site}-{role}-w{wave}'
  themata codebook import codebook.toml
  themata codings import ana.csv --coder ana
  themata excerpts theme:leadership site:04
  themata excerpts code:funding -o funding.docx
  themata frequencies --by site -o sites.xlsx
  themata report -o care.html

Or look at a finished one: themata demo"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Global {
    /// The study file; else the one *.themata in this folder
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "THEMATA_STUDY",
        hide_env_values = true
    )]
    pub(crate) study: Option<PathBuf>,

    /// Who codes and decides
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "THEMATA_CODER",
        hide_env_values = true
    )]
    pub(crate) coder: Option<String>,

    /// How listings are written; else as the ending of `--output` says, else as a table
    #[arg(long, global = true, value_enum)]
    pub(crate) format: Option<FormatArg>,

    /// The file that a listing goes to; `-` for standard output
    ///
    /// Its ending says the format: .csv, .json, .md, .html, .xlsx, .docx or .txt. All columns
    /// go into a file, also those that a terminal has no room for.
    #[arg(long, short, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Replace the file of `--output` if it exists
    #[arg(long, global = true)]
    pub(crate) force: bool,

    /// Say nothing but data and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormatArg {
    /// For reading in the terminal
    Table,
    /// For spreadsheets and statistics
    Csv,
    /// For programs
    Json,
    /// For texts
    Markdown,
    /// One page that loads nothing
    Html,
    /// A workbook of Excel, with a sheet of notes
    Xlsx,
    /// A text for Word and LibreOffice
    Docx,
}

impl FormatArg {
    pub(crate) fn format(self) -> Format {
        match self {
            FormatArg::Table => Format::Table,
            FormatArg::Csv => Format::Csv,
            FormatArg::Json => Format::Json,
            FormatArg::Markdown => Format::Markdown,
            FormatArg::Html => Format::Html,
            FormatArg::Xlsx => Format::Xlsx,
            FormatArg::Docx => Format::Docx,
        }
    }
}
