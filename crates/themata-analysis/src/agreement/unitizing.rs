use rayon::prelude::*;
use themata_agreement::{
    AlphaU, Category, Coefficient, Gamma, GammaOptions, Undefined, UnitMetric, Unitized,
    alpha_u, binary_u_alpha, cu_alpha, gamma, ku_alpha, u_alpha,
};

use super::continua::{Laid, TOO_LONG, laid};
use super::remarks::{remarks, unused};
use super::{Comparison, cell};
use crate::{Cell, Column, Kind, Row, Subject, Table};

/// What of the measures with free boundaries is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitizingOptions {
    /// The seed of gamma's chance continua.
    pub seed: u64,
    /// Also alpha-U as it was defined in 1995 and 2004.
    pub legacy: bool,
}

/// How far coders agree where each of them chose where units begin and end.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnitizedAgreement {
    /// The codes in the order of the codebook.
    pub rows: Vec<UnitizedRow>,
    /// |u-alpha of what was marked at all, with whatever code.
    pub anything: Option<Unitized>,
    /// u-alpha of all codes.
    pub u: Option<Unitized>,
    /// cu-alpha of all codes.
    pub cu: Option<Unitized>,
    /// Gamma of all codes, with gamma-cat.
    pub gamma: Option<Gamma>,
    /// Alpha-U of 1995 and 2004, if it was asked for.
    pub legacy: Option<AlphaU>,
    /// Where two codes of one coder overlap, in words, if they do: why u-, cu- and
    /// (k)u-alpha are undefined.
    pub overlap: Option<String>,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// How far coders agree on where a code applies, and on calling stretches by it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnitizedRow {
    /// The code.
    pub subject: Subject,
    /// |u-alpha of the code alone: did the coders mark the same text with it?
    pub binary: Unitized,
    /// (k)u-alpha: what two coders marked, did they call it this?
    pub ku: Unitized,
    /// Gamma-k: where coders aligned their stretches, did they call them this?
    pub gamma: Coefficient,
    /// Alpha-U of the code as it was defined in 1995 and 2004, if it was asked for.
    pub legacy: Option<Unitized>,
    /// The number of stretches of all coders.
    pub units: u64,
}

impl Comparison<'_> {
    /// The measures with free boundaries. Whatever the unit of the comparison is, compared are
    /// stretches of characters.
    #[must_use]
    pub fn unitized(&self, options: UnitizingOptions) -> UnitizedAgreement {
        let mut remarks = remarks(self);
        let Some(laid) = laid(self) else {
            remarks.push(TOO_LONG.to_owned());
            return nothing(self.definition(), remarks);
        };
        let continuum = &laid.continuum;
        let aligned =
            gamma(continuum, &GammaOptions { seed: options.seed, ..GammaOptions::default() });
        let legacy = options.legacy.then(|| alpha_u(continuum));
        let ku = ku_alpha(continuum);
        let rows: Vec<UnitizedRow> = laid
            .codes
            .par_iter()
            .enumerate()
            .map(|(place, code)| {
                let category = Category::new(place as u32);
                UnitizedRow {
                    subject: (*code).clone(),
                    binary: binary_u_alpha(&continuum.of_category(category)),
                    ku: ku[place],
                    gamma: aligned.by_category[place],
                    legacy: legacy.as_ref().map(|legacy| legacy.categories[place]),
                    units: units(&laid, category),
                }
            })
            .collect();
        let u = u_alpha(continuum);
        let names: Vec<&str> = rows
            .iter()
            .filter(|row| row.units == 0)
            .map(|row| row.subject.name.as_str())
            .collect();
        remarks.extend(unused(&names));
        remarks.extend(laid.remark());
        UnitizedAgreement {
            rows,
            anything: Some(binary_u_alpha(&laid.of_anything())),
            u: Some(u),
            cu: Some(cu_alpha(continuum, UnitMetric::Nominal)),
            overlap: overlap(self, &laid, u.value),
            definition: definition(self, &laid, &aligned, options),
            gamma: Some(aligned),
            legacy,
            remarks,
        }
    }
}

fn units(laid: &Laid<'_>, category: Category) -> u64 {
    let of = |coder| laid.continuum.units(coder).iter();
    let is = |unit: &&themata_agreement::Unit| unit.category == category;
    (0..laid.continuum.coders()).map(|coder| of(coder).filter(is).count() as u64).sum()
}

