//! Agreement of coders who give a unit a set of categories.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says which line it failed on")]

mod degenerate;
mod notation;
mod properties;
mod published;
