use std::collections::BTreeMap;

use rayon::prelude::*;
use themata_model::{Coding, DocumentId, Place};
use themata_search::Passage;

use super::counts::{Said, of_places};
use super::{Drawing, Found, FoundExcerpt, FoundQuestion, ListedAs};
use crate::asking::QueryNames;
use crate::search::{Finding, LookedFor, find};
use crate::view::View;
use crate::words::Who;
use crate::{Failure, SearchQuestion};

/// The places of the words that a query looks for.
pub(super) fn found(snapshot: &View<'_>, question: &FoundQuestion) -> Result<Found, Failure> {
    let asked = SearchQuestion { query: question.query.clone(), ..SearchQuestion::default() };
    let finding = find(snapshot, &asked, &|_, _| ())?;
    let resolved = &finding.answer.resolved;
    let by_document = !resolved.asks_of_codings() && !resolved.asks_of_places();
    let (said, results) = match &finding.looked_for {
        LookedFor::Words(_) if by_document => {
            counted(snapshot, question, &finding, &finding.counts)?
        }
        _ => sought(snapshot, question, &finding)?,
    };
    let documents = said.chunk_by(|a, b| a.0.0 == b.0.0).count();
    Ok(Found {
        // The words stand in the query, so it is told as a whole.
        query: themata_model::Query::parse(&question.query)?.to_string(),
        listed_as: ListedAs::Places,
        has_words: true,
        total: said.iter().map(|&(_, count)| count).sum(),
        codings: 0,
        documents,
        results,
        counts: of_places(&finding.answer.study, &said),
        remarks: finding.remarks.clone(),
        names: QueryNames::of(&finding.answer.study),
    })
}

type Counted = (Vec<(Said, usize)>, Vec<FoundExcerpt>);

/// Where every place in the passages counts, the index knows how many there are: only the
/// texts of the part that is wanted are read.
fn counted(
    snapshot: &View<'_>,
    question: &FoundQuestion,
    finding: &Finding,
    counts: &[u32],
) -> Result<Counted, Failure> {
    let mut said = Vec::new();
    let mut wanted: Vec<Passage> = Vec::new();
    let (mut before, mut passed_over) = (0, 0);
    let documents = finding.passages.iter().map(|passage| DocumentId(passage.document));
    let documents: std::collections::BTreeSet<DocumentId> = documents.collect();
    let turns = snapshot.turns(documents)?;
    for (passage, &count) in finding.passages.iter().zip(counts) {
        let id = DocumentId(passage.document);
        let of_document = turns.get(&id).map_or(&[][..], Vec::as_slice);
        let at = of_document.partition_point(|turn| turn.span.end() <= passage.span.start());
        let turn = of_document.get(at).filter(|turn| turn.span.overlaps(passage.span));
        said.push(((id, turn.and_then(|turn| turn.speaker)), count as usize));
        let (first, last) = (before, before + count as usize);
        before = last;
        if last > question.from && first < question.from.saturating_add(question.most) {
            if wanted.is_empty() {
                passed_over = question.from - first;
            }
            wanted.push(*passage);
        }
    }
    let study = &finding.answer.study;
    let drawing =
        Drawing::new(snapshot, study, wanted.iter().map(|it| DocumentId(it.document)))?;
    let evaluated = finding.answer.evaluated();
    let mut places = Vec::new();
    for here in wanted.chunk_by(|a, b| a.document == b.document) {
        let id = DocumentId(here[0].document);
        let Some(transcript) = drawing.transcript(id) else { continue };
        let looked_for = &finding.looked_for;
        places.extend(finding.places_of(looked_for, &evaluated, Who::All, transcript, here));
    }
    let shown = places.iter().skip(passed_over).take(question.most);
    let results = shown.filter_map(|place| drawn(&drawing, finding, place)).collect();
    Ok((said, results))
}

/// Where it depends on the place whether it counts, every text is read that holds the words.
fn sought(
    snapshot: &View<'_>,
    question: &FoundQuestion,
    finding: &Finding,
) -> Result<Counted, Failure> {
    let study = &finding.answer.study;
    let of_documents: Vec<&[Passage]> =
        finding.passages.chunk_by(|a, b| a.document == b.document).collect();
    let ids = of_documents.iter().map(|here| DocumentId(here[0].document));
    let drawing = Drawing::new(snapshot, study, ids)?;
    let evaluated = finding.answer.evaluated();
    let places: Vec<Vec<Place>> = of_documents
        .par_iter()
        .map_init(
            || finding.looked_for.clone(),
            |looked_for, here| match drawing.transcript(DocumentId(here[0].document)) {
                Some(transcript) => {
                    finding.places_of(looked_for, &evaluated, Who::All, transcript, here)
                }
                None => Vec::new(),
            },
        )
        .collect();
    let mut said = Vec::new();
    for of_document in &places {
        let mut speakers: BTreeMap<Option<u32>, usize> = BTreeMap::new();
        for place in of_document {
            *speakers.entry(place.speaker).or_default() += 1;
        }
        let Some(first) = of_document.first() else { continue };
        said.extend(speakers.into_iter().map(|(who, count)| ((first.document, who), count)));
    }
    let shown = places.iter().flatten().skip(question.from).take(question.most);
    let results = shown.filter_map(|place| drawn(&drawing, finding, place)).collect();
    Ok((said, results))
}

/// A place with the codings that overlap it.
fn drawn(drawing: &Drawing<'_>, finding: &Finding, place: &Place) -> Option<FoundExcerpt> {
    let here = finding.answer.study.codings.on(place.document).iter();
    let overlap: Vec<Coding> =
        here.filter(|coding| coding.span.overlaps(place.span)).copied().collect();
    drawing.excerpt(place.document, place.span, &overlap)
}
