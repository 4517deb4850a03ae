use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::CodeIndex;
use themata_model::{CoderId, DocumentId, Study};

use super::counted;
use crate::Failure;

/// How often a code itself was applied, by coder and by the values of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeCounts {
    /// The attribute that makes the rows, if any does.
    pub by: Option<String>,
    /// The attributes of documents that could make them.
    pub attributes: Vec<String>,
    /// The coders who applied the code, in order of their numbers.
    pub coders: Vec<String>,
    /// A row for each value that has such a coding, and the total last.
    pub rows: Vec<CountRow>,
}

/// The codings in the documents that share a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// The value; `None` for the row of all documents.
    pub value: Option<String>,
    /// Everyone's codings.
    pub all: Counted,
    /// In how many documents they lie.
    pub documents: usize,
    /// Each coder's, in the order of the coders.
    pub coders: Vec<Counted>,
}

/// A number of codings, and the query that means them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub codings: usize,
    /// What to ask for to see them.
    pub query: String,
}

/// Counts the codings of a code. Without an attribute it is the site, where documents have it.
pub(super) fn counts(
    study: &Study,
    code: CodeIndex,
    by: Option<&str>,
) -> Result<CodeCounts, Failure> {
    let used: BTreeSet<_> =
        study.documents.iter().flat_map(|document| document.values.keys().copied()).collect();
    let usable = study.attributes.iter().filter(|attribute| used.contains(&attribute.id));
    let attribute = match by.map(str::trim).filter(|by| !by.is_empty()) {
        Some(by) => Some(crate::names::attribute(study, by)?),
        None => study.site_attribute().map(|site| site.id).filter(|id| used.contains(id)),
    };
    let by = attribute.and_then(|id| study.attributes.iter().find(|known| known.id == id));
    let by = by.map(|attribute| attribute.name.clone());

    let groups = attribute.map(|id| study.groups_by(id)).unwrap_or_default();
    let mut group_of: BTreeMap<DocumentId, usize> = BTreeMap::new();
    for (place, (_, documents)) in groups.iter().enumerate() {
        group_of.extend(documents.iter().map(|&document| (document, place)));
    }
    let mut tally: BTreeMap<(usize, CoderId), usize> = BTreeMap::new();
    let mut documents: BTreeSet<(usize, DocumentId)> = BTreeSet::new();
    for coding in counted(study).filter(|coding| coding.code == code) {
        let group = group_of.get(&coding.document).copied().unwrap_or_default();
        *tally.entry((group, coding.coder)).or_default() += 1;
        documents.insert((group, coding.document));
    }
    let coders: BTreeSet<CoderId> = tally.keys().map(|&(_, coder)| coder).collect();
    let coders: Vec<_> = coders.into_iter().filter_map(|id| study.coder(id)).collect();

    let of_code = format!("code:={}", quoted(&study.codebook[code].name));
    let row = |value: Option<String>, group: Option<usize>, query: &str| {
        let meant = |of: usize| group.is_none_or(|group| group == of);
        let codings = |coder: Option<CoderId>| -> usize {
            let of = |&(group, by): &(usize, CoderId)| {
                meant(group) && coder.is_none_or(|coder| coder == by)
            };
            tally.iter().filter(|(key, _)| of(key)).map(|(_, number)| number).sum()
        };
        let of_coder = |coder: &&themata_model::Coder| Counted {
            codings: codings(Some(coder.id)),
            query: format!("{query} coder:{}", quoted(&coder.name)),
        };
        CountRow {
            value,
            all: Counted { codings: codings(None), query: query.to_owned() },
            documents: documents.iter().filter(|(group, _)| meant(*group)).count(),
            coders: coders.iter().map(of_coder).collect(),
        }
    };
    let mut rows = Vec::new();
    if let Some(by) = &by {
        for (place, (value, _)) in groups.iter().enumerate() {
            let (value, term) = match value {
                Some(value) => {
                    let value = value.to_string();
                    let term = format!("{}:{}", name(by), quoted(&value));
                    (value, term)
                }
                None => (format!("no {by}"), format!("NOT {}:*", name(by))),
            };
            rows.push(row(Some(value), Some(place), &format!("{of_code} {term}")));
        }
        rows.retain(|row| row.all.codings > 0);
    }
    rows.push(row(None, None, &of_code));
    Ok(CodeCounts {
        by,
        attributes: usable.map(|attribute| attribute.name.clone()).collect(),
        coders: coders.iter().map(|coder| coder.name.clone()).collect(),
        rows,
    })
}

/// The name of an attribute as the query language reads it.
fn name(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_plain { name.to_owned() } else { quoted(name) }
}

/// A value as the query language reads it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
