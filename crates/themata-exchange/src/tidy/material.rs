//! Tables of what the material is divided by, who speaks in it, and what was remarked on it.

use std::collections::{BTreeMap, BTreeSet};

use themata_model::{
    Attribute, AttributeId, Document, DocumentId, Memo, SpeakerRole, Study, Transcript, Turn,
};
use themata_text::{CharSpan, words};

use super::Table;

/// `sections.csv`: a heading or question in each row, with the first and last turn in it.
pub(super) fn sections(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
) -> String {
    let mut table = Table::new(&[
        "document",
        "section",
        "title",
        "kind",
        "level",
        "start",
        "end",
        "first_turn",
        "last_turn",
    ]);
    for document in &study.documents {
        let turns = transcripts.get(&document.id).map_or(&[][..], |t| t.turns.as_slice());
        for (number, section) in (1usize..).zip(&document.version.sections) {
            let within = within(turns, section.span);
            let (first, last) = match within.is_empty() {
                true => (String::new(), String::new()),
                false => ((within.start + 1).to_string(), within.end.to_string()),
            };
            table.row([
                document.name.as_str(),
                &number.to_string(),
                &section.title,
                section.kind.as_str(),
                &section.level.to_string(),
                &section.span.start().to_string(),
                &section.span.end().to_string(),
                &first,
                &last,
            ]);
        }
    }
    table.finish()
}

/// The places of the turns that begin in a section.
pub(crate) fn within(turns: &[Turn], section: CharSpan) -> std::ops::Range<usize> {
    let first = turns.partition_point(|turn| turn.span.start() < section.start());
    let behind = turns.partition_point(|turn| turn.span.start() < section.end());
    first..behind.max(first)
}

/// `speakers.csv`: a speaker of a document in each row, with a column for each attribute that
/// is known of any speaker.
pub(super) fn speakers(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
) -> String {
    let all = study.documents.iter().flat_map(|document| &document.version.speakers);
    let known: BTreeSet<AttributeId> =
        all.flat_map(|speaker| speaker.values.keys().copied()).collect();
    let attributes: Vec<Attribute> = study
        .attributes
        .iter()
        .filter(|attribute| known.contains(&attribute.id))
        .cloned()
        .collect();
    let mut columns = vec!["document", "name", "heard_as", "role", "turns", "words"];
    let keys = Attribute::column_keys(&attributes, &columns);
    columns.extend(keys.iter().map(String::as_str));
    let mut table = Table::new(&columns);
    for document in &study.documents {
        let said = said(document, transcripts.get(&document.id));
        for (speaker, (turns, words)) in document.version.speakers.iter().zip(said) {
            let mut row = vec![
                document.name.clone(),
                speaker.name.clone(),
                speaker.heard_as.clone(),
                speaker.role.map_or("", SpeakerRole::as_str).to_owned(),
                turns.to_string(),
                words.to_string(),
            ];
            row.extend(attributes.iter().map(|attribute| {
                speaker.values.get(&attribute.id).map_or(String::new(), ToString::to_string)
            }));
            table.row(row.iter().map(String::as_str));
        }
    }
    table.finish()
}

/// The turns and words of each speaker of a document.
pub(crate) fn said(
    document: &Document,
    transcript: Option<&Transcript>,
) -> Vec<(usize, usize)> {
    let mut said = vec![(0usize, 0usize); document.version.speakers.len()];
    if let Some(transcript) = transcript {
        let words = words(&transcript.text);
        for turn in &transcript.turns {
            let place = turn.speaker.and_then(|place| said.get_mut(place as usize));
            if let Some((turns, spoken)) = place {
                *turns += 1;
                *spoken += words.touching(turn.span).len();
            }
        }
    }
    said
}

/// `memos.csv`: a memo on the study, a code, a document or a stretch of one in each row. Remarks
/// on codings stand in `codings.csv`.
pub(super) fn memos(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    memos: &[Memo],
) -> String {
    let mut table = Table::new(&[
        "memo", "document", "start", "end", "turn", "author", "at", "about", "words", "on",
        "code", "title",
    ]);
    for memo in memos {
        let document = memo.document().and_then(|id| study.document(id));
        let transcript = memo.document().and_then(|id| transcripts.get(&id));
        let span = memo.span();
        let about = span.and_then(|span| transcript?.text.slice(span));
        let turn = span.and_then(|span| turn_at(transcript?, span));
        let code = memo.target.code().and_then(|code| study.codebook.get(code));
        let number = |number: Option<u32>| number.map_or(String::new(), |n| n.to_string());
        table.row([
            memo.id.to_string().as_str(),
            document.map_or("", |document| &document.name),
            &number(span.map(CharSpan::start)),
            &number(span.map(CharSpan::end)),
            &turn.map_or(String::new(), |turn| turn.to_string()),
            memo.author.as_deref().unwrap_or_default(),
            memo.at.as_deref().unwrap_or_default(),
            about.unwrap_or_default(),
            &memo.words,
            memo.target.as_str(),
            code.map_or("", |code| &code.name),
            memo.title.as_deref().unwrap_or_default(),
        ]);
    }
    table.finish()
}

/// The number of the turn, counted from 1, in which a stretch begins.
pub(crate) fn turn_at(transcript: &Transcript, span: CharSpan) -> Option<usize> {
    let turns = &transcript.turns;
    let at = turns.partition_point(|turn| turn.span.end() <= span.start());
    turns.get(at).filter(|turn| turn.span.start() <= span.start()).map(|_| at + 1)
}
