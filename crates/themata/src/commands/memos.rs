use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Subcommand};
use themata_project::{
    Failure, MemoEdited, MemoKnown, MemoListing, MemoOn, NamedPlace, NewMemo, Within,
};

use super::typed;
use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// What was written about documents, passages and codes: list it, write, change, remove
///
/// Comments that came with the files are memos, too. Remarks on codings stand with the codings.
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  themata memos
  themata memos 'document:\"P03 interview\"'
  themata memos --on code --author ana
  themata memos add \"The same story twice\" --document 04-nurse-w1 --line 12
  themata memos edit 3 \"The same story, told twice\"
  themata memos remove 3"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Memos>,
    #[command(flatten)]
    query: QueryArgs,
    /// Only those on one sort of thing
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(ON))]
    on: Option<String>,
    /// Only those that somebody wrote
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
}

/// What a memo that is listed here can be on.
const ON: [&str; 4] = ["study", "code", "document", "passage"];

#[derive(Subcommand, Debug)]
enum Memos {
    /// Write a memo on a document, a passage, a code or the study
    #[command(
        group = ArgGroup::new("what").required(true).args(["document", "code", "journal"]),
        after_help = "\
Examples:
  themata memos add \"A tired voice\" --document 04-nurse-w1
  themata memos add \"Whose record?\" --document P04 --quote \"the record never loads\"
  themata memos add \"One code or two?\" --code funding --title \"to split\"
  echo \"Began to read\" | themata memos add - --journal"
    )]
    Add {
        /// What it says; `-` reads it from standard input
        words: String,
        /// The document that it is about
        #[arg(long, value_name = "NAME")]
        document: Option<String>,
        /// The passage: where it starts and ends in the document, as `memos` and exports count
        #[arg(
            long,
            value_name = "START-END",
            requires = "document",
            group = "within",
            value_parser = ends
        )]
        at: Option<(u32, u32)>,
        /// The line of the document, counted from 1
        #[arg(long, value_name = "N", requires = "document", group = "within")]
        line: Option<usize>,
        /// The words of the document
        #[arg(long, value_name = "WORDS", requires = "document", group = "within")]
        quote: Option<String>,
        /// The turn that is meant, where the words stand in several
        #[arg(long, value_name = "N", requires = "quote")]
        turn: Option<usize>,
        /// The code that it is about
        #[arg(long, value_name = "NAME")]
        code: Option<String>,
        /// It is about the study: an entry of the journal
        #[arg(long)]
        journal: bool,
        /// What it is called
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
    },
    /// Change what a memo says or is called
    #[command(after_help = "\
Examples:
  themata memos edit 3 \"The same story, told twice\"
  themata memos edit 3 --title \"retold\"")]
    Edit {
        /// The number of the memo
        number: u32,
        /// What it says from now on; `-` reads it from standard input
        #[arg(required_unless_present = "title")]
        words: Option<String>,
        /// What it is called from now on; an empty title takes it away
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
    },
    /// Remove a memo; `undo` brings it back
    #[command(after_help = "Example:\n  themata memos remove 3")]
    Remove {
        /// The number of the memo
        number: u32,
    },
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let Some(command) = args.command else {
        let listing = MemoListing {
            query: args.query.text(),
            on: args.on.as_deref().and_then(MemoOn::from_word),
            author: args.author,
        };
        let mut table = context.codings()?.memos(&listing)?;
        if context.is_for_eyes() {
            table.drop_empty_columns();
        }
        return context.show_brief(table, &["start", "end"]);
    };
    let mut project = context.project()?;
    match command {
        Memos::Add { words, document, at, line, quote, turn, code, journal: _, title } => {
            let within = match (at, line, quote) {
                (Some((start, end)), ..) => Within::At(start, end),
                (_, Some(line), _) => Within::Line(line),
                (.., Some(quote)) => Within::Quote(quote, turn),
                (None, None, None) => Within::Whole,
            };
            let named = match (document, code) {
                (Some(document), _) => NamedPlace::Document(document, within),
                (None, Some(code)) => NamedPlace::Code(code),
                (None, None) => NamedPlace::Study,
            };
            let place = project.memo_place(&named)?;
            let memo = NewMemo { place, picked: None, title, words: typed(words)? };
            let number = project.memo_write(&context.session()?, &memo)?;
            context.say(&format!("memo {number} is written"));
        }
        Memos::Edit { number, words, title } => {
            let words = words.map(typed).transpose()?;
            let title = title.map(|title| Some(title).filter(|title| !title.trim().is_empty()));
            let edited = MemoEdited { words, title, known: MemoKnown::default() };
            project.memo_edit(&context.session()?, number, &edited)?;
            context.say(&format!("memo {number} is changed"));
        }
        Memos::Remove { number } => {
            project.memo_remove(&context.session()?, number, &MemoKnown::default())?;
            context.say(&format!("memo {number} is removed; `themata undo` brings it back"));
        }
    }
    Ok(())
}

/// Reads `120-180`.
fn ends(text: &str) -> Result<(u32, u32), Failure> {
    let ends = text.split_once(['-', '–']);
    let ends = ends
        .and_then(|(start, end)| Some((start.trim().parse().ok()?, end.trim().parse().ok()?)));
    ends.ok_or_else(|| Failure::new("write where it starts and ends, such as 120-180"))
}
