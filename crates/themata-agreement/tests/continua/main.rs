//! What the measures of free units say: on published examples, on small drawings, where they
//! say nothing, and what holds on any continuum.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says which line it failed on")]

mod degenerate;
mod matching;
mod notation;
mod properties;
mod published;
mod segmentations;
