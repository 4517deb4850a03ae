use crate::names::count;
use crate::{Cell, Column, Failure, Kind, Project, Table};

/// What checking a study came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// How many things are not as they must be.
    pub faults: usize,
    /// What is wrong, a row each, with what was checked in the definition.
    pub table: Table,
}

impl Project {
    /// Checks that the file is sound: every stretch inside its text, every quote equal to its
    /// text, log and tables in agreement, sources and texts what their hashes say. The search index
    /// is not looked at: every search brings it up to date.
    ///
    /// # Errors
    ///
    /// If the file cannot be read at all.
    pub fn check(&mut self) -> Result<Checked, Failure> {
        // A file that is so damaged that this cannot be read is told of below.
        let kept_back = match self.kept_back() {
            Ok(Some(_)) => " and those that are kept back,",
            _ => "",
        };
        let snapshot = self.snapshot()?;
        let findings = snapshot.verify()?;
        let mut table = Table::new(
            "check",
            "Check",
            [
                Column::new("id", "Rule", Kind::Text),
                Column::new("finding", "Finding", Kind::Passage),
            ],
        );
        for finding in &findings {
            table.push([Cell::text(finding.id), Cell::text(&finding.message)]);
        }
        let study = snapshot.study().ok();
        let (documents, codings) =
            study.map_or((0, 0), |study| (study.documents.len(), study.codings.len()));
        table.definition = format!(
            "{}, {}{kept_back} and {} were checked: the file itself, hashes, places and words of every \
             excerpt, the log replayed against the tables.",
            count(documents, "document"),
            count(codings, "coding"),
            count(snapshot.history()?.len(), "operation")
        );
        Ok(Checked { faults: findings.len(), table })
    }
}
