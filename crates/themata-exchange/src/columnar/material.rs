//! Tables of what the material is divided by, who speaks in it, and what was remarked on it.

use std::collections::BTreeMap;

use themata_model::{Document, DocumentId, Memo, Section, Speaker, SpeakerRole, Study};
use themata_model::{Transcript, Turn};
use themata_text::CharSpan;

use super::columns::Columns;
use crate::tidy::material::{said, turn_at, within};

/// A turn in each row.
pub(super) fn turns<'a>(
    study: &'a Study,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
) -> Columns<'a> {
    let mut rows: Vec<(&Document, &Transcript, usize, &Turn)> = Vec::new();
    for document in &study.documents {
        let Some(transcript) = transcripts.get(&document.id) else { continue };
        let turns = (1..).zip(&transcript.turns);
        rows.extend(turns.map(|(number, turn)| (document, transcript, number, turn)));
    }
    let speaker = |document: &'a Document, turn: &Turn| {
        let speaker = document.version.speakers.get(turn.speaker? as usize)?;
        Some(speaker.name.as_str())
    };
    let all = || rows.iter().copied();
    Columns::new("turns")
        .words("document", all().map(|(document, ..)| document.name.as_str()))
        .whole("turn", all().map(|(_, _, number, _)| number))
        .words_or_null("speaker", all().map(|(document, _, _, turn)| speaker(document, turn)))
        .whole("start", all().map(|(.., turn)| turn.span.start()))
        .whole("end", all().map(|(.., turn)| turn.span.end()))
        .whole_or_null("start_ms", all().map(|(.., turn)| turn.start_ms))
        .whole_or_null("end_ms", all().map(|(.., turn)| turn.end_ms))
        .words(
            "words",
            all().map(|(_, transcript, _, turn)| {
                transcript.text.slice(turn.span).unwrap_or_default()
            }),
        )
}

/// The first and last turn that begin in a section, counted from 1.
type Ends = (usize, usize);

/// A heading or question in each row, with the first and last turn that begin in it.
pub(super) fn sections<'a>(
    study: &'a Study,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
) -> Columns<'a> {
    let mut rows: Vec<(&Document, usize, &Section, Option<Ends>)> = Vec::new();
    for document in &study.documents {
        let turns = transcripts.get(&document.id).map_or(&[][..], |t| t.turns.as_slice());
        for (number, section) in (1..).zip(&document.version.sections) {
            let within = within(turns, section.span);
            let ends = (!within.is_empty()).then_some((within.start + 1, within.end));
            rows.push((document, number, section, ends));
        }
    }
    let all = || rows.iter().copied();
    Columns::new("sections")
        .words("document", all().map(|(document, ..)| document.name.as_str()))
        .whole("section", all().map(|(_, number, ..)| number))
        .words("title", all().map(|(_, _, section, _)| section.title.as_str()))
        .words("kind", all().map(|(_, _, section, _)| section.kind.as_str()))
        .whole("level", all().map(|(_, _, section, _)| section.level))
        .whole("start", all().map(|(_, _, section, _)| section.span.start()))
        .whole("end", all().map(|(_, _, section, _)| section.span.end()))
        .whole_or_null("first_turn", all().map(|(.., ends)| Some(ends?.0)))
        .whole_or_null("last_turn", all().map(|(.., ends)| Some(ends?.1)))
}

/// A speaker of a document in each row.
pub(super) fn speakers<'a>(
    study: &'a Study,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
) -> Columns<'a> {
    let mut rows: Vec<(&Document, &Speaker, (usize, usize))> = Vec::new();
    for document in &study.documents {
        let said = said(document, transcripts.get(&document.id));
        let speakers = document.version.speakers.iter().zip(said);
        rows.extend(speakers.map(|(speaker, said)| (document, speaker, said)));
    }
    let all = || rows.iter().copied();
    Columns::new("speakers")
        .words("document", all().map(|(document, ..)| document.name.as_str()))
        .words("speaker", all().map(|(_, speaker, _)| speaker.name.as_str()))
        .words("heard_as", all().map(|(_, speaker, _)| speaker.heard_as.as_str()))
        .words_or_null(
            "role",
            all().map(|(_, speaker, _)| speaker.role.map(SpeakerRole::as_str)),
        )
        .whole("turn_count", all().map(|(.., (turns, _))| turns))
        .whole("word_count", all().map(|(.., (_, words))| words))
}

/// A memo on the study, a code, a document or a stretch of one in each row.
pub(super) fn memos<'a>(
    study: &'a Study,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
    memos: &'a [Memo],
) -> Columns<'a> {
    let all = || memos.iter();
    let document = |memo: &Memo| study.document(memo.document()?);
    let transcript = |memo: &Memo| transcripts.get(&memo.document()?);
    let code = |memo: &Memo| study.codebook.get(memo.target.code()?);
    Columns::new("memos")
        .whole("memo", all().map(|memo| memo.id.0))
        .words_or_null("document", all().map(|memo| Some(document(memo)?.name.as_str())))
        .whole_or_null("start", all().map(|memo| memo.span().map(CharSpan::start)))
        .whole_or_null("end", all().map(|memo| memo.span().map(CharSpan::end)))
        .whole_or_null("turn", all().map(|memo| turn_at(transcript(memo)?, memo.span()?)))
        .words_or_null("author", all().map(|memo| memo.author.as_deref()))
        .words_or_null("at", all().map(|memo| memo.at.as_deref()))
        .words_or_null("about", all().map(|memo| transcript(memo)?.text.slice(memo.span()?)))
        .words("words", all().map(|memo| memo.words.as_str()))
        .words("on", all().map(|memo| memo.target.as_str()))
        .words_or_null("code", all().map(|memo| Some(code(memo)?.name.as_str())))
        .words_or_null("title", all().map(|memo| memo.title.as_deref()))
}
