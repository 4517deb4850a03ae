use themata_analysis::FrequencyMeasure;

use crate::ask::{ask, transcripts};
use crate::{Failure, Project, Table};

/// What is to be counted, and how it is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrequencyQuestion {
    /// The query.
    pub query: String,
    /// The name of the attribute whose values are put side by side.
    pub by: Option<String>,
    /// What is put side by side; excerpts if nothing is said.
    pub beside: Vec<FrequencyMeasure>,
    /// Whether each group has rows of its own rather than columns, as programs like it.
    pub long: bool,
}

impl Project {
    /// How often each theme and code was used: codings, excerpts, documents, sites, share of
    /// words.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such attribute, or the study cannot be read.
    pub fn frequencies(&mut self, question: &FrequencyQuestion) -> Result<Table, Failure> {
        self.counted_frequencies(question, true)
    }

    /// The same without shares of words, for which the texts need not be read.
    ///
    /// # Errors
    ///
    /// As [`Project::frequencies`].
    pub fn frequencies_but_for_words(
        &mut self,
        question: &FrequencyQuestion,
    ) -> Result<Table, Failure> {
        self.counted_frequencies(question, false)
    }

    fn counted_frequencies(
        &mut self,
        question: &FrequencyQuestion,
        with_words: bool,
    ) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let by = question.by.as_deref().map(|by| crate::names::attribute(study, by));
        let transcripts = with_words.then(|| transcripts(&snapshot, asked)).transpose()?;
        let frequencies =
            themata_analysis::frequencies(study, asked, by.transpose()?, transcripts.as_ref())?;
        if question.long {
            return Ok(frequencies.to_long_table(&FrequencyMeasure::ALL));
        }
        let beside = match question.beside.as_slice() {
            [] => &[FrequencyMeasure::Excerpts],
            measures => measures,
        };
        let overall: Vec<FrequencyMeasure> = FrequencyMeasure::ALL
            .into_iter()
            .filter(|&measure| measure != FrequencyMeasure::DocumentShare)
            .collect();
        Ok(frequencies.to_table(&overall, beside))
    }
}
