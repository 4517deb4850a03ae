use clap::ValueEnum;
use themata_project::codings::CodeQuestion;
use themata_project::{Valence, Weight};

use super::count;
use crate::context::Context;
use crate::exit::Stop;

/// Apply codes to words quoted from a document
///
/// The words are found exactly, else without regard to case, spaces, quotation marks and
/// dashes, else by the parts around an ellipsis or bracket, else by likeness, and how is said.
/// Said again for a passage that is coded already, valence, weight and remark are changed.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Example:
  themata code 04-nurse-w1 --quote \"the Bridge never loads\" \\
      --code \"shared care record\" --valence barrier --weight 80 --coder ana")]
pub(crate) struct Args {
    /// The name of the document
    document: String,
    /// The words, as they stand there
    #[arg(long)]
    quote: String,
    /// A code; say it again for several
    #[arg(long = "code", required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// Whether it hinders or helps
    #[arg(long, value_enum)]
    valence: Option<ValenceArg>,
    /// How strong or important the words are for the code, from 0 to 100
    #[arg(long, value_name = "N", value_parser = Weight::from_word)]
    weight: Option<Weight>,
    /// A remark
    #[arg(long)]
    memo: Option<String>,
    /// The number of the turn, where the words stand in several
    #[arg(long)]
    turn: Option<usize>,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum ValenceArg {
    /// It hinders
    Barrier,
    /// It helps
    Facilitator,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let question = CodeQuestion {
        document: args.document,
        quote: args.quote,
        codes: args.codes,
        valence: args.valence.map(|valence| match valence {
            ValenceArg::Barrier => Valence::Barrier,
            ValenceArg::Facilitator => Valence::Facilitator,
        }),
        weight: args.weight,
        memo: args.memo,
        turn: args.turn,
    };
    let coded = context.project()?.code(&context.session()?, &question)?;
    context.say(&coded.found);
    if let Some(coder) = &coded.new_coder {
        context.say(&format!("new coder: {coder}"));
    }
    if coded.changed > 0 {
        context.say(&format!("{} known already, changed", count(coded.changed, "coding")));
    }
    if coded.known > 0 {
        context.say(&format!("{} known already", count(coded.known, "coding")));
    }
    context.say(&format!("{} added", count(coded.added, "coding")));
    Ok(())
}
