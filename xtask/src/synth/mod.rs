//! A study of any size that follows from a seed, for measuring how long things take.

mod chance;
mod docx;
mod interview;
mod speech;
mod study;

use std::path::{Path, PathBuf};
use std::time::Instant;

use themata_store::Store;

use crate::Result;
use interview::Interview;

/// What is to be made.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The study file to make
    #[arg(long, value_name = "FILE", required_unless_present = "docx")]
    out: Option<PathBuf>,
    /// A folder to write the same interviews to as Word documents
    #[arg(long, value_name = "FOLDER")]
    docx: Option<PathBuf>,
    /// How many interviews
    #[arg(long, default_value_t = 213, value_parser = clap::value_parser!(u32).range(1..))]
    documents: u32,
    /// How many words each has at least
    #[arg(long, default_value_t = 9_000, value_parser = clap::value_parser!(u32).range(1..))]
    words: u32,
    /// How many codes can be applied; the groups that they stand in come on top
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
    codes: u32,
    /// How many coders
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    coders: u32,
    /// How many codings in all
    #[arg(long, default_value_t = 63_900)]
    codings: u32,
    /// What everything follows from
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Makes what is asked for, and says how long it took.
pub(crate) fn run(options: &Options) -> Result<()> {
    let begun = Instant::now();
    let interviews = interviews(options);
    if let Some(folder) = &options.docx {
        write_docx(folder, &interviews)?;
        let shown = folder.display();
        println!("wrote {} Word documents to {shown}", interviews.len());
    }
    if let Some(path) = &options.out {
        let session = study::session(options.seed, 1);
        let mut store = Store::create(path, &session, "A study for measuring")?;
        if let Err(error) = study::fill(&mut store, options, &interviews) {
            // What has been made so far would only stand in the way of another attempt.
            drop(store);
            std::fs::remove_file(path)?;
            return Err(error);
        }
        drop(store);
        println!(
            "made {}: {} documents, {} codings, {} bytes",
            path.display(),
            interviews.len(),
            options.codings,
            std::fs::metadata(path)?.len()
        );
    }
    println!("{:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}

fn interviews(options: &Options) -> Vec<Interview> {
    let words = options.words as usize;
    (0..options.documents as usize)
        .map(|number| Interview::new(options.seed, number, words))
        .collect()
}

fn write_docx(folder: &Path, interviews: &[Interview]) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for interview in interviews {
        let path = folder.join(format!("{}.docx", interview.name));
        std::fs::write(path, docx::docx(interview)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use themata_model::Study;
    use themata_store::Store;

    use super::{Options, interviews, study};

    fn options(codings: u32, seed: u64) -> Options {
        let (out, docx) = (None, None);
        Options { out, docx, documents: 20, words: 300, codes: 10, coders: 3, codings, seed }
    }

    fn made(options: &Options) -> Arc<Study> {
        let session = study::session(options.seed, 1);
        let mut store = Store::in_memory(&session, "A study").unwrap();
        study::fill(&mut store, options, &interviews(options)).unwrap();
        let snapshot = store.snapshot().unwrap();
        assert_eq!(snapshot.verify().unwrap(), []);
        snapshot.study().unwrap()
    }

    #[test]
    fn a_study_is_as_large_as_was_asked() {
        let study = made(&options(1_001, 1));
        assert_eq!(study.documents.len(), 20);
        assert_eq!(study.codings.len(), 1_001);
        assert_eq!(study.coders.len(), 3);
        assert_eq!(study.codebook.codes().filter(|(_, code)| code.assignable).count(), 10);
        let site = study.site_attribute().unwrap();
        assert_eq!(study.groups_by(site.id).len(), 16);
        assert!(study.documents.iter().all(|document| document.version.words >= 300));
    }

    #[test]
    fn a_seed_gives_the_same_study() {
        assert_eq!(made(&options(200, 5)), made(&options(200, 5)));
        assert_ne!(made(&options(200, 5)), made(&options(200, 6)));
    }

    #[test]
    fn more_codings_than_fit_are_refused() {
        let options = Options { documents: 1, words: 1, ..options(20_000, 1) };
        let options = Options { codes: 1, coders: 1, ..options };
        let mut store = Store::in_memory(&study::session(1, 1), "A study").unwrap();
        let refused = study::fill(&mut store, &options, &interviews(&options));
        assert!(refused.is_err_and(|error| error.to_string().contains("do not fit")));
    }
}
