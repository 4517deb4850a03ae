use std::path::PathBuf;

use clap::ValueEnum;
use themata_project::Failure;

use crate::context::{Context, write};
use crate::exit::Stop;

/// Write the study as open files
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata export --to csv tables/")]
pub(crate) struct Args {
    /// What to write: csv makes tidy tables, a coding, document, turn, section,
    /// speaker, memo or code in each row
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
    /// Tidy tables
    Csv,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let To::Csv = args.to;
    let tables = context.codings()?.export_tables()?;
    std::fs::create_dir_all(&args.folder).map_err(|error| {
        Failure::caused(format!("cannot make the folder {}", args.folder.display()), &error)
    })?;
    if let Some(taken) = tables.iter().find(|table| args.folder.join(table.name).exists())
        && !args.force
    {
        let path = args.folder.join(taken.name);
        return Err(Failure::new(format!("the file exists already: {}", path.display()))
            .hint("choose another folder, or say `--force` to replace it")
            .into());
    }
    for table in &tables {
        write(&args.folder.join(table.name), &table.csv, args.force)?;
        context.say(&format!("written: {}", args.folder.join(table.name).display()));
    }
    Ok(())
}
