//! One binary for all tests across the crates.

mod hostile;
mod round_trip;
mod sample;
