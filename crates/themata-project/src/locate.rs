use std::path::{Path, PathBuf};

use crate::Failure;

/// Which study is meant: the one that was named, else the one study file in a folder.
///
/// # Errors
///
/// If none was named and the folder holds no study, or several.
pub fn locate(named: Option<&Path>, folder: &Path) -> Result<PathBuf, Failure> {
    if let Some(path) = named {
        return Ok(path.to_owned());
    }
    let entries = std::fs::read_dir(folder).map_err(|error| {
        Failure::caused(format!("cannot look into {}", folder.display()), &error)
    })?;
    let mut studies: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "themata") && path.is_file())
        .collect();
    studies.sort();
    match studies.as_slice() {
        [] => Err(Failure::new("there is no study in this folder")
            .hint("`themata init NAME.themata` makes one; `--study FILE` names one elsewhere")
            .hint("`themata demo` makes a sample study to try things on")),
        [study] => Ok(study.clone()),
        [first, ..] => {
            let names: Vec<String> = studies
                .iter()
                .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
                .collect();
            let first = first.file_name().unwrap_or_default().to_string_lossy();
            Err(Failure::new(format!("there are several studies here: {}", names.join(", ")))
                .hint(format!("say which one: `--study {first}`")))
        }
    }
}
