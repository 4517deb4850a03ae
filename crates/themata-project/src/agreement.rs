mod question;

use std::collections::BTreeMap;

use themata_analysis::{AgreementMeasure, AgreementUnit, Comparison, UnitizingOptions};

pub use question::{AgreementBy, AgreementQuestion, MeasureSet};

use crate::ask::{ask_compared, transcripts};
use crate::{Failure, Project, Table};

impl Project {
    /// How far coders agree, code by code and over all; or, without any coefficient, what
    /// they marked.
    ///
    /// # Errors
    ///
    /// If the query is unsound, the study cannot be read, or what is asked for does not go
    /// together. That no document was judged by two coders is no error: everything is undefined
    /// then, with the reason.
    pub fn agreement(&mut self, question: &AgreementQuestion) -> Result<Table, Failure> {
        question.check()?;
        let snapshot = self.snapshot()?;
        let answer = ask_compared(&snapshot, &question.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        // Texts without speakers have no turns to judge.
        let meant = asked.documents.iter().filter_map(|&id| study.document(id));
        let has_turns = meant.into_iter().any(|document| document.version.turns > 0);
        let (unit, universe) = (question.unit(has_turns), question.universe());
        let transcripts = match unit.needs_texts() {
            true => transcripts(&snapshot, asked)?,
            false => BTreeMap::new(),
        };
        let comparison = Comparison::of(study, asked, unit, universe, &transcripts)?;
        Ok(table(&comparison, question))
    }
}

fn table(comparison: &Comparison<'_>, question: &AgreementQuestion) -> Table {
    if question.discuss {
        return comparison.discussion().to_table();
    }
    let measures: &[AgreementMeasure] = match question.measures {
        MeasureSet::Items => &AgreementMeasure::ALL,
        _ => &AgreementMeasure::STANDARD,
    };
    match (question.by, question.measures) {
        (AgreementBy::Pair, _) => comparison.by_pair(measures).to_table(),
        (AgreementBy::Document, _) => comparison.by_document(measures).to_table(),
        (AgreementBy::Code, MeasureSet::Standard) => {
            comparison.agreement(question.interval).to_table()
        }
        (AgreementBy::Code, MeasureSet::Items) => {
            comparison.every_measure(question.interval).to_table()
        }
        (AgreementBy::Code, MeasureSet::Sets) => comparison.code_sets().to_table(),
        (AgreementBy::Code, MeasureSet::Unitizing) => {
            let options = UnitizingOptions { seed: question.seed, legacy: question.legacy };
            comparison.unitized(options).to_table()
        }
        (AgreementBy::Code, MeasureSet::Spans) => comparison.spans().to_table(),
    }
}

impl AgreementQuestion {
    /// What is judged: a turn, if nothing else is said, or a paragraph where there are no
    /// turns. Measures of stretches take characters.
    fn unit(&self, has_turns: bool) -> AgreementUnit {
        let usual = if has_turns { AgreementUnit::Turn } else { AgreementUnit::Paragraph };
        match self.measures.is_of_stretches() {
            true => AgreementUnit::Character,
            false => self.unit.unwrap_or(usual),
        }
    }
}
