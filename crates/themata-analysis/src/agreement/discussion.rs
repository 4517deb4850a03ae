use rayon::prelude::*;
use themata_agreement::Category;
use themata_model::Coder;
use themata_text::CharSpan;

use super::remarks::remarks;
use super::sweep::{Run, Stretch, walk};
use super::table::units_columns;
use super::{AgreementUnit, Comparison};
use crate::grouping::distinct_keys;
use crate::{Cell, Column, Kind, Row, Subject, Table};

/// Who marked what, without any coefficient: for teams that talk about what they saw
/// differently and do not measure it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Discussion {
    /// What was looked at.
    pub unit: AgreementUnit,
    /// The coders, in the order of their numbers.
    pub coders: Vec<Coder>,
    /// The themes and codes in the order of the codebook.
    pub rows: Vec<DiscussionRow>,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know.
    pub remarks: Vec<String>,
}

/// Who marked what with a theme or a code.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DiscussionRow {
    /// The theme or code.
    pub subject: Subject,
    /// The number of units that each coder marked.
    pub units: Vec<u64>,
    /// The number of excerpts of each coder.
    pub excerpts: Vec<u64>,
    /// The number of units that every coder who judged them marked.
    pub by_all: u64,
    /// The number of units that several coders marked, but not all who judged them.
    pub by_some: u64,
    /// The number of units that a single coder marked.
    pub by_one: u64,
    /// The number of passages, units side by side, that some of the coders who judged them
    /// marked and others did not.
    pub passages: u64,
}

impl Comparison<'_> {
    /// Who marked what with each theme and code, and how much there is to talk about.
    #[must_use]
    pub fn discussion(&self) -> Discussion {
        let stretches = self.stretches();
        let rows = stretches
            .par_iter()
            .zip(&self.outline.subjects)
            .zip(self.excerpts())
            .map(|((stretches, subject), excerpts)| DiscussionRow {
                excerpts,
                ..self.counted(subject.clone(), stretches)
            })
            .collect();
        let definition = format!(
            "{} No coefficient is computed. Units and excerpts = what each coder marked, twice \
             marked counted once; by all, by several, by one = units that all who judged them \
             marked, some of them, or one; to talk about = passages, units side by side, that \
             somebody marked and somebody else who judged them did not.",
            self.definition()
        );
        let mut remarks = remarks(self);
        if !self.documents.is_empty() {
            remarks
                .push("what was seen differently, passage by passage: `disagreements`".into());
        }
        Discussion {
            unit: self.unit,
            coders: self.coders().to_vec(),
            rows,
            definition,
            remarks,
        }
    }

    fn counted(&self, subject: Subject, stretches: &[Stretch]) -> DiscussionRow {
        let coders = self.coders().len();
        let mut row = DiscussionRow {
            subject,
            units: vec![0; coders],
            excerpts: Vec::new(),
            by_all: 0,
            by_some: 0,
            by_one: 0,
            passages: 0,
        };
        // Where the last passage ended, as a document and a unit in it.
        let mut last = None;
        walk(stretches, &self.classes, coders, |run: &Run<'_>| {
            let length = u64::from(run.units.end - run.units.start);
            let marks = |said: &Option<Category>| *said == Some(Category::PRESENT);
            let judged = run.said.iter().flatten().count();
            let marking = run.said.iter().filter(|said| marks(said)).count();
            for (units, said) in row.units.iter_mut().zip(run.said) {
                *units += if marks(said) { length } else { 0 };
            }
            match marking {
                _ if marking == judged => row.by_all += length,
                1 => row.by_one += length,
                _ => row.by_some += length,
            }
            if marking < judged {
                row.passages += u64::from(last != Some((run.document, run.units.start)));
                last = Some((run.document, run.units.end));
            }
        });
        row
    }

    /// For each theme and code the number of different places that each coder marked with it.
    fn excerpts(&self) -> Vec<Vec<u64>> {
        let mut places: Vec<Vec<(usize, usize, CharSpan)>> =
            vec![Vec::new(); self.outline.subjects.len()];
        for (number, document) in self.documents.iter().enumerate() {
            for mark in &document.marks {
                for row in self.outline.rows_of(mark.code) {
                    places[row].push((mark.coder, number, mark.span));
                }
            }
        }
        let counted = |mut places: Vec<(usize, usize, CharSpan)>| {
            places.sort_unstable();
            places.dedup();
            let mut excerpts = vec![0; self.coders().len()];
            for (coder, ..) in places {
                excerpts[coder] += 1;
            }
            excerpts
        };
        places.into_par_iter().map(counted).collect()
    }
}

impl Discussion {
    /// A row for each theme with its codes under it.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let count = |key: &str, heading: &str| Column::new(key, heading, Kind::Count);
        let names = || self.coders.iter().map(|coder| coder.name.as_str());
        let mut columns = vec![Column::new("code", "Code", Kind::Text)];
        let headings: Vec<String> = names().map(|name| format!("Excerpts {name}")).collect();
        let keys = distinct_keys(headings.clone());
        let excerpts = keys.iter().zip(&headings).map(|(key, heading)| count(key, heading));
        for (excerpts, units) in excerpts.zip(units_columns(names())) {
            columns.extend([excerpts, units]);
        }
        columns.push(count("by_all", "By all"));
        let several = self.coders.len() > 2;
        if several {
            columns.push(count("by_several", "By several"));
        }
        columns.push(count("by_one", "By one"));
        columns.push(count("to_talk_about", "To talk about"));

        let title = format!("What coders marked, by {}", self.unit.as_str());
        let mut table = Table::new("agreement-discussion", title, columns);
        for row in &self.rows {
            let mut cells = vec![Cell::text(&row.subject.name)];
            for (excerpts, units) in row.excerpts.iter().zip(&row.units) {
                cells.extend([Cell::Count(*excerpts), Cell::Count(*units)]);
            }
            cells.push(Cell::Count(row.by_all));
            if several {
                cells.push(Cell::Count(row.by_some));
            }
            cells.extend([Cell::Count(row.by_one), Cell::Count(row.passages)]);
            table.rows.push(Row { depth: row.subject.depth, total: false, cells });
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}
