use clap::builder::PossibleValuesParser;
use themata_project::{Layer, Level, PatternQuestion};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// List the sets of three or more codes that are used together
///
/// `Exactly` counts the units of which the set is all codes (elsewhere called configurations or
/// code patterns), `at least` those that hold all of it, whatever else is there.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata patterns
  themata patterns --unit turn --size 2.. --at-least 3
  themata patterns --unit document --level theme --exact
  themata patterns theme:IT --unit site --layer any-coder")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// How many codes a set has: 3, 3.. or 2..4
    #[arg(long, value_name = "SIZE", default_value = "3..")]
    size: String,
    /// The unit: excerpt, overlap, sentence, paragraph, turn, document, or an attribute
    #[arg(long, value_name = "UNIT", default_value = "excerpt")]
    unit: String,
    /// Whether one coder must have used all of the set
    #[arg(long, default_value = "same-coder", value_parser = PossibleValuesParser::new(
        Layer::ALL.map(Layer::as_str)))]
    layer: String,
    /// Sets of codes or of whole themes
    #[arg(long, default_value = "code", value_parser = ["code", "theme"])]
    level: String,
    /// The least number of units that a set must be on
    #[arg(long, value_name = "N", default_value_t = 1)]
    at_least: u64,
    /// Only sets that are all codes of a unit, by how many such units there are
    #[arg(long)]
    exact: bool,
    /// How many sets are listed at most
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = PatternQuestion {
        query: args.query.text(),
        unit: args.unit.clone(),
        // The parser has let only words through that stand for something.
        layer: Layer::from_word(&args.layer).unwrap_or(Layer::SameCoder),
        level: Level::from_word(&args.level).unwrap_or(Level::Code),
        size: args.size.clone(),
        at_least: args.at_least,
        only_exact: args.exact,
        most: args.limit,
    };
    context.show_found(&context.codings()?.patterns(&question)?)
}
