use themata_model::{Asked, Study};

use super::units::Uses;
use super::{PatternOptions, PatternUnit, Patterns};
use crate::wording::{capital, counted, universe};
use crate::{Cell, Column, Kind, Layer, Level, Table};

impl Patterns {
    /// A row for each set: its codes, on how many units they are all there is, on how many
    /// they are all there, in how many documents and sites.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let what = what(self.options.level);
        let mut table = Table::new(
            "patterns",
            format!("{} that are used together", capital(what)),
            [
                Column::new("set", "Set", Kind::Text),
                Column::new("size", capital(what), Kind::Count),
                Column::new("exactly", "Exactly", Kind::Count),
                Column::new("at_least", "At least", Kind::Count),
                Column::new("documents", "Documents", Kind::Count),
                Column::new("sites", "Sites", Kind::Count),
            ],
        );
        for pattern in &self.patterns {
            table.push([
                Cell::text(pattern.names.join(" + ")),
                pattern.names.len().into(),
                Cell::Count(pattern.exactly),
                Cell::Count(pattern.at_least),
                Cell::Count(pattern.documents),
                Cell::Count(pattern.sites),
            ]);
        }
        if !self.counts_documents || self.options.unit == PatternUnit::Document {
            table.drop_column("documents");
        }
        if !self.has_sites {
            table.drop_column("sites");
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}

pub(super) fn definition(
    study: &Study,
    asked: &Asked,
    options: PatternOptions,
    uses: &Uses,
    documents: usize,
) -> String {
    let what = what(options.level);
    let unit = match options.unit {
        PatternUnit::Overlap => {
            "overlap: the largest groups of excerpts that all share a character".to_owned()
        }
        PatternUnit::Attribute(_) => {
            format!("documents of the same {}", options.unit.in_words(study))
        }
        other => other.as_str().to_owned(),
    };
    let layer = match options.layer {
        Layer::SameCoder => "same coder: one and the same coder used all of the set",
        Layer::AnyCoder => "any coder: whoever used it",
        Layer::Consensus => "consensus: only what was agreed on",
    };
    let size = match options.largest {
        Some(largest) if largest == options.smallest => format!("{largest}"),
        Some(largest) => format!("{} to {largest}", options.smallest),
        None => format!("{} or more", options.smallest),
    };
    let units = counted(uses.coded_units(), "unit", "units");
    let listed = match options.only_exact {
        true => format!(
            "Listed are the sets of {size} {what} that are all {what} of at least {}.",
            counted(options.at_least, "unit", "units")
        ),
        false => format!(
            "Listed are sets of {size} {what} on at least {}; a set that is not listed is on \
             just the units of the smallest listed one around it{}.",
            counted(options.at_least, "unit", "units"),
            match options.largest {
                Some(_) => ", or of a larger one",
                None => "",
            }
        ),
    };
    let documents_of = match options.unit {
        PatternUnit::Attribute(_) => "",
        PatternUnit::Document if options.only_exact => "Sites are those of the former. ",
        PatternUnit::Document => "Sites are those of the latter. ",
        _ if options.only_exact => "Documents and sites are those of the former. ",
        _ => "Documents and sites are those of the latter. ",
    };
    format!(
        "Unit: {unit}. Layer: {layer}. Exactly = units of which the set is all {what}; at least \
         = units with all of the set, whatever else is there. {documents_of}{listed} {units} \
         with any code. {}",
        universe(study, asked, documents)
    )
}

fn what(level: Level) -> &'static str {
    match level {
        Level::Code => "codes",
        Level::Theme => "themes",
    }
}
