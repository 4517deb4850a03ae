use std::path::PathBuf;

use clap::Subcommand;
use themata_project::codings::{CodingColumns, SheetOptions};
use themata_project::{Format, csv};

use super::count;
use crate::context::{Context, read, write};
use crate::exit::Stop;
use crate::progress::Line;
use crate::query::QueryArgs;
use crate::standoff;

/// Codings: bring them in from a sheet, list, write out, remove
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Codings,
}

#[derive(Subcommand, Debug)]
enum Codings {
    Import(ImportArgs),
    /// List codings
    #[command(after_help = "Example:\n  themata codings list theme:IT coder:ben")]
    List(QueryArgs),
    /// Write codings as a sheet that can be brought in again
    #[command(after_help = "Example:\n  themata codings export ana.csv coder:ana")]
    Export {
        /// The CSV file to write; `-` for standard output
        file: PathBuf,
        /// Replace the file if it exists
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        query: QueryArgs,
    },
    /// Remove codings by number or query; `themata undo` brings them back
    #[command(after_help = "\
Examples:
  themata codings remove 17 18
  themata codings remove --query \"coder:ana code:funding\"")]
    Remove {
        /// The numbers that `codings list` shows
        numbers: Vec<u32>,
        /// Remove what a query means
        #[arg(long, value_name = "QUERY", conflicts_with = "numbers")]
        query: Option<String>,
    },
}

/// Read a sheet of quotes and codes, and find each quote in its document
///
/// Columns are recognised by their names or named by options. Quotes that stand in one place
/// are coded; what stands in several places or nowhere is listed and left out.
///
/// A file of brat standoff (`.ann`) is read with the text beside it; a folder with all of its
/// `.ann` files, where folders in it are coders.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata codings import ana.csv --coder ana
  themata codings import quotes.csv --quote-column text_chunk --code-column code_1 --new-codes
  themata codings import brat-project/ --new-codes")]
struct ImportArgs {
    /// A CSV file, an `.ann` file or a folder of such; `-` for standard input
    sheet: PathBuf,
    /// The document of all rows
    #[arg(long, value_name = "NAME")]
    document: Option<String>,
    /// The column with the documents' names
    #[arg(long, value_name = "COLUMN")]
    document_column: Option<String>,
    /// The column with the quotes
    #[arg(long, value_name = "COLUMN")]
    quote_column: Option<String>,
    /// A column with codes; say it again for several
    #[arg(long, value_name = "COLUMN")]
    code_column: Vec<String>,
    /// The column with the coders' names
    #[arg(long, value_name = "COLUMN")]
    coder_column: Option<String>,
    /// The column that says barrier or facilitator
    #[arg(long, value_name = "COLUMN")]
    valence_column: Option<String>,
    /// The column with weights from 0 to 100
    #[arg(long, value_name = "COLUMN")]
    weight_column: Option<String>,
    /// The column with remarks
    #[arg(long, value_name = "COLUMN")]
    memo_column: Option<String>,
    /// Add codes that the codebook lacks
    #[arg(long)]
    new_codes: bool,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
    /// List every quote, not only those that were not found exactly
    #[arg(long)]
    all: bool,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    match args.command {
        Codings::Import(args) => import(args, context),
        Codings::List(query) => {
            context.show_brief(context.codings()?.codings(&query.text())?, &["start", "end"])
        }
        Codings::Export { file, force, query } => {
            let table = context.codings()?.codings(&query.text())?;
            let sheet = csv(&table);
            if file.as_os_str() == "-" {
                return context.print(&sheet);
            }
            write(&file, &sheet, force)?;
            let number = count(table.rows.len(), "coding");
            context.say(&format!("{number} written to {}", file.display()));
            Ok(())
        }
        Codings::Remove { numbers, query } => {
            let mut project = context.project()?;
            let removed =
                project.codings_remove(&context.session()?, &numbers, query.as_deref())?;
            context.say(&format!("{} removed", count(removed, "coding")));
            if removed == 0 { Err(Stop::No) } else { Ok(()) }
        }
    }
}

fn import(args: ImportArgs, context: &Context) -> Result<(), Stop> {
    let options = SheetOptions {
        columns: CodingColumns {
            document: args.document_column,
            quote: args.quote_column,
            codes: args.code_column,
            coder: args.coder_column,
            valence: args.valence_column,
            weight: args.weight_column,
            memo: args.memo_column,
        },
        document: args.document,
        new_codes: args.new_codes,
        dry_run: args.dry_run,
    };
    let mut project = context.project()?;
    let session = context.session()?;
    let line = Line::new(context, "looking for quotes");
    let progress = |done, total| line.update(done, total);
    let imported = if standoff::is_standoff(&args.sheet) {
        let files = standoff::files(&args.sheet)?;
        project.codings_import_standoff(&session, &files, &options, &progress)?
    } else {
        let bytes = read(&args.sheet)?;
        project.codings_import(&session, &bytes, &options, &progress)?
    };
    drop(line);
    let listing = imported.table(args.all);
    // Programs get one listing; people first see how it went as a whole.
    if context.format() == Format::Table {
        context.show(&imported.summary())?;
        if !listing.rows.is_empty() {
            context.print("\n")?;
            context.show(&listing)?;
        }
    } else {
        context.show(&imported.table(true))?;
    }
    for (name, document) in &imported.taken {
        context.say(&format!("note: `{name}` was taken for {document}"));
    }
    for remark in &imported.remarks {
        context.say(&format!("note: {remark}"));
    }
    if imported.differing > 0 {
        context.say(&format!(
            "note: {} known with another valence or weight, left as before",
            count(imported.differing, "coding")
        ));
    }
    if !imported.new_coders.is_empty() {
        context.say(&format!("new coders: {}", imported.new_coders.join(", ")));
    }
    if !imported.new_codes.is_empty() {
        context
            .say(&format!("{} added to the codebook", count(imported.new_codes.len(), "code")));
    }
    if imported.kept_back > 0 {
        context.say(&format!(
            "{} of others on blind documents; which of them were new is not told",
            count(imported.kept_back, "coding")
        ));
    }
    let done = if args.dry_run { "would be added" } else { "added" };
    context.say(&format!(
        "{} {done}, {} known already, {} not placed",
        count(imported.added, "coding"),
        imported.known,
        count(imported.unplaced(), "quote")
    ));
    if imported.unplaced() > 0 { Err(Stop::No) } else { Ok(()) }
}
