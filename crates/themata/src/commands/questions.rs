use clap::Subcommand;
use themata_project::NewQuestion;

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// What the team has to talk about: questions on codes and passages, and answers to them
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Questions,
}

#[derive(Subcommand, Debug)]
enum Questions {
    /// List questions with their answers
    #[command(after_help = "\
Examples:
  themata questions list --open
  themata questions list site:04")]
    List {
        #[command(flatten)]
        query: QueryArgs,
        /// Only those that are not resolved
        #[arg(long)]
        open: bool,
    },
    /// Ask something about a code, a document or words in it
    #[command(after_help = "\
Examples:
  themata questions ask \"Does this take in overtime?\" --code staffing
  themata questions ask \"Barrier or not?\" --document P04 --quote \"the record never loads\"")]
    Ask {
        /// The question
        words: String,
        /// The code that it is about
        #[arg(long, value_name = "NAME")]
        code: Option<String>,
        /// The document that it is about
        #[arg(long, value_name = "NAME")]
        document: Option<String>,
        /// The words of the document that it is about
        #[arg(long, value_name = "WORDS", requires = "document")]
        quote: Option<String>,
        /// The turn that is meant, where the words stand in several
        #[arg(long, value_name = "N", requires = "quote")]
        turn: Option<usize>,
    },
    /// Answer a question
    #[command(after_help = "Example:\n  themata questions answer 3 \"Only if it is paid.\"")]
    Answer {
        /// The number of the question
        number: u32,
        /// The answer
        words: String,
    },
    /// Mark a question as settled
    #[command(after_help = "Example:\n  themata questions resolve 3")]
    Resolve {
        /// The number of the question
        number: u32,
    },
    /// Open a settled question again
    #[command(after_help = "Example:\n  themata questions reopen 3")]
    Reopen {
        /// The number of the question
        number: u32,
    },
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    match args.command {
        Questions::List { query, open } => {
            context.show_found(&project.questions(&query.text(), open)?)?;
        }
        Questions::Ask { words, code, document, quote, turn } => {
            let question = NewQuestion { words, code, document, quote, turn };
            let number = project.ask_team(&context.session()?, &question)?;
            context.say(&format!("question {number} is asked"));
        }
        Questions::Answer { number, words } => {
            project.answer_team(&context.session()?, number, &words)?;
            context
                .say(&format!("question {number} is answered; `questions resolve` settles it"));
        }
        Questions::Resolve { number } => {
            project.settle_question(&context.session()?, number, true)?;
            context.say(&format!("question {number} is resolved"));
        }
        Questions::Reopen { number } => {
            project.settle_question(&context.session()?, number, false)?;
            context.say(&format!("question {number} is open again"));
        }
    }
    Ok(())
}
