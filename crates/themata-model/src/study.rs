use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::Codebook;

use crate::{
    Assignment, Attribute, AttributeId, CoderId, Coding, Codings, Document, DocumentId,
    Rejection, Round, SavedQuery, Summary, SummaryColumn, SummaryOf, Theme, ThemeId, Value,
};

/// The name of the attribute that says where a document was collected.
pub(crate) const SITE: &str = "site";

/// The whole of a study at one moment, but for the texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// What it is called.
    pub title: String,
    /// Those who code, by number.
    pub coders: Vec<Coder>,
    /// The codes; a code's place never changes, so it is the code's number in the study.
    pub codebook: Codebook,
    /// What is known of documents, by number.
    pub attributes: Vec<Attribute>,
    /// The documents, by number.
    pub documents: Vec<Document>,
    /// The passes over samples of documents, by number.
    pub rounds: Vec<Round>,
    /// Who is to code what, in order of round, document and coder.
    pub assignments: Vec<Assignment>,
    /// The queries that were saved, by number.
    pub queries: Vec<SavedQuery>,
    /// What codes add up to, in order of place and number.
    pub themes: Vec<Theme>,
    /// What was written in cells of the framework matrix, by number. A cell has at most one.
    pub summaries: Vec<Summary>,
    /// The proposals of machine coders that were turned down, by number.
    pub rejections: Vec<Rejection>,
    /// Every coding.
    pub codings: Codings,
}

/// One whose codings are kept apart from everyone else's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    /// The number in the study.
    pub id: CoderId,
    /// The name; unique in a study without regard to case.
    pub name: String,
    /// What kind of coder it is.
    pub kind: CoderKind,
}

/// What kind of coder someone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoderKind {
    /// A person.
    Human,
    /// The layer of what was agreed on.
    Consensus,
    /// A program, whose codings are proposals.
    Machine,
}

impl CoderKind {
    /// All of them.
    pub const ALL: [CoderKind; 3] =
        [CoderKind::Human, CoderKind::Consensus, CoderKind::Machine];

