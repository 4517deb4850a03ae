use std::io;
use std::path::{Path, PathBuf};

use themata_ingest::Format;
use walkdir::WalkDir;

use crate::Failure;

/// A file that is to be brought in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The file as messages name it.
    pub shown: String,
    /// The path by which attributes are read off it, with `/` between folders.
    pub path: String,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Held(&'static [u8]),
    Missing,
}

impl Incoming {
    /// A file on the disk.
    #[must_use]
    pub fn file(path: PathBuf) -> Incoming {
        let shown = path.to_string_lossy().into_owned();
        Incoming { path: shown.replace('\\', "/"), shown, place: Place::File(path) }
    }

    /// A file that the program carries with it.
    #[must_use]
    pub fn held(name: &str, bytes: &'static [u8]) -> Incoming {
        Incoming { shown: name.to_owned(), path: name.to_owned(), place: Place::Held(bytes) }
    }

    /// The file's name without folders.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        match &self.place {
            Place::File(path) => std::fs::read(path),
            Place::Held(bytes) => Ok(bytes.to_vec()),
            Place::Missing => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }
}

/// The files that some paths mean, in order and each once: files as they are, folders with
/// everything readable in them, and patterns such as `*.docx`.
///
/// Of a folder only files of a kind that can be read are taken, or of a kind that people
/// expect to be (`.doc`, `.rtf`, `.odt`), so that nobody misses a transcript unawares. A path
/// that leads nowhere is among the files and fails when it is read.
///
/// # Errors
///
/// If a pattern is unsound.
pub fn incoming(paths: &[String]) -> Result<Vec<Incoming>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        let as_path = Path::new(path);
        if as_path.is_dir() {
            in_folder(as_path, &mut files);
        } else if as_path.exists() || !path.contains(['*', '?', '[']) {
            files.push(PathBuf::from(path));
        } else {
            by_pattern(path, &mut files)?;
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    Ok(files
        .into_iter()
        .map(|path| {
            let missing = !path.exists();
            let incoming = Incoming::file(path);
            if missing { Incoming { place: Place::Missing, ..incoming } } else { incoming }
        })
        .collect())
}

fn in_folder(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let visible = |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with(['.', '~']);
    files.extend(
        entries
            .filter_entry(|entry| entry.depth() == 0 || visible(entry.file_name()))
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file() && is_expected(entry.path()))
            .map(walkdir::DirEntry::into_path),
    );
}

fn by_pattern(pattern: &str, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let found = glob::glob(pattern)
        .map_err(|error| Failure::caused(format!("`{pattern}` is no pattern"), &error))?;
    let before = files.len();
    for path in found.filter_map(Result::ok) {
        if path.is_dir() {
            in_folder(&path, files);
        } else {
            files.push(path);
        }
    }
    if files.len() == before {
        return Err(Failure::new(format!("no file matches {pattern}")));
    }
    Ok(())
}

fn is_expected(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    Format::of_name(&name).is_some()
        || [".doc", ".rtf", ".odt"].iter().any(|ending| name.ends_with(ending))
}
