use std::collections::{BTreeMap, BTreeSet};

use themata_model::{DocumentId, Study};

use super::read::Content;

/// Which files become documents, and what those are called.
pub(super) struct Plan {
    next: DocumentId,
    /// The names in use, in lower case.
    names: BTreeSet<String>,
    /// The documents by the hash of their source.
    sources: BTreeMap<String, String>,
}

impl Plan {
    pub(super) fn new(study: &Study, next: DocumentId) -> Plan {
        let documents = &study.documents;
        Plan {
            next,
            names: documents.iter().map(|document| document.name.to_lowercase()).collect(),
            sources: documents
                .iter()
                .map(|document| (document.version.source.hash.clone(), document.name.clone()))
                .collect(),
        }
    }

    /// The name of the document whose source has a hash.
    pub(super) fn known(&self, hash: &str) -> Option<String> {
        self.sources.get(hash).cloned()
    }

    /// The number and name of a new document.
    pub(super) fn admit(&mut self, content: &Content) -> (DocumentId, String) {
        let source = &content.record.version.source;
        let name = self.free_name(&content.record.name, &source.name);
        self.names.insert(name.to_lowercase());
        self.sources.insert(source.hash.clone(), name.clone());
        let id = self.next;
        self.next = DocumentId(id.0 + 1);
        (id, name)
    }

    /// The file's name without its ending; if that is taken, with it; else with a number.
    fn free_name(&self, stem: &str, file: &str) -> String {
        let numbered = (2..).map(|number| format!("{stem} ({number})"));
        [stem.to_owned(), file.to_owned()]
            .into_iter()
            .chain(numbered)
            .find(|name| !self.names.contains(&name.to_lowercase()))
            .unwrap_or_else(|| file.to_owned())
    }
}
