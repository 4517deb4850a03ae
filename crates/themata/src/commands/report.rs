use std::path::{Path, PathBuf};

use themata_project::plot::font_folders;
use themata_project::{
    Credit, ExcerptKey, Failure, Format, ReportMade, ReportPart, ReportQuestion, ThemeNamed,
};

use crate::context::{Context, write};
use crate::exit::Stop;
use crate::output;
use crate::query::QueryArgs;

/// Write the study up: as one self-contained HTML page, or as a text for Word
///
/// The parts are summary, study, coding, agreement, sites, co-occurrence, themes, matrix, memos,
/// method and codebook. All but the memos are there unless `--parts` or `--without` say
/// otherwise; method and codebook stand last in any case.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata report -o care.html
  themata report -o care.docx --without agreement,codebook
  themata report -o findings.docx --parts summary,themes,method --themes Leadership,IT
  themata report -o quotes.html --parts themes --excerpts 'Leadership=12,40' --quote 5
  themata report -o barriers.html valence:barrier --by role")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// The file to write, .html or .docx; `-` for standard output
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Put the values of an attribute side by side; the site if nothing is said
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// How words are credited
    #[arg(long, value_name = "TEMPLATE")]
    credit: Option<String>,
    /// The heading; the title of the study if nothing is said
    #[arg(long, value_name = "WORDS")]
    heading: Option<String>,
    /// Only these parts, in this order
    #[arg(long, value_name = "PARTS", value_delimiter = ',', conflicts_with = "without")]
    parts: Vec<String>,
    /// All parts but these
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    without: Vec<String>,
    /// The memos of the team too
    #[arg(long)]
    memos: bool,
    /// Only these themes, in this order
    #[arg(long, value_name = "THEMES", value_delimiter = ',')]
    themes: Vec<String>,
    /// Quote so many excerpts for each theme for which none are named
    #[arg(long, value_name = "N")]
    quote: Option<usize>,
    /// Quote just these for a theme, by the numbers of codings: 'THEME=12,40'
    #[arg(long, value_name = "THEME=NUMBERS")]
    excerpts: Vec<String>,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let format = format(args, context)?;
    let question = question(args)?;
    let mut project = context.codings()?;
    let session = context.session()?;
    let report = project.report(&session, &question)?;
    all_there(&report)?;
    let bytes = match format {
        Format::Docx => {
            let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
            report.docx(&font_folders(home.as_deref().map(Path::new)))?
        }
        _ => report.html().into_bytes(),
    };
    if is_stdout(args) {
        return match format {
            Format::Docx => context.print_as_it_is(&bytes),
            _ => context.print(&report.html()),
        };
    }
    write(&args.output, &bytes, args.force)?;
    context.say(&format!("report written to {}", args.output.display()));
    Ok(())
}

fn is_stdout(args: &Args) -> bool {
    args.output.as_os_str() == "-"
}

/// The format that was said, or that the file's ending says. A name without any of these has
/// always been a page.
fn format(args: &Args, context: &Context) -> Result<Format, Failure> {
    let said = context.said_format();
    let ending = args.output.extension().and_then(|ending| ending.to_str());
    let format = match (said, ending.and_then(Format::of_ending)) {
        (None, None) => Format::Html,
        (Some(said), _) if is_stdout(args) => said,
        _ => output::format_of(&args.output, said)?,
    };
    if !matches!(format, Format::Html | Format::Docx) {
        let word = format.as_str();
        return Err(Failure::new(format!("a report is HTML or DOCX, and not {word}"))
            .hint("name a file that ends in .html or .docx"));
    }
    if is_stdout(args) {
        output::check_terminal(format)?;
    }
    Ok(format)
}

fn question(args: &Args) -> Result<ReportQuestion, Failure> {
    let credit = args.credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default();
    let mut parts = match args.parts.is_empty() {
        true => {
            let without = named_parts(&args.without)?;
            ReportPart::usual().into_iter().filter(|part| !without.contains(part)).collect()
        }
        false => named_parts(&args.parts)?,
    };
    if args.memos && !parts.contains(&ReportPart::Memos) {
        parts.push(ReportPart::Memos);
    }
    let themes = args.themes.iter().map(|title| ThemeNamed::Title(title.clone()));
    Ok(ReportQuestion {
        query: args.query.text(),
        by: args.by.clone(),
        credit,
        title: args.heading.clone(),
        parts,
        themes: (!args.themes.is_empty()).then(|| themes.collect()),
        quoted: args.quote,
        chosen: args.excerpts.iter().map(|named| chosen(named)).collect::<Result<_, _>>()?,
    })
}

fn named_parts(words: &[String]) -> Result<Vec<ReportPart>, Failure> {
    let part = |word: &String| {
        ReportPart::from_word(word).ok_or_else(|| {
            let known = ReportPart::ALL.map(ReportPart::as_str).join(", ");
            Failure::new(format!("a report has no part `{word}`"))
                .hint(format!("there are: {known}"))
        })
    };
    words.iter().map(part).collect()
}

/// `Leadership=12,40`: the excerpts of a theme. A title may hold an equals sign, numbers none.
fn chosen(named: &str) -> Result<(ThemeNamed, Vec<ExcerptKey>), Failure> {
    let read = named.rsplit_once('=').and_then(|(theme, numbers)| {
        let number = |number: &str| number.trim().parse().ok().map(ExcerptKey::Coding);
        let numbers = numbers.split(',').map(number).collect::<Option<Vec<_>>>()?;
        Some((ThemeNamed::Title(theme.to_owned()), numbers))
    });
    read.ok_or_else(|| {
        Failure::new(format!("`{named}` names no excerpts"))
            .hint("write the theme and the numbers of codings: 'Leadership=12,40'")
            .hint("`themata codings list` shows the numbers")
    })
}

/// Makes sure that all that was named is quoted.
fn all_there(report: &ReportMade) -> Result<(), Failure> {
    let Some(first) = report.missing.first() else { return Ok(()) };
    let numbers: Vec<String> = report.missing.iter().map(ToString::to_string).collect();
    let message = match report.missing.len() {
        1 => format!("no excerpt of the theme has a coding of the number {first}"),
        _ => format!("the theme has no codings of the numbers {}", numbers.join(", ")),
    };
    Err(Failure::new(message).hint("`themata codings list theme:TITLE` shows the numbers"))
}

#[cfg(test)]
mod tests {
    use clap::Args as _;
    use themata_project::ReportPart;

    #[test]
    fn the_help_names_every_part() {
        let command = super::Args::augment_args(clap::Command::new("report"));
        let about = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        for part in ReportPart::ALL {
            assert!(about.contains(part.as_str()), "{}: {about}", part.as_str());
        }
    }
}