    /// The word for it, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CoderKind::Human => "human",
            CoderKind::Consensus => "consensus",
            CoderKind::Machine => "machine",
        }
    }

    /// The kind that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<CoderKind> {
        CoderKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Study {
    /// The document of a number.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        let at = self.documents.binary_search_by_key(&id, |document| document.id).ok()?;
        self.documents.get(at)
    }

    /// The document of a name, compared without regard to case. A name that is given with a
    /// file's extension means the document without it if there is no other.
    #[must_use]
    pub fn document_named(&self, name: &str) -> Option<&Document> {
        let find = |name: &str| {
            let key = name.to_lowercase();
            self.documents.iter().find(|document| document.name.to_lowercase() == key)
        };
        find(name.trim()).or_else(|| find(name.trim().rsplit_once('.')?.0))
    }

    /// The coder of a number.
    #[must_use]
    pub fn coder(&self, id: CoderId) -> Option<&Coder> {
        self.coders.iter().find(|coder| coder.id == id)
    }

    /// The coder of a name, compared without regard to case.
    #[must_use]
    pub fn coder_named(&self, name: &str) -> Option<&Coder> {
        let key = name.trim().to_lowercase();
        self.coders.iter().find(|coder| coder.name.to_lowercase() == key)
    }

    /// Takes the codings of machines out: they are proposals, and no part of what people said.
    pub fn set_proposals_aside(&mut self) {
        let machines = self.coders.iter().filter(|coder| coder.kind == CoderKind::Machine);
        let machines: Vec<CoderId> = machines.map(|coder| coder.id).collect();
        if !machines.is_empty() {
            self.codings.retain(|coding| !machines.contains(&coding.coder));
        }
    }

    /// The coders whose codings count only where a query names them: machines, whose codings are
    /// proposals, and the consensus, which was made from what people said. Where people have
    /// coded nothing, the consensus is all that there is, and counts.
    #[must_use]
    pub fn aside(&self) -> Vec<CoderId> {
        let of = |kind: CoderKind| {
            self.coders.iter().filter(move |coder| coder.kind == kind).map(|coder| coder.id)
        };
        let mut aside: Vec<CoderId> = of(CoderKind::Machine).collect();
        let agreed: Vec<CoderId> = of(CoderKind::Consensus).collect();
        let people: Vec<CoderId> = of(CoderKind::Human).collect();
        let is_of_people = |coding: &Coding| people.contains(&coding.coder);
        if !agreed.is_empty() && self.codings.into_iter().any(is_of_people) {
            aside.extend(agreed);
        }
        aside
    }

    /// Whether `coder:final` means the final coding in queries: a coder who is called so goes
    /// before.
    #[must_use]
    pub fn knows_final_coding(&self) -> bool {
        self.coder_named("final").is_none()
    }

    /// The documents in which the consensus has codings, in order: there the final coding is
    /// what was agreed on, elsewhere it is what people coded.
    #[must_use]
    pub fn settled_documents(&self) -> Vec<DocumentId> {
        let agreed: Vec<CoderId> = self
            .coders
            .iter()
            .filter(|coder| coder.kind == CoderKind::Consensus)
            .map(|coder| coder.id)
            .collect();
        let codings = self.codings.into_iter().filter(|coding| agreed.contains(&coding.coder));
        let mut documents: Vec<DocumentId> = codings.map(|coding| coding.document).collect();
        documents.dedup();
        documents
    }

    /// In how many documents more than one person has codings, of which each counts: told by
    /// pairs of a document and one who coded it, in any order and as often as there are.
    #[must_use]
    pub fn coded_by_several(
        &self,
        coded: impl IntoIterator<Item = (DocumentId, CoderId)>,
    ) -> usize {
        let is_person = |id| self.coder(id).is_some_and(|coder| coder.kind == CoderKind::Human);
        let pairs: BTreeSet<(DocumentId, CoderId)> =
            coded.into_iter().filter(|&(_, coder)| is_person(coder)).collect();
        let pairs: Vec<(DocumentId, CoderId)> = pairs.into_iter().collect();
        pairs.chunk_by(|a, b| a.0 == b.0).filter(|people| people.len() > 1).count()
    }

    /// The attribute of a name, compared without regard to case.
    #[must_use]
    pub fn attribute_named(&self, name: &str) -> Option<&Attribute> {
        let key = name.trim().to_lowercase();
        self.attributes.iter().find(|attribute| attribute.name.to_lowercase() == key)
    }

    /// The saved query of a name, compared without regard to case.
    #[must_use]
    pub fn query_named(&self, name: &str) -> Option<&SavedQuery> {
        let key = name.trim().to_lowercase();
        self.queries.iter().find(|query| query.name.to_lowercase() == key)
    }

    /// The theme of a number.
    #[must_use]
    pub fn theme(&self, id: ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == id)
    }

    /// The theme of a title, compared without regard to case.
    #[must_use]
    pub fn theme_named(&self, title: &str) -> Option<&Theme> {
        let key = title.trim().to_lowercase();
        self.themes.iter().find(|theme| theme.title.to_lowercase() == key)
    }

    /// What was written in a cell of the framework matrix.
    #[must_use]
    pub fn summary_in(&self, of: &SummaryOf, column: SummaryColumn) -> Option<&Summary> {
        self.summaries.iter().find(|summary| summary.is_in(of, column))
    }

    /// The attribute that says where documents were collected, if the study has one.
    #[must_use]
    pub fn site_attribute(&self) -> Option<&Attribute> {
        self.attribute_named(SITE)
    }

    /// The documents in groups that share a value of an attribute, sorted by value; last
    /// those that have none. Within a group they stand in order of their numbers.
    #[must_use]
    pub fn groups_by(&self, attribute: AttributeId) -> Vec<(Option<Value>, Vec<DocumentId>)> {
        let mut groups: BTreeMap<Option<String>, (Option<Value>, Vec<DocumentId>)> =
            BTreeMap::new();
        for document in &self.documents {
            let value = document.values.get(&attribute);
            let key = value.map(|value| value.to_string().to_lowercase());
            let group = groups.entry(key).or_insert_with(|| (value.cloned(), Vec::new()));
            group.1.push(document.id);
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) => a.order(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        groups
    }
}
