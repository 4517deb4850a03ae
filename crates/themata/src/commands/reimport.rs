use std::path::PathBuf;

use themata_project::import::Incoming;
use themata_project::{Failure, Format, ReimportOptions};

use super::{count, say_described};
use crate::context::Context;
use crate::exit::Stop;
use crate::reading::ReadArgs;

/// Replace a document by a corrected file and carry its codings over
///
/// Each coding goes to the same words, or to what became of them. Those whose words were
/// changed or are gone are listed; if any would be lost, nothing is done unless --allow-lost
/// says so. The version before is kept: `themata undo` brings it back with its codings.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata reimport 'P03 interview' corrected/P03.docx --dry-run
  themata reimport 'P03 interview' corrected/P03.docx")]
pub(crate) struct Args {
    /// The document
    document: String,
    /// The corrected file
    file: PathBuf,
    /// Show what would become of the codings, and record nothing
    #[arg(long)]
    dry_run: bool,
    /// Let codings go whose words are gone
    #[arg(long)]
    allow_lost: bool,
    /// List every coding, those too that are as they were
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reading: ReadArgs,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut import = args.reading.options(context)?;
    import.dry_run = args.dry_run;
    let options = ReimportOptions { import, allow_lost: args.allow_lost, list_all: args.all };
    let mut project = context.project()?;
    let file = Incoming::file(args.file);
    let done = project.reimport(&context.session()?, &args.document, file, &options)?;
    if !done.table.rows.is_empty() || context.format() != Format::Table {
        let mut table = done.table.clone();
        if context.format() == Format::Table {
            table.drop_column("start");
            table.drop_column("end");
        }
        context.show(&table)?;
    }
    for remark in &done.remarks {
        context.say(&format!("note: {remark}"));
    }
    context.say(&format!(
        "{}: {} kept, {} moved, {} changed, {} lost",
        done.document,
        count(done.kept, "coding"),
        done.moved,
        done.changed,
        done.lost
    ));
    if done.recorded {
        say_described(&done.described, context);
        context.say(&format!("it is version {} from now on", done.version));
    } else if args.dry_run {
        context.say("nothing was recorded");
    } else {
        let lost = match done.lost {
            0 if done.lost_kept_back => "codings that are kept back".to_owned(),
            lost => count(lost, "coding"),
        };
        return Err(Failure::nothing(format!("{lost} would be lost, so nothing was done"))
            .hint("look at the list; `--allow-lost` lets them go")
            .into());
    }
    Ok(())
}
