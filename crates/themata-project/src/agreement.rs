use std::collections::BTreeMap;

use themata_analysis::{AgreementUnit, AgreementUniverse};

use crate::ask::{ask, transcripts};
use crate::{Failure, Project, Table};

/// What is to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementQuestion {
    /// The query: its documents, coders and codes are compared.
    pub query: String,
    /// What is judged.
    pub unit: AgreementUnit,
    /// Which units take part.
    pub universe: AgreementUniverse,
}

impl Project {
    /// How far coders agree, code by code and over all.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read. That no document was judged by two
    /// coders is no error: everything is undefined then, with the reason.
    pub fn agreement(&mut self, question: &AgreementQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let AgreementQuestion { unit, universe, .. } = *question;
        let transcripts = match unit.needs_texts() {
            true => transcripts(&snapshot, asked)?,
            false => BTreeMap::new(),
        };
        Ok(themata_analysis::agreement(study, asked, unit, universe, &transcripts)?.to_table())
    }
}
