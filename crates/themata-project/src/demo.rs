use std::path::{Path, PathBuf};

use themata_model::Session;
use uuid::Uuid;

use crate::codebook::BookFormat;
use crate::codings::SheetOptions;
use crate::import::{ImportOptions, Incoming, PdfReader};
use crate::{Failure, Progress, Project};

/// The name of the sample study and of its files.
pub const SAMPLE_NAME: &str = "integrated-care";

/// What the sample study is called in its report.
const TITLE: &str = "Joined-Up Care: integrating care at six sites (invented sample study)";

macro_rules! sample {
    () => {
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus-samples/integrated-care/")
    };
}

/// The interviews, in every layout that people hand in.
static INTERVIEWS: &[(&str, &[u8])] = &[
    ("01-doctor-w2.vtt", include_bytes!(concat!(sample!(), "interviews/01-doctor-w2.vtt"))),
    ("01-manager-w1.docx", include_bytes!(concat!(sample!(), "interviews/01-manager-w1.docx"))),
    ("01-nurse-w1.txt", include_bytes!(concat!(sample!(), "interviews/01-nurse-w1.txt"))),
    (
        "01-socialworker-w2.txt",
        include_bytes!(concat!(sample!(), "interviews/01-socialworker-w2.txt")),
    ),
    ("02-doctor-w1.csv", include_bytes!(concat!(sample!(), "interviews/02-doctor-w1.csv"))),
    ("02-nurse-w2.srt", include_bytes!(concat!(sample!(), "interviews/02-nurse-w2.srt"))),
    (
        "02-socialworker-w1.md",
        include_bytes!(concat!(sample!(), "interviews/02-socialworker-w1.md")),
    ),
    ("03-doctor-w2.docx", include_bytes!(concat!(sample!(), "interviews/03-doctor-w2.docx"))),
    ("03-manager-w1.vtt", include_bytes!(concat!(sample!(), "interviews/03-manager-w1.vtt"))),
    ("03-nurse-w1.txt", include_bytes!(concat!(sample!(), "interviews/03-nurse-w1.txt"))),
    ("04-manager-w1.txt", include_bytes!(concat!(sample!(), "interviews/04-manager-w1.txt"))),
    ("04-nurse-w1.pdf", include_bytes!(concat!(sample!(), "interviews/04-nurse-w1.pdf"))),
    (
        "04-socialworker-w2.md",
        include_bytes!(concat!(sample!(), "interviews/04-socialworker-w2.md")),
    ),
    ("05-doctor-w1.csv", include_bytes!(concat!(sample!(), "interviews/05-doctor-w1.csv"))),
    ("05-manager-w2.srt", include_bytes!(concat!(sample!(), "interviews/05-manager-w2.srt"))),
    (
        "05-socialworker-w1.docx",
        include_bytes!(concat!(sample!(), "interviews/05-socialworker-w1.docx")),
    ),
    ("06-group-w2.txt", include_bytes!(concat!(sample!(), "interviews/06-group-w2.txt"))),
    ("06-manager-w2.vtt", include_bytes!(concat!(sample!(), "interviews/06-manager-w2.vtt"))),
    ("06-nurse-w1.md", include_bytes!(concat!(sample!(), "interviews/06-nurse-w1.md"))),
];

const ATTRIBUTES: &[u8] = include_bytes!(concat!(sample!(), "attributes.csv"));

/// The coders and the passages that each of them coded.
static CODINGS: &[(&str, &[u8])] = &[
    ("ana", include_bytes!(concat!(sample!(), "codings/ana.csv"))),
    ("ben", include_bytes!(concat!(sample!(), "codings/ben.csv"))),
    ("chloe", include_bytes!(concat!(sample!(), "codings/chloe.csv"))),
];

const CODEBOOK: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../codebooks/integrated-care.toml"
));

/// What making the sample study came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// How many interviews were imported.
    pub documents: usize,
    /// How many codes the codebook has.
    pub codes: usize,
    /// How many codings were made.
    pub codings: usize,
}

impl Project {
    /// Makes the sample study that the program carries with it: 19 invented interviews at six
    /// sites, a codebook, and the codings of three coders. It goes the way that anyone goes:
    /// import, describe, bring in the codebook, code.
    ///
    /// The file has its name only when the study is whole: until then the name has an ending
    /// by which nobody takes it for a study.
    ///
    /// # Errors
    ///
    /// If the file exists already or cannot be written, or if a part of the sample cannot be
    /// read, which would be our fault.
    pub fn demo(
        path: Option<&Path>,
        session: &Session,
        pdf: Option<PdfReader>,
        progress: Progress<'_>,
    ) -> Result<(Project, Demo), Failure> {
        let coders: Vec<&str> = CODINGS.iter().map(|(coder, _)| *coder).collect();
        let Some(path) = path else {
            let mut project = Project::in_memory(session, TITLE, &coders)?;
            let demo = fill(&mut project, session, pdf, progress)?;
            return Ok((project, demo));
        };
        let part = part_of(path, session);
        let mut project = Project::init(&part, session, TITLE, &coders)?;
        let named = fill(&mut project, session, pdf, progress)
            .and_then(|demo| Ok((project.renamed(path)?, demo)));
        if named.is_err() {
            // It is ours, and half a sample helps nobody.
            let _ = std::fs::remove_file(&part);
        }
        named
    }
}

/// Where the study is made: no other program makes one with the same operation.
fn part_of(path: &Path, session: &Session) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", session.operation.simple()));
    path.with_file_name(name)
}

fn fill(
    project: &mut Project,
    session: &Session,
    pdf: Option<PdfReader>,
    progress: Progress<'_>,
) -> Result<Demo, Failure> {
    let mut steps = Steps { session, taken: 1 };
    let files = INTERVIEWS.iter().map(|(name, bytes)| Incoming::held(name, bytes)).collect();
    let options = ImportOptions { pdf, ..ImportOptions::default() };
    let imported = project.import(&steps.next(None), files, &options, progress)?;
    project.attributes_import(&steps.next(None), ATTRIBUTES, None)?;
    let book = project.codebook_import(&steps.next(None), CODEBOOK, BookFormat::Toml)?;
    let mut codings = 0;
    for (coder, sheet) in CODINGS {
        let session = steps.next(Some(coder));
        let options = SheetOptions::default();
        codings += project.codings_import(&session, sheet, &options, progress)?.added;
    }
    Ok(Demo { documents: imported.documents(), codes: book.added, codings })
}

/// The sessions of several operations that follow each other.
struct Steps<'a> {
    session: &'a Session,
    taken: u128,
}

impl Steps<'_> {
    fn next(&mut self, coder: Option<&str>) -> Session {
        self.taken += 1;
        let uid = self.session.operation.as_u128().wrapping_add(self.taken);
        Session {
            coder: coder.map(str::to_owned).or_else(|| self.session.coder.clone()),
            operation: Uuid::from_u128(uid),
            ..self.session.clone()
        }
    }
}
