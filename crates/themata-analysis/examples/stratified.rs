//! Figures of fourfold tables from standard input: a line for each pair, with strata parted by
//! `;` and the cells a b c d of each by spaces. A line of JSON for each; `null` is undefined.
//!
//! `bench/stratified.py` runs it to compare with other programs.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for comparing")]

use std::io::Read;

use themata_analysis::{AssociationUndefined, Fourfold, Stratified};

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    for line in text.lines() {
        let strata: Vec<Fourfold> = line.split(';').map(table).collect();
        println!("{{{}}}", figures(&strata).join(","));
    }
}

fn table(cells: &str) -> Fourfold {
    let cells: Vec<u64> = cells.split_whitespace().map(|cell| cell.parse().unwrap()).collect();
    let [both, first_only, second_only, neither] = cells[..] else { panic!("four cells") };
    Fourfold { both, first_only, second_only, neither }
}

fn figures(strata: &[Fourfold]) -> Vec<String> {
    let all = Stratified::of(strata);
    let one = strata[0];
    let (common, test) = (all.common, all.independence);
    let (difference, spread) = (all.homogeneity, all.heterogeneity);
    vec![
        said("odds_ratio", common.map(|of| of.value)),
        said("low", common.map(|of| of.low)),
        said("high", common.map(|of| of.high)),
        said("cmh", test.map(|of| of.plain.statistic)),
        said("cmh_p", test.map(|of| of.plain.p)),
        said("cmh_corrected", test.map(|of| of.corrected.statistic)),
        said("breslow_day", difference.map(|of| of.plain.statistic)),
        said("breslow_day_p", difference.map(|of| of.plain.p)),
        said("tarone", difference.map(|of| of.tarone.statistic)),
        said("q", spread.map(|of| of.q.statistic)),
        said("first_odds_ratio", one.odds_ratio().map(|of| of.value)),
        said("first_low", one.odds_ratio().map(|of| of.low)),
        said("first_chi_squared", one.chi_squared().map(|of| of.statistic)),
        said("first_yates", one.chi_squared_yates().map(|of| of.statistic)),
        said("first_fisher", one.fisher_exact()),
    ]
}

fn said(name: &str, figure: Result<f64, AssociationUndefined>) -> String {
    match figure {
        Ok(figure) => format!("\"{name}\":{figure:e}"),
        Err(_) => format!("\"{name}\":null"),
    }
}
