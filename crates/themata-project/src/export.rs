use std::path::Path;
use std::sync::Arc;

use themata_analysis::Table;
use themata_exchange::{ParquetTable, TidyTable, parquet_tables, tidy_tables};
use themata_model::Study;
use themata_report::{Surroundings, written_as};

use crate::view::{View, set_proposals_aside};
use crate::{ExcerptQuestion, Failure, Format, FrequencyQuestion, MemoListing, Project};

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
        Ok(tidy_tables(&study, &transcripts, &snapshot.memos()?, &snapshot.all_memos()?))
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
        parquet_tables(&study, &transcripts, &snapshot.memos()?, &snapshot.all_memos()?)
            .map_err(|error| Failure::new(format!("a table cannot be written: {error}")))
    }

    /// The study as one workbook for a spreadsheet program: documents, excerpts with their
    /// words, codes, how often each is used, speakers and memos, a sheet each, and a sheet that
    /// says what each one counts.
    ///
    /// # Errors
    ///
    /// If the study cannot be read, or a sheet cannot hold it.
    pub fn export_workbook(&mut self) -> Result<Vec<u8>, Failure> {
        let tables = [
            self.documents("")?,
            self.excerpts(&ExcerptQuestion::default())?,
            self.codebook_show()?,
            self.frequencies(&FrequencyQuestion::default())?,
            self.speakers("")?,
            self.memos(&MemoListing::default())?,
        ];
        let tables: Vec<&Table> = tables.iter().collect();
        written_as(&tables, Format::Xlsx, &Surroundings::default())
            .map_err(|error| Failure::new(format!("the workbook cannot be written: {error}")))
    }

    /// Writes a copy of the study file as it is at this moment, with its whole history, while
    /// others may go on writing to it.
    ///
    /// # Errors
    ///
    /// If there is a file of that name already, or it cannot be written.
    pub fn copy_to(&self, path: &Path) -> Result<(), Failure> {
        Ok(self.store.copy_to(path)?)
    }
}

/// The study without the proposals of machines.
fn of_people(snapshot: &View<'_>) -> Result<Arc<Study>, Failure> {
    let mut study = snapshot.study()?;
    set_proposals_aside(&mut study);
    Ok(study)
}
