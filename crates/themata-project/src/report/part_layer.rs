use themata_model::{CoderKind, DocumentId};

use super::Material;
use crate::behind::is_final_coding;
use crate::names::{count, grouped};

/// Whose codings are counted, where a query means the consensus: it knows only what was decided,
/// and beside people's codings it is counted with those that it was made from.
pub(super) fn consensus(material: &Material<'_>) -> Option<String> {
    let Material { study, asked, .. } = material;
    let is = |id, kind| study.coder(id).is_some_and(|coder| coder.kind == kind);
    let means = |kind| asked.coders.iter().any(|&id| is(id, kind));
    let are_people =
        || study.codings.into_iter().any(|coding| is(coding.coder, CoderKind::Human));
    // Where nobody coded but the consensus, it is all that there is.
    if !are_people() {
        return None;
    }
    let is_final = is_final_coding(&asked.query, study);
    // Whichever codes are asked for: what matters is where anything was agreed on.
    let settled = study.settled_documents();
    let is_settled = |document: &DocumentId| settled.binary_search(document).is_ok();
    let of = asked.documents.len();
    let on = asked.documents.iter().filter(|document| is_settled(document)).count();
    let has = format!("{} of {}", grouped(on), count(of, "document"));
    let twice = || {
        let by_people = asked.codings.iter().filter(|it| is(it.coder, CoderKind::Human));
        by_people.map(|coding| coding.document).any(|document| is_settled(&document))
    };
    let mut said = match (means(CoderKind::Consensus), means(CoderKind::Human)) {
        (false, _) if is_final && on > 0 => format!(
            "Nothing is counted in the {has} where the consensus has codings, whatever people \
             coded there."
        ),
        (false, _) => return None,
        (true, false) if on == of => return None,
        (true, false) => format!(
            "Counted is what was agreed on: the consensus has codings in {has}, and nothing is \
             counted in the others, whatever people coded there."
        ),
        (true, true) if is_final => format!(
            "Counted is what was agreed on in the {has} where the consensus has codings, and \
             what people coded in the others{}.",
            several(material)
        ),
        (true, true) if twice() => format!(
            "Counted is what people coded and, beside it, the consensus that was made from it: \
             what was agreed on is counted with the codings that led to it. The consensus has \
             codings in {has}."
        ),
        (true, true) => format!(
            "Counted are codings of people and of the consensus, as the query says. The \
             consensus has codings in {has}."
        ),
    };
    if means(CoderKind::Machine) {
        said.push_str(" What machines proposed is counted, too.");
    }
    Some(said)
}

/// That people's codings of one document are each counted, where several people coded it.
fn several(material: &Material<'_>) -> String {
    let coded = material.asked.codings.iter().map(|coding| (coding.document, coding.coder));
    match material.study.coded_by_several(coded) {
        0 => String::new(),
        several => format!(", in {} of which more than one person did", grouped(several)),
    }
}
