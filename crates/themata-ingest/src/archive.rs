//! ZIP archives of sources.

use std::fmt;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use zip::ZipArchive;

use crate::Error;
use crate::package;

const WHAT: &str = "the archive";

/// A ZIP archive whose list of files has been read.
pub struct Archive {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
    entries: Vec<ArchiveEntry>,
    /// How many bytes have been unpacked from it.
    unpacked: AtomicU64,
}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveEntry {
    /// Its path in the archive, with `/` between folders and no step out of it.
    pub path: String,
    index: usize,
}

impl Archive {
    /// Reads which files a ZIP archive holds.
    ///
    /// # Errors
    ///
    /// If the bytes are no ZIP archive or it holds too many files.
    pub fn open(bytes: impl Into<Arc<[u8]>>) -> Result<Archive, Error> {
        let mut archive = package::open(WHAT, Cursor::new(bytes.into()))?;
        let entries = entries(&mut archive);
        Ok(Archive { archive, entries, unpacked: AtomicU64::new(0) })
    }

    /// Its files, in the order of their paths.
    ///
    /// Folders, links, hidden files and what systems leave behind, such as `__MACOSX`, are
    /// left out.
    #[must_use]
    pub fn entries(&self) -> &[ArchiveEntry] {
        &self.entries
    }

    /// What a file in it holds. Several may be read at once.
    ///
    /// # Errors
    ///
    /// If the file is locked or damaged, or it or all that were read come to more than any
    /// honest transcripts do.
    pub fn read(&self, entry: &ArchiveEntry) -> Result<Vec<u8>, Error> {
        // The copies share the bytes and the list of files; each has a place of its own.
        let mut archive = self.archive.clone();
        let unpacked = self.unpacked.load(Ordering::Relaxed);
        let bytes = package::unpack(&mut archive, entry.index, WHAT, &entry.path, unpacked)?;
        self.unpacked.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("entries", &self.entries).finish_non_exhaustive()
    }
}

fn entries(archive: &mut ZipArchive<Cursor<Arc<[u8]>>>) -> Vec<ArchiveEntry> {
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else { continue };
        if !file.is_file() {
            continue;
        }
        let Ok(name) = file.name() else { continue };
        let path: Vec<&str> =
            name.split(['/', '\\']).filter(|step| !matches!(*step, "" | "." | "..")).collect();
        let is_hidden =
            path.iter().any(|step| step.starts_with(['.', '~']) || *step == "__MACOSX");
        if !is_hidden && !path.is_empty() {
            entries.push(ArchiveEntry { path: path.join("/"), index });
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    entries
}
