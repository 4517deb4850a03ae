//! Where words stand in the texts of a study: the search index beside it, kept up to date.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use themata_model::{DocumentId, Study, Transcript, WordTerm};
use themata_search::{Entry, Index, Language, Order, Words, places};
use themata_store::Snapshot;
use themata_text::{CharSpan, paragraphs};

use crate::language::{language_of, languages};
use crate::spare::Spare;
use crate::{Failure, Progress};

/// The places of words, by document.
type Places = BTreeMap<DocumentId, Vec<CharSpan>>;

/// The places of each of a query's words in all documents.
pub(crate) fn places_of(
    snapshot: &Snapshot<'_>,
    study: &Study,
    terms: &[WordTerm],
) -> Result<Vec<Places>, Failure> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let languages = languages(study);
    let words: Result<Vec<Words>, Failure> =
        terms.iter().map(|term| words_of(term, &languages)).collect();
    let words = words?;
    let index = search_index(snapshot, study, &|_, _| ())?;
    let mut passages: Vec<BTreeMap<DocumentId, Vec<CharSpan>>> = Vec::new();
    for words in &words {
        let mut found: BTreeMap<DocumentId, Vec<CharSpan>> = BTreeMap::new();
        for hit in index.find(words, &|_| true, Order::Place)? {
            let document = DocumentId(hit.passage.document);
            found.entry(document).or_default().push(hit.passage.span);
        }
        passages.push(found);
    }
    let wanted: BTreeSet<DocumentId> =
        passages.iter().flat_map(|found| found.keys().copied()).collect();
    let transcripts = snapshot.transcripts(wanted)?;
    let found = words.iter().zip(passages).map(|(words, passages)| {
        let spare = Spare::new(|| words.clone());
        let in_document = |(id, passages): (DocumentId, Vec<CharSpan>)| {
            let text = &transcripts.get(&id)?.text;
            let language = language_of(study, study.document(id)?);
            let spans = spare.with(|words| {
                let in_passage = |&passage: &CharSpan| places(words, text, passage, language);
                passages.iter().flat_map(in_passage).collect()
            });
            Some((id, spans))
        };
        let passages: Vec<(DocumentId, Vec<CharSpan>)> = passages.into_iter().collect();
        let found: Vec<(DocumentId, Vec<CharSpan>)> =
            passages.into_par_iter().filter_map(in_document).collect();
        found.into_iter().collect()
    });
    Ok(found.collect())
}

fn words_of(term: &WordTerm, languages: &[Language]) -> Result<Words, Failure> {
    Ok(Words::parse(&term.text, languages)?)
}

/// The index of a study's passages. Where texts have changed since it was made, those are
/// indexed anew; it is made if it is missing.
pub(crate) fn search_index(
    snapshot: &Snapshot<'_>,
    study: &Study,
    progress: Progress<'_>,
) -> Result<Index, Failure> {
    let mut index = open(snapshot.path());
    let language = |id: DocumentId| {
        study.document(id).map_or(Language::English, |document| language_of(study, document))
    };
    let with_language =
        |(id, stamp): (DocumentId, String)| (id.0, format!("{stamp} {}", language(id).name()));
    let wanted: BTreeMap<u32, String> =
        snapshot.text_stamps()?.into_iter().map(with_language).collect();
    let stamp = written(&wanted);
    if index.stamp() == Some(stamp.as_str()) {
        return Ok(index);
    }
    let known = read(index.stamp().unwrap_or_default());
    let changed: Vec<u32> = wanted
        .iter()
        .filter(|(id, stamp)| known.get(id) != Some(stamp))
        .map(|(&id, _)| id)
        .collect();
    let removed: Vec<u32> =
        known.keys().filter(|id| !wanted.contains_key(id)).copied().collect();
    let mut unread = None;
    // Whatever is done to most of the documents is done faster to all.
    if index.stamp().is_some() && changed.len() * 2 < wanted.len() {
        let entries: Vec<Entry> =
            entries(snapshot, study, changed, progress, &mut unread).collect();
        if let Some(failure) = unread {
            return Err(failure);
        }
        match index.update(&stamp, &removed, entries) {
            Err(error) if error.wants_rebuild() => {}
            done => return Ok(done.map(|()| index)?),
        }
    }
    let all: Vec<u32> = study.documents.iter().map(|document| document.id.0).collect();
    // What lacks documents must never be taken for the whole: the stamp comes last.
    index.rebuild("", entries(snapshot, study, all, progress, &mut unread), &|_| ())?;
    if let Some(failure) = unread {
        return Err(failure);
    }
    match index.update(&stamp, &[], []) {
        // Another program was quicker; what was built here can be searched all the same.
        Err(error) if error.wants_rebuild() => {}
        done => done?,
    }
    Ok(index)
}

/// The documents as they are indexed, read one by one. They end where one cannot be read.
fn entries<'a>(
    snapshot: &'a Snapshot<'_>,
    study: &'a Study,
    documents: Vec<u32>,
    progress: Progress<'a>,
    unread: &'a mut Option<Failure>,
) -> impl Iterator<Item = Entry> + 'a {
    let total = documents.len();
    (1..).zip(documents).map_while(move |(done, id)| {
        progress(done, total);
        let read = snapshot.transcripts([DocumentId(id)]);
        let transcript = match read {
            Ok(mut transcripts) => match transcripts.remove(&DocumentId(id)) {
                Some(transcript) => transcript,
                None => {
                    *unread = Some(Failure::new("a document of the study has no text"));
                    return None;
                }
            },
            Err(error) => {
                *unread = Some(error.into());
                return None;
            }
        };
        let passages = passages(&transcript);
        let document = study.document(DocumentId(id));
        let language = document.map_or(Language::English, |it| language_of(study, it));
        Some(Entry { document: id, language, text: transcript.text, passages })
    })
}

/// What an index was made from: a line for each document.
fn written(stamps: &BTreeMap<u32, String>) -> String {
    let lines: Vec<String> = stamps.iter().map(|(id, stamp)| format!("{id} {stamp}")).collect();
    lines.join("\n")
}

fn read(stamp: &str) -> BTreeMap<u32, String> {
    let line = |line: &str| {
        let (id, stamp) = line.split_once(' ')?;
        Some((id.parse().ok()?, stamp.to_owned()))
    };
    stamp.lines().filter_map(line).collect()
}

/// The index beside a study, as it is.
fn open(study: Option<&Path>) -> Index {
    match study {
        Some(path) => {
            let mut folder = path.as_os_str().to_owned();
            folder.push(".index");
            Index::in_folder(Path::new(&folder))
        }
        None => Index::in_memory(),
    }
}

/// Turns, and the paragraphs that are in none.
pub(crate) fn passages(transcript: &Transcript) -> Vec<CharSpan> {
    let turns = transcript.turn_segments();
    let mut passages: Vec<CharSpan> = turns.spans().to_vec();
    passages.extend(
        paragraphs(&transcript.text)
            .spans()
            .iter()
            .filter(|&&paragraph| turns.touching(paragraph).is_empty()),
    );
    passages.sort_unstable();
    passages
}
