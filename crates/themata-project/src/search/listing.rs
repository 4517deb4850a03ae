//! The places of a finding as rows, document by document and side by side.

use rayon::prelude::*;
use themata_model::{DocumentId, Evaluated, Transcript};
use themata_search::{Passage, Vocabulary};

use super::rows::row;
use super::{Finding, LookedFor, SearchQuestion};
use crate::language::language_of;
use crate::spare::Spare;
use crate::view::View;
use crate::words::{Concordance, PlaceOrder};
use crate::{Cell, Failure};

/// How many documents are read before they are looked through side by side, so that a large
/// study is never in memory as a whole.
pub(super) const BATCH: usize = 64;

/// The rows that are listed, and how many places there are in all.
pub(super) struct Listed {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) total: usize,
    pub(super) documents: usize,
}

/// A row with what it is sorted by; nothing where rows stay in order of place.
type Keyed = (Vec<String>, Vec<Cell>);

/// Lays out the places of a finding in the order that is asked for, as many as are listed.
pub(super) fn listed(
    snapshot: &View<'_>,
    found: &Finding,
    question: &SearchQuestion,
) -> Result<Listed, Failure> {
    let most = question.most();
    let in_order = question.order == PlaceOrder::Place;
    let counted = found.counted(question.who).filter(|_| in_order);
    let passages = match counted {
        Some(_) => found.first(most),
        None => &found.passages,
    };
    let study = &found.answer.study;
    let evaluated = found.answer.evaluated();
    let spare = Spare::new(|| (Vocabulary::default(), found.looked_for.clone()));
    let mut rows: Vec<Keyed> = Vec::new();
    let (mut total, mut documents) = (0, 0);
    let of_documents: Vec<&[Passage]> =
        passages.chunk_by(|a, b| a.document == b.document).collect();
    for batch in of_documents.chunks(BATCH) {
        let ids = batch.iter().map(|passages| DocumentId(passages[0].document));
        let ids = ids.filter(|&id| study.document(id).is_some());
        let transcripts = snapshot.transcripts(ids)?;
        let left = if in_order { most - rows.len() } else { usize::MAX };
        let placed: Vec<(usize, Vec<Keyed>)> = batch
            .par_iter()
            .map(|passages| {
                let id = DocumentId(passages[0].document);
                let Some(transcript) = transcripts.get(&id) else { return (0, Vec::new()) };
                spare.with(|(vocabulary, looked_for)| {
                    let looked = Looked { found, question, id, transcript, looked_for, left };
                    looked.rows(&evaluated, passages, vocabulary)
                })
            })
            .collect();
        for (places, of_document) in placed {
            total += places;
            documents += usize::from(places > 0);
            let left = if in_order { most - rows.len() } else { usize::MAX };
            rows.extend(of_document.into_iter().take(left));
        }
    }
    if !in_order {
        // The sort is stable, so that what is alike stays in order of place.
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows.truncate(most);
    }
    let (total, documents) = counted.unwrap_or((total, documents));
    Ok(Listed { rows: rows.into_iter().map(|(_, cells)| cells).collect(), total, documents })
}

/// A document that is looked through.
struct Looked<'a> {
    found: &'a Finding,
    question: &'a SearchQuestion,
    id: DocumentId,
    transcript: &'a Transcript,
    looked_for: &'a LookedFor,
    /// How many rows of it are wanted at most.
    left: usize,
}

impl Looked<'_> {
    /// How many places there are in the passages of the document, and the first as rows.
    fn rows(
        &self,
        evaluated: &Evaluated<'_>,
        passages: &[Passage],
        vocabulary: &mut Vocabulary,
    ) -> (usize, Vec<Keyed>) {
        let Looked { found, question, id, transcript, .. } = *self;
        let answer = &found.answer;
        let Some(document) = answer.study.document(id) else { return (0, Vec::new()) };
        let places =
            found.places_of(self.looked_for, evaluated, question.who, transcript, passages);
        let mut rows: Vec<Keyed> = Vec::new();
        for places in places.chunk_by(|a, b| a.passage == b.passage) {
            if rows.len() >= self.left {
                break;
            }
            let around = question.looks_at_words().then(|| {
                let language = language_of(&answer.study, document);
                Concordance::of(&transcript.text, places[0].passage, language, vocabulary)
            });
            for place in places.iter().take(self.left - rows.len()) {
                let mut key = match &around {
                    Some(around) => around.key(place.span, question.order),
                    None => Vec::new(),
                };
                if question.order == PlaceOrder::Document {
                    key.push(document.name.to_lowercase());
                }
                let cells = row(answer, id, transcript, place.span, question, around.as_ref());
                rows.push((key, cells));
            }
        }
        (places.len(), rows)
    }
}
