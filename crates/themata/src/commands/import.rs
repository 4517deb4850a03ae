use themata_project::import::{
    Imported, ImportedFile, NamePattern, Outcome, incoming, nothing_to_read,
};
use themata_project::{ColumnUse, Format};

use super::{count, say_described};
use crate::context::Context;
use crate::exit::Stop;
use crate::progress::Line;
use crate::reading::ReadArgs;

/// Bring transcripts, questionnaires and notes in, whatever made them
///
/// Word, OpenDocument, RTF, PDF, text, Markdown, web pages and EPUB; VTT, SRT and SBV captions;
/// Otter, oTranscribe, Whisper, ELAN, Praat, CHAT and Zoom chats; CSV, Excel and OpenDocument
/// tables with a row for each turn or each respondent; folders and ZIP archives of these.
/// Speakers, turns, times, headings and comments are recognised. A file that cannot be read is
/// named and the others come in; one that the study has already is left out and keeps its
/// attributes.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata import interviews/ --dry-run
  themata import '*.docx' --set site=04 --set wave=1
  themata import field.zip --attributes-from 'site/{site}/wave-{wave}/{role}.docx'
  themata import survey.xlsx --respondent ID --question 'What helped?'
  themata import focus-group.pdf --speakers names.csv")]
pub(crate) struct Args {
    /// Files, folders, ZIP archives, or patterns such as '*.docx'
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Show what would be read, and record nothing
    #[arg(long)]
    dry_run: bool,
    /// How to read attributes off the files' names, such as '{site}-{role}-w{wave}'
    #[arg(long, value_name = "PATTERN")]
    attributes_from: Option<String>,
    #[command(flatten)]
    reading: ReadArgs,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut options = args.reading.options(context)?;
    options.from_names = args.attributes_from.as_deref().map(NamePattern::parse).transpose()?;
    options.dry_run = args.dry_run;
    let mut project = context.project()?;
    let files = incoming(&args.paths)?;
    if files.is_empty() {
        return Err(nothing_to_read(&args.paths).into());
    }
    let line = Line::new(context, "reading");
    let imported = project.import(&context.session()?, files, &options, &|done, total| {
        line.update(done, total);
    })?;
    drop(line);
    match context.format() {
        Format::Table => context.show(&imported.brief())?,
        _ => context.show(&imported.table())?,
    }
    imported.files.iter().for_each(|file| say(file, context));
    if !imported.dry_run {
        say_described(&imported.described, context);
    }
    if args.dry_run {
        say_columns(&imported, context);
    } else if !imported.refused.is_empty() {
        context.say("hint: `--dry-run` says which columns a refused table has");
    }
    let done = if imported.dry_run { "would be imported" } else { "imported" };
    context.say(&format!(
        "{} {done}, {} known already, {} failed",
        count(imported.documents(), "document"),
        imported.known(),
        imported.failed()
    ));
    if imported.failed() > 0 { Err(Stop::No) } else { Ok(()) }
}

fn say(file: &ImportedFile, context: &Context) {
    for remark in &file.remarks {
        context.say(&format!("note: {}: {remark}", file.file));
    }
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

/// Says what the columns of surveys were taken for, in the shape in which `--columns` reads it.
fn say_columns(imported: &Imported, context: &Context) {
    for (file, columns) in &imported.surveys {
        context.say(&format!(
            "{file}: the columns were taken as follows; save these lines, correct them, and \
             give them with --columns"
        ));
        say_mapping(columns, context);
    }
    for (file, columns) in &imported.refused {
        context.say(&format!(
            "{file}: if a row is a respondent, the columns would be taken as follows; save these \
             lines, say which column is a question, and give them with --columns"
        ));
        say_mapping(columns, context);
    }
}

fn say_mapping(columns: &[(String, ColumnUse)], context: &Context) {
    context.say("column,use");
    for (name, usage) in columns {
        let quoted = format!("\"{}\"", name.replace('"', "\"\""));
        context.say(&format!("{quoted},{usage}"));
    }
}
