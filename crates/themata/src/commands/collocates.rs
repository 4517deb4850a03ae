use themata_project::CollocateQuestion;

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;
use crate::vocabulary::{CountArgs, stop_list};

/// Find the words that stand near a word more often than by chance
///
/// Near is within some words to the left or right, in the same turn. The word is written as
/// for `themata search`: `wait` means all its forms, =waiting one form, \"waiting list\" a phrase.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata collocates wait
  themata collocates '\"waiting list\"' site:04
  themata collocates money --window 3
  themata collocates nurse --left 0 --right 2 --stop-words none")]
pub(crate) struct Args {
    /// The word
    word: String,
    #[command(flatten)]
    query: QueryArgs,
    /// How many words on either side are near
    #[arg(long, value_name = "N", default_value_t = 5)]
    window: u32,
    /// How many words to the left are near, if not as many as to the right
    #[arg(long, value_name = "N")]
    left: Option<u32>,
    /// How many words to the right are near
    #[arg(long, value_name = "N")]
    right: Option<u32>,
    #[command(flatten)]
    counting: CountArgs,
    /// Words that are not listed: auto (by language), none, or a file with a word a line
    #[arg(long, value_name = "auto|none|FILE", default_value = "auto")]
    stop_words: String,
    /// List only words that are near at least so often
    #[arg(long, value_name = "N", default_value_t = 3)]
    min: u64,
    /// List at most so many words
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = CollocateQuestion {
        word: args.word.clone(),
        query: args.query.text(),
        left: args.left.unwrap_or(args.window),
        right: args.right.unwrap_or(args.window),
        who: args.counting.who(),
        stop: stop_list(&args.stop_words)?,
        by_stem: args.counting.by_stem,
        min: args.min,
        limit: Some(args.limit),
    };
    let table = context.texts(&question.query)?.collocates(&question)?;
    context.show_found(&table)
}
