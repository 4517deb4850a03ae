use std::path::PathBuf;

use clap::ValueEnum;
use themata_project::{Failure, ParquetTable, TidyTable};

use super::count;
use crate::context::{Context, write};
use crate::exit::Stop;

/// Write the study as open files
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata export --to csv tables/
  themata export --to parquet tables/")]
pub(crate) struct Args {
    /// What to write: a coding, document, turn, section, speaker, memo or code in each row
    #[arg(long, value_enum)]
    to: To,
    /// The folder to write into; it is made if need be
    folder: PathBuf,
    /// Replace files that exist
    #[arg(long)]
    force: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum To {
    /// Tidy tables as text
    Csv,
    /// Typed tables for pandas, polars, DuckDB, R and Spark, the texts among them
    Parquet,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.codings()?;
    let files: Vec<(String, Vec<u8>, String)> = match args.to {
        To::Csv => {
            let tables = project.export_tables()?.into_iter();
            let file = |table: TidyTable| {
                (table.name.to_owned(), table.csv.into_bytes(), String::new())
            };
            tables.map(file).collect()
        }
        To::Parquet => {
            let tables = project.export_parquet()?.into_iter();
            let file = |table: ParquetTable| {
                (table.name, table.bytes, format!(" ({})", count(table.rows, "row")))
            };
            tables.map(file).collect()
        }
    };
    std::fs::create_dir_all(&args.folder).map_err(|error| {
        Failure::caused(format!("cannot make the folder {}", args.folder.display()), &error)
    })?;
    let mut paths = files.iter().map(|(name, ..)| args.folder.join(name));
    if let Some(taken) = paths.find(|path| path.exists())
        && !args.force
    {
        return Err(Failure::new(format!("the file exists already: {}", taken.display()))
            .hint("choose another folder, or say `--force` to replace it")
            .into());
    }
    for (name, bytes, rows) in &files {
        let path = args.folder.join(name);
        write(&path, bytes, args.force)?;
        context.say(&format!("written: {}{rows}", path.display()));
    }
    Ok(())
}
