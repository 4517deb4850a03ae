//! One binary for all tests across the crates.

#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod round_trip;
mod sample;
