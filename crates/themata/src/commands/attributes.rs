use std::path::PathBuf;

use clap::Subcommand;
use themata_project::{AttributeChanged, Failure, Project};

use super::{assigned, count, say_described};
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
    /// List the attributes with their values, and how many documents and speakers have each
    #[command(after_help = "\
Examples:
  themata attributes list
  themata attributes list --names")]
    List {
        /// A row for each attribute, without its values
        #[arg(long)]
        names: bool,
    },
    /// Say what is known of documents: DOCUMENT… NAME=VALUE…
    #[command(after_help = "\
Examples:
  themata attributes set 04-nurse-w1 site=04 role=nurse
  themata attributes set 'P03 interview' 'P04 interview' wave=2
  themata attributes set --query site:04 country=UK --new
  themata attributes set 04-nurse-w1 role=    (is not known any more)")]
    Set {
        /// Names of documents, then attributes with their values; `NAME=` takes a value away
        #[arg(required = true, value_name = "DOCUMENT|NAME=VALUE")]
        pieces: Vec<String>,
        /// The documents that this query can hold in
        #[arg(long, value_name = "QUERY")]
        query: Option<String>,
        /// Make the attributes that the study does not have
        #[arg(long)]
        new: bool,
    },
    /// Give an attribute another name
    #[command(after_help = "Example:\n  themata attributes rename location site")]
    Rename {
        /// The name until now
        name: String,
        /// The name from now on
        new: String,
    },
    /// Take an attribute away with all its values
    #[command(after_help = "Example:\n  themata attributes remove wave")]
    Remove {
        /// The name
        name: String,
    },
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

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    match args.command {
        Attributes::List { names } => {
            let mut project = context.project()?;
            let table =
                if names { project.attribute_names()? } else { project.attributes()? };
            context.show_found(&table)
        }
        Attributes::Set { pieces, query, new } => set(&pieces, query.as_deref(), new, context),
        Attributes::Rename { name, new } => {
            let session = context.session()?;
            let changed = context.project()?.rename_attribute(&session, &name, &new)?;
            context.say(&format!("{name} is called `{}` from now on", changed.name));
            say_broken(&changed, context);
            Ok(())
        }
        Attributes::Remove { name } => {
            let session = context.session()?;
            let changed = context.project()?.remove_attribute(&session, &name)?;
            let values = count(changed.values, "value");
            context.say(&format!("removed: {} with {values}", changed.name));
            say_broken(&changed, context);
            context.say("themata undo brings it back");
            Ok(())
        }
        Attributes::Import { table, document_column } => {
            let bytes = read(&table)?;
            let mut project = context.project()?;
            let session = context.session()?;
            let described =
                project.attributes_import(&session, &bytes, document_column.as_deref())?;
            context.say(&format!(
                "{} described, {} set",
                count(described.documents, "document"),
                count(described.values, "value")
            ));
            say_described(&described, context);
            Ok(())
        }
    }
}

fn set(
    pieces: &[String],
    query: Option<&str>,
    new: bool,
    context: &Context,
) -> Result<(), Stop> {
    let first = pieces.iter().position(|piece| piece.contains('=')).unwrap_or(pieces.len());
    let (names, assignments) = pieces.split_at(first);
    if assignments.is_empty() {
        return Err(Failure::new("no attribute is set")
            .hint(
                "write it behind the documents as `site=04`, and `site=` to take a value away",
            )
            .into());
    }
    let mut project = context.texts(query.unwrap_or_default())?;
    let mut documents = names.to_vec();
    if let Some(query) = query {
        documents.extend(matched(&mut project, query)?);
    } else if names.is_empty() {
        return Err(Failure::new("no document is named")
            .hint("name documents before the attributes, or say which with `--query`")
            .into());
    }
    let mut values = Vec::new();
    for assignment in assignments {
        let (name, value) = assigned(assignment)?;
        let of = |document: &String| (document.clone(), name.clone(), value.clone());
        values.extend(documents.iter().map(of));
    }
    let described = project.set_values(&context.session()?, &values, new)?;
    match (described.values, described.cleared) {
        (0, 0) => context.say("nothing to change: it is so already"),
        (set, 0) => context.say(&format!("{} set", in_documents(set, described.documents))),
        (0, cleared) => {
            context.say(&format!("{} taken away", in_documents(cleared, described.documents)));
        }
        (set, cleared) => context.say(&format!(
            "{} set, {cleared} taken away",
            in_documents(set, described.documents)
        )),
    }
    say_described(&described, context);
    Ok(())
}

fn in_documents(values: usize, documents: usize) -> String {
    format!("{}: {}", count(documents, "document"), count(values, "value"))
}

/// The names of the documents that a query can hold in.
fn matched(project: &mut Project, query: &str) -> Result<Vec<String>, Failure> {
    let names = project.document_names(query)?;
    if names.is_empty() {
        return Err(Failure::nothing("no document fits the query")
            .hint("`themata documents QUERY` lists those that do"));
    }
    Ok(names)
}

fn say_broken(changed: &AttributeChanged, context: &Context) {
    for name in &changed.broken {
        context.say(&format!("note: the saved query `{name}` does not fit the study any more"));
    }
}
