use themata_project::import::{ImportOptions, NamePattern, Outcome, incoming};
use themata_project::{Failure, Format};

use super::count;
use crate::context::Context;
use crate::exit::Stop;
use crate::progress::Line;

/// Bring transcripts in: txt, md, docx, pdf, vtt, srt, csv of turns
///
/// Speakers, turns and times are recognised. A file that cannot be read is named and the
/// others come in; one that the study has already is left out and keeps its attributes.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata import interviews/
  themata import '*.docx' --set site=04 --set wave=1
  themata import interviews/ --attributes-from '{site}-{role}-w{wave}'")]
pub(crate) struct Args {
    /// Files, folders, or patterns such as '*.docx'
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// What is known of every document
    #[arg(long, value_name = "ATTRIBUTE=VALUE")]
    set: Vec<String>,
    /// How to read attributes off the files' names, such as '{site}-{role}-w{wave}'
    #[arg(long, value_name = "PATTERN")]
    attributes_from: Option<String>,
    /// The encoding of text files, instead of finding it out
    #[arg(long)]
    encoding: Option<String>,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let options = ImportOptions {
        set: args.set.iter().map(|pair| set(pair)).collect::<Result<_, _>>()?,
        from_names: args.attributes_from.as_deref().map(NamePattern::parse).transpose()?,
        encoding: args.encoding,
        pdf: context.pdf_reader(),
    };
    let mut project = context.project()?;
    let files = incoming(&args.paths)?;
    if files.is_empty() {
        return Err(Failure::nothing("there is no file that could be a transcript")
            .hint("txt, md, docx, pdf, vtt, srt and csv are read")
            .into());
    }
    let line = Line::new(context, "reading");
    let imported = project.import(&context.session()?, files, &options, &|done, total| {
        line.update(done, total);
    })?;
    drop(line);
    let mut table = imported.table();
    if context.format() == Format::Table {
        // Remarks are sentences and read better below the table than in it.
        table.drop_column("remarks");
    }
    context.show(&table)?;
    for file in &imported.files {
        for remark in &file.remarks {
            context.say(&format!("note: {}: {remark}", file.file));
        }
    }
    for file in &imported.files {
        if let Outcome::Failed(failure) = &file.outcome {
            context.say(&format!("failed: {}: {failure}", file.file));
            for cause in &failure.causes {
                context.say(&format!("caused by: {cause}"));
            }
            for hint in &failure.hints {
                context.say(&format!("hint: {hint}"));
            }
        }
    }
    context.say(&format!(
        "{} imported, {} known already, {} failed",
        count(imported.documents(), "document"),
        imported.known(),
        imported.failed()
    ));
    if imported.failed() > 0 { Err(Stop::No) } else { Ok(()) }
}

fn set(pair: &str) -> Result<(String, String), Failure> {
    match pair.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() && !value.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err(Failure::new(format!("`--set {pair}` sets nothing"))
            .hint("write it as `--set site=04`")),
    }
}
