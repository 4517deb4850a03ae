//! The program as a person uses it: commands in a folder, and what they print.
//!
//! One file for each part of the work. Expectations name what must be there; whole outputs are
//! compared only where every character counts.

#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod env;

mod across;
mod adjudicate;
mod agreement;
mod assignments;
mod attributes;
mod bad_input;
mod blind;
mod board;
mod codebook;
mod coders;
mod coding;
mod crosstabs;
mod demo;
mod disagreements;
mod hostile;
mod import;
mod interrupted;
mod listing;
mod matrix;
mod memos;
mod outputs;
mod plot;
mod proposals;
mod queries;
mod questions;
mod reconciliation;
mod reference;
mod reimport;
mod removal;
mod report;
mod rounds;
mod speakers;
mod survey;
mod team_cycle;
mod themes;
mod undo;
mod weights;
mod words;
