use std::collections::{BTreeMap, HashMap};

use themata_model::{Coding, Document, DocumentId, Study};

use crate::asking::spelt;

/// At most so many rows of a count are told; the others are counted.
const MOST: usize = 8;

/// How many results there are of each kind, the most first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCounts {
    /// By what they are counted: `site`, `speaker`.
    pub by: String,
    /// What each is called, how many there are, and the term that narrows the query to it.
    pub rows: Vec<(String, usize, Option<String>)>,
    /// How many more kinds there are.
    pub more: usize,
}

/// Who says something in a document, by the place among its speakers.
pub(super) type Said = (DocumentId, Option<u32>);

type Row = (String, Option<String>);

/// Codings by code, site, document and coder.
pub(super) fn of_codings(study: &Study, codings: &[Coding]) -> Vec<FoundCounts> {
    let mut documents: BTreeMap<DocumentId, usize> = BTreeMap::new();
    let mut coders = BTreeMap::new();
    for coding in codings {
        *documents.entry(coding.document).or_default() += 1;
        *coders.entry(coding.coder).or_default() += 1;
    }
    let said = documents.iter().map(|(&document, &count)| ((document, None), count));
    let said: Vec<(Said, usize)> = said.collect();
    let by_coder = coders.into_iter().filter_map(|(id, count): (_, usize)| {
        let name = study.coder(id)?.name.clone();
        let term = format!("coder:{}", spelt(&name));
        Some(((name, Some(term)), count))
    });
    let counts = [
        Some(by_code(study, codings, MOST)),
        by_site(study, &said),
        by(study, "document", &said, &|document, _| of_document(document)),
        Some(ordered("coder", by_coder.collect(), MOST)),
    ];
    told(counts)
}

/// Codings by code; the term means the code alone.
pub(crate) fn by_code(study: &Study, codings: &[Coding], most: usize) -> FoundCounts {
    let mut counts = vec![0_usize; study.codebook.len()];
    for coding in codings {
        counts[coding.code.get() as usize] += 1;
    }
    let codes = study.codebook.in_tree_order().iter();
    let rows = codes.filter(|code| counts[code.get() as usize] > 0).map(|&code| {
        let name = study.codebook[code].name.clone();
        let term = format!("code:={}", spelt(&name));
        ((name, Some(term)), counts[code.get() as usize])
    });
    ordered("code", rows.collect(), most)
}

/// Places by site, role, speaker and document.
pub(super) fn of_places(study: &Study, said: &[(Said, usize)]) -> Vec<FoundCounts> {
    let speaker = |document: &Document, place: Option<u32>| {
        place.and_then(|place| document.version.speakers.get(place as usize)).cloned()
    };
    let by_role = |document: &Document, place: Option<u32>| match speaker(document, place) {
        None => ("no speaker".to_owned(), None),
        Some(speaker) => match speaker.role {
            None => ("role not known".to_owned(), None),
            Some(role) => {
                (role.as_str().to_owned(), Some(format!("speaker:{}", role.as_str())))
            }
        },
    };
    let by_speaker = |document: &Document, place: Option<u32>| match speaker(document, place) {
        None => (format!("nobody, {}", document.name), None),
        Some(speaker) => {
            let term =
                format!("speaker:{} document:{}", spelt(&speaker.name), spelt(&document.name));
            (format!("{}, {}", speaker.name, document.name), Some(term))
        }
    };
    let counts = [
        by_site(study, said),
        by(study, "role", said, &by_role),
        by(study, "speaker", said, &by_speaker),
        by(study, "document", said, &|document, _| of_document(document)),
    ];
    told(counts)
}

fn of_document(document: &Document) -> Row {
    (document.name.clone(), Some(format!("document:{}", spelt(&document.name))))
}

fn by_site(study: &Study, said: &[(Said, usize)]) -> Option<FoundCounts> {
    let site = study.site_attribute()?;
    by(study, &site.name, said, &|document, _| match document.values.get(&site.id) {
        None => (format!("no {}", site.name), None),
        Some(value) => {
            let value = value.to_string();
            let term = format!("{}:{}", spelt(&site.name), spelt(&value));
            (value, Some(term))
        }
    })
}

fn by(
    study: &Study,
    name: &str,
    said: &[(Said, usize)],
    row: &dyn Fn(&Document, Option<u32>) -> Row,
) -> Option<FoundCounts> {
    let mut places: HashMap<Row, usize> = HashMap::new();
    let mut rows: Vec<(Row, usize)> = Vec::new();
    for &((document, speaker), count) in said {
        let row = row(study.document(document)?, speaker);
        let place = *places.entry(row).or_insert_with_key(|row| {
            rows.push((row.clone(), 0));
            rows.len() - 1
        });
        rows[place].1 += count;
    }
    Some(ordered(name, rows, MOST))
}

fn ordered(by: &str, mut rows: Vec<(Row, usize)>, most: usize) -> FoundCounts {
    // The sort is stable: equals stay in the order of the study.
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    let rows = rows.into_iter().map(|((name, term), count)| (name, count, term));
    FoundCounts { by: by.to_owned(), rows: rows.collect(), more }
}

/// The counts that tell something: of more than nothing.
fn told(counts: impl IntoIterator<Item = Option<FoundCounts>>) -> Vec<FoundCounts> {
    counts.into_iter().flatten().filter(|counts| !counts.rows.is_empty()).collect()
}
