use clap::Subcommand;
use themata_project::{AnswerQuestion, Failure, Format, GapQuestion};

use super::count;
use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// List the documents with what is known of them, or remove some
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  themata documents
  themata documents site:04
  themata documents --by site
  themata documents --sections 'document:\"P03 interview\"'
  themata documents --gaps
  themata documents --answers 'What helped' --by site,wave
  themata documents --provenance
  themata documents remove 'transcript (2)'"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Documents>,
    #[command(flatten)]
    query: QueryArgs,
    /// Count documents, words and codings for each value of an attribute; with --answers, the
    /// attributes that stand beside each answer
    #[arg(
        long,
        value_name = "ATTRIBUTE",
        value_delimiter = ',',
        conflicts_with_all = ["sections", "gaps", "provenance"]
    )]
    by: Vec<String>,
    /// List the headings and questions that the documents are divided by
    #[arg(long, group = "what")]
    sections: bool,
    /// List the answers to a question, by its words or the beginning of them
    #[arg(long, group = "what", value_name = "QUESTION")]
    answers: Option<String>,
    /// List what questionnaires lack: each site × wave × question without an answer, or
    /// another two attributes
    #[arg(
        long,
        group = "what",
        value_name = "SITE,WAVE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "site,wave"
    )]
    gaps: Option<String>,
    /// List where each document came from: file, hash, reader, encoding, what was decided
    #[arg(long, group = "what")]
    provenance: bool,
}

#[derive(Subcommand, Debug)]
enum Documents {
    /// Remove documents from the study
    #[command(after_help = "\
Examples:
  themata documents remove 'transcript (2)'
  themata documents remove 04-nurse-w1 05-nurse-w1 --with-codings")]
    Remove {
        /// The names
        #[arg(required = true, value_name = "DOCUMENT")]
        documents: Vec<String>,
        /// Remove what was coded, decided, asked and written of them, too
        #[arg(long)]
        with_codings: bool,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    if let Some(Documents::Remove { documents, with_codings }) = &args.command {
        return remove(documents, *with_codings, context);
    }
    let mut project = match args.gaps.is_some() || args.provenance {
        true => context.project()?,
        false => context.codings()?,
    };
    let query = args.query.text();
    if let Some(attributes) = &args.gaps {
        let (rows, columns) = attributes.split_once(',').ok_or_else(|| {
            Failure::new(format!("`--gaps={attributes}` names one attribute"))
                .hint("name two: `--gaps=site,wave`")
        })?;
        let (rows, columns) = (rows.trim().to_owned(), columns.trim().to_owned());
        let mut table = project.gaps(&GapQuestion { query, rows, columns })?;
        if context.format() == Format::Table {
            // The gap says it in words.
            table.drop_column("answers");
            table.drop_column("questionnaires");
        }
        // To have no gaps is good news and not a failed search.
        return context.show(&table);
    }
    if let Some(question) = &args.answers {
        let by = (!args.by.is_empty()).then(|| args.by.clone());
        let asked = AnswerQuestion { query, question: question.clone(), by };
        return context.show_found(&project.answers(&asked)?);
    }
    if args.sections {
        return context.show_brief(project.sections(&query)?, &["start", "end"]);
    }
    if args.provenance {
        return context.show_found(&project.provenance(&query)?);
    }
    let mut table = match args.by.as_slice() {
        [] => project.documents(&query)?,
        [by] if query.is_empty() => project.documents_by(by)?,
        [_] => {
            return Err(Failure::new("`--by` counts all documents and takes no query")
                .hint("leave the query out, or name a question with `--answers`")
                .into());
        }
        _ => {
            return Err(Failure::new("documents are counted by one attribute at a time")
                .hint("name one, or a question with `--answers`")
                .into());
        }
    };
    if context.format() == Format::Table {
        table.drop_empty_columns();
    }
    context.show_found(&table)
}

fn remove(documents: &[String], with_codings: bool, context: &Context) -> Result<(), Stop> {
    let session = context.session()?;
    let removed = context.project()?.remove_documents(&session, documents, with_codings)?;
    let mut said = format!("removed: {}", count(removed.documents, "document"));
    if !removed.with.is_empty() {
        said += &format!(", with {}", removed.with.join(", "));
    }
    context.say(&said);
    context.say("themata undo brings all of it back");
    Ok(())
}
