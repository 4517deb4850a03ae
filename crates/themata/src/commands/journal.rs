use clap::Subcommand;
use themata_project::{MemoPlace, NewMemo};

use super::typed;
use crate::context::Context;
use crate::exit::Stop;

/// The journal of the study: dated entries, the newest last
///
/// An entry is a memo on the study: `themata memos edit` and `remove` take its number.
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  themata journal
  themata journal add \"Merged two codes: nobody could tell them apart\"
  themata journal -o journal.docx"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Journal>,
}

#[derive(Subcommand, Debug)]
enum Journal {
    /// Write an entry
    #[command(after_help = "\
Examples:
  themata journal add \"Began with the interviews of site 04\" --coder ana
  themata journal add - --title \"First impressions\" < notes.txt")]
    Add {
        /// What it says; `-` reads it from standard input
        words: String,
        /// What it is called
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
    },
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    match args.command {
        None => {
            let mut table = project.journal()?;
            if context.is_for_eyes() {
                table.drop_empty_columns();
            }
            context.show_found(&table)
        }
        Some(Journal::Add { words, title }) => {
            let memo =
                NewMemo { place: MemoPlace::Study, picked: None, title, words: typed(words)? };
            let number = project.memo_write(&context.session()?, &memo)?;
            context.say(&format!("entry {number} is written"));
            Ok(())
        }
    }
}
