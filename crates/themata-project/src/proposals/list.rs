use std::collections::BTreeMap;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Coding, CodingId, DocumentId, Study, Transcript, Valence};
use themata_text::CharSpan;

use super::chosen;
use crate::codings::{place, turn_of};
use crate::credit::Quoted;
use crate::disagreements::marked;
use crate::names::{count, of_query};
use crate::{Credit, Failure, Project};

/// Which proposals are listed, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposalQuestion {
    /// The query; it is asked of proposals without naming a machine.
    pub query: String,
    /// The template by which words are credited.
    pub credit: Credit,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

/// A proposal as it is put to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Its number.
    pub number: u32,
    /// The name of the document.
    pub document: String,
    /// Where it stands: `turn 12 (NURSE)`.
    pub place: String,
    /// The name of the code, with a sign for its valence.
    pub code: String,
    /// The machine that proposes it.
    pub machine: String,
    /// The query that made it, if that is known.
    pub query: Option<String>,
    /// The words with what is around them, in brackets.
    pub words: String,
}

impl Project {
    /// What machines propose and nobody has decided on: a row each, in order of the documents.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn proposals(&mut self, question: &ProposalQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let (study, codings, query) =
            chosen::of(snapshot.study()?, &snapshot, snapshot.viewer(), &question.query)?;
        question.credit.check(&study)?;
        let memos = snapshot.memos()?;
        let shown = question.limit.unwrap_or(codings.len()).min(codings.len());
        let mut table = empty();
        for here in codings[..shown].chunk_by(|a, b| a.document == b.document) {
            let transcripts = snapshot.transcripts([here[0].document])?;
            let Some(transcript) = transcripts.get(&here[0].document) else { continue };
            for coding in here {
                let machine = study.coder(coding.coder).map_or("", |coder| coder.name.as_str());
                let by = (machine, memos.get(&coding.id).map(String::as_str));
                table.push(drawn(&study, transcript, coding, by, &question.credit));
            }
        }
        let first = match shown < codings.len() {
            true => format!("The first {shown} of "),
            false => String::new(),
        };
        table.definition = format!(
            "{first}{}{}. A proposal is a machine's coding that nobody has accepted or turned \
             down; it counts in no figure unless a query names the machine.",
            count(codings.len(), "proposal"),
            of_query(&query)
        );
        Ok(table)
    }

    /// The proposals that a query means, to be put to a person one after the other.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn to_review(&mut self, query: &str) -> Result<Vec<Proposed>, Failure> {
        let snapshot = self.snapshot()?;
        let (study, codings, _) =
            chosen::of(snapshot.study()?, &snapshot, snapshot.viewer(), query)?;
        let memos = snapshot.memos()?;
        let documents = codings.iter().map(|coding| coding.document);
        let transcripts = snapshot.transcripts(documents)?;
        Ok(codings
            .iter()
            .filter_map(|one| proposed(&study, &transcripts, &memos, one))
            .collect())
    }
}

fn proposed(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    memos: &BTreeMap<CodingId, String>,
    coding: &Coding,
) -> Option<Proposed> {
    let transcript = transcripts.get(&coding.document)?;
    let document = &study.document(coding.document)?.name;
    Some(Proposed {
        number: coding.id.0,
        document: document.clone(),
        place: place(study, document, transcript, coding.span),
        code: crate::show::with_sign(study, coding.code, coding.valence),
        machine: study.coder(coding.coder)?.name.clone(),
        query: memos.get(&coding.id).cloned(),
        words: marked(&transcript.text, coding.span, &[coding.span]),
    })
}

/// A table of proposals without rows.
pub(super) fn empty() -> Table {
    Table::new(
        "proposals",
        "Proposals",
        [
            Column::new("proposal", "No.", Kind::Count),
            Column::new("code", "Code", Kind::Text),
            Column::new("words", "Words", Kind::Passage),
            Column::new("credit", "Credit", Kind::Text),
            Column::new("machine", "Machine", Kind::Text),
            Column::new("query", "Made by", Kind::Text),
            Column::new("valence", "Valence", Kind::Text),
            Column::new("document", "Document", Kind::Text),
            Column::new("turn", "Turn", Kind::Count),
            Column::new("start", "Start", Kind::Count),
            Column::new("end", "End", Kind::Count),
        ],
    )
}

/// The row of a proposal that a machine made by a query.
pub(super) fn drawn(
    study: &Study,
    transcript: &Transcript,
    coding: &Coding,
    (machine, query): (&str, Option<&str>),
    credit: &Credit,
) -> Vec<Cell> {
    let (words, credited, turn) = told(study, transcript, coding.document, coding.span, credit);
    let document = study.document(coding.document);
    vec![
        Cell::Count(u64::from(coding.id.0)),
        Cell::text(&study.codebook[coding.code].name),
        words,
        credited,
        Cell::text(machine),
        query.map_or(Cell::Empty, Cell::text),
        coding.valence.map(Valence::as_str).map_or(Cell::Empty, Cell::text),
        document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
        turn,
        Cell::Count(u64::from(coding.span.start())),
        Cell::Count(u64::from(coding.span.end())),
    ]
}

/// The words of a stretch, how they are credited, and the number of the turn.
pub(super) fn told(
    study: &Study,
    transcript: &Transcript,
    id: DocumentId,
    span: CharSpan,
    credit: &Credit,
) -> (Cell, Cell, Cell) {
    let turn = turn_of(transcript, span);
    let credited = study.document(id).map(|document| {
        let speaker = turn
            .and_then(|turn| transcript.turns[turn].speaker)
            .and_then(|place| document.version.speakers.get(place as usize))
            .map(|speaker| speaker.name.as_str());
        credit.of(Quoted { study, document, speaker, turn: turn.map(|turn| turn + 1) })
    });
    (
        Cell::text(transcript.text.slice(span).unwrap_or_default()),
        credited.map_or(Cell::Empty, Cell::text),
        turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
    )
}
