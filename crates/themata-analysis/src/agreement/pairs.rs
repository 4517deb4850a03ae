use rayon::prelude::*;
use themata_agreement::{Ratings, Undefined};
use themata_model::Coder;

use super::measures::{AgreementMeasure, Pooling};
use super::pooling::pooled;
use super::remarks::remarks;
use super::sweep::sweep;
use super::{AgreementUnit, Comparison, cell};
use crate::{Cell, Column, Kind, Level, Row, Table};

/// How far every two of the coders agree, over all codes, and how far the others agree where
/// one is left out.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CoderAgreement {
    /// What was judged.
    pub unit: AgreementUnit,
    /// The measures, in the order of the figures.
    pub measures: Vec<AgreementMeasure>,
    /// Every pair of coders once, in the order of their numbers.
    pub pairs: Vec<CoderRow>,
    /// All coders.
    pub all: CoderRow,
    /// All coders but one, in the order of the one that is left out. Empty with fewer than
    /// three coders.
    pub without: Vec<CoderRow>,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// How far some of the coders agree, over all codes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CoderRow {
    /// The coders who are compared.
    pub coders: Vec<Coder>,
    /// The number of documents that at least two of them judged.
    pub documents: u64,
    /// The number of units of those documents in the universe.
    pub units: u64,
    /// The number of codes that one of them used there.
    pub codes: usize,
    /// For each measure the figure over these codes.
    pub figures: Vec<Result<f64, Undefined>>,
}

impl Comparison<'_> {
    /// The measures that can be pooled, over all codes, for every pair of coders and without
    /// each coder.
    #[must_use]
    pub fn by_pair(&self, measures: &[AgreementMeasure]) -> CoderAgreement {
        let can_be_pooled = |measure: &&AgreementMeasure| measure.pooling() != Pooling::None;
        let measures: Vec<AgreementMeasure> =
            measures.iter().filter(can_be_pooled).copied().collect();
        let coders = self.coders().len();
        let codes: Vec<Ratings> = self
            .stretches()
            .par_iter()
            .zip(&self.outline.subjects)
            .filter(|(_, subject)| subject.level == Level::Code)
            .map(|(stretches, _)| sweep(stretches, &self.classes, coders).ratings)
            .collect();
        let row = |some: &[usize]| self.coder_row(&codes, &measures, some);
        let pairs = (0..coders)
            .flat_map(|first| (first + 1..coders).map(move |second| [first, second]))
            .map(|pair| row(&pair))
            .collect();
        let everyone: Vec<usize> = (0..coders).collect();
        let others = |left: usize| -> Vec<usize> {
            everyone.iter().copied().filter(|coder| *coder != left).collect()
        };
        let without = match coders {
            0..=2 => Vec::new(),
            _ => everyone.iter().map(|&left| row(&others(left))).collect(),
        };
        let mut definition = format!(
            "{} Every row is over the codes that one of its coders used in the documents that \
             two of them judged: percentages = mean over these codes, coefficients = 1 − sum of \
             observed ÷ sum of expected disagreement over them. kappa = Cohen's for two coders, \
             Conger's for more; alpha = Krippendorff's, nominal.",
            self.definition()
        );
        if !without.is_empty() {
            definition.push_str(
                " Without a coder = the agreement of the others: where it is much higher, that \
                 coder reads the codes differently.",
            );
        }
        CoderAgreement {
            unit: self.unit,
            pairs,
            all: row(&everyone),
            without,
            measures,
            definition,
            remarks: remarks(self),
        }
    }

    fn coder_row(
        &self,
        codes: &[Ratings],
        measures: &[AgreementMeasure],
        some: &[usize],
    ) -> CoderRow {
        let is_judged = |class: usize| {
            let said = &self.classes[class].unmarked;
            some.iter().filter(|&&coder| said[coder].is_some()).count() >= 2
        };
        let judged = || self.documents.iter().filter(|document| is_judged(document.class));
        let of_some: Vec<Ratings> = codes.iter().map(|of| of.of_coders(some)).collect();
        let (figures, used) = pooled(measures, &of_some);
        CoderRow {
            coders: some.iter().map(|&coder| self.coders()[coder].clone()).collect(),
            documents: judged().count() as u64,
            units: judged().map(|document| document.units).sum(),
            codes: used,
            figures: figures.into_iter().flatten().collect(),
        }
    }
}

impl CoderAgreement {
    /// A row for each pair, one for all coders, and one without each coder.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let mut columns = vec![Column::new("coders", "Coders", Kind::Text)];
        columns.extend(self.measures.iter().map(|measure| {
            let kind = if measure.is_share() { Kind::Share } else { Kind::Measure };
            Column::new(measure.key(), measure.heading(), kind)
        }));
        for (key, heading) in
            [("documents", "Documents"), ("units", "Units"), ("codes", "Codes")]
        {
            columns.push(Column::new(key, heading, Kind::Count));
        }
        let title = format!("Agreement of pairs of coders by {}", self.unit.as_str());
        let mut table = Table::new("agreement", title, columns);
        let mut push = |words: String, row: &CoderRow, total: bool| {
            let mut cells = vec![Cell::Text(words)];
            cells.extend(row.figures.iter().copied().map(cell));
            cells.extend([
                Cell::Count(row.documents),
                Cell::Count(row.units),
                Cell::from(row.codes),
            ]);
            table.rows.push(Row { depth: 0, total, cells });
        };
        let names = |row: &CoderRow| -> String {
            let names: Vec<&str> = row.coders.iter().map(|coder| coder.name.as_str()).collect();
            names.join(", ")
        };
        for row in &self.pairs {
            push(names(row), row, false);
        }
        push("all coders".to_owned(), &self.all, true);
        for (coder, row) in self.all.coders.iter().zip(&self.without) {
            push(format!("without {}", coder.name), row, false);
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}
