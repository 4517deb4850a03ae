use clap::builder::PossibleValuesParser;
use themata_project::{AgreementQuestion, AgreementUnit, AgreementUniverse};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Measure how far coders agree, code by code and over all
///
/// Percent agreement, Cohen's kappa (Conger's for more than two coders), Krippendorff's alpha.
/// Unit and universe are printed with the result; what is undefined is said to be.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata agreement
  themata agreement --unit character coder:ana,ben
  themata agreement --unit turn --universe coded-text theme:IT")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// What is judged
    #[arg(long, default_value = "turn", value_parser = PossibleValuesParser::new(
        AgreementUnit::ALL.map(AgreementUnit::as_str)))]
    unit: String,
    /// Which units take part
    #[arg(long, default_value = "whole-text", value_parser = PossibleValuesParser::new(
        AgreementUniverse::ALL.map(AgreementUniverse::as_str)))]
    universe: String,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = AgreementQuestion {
        query: args.query.text(),
        // The parser has let only words through that stand for something.
        unit: AgreementUnit::from_word(&args.unit).unwrap_or(AgreementUnit::Turn),
        universe: AgreementUniverse::from_word(&args.universe)
            .unwrap_or(AgreementUniverse::WholeText),
    };
    context.show(&context.codings()?.agreement(&question)?)
}
