use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// How long a single file may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Files that break programs: each ends in a document or in a clear error, and soon.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let mut files = Vec::new();
    within(&corpus.path("odd"), &mut files)?;
    let (mut read, mut refused) = (0, 0);
    for file in &files {
        let study = corpus.program.study()?;
        match study.exit_code([Path::new("import"), file], PATIENCE)? {
            Some(0) => read += 1,
            Some(1 | 2) => refused += 1,
            ended => {
                let name =
                    file.strip_prefix(&corpus.folder).unwrap_or(file).display().to_string();
                let how = match ended {
                    Some(code) => format!("ended with {code}"),
                    None => format!("stopped, or not done in {} s", PATIENCE.as_secs()),
                };
                sheet.expect(name, "read or refused", how);
            }
        }
    }
    sheet.expect("files that are read or refused", files.len(), read + refused);
    sheet.told("read", read);
    sheet.told("refused", refused);
    Ok(())
}

/// Every file in a folder and the folders in it, in order.
fn within(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries: std::io::Result<Vec<_>> = std::fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            within(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
