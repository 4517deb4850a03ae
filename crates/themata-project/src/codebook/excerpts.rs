use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::CodeIndex;
use themata_model::{Coding, DocumentId, Study, Transcript};
use themata_store::Snapshot;
use themata_text::CharSpan;

use super::counted;
use super::field::no_such_code;
use crate::codings::turn_of;
use crate::{Failure, Project};

/// How many code points of what stands before and behind an excerpt are shown with it.
const AROUND: u32 = 240;

/// Some of the excerpts that a code has, in order of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeExcerpts {
    /// The excerpts.
    pub excerpts: Vec<CodeExcerpt>,
    /// How many there are behind these.
    pub behind: usize,
}

/// A stretch of a document that carries a code, with everyone who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeExcerpt {
    /// The number of the document.
    pub document: u32,
    /// What the document is called.
    pub document_name: String,
    /// Where it lies.
    pub span: CharSpan,
    /// Who says it, if it lies in a turn of someone.
    pub speaker: Option<String>,
    /// The number of the turn that it begins in, counted from 1.
    pub turn: Option<usize>,
    /// What stands before it, at most 240 code points.
    pub before: String,
    /// Its words.
    pub words: String,
    /// What stands behind it, at most 240 code points.
    pub after: String,
    /// The numbers of its codings with the code, and the names of their coders.
    pub codings: Vec<(u32, String)>,
}

impl Project {
    /// The excerpts that carry a code itself, by its place, not those of its subcodes:
    /// at most `limit`, those behind a place if one is said (document, beginning, end).
    /// Proposals of machines are left out.
    ///
    /// # Errors
    ///
    /// If there is no such code, or the study cannot be read.
    pub fn code_excerpts(
        &mut self,
        code: u32,
        behind: Option<(u32, u32, u32)>,
        limit: usize,
    ) -> Result<CodeExcerpts, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let code = CodeIndex::new(code);
        study.codebook.get(code).ok_or_else(no_such_code)?;
        excerpts(&study, &snapshot, code, behind, limit)
    }

    /// Where codings lie, by their numbers: the number of the document, and the stretch.
    /// Those that are gone or may not be seen are left out.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn coding_places(
        &mut self,
        codings: &[u32],
    ) -> Result<BTreeMap<u32, (u32, CharSpan)>, Failure> {
        let wanted: BTreeSet<u32> = codings.iter().copied().collect();
        let study = self.snapshot()?.study()?;
        let found = study.codings.into_iter().filter(|coding| wanted.contains(&coding.id.0));
        Ok(found.map(|coding| (coding.id.0, (coding.document.0, coding.span))).collect())
    }
}

/// See [`Project::code_excerpts`].
pub(super) fn excerpts(
    study: &Study,
    snapshot: &Snapshot<'_>,
    code: CodeIndex,
    behind: Option<(u32, u32, u32)>,
    limit: usize,
) -> Result<CodeExcerpts, Failure> {
    let place = |coding: &Coding| (coding.document.0, coding.span.start(), coding.span.end());
    let mut codings: Vec<&Coding> =
        counted(study).filter(|coding| coding.code == code).collect();
    if let Some(behind) = behind {
        codings.retain(|coding| place(coding) > behind);
    }
    // Codings come in order of their places, so those of one excerpt stand together.
    let mut stretches = codings.chunk_by(|a, b| place(a) == place(b));
    let shown: Vec<&[&Coding]> = stretches.by_ref().take(limit).collect();
    let behind = stretches.count();
    let documents: BTreeSet<DocumentId> =
        shown.iter().filter_map(|codings| Some(codings.first()?.document)).collect();
    let transcripts = snapshot.transcripts(documents)?;
    let excerpts = shown.into_iter().filter_map(|codings| {
        excerpt(study, transcripts.get(&codings.first()?.document)?, codings)
    });
    Ok(CodeExcerpts { excerpts: excerpts.collect(), behind })
}

fn excerpt(study: &Study, transcript: &Transcript, codings: &[&Coding]) -> Option<CodeExcerpt> {
    let &&Coding { document, span, .. } = codings.first()?;
    let document = study.document(document)?;
    let turn = turn_of(transcript, span);
    let speaker = turn.and_then(|turn| transcript.turns[turn].speaker);
    let speaker = speaker.and_then(|place| document.version.speakers.get(place as usize));
    let text = &transcript.text;
    let words = |start: u32, end: u32| {
        let span = CharSpan::checked(start, end);
        span.and_then(|span| text.slice(span)).unwrap_or_default().to_owned()
    };
    let coder = |coding: &&Coding| {
        let coder = study.coder(coding.coder)?;
        Some((coding.id.0, coder.name.clone()))
    };
    Some(CodeExcerpt {
        document: document.id.0,
        document_name: document.name.clone(),
        span,
        speaker: speaker.map(|speaker| speaker.name.clone()),
        turn: turn.map(|turn| turn + 1),
        before: words(span.start().saturating_sub(AROUND), span.start()),
        words: words(span.start(), span.end()),
        after: words(span.end(), span.end().saturating_add(AROUND).min(text.len())),
        codings: codings.iter().filter_map(coder).collect(),
    })
}
