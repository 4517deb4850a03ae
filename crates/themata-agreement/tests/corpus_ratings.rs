//! Checks alpha on a real set of ratings with many coders and missing codes: utterances to
//! chatbots, rated from −3 to 1 by how abusive they are (Cercas Curry, Abercrombie & Rieser
//! 2021, ConvAbuse).
//!
//! The table is in the folder `coders/convabuse` of the folder that `THEMATA_CORPUS` names,
//! by default the shared material beside the workspace. It is not part of this repository:
//! where it is absent the test says so and does nothing.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says which line it failed on")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use themata_agreement::{
    Category, Metric, Ratings, krippendorff_alpha, krippendorff_alpha_with,
};

/// The scale in the order of its numbers.
const SCALE: [f64; 5] = [-3.0, -2.0, -1.0, 0.0, 1.0];

#[test]
fn ratings_of_chatbot_talk_are_met() {
    let Some(ratings) = ratings() else { return };
    let check = |value: f64, expect: &str| assert_eq!(format!("{value:.4}"), expect);
    let with = |metric: Metric| krippendorff_alpha_with(&ratings, &metric).value.unwrap();
    check(krippendorff_alpha(&ratings).value.unwrap(), "0.4376");
    check(share_of_pairs(&ratings), "0.7969");
    check(with(Metric::ordinal(&SCALE).unwrap()), "0.6592");
    check(with(Metric::interval(&SCALE).unwrap()), "0.7344");
    // A program that takes the values for words puts −1 before −2 before −3. What it says of
    // the same ratings is met with the same order, and is not what the scale says.
    let as_words = [2.0, 1.0, 0.0, 3.0, 4.0];
    check(with(Metric::ordinal(&as_words).unwrap()), "0.6103");
    check(with(Metric::interval(&as_words).unwrap()), "0.5897");
}

/// The share of all pairs of ratings of one utterance that are the same: an utterance weighs as
/// much as it has pairs.
fn share_of_pairs(ratings: &Ratings) -> f64 {
    let (mut same, mut all) = (0, 0);
    ratings.for_each_pattern(|codes, count| {
        let given: Vec<Category> = codes.iter().flatten().copied().collect();
        for (place, code) in given.iter().enumerate() {
            let others = &given[place + 1..];
            all += count * others.len() as u64;
            same += count * others.iter().filter(|other| *other == code).count() as u64;
        }
    });
    same as f64 / all as f64
}

/// The last rating counts where a coder rated an utterance twice.
#[expect(clippy::print_stderr, reason = "a test that did nothing has to say so")]
fn ratings() -> Option<Ratings> {
    let named = std::env::var_os("THEMATA_CORPUS").map(PathBuf::from);
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = named.clone().unwrap_or(shared);
    let file = folder.join("coders/convabuse/1_full/ConvAbuseEMNLPfull.csv");
    if named.is_none() && !file.exists() {
        eprintln!("left out: {} is not there", file.display());
        return None;
    }
    let mut table = csv::Reader::from_path(file).unwrap();
    let headers = table.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let item = ["conv_id", "prev_agent", "prev_user", "agent", "user"].map(column);
    let coder = column("annotator_id");
    let levels = ["is_abuse.-3", "is_abuse.-2", "is_abuse.-1", "is_abuse.0", "is_abuse.1"];
    let levels = levels.map(column);
    let mut coders: BTreeMap<String, usize> = BTreeMap::new();
    let mut items: BTreeMap<[String; 5], BTreeMap<usize, u32>> = BTreeMap::new();
    for row in table.records() {
        let row = row.unwrap();
        let next = coders.len();
        let coder = *coders.entry(row[coder].to_owned()).or_insert(next);
        let Some(level) = levels.iter().position(|&level| row[level].trim() == "1") else {
            continue;
        };
        let key = item.map(|column| row[column].to_owned());
        items.entry(key).or_default().insert(coder, level as u32);
    }
    let mut ratings = Ratings::new(coders.len(), levels.len());
    for given in items.values() {
        let codes: Vec<Option<Category>> = (0..coders.len())
            .map(|coder| given.get(&coder).copied().map(Category::new))
            .collect();
        ratings.add(&codes, 1);
    }
    Some(ratings)
}
