use std::collections::BTreeSet;

use themata_model::{CoderKind, Coding};

use super::Material;
use crate::names::{count, grouped};

/// Whose codings are counted, where a query names the consensus: alone it knows only what was
/// decided, and beside people's codings it is counted with those that it was made from.
pub(super) fn consensus(material: &Material<'_>) -> Option<String> {
    let Material { study, asked, .. } = material;
    let is = |id, wanted| study.coder(id).is_some_and(|coder| coder.kind == wanted);
    let (agreed, others): (Vec<&Coding>, Vec<&Coding>) =
        asked.codings.iter().partition(|coding| is(coding.coder, CoderKind::Consensus));
    if agreed.is_empty() {
        return None;
    }
    let documents: BTreeSet<_> = agreed.iter().map(|coding| coding.document).collect();
    let of = asked.documents.len();
    let has = format!("{} of {}", grouped(documents.len()), count(of, "document"));
    if others.iter().any(|coding| is(coding.coder, CoderKind::Human)) {
        return Some(format!(
            "Counted is what people coded and, beside it, the consensus that was made from it: \
             what was agreed on is counted with the codings that led to it. The consensus has \
             codings in {has}."
        ));
    }
    // Where nobody coded but the consensus, it is all that there is.
    let study_has_people =
        study.codings.as_slice().iter().any(|coding| is(coding.coder, CoderKind::Human));
    (study_has_people && documents.len() < of).then(|| {
        format!(
            "Counted is what was agreed on: the consensus has codings in {has}, and nothing is \
             counted in the others, whatever people coded there."
        )
    })
}
