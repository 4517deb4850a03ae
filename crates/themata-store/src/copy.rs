use std::path::Path;

use crate::error::Kind;
use crate::{Error, Snapshot, Store};

impl Store {
    /// Writes a copy of the study as it is at one moment, with its whole history, while others
    /// may go on writing to it. The copy is one file that needs none beside it.
    ///
    /// # Errors
    ///
    /// If there is a file of that name already, which is left alone, or if it cannot be
    /// written.
    pub fn copy_to(&self, path: &Path) -> Result<(), Error> {
        if path.symlink_metadata().is_ok() {
            return Err(Error::new(Kind::Exists(path.to_owned())));
        }
        let copied = self.connection.execute("VACUUM INTO ?1", [path.to_string_lossy()]);
        if copied.is_err() {
            // It is ours, and half a copy helps nobody.
            let _ = std::fs::remove_file(path);
        }
        copied?;
        Ok(())
    }
}

impl Snapshot<'_> {
    /// How many documents the study has. Costs next to nothing.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn document_count(&self) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM document";
        Ok(self.transaction.query_row(sql, [], |row| row.get(0))?)
    }

    /// When something was last done to the study, in UTC as RFC 3339 writes it. Costs next to
    /// nothing.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn last_change(&self) -> Result<String, Error> {
        let sql = "SELECT coalesce((SELECT at FROM operation ORDER BY id DESC LIMIT 1), '')";
        Ok(self.transaction.query_row(sql, [], |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::Session;

    use crate::Store;

    #[test]
    fn a_copy_is_a_study_and_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("care.themata");
        let copy = folder.path().join("copy.themata");
        let session = Session::fixed("ana", 1);
        let store = Store::create(&path, &session, "Integrated care").unwrap();
        // The study is still open, and what was last written may be beside its file.
        store.copy_to(&copy).unwrap();
        let error = store.copy_to(&copy).unwrap_err().to_string();
        assert!(error.contains("exists"), "{error}");

        let mut opened = Store::open(&copy).unwrap();
        let snapshot = opened.snapshot().unwrap();
        assert_eq!(snapshot.title().unwrap(), "Integrated care");
        assert_eq!(snapshot.history().unwrap().len(), 1);
        assert_eq!(snapshot.document_count().unwrap(), 0);
        assert_eq!(snapshot.last_change().unwrap(), session.now.to_string());
        assert!(snapshot.verify().unwrap().is_empty());
    }
}
