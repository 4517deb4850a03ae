//! What is to be known of the documents that come in.

use std::collections::BTreeMap;

use themata_model::Study;

use super::ImportOptions;
use crate::attributes::Description;
use crate::names::list;

/// What of a description another one does not say.
pub(super) fn without(told: Description, known: &Description) -> Description {
    told.into_iter().filter(|pair| !known.contains(pair)).collect()
}

/// What of a description a document's values do not say.
pub(super) fn not_known(told: Description, study: &Study, document: &str) -> Description {
    let document = study.documents.iter().find(|known| known.name == document);
    let is_known = |name: &str, text: &str| {
        let attribute = study.attribute_named(name)?;
        let value = document?.values.get(&attribute.id)?;
        Some(attribute.takes(text) && value.is_meant_by(text))
    };
    told.into_iter().filter(|(name, text)| is_known(name, text) != Some(true)).collect()
}

/// The remark that a known file's attributes stay as they are, if that leaves anything out.
pub(super) fn unchanged(left_out: &Description) -> Option<String> {
    let names: Vec<String> = left_out.iter().map(|(name, _)| name.clone()).collect();
    (!names.is_empty()).then(|| {
        format!(
            "the attributes of known files are not changed, so {} is not set; use \
             `themata attributes import` for that",
            list(&names)
        )
    })
}

/// What is to be known of a file's document: by what the file says itself, then by its name,
/// then by what is set for all.
pub(super) fn description(
    own: &Description,
    file: &str,
    options: &ImportOptions,
    remarks: &mut Vec<String>,
) -> Description {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    let mut set = |name: &str, value: &str| {
        if values.insert(name.to_owned(), value.to_owned()).is_none() {
            order.push(name.to_owned());
        }
    };
    own.iter().for_each(|(name, value)| set(name, value));
    if let Some(pattern) = &options.from_names {
        match pattern.read(file) {
            Some(found) => found.iter().for_each(|(name, value)| set(name, value)),
            None => remarks.push(format!("its name does not follow the pattern `{pattern}`")),
        }
    }
    options.set.iter().for_each(|(name, value)| set(name, value));
    order.into_iter().filter_map(|name| Some((name.clone(), values.remove(&name)?))).collect()
}
