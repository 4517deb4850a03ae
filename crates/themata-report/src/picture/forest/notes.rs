//! What the caption of a forest plot says of how it is to be read.

use super::{Forest, ForestRow, INTERVAL};
use crate::figure::{count, rounded};
use crate::line::in_one_line;

/// With fewer units than this in any of the four cells an interval is approximate at best:
/// Wald's takes the logarithm of the ratio to be normal, which it is of many units only, and
/// its error √(1/a + 1/b + 1/c + 1/d) is that of the smallest cell above all.
const FEW: u64 = 5;

/// What the picture did, and what a reader should know before trusting it, in sentences.
pub(super) fn notes(forest: &Forest, rows: &[&ForestRow]) -> Vec<String> {
    let marks = format!(
        "Squares are as large as the weight of their stratum, whiskers are {INTERVAL}s, an \
         arrow is an end beyond the axis."
    );
    [
        Some(marks),
        weight_alone(rows),
        few(forest),
        heterogeneity(forest),
        left_out(forest, rows),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a weight means that stands beside a reason, if one is drawn.
fn weight_alone(rows: &[&ForestRow]) -> Option<String> {
    let alone = |row: &&ForestRow| row.share().is_some() && row.estimate().is_err();
    rows.iter().any(alone).then(|| {
        "A weight beside a reason is that of a stratum without an estimate of its own, whose \
         units count in the common one all the same."
            .to_owned()
    })
}

/// How many estimates rest on few units. Those that are not drawn count, too, because they are
/// in the common estimate.
fn few(forest: &Forest) -> Option<String> {
    let estimated = || forest.rows.iter().filter(|row| row.estimate().is_ok());
    let few = estimated().filter(|row| smallest_cell(row) < FEW).count() as u64;
    let (has_few, intervals) = match few {
        0 => return None,
        1 => ("has a cell of its fourfold table", "its interval is"),
        _ => ("have a cell of their fourfold table", "their intervals are"),
    };
    Some(format!(
        "{} of {} {} with an estimate {has_few} below five: {intervals} wide and approximate.",
        count(few),
        count(estimated().count() as u64),
        in_one_line(&forest.strata),
    ))
}

fn smallest_cell(row: &ForestRow) -> u64 {
    let counts = &row.counts;
    counts.both.min(counts.first_only).min(counts.second_only).min(counts.neither)
}

fn heterogeneity(forest: &Forest) -> Option<String> {
    let heterogeneity = forest.heterogeneity.as_ref()?;
    let i_squared = heterogeneity.i_squared.filter(|share| share.is_finite());
    let i_squared = i_squared.map_or_else(
        || "undefined".to_owned(),
        |share| format!("{}%", rounded(share * 100.0, 1)),
    );
    let p = match heterogeneity.p.filter(|p| p.is_finite()) {
        None => "undefined".to_owned(),
        Some(p) if p < 0.001 => "<\u{202f}0.001".to_owned(),
        Some(p) => format!("=\u{202f}{}", rounded(p, 3)),
    };
    let p = if p == "undefined" { "p undefined".to_owned() } else { format!("p\u{202f}{p}") };
    Some(
        format!("Heterogeneity: I²\u{202f}=\u{202f}{i_squared}, {p}.")
            .replace("=\u{202f}undefined", "undefined"),
    )
}

/// Which strata are not drawn, and how many of them are in the common estimate. As the
/// heaviest are drawn, some that are in it are left out only where all that are drawn are in
/// it, too.
fn left_out(forest: &Forest, rows: &[&ForestRow]) -> Option<String> {
    let left_out = forest.rows.len() - rows.len();
    if left_out == 0 {
        return None;
    }
    let shares = || forest.rows.iter().filter_map(ForestRow::share);
    let drawn = || rows.iter().filter_map(|row| row.share());
    let counted = shares().count() - drawn().count();
    let strata = in_one_line(&forest.strata);
    let mut said = match counted {
        0 => format!("Drawn are {} of {} {strata}.", told(rows.len()), told(forest.rows.len())),
        _ => format!(
            "Drawn are the {} {strata} of most weight. Not drawn, but counted in the common \
             estimate: {}{}.",
            told(rows.len()),
            told(counted),
            weight_left(drawn().sum(), shares().sum()),
        ),
    };
    if left_out > counted {
        said += " Neither drawn nor counted in the common estimate: ";
        said += &told(left_out - counted);
        said += ".";
    }
    Some(said)
}

/// How much of the weight is not drawn; empty if there is none at all.
fn weight_left(drawn: f64, all: f64) -> String {
    if all <= 0.0 {
        return String::new();
    }
    format!(", with {}% of the weight", rounded((1.0 - drawn / all).max(0.0) * 100.0, 1))
}

fn told(strata: usize) -> String {
    count(strata as u64)
}
