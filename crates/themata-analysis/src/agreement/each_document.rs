use rayon::prelude::*;
use themata_agreement::{Ratings, Undefined};
use themata_model::DocumentId;

use super::measures::{AgreementMeasure, Pooling};
use super::pooling::pooled;
use super::remarks::remarks;
use super::sweep::{sweep, sweep_each};
use super::{AgreementUnit, Comparison, cell};
use crate::{Cell, Column, Kind, Level, Row, Table};

/// How far the coders agree in each document, over all codes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DocumentAgreement {
    /// What was judged.
    pub unit: AgreementUnit,
    /// The measures, in the order of the figures.
    pub measures: Vec<AgreementMeasure>,
    /// The compared documents, in the order of their numbers.
    pub rows: Vec<DocumentRow>,
    /// All documents together.
    pub all: DocumentRow,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// How far the coders agree in a document, or in all of them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DocumentRow {
    /// The document; `None` for all of them together.
    pub document: Option<DocumentId>,
    /// Its name.
    pub name: String,
    /// The number of coders who judged it.
    pub coders: usize,
    /// The number of its units in the universe.
    pub units: u64,
    /// The number of codes that one of them used there.
    pub codes: usize,
    /// For each measure the figure over these codes.
    pub figures: Vec<Result<f64, Undefined>>,
}

impl Comparison<'_> {
    /// The measures that can be pooled, over all codes, for each document.
    #[must_use]
    pub fn by_document(&self, measures: &[AgreementMeasure]) -> DocumentAgreement {
        let can_be_pooled = |measure: &&AgreementMeasure| measure.pooling() != Pooling::None;
        let measures: Vec<AgreementMeasure> =
            measures.iter().filter(can_be_pooled).copied().collect();
        let coders = self.coders().len();
        let stretches = self.stretches();
        let codes: Vec<(Ratings, Vec<Ratings>)> = stretches
            .par_iter()
            .zip(&self.outline.subjects)
            .filter(|(_, subject)| subject.level == Level::Code)
            .map(|(stretches, _)| {
                let all = sweep(stretches, &self.classes, coders).ratings;
                (all, sweep_each(stretches, &self.classes, &self.documents, coders))
            })
            .collect();
        let figures = |(figures, codes): (Vec<Option<_>>, usize)| {
            (figures.into_iter().flatten().collect(), codes)
        };
        let rows = self
            .documents
            .par_iter()
            .enumerate()
            .map(|(place, document)| {
                let here = codes.iter().map(|(_, each)| &each[place]);
                let (figures, codes) = figures(pooled(&measures, here));
                let name = self.study.document(document.id).map(|known| known.name.clone());
                let judged = &self.classes[document.class].unmarked;
                DocumentRow {
                    document: Some(document.id),
                    name: name.unwrap_or_default(),
                    coders: judged.iter().flatten().count(),
                    units: document.units,
                    codes,
                    figures,
                }
            })
            .collect();
        let (all, used) = figures(pooled(&measures, codes.iter().map(|(all, _)| all)));
        let definition = format!(
            "{} Every row is over the codes that somebody used in the document: percentages = \
             mean over these codes, coefficients = 1 − sum of observed ÷ sum of expected \
             disagreement over them. kappa = Cohen's for two coders, Conger's for more; alpha = \
             Krippendorff's, nominal. What chance gives is taken from the document alone, so \
             documents with little in them vary much.",
            self.definition()
        );
        DocumentAgreement {
            unit: self.unit,
            measures,
            rows,
            all: DocumentRow {
                document: None,
                name: "all documents".to_owned(),
                coders,
                units: self.units(),
                codes: used,
                figures: all,
            },
            definition,
            remarks: remarks(self),
        }
    }
}

impl DocumentAgreement {
    /// A row for each document, and one for all of them.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let mut columns = vec![Column::new("document", "Document", Kind::Text)];
        columns.extend(self.measures.iter().map(|measure| {
            let kind = if measure.is_share() { Kind::Share } else { Kind::Measure };
            Column::new(measure.key(), measure.heading(), kind)
        }));
        for (key, heading) in [("coders", "Coders"), ("units", "Units"), ("codes", "Codes")] {
            columns.push(Column::new(key, heading, Kind::Count));
        }
        let title = format!("Agreement in each document by {}", self.unit.as_str());
        let mut table = Table::new("agreement", title, columns);
        for row in self.rows.iter().chain([&self.all]) {
            let mut cells = vec![Cell::text(&row.name)];
            cells.extend(row.figures.iter().copied().map(cell));
            cells.extend([
                Cell::from(row.coders),
                Cell::Count(row.units),
                Cell::from(row.codes),
            ]);
            table.rows.push(Row { depth: 0, total: row.document.is_none(), cells });
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}
