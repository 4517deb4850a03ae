use std::collections::BTreeMap;

use themata_model::{Attribute, AttributeId, DocumentId, Study};

use crate::Error;
use crate::wording::counted;

/// The documents of a universe in groups that share a value of an attribute, such as sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The attribute's name.
    pub attribute: String,
    /// The groups that hold a document, sorted by value; last those without a value.
    pub groups: Vec<Group>,
}

/// Documents that share a value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value, or `None` for the documents that have none.
    pub value: Option<String>,
    /// The number of documents.
    pub documents: u64,
    /// The number of words in them.
    pub words: u64,
}

impl Grouping {
    /// What a column or row for a group is headed: `site 04`, `no site`.
    #[must_use]
    pub fn heading(&self, group: &Group) -> String {
        match &group.value {
            Some(value) => format!("{} {value}", self.attribute),
            None => format!("no {}", self.attribute),
        }
    }

    /// A key for each group in `snake_case`, such as `site_04`. No two are the same.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let headings = self.groups.iter().map(|group| self.heading(group));
        distinct_keys(headings)
    }

    /// A remark on the groups that are too small to compare.
    pub(crate) fn small_groups(&self) -> Option<String> {
        let small: Vec<String> = self
            .groups
            .iter()
            .filter(|group| group.documents < SMALL)
            .map(|group| format!("{} ({})", self.heading(group), group.documents))
            .collect();
        (!small.is_empty()).then(|| {
            format!("fewer than {SMALL} documents, compare with care: {}", small.join(", "))
        })
    }
}

/// Groups of fewer documents than this are remarked on: one interview is not a site.
const SMALL: u64 = 3;

/// A grouping, and which group each document of the universe is in.
pub(crate) struct Grouped {
    pub(crate) grouping: Grouping,
    /// For each document of the universe, in its order, the place of its group.
    pub(crate) of: Vec<usize>,
}

/// Groups the documents of a universe by an attribute.
pub(crate) fn grouped(
    study: &Study,
    documents: &[DocumentId],
    attribute: AttributeId,
) -> Result<Grouped, Error> {
    let name = study
        .attributes
        .iter()
        .find(|known| known.id == attribute)
        .map(|known: &Attribute| known.name.clone())
        .ok_or_else(|| Error::no_attribute(attribute))?;
    let places: BTreeMap<DocumentId, usize> =
        documents.iter().enumerate().map(|(place, &id)| (id, place)).collect();
    let mut groups = Vec::new();
    let mut of = vec![0; documents.len()];
    for (value, members) in study.groups_by(attribute) {
        let mut group =
            Group { value: value.map(|value| value.to_string()), documents: 0, words: 0 };
        for id in members {
            let Some(&place) = places.get(&id) else { continue };
            of[place] = groups.len();
            group.documents += 1;
            let words = study.document(id).map_or(0, |document| document.version.words);
            group.words += u64::from(words);
        }
        if group.documents > 0 {
            groups.push(group);
        }
    }
    Ok(Grouped { grouping: Grouping { attribute: name, groups }, of })
}

/// The place of each document's site among the sites of a universe, `None` for documents
/// without one; nothing at all if the study knows no sites.
pub(crate) fn sites(study: &Study, documents: &[DocumentId]) -> Option<Vec<Option<usize>>> {
    let grouped = grouped(study, documents, study.site_attribute()?.id).ok()?;
    let groups = &grouped.grouping.groups;
    let site = |&group: &usize| groups[group].value.as_ref().map(|_| group);
    Some(grouped.of.iter().map(site).collect())
}

/// A remark on the documents that count for no site.
pub(crate) fn siteless(sites: Option<&[Option<usize>]>) -> Option<String> {
    let without = sites?.iter().filter(|site| site.is_none()).count();
    (without > 0).then(|| {
        let documents = counted(without as u64, "document", "documents");
        format!("{documents} without a site, counted for none")
    })
}

/// The order in which documents are gone through so that those of one site stand together.
pub(crate) fn by_site(sites: Option<&[Option<usize>]>, documents: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..documents).collect();
    if let Some(sites) = sites {
        order.sort_by_key(|&place| sites[place]);
    }
    order
}

/// How many different sites were seen, when those that are the same are seen in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SitesSeen {
    last: Option<usize>,
    pub(crate) count: u64,
}

impl SitesSeen {
    pub(crate) fn see(&mut self, site: Option<usize>) {
        if site.is_some() && self.last != site {
            self.last = site;
            self.count += 1;
        }
    }
}

/// A key in `snake_case` for each heading: letters and digits, everything else an
/// underscore. Where two would be the same the later one gets a number.
pub(crate) fn distinct_keys(headings: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    headings
        .into_iter()
        .map(|heading| {
            let key = key(&heading);
            loop {
                let times = taken.entry(key.clone()).or_insert(0);
                *times += 1;
                let times = *times;
                if times == 1 {
                    return key;
                }
                let numbered = format!("{key}_{times}");
                if !taken.contains_key(&numbered) {
                    taken.insert(numbered.clone(), 1);
                    return numbered;
                }
            }
        })
        .collect()
}

fn key(heading: &str) -> String {
    let mut key = String::new();
    for c in heading.chars() {
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    let key = key.trim_end_matches('_');
    if key.is_empty() { "value".to_owned() } else { key.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::distinct_keys;

    #[test]
    fn keys_are_distinct() {
        let headings = ["site 04", "Site-04", "site 04 2", "…", "site 04"];
        assert_eq!(
            distinct_keys(headings.map(str::to_owned)),
            ["site_04", "site_04_2", "site_04_2_2", "value", "site_04_3"]
        );
    }
}
