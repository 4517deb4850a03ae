use crate::{Failure, Project};

/// What a list of studies says of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// What the study is called.
    pub title: String,
    /// How many documents it has.
    pub documents: u32,
    /// When something was last done to it, in UTC as RFC 3339 writes it.
    pub changed: String,
}

impl Project {
    /// What a list of studies says of this one. Costs next to nothing, however large it is.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn glance(&mut self) -> Result<Glance, Failure> {
        let snapshot = self.snapshot()?;
        Ok(Glance {
            title: snapshot.title()?,
            documents: snapshot.document_count()?,
            changed: snapshot.last_change()?,
        })
    }
}
