//! What the measures say: on published examples, on whole texts, where they say nothing, and
//! what holds on any ratings.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says which line it failed on")]

mod chance;
mod characters;
mod degenerate;
mod identities;
mod metrics;
mod notation;
mod properties;
mod published;
mod scales;
mod several_coders;
mod two_coders;
mod undefined;
