use std::path::Path;

use crate::{AgreementUnit, AgreementUniverse, Failure};

/// More replicates than this tell nothing more and fill the memory.
const MOST_REPLICATES: usize = 100_000;

/// What a reconciliation report is to be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconciliationQuestion {
    /// The query: its documents, coders and codes are compared.
    pub query: String,
    /// What is judged; if nothing is said, a turn where there are turns, else a paragraph.
    pub unit: Option<AgreementUnit>,
    /// Which units take part.
    pub universe: AgreementUniverse,
    /// The seed of everything that is drawn.
    pub seed: u64,
    /// The number of samples of documents behind an interval.
    pub replicates: usize,
    /// No coefficient at all: what there is to talk about.
    pub discuss: bool,
}

impl ReconciliationQuestion {
    pub(super) fn check(&self) -> Result<(), Failure> {
        match self.replicates {
            1..=MOST_REPLICATES => Ok(()),
            other => Err(Failure::new(format!(
                "the number of replicates is from 1 to {MOST_REPLICATES}, not {other}"
            ))
            .hint("1000 is enough for two digits")),
        }
    }
}

/// What a reconciliation report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReconciliationFormat {
    /// One page that needs nothing beside it.
    Html,
    /// For texts.
    Markdown,
    /// A sheet for each table.
    Workbook,
    /// For programs.
    Json,
}

impl ReconciliationFormat {
    /// The format that a file's ending asks for.
    ///
    /// # Errors
    ///
    /// If the ending is none of `.html`, `.md`, `.xlsx` and `.json`.
    pub fn of(path: &Path) -> Result<ReconciliationFormat, Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("html" | "htm") => Ok(ReconciliationFormat::Html),
            Some("md" | "markdown") => Ok(ReconciliationFormat::Markdown),
            Some("xlsx") => Ok(ReconciliationFormat::Workbook),
            Some("json") => Ok(ReconciliationFormat::Json),
            _ => Err(Failure::new(format!(
                "the ending of `{}` says no format of a report",
                path.display()
            ))
            .hint("name a file that ends in .html, .md, .xlsx or .json")),
        }
    }
}
