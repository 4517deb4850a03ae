//! Real material, imported as a user would, and what comes out held against what is known of
//! it. The material is not part of the project; where it is absent this command says so.

mod program;
mod sheet;

mod cross_format;
mod interviews;
mod odd;
mod otter;
mod podcasts;
mod quotes;
mod two_voices;
mod zoom;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::Result;
use program::Program;
use sheet::Sheet;

/// Says where the material lies; otherwise it is looked for beside the project.
const VARIABLE: &str = "THEMATA_CORPUS";

/// A part of the material and what is known of it.
type Part = (&'static str, fn(&Corpus, &mut Sheet) -> Result<()>);

const PARTS: [Part; 8] = [
    ("interviews-pdf", interviews::check),
    ("interviews-pdf/coded-quotes.csv", quotes::check),
    ("interviews-pdf-two-voices", two_voices::check),
    ("zoom-vtt", zoom::check),
    ("podcast-markdown", podcasts::check),
    ("otter-txt", otter::check),
    ("cross-format", cross_format::check),
    ("odd", odd::check),
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
    for (name, check) in PARTS {
        if !options.parts.is_empty() && !options.parts.iter().any(|part| name.contains(part)) {
            continue;
        }
        sheet.begin(name);
        if !corpus.path(name).exists() {
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
