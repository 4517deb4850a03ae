use std::collections::{BTreeMap, BTreeSet};

use themata_model::{
    AssignmentState, Change, CoderId, CoderKind, Coding, CodingId, DocumentId, Memo,
    OperationId, SpeakerRole, Study, Valence, Weight,
};
use themata_text::CharSpan;

use crate::memos::may_change;
use crate::names::count;
use crate::rounds::veil::Veil;
use crate::show::{ShownMemo, ShownTurn, hang, turns};
use crate::touched::Reach;
use crate::{Failure, Project};

/// A document as a page shows it to someone who codes: with every coding that the viewer may
/// see, and what is needed to change one.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The number of the document.
    pub document: u32,
    /// What it is called.
    pub name: String,
    /// What is known of it: `("site", "04")`, and how long it is.
    pub facts: Vec<(String, String)>,
    /// Its turns and the paragraphs between them, in order.
    pub turns: Vec<ShownTurn>,
    /// What each speaker does, in the order of the version's speakers.
    pub roles: Vec<Option<SpeakerRole>>,
    /// The memos on the document as a whole.
    pub memos: Vec<ShownMemo>,
    /// Its codings in order of their beginning, proposals of machines among them.
    pub codings: Vec<ReadCoding>,
    /// How many code points it has.
    pub len: u32,
    /// Number and name of the document before it, if any.
    pub previous: Option<(u32, String)>,
    /// Number and name of the document behind it, if any.
    pub next: Option<(u32, String)>,
    /// The moment at which it was read: the number of the last operation.
    pub moment: u32,
}

/// A coding as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCoding {
    /// Its number.
    pub id: u32,
    /// Where it lies.
    pub span: CharSpan,
    /// The place of its code in the codebook.
    pub code: u32,
    /// The name of its code.
    pub code_name: String,
    /// The number of its coder.
    pub coder_number: u32,
    /// The name of its coder.
    pub coder: String,
    /// Whether the coder is a person, the consensus or a machine.
    pub kind: CoderKind,
    /// Whether it is the viewer's own, to be changed.
    pub own: bool,
    /// Whether what is said hinders or helps.
    pub valence: Option<Valence>,
    /// How strong the passage is for the code.
    pub weight: Option<Weight>,
    /// The remark on it.
    pub memo: Option<String>,
}

/// What changed of a document since a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangedSince {
    /// At most codings on these stretches.
    Codings(Vec<CharSpan>),
    /// More than codings: the document is to be read anew.
    Everything,
}

