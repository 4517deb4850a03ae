//! Counts, tables and pictures, each with its definition, its query and its files.
//!
//! Each way of analysing is a [`Way`](way::Way) in a file of its own: its form, its question to
//! the study, its picture, and where its numbers lead. `page` and `files` ask every one of them
//! alike. What is asked stands in the address (`asked`), with numbers for codes, documents,
//! attributes and words; `axes`, `pairs` and `vocabulary` are what several ways share.

mod asked;
pub(super) mod card;
mod drawn;
mod fields;
mod files;
mod page;
mod way;

mod axes;
mod pairs;
mod vocabulary;

mod across;
mod code_lines;
mod cooccurrence;
mod frequencies;
mod keyness;
mod patterns;
mod saturation;
mod tables;
mod words;

use themata_project::Failure;

use self::way::Way;
use crate::rights::Right;
use crate::routes::Routes;

/// Every way, in the order in which they are listed.
const WAYS: [&dyn Way; 9] = [
    &frequencies::Frequencies,
    &tables::Tables,
    &cooccurrence::Cooccurrence,
    &across::Across,
    &patterns::Patterns,
    &saturation::Saturation,
    &code_lines::CodeLines,
    &words::Words,
    &keyness::Keyness,
];

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/analyse", Right::Read, page::first)
        .get("/analyse/{way}", Right::Read, page::page)
        .get("/analyse/{way}/{file}", Right::Read, files::file)
}

/// The way that a word in an address means.
fn named(word: &str) -> Result<&'static dyn Way, Failure> {
    let found = WAYS.into_iter().find(|way| way.word() == word);
    found.ok_or_else(|| Failure::nothing("there is no such way of analysing"))
}

#[cfg(test)]
mod tests;
