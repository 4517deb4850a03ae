use std::path::{Path, PathBuf};

use crate::Result;

/// Every file in a folder and the folders in it, in order.
pub(super) fn within(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries: std::io::Result<Vec<_>> = std::fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(within(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Those whose names end so: `docx`.
pub(super) fn with_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = within(folder)?;
    files.retain(|file| file.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)));
    Ok(files)
}

/// A file's name without its folders.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A file's name as it stands in a folder.
pub(super) fn name_in(folder: &Path, file: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).to_string_lossy().into_owned()
}

/// A text with one space wherever there is white space.
pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
