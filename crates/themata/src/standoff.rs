//! Finds the files of brat standoff that a path means.

use std::path::{Path, PathBuf};

use themata_project::Failure;
use themata_project::codings::StandoffFile;

use crate::context::read;

/// Whether a path means standoff rather than a sheet.
pub(crate) fn is_standoff(path: &Path) -> bool {
    path.is_dir() || is_ann(path)
}

/// The files of standoff that a path means: itself, or all in a folder and in the folders in
/// it, whose names are then those of coders.
pub(crate) fn files(path: &Path) -> Result<Vec<StandoffFile>, Failure> {
    if !path.is_dir() {
        return Ok(vec![file(path, None)?]);
    }
    let mut files = Vec::new();
    for inner in entries(path)? {
        if inner.is_dir() {
            let coder = inner.file_name().map(|name| name.to_string_lossy().into_owned());
            for inner in entries(&inner)?.iter().filter(|inner| is_ann(inner)) {
                files.push(file(inner, coder.clone())?);
            }
        } else if is_ann(&inner) {
            files.push(file(&inner, None)?);
        }
    }
    if files.is_empty() {
        return Err(Failure::new(format!("there are no .ann files in {}", path.display()))
            .hint(
                "a sheet of coded passages is a CSV file; a folder is taken for brat standoff",
            ));
    }
    Ok(files)
}

fn is_ann(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ann"))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: std::io::Error| {
        Failure::caused(format!("cannot read {}", folder.display()), &error)
    };
    let mut entries = std::fs::read_dir(folder)
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    entries.sort();
    Ok(entries)
}

fn file(path: &Path, coder: Option<String>) -> Result<StandoffFile, Failure> {
    let text = |path: &Path| -> Result<String, Failure> {
        String::from_utf8(read(path)?).map_err(|_| {
            Failure::new(format!("{} is not UTF-8", path.display()))
                .hint("brat writes UTF-8; save the file so")
        })
    };
    let txt = path.with_extension("txt");
    Ok(StandoffFile {
        document: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        coder,
        ann: text(path)?,
        txt: if txt.is_file() { Some(text(&txt)?) } else { None },
    })
}
