//! Checks the measures against a file of worked examples with the numbers that other
//! programs and papers give.
//!
//! The file is `agreement.json` in the folder that `THEMATA_VECTORS` names, by default the
//! folder `vectors` of the shared material beside the workspace. It is not part of this
//! repository: where it is absent the tests say so and do nothing. What is published is
//! also tested without it, in `tests/measures`.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says which line it failed on")]

mod continua;
mod errors;
mod file;
mod gamma;
mod items;
mod sets;