fn definition(
    comparison: &Comparison<'_>,
    laid: &Laid<'_>,
    gamma: &Gamma,
    options: UnitizingOptions,
) -> String {
    let mut definition = format!(
        "{} |u-alpha of a code = did the coders mark the same text with it (stretches of one \
         coder that touch are one); |u-alpha of all codes = did they mark the same text at all; \
         u-alpha = the same stretches with the same codes; cu-alpha = of what two coders \
         marked, did they give it the same code; (k)u-alpha = the same for one code; coverage = \
         the share of all coders' text that cu-alpha rests on, for a code the share of what was \
         given the code (Krippendorff, Mathet, Bouvry and Widlöcher 2016). Gamma = both at once, \
         by the best alignment of stretches; gamma-cat and gamma-k = the codes of aligned \
         stretches (Mathet, Widlöcher and Métivier 2015; Mathet 2017): shuffled chance \
         continua, {}, seed {}.",
        laid.definition(comparison),
        gamma.samples,
        options.seed,
    );
    if options.legacy {
        definition.push_str(
            " alpha-U = the older definition (Krippendorff 1995, 2004), for checking older \
             figures.",
        );
    }
    definition
}

/// Where two codes of a coder overlap, and what to do about it.
fn overlap(
    comparison: &Comparison<'_>,
    laid: &Laid<'_>,
    u: Result<f64, Undefined>,
) -> Option<String> {
    let Err(Undefined::UnitsOverlap { coder, position }) = u else { return None };
    let coder = comparison.coders().get(coder)?;
    let (document, position) = laid.place(position)?;
    let document = comparison.study.document(document)?;
    Some(format!(
        "codes of {} overlap, in `{}` at position {}: take |u-alpha of each code, or gamma",
        coder.name,
        document.name,
        position + 1
    ))
}

fn nothing(definition: String, remarks: Vec<String>) -> UnitizedAgreement {
    UnitizedAgreement {
        rows: Vec::new(),
        anything: None,
        u: None,
        cu: None,
        gamma: None,
        legacy: None,
        overlap: None,
        definition,
        remarks,
    }
}

impl UnitizedAgreement {
    /// A row for each code, and one for all together.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let measure = |key: &str, heading: &str| Column::new(key, heading, Kind::Measure);
        let mut columns = vec![
            Column::new("code", "Code", Kind::Text),
            measure("binary_u_alpha", "|u-alpha"),
            measure("u_alpha", "u-alpha"),
            measure("cu_alpha", "cu-alpha"),
            measure("ku_alpha", "(k)u-alpha"),
            Column::new("coverage", "Coverage", Kind::Share),
            measure("gamma", "Gamma"),
            measure("gamma_cat", "Gamma-cat"),
            measure("gamma_k", "Gamma-k"),
        ];
        if self.legacy.is_some() {
            columns.push(measure("alpha_u", "alpha-U"));
        }
        columns.push(Column::new("stretches", "Stretches", Kind::Count));
        let mut table = Table::new("agreement", "Agreement with free boundaries", columns);
        for row in &self.rows {
            let mut cells = vec![
                Cell::text(&row.subject.name),
                cell(row.binary.value),
                Cell::Empty,
                Cell::Empty,
                self.of_units(&row.ku),
                row.ku.coverage.map_or(Cell::Empty, Cell::Number),
                Cell::Empty,
                Cell::Empty,
                cell(row.gamma.value),
            ];
            cells.extend(row.legacy.iter().map(|legacy| cell(legacy.value)));
            cells.push(Cell::Count(row.units));
            table.rows.push(Row { depth: 0, total: false, cells });
        }
        if let (Some(anything), Some(u), Some(cu), Some(gamma)) =
            (&self.anything, &self.u, &self.cu, &self.gamma)
        {
            let mut cells = vec![
                Cell::text("all codes"),
                cell(anything.value),
                self.of_units(u),
                self.of_units(cu),
                Cell::Empty,
                cu.coverage.map_or(Cell::Empty, Cell::Number),
                cell(gamma.value),
                cell(gamma.on_categories.value),
                Cell::Empty,
            ];
            cells.extend(self.legacy.iter().map(|legacy| cell(legacy.overall.value)));
            cells.push(Cell::Count(self.rows.iter().map(|row| row.units).sum()));
            table.rows.push(Row { depth: 0, total: true, cells });
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table.remarks.extend(self.overlap.iter().map(|overlap| {
            format!("u-alpha, cu-alpha and (k)u-alpha are undefined: {overlap}")
        }));
        table
    }

    /// A value for which units of one coder must not overlap.
    fn of_units(&self, of: &Unitized) -> Cell {
        match (of.value, &self.overlap) {
            (Err(Undefined::UnitsOverlap { .. }), Some(overlap)) => {
                Cell::Undefined(overlap.clone())
            }
            (value, _) => cell(value),
        }
    }
}
