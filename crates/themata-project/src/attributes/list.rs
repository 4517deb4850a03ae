use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Attribute, Study, Value};

use crate::documents::value_cell;
use crate::names::count;
use crate::{Failure, Project};

/// How many documents and speakers have a value, or none.
#[derive(Default)]
struct Having {
    documents: usize,
    speakers: usize,
}

/// An attribute with the values that it has, in their order.
struct Held<'a> {
    attribute: &'a Attribute,
    values: Vec<(Value, Having)>,
    lacking: Having,
}

impl Project {
    /// What is known of documents and speakers: a row for each value of each attribute, with
    /// how many have it, and one without a value for those who lack the attribute.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn attributes(&mut self) -> Result<Table, Failure> {
        let study = self.snapshot()?.study()?;
        let mut table = Table::new(
            "attributes",
            "Attributes",
            [
                Column::new("attribute", "Attribute", Kind::Text),
                Column::new("kind", "Kind", Kind::Text),
                Column::new("value", "Value", Kind::Text),
                Column::new("documents", "Documents", Kind::Count),
                Column::new("speakers", "Speakers", Kind::Count),
            ],
        );
        for Held { attribute, values, lacking } in held(&study) {
            let mut push = |value: Cell, having: &Having| {
                table.push([
                    Cell::text(&attribute.name),
                    Cell::text(attribute.kind.as_str()),
                    value,
                    Cell::from(having.documents),
                    Cell::from(having.speakers),
                ]);
            };
            for (value, having) in &values {
                push(value_cell(value), having);
            }
            if values.is_empty() || lacking.documents + lacking.speakers > 0 {
                push(Cell::Empty, &lacking);
            }
        }
        table.definition =
            definition(&study, " The row without a value counts those who have none.");
        Ok(table)
    }

    /// The attributes of documents and speakers: a row each, with how many values they have
    /// and how many documents and speakers have one.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn attribute_names(&mut self) -> Result<Table, Failure> {
        let study = self.snapshot()?.study()?;
        let mut table = Table::new(
            "attribute-names",
            "Attributes",
            [
                Column::new("attribute", "Attribute", Kind::Text),
                Column::new("kind", "Kind", Kind::Text),
                Column::new("values", "Values", Kind::Count),
                Column::new("documents", "Documents", Kind::Count),
                Column::new("lacking", "Without", Kind::Count),
                Column::new("speakers", "Speakers", Kind::Count),
            ],
        );
        for Held { attribute, values, lacking } in held(&study) {
            let sum =
                |of: fn(&Having) -> usize| values.iter().map(|(_, h)| of(h)).sum::<usize>();
            table.push([
                Cell::text(&attribute.name),
                Cell::text(attribute.kind.as_str()),
                Cell::from(values.len()),
                Cell::from(sum(|having| having.documents)),
                Cell::from(lacking.documents),
                Cell::from(sum(|having| having.speakers)),
            ]);
        }
        table.definition = definition(&study, " Without are the documents that have no value.");
        Ok(table)
    }
}

fn definition(study: &Study, more: &str) -> String {
    format!(
        "{} of {}. A speaker is one name in one document. Where an attribute is known of speakers \
         only, no document lacks it, and the other way round.{more}",
        count(study.attributes.len(), "attribute"),
        count(study.documents.len(), "document"),
    )
}

fn held(study: &Study) -> Vec<Held<'_>> {
    let mut having: BTreeMap<_, BTreeMap<String, (Value, Having)>> = BTreeMap::new();
    let mut speakers = 0;
    for document in &study.documents {
        for (&attribute, value) in &document.values {
            let of = having.entry(attribute).or_default().entry(value.to_string());
            of.or_insert_with(|| (value.clone(), Having::default())).1.documents += 1;
        }
        // Two spellings of one name are one person.
        let mut said = BTreeSet::new();
        for speaker in &document.version.speakers {
            speakers += usize::from(said.insert((speaker.name.as_str(), None)));
            for (&attribute, value) in &speaker.values {
                if said.insert((speaker.name.as_str(), Some(attribute))) {
                    let of = having.entry(attribute).or_default().entry(value.to_string());
                    of.or_insert_with(|| (value.clone(), Having::default())).1.speakers += 1;
                }
            }
        }
    }
    let of_attribute = |attribute| {
        let known = having.remove(&attribute).unwrap_or_default();
        let mut values: Vec<(Value, Having)> = known.into_values().collect();
        values.sort_by(|(a, _), (b, _)| a.order(b));
        values
    };
    let mut of_attribute = of_attribute;
    study
        .attributes
        .iter()
        .map(|attribute| {
            let values = of_attribute(attribute.id);
            let documents: usize = values.iter().map(|(_, having)| having.documents).sum();
            let talking: usize = values.iter().map(|(_, having)| having.speakers).sum();
            let lacking = Having {
                documents: match documents {
                    0 if talking > 0 => 0,
                    known => study.documents.len() - known,
                },
                speakers: if talking > 0 { speakers - talking } else { 0 },
            };
            Held { attribute, values, lacking }
        })
        .collect()
}
