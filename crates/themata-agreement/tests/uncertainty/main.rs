//! How sure a coefficient is: by formula and by resampling.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says which line it failed on")]

mod bootstrap;
mod degenerate;
mod errors;
mod made_up;
mod published;
