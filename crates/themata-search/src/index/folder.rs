//! The folder of an index: what may lie in it, and what is done with what should not.

use std::fs;
use std::path::{Component, Path};

use tantivy::directory::{INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::store::Compressor;
use tantivy::{Directory, IndexSettings, TantivyError};

use super::layout::{self, Layout};
use super::shelf::Shelf;

/// Opens the index in a folder, or returns `None` if there is none that can be relied upon.
pub(super) fn open(folder: &Path) -> Option<Shelf> {
    let sound = sound_index(folder).ok().flatten()?;
    Shelf::open(sound).ok().flatten()
}

/// The index in a folder, ready to be written: the one that is there if it is sound, else an
/// empty one.
pub(super) fn prepare(folder: &Path) -> Result<tantivy::Index, TantivyError> {
    if let Some(shelf) = open(folder) {
        return Ok(shelf.index);
    }
    fs::create_dir_all(folder)?;
    let directory = MmapDirectory::open(folder)?;
    // Nobody else may be writing to what is about to be thrown away.
    let _lock = directory.acquire_lock(&INDEX_WRITER_LOCK)?;
    clear(folder)?;
    let index = tantivy::Index::create(directory, Layout::new().schema, settings())?;
    layout::register(&index);
    Ok(index)
}

/// An empty index in memory, ready to be written.
pub(super) fn in_memory() -> Result<tantivy::Index, TantivyError> {
    let schema = Layout::new().schema;
    let index =
        tantivy::Index::builder().schema(schema).settings(settings()).create_in_ram()?;
    layout::register(&index);
    Ok(index)
}

/// An index whose files are as they were written. The engine panics on some damaged files, so
/// the checksums are compared before anything is read.
fn sound_index(folder: &Path) -> Result<Option<tantivy::Index>, TantivyError> {
    let directory = MmapDirectory::open(folder)?;
    if !tantivy::Index::exists(&directory)? {
        return Ok(None);
    }
    let index = tantivy::Index::open(directory)?;
    // The engine deletes files by this list. A list that came with someone's study must not
    // reach outside the folder.
    let listed = index.directory().list_managed_files();
    let contained = listed.iter().all(|path| {
        let mut components = path.components();
        matches!(components.next(), Some(Component::Normal(_))) && components.next().is_none()
    });
    // The engine compares the checksums of the files on the list only.
    let complete = index.load_metas()?.list_segment_files().iter().all(|path| {
        listed.contains(path) || index.directory().exists(path).is_ok_and(|exists| !exists)
    });
    let sound = contained && complete && index.validate_checksum()?.is_empty();
    Ok(sound.then_some(index))
}

/// Removes the files of an index, and nothing else that may lie in the folder.
fn clear(folder: &Path) -> Result<(), TantivyError> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(belongs_to_index) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn belongs_to_index(name: &str) -> bool {
    let segment = name.split_once('.').map_or("", |(segment, _)| segment);
    let is_segment =
        segment.len() == 32 && segment.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_segment || name == "meta.json" || name == ".managed.json"
}

fn settings() -> IndexSettings {
    // No text is kept in the index, so there is nothing to compress.
    IndexSettings { docstore_compression: Compressor::None, ..IndexSettings::default() }
}

#[cfg(test)]
mod tests {
    use super::belongs_to_index;

    #[test]
    fn only_files_of_an_index_belong_to_it() {
        assert!(belongs_to_index("0123456789abcdef0123456789abcdef.pos"));
        assert!(belongs_to_index("0123456789abcdef0123456789abcdef.12.del"));
        assert!(belongs_to_index("meta.json"));
        assert!(!belongs_to_index("interviews.themata"));
        assert!(!belongs_to_index("0123456789abcdef0123456789abcdef"));
        assert!(!belongs_to_index("0123456789abcdef.pos"));
    }
}
