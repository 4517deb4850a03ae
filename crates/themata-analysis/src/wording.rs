//! Sentences that every table shares: which documents, coders and query it rests on.

use std::collections::{BTreeMap, BTreeSet};

use themata_model::{Asked, CoderId, CoderKind, Coding, DocumentId, Study};

/// `1 document`, `5 documents`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Words that begin with a capital letter, for headings.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A remark on codings that are not counted because there is no unit where they lie.
pub(crate) fn outside_units(codings: u64, unit: &str) -> String {
    let codings = counted(codings, "coding", "codings");
    format!("{codings} outside every {unit}, not counted")
}

/// How many names are listed before the rest is only counted.
const NAMES: usize = 12;

/// `query: theme:leadership` or `query: everything`.
pub(crate) fn query(asked: &Asked) -> String {
    if asked.query.is_empty() {
        "query: everything".to_owned()
    } else {
        format!("query: {}", asked.query)
    }
}

/// `coders: ana, ben`.
pub(crate) fn coders(study: &Study, coders: &[CoderId]) -> String {
    let names: Vec<&str> = coders
        .iter()
        .filter_map(|&id| study.coder(id))
        .map(|coder| coder.name.as_str())
        .collect();
    match names.len() {
        0 => "coders: none".to_owned(),
        count if count > NAMES => {
            format!("coders: {} and {} more", names[..NAMES].join(", "), count - NAMES)
        }
        _ => format!("coders: {}", names.join(", ")),
    }
}

/// What figures rest on, as a sentence: `Universe: 18 documents; coders: ana, ben; query:
/// everything.`
#[must_use]
pub fn universe(study: &Study, asked: &Asked, documents: usize) -> String {
    format!(
        "Universe: {}; {}; {}.",
        counted(documents as u64, "document", "documents"),
        coders(study, &asked.coders),
        query(asked)
    )
}

/// A remark where proposals of programs, or what was agreed on, are counted beside the
/// codings of people: whoever reads the numbers has to know.
pub(crate) fn mixed_kinds<'a>(
    study: &Study,
    codings: impl IntoIterator<Item = &'a Coding>,
) -> Vec<String> {
    // Each coder with the documents on which there are codings of theirs.
    let mut used: BTreeMap<CoderId, BTreeSet<DocumentId>> = BTreeMap::new();
    let mut last = None;
    for coding in codings {
        // Codings of one coder on one document mostly follow each other.
        let here = Some((coding.coder, coding.document));
        if here != last {
            used.entry(coding.coder).or_default().insert(coding.document);
            last = here;
        }
    }
    let of = |kind: CoderKind| -> (Vec<&str>, BTreeSet<DocumentId>) {
        let coders = used.iter().filter_map(|(&id, on)| Some((study.coder(id)?, on)));
        let (names, documents): (Vec<&str>, Vec<&BTreeSet<DocumentId>>) = coders
            .filter(|(coder, _)| coder.kind == kind)
            .map(|(coder, on)| (coder.name.as_str(), on))
            .unzip();
        (names, documents.into_iter().flatten().copied().collect())
    };
    let (people, by_people) = of(CoderKind::Human);
    if people.is_empty() {
        return Vec::new();
    }
    let pairs = || {
        let each =
            used.iter().flat_map(|(&id, on)| on.iter().map(move |&document| (document, id)));
        each.collect::<Vec<_>>()
    };
    let mut remarks = Vec::new();
    for (kind, what) in
        [(CoderKind::Machine, "a machine coder"), (CoderKind::Consensus, "the consensus layer")]
    {
        let (names, documents) = of(kind);
        let names = names.join(", ");
        if documents.is_empty() {
            continue;
        }
        // Nothing is there twice where each document has the one or the other.
        let apart = kind == CoderKind::Consensus && documents.is_disjoint(&by_people);
        remarks.push(match apart {
            true => format!(
                "codings of {what} ({names}) are counted in {}, those of people in others{}",
                counted(documents.len() as u64, "document", "documents"),
                several(study.coded_by_several(pairs()))
            ),
            false => format!(
                "codings of {what} ({names}) are counted beside those of people; `NOT coder:…` \
                 leaves them out"
            ),
        });
    }
    remarks
}

/// That codings of one document count for each person, where several people coded it.
fn several(documents: usize) -> String {
    match documents {
        0 => String::new(),
        several => format!(
            "; in {} of several people, each of whose codings counts",
            counted(several as u64, "document", "documents")
        ),
    }
}
