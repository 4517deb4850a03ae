use std::collections::BTreeSet;

use serde_json::Value;
use themata_agreement::sets::{
    NoCodes, SetAgreement, SetDistance, SetOverlap, SetRatings, multi_valued_alpha,
    set_agreement, set_alpha, set_alpha_with,
};
use themata_agreement::{Category, Coefficient};

use crate::file::examples;

/// Every number on sets is met, also those that only one program has computed. Fewer of them
/// than this would mean that the test no longer finds what it is to check.
const KNOWN: usize = 46;

#[test]
fn every_number_on_sets_is_met() {
    let Some(examples) = examples() else { return };
    let (mut checked, mut wrong) = (0, Vec::new());
    for example in &examples {
        if example.kind != "multilabel" {
            continue;
        }
        let data = &example.data;
        for figure in example.figures.iter().filter(|figure| figure.evidence != "unconfirmed") {
            let found = match data["form"].as_str().unwrap() {
                "set pairs" => distance(&data["pairs"], &figure.key),
                _ => measured(&ratings(&data["values"]), &figure.key),
            };
            checked += 1;
            wrong.extend(figure.refute_found(&example.id, found));
        }
    }
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked >= KNOWN, "{checked} numbers checked, not {KNOWN}");
}

/// The value that the file calls `key`, or `None` if no measure is known by that name.
fn measured(ratings: &SetRatings, key: &str) -> Option<f64> {
    let observed = |of: Coefficient| of.observed_disagreement;
    let share = |definition, no_codes| set_agreement(ratings, definition, no_codes).value.ok();
    match key {
        "alpha_masi_passonneau2006" => set_alpha(ratings, SetDistance::Masi).value.ok(),
        "alpha_jaccard" => set_alpha(ratings, SetDistance::Jaccard).value.ok(),
        "alpha_nominal_sets" => set_alpha(ratings, SetDistance::Nominal).value.ok(),
        "alpha_masi_dkpro" => set_alpha_with(ratings, masi_of_dkpro).value.ok(),
        "alpha_setdistance_dkpro" => set_alpha_with(ratings, steps_of_dkpro).value.ok(),
        "mv_alpha_nominal" => multi_valued_alpha(ratings).value.ok(),
        "mv_Do" => observed(multi_valued_alpha(ratings)),
        "mv_De" => multi_valued_alpha(ratings).expected_disagreement,
        "percent_agreement_exact" => share(SetAgreement::Exact, NoCodes::Agree),
        "percent_agreement_any_overlap" => {
            share(SetAgreement::AnyOverlap, NoCodes::ShareNothing)
        }
        "dice_mean" => share(SetAgreement::Dice, NoCodes::ShareNothing),
        _ => None,
    }
}

/// The step of the program DKPro: a third where one set holds the other, two where they
/// overlap.
fn steps_of_dkpro(overlap: SetOverlap) -> f64 {
    match overlap {
        same if same.is_same() => 0.0,
        // The program takes the empty set for a part of every other.
        part if part.common == part.first.min(part.second) => 1.0 / 3.0,
        some if some.common > 0 => 2.0 / 3.0,
        _ => 1.0,
    }
}

/// What the program DKPro calls MASI.
fn masi_of_dkpro(overlap: SetOverlap) -> f64 {
    (1.0 - overlap.jaccard()) * steps_of_dkpro(overlap)
}

/// The distance that the file calls by a name and the place of a pair.
fn distance(pairs: &Value, key: &str) -> Option<f64> {
    let (name, place) = key.rsplit_once('_')?;
    let pair = pairs[place.parse::<usize>().ok()?].as_array()?;
    let set = |of: &Value| -> BTreeSet<String> {
        of.as_array().unwrap().iter().map(ToString::to_string).collect()
    };
    let [first, second] = [set(&pair[0]), set(&pair[1])];
    let common = first.intersection(&second).count();
    let overlap = SetOverlap { first: first.len(), second: second.len(), common };
    match name {
        "masi" => Some(SetDistance::Masi.of(overlap)),
        "jaccard" => Some(SetDistance::Jaccard.of(overlap)),
        "masi_dkpro" => Some(masi_of_dkpro(overlap)),
        _ => None,
    }
}

/// Ratings from one row for each unit, with a list of names for each coder.
fn ratings(units: &Value) -> SetRatings {
    let units = units.as_array().unwrap();
    let cells = || units.iter().flat_map(|unit| unit.as_array().unwrap());
    let names: BTreeSet<&str> = cells()
        .filter_map(Value::as_array)
        .flatten()
        .map(|name| name.as_str().unwrap())
        .collect();
    let place = |name: &Value| {
        let position = names.iter().position(|known| Some(*known) == name.as_str()).unwrap();
        Category::new(u32::try_from(position).unwrap())
    };
    let mut ratings = SetRatings::new(units[0].as_array().unwrap().len(), names.len());
    for unit in units {
        let sets: Vec<Option<Vec<Category>>> = unit
            .as_array()
            .unwrap()
            .iter()
            .map(|cell| cell.as_array().map(|members| members.iter().map(place).collect()))
            .collect();
        ratings.add(&sets.iter().map(Option::as_deref).collect::<Vec<_>>(), 1);
    }
    ratings
}
