//! What changes when a coder applies codes to one stretch.

use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_model::{
    Change, CoderId, Coding, CodingId, CodingRecord, DocumentId, Study, Valence, Weight,
};
use themata_text::CharSpan;

/// Where codes are applied, by whom, and what is said with them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Applying<'a> {
    pub(super) document: DocumentId,
    pub(super) span: CharSpan,
    pub(super) coder: CoderId,
    pub(super) valence: Option<Valence>,
    pub(super) weight: Option<Weight>,
    pub(super) memo: Option<&'a str>,
}

/// What applying codes comes to.
#[derive(Debug, Default)]
pub(super) struct Applied {
    pub(super) added: Vec<CodingRecord>,
    /// Codings that the coder had made before as they were, and as they are now.
    pub(super) removed: Vec<CodingRecord>,
    pub(super) changed: Vec<CodingRecord>,
    /// How many the coder had made before just so.
    pub(super) known: usize,
}

/// Applies codes to a stretch. Where the coder has coded it so before, what is said is said of
/// that coding.
pub(super) fn apply(
    study: &Study,
    memos: &BTreeMap<CodingId, String>,
    next: CodingId,
    codes: &[CodeIndex],
    applying: Applying<'_>,
) -> Applied {
    let Applying { document, span, coder, valence, weight, memo } = applying;
    let mut applied = Applied::default();
    for (place, &code) in codes.iter().enumerate() {
        if codes[..place].contains(&code) {
            continue;
        }
        let known = study
            .codings
            .on(document)
            .iter()
            .find(|coding| (coding.span, coding.code, coding.coder) == (span, code, coder));
        let Some(&known) = known else {
            let id = CodingId(next.0 + applied.added.len() as u32);
            let coding = Coding { id, document, span, code, coder, valence, weight };
            applied.added.push(CodingRecord { coding, memo: memo.map(str::to_owned) });
            continue;
        };
        let before = CodingRecord { coding: known, memo: memos.get(&known.id).cloned() };
        let after = applying.said_again(&before);
        if after == before {
            applied.known += 1;
        } else {
            applied.removed.push(before);
            applied.changed.push(after);
        }
    }
    applied
}

impl Applying<'_> {
    /// A coding with the valence, weight and memo that are said now, where any are said.
    fn said_again(&self, before: &CodingRecord) -> CodingRecord {
        let valence = self.valence.or(before.coding.valence);
        let weight = self.weight.or(before.coding.weight);
        CodingRecord {
            coding: Coding { valence, weight, ..before.coding },
            memo: self.memo.map(str::to_owned).or_else(|| before.memo.clone()),
        }
    }
}

impl Applied {
    /// The codings that are new or say something else.
    pub(super) fn codings(&self) -> impl Iterator<Item = CodingId> {
        self.added.iter().chain(&self.changed).map(|record| record.coding.id)
    }
}

impl From<Applied> for Vec<Change> {
    fn from(applied: Applied) -> Vec<Change> {
        let mut changes = Vec::new();
        if !applied.added.is_empty() {
            changes.push(Change::CodingsAdded(applied.added));
        }
        if !applied.changed.is_empty() {
            changes.push(Change::CodingsRemoved(applied.removed));
            changes.push(Change::CodingsAdded(applied.changed));
        }
        changes
    }
}
