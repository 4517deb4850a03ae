use std::io::{self, IsTerminal};
use std::path::Path;

use clap::Subcommand;
use themata_project::Failure;
use themata_project::plot::{Plot, PlotQuestion, font_folders};

use crate::context::{Context, write};
use crate::exit::Stop;
use crate::plot_kinds::{self as kinds, Common};
use crate::progress::Line;

/// Draw a picture: codes, themes, words, saturation, a document; as SVG or PNG
///
/// The ending of the file says what it is. Without a file the SVG goes to standard output.
/// What was counted, over which documents, coders and query, stands under each picture.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot heatmap -o together.svg
  themata plot bars --level theme --stacked valence -o themes.png
  themata plot codeline --document 04-nurse-w1 --by-coder -o nurse.svg
  themata plot multiples theme:IT --by role -o roles.png --scale 3")]
pub(crate) struct Args {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand, Debug)]
enum Kind {
    Heatmap(kinds::Heatmap),
    Network(kinds::Network),
    Forest(kinds::Forest),
    Multiples(kinds::Multiples),
    Codeline(kinds::CodeLine),
    Bars(kinds::Bars),
    Saturation(kinds::Saturation),
    Cloud(kinds::Cloud),
    Wordtree(kinds::WordTree),
    Alluvial(kinds::Alluvial),
    Map(kinds::Map),
}

/// Where a picture goes.
enum Goal<'a> {
    Out,
    Svg(&'a Path),
    Png(&'a Path),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let (kind, common) = match &args.kind {
        Kind::Heatmap(args) => args.asked(),
        Kind::Network(args) => args.asked(),
        Kind::Forest(args) => args.asked(),
        Kind::Multiples(args) => args.asked(),
        Kind::Codeline(args) => args.asked(),
        Kind::Bars(args) => args.asked(),
        Kind::Saturation(args) => args.asked(),
        Kind::Cloud(args) => args.asked()?,
        Kind::Wordtree(args) => args.asked(),
        Kind::Alluvial(args) => args.asked(),
        Kind::Map(args) => args.asked(),
    };
    // What cannot be written need not be drawn.
    let goal = goal(common)?;
    let question = PlotQuestion { query: common.query.text(), kind };
    let mut project = match &args.kind {
        Kind::Cloud(_) | Kind::Wordtree(_) => context.texts(&question.query)?,
        _ => context.codings()?,
    };
    let line = Line::new(context, "indexing");
    let plot = project.plot(&question, &|done, total| line.update(done, total))?;
    drop(line);
    match goal {
        Goal::Out => context.print(&plot.svg),
        Goal::Svg(path) => {
            write(path, &plot.svg, common.force)?;
            context.say(&format!("picture written to {}", path.display()));
            Ok(())
        }
        Goal::Png(path) => write_png(&plot, path, common, context),
    }
}

fn goal(common: &Common) -> Result<Goal<'_>, Failure> {
    let Some(path) = common.output.as_deref() else {
        if io::stdout().is_terminal() {
            return Err(Failure::new("a picture cannot be shown in a terminal")
                .hint("say where it goes: `-o picture.svg` or `-o picture.png`")
                .hint("`-o -` prints the SVG all the same"));
        }
        return Ok(Goal::Out);
    };
    if path.as_os_str() == "-" {
        return Ok(Goal::Out);
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(Goal::Svg(path)),
        Some("png") => Ok(Goal::Png(path)),
        _ => {
            Err(Failure::new(format!("pictures are .svg or .png, and not {}", path.display()))
                .hint("SVG stays sharp at any size; PNG goes into every program"))
        }
    }
}

fn write_png(plot: &Plot, path: &Path, common: &Common, context: &Context) -> Result<(), Stop> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let folders = font_folders(home.as_deref().map(Path::new));
    let points = plot.png(common.scale, &folders)?;
    write(path, &points.bytes, common.force)?;
    let (wide, high) = points.size;
    context.say(&format!("picture written to {}, {wide} × {high}", path.display()));
    if points.missing > 0 {
        context.say(&format!(
            "{} in no font that was found: the picture lacks them; write it as SVG",
            match points.missing {
                1 => "1 character is".to_owned(),
                missing => format!("{missing} characters are"),
            }
        ));
    }
    Ok(())
}
