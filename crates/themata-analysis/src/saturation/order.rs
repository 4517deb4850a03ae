use std::collections::BTreeMap;

use themata_model::{DocumentId, Study, Value};

use super::SaturationOrder;
use crate::Error;
use crate::universe::Part;

/// The places of the documents in the order in which they are gone through.
pub(super) fn in_order(
    study: &Study,
    parts: &[Part<'_>],
    order: SaturationOrder,
) -> Result<Vec<usize>, Error> {
    let mut places: Vec<usize> = (0..parts.len()).collect();
    match order {
        SaturationOrder::Import => {}
        SaturationOrder::Document => {
            let name = |place: &usize| Value::Text(parts[*place].document.name.clone());
            places.sort_by(|a, b| name(a).order(&name(b)));
        }
        SaturationOrder::Attribute(attribute) => {
            if !study.attributes.iter().any(|known| known.id == attribute) {
                return Err(Error::no_attribute(attribute));
            }
            let groups = study.groups_by(attribute).into_iter();
            let ranks: BTreeMap<DocumentId, usize> =
                groups.flat_map(|(_, documents)| documents).zip(0..).collect();
            places.sort_by_key(|&place| ranks.get(&parts[place].document.id));
        }
    }
    Ok(places)
}

/// What the order is: `in the order of their import`.
pub(super) fn in_words(study: &Study, order: SaturationOrder) -> String {
    match order {
        SaturationOrder::Import => "in the order of their import".to_owned(),
        SaturationOrder::Document => "in the order of their names".to_owned(),
        SaturationOrder::Attribute(id) => {
            let name = study.attributes.iter().find(|known| known.id == id);
            let name = name.map_or("an attribute", |known| known.name.as_str());
            format!("in the order of {name}, those without it last")
        }
    }
}
