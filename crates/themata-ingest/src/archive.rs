//! ZIP archives of sources.

use std::io::Cursor;

use zip::ZipArchive;

use crate::Error;
use crate::error::Kind;
use crate::package::{MOST_ENTRIES, Package};

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveEntry {
    /// Its path in the archive, with `/` between folders and no step out of it.
    pub path: String,
    /// Its name as the archive writes it, which [`unpack`] asks for.
    pub name: String,
}

/// The files in a ZIP archive, in the order of their paths.
///
/// Folders, links, hidden files and what systems leave behind, such as `__MACOSX`, are left
/// out.
///
/// # Errors
///
/// If the bytes are no ZIP archive or it holds too many files.
pub fn archive_entries(bytes: &[u8]) -> Result<Vec<ArchiveEntry>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|source| Kind::Container { what: "the archive", source })?;
    if archive.len() > MOST_ENTRIES {
        return Err(Error::from(Kind::Limit {
            what: "the archive",
            exceeded: "a number of files",
            found: archive.len() as u64,
            limit: MOST_ENTRIES as u64,
        }));
    }
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else { continue };
        if !file.is_file() {
            continue;
        }
        let Ok(name) = file.name().map(|name| name.into_owned()) else { continue };
        let path: Vec<&str> =
            name.split(['/', '\\']).filter(|step| !matches!(*step, "" | "." | "..")).collect();
        let is_hidden =
            path.iter().any(|step| step.starts_with(['.', '~']) || *step == "__MACOSX");
        if !is_hidden && !path.is_empty() {
            entries.push(ArchiveEntry { path: path.join("/"), name });
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

/// What a file in an archive holds.
///
/// # Errors
///
/// If there is no such file, it is locked or damaged, or it unpacks to more than any honest
/// transcript does.
pub fn unpack(bytes: &[u8], entry: &ArchiveEntry) -> Result<Vec<u8>, Error> {
    let mut package = Package::open("the archive", bytes)?;
    match package.bytes(&entry.name)? {
        Some(bytes) => Ok(bytes),
        None => Err(package.no_main_part().into()),
    }
}
