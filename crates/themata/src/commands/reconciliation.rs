use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use themata_project::{
    AgreementUnit, AgreementUniverse, ReconciliationFormat, ReconciliationQuestion,
};

use crate::context::{Context, write};
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Write up how far coders agree, where they do not, and what was decided
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Reconciliation,
}

#[derive(Subcommand, Debug)]
enum Reconciliation {
    Report(ReportArgs),
}

/// Write the reconciliation report; the ending of the file says in which format
///
/// What was compared; the figures of all codes with intervals; code by code; coder by coder;
/// which codes are taken for which; kinds of disagreement; those that cost most, with the
/// words; diagnostics; decisions with before and after. `.html` is one page, `.md` a text,
/// `.xlsx` a workbook with a sheet for each table, `.json` for programs.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata reconciliation report -o pilot.html round:'pilot 1'
  themata reconciliation report -o pilot.xlsx --unit paragraph coder:ana,ben
  themata reconciliation report -o meeting.md --discuss")]
struct ReportArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// The file to write; it ends in .html, .md, .xlsx or .json
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// What is judged; a turn if nothing is said, a paragraph where there are no turns
    #[arg(long, value_parser = PossibleValuesParser::new(
        AgreementUnit::ALL.map(AgreementUnit::as_str)))]
    unit: Option<String>,
    /// Which units take part
    #[arg(long, default_value = "whole-text", value_parser = PossibleValuesParser::new(
        AgreementUniverse::ALL.map(AgreementUniverse::as_str)))]
    universe: String,
    /// What everything that is drawn starts from: the same seed gives the same report
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// How many samples of documents an interval rests on
    #[arg(long, value_name = "N", default_value_t = 1000)]
    replicates: usize,
    /// No coefficient at all: what each coder marked, and what there is to talk about
    #[arg(long)]
    discuss: bool,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let Reconciliation::Report(args) = args.command;
    let format = ReconciliationFormat::of(&args.output)?;
    let question = ReconciliationQuestion {
        query: args.query.text(),
        unit: args.unit.as_deref().and_then(AgreementUnit::from_word),
        // The parser has let only words through that stand for something.
        universe: AgreementUniverse::from_word(&args.universe)
            .unwrap_or(AgreementUniverse::WholeText),
        seed: args.seed,
        replicates: args.replicates,
        discuss: args.discuss,
    };
    let session = context.session()?;
    let report = context.codings()?.reconciliation_report(&session, &question, format)?;
    write(&args.output, report, args.force)?;
    context.say(&format!("report written to {}", args.output.display()));
    Ok(())
}