impl Project {
    /// A document for reading and coding.
    ///
    /// # Errors
    ///
    /// If there is no document of that number, or the file cannot be read.
    pub fn reading(&mut self, document: u32) -> Result<Reading, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let id = DocumentId(document);
        let missing = || Failure::nothing("there is no such document in this study");
        let place = study.documents.iter().position(|document| document.id == id);
        let place = place.ok_or_else(missing)?;
        let document = &study.documents[place];
        let transcripts = snapshot.transcripts([id])?;
        let transcript = &transcripts[&id];
        let speakers: Vec<&str> =
            document.version.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        let mut turns = turns(transcript, &speakers);
        let mut whole = Vec::new();
        let blind = study.blind_documents();
        for memo in snapshot.all_memos()? {
            if memo.document() == Some(id) {
                let may_change = may_change(&study.coders, &blind, snapshot.viewer(), &memo);
                hang(memo, may_change, &mut turns, &mut whole);
            }
        }
        let mut facts: Vec<(String, String)> = study
            .attributes
            .iter()
            .filter_map(|attribute| {
                let value = document.values.get(&attribute.id)?;
                Some((attribute.name.clone(), value.to_string()))
            })
            .collect();
        facts.push((String::new(), count(document.version.words as usize, "word")));
        let remarks = snapshot.remarks_on([id])?;
        let own = own_coder(&study, snapshot.viewer());
        let codings = study.codings.on(id).iter();
        let codings =
            codings.filter_map(|coding| ReadCoding::of(&study, coding, &remarks, own));
        let named = |place: usize| {
            let document = study.documents.get(place)?;
            Some((document.id.0, document.name.clone()))
        };
        Ok(Reading {
            document: id.0,
            name: document.name.clone(),
            facts,
            turns,
            roles: document.version.speakers.iter().map(|speaker| speaker.role).collect(),
            memos: whole,
            codings: codings.collect(),
            len: transcript.text.len(),
            previous: place.checked_sub(1).and_then(named),
            next: named(place + 1),
            moment: snapshot.head()?.0,
        })
    }

    /// The number of the last operation: it grows with everything that is written to the
    /// study, by whichever program.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn moment(&mut self) -> Result<u32, Failure> {
        Ok(self.snapshot()?.head()?.0)
    }

    /// Brings what was written into the study's file itself, so that a copy of it has all: see
    /// [`themata_store::Store::gather`].
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn gather(&mut self) -> Result<bool, Failure> {
        Ok(self.store.gather()?)
    }

    /// What changed of a document since a moment, and the moment until which that is known.
    /// What was done and undone meanwhile may be among it.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn changed_since(
        &mut self,
        document: u32,
        moment: u32,
    ) -> Result<(ChangedSince, u32), Failure> {
        let snapshot = self.snapshot()?;
        let id = DocumentId(document);
        let until = snapshot.head()?.0;
        let veil = Veil::over(&snapshot, snapshot.viewer())?;
        let mut spans = BTreeSet::new();
        for operation in snapshot.history_since(OperationId(moment))? {
            for change in snapshot.changes(&operation)? {
                match change {
                    Change::CodingsAdded(records) | Change::CodingsRemoved(records) => {
                        // Where someone codes tells what they think, too.
                        let seen =
                            records.iter().map(|record| record.coding).filter(|coding| {
                                let Coding { document, coder, .. } = *coding;
                                document == id
                                    && veil
                                        .as_ref()
                                        .is_none_or(|veil| !veil.hides(document, coder))
                            });
                        spans.extend(seen.map(|coding| coding.span));
                    }
                    Change::Memo { before, after, .. } => {
                        let of_document = |memo: &Memo| {
                            memo.document() == Some(id)
                                && veil.as_ref().is_none_or(|veil| !veil.hides_memo(memo))
                        };
                        if before.iter().chain(&after).any(of_document) {
                            return Ok((ChangedSince::Everything, until));
                        }
                    }
                    // Whoever finishes, or takes up again, may free or hide what others coded.
                    Change::Assignment { document, before, after, .. } => {
                        let is_open = |state: Option<AssignmentState>| {
                            state.is_some_and(AssignmentState::is_open)
                        };
                        if document == id && is_open(before) != is_open(after) {
                            return Ok((ChangedSince::Everything, until));
                        }
                    }
                    change => match Reach::of(&change) {
                        Reach::Beside => {}
                        _ => return Ok((ChangedSince::Everything, until)),
                    },
                }
            }
        }
        Ok((ChangedSince::Codings(spans.into_iter().collect()), until))
    }
}

impl ReadCoding {
    /// A coding, its remark if it has one, and whether it is the one's who looks.
    pub(crate) fn of(
        study: &Study,
        coding: &Coding,
        remarks: &BTreeMap<CodingId, String>,
        own: Option<CoderId>,
    ) -> Option<ReadCoding> {
        let coder = study.coder(coding.coder)?;
        Some(ReadCoding {
            id: coding.id.0,
            span: coding.span,
            code: coding.code.get(),
            code_name: study.codebook[coding.code].name.clone(),
            coder_number: coder.id.0,
            coder: coder.name.clone(),
            kind: coder.kind,
            own: own == Some(coder.id),
            valence: coding.valence,
            weight: coding.weight,
            memo: remarks.get(&coding.id).cloned(),
        })
    }
}

/// The coder who looks at a study. Where only one person codes, nobody has to say who they
/// are.
pub(crate) fn own_coder(study: &Study, viewer: Option<&str>) -> Option<CoderId> {
    let mut people = study.coders.iter().filter(|coder| coder.kind == CoderKind::Human);
    let own = match viewer {
        Some(name) => study.coder_named(name),
        None => people.next().filter(|_| people.next().is_none()),
    };
    own.map(|coder| coder.id)
}
