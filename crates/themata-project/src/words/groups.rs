use std::collections::{BTreeMap, HashMap};

use themata_model::{Document, DocumentId, Study, Value};

use crate::Failure;
use crate::names::attribute;

/// The parts of a study's text that are held side by side: by an attribute, by role, by
/// speaker, by document.
pub(crate) struct Groups {
    /// What they are groups of, as a column is headed.
    pub(crate) name: String,
    /// What each group is called.
    pub(crate) headings: Vec<String>,
    /// Whether the groups are values that a study has few of, all of which are listed.
    pub(crate) are_few: bool,
    /// The group of what a speaker of a document says, or of what nobody says.
    of: HashMap<(DocumentId, Option<u32>), usize>,
}

/// Who says something, and what group that makes.
struct Member {
    of: (DocumentId, Option<u32>),
    value: Option<Value>,
    heading: String,
}

/// Says to which group belongs what a speaker of a document says, or nobody.
type Of = Box<dyn Fn(&Document, Option<u32>) -> Member>;

impl Groups {
    /// One group that holds everything.
    pub(crate) fn one() -> Groups {
        let headings = vec![String::new()];
        Groups { name: String::new(), headings, are_few: true, of: HashMap::new() }
    }

    /// The groups of some documents by `document`, `speaker`, `role` or an attribute. An
    /// attribute of this name goes before what the word means otherwise.
    pub(crate) fn by(
        name: &str,
        study: &Study,
        documents: &[&Document],
    ) -> Result<Groups, Failure> {
        let known = study.attribute_named(name);
        let (of, are_few): (Of, bool) = match (known, name.trim().to_lowercase().as_str()) {
            (Some(known), _) => {
                let (id, name) = (known.id, known.name.clone());
                let of = move |document: &Document, place: Option<u32>| {
                    let of_speaker = place
                        .and_then(|place| document.version.speakers.get(place as usize))
                        .and_then(|speaker| speaker.values.get(&id));
                    let value = of_speaker.or_else(|| document.values.get(&id)).cloned();
                    let heading = match &value {
                        Some(value) => value.to_string(),
                        None => format!("no {name}"),
                    };
                    Member { of: (document.id, place), value, heading }
                };
                (Box::new(of), true)
            }
            (None, "role") => (Box::new(by_role), true),
            (None, "speaker") => (Box::new(by_speaker), false),
            (None, "document") => (Box::new(by_document), false),
            (None, _) => {
                let failure = attribute(study, name).map_or_else(
                    |failure| failure,
                    |_| Failure::new(format!("the documents have no attribute `{name}`")),
                );
                let also = "besides attributes there are: document, speaker, role";
                return Err(failure.hint(also));
            }
        };
        let name = known.map_or_else(|| name.trim().to_lowercase(), |known| known.name.clone());
        let members = documents.iter().flat_map(|document| {
            let speakers = 0..document.version.speakers.len() as u32;
            let places = std::iter::once(None).chain(speakers.map(Some));
            places.map(|place| of(document, place)).collect::<Vec<_>>()
        });
        Ok(Groups::of(name, are_few, members.collect()))
    }

    fn of(name: String, are_few: bool, members: Vec<Member>) -> Groups {
        let mut places: BTreeMap<(bool, String), usize> = BTreeMap::new();
        let mut groups: Vec<(Option<Value>, String)> = Vec::new();
        let mut of = HashMap::new();
        for member in members {
            let has_value = member.value.is_some();
            let key = (has_value, member.heading.to_lowercase());
            let place = *places.entry(key).or_insert_with(|| {
                groups.push((member.value, member.heading));
                groups.len() - 1
            });
            of.insert(member.of, place);
        }
        // Values sort as people count; what has none comes last, and without values the order
        // is that of the documents.
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by(|&a, &b| match (&groups[a].0, &groups[b].0) {
            (Some(a), Some(b)) => a.order(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        let mut rank = vec![0; groups.len()];
        order.iter().enumerate().for_each(|(new, &old)| rank[old] = new);
        of.values_mut().for_each(|place| *place = rank[*place]);
        let headings = order.iter().map(|&old| groups[old].1.clone()).collect();
        Groups { name, headings, are_few, of }
    }

    pub(crate) fn len(&self) -> usize {
        self.headings.len()
    }

    /// The group of what a speaker of a document says.
    pub(crate) fn place(&self, document: DocumentId, speaker: Option<u32>) -> usize {
        self.of.get(&(document, speaker)).copied().unwrap_or(0)
    }
}

fn by_role(document: &Document, place: Option<u32>) -> Member {
    let speaker = place.and_then(|place| document.version.speakers.get(place as usize));
    let heading = match speaker.map(|speaker| speaker.role) {
        Some(Some(role)) => role.as_str(),
        Some(None) => "role not known",
        None => "no speaker",
    };
    // Texts, so that the roles stand before what has none.
    let known = speaker.is_some_and(|speaker| speaker.role.is_some());
    let value = known.then(|| Value::Text(heading.to_owned()));
    Member { of: (document.id, place), value, heading: heading.to_owned() }
}

/// Speakers of one document with the same name are one person; of two documents they need not
/// be, so the document stands with the name.
fn by_speaker(document: &Document, place: Option<u32>) -> Member {
    let speaker = place.and_then(|place| document.version.speakers.get(place as usize));
    let name = speaker.map_or("no speaker", |speaker| speaker.name.trim());
    let heading = format!("{name}, {}", document.name);
    Member { of: (document.id, place), value: None, heading }
}

fn by_document(document: &Document, place: Option<u32>) -> Member {
    Member { of: (document.id, place), value: None, heading: document.name.clone() }
}
