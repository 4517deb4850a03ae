//! What the caption of a forest plot says of how it is to be read.

use super::{Forest, ForestRow, is_outside, percent, weight};
use crate::figure::{count, rounded};
use crate::line::in_one_line;

/// With fewer units than this that have both codes an interval is approximate at best: Wald's
/// takes the logarithm of the ratio to be normal, which it is of many units only.
const FEW: u64 = 5;

/// What the picture did, and what a reader should know before trusting it, in sentences.
pub(super) fn notes(forest: &Forest, rows: &[&ForestRow]) -> Vec<String> {
    let percent = percent(forest);
    let marks = format!(
        "Squares are as large as the weight of their stratum, whiskers are {percent}% intervals, \
         an arrow is an end beyond the axis."
    );
    [
        Some(marks),
        outside(forest, rows),
        few(forest),
        heterogeneity(forest),
        left_out(forest, rows),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a mark looks like whose estimate weighs nothing, if one is drawn.
fn outside(forest: &Forest, rows: &[&ForestRow]) -> Option<String> {
    let estimates = rows.iter().filter_map(|row| row.estimate.as_ref().ok());
    let outside = estimates.filter(|estimate| is_outside(estimate, forest)).count();
    (outside > 0).then(|| {
        format!(
            "Hollow squares with dashed whiskers ({} of the {} {} drawn) are estimates that take \
             no part in the common one.",
            count(outside as u64),
            count(rows.len() as u64),
            in_one_line(&forest.strata),
        )
    })
}

/// How many estimates rest on few units. Those that are not drawn count, too, because they are
/// in the common estimate.
fn few(forest: &Forest) -> Option<String> {
    let estimated = || forest.rows.iter().filter(|row| row.estimate.is_ok());
    let few = estimated().filter(|row| row.both < FEW).count() as u64;
    let (rest, intervals) = match few {
        0 => return None,
        1 => ("rests", "its interval is"),
        _ => ("rest", "their intervals are"),
    };
    Some(format!(
        "{} of {} {} with an estimate {rest} on fewer than five units with both codes: \
         {intervals} wide and approximate.",
        count(few),
        count(estimated().count() as u64),
        in_one_line(&forest.strata),
    ))
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

fn left_out(forest: &Forest, rows: &[&ForestRow]) -> Option<String> {
    let left_out = forest.rows.len() - rows.len();
    if left_out == 0 {
        return None;
    }
    let total: f64 = forest.rows.iter().map(|row| weight(row).max(0.0)).sum();
    let shown: f64 = rows.iter().map(|row| weight(row).max(0.0)).sum();
    let share = if total > 0.0 {
        format!(", with {}% of the weight,", rounded((1.0 - shown / total).max(0.0) * 100.0, 1))
    } else {
        String::new()
    };
    Some(format!(
        "Drawn are the {} {} of most weight; the other {}{share} are not drawn and count in the \
         common estimate.",
        count(rows.len() as u64),
        in_one_line(&forest.strata),
        count(left_out as u64),
    ))
}
