//! Who has judged a document.

use themata_model::{CoderId, DocumentId, Judgement, Study};

/// For each of some coders, whether what they coded on a document is a judgement of the whole
/// of it: they have finished an assignment on it, or nobody assigned it to them and there is a
/// coding of theirs, whatever its code. Who is still at it or was excused says nothing.
pub(crate) fn judges(study: &Study, document: DocumentId, coders: &[CoderId]) -> Vec<bool> {
    let mut coded = vec![false; coders.len()];
    for coding in study.codings.on(document) {
        if let Some(place) = coders.iter().position(|&coder| coder == coding.coder) {
            coded[place] = true;
        }
    }
    let judges = |(&coder, coded)| match study.judgement(document, coder) {
        Judgement::Finished => true,
        Judgement::Unassigned => coded,
        Judgement::Unfinished | Judgement::Excused => false,
    };
    coders.iter().zip(coded).map(judges).collect()
}
