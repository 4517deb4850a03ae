use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Cooccurrence, Pair};
use crate::association::{AssociationUndefined, benjamini_hochberg};
use crate::{Cell, Column, Error, Kind, SubjectKey};

/// What figures of a pair take that depend on the other pairs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Coefficients {
    /// p of each pair of codes that has one, adjusted.
    adjusted: BTreeMap<[SubjectKey; 2], f64>,
}

impl Cooccurrence {
    /// The same with coefficients of association in the tables of pairs: Dice, Ochiai, lift,
    /// normalised PMI, phi, Yule's Q, the odds ratio, chi-squared and p.
    ///
    /// p is adjusted over every pair there could be, not only over those that occur together:
    /// to leave out those that never do would be to choose by what is tested.
    ///
    /// # Errors
    ///
    /// If events were counted and not units, or several coders of whom one must have said
    /// both.
    pub fn with_coefficients(self) -> Result<Cooccurrence, Error> {
        self.has_fourfolds()?;
        let places = self.places();
        let met = self
            .pairs
            .iter()
            .filter_map(|pair| Some([places.code(pair.first)?, places.code(pair.second)?]));
        let every: Vec<[usize; 2]> = met.chain(places.apart()).collect();
        let tested: Vec<([SubjectKey; 2], f64)> = every
            .into_par_iter()
            .filter_map(|codes| {
                let p = self.fourfold_at(&places, codes).significance().ok()?.p;
                Some((codes.map(|place| self.codes[place].code), p))
            })
            .collect();
        let p: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
        let codes = tested.iter().map(|(codes, _)| *codes);
        let adjusted = codes.zip(benjamini_hochberg(&p)).collect();
        Ok(Cooccurrence { coefficients: Some(Coefficients { adjusted }), ..self })
    }

    pub(super) fn coefficient_columns(&self) -> Vec<Column> {
        let Some(coefficients) = &self.coefficients else { return Vec::new() };
        let measure = |key: &str, heading: &str, definition: &str| {
            Column::new(key, heading, Kind::Measure).defined(definition)
        };
        let chance = |key: &str, heading: &str, definition: &str| {
            Column::new(key, heading, Kind::Chance).defined(definition)
        };
        let tested = coefficients.adjusted.len();
        vec![
            measure(
                "dice",
                "Dice",
                "Of the units a = n12, b = n1 − n12, c = n2 − n12, d = N − a − b − c: Dice = 2a ÷ \
                 (2a + b + c),",
            ),
            measure("ochiai", "Ochiai", "Ochiai = a ÷ √(n1 n2),"),
            measure("lift", "Lift", "lift = a N ÷ (n1 n2),"),
            measure("npmi", "NPMI", "normalised PMI = ln lift ÷ −ln(a ÷ N),"),
            measure("phi", "Phi", "phi = (ad − bc) ÷ √(n1 (N − n1) n2 (N − n2)),"),
            measure("yule_q", "Yule's Q", "Yule's Q = (ad − bc) ÷ (ad + bc),"),
            measure("odds_ratio", "Odds ratio", "odds ratio = ad ÷ bc"),
            measure("odds_ratio_low", "Odds ratio, low", "with Wald's 95 % interval,"),
            measure("odds_ratio_high", "Odds ratio, high", ""),
            measure("log_odds_ratio", "Log odds ratio", "its natural logarithm"),
            measure("log_odds_ratio_low", "Log odds ratio, low", "with the same interval,"),
            measure("log_odds_ratio_high", "Log odds ratio, high", ""),
            measure(
                "odds_ratio_half",
                "Odds ratio, ½ added",
                "and another odds ratio with ½ added to each cell (Haldane, Anscombe).",
            ),
            measure("chi_squared", "Chi²", "Chi² is Pearson's,"),
            measure("chi_squared_yates", "Chi², Yates", "also with Yates's correction."),
            chance(
                "p",
                "p",
                "p is two-sided, by Fisher's exact test where an expected count is below 5, by \
                 chi² elsewhere;",
            ),
            Column::new("p_test", "Test", Kind::Text),
            chance("p_adjusted", "p, adjusted", "").defined(format!(
                "adjusted by Benjamini and Hochberg over the {tested} possible pairs that have \
                 a p. It is given as description, never as a verdict: units of one text hang \
                 together, and nobody settled beforehand which pairs to look at."
            )),
        ]
    }

    pub(super) fn coefficient_cells(&self, pair: &Pair) -> Vec<Cell> {
        let (Some(coefficients), Ok(table)) = (&self.coefficients, self.fourfold(pair)) else {
            return Vec::new();
        };
        let (ratio, significance) = (table.odds_ratio(), table.significance());
        let adjusted = coefficients.adjusted.get(&[pair.first, pair.second]);
        vec![
            measured(table.dice()),
            measured(table.ochiai()),
            measured(table.lift()),
            measured(table.normalised_pmi()),
            measured(table.phi()),
            measured(table.yule_q()),
            measured(ratio.map(|ratio| ratio.value)),
            measured(ratio.map(|ratio| ratio.low)),
            measured(ratio.map(|ratio| ratio.high)),
            measured(ratio.map(|ratio| ratio.log)),
            measured(ratio.map(|ratio| ratio.low.ln())),
            measured(ratio.map(|ratio| ratio.high.ln())),
            measured(table.haldane_anscombe().map(|ratio| ratio.value)),
            measured(table.chi_squared().map(|test| test.statistic)),
            measured(table.chi_squared_yates().map(|test| test.statistic)),
            measured(significance.map(|significance| significance.p)),
            significance.map_or(Cell::Empty, |found| Cell::text(found.test.as_str())),
            measured(significance.map(|found| adjusted.copied().unwrap_or(found.p))),
        ]
    }
}

/// A figure of association, or why there is none.
pub(crate) fn measured(figure: Result<f64, AssociationUndefined>) -> Cell {
    figure.map_or_else(|reason| Cell::Undefined(reason.to_string()), Cell::Number)
}
