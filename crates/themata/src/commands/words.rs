use themata_project::WordQuestion;

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;
use crate::vocabulary::{CountArgs, stop_list};

/// Count how often each word occurs, in all and side by side
///
/// A query restricts the text: by documents, speakers and sections and, if it names codes, to
/// the words of coded excerpts. Interviewers' words are left out unless `--who` says otherwise.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata words --limit 50
  themata words --by site --by-stem
  themata words theme:leadership --stop-words none
  themata words --who interviewers --format csv")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Put the values of an attribute side by side; also role, speaker, document
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    #[command(flatten)]
    counting: CountArgs,
    /// Words that are not listed: auto (by language), none, or a file with a word a line
    #[arg(long, value_name = "auto|none|FILE", default_value = "auto")]
    stop_words: String,
    /// List only words that occur at least so often
    #[arg(long, value_name = "N", default_value_t = 2)]
    min: u64,
    /// List at most so many words
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = WordQuestion {
        query: args.query.text(),
        who: args.counting.who(),
        stop: stop_list(&args.stop_words)?,
        by_stem: args.counting.by_stem,
        by: args.by.clone(),
        min: args.min,
        limit: Some(args.limit),
    };
    let mut project = context.texts(&question.query)?;
    let table = project.words(&question)?;
    // On a terminal the rates of groups can be compared, and their counts would only be
    // between them.
    let counts: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.key.clone())
        .filter(|key| key.ends_with("_count"))
        .collect();
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    context.show_brief(table, &counts)
}
