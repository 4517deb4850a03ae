use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use themata_ingest::{Archive, ArchiveEntry, Format};
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
    /// A file in a ZIP archive, which all its files share.
    Archived(Arc<Archive>, ArchiveEntry),
    Failed(Failure),
}

impl Incoming {
    /// A file on the disk.
    #[must_use]
    pub fn file(path: PathBuf) -> Incoming {
        let shown = path.to_string_lossy().into_owned();
        Incoming { path: shown.replace('\\', "/"), shown, place: Place::File(path) }
    }

    /// A file that lies elsewhere than it is called: one that was received, say. Of a ZIP
    /// archive the files that are in it.
    #[must_use]
    pub fn received(path: PathBuf, called: &str) -> Vec<Incoming> {
        unpacked(Incoming {
            shown: called.to_owned(),
            path: called.replace('\\', "/"),
            place: Place::File(path),
        })
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

    /// What the file is called in the record of where a document came from: its name, or its
    /// path in the archive that it was in.
    pub(super) fn source_name(&self) -> &str {
        match &self.place {
            Place::Archived(_, entry) => &entry.path,
            _ => self.name(),
        }
    }

    /// A place in a folder that cannot be looked into: it fails when it is read.
    fn failed(path: PathBuf, failure: Failure) -> Incoming {
        Incoming { place: Place::Failed(failure), ..Incoming::file(path) }
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        match &self.place {
            Place::File(path) => std::fs::read(path)
                .map_err(|error| Failure::caused("the file cannot be opened", &error)),
            Place::Held(bytes) => Ok(bytes.to_vec()),
            Place::Archived(archive, entry) => {
                archive.read(entry).map_err(|error| Failure::of(&error).hinted(error.hint()))
            }
            Place::Failed(failure) => Err(failure.clone()),
        }
    }
}

/// The files that some paths mean, in order and each once: files as they are, folders and ZIP
/// archives with everything readable in them, and patterns such as `*.docx`.
///
/// Of a folder or an archive only files of a kind that can be read are taken, or of a kind that people
/// expect to be (`.doc`, `.pages`), so that nobody misses a transcript unawares. Links
/// to files are followed, links to folders are not. A path that leads nowhere, a folder that
/// cannot be read, and a link that leads out of the folder to another one are among the files
/// and fail when they are read.
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
            files.push(Incoming::file(PathBuf::from(path)));
        } else {
            by_pattern(path, &mut files)?;
        }
    }
    let mut files: Vec<Incoming> = files.into_iter().flat_map(unpacked).collect();
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file: &Incoming| seen.insert(file.shown.clone()));
    Ok(files)
}

/// Why some paths mean no file that could be read: whether there are none at all, or only
/// files of other kinds.
#[must_use]
pub fn nothing_to_read(paths: &[String]) -> Failure {
    let files = |path: &String| {
        let entries = WalkDir::new(path).into_iter().filter_map(Result::ok);
        entries.filter(|entry| entry.file_type().is_file()).take(1_000).count()
    };
    let are_folders = paths.iter().all(|path| Path::new(path).is_dir());
    let found: usize = if are_folders { paths.iter().map(files).sum() } else { 0 };
    let places = paths.join(", ");
    match (are_folders, found) {
        (true, 0) => Failure::nothing(format!("there are no files in {places}"))
            .hint("is it the right folder?"),
        (true, _) => Failure::nothing(format!(
            "there are files in {places}, and none of a kind that can be read"
        ))
        .hint(
            "a file can be named itself, whatever its ending is; `themata import --help` says \
               what is read",
        ),
        (false, _) => Failure::nothing(format!("{places} holds no file that can be read"))
            .hint("`themata import --help` says what is read"),
    }
}

/// The files of an archive in its place; any other file as it is.
fn unpacked(file: Incoming) -> Vec<Incoming> {
    if !file.path.to_lowercase().ends_with(".zip") {
        return vec![file];
    }
    let opened = file.bytes().and_then(|bytes| {
        Archive::open(bytes).map_err(|error| Failure::of(&error).hinted(error.hint()))
    });
    match opened {
        Ok(archive) => {
            let archive = Arc::new(archive);
            let expected = |entry: &&ArchiveEntry| is_expected(Path::new(&entry.path));
            let incoming = |entry: &ArchiveEntry| Incoming {
                shown: format!("{}/{}", file.shown, entry.path),
                path: format!("{}/{}", file.path, entry.path),
                place: Place::Archived(Arc::clone(&archive), entry.clone()),
            };
            archive.entries().iter().filter(expected).map(incoming).collect()
        }
        Err(failure) => vec![Incoming { place: Place::Failed(failure), ..file }],
    }
}

fn in_folder(folder: &Path, files: &mut Vec<Incoming>) {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let visible = |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with(['.', '~']);
    files.extend(
        entries
            .filter_entry(|entry| entry.depth() == 0 || visible(entry.file_name()))
            .filter_map(|entry| match entry {
                Ok(entry) if entry.path_is_symlink() => linked(entry.into_path(), folder),
                Ok(entry) if entry.file_type().is_file() && is_expected(entry.path()) => {
                    Some(Incoming::file(entry.into_path()))
                }
                Ok(_) => None,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let cause: &dyn Error = match error.io_error() {
                        Some(cause) => cause,
                        None => &error,
                    };
                    Some(unread(path, cause))
                }
            }),
    );
}

/// What a link in a folder leads to. A link that leads nowhere is taken for a file by its
/// name. A folder is not followed, so that links in a circle do no harm; if it lies within
/// the folder that is searched, its files are found without the link.
fn linked(link: PathBuf, folder: &Path) -> Option<Incoming> {
    if !link.is_dir() {
        return is_expected(&link).then(|| Incoming::file(link));
    }
    let within = match (link.canonicalize(), folder.canonicalize()) {
        (Ok(target), Ok(folder)) => target.starts_with(folder),
        _ => false,
    };
    (!within).then(|| {
        let failure = Failure::new("it is a link to a folder, which is not followed")
            .hint("name that folder too");
        Incoming::failed(link, failure)
    })
}

fn unread(path: PathBuf, cause: &dyn Error) -> Incoming {
    Incoming::failed(path, Failure::caused("the folder cannot be read", cause))
}

fn by_pattern(pattern: &str, files: &mut Vec<Incoming>) -> Result<(), Failure> {
    let found = glob::glob(pattern)
        .map_err(|error| Failure::caused(format!("`{pattern}` is no pattern"), &error))?;
    let before = files.len();
    for path in found {
        match path {
            Ok(path) if path.is_dir() => in_folder(&path, files),
            Ok(path) => files.push(Incoming::file(path)),
            Err(error) => files.push(unread(error.path().to_owned(), error.error())),
        }
    }
    if files.len() == before {
        return Err(Failure::new(format!("no file matches {pattern}")));
    }
    Ok(())
}

/// Whether a file in a folder is looked at: it is of a kind that can be read, by its ending,
/// or of one that people expect to be.
#[must_use]
pub fn is_expected(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    Format::of_name(&name).is_some()
        || [".doc", ".xls", ".pages", ".wpd", ".zip"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::in_folder;

    #[test]
    fn a_folder_that_cannot_be_read_is_a_failed_file() {
        let mut files = Vec::new();
        in_folder(Path::new("a/folder/that/is/nowhere"), &mut files);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].path, "a/folder/that/is/nowhere");
        let failure = files[0].bytes().unwrap_err();
        assert_eq!(failure.message, "the folder cannot be read");
        assert_eq!(failure.causes.len(), 1);
    }
}
