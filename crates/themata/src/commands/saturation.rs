use themata_project::{Level, SaturationQuestion, SaturationShape};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Count new codes document by document, and find where few new ones came up
///
/// Base, run and threshold are those of Guest, Namey and Chen (2020): saturation is reached
/// with the first run of documents whose new codes are at most so large a share of the codes
/// of the base. `6+2` means at the sixth document, confirmed by the two behind it.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata saturation
  themata saturation --order document --base 6 --run 3 --threshold 0
  themata saturation --permutations 1000 --seed 7
  themata saturation --by site --summary --permutations 1000
  themata saturation --level theme --format csv")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// The order of the documents: import, document (by name), or an attribute such as date
    #[arg(long, value_name = "ORDER", default_value = "import")]
    order: String,
    /// Count codes or themes
    #[arg(long, default_value = "code", value_parser = ["code", "theme"])]
    level: String,
    /// How many documents make the base
    #[arg(long, value_name = "N", default_value_t = 4)]
    base: usize,
    /// How many documents make a run
    #[arg(long, value_name = "N", default_value_t = 2)]
    run: usize,
    /// New codes of a run as a share of those of the base: 0.05 is 5 %
    #[arg(long, value_name = "SHARE", default_value_t = 0.05)]
    threshold: f64,
    /// Each value of an attribute by itself
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Also in so many random orders: mean and quantiles
    #[arg(long, value_name = "N", default_value_t = 0)]
    permutations: usize,
    /// The seed of the random orders
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// One row for all, and one for each value of --by
    #[arg(long, conflicts_with = "points")]
    summary: bool,
    /// Where saturation was reached in the random orders
    #[arg(long)]
    points: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = SaturationQuestion {
        query: args.query.text(),
        order: args.order.clone(),
        level: Level::from_word(&args.level).unwrap_or(Level::Code),
        base: args.base,
        run: args.run,
        threshold: args.threshold,
        by: args.by.clone(),
        permutations: args.permutations,
        seed: args.seed,
        shape: match (args.summary, args.points) {
            (true, _) => SaturationShape::Summary,
            (_, true) => SaturationShape::Points,
            _ => SaturationShape::Positions,
        },
    };
    context.show_found(&context.codings()?.saturation(&question)?)
}
