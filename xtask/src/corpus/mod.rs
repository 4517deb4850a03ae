use std::path::Path;

use crate::Result;

/// Not yet.
pub(crate) fn run(_root: &Path) -> Result<()> {
    Ok(())
}
