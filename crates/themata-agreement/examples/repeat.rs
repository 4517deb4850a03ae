//! Computes a measure of a file so many times: `repeat TASK FILE TIMES`.
//!
//! `bench/agreement.py` runs it to compare with other programs. With 0 times the file is only
//! read, so that the difference is what computing takes. The last value is printed.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for measuring")]

use std::hint::black_box;

use themata_agreement::sets::{SetDistance, SetRatings, set_alpha};
use themata_agreement::uncertainty::{
    conger_kappa_error, fleiss_kappa_error, gwet_ac_error, krippendorff_alpha_error,
};
use themata_agreement::{
    Category, Continuum, Dissimilarity, GammaOptions, Metric, Ratings, Sampler, Unit, Weights,
    best_alignment, cohen_kappa, fleiss_kappa, gamma, krippendorff_alpha,
    krippendorff_alpha_with,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, file, times] = arguments.as_slice() else { panic!("TASK FILE TIMES") };
    let rows = rows(&std::fs::read_to_string(file).unwrap());
    let times: usize = times.parse().unwrap();
    let mut value = f64::NAN;
    for _ in 0..times {
        value = compute(task, black_box(&rows));
    }
    println!("{value}");
}

/// Numbers in columns; a missing one is −1.
fn rows(text: &str) -> Vec<Vec<i64>> {
    let number = |cell: &str| cell.trim().parse().unwrap_or(-1);
    text.lines().map(|line| line.split(',').map(number).collect()).collect()
}

fn compute(task: &str, rows: &[Vec<i64>]) -> f64 {
    match task {
        "alpha" => krippendorff_alpha(&ratings(rows)).value.unwrap(),
        "ordinal" => {
            let ratings = ratings(rows);
            let values: Vec<f64> = (0..ratings.categories()).map(|k| k as f64).collect();
            let metric = Metric::ordinal(&values).unwrap();
            krippendorff_alpha_with(&ratings, &metric).value.unwrap()
        }
        "kappa" => cohen_kappa(&ratings(rows)).value.unwrap(),
        "fleiss" => fleiss_kappa(&ratings(rows)).value.unwrap(),
        "errors" => {
            let ratings = ratings(rows);
            let weights = Weights::identity(ratings.categories());
            let errors = [
                gwet_ac_error(&ratings, &weights),
                fleiss_kappa_error(&ratings, &weights),
                conger_kappa_error(&ratings, &weights),
                krippendorff_alpha_error(&ratings, &weights),
            ];
            errors.map(|error| error.unwrap().error)[0]
        }
        "masi" => set_alpha(&sets(rows), SetDistance::Masi).value.unwrap(),
        "alignment" => {
            best_alignment(&continuum(rows), &Dissimilarity::default()).unwrap().disorder()
        }
        "gamma" => {
            let options =
                GammaOptions { sampler: Sampler::Statistical, ..GammaOptions::default() };
            gamma(&continuum(rows), &options).value.unwrap()
        }
        task => panic!("no task is called {task}"),
    }
}

fn ratings(rows: &[Vec<i64>]) -> Ratings {
    let categories = rows.iter().flatten().max().unwrap() + 1;
    let mut ratings = Ratings::new(rows[0].len(), usize::try_from(categories).unwrap());
    let mut codes = Vec::new();
    for row in rows {
        codes.clear();
        codes.extend(row.iter().map(|&code| u32::try_from(code).ok().map(Category::new)));
        ratings.add(&codes, 1);
    }
    ratings
}

/// Each number is a set, a bit for each of ten categories.
fn sets(rows: &[Vec<i64>]) -> SetRatings {
    let mut ratings = SetRatings::new(rows[0].len(), 10);
    for row in rows {
        let sets: Vec<Option<Vec<Category>>> = row
            .iter()
            .map(|bits| {
                Some((0..10).filter(|bit| bits >> bit & 1 == 1).map(Category::new).collect())
            })
            .collect();
        let borrowed: Vec<Option<&[Category]>> = sets.iter().map(Option::as_deref).collect();
        ratings.add(&borrowed, 1);
    }
    ratings
}

/// Rows of coder, start, end and category.
fn continuum(rows: &[Vec<i64>]) -> Continuum {
    let number = |row: &[i64], column: usize| u64::try_from(row[column]).unwrap();
    let top = |column: usize| rows.iter().map(|row| number(row, column)).max().unwrap();
    let categories = usize::try_from(top(3) + 1).unwrap();
    let mut continuum =
        Continuum::new(usize::try_from(top(0) + 1).unwrap(), top(2), categories);
    for row in rows {
        let category = Category::new(u32::try_from(row[3]).unwrap());
        let unit = Unit { start: number(row, 1), end: number(row, 2), category };
        continuum.add(usize::try_from(row[0]).unwrap(), unit);
    }
    continuum
}
