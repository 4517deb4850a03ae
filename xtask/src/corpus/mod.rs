//! Real material, imported as a user would, and what comes out held against what is known of
//! it. The material is not part of the project; where it is absent this command says so.

mod cost;
mod files;
mod native;
mod program;
mod sheet;
mod words;

mod chat;
mod cross_format;
mod debates;
mod elan;
mod encodings;
mod hostile;
mod interviews;
mod odd;
mod otranscribe;
mod otter;
mod pandoc;
mod pdf;
mod podcasts;
mod praat;
mod published_themes;
mod quotes;
mod reimport;
mod search;
mod speed;
mod think_aloud;
mod two_voices;
mod zoom;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::Result;
use program::Program;
use sheet::Sheet;

/// Says where the material lies; otherwise it is looked for beside the project.
const VARIABLE: &str = "THEMATA_CORPUS";

/// What is known of a part of the material.
struct Part {
    name: &'static str,
    /// Where the material lies, if not under the part's name.
    folder: Option<&'static str>,
    check: fn(&Corpus, &mut Sheet) -> Result<()>,
}

impl Part {
    const fn of(name: &'static str, check: fn(&Corpus, &mut Sheet) -> Result<()>) -> Part {
        Part { name, folder: None, check }
    }

    const fn within(self, folder: &'static str) -> Part {
        Part { folder: Some(folder), ..self }
    }
}

const PARTS: [Part; 25] = [
    Part::of("interviews-pdf", interviews::check),
    Part::of("interviews-pdf/coded-quotes.csv", quotes::check),
    Part::of("interviews-pdf table", published_themes::check).within("interviews-pdf"),
    Part::of("interviews-pdf-two-voices", two_voices::check),
    Part::of("interviews-rtf", think_aloud::check),
    Part::of("zoom-vtt", zoom::check),
    Part::of("zoom-vtt reimport", reimport::check).within("zoom-vtt"),
    Part::of("podcast-markdown", podcasts::check),
    Part::of("otter-txt", otter::check),
    Part::of("otranscribe", otranscribe::check),
    Part::of("chat-cha", chat::check),
    Part::of("elan-eaf", elan::check),
    Part::of("praat-textgrid", praat::check),
    Part::of("debates-csv", debates::check),
    Part::of("cross-format", cross_format::check),
    Part::of("odd", odd::check),
    Part::of("odd/docx-pandoc", pandoc::docx),
    Part::of("odd/odt-pandoc", pandoc::odt),
    Part::of("odd/rtf-pandoc", pandoc::rtf),
    Part::of("odd/pdf", pdf::check),
    Part::of("odd/encodings", encodings::check),
    Part::of("odd/hostile", hostile::check),
    Part::of("odd/subtitles", hostile::subtitles),
    Part::of("search", search::check).within(""),
    Part::of("speed", speed::check).within("cross-format"),
];

/// What is to be checked, and with which program.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only the parts whose names hold one of these; else all
    parts: Vec<String>,
    /// A program that is built already; else it is built
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// The material, and the program that reads it.
struct Corpus {
    folder: PathBuf,
    program: Program,
}

impl Corpus {
    /// A file or folder of the material.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Checks every part that is there. A figure that is not what is known is a failure.
pub(crate) fn run(root: &Path, options: &Options) -> Result<()> {
    let folder = match std::env::var_os(VARIABLE) {
        Some(folder) => PathBuf::from(folder),
        None => root.join("../shared/corpus"),
    };
    if !folder.is_dir() {
        println!("corpus: left out, because {} is no folder ({VARIABLE})", folder.display());
        return Ok(());
    }
    let program = match &options.program {
        Some(path) => Program::at(path)?,
        None => Program::build(root)?,
    };
    let corpus = Corpus { folder: folder.canonicalize()?, program };
    let mut sheet = Sheet::default();
    for Part { name, folder, check } in PARTS {
        if !options.parts.is_empty() && !options.parts.iter().any(|part| name.contains(part)) {
            continue;
        }
        sheet.begin(name);
        if !corpus.path(folder.unwrap_or(name)).exists() {
            sheet.left_out("the folder", "there", "absent");
            continue;
        }
        let begun = Instant::now();
        if let Err(error) = check(&corpus, &mut sheet) {
            sheet.expect("the program does what it is asked", "done", error.to_string());
        }
        sheet.told("time", format!("{:.1} s", begun.elapsed().as_secs_f64()));
    }
    print!("{sheet}");
    match sheet.missed() {
        0 => Ok(()),
        missed => Err(format!("{missed} figures are not what is known").into()),
    }
}
