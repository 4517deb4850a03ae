//! Tests across the crates, through what both front ends call. Those that need the program
//! itself are beside it, in `crates/themata/tests`.

use std::path::{Path, PathBuf};

/// The folder of real material, if this machine has it: the one that `THEMATA_CORPUS` names,
/// else `shared/corpus` beside the project.
#[must_use]
pub fn corpus() -> Option<PathBuf> {
    let folder = match std::env::var_os("THEMATA_CORPUS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
    };
    folder.is_dir().then_some(folder)
}
