use std::path::Path;
use std::time::Duration;

use super::Corpus;
use super::files::{name_in, within};
use super::sheet::Sheet;
use crate::Result;

/// How long a single file may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Files that break programs: each ends in a document or in a clear error, and soon.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let files = within(&corpus.path("odd"))?;
    let (mut read, mut refused) = (0, 0);
    for file in &files {
        let study = corpus.program.study()?;
        match study.exit_code([Path::new("import"), file], PATIENCE)? {
            Some(0) => read += 1,
            Some(1 | 2) => refused += 1,
            ended => {
                let how = match ended {
                    Some(code) => format!("ended with {code}"),
                    None => format!("stopped, or not done in {} s", PATIENCE.as_secs()),
                };
                sheet.expect(name_in(&corpus.folder, file), "read or refused", how);
            }
        }
    }
    sheet.expect("files that are read or refused", files.len(), read + refused);
    sheet.told("read", read);
    sheet.told("refused", refused);
    Ok(())
}
