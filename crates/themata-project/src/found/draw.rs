use std::collections::{BTreeMap, BTreeSet};

use themata_model::{CoderId, Coding, CodingId, DocumentId, Study, Transcript};
use themata_text::CharSpan;

use super::FoundExcerpt;
use crate::codings::turn_of;
use crate::credit::Quoted;
use crate::reading::own_coder;
use crate::search::letters_around;
use crate::view::View;
use crate::{Credit, Failure, ReadCoding};

/// What is needed to draw stretches of some documents.
pub(crate) struct Drawing<'a> {
    study: &'a Study,
    transcripts: BTreeMap<DocumentId, Transcript>,
    memos: BTreeMap<CodingId, String>,
    credit: Credit,
    own: Option<CoderId>,
}

impl<'a> Drawing<'a> {
    /// Reads the texts of some documents.
    pub(crate) fn new(
        snapshot: &View<'_>,
        study: &'a Study,
        documents: impl Iterator<Item = DocumentId>,
    ) -> Result<Drawing<'a>, Failure> {
        let documents: BTreeSet<DocumentId> = documents.collect();
        Ok(Drawing {
            study,
            memos: snapshot.remarks_on(documents.iter().copied())?,
            transcripts: snapshot.transcripts(documents)?,
            credit: Credit::default(),
            own: own_coder(study, snapshot.viewer()),
        })
    }

    pub(crate) fn transcript(&self, document: DocumentId) -> Option<&Transcript> {
        self.transcripts.get(&document)
    }

    /// A stretch with codings.
    pub(crate) fn excerpt(
        &self,
        id: DocumentId,
        span: CharSpan,
        codings: &[Coding],
    ) -> Option<FoundExcerpt> {
        let study = self.study;
        let document = study.document(id)?;
        let transcript = self.transcripts.get(&id)?;
        let turn = turn_of(transcript, span);
        let speaker = turn
            .and_then(|turn| transcript.turns[turn].speaker)
            .and_then(|place| document.version.speakers.get(place as usize))
            .map(|speaker| speaker.name.as_str());
        let quoted = Quoted { study, document, speaker, turn: turn.map(|turn| turn + 1) };
        let (before, after) = letters_around(transcript, turn, span);
        Some(FoundExcerpt {
            document: id.0,
            document_name: document.name.clone(),
            span,
            before,
            words: transcript.text.slice(span)?.to_owned(),
            after,
            credit: self.credit.of(quoted),
            codings: codings
                .iter()
                .filter_map(|coding| ReadCoding::of(study, coding, &self.memos, self.own))
                .collect(),
        })
    }
}
