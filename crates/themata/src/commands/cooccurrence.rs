use clap::builder::{ArgPredicate, PossibleValuesParser};
use themata_project::{
    AcrossQuestion, CooccurrenceQuestion, CooccurrenceShape, CooccurrenceUnit, Distance,
    Failure, Layer, Level, MatrixValue, Near,
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
  themata cooccurrence --unit near --within 20words
  themata cooccurrence --unit near --within 1turn --ordered
  themata cooccurrence --unit case --case-attribute household
  themata cooccurrence --strongest 10
  themata cooccurrence --events --by site
  themata cooccurrence --unit paragraph --coefficients
  themata cooccurrence --unit paragraph --across site
  themata cooccurrence --unit turn --across role --pair leadership 'shared record'
  themata cooccurrence --level theme --matrix count")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// The unit in which two codes must meet
    #[arg(long, default_value = "overlap", default_value_if("within", ArgPredicate::IsPresent, NEAR),
        value_parser = PossibleValuesParser::new(
            CooccurrenceUnit::ALL.map(CooccurrenceUnit::as_str).into_iter().chain([NEAR])))]
    unit: String,
    /// How near two excerpts must be, as `20words`, `2sentences`, `0paragraphs` or `1turn`
    #[arg(long, value_name = "DISTANCE", required_if_eq("unit", NEAR), value_parser = distance)]
    within: Option<Distance>,
    /// Only where the first code comes before the second; each direction is a pair
    #[arg(long, requires = "within")]
    ordered: bool,
    /// The attribute whose values are cases [default: `case`, or each document]
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with = "within")]
    case_attribute: Option<String>,
    /// Whether one coder must have said both [default: same-coder; with --coefficients or
    /// --across: any-coder]
    #[arg(long, value_parser = PossibleValuesParser::new(Layer::ALL.map(Layer::as_str)))]
    layer: Option<String>,
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
    /// Add coefficients of association, odds ratios and p; not for overlap
    #[arg(long, conflicts_with = "matrix")]
    coefficients: bool,
    /// Count events alone, of excerpts that overlap: quicker where codings are very many
    #[arg(long, conflicts_with_all = ["strongest", "every_pair", "matrix", "coefficients", "detail"])]
    events: bool,
    /// Whether pairs go together in every value of an attribute; not for overlap
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with_all = [
        "by", "strongest", "every_pair", "matrix", "coefficients", "events"])]
    across: Option<String>,
    /// Of --across, one pair with a row for each value
    #[arg(long, num_args = 2, value_names = ["CODE", "CODE"], requires = "across")]
    pair: Option<Vec<String>>,
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

/// Columns that make room for coefficients where there are any.
const BESIDE_COEFFICIENTS: [&str; 18] = [
    "n",
    "share_of_1",
    "share_of_2",
    "documents",
    "sites",
    "dice",
    "ochiai",
    "phi",
    "yule_q",
    "odds_ratio_low",
    "odds_ratio_high",
    "log_odds_ratio",
    "log_odds_ratio_low",
    "log_odds_ratio_high",
    "odds_ratio_half",
    "chi_squared",
    "chi_squared_yates",
    "p_test",
];

/// Columns of further figures across strata.
const ACROSS_DETAIL: [&str; 14] = [
    "odds_ratio_low",
    "odds_ratio_high",
    "p",
    "degrees",
    "absent_in",
    "reversed_in",
    "silent_in",
    "odds_ratio_pooled",
    "chi_squared",
    "chi_squared_corrected",
    "p_corrected",
    "chi_squared_difference",
    "q",
    "strata_corrected",
];

/// The word for the unit that needs a distance.
const NEAR: &str = "near";

fn distance(word: &str) -> Result<Distance, String> {
    Distance::from_word(word).ok_or_else(|| {
        "a distance is a number of words, sentences, paragraphs or turns, such as `20words`"
            .to_owned()
    })
}

/// The unit that the options stand for together.
fn unit(args: &Args) -> Result<CooccurrenceUnit, Stop> {
    // The parser has let only words through that stand for something, and `near` only with a
    // distance.
    let unit = CooccurrenceUnit::from_word(&args.unit);
    match (unit, args.within) {
        (None, Some(within)) => {
            Ok(CooccurrenceUnit::Near(Near { within, ordered: args.ordered }))
        }
        (Some(unit), Some(_)) => Err(only_for(NEAR, "a distance", unit)),
        (Some(CooccurrenceUnit::Case(_)), None) => Ok(CooccurrenceUnit::Case(None)),
        (Some(unit), None) if args.case_attribute.is_some() => {
            Err(only_for("case", "an attribute for cases", unit))
        }
        (unit, None) => Ok(unit.unwrap_or(CooccurrenceUnit::Overlap)),
    }
}

fn only_for(wanted: &str, what: &str, unit: CooccurrenceUnit) -> Stop {
    let unit = unit.as_str();
    let message = format!("{what} is for the unit `{wanted}`, and the unit is `{unit}`");
    Failure::new(message).hint(format!("say `--unit {wanted}`, or leave it out")).into()
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    if let Some(across) = &args.across {
        return run_across(args, across, context);
    }
    let matrix = args.matrix.as_deref().and_then(MatrixValue::from_word);
    let question = CooccurrenceQuestion {
        query: args.query.text(),
        unit: unit(args)?,
        case_attribute: args.case_attribute.clone(),
        layer: args.layer(),
        level: args.level(),
        by: args.by.clone(),
        coefficients: args.coefficients,
        shape: match (matrix, args.strongest, args.every_pair) {
            (Some(value), _, _) => CooccurrenceShape::Matrix(value),
            (None, Some(number), _) => CooccurrenceShape::Strongest(number),
            (None, None, true) => CooccurrenceShape::EveryPair,
            (None, None, false) if args.events => CooccurrenceShape::Events,
            (None, None, false) => CooccurrenceShape::Pairs,
        },
    };
    let table = context.codings()?.cooccurrence(&question)?;
    let aside: Vec<&str> = match (args.detail, args.coefficients) {
        (true, _) => Vec::new(),
        (false, true) => BESIDE_COEFFICIENTS.to_vec(),
        (false, false) => DETAIL.to_vec(),
    };
    context.show_brief(table, &aside)
}

fn run_across(args: &Args, across: &str, context: &Context) -> Result<(), Stop> {
    let pair = args.pair.clone().and_then(|names| <[String; 2]>::try_from(names).ok());
    let question = AcrossQuestion {
        query: args.query.text(),
        unit: unit(args)?,
        layer: args.layer(),
        level: args.level(),
        across: across.to_owned(),
        pair,
    };
    let table = context.codings()?.cooccurrence_across(&question)?;
    let aside: &[&str] = if args.detail || args.pair.is_some() { &[] } else { &ACROSS_DETAIL };
    context.show_brief(table, aside)
}

// The parser has let only words through that stand for something.
impl Args {
    /// Coefficients put each unit into one cell, which takes all coders as one.
    fn layer(&self) -> Layer {
        let all_as_one = self.coefficients || self.across.is_some();
        let usual = if all_as_one { Layer::AnyCoder } else { Layer::SameCoder };
        self.layer.as_deref().and_then(Layer::from_word).unwrap_or(usual)
    }

    fn level(&self) -> Level {
        Level::from_word(&self.level).unwrap_or(Level::Code)
    }
}
