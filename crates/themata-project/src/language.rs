//! Which language a document is in: the value of its attribute `language`.

use std::collections::BTreeSet;

use themata_model::{Document, Study};
use themata_search::Language;

/// The name of the attribute that says which language a document is in.
const LANGUAGE: &str = "language";

/// The language that the words of a document are compared by: English if nothing is said, and
/// none (every word as it stands) if what is said is no language known here.
pub(crate) fn language_of(study: &Study, document: &Document) -> Language {
    match value_of(study, document) {
        Some(named) => Language::named(&named).unwrap_or(Language::None),
        None => Language::English,
    }
}

/// The languages of a study's documents, each once; English if there are none.
pub(crate) fn languages(study: &Study) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for document in &study.documents {
        let language = language_of(study, document);
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    if languages.is_empty() {
        languages.push(Language::English);
    }
    languages
}

/// What to say of languages that are not known here.
pub(crate) fn unknown_languages(study: &Study) -> Option<String> {
    let named = study.documents.iter().filter_map(|document| value_of(study, document));
    let unknown: BTreeSet<String> =
        named.filter(|named| Language::named(named).is_none()).collect();
    let unknown: Vec<String> = unknown.into_iter().collect();
    (!unknown.is_empty()).then(|| {
        format!(
            "words in {} are compared as they stand: their forms are not known",
            unknown.join(", ")
        )
    })
}

fn value_of(study: &Study, document: &Document) -> Option<String> {
    let attribute = study.attribute_named(LANGUAGE)?;
    document.values.get(&attribute.id).map(ToString::to_string)
}
