use themata_project::{Failure, KeynessQuestion, KeynessSides};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;
use crate::vocabulary::{CountArgs, stop_list};

/// Find the words that one part of the text has more of than another
///
/// A part is a value of an attribute (`--by site 04`), or what a query means (`--of
/// code:funding`). It is held against another one, or against all the rest.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata keyness --by site 04
  themata keyness --by site 04 --against 05 role:nurse
  themata keyness --of code:funding
  themata keyness --of theme:IT --against theme:leadership --by-stem
  themata keyness --by site 04 --less")]
pub(crate) struct Args {
    /// The value of an attribute that is asked about
    #[arg(
        long,
        num_args = 2,
        value_names = ["ATTRIBUTE", "VALUE"],
        required_unless_present = "of",
        conflicts_with = "of"
    )]
    by: Vec<String>,
    /// The text that is asked about, as a query
    #[arg(long, value_name = "QUERY")]
    of: Option<String>,
    /// What it is held against: a value of the attribute, or a query; else all the rest
    #[arg(long, value_name = "VALUE|QUERY")]
    against: Option<String>,
    #[command(flatten)]
    query: QueryArgs,
    /// List the words that the part has less of
    #[arg(long)]
    less: bool,
    #[command(flatten)]
    counting: CountArgs,
    /// Words that are not listed: none, auto (by language), or a file with a word a line
    #[arg(long, value_name = "auto|none|FILE", default_value = "none")]
    stop_words: String,
    /// List only words that occur at least so often in both parts together
    #[arg(long, value_name = "N", default_value_t = 5)]
    min: u64,
    /// List at most so many words
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let against = args.against.clone();
    let sides = match (args.by.as_slice(), &args.of) {
        ([attribute, value], None) => {
            KeynessSides::Group { attribute: attribute.clone(), value: value.clone(), against }
        }
        (_, Some(of)) => KeynessSides::Query { of: of.clone(), against },
        _ => {
            let failure = Failure::new("it is not said which words are asked about");
            return Err(failure.hint("say `--by site 04` or `--of code:funding`").into());
        }
    };
    let question = KeynessQuestion {
        sides,
        query: args.query.text(),
        who: args.counting.who(),
        stop: stop_list(&args.stop_words)?,
        by_stem: args.counting.by_stem,
        min: args.min,
        less: args.less,
        limit: Some(args.limit),
    };
    let asks = [args.of.as_deref(), args.against.as_deref(), Some(&question.query)];
    let queries: String = asks.into_iter().flatten().collect();
    let mut project = match args.of {
        Some(_) => context.codings()?,
        None => context.texts(&queries)?,
    };
    let table = project.keyness(&question)?;
    context.show_brief(table, &["difference", "documents_against"])
}
