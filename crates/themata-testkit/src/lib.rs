//! Test notation: transcripts with codings drawn under the words.
//!
//! ```
//! let fixture = themata_testkit::fixture(
//!     "
//! leadership
//!   shared vision
//! IT
//!   shared care record
//! ",
//!     "
//! //- P03 site:04 role:nurse
//! NURSE: The record never loads.
//!            ^^^^^^ shared care record @ana barrier
//!        ^^^^^^^^^^^^^^^^^^^^^^^ shared care record @ben
//! ",
//! );
//! assert_eq!(fixture.study.codings.len(), 2);
//! ```
//!
//! The first argument is a codebook as an outline; codes that have subcodes are not
//! assignable. In the second a line `//- name attribute:value…` begins a document, a line
//! `NAME: words` is a turn, any other line is a paragraph outside turns, and a line of carets
//! codes the words above it: `code @coder valence weight`. Offsets never appear in a test.
//!
//! What is wrong with a notation is a fault of the test, so it panics.

mod outline;
mod transcript;

use std::collections::BTreeMap;

use themata_model::{DocumentId, Study, Transcript};

pub use outline::codebook;

/// A study drawn in test notation, with its texts.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The study.
    pub study: Study,
    /// The texts of its documents.
    pub transcripts: BTreeMap<DocumentId, Transcript>,
}

/// Reads a study from an outline of codes and documents with codings drawn in.
///
/// # Panics
///
/// If the notation is not followed.
#[must_use]
pub fn fixture(codes: &str, documents: &str) -> Fixture {
    transcript::read(codebook(codes), documents)
}
