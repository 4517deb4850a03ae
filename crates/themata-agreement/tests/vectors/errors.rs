use std::collections::BTreeSet;

use serde_json::Value;
use themata_agreement::uncertainty::{
    StandardError, cohen_kappa_error, gwet_ac_error, krippendorff_alpha_error,
};
use themata_agreement::{Category, Ratings, Weights};

use crate::file::examples;

/// How many standard errors, ends of intervals and tests the file has.
const KNOWN: usize = 18;

#[test]
fn every_standard_error_of_the_file_is_met() {
    let Some(examples) = examples() else { return };
    let (mut checked, mut wrong) = (0, Vec::new());
    for example in &examples {
        for figure in &example.figures {
            let Some((measure, part)) = split(&figure.key) else { continue };
            if example.kind != "items" || figure.is_unfounded() {
                continue;
            }
            let ratings = ratings(&example.data);
            let mut found = found(&ratings, measure, part);
            // Gwet's formula for cross tables divides by n where the one for items, which
            // this crate has, divides by n − 1.
            if example.data["form"] == "contingency" && part == "_se" {
                let n = ratings.items() as f64;
                found = found.map(|error| error * ((n - 1.0) / n).sqrt());
            }
            checked += 1;
            wrong.extend(figure.refute_found(&example.id, found));
        }
    }
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked >= KNOWN, "{checked} numbers checked, not {KNOWN}");
}

fn split(key: &str) -> Option<(&str, &str)> {
    let parts = ["_se", "_ci_low", "_ci_high", "_z"];
    parts.iter().find_map(|part| Some((key.strip_suffix(part)?, *part)))
}

fn found(ratings: &Ratings, measure: &str, part: &str) -> Option<f64> {
    let q = ratings.categories();
    // Ranks of the categories that occur, as R's package irr weighs them.
    let by_rank = |power| {
        let apart = |k: usize, l: usize| k.abs_diff(l) as f64 / (q - 1) as f64;
        Weights::from_fn(q, |k, l| 1.0 - apart(k, l).powi(power)).unwrap()
    };
    let of = |error: StandardError| match part {
        "_se" => Some(error.error),
        "_ci_low" => Some(error.interval(0.95).low),
        "_ci_high" => Some(error.interval(0.95).high),
        _ => None,
    };
    let z = |weights| cohen_kappa_error(ratings, weights).unwrap().z();
    match measure {
        "ac1" => of(gwet_ac_error(ratings, &Weights::identity(q)).unwrap()),
        "alpha_nominal" => {
            of(krippendorff_alpha_error(ratings, &Weights::identity(q)).unwrap())
        }
        "cohen_kappa" if part == "_z" => z(&Weights::identity(q)),
        "kappa_linear_rank" if part == "_z" => z(&by_rank(1)),
        "kappa_quadratic_rank" if part == "_z" => z(&by_rank(2)),
        _ => None,
    }
}

/// Ratings from a cross table, or from a row of values for each coder. The values that occur
/// are the categories.
fn ratings(data: &Value) -> Ratings {
    let rows = |key: &str| -> Vec<Vec<Value>> {
        let rows = data[key].as_array().unwrap();
        rows.iter().map(|row| row.as_array().unwrap().clone()).collect()
    };
    if data["form"] == "contingency" {
        let table = rows("table");
        let mut ratings = Ratings::new(2, table.len());
        for (first, row) in table.iter().enumerate() {
            for (second, cell) in row.iter().enumerate() {
                ratings.add(&[category(first), category(second)], cell.as_u64().unwrap());
            }
        }
        return ratings;
    }
    let values = rows("values");
    let named = values.iter().flatten().filter(|value| !value.is_null());
    let names: Vec<String> =
        named.map(ToString::to_string).collect::<BTreeSet<_>>().into_iter().collect();
    let mut ratings = Ratings::new(values.len(), names.len());
    for item in 0..values[0].len() {
        let codes: Vec<_> = values
            .iter()
            .map(|row| {
                let given = row[item].to_string();
                let place = names.iter().position(|name| *name == given);
                place.and_then(category)
            })
            .collect();
        ratings.add(&codes, 1);
    }
    ratings
}

fn category(position: usize) -> Option<Category> {
    u32::try_from(position).ok().map(Category::new)
}
