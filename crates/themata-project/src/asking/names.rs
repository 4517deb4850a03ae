use std::collections::BTreeSet;

use themata_model::{Study, TERMS, Value};

use crate::{Failure, Project};

/// Every name of a study that a query can hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryNames {
    /// The codes in the order of the tree.
    pub codes: Vec<NamedCode>,
    /// The titles of the themes, or of the top-level groups while there are no themes.
    pub themes: Vec<String>,
    /// The attributes of documents and speakers.
    pub attributes: Vec<NamedAttribute>,
    /// The names of all coders.
    pub coders: Vec<String>,
    /// The names of the documents.
    pub documents: Vec<String>,
    /// The names of the speakers, each once.
    pub speakers: Vec<String>,
    /// The titles of the sections, each once.
    pub sections: Vec<String>,
    /// The names of the rounds.
    pub rounds: Vec<String>,
    /// The saved queries: name, and what each means as it was written.
    pub queries: Vec<(String, String)>,
}

/// A code as a query names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCode {
    /// Its place in the codebook.
    pub place: u32,
    /// What it is called.
    pub name: String,
    /// How deep it stands in the tree: 0 at the top.
    pub depth: usize,
    /// Whether coders may apply it.
    pub assignable: bool,
    /// Whether it is in use.
    pub active: bool,
}

/// An attribute with the values that something has of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAttribute {
    /// What it is called.
    pub name: String,
    /// Its values, each once, in their order.
    pub values: Vec<String>,
}

impl Project {
    /// Every name that a query can hold.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn query_names(&mut self) -> Result<QueryNames, Failure> {
        Ok(QueryNames::of(&*self.snapshot()?.study()?))
    }
}

impl QueryNames {
    pub(crate) fn of(study: &Study) -> QueryNames {
        let book = &study.codebook;
        let code = |&place: &themata_codebook::CodeIndex| NamedCode {
            place: place.get(),
            name: book[place].name.clone(),
            depth: book.depth(place),
            assignable: book[place].assignable,
            active: book[place].is_active(),
        };
        let speakers =
            || study.documents.iter().flat_map(|document| &document.version.speakers);
        let sections = study.documents.iter().flat_map(|document| &document.version.sections);
        let attributes = study.attributes.iter().map(|attribute| {
            let of_documents =
                study.documents.iter().filter_map(|it| it.values.get(&attribute.id));
            let of_speakers = speakers().filter_map(|it| it.values.get(&attribute.id));
            let mut values: Vec<&Value> = of_documents.chain(of_speakers).collect();
            values.sort_by(|a, b| a.order(b));
            let mut values: Vec<String> = values.into_iter().map(Value::to_string).collect();
            values.dedup();
            NamedAttribute { name: attribute.name.clone(), values }
        });
        QueryNames {
            codes: book.in_tree_order().iter().map(code).collect(),
            themes: study.theme_codes().into_iter().map(|theme| theme.title).collect(),
            attributes: attributes.collect(),
            coders: study.coders.iter().map(|coder| coder.name.clone()).collect(),
            documents: study.documents.iter().map(|it| it.name.clone()).collect(),
            speakers: once(speakers().map(|speaker| speaker.name.as_str())),
            sections: once(sections.map(|section| section.title.as_str())),
            rounds: study.rounds.iter().map(|round| round.name.clone()).collect(),
            queries: study
                .queries
                .iter()
                .map(|it| (it.name.clone(), it.query.clone()))
                .collect(),
        }
    }

    /// The words that a term can begin with.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        let attributes = self.attributes.iter().map(|attribute| attribute.name.as_str());
        TERMS.into_iter().chain(attributes)
    }

    /// What can stand behind the word of a term.
    pub(super) fn values(&self, term: &str) -> Vec<&str> {
        fn all(names: &[String]) -> Vec<&str> {
            names.iter().map(String::as_str).collect()
        }
        let attribute = || self.attributes.iter().find(|it| same(&it.name, term));
        match term.to_lowercase().as_str() {
            "code" => self.codes.iter().map(|code| code.name.as_str()).collect(),
            "theme" => all(&self.themes),
            "coder" => {
                [all(&self.coders), vec!["human", "consensus", "final", "machine"]].concat()
            }
            "document" => all(&self.documents),
            "speaker" => [all(&self.speakers), vec!["participant", "interviewer"]].concat(),
            "valence" => vec!["barrier", "facilitator", "none"],
            _ if attribute().is_some() => {
                attribute().map(|it| all(&it.values)).unwrap_or_default()
            }
            "section" => all(&self.sections),
            "round" => all(&self.rounds),
            "query" => self.queries.iter().map(|(name, _)| name.as_str()).collect(),
            "memo" => vec!["*"],
            _ => Vec::new(),
        }
    }

    /// The place of a code by its name.
    pub(super) fn place(&self, name: &str) -> Option<u32> {
        self.codes.iter().find(|code| code.name == name).map(|code| code.place)
    }
}

pub(super) fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let names: BTreeSet<&str> = names.filter(|name| !name.trim().is_empty()).collect();
    names.into_iter().map(str::to_owned).collect()
}
