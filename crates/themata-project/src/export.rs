use themata_exchange::{ParquetTable, TidyTable, parquet_tables, tidy_tables};
use themata_model::Study;

use crate::view::View;
use crate::{Failure, Project};

impl Project {
    /// The study as tidy tables: a coding, a document, a turn, a section, a
    /// speaker, a memo or a code in each row. Proposals of machines are not among them.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn export_tables(&mut self) -> Result<Vec<TidyTable>, Failure> {
        let snapshot = self.snapshot()?;
        let study = of_people(&snapshot)?;
        let transcripts = snapshot.transcripts(study.documents.iter().map(|d| d.id))?;
        Ok(tidy_tables(&study, &transcripts, &snapshot.memos()?, &snapshot.document_memos()?))
    }

    /// The study as Parquet files with typed columns: documents with their texts, turns,
    /// sections, speakers, codes, codings, attributes, coders and memos.
    ///
    /// # Errors
    ///
    /// If the study cannot be read, or a text is too long for the format.
    pub fn export_parquet(&mut self) -> Result<Vec<ParquetTable>, Failure> {
        let snapshot = self.snapshot()?;
        let study = of_people(&snapshot)?;
        let transcripts = snapshot.transcripts(study.documents.iter().map(|d| d.id))?;
        parquet_tables(&study, &transcripts, &snapshot.memos()?, &snapshot.document_memos()?)
            .map_err(|error| Failure::new(format!("a table cannot be written: {error}")))
    }
}

/// The study without the proposals of machines.
fn of_people(snapshot: &View<'_>) -> Result<Study, Failure> {
    let mut study = snapshot.study()?;
    study.set_proposals_aside();
    Ok(study)
}
