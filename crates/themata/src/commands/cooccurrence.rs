use clap::builder::PossibleValuesParser;
use themata_project::{
    CooccurrenceQuestion, CooccurrenceShape, CooccurrenceUnit, Layer, Level, MatrixValue,
};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Count which codes occur together, by site, and in how many sites and documents
///
/// What occurring together means is said by --unit and --layer, and printed with the result.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata cooccurrence --by site
  themata cooccurrence --unit turn --layer any-coder theme:IT
  themata cooccurrence --strongest 10
  themata cooccurrence --level theme --matrix count")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// The unit in which two codes must meet
    #[arg(long, default_value = "overlap", value_parser = PossibleValuesParser::new(
        CooccurrenceUnit::ALL.map(CooccurrenceUnit::as_str)))]
    unit: String,
    /// Whether one coder must have said both
    #[arg(long, default_value = "same-coder", value_parser = PossibleValuesParser::new(
        Layer::ALL.map(Layer::as_str)))]
    layer: String,
    /// Pair codes or whole themes
    #[arg(long, default_value = "code", value_parser = ["code", "theme"])]
    level: String,
    /// Put the values of an attribute side by side
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Only the pairs that go together most closely
    #[arg(long, value_name = "N", conflicts_with_all = ["every_pair", "matrix"])]
    strongest: Option<usize>,
    /// Also the pairs that never occur together
    #[arg(long, conflicts_with = "matrix")]
    every_pair: bool,
    /// Show the columns of every definition also in the terminal
    #[arg(long)]
    detail: bool,
    /// Codes against codes
    #[arg(long, value_name = "VALUE", value_parser = ["count", "jaccard", "share-of-row"])]
    matrix: Option<String>,
}

/// Columns of further definitions, which leave no room on a terminal.
const DETAIL: [&str; 6] =
    ["n1_meeting_2", "n2_meeting_1", "spans", "characters", "c", "c_remark"];

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let matrix = args.matrix.as_deref().and_then(MatrixValue::from_word);
    let question = CooccurrenceQuestion {
        query: args.query.text(),
        // The parser has let only words through that stand for something.
        unit: CooccurrenceUnit::from_word(&args.unit).unwrap_or(CooccurrenceUnit::Overlap),
        layer: Layer::from_word(&args.layer).unwrap_or(Layer::SameCoder),
        level: Level::from_word(&args.level).unwrap_or(Level::Code),
        by: args.by.clone(),
        shape: match (matrix, args.strongest, args.every_pair) {
            (Some(value), _, _) => CooccurrenceShape::Matrix(value),
            (None, Some(number), _) => CooccurrenceShape::Strongest(number),
            (None, None, true) => CooccurrenceShape::EveryPair,
            (None, None, false) => CooccurrenceShape::Pairs,
        },
    };
    let table = context.codings()?.cooccurrence(&question)?;
    context.show_brief(table, if args.detail { &[] } else { &DETAIL })
}
