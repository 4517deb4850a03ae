use themata_project::{Failure, FrequencyMeasure, FrequencyQuestion};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Count how often each theme and code was used, by site or another attribute
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata frequencies
  themata frequencies --by site
  themata frequencies valence:barrier --by role --beside codings
  themata frequencies --by site --long --format csv")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Put the values of an attribute side by side
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// What stands side by side: excerpts, codings, documents, document_share, sites, word_share
    #[arg(long, value_name = "MEASURE", requires = "by")]
    beside: Vec<String>,
    /// A row for each code and value instead of columns
    #[arg(long)]
    long: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = FrequencyQuestion {
        query: args.query.text(),
        by: args.by.clone(),
        beside: args.beside.iter().map(|word| measure(word)).collect::<Result<_, _>>()?,
        long: args.long,
    };
    context.show(&context.codings()?.frequencies(&question)?)
}

fn measure(word: &str) -> Result<FrequencyMeasure, Failure> {
    FrequencyMeasure::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = FrequencyMeasure::ALL.iter().map(|m| m.as_str()).collect();
        Failure::new(format!("`{word}` is not counted"))
            .hint(format!("there are: {}", words.join(", ")))
    })
}
