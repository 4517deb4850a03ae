use std::path::PathBuf;

use clap::Subcommand;

use super::{count, say_described};
use crate::context::{Context, read};
use crate::exit::Stop;

/// What is known of documents: site, role, wave…
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Attributes,
}

#[derive(Subcommand, Debug)]
enum Attributes {
    /// Read a table with a row for each document and a column for each attribute
    #[command(after_help = "Example:\n  themata attributes import attributes.csv")]
    Import {
        /// A CSV file; `-` for standard input
        table: PathBuf,
        /// The column with the documents' names, if it is not recognised
        #[arg(long, value_name = "NAME")]
        document_column: Option<String>,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let Attributes::Import { table, document_column } = &args.command;
    let bytes = read(table)?;
    let mut project = context.project()?;
    let session = context.session()?;
    let described = project.attributes_import(&session, &bytes, document_column.as_deref())?;
    context.say(&format!(
        "{} described, {} set",
        count(described.documents, "document"),
        count(described.values, "value")
    ));
    say_described(&described, context);
    Ok(())
}
