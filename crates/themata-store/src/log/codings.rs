//! The shape of codings in the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use themata_codebook::CodeIndex;
use themata_model::{CoderId, Coding, CodingId, CodingRecord, DocumentId, Valence, Weight};
use themata_text::CharSpan;

/// Codings column by column. Columns that say nothing are left out.
#[derive(Serialize, Deserialize, Default)]
pub(super) struct CodingsShape {
    id: Vec<u32>,
    document: Vec<u32>,
    start: Vec<u32>,
    end: Vec<u32>,
    code: Vec<u32>,
    coder: Vec<u32>,
    /// −1 for a barrier, 1 for a facilitator, 0 for neither.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    valence: Vec<i8>,
    /// Since format 5: from 0 to 100, or −1 for none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    weight: Vec<i8>,
    /// Remarks, by place in the columns.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    memo: BTreeMap<usize, String>,
}

pub(super) fn codings_shape(codings: &[CodingRecord]) -> CodingsShape {
    let column = |of: fn(&Coding) -> u32| codings.iter().map(|c| of(&c.coding)).collect();
    let valued = codings.iter().any(|record| record.coding.valence.is_some());
    let valence = |record: &CodingRecord| match record.coding.valence {
        Some(Valence::Barrier) => -1,
        Some(Valence::Facilitator) => 1,
        None => 0,
    };
    let weighted = codings.iter().any(|record| record.coding.weight.is_some());
    let weight =
        |record: &CodingRecord| record.coding.weight.map_or(-1, |weight| weight.get() as i8);
    CodingsShape {
        id: column(|coding| coding.id.0),
        document: column(|coding| coding.document.0),
        start: column(|coding| coding.span.start()),
        end: column(|coding| coding.span.end()),
        code: column(|coding| coding.code.get()),
        coder: column(|coding| coding.coder.0),
        valence: if valued { codings.iter().map(valence).collect() } else { Vec::new() },
        weight: if weighted { codings.iter().map(weight).collect() } else { Vec::new() },
        memo: codings
            .iter()
            .enumerate()
            .filter_map(|(place, record)| Some((place, record.memo.clone()?)))
            .collect(),
    }
}

pub(super) fn codings(mut shape: CodingsShape) -> Option<Vec<CodingRecord>> {
    (0..shape.id.len())
        .map(|i| {
            Some(CodingRecord {
                coding: Coding {
                    id: CodingId(shape.id[i]),
                    document: DocumentId(*shape.document.get(i)?),
                    span: CharSpan::checked(*shape.start.get(i)?, *shape.end.get(i)?)?,
                    code: CodeIndex::new(*shape.code.get(i)?),
                    coder: CoderId(*shape.coder.get(i)?),
                    valence: match shape.valence.get(i) {
                        Some(-1) => Some(Valence::Barrier),
                        Some(1) => Some(Valence::Facilitator),
                        _ => None,
                    },
                    weight: match shape.weight.get(i) {
                        None | Some(-1) => None,
                        Some(&number) => Some(Weight::new(u8::try_from(number).ok()?)?),
                    },
                },
                memo: shape.memo.remove(&i),
            })
        })
        .collect()
}
