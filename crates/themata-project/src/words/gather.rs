use std::collections::BTreeMap;

use rayon::prelude::*;
use themata_model::{DocumentId, Study, Transcript};
use themata_search::{Language, Tally, Vocabulary, WordList, WordUnit};

use super::stop::Stop;
use super::text::Spoken;
use super::{StopList, Who};
use crate::Failure;
use crate::language::language_of;
use crate::spare::Spare;

/// What is counted, and of whom.
pub(crate) struct Counting<'a> {
    pub(crate) study: &'a Study,
    pub(crate) transcripts: &'a BTreeMap<DocumentId, Transcript>,
    pub(crate) who: Who,
    pub(crate) unit: WordUnit,
    pub(crate) stop: &'a Stop,
    /// How many parts the words are counted in.
    pub(crate) parts: usize,
}

/// What came of counting.
pub(crate) struct Gathered {
    /// The words that are listed.
    pub(crate) list: WordList,
    /// The words of each part, stop words too.
    pub(crate) words: Vec<u64>,
    /// The documents with a word in each part.
    pub(crate) documents: Vec<u64>,
}

impl Counting<'_> {
    /// Counts the words of the documents side by side. `parts` says of each word of a document
    /// in which part it counts, if in any.
    pub(crate) fn gather(
        &self,
        parts: impl Fn(&Spoken<'_>) -> Vec<Option<usize>> + Sync,
    ) -> Gathered {
        let transcripts: Vec<(&DocumentId, &Transcript)> = self.transcripts.iter().collect();
        let spare = Spare::new(Vocabulary::default);
        let tallies: Vec<(Tally, Vec<u64>)> = transcripts
            .into_par_iter()
            .map(|(&id, transcript)| {
                let mut tally = Tally::new(self.parts);
                let mut words = vec![0; self.parts];
                let Some(document) = self.study.document(id) else { return (tally, words) };
                let language = language_of(self.study, document);
                let spoken = spare.with(|vocabulary| {
                    Spoken::of(self.study, document, transcript, self.who, vocabulary)
                });
                for (word, part) in spoken.words.iter().zip(parts(&spoken)) {
                    let Some(part) = part else { continue };
                    words[part] += 1;
                    tally.add(word, part);
                }
                self.stop.leave_out(language, &mut tally);
                (tally, words)
            })
            .collect();
        let mut gathered = Gathered {
            list: WordList::new(self.unit, self.parts),
            words: vec![0; self.parts],
            documents: vec![0; self.parts],
        };
        for (tally, words) in &tallies {
            gathered.list.take(tally);
            for (part, &words) in words.iter().enumerate() {
                gathered.words[part] += words;
                gathered.documents[part] += u64::from(words > 0);
            }
        }
        gathered
    }
}

/// The stop words for the languages of some documents.
pub(crate) fn stop_words(
    list: &StopList,
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
) -> Stop {
    let documents = transcripts.keys().filter_map(|&id| study.document(id));
    let mut languages: Vec<Language> =
        documents.map(|document| language_of(study, document)).collect();
    languages.sort_by_key(|language| language.name());
    languages.dedup();
    list.read(&languages)
}

/// What a question for words comes to where no word is meant.
pub(crate) fn no_words(what: &str, who: Who) -> Failure {
    let failure = Failure::nothing(format!("no words are meant by {what}"));
    match who {
        Who::All => failure,
        _ => failure.hint("`--who all` counts the words of everyone, interviewers too"),
    }
}
