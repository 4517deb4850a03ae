//! Checks the measures against a file of worked examples with the numbers that other
//! programs and papers give.
//!
//! The file is `agreement.json` in the folder that `THEMATA_VECTORS` names, by default the
//! folder `vectors` of the shared material beside the workspace. It is not part of this
//! repository: where it is absent the test says so and does nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use themata_agreement::{
    Category, PercentAgreement, Ratings, Undefined, cohen_kappa, conger_kappa,
    krippendorff_alpha, percent_agreement,
};

/// The numbers of the file that belong to measures of this crate, by measure. Fewer of them
/// in a later file would mean that the test no longer finds what it is to check.
const KNOWN: [(Measure, usize); 8] = [
    (Measure::PercentByItem, 35),
    (Measure::PercentByCode, 1),
    (Measure::Cohen, 26),
    (Measure::CohenChance, 3),
    (Measure::Conger, 4),
    (Measure::Alpha, 26),
    (Measure::AlphaParts, 9),
    (Measure::AlphaByCategory, 4),
];

/// Numbers on items that the file itself marks as confirmed by nobody, and why they are not
/// checked. None belongs to a measure that is here yet.
const UNCONFIRMED: [(&str, &str, &str); 5] = [
    ("fleiss-1971-p379", "pe_fleiss", "printed .2201; the printed table gives .21994"),
    ("fleiss-1971-p379", "fleiss_category_1", "printed .248; the table gives .24476"),
    ("fleiss-1971-p379", "fleiss_category_2", "printed .248; the table gives .24476"),
    ("fleiss-1971-p379", "fleiss_category_3", "printed .517; the table gives .52000"),
    ("fleiss-1971-p379", "fleiss_category_5", "printed .565; the table gives .56612"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Measure {
    PercentByItem,
    PercentByCode,
    Cohen,
    CohenChance,
    Conger,
    Alpha,
    AlphaParts,
    AlphaByCategory,
}

#[test]
fn every_number_of_the_file_is_met() {
    let Some(vectors) = vectors() else { return };
    let mut checked = Vec::new();
    let mut wrong = Vec::new();
    for vector in array(&vectors) {
        let Some(study) = Study::of(vector) else { continue };
        let id = text(&vector["id"]);
        for (key, expected) in vector["expected"].as_object().into_iter().flatten() {
            if expected["evidence"] == "unconfirmed" {
                if !UNCONFIRMED.iter().any(|(vector, value, _)| (*vector, *value) == (id, key))
                {
                    wrong.push(format!("{id} {key}: unconfirmed, and without a reason here"));
                }
                continue;
            }
            let Some((measure, value)) = study.measured(key) else { continue };
            checked.push(measure);
            let (wanted, tolerance) =
                (number(&expected["value"]), number(&expected["tolerance"]));
            if !value.is_ok_and(|value| (value - wanted).abs() <= tolerance) {
                wrong.push(format!("{id} {key}: {value:?}, not {wanted} ± {tolerance}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), checked.len(), wrong.join("\n"));
    for (measure, known) in KNOWN {
        let found = checked.iter().filter(|checked| **checked == measure).count();
        assert!(found >= known, "{measure:?}: {found} numbers checked, not {known}");
    }
}

/// Ratings and the names of their categories.
struct Study {
    ratings: Ratings,
    categories: Vec<String>,
}

impl Study {
    /// The ratings of `vector`, or `None` if it is not about items that coders judged.
    fn of(vector: &Value) -> Option<Study> {
        let data = &vector["data"];
        let (patterns, categories) = match (text(&vector["kind"]), data["form"].as_str()?) {
            ("items", "contingency") => {
                let categories = array(&data["categories"]).iter().map(name).collect();
                (pairs(data), categories)
            }
            ("items", "matrix") => occurring(transposed(&data["values"])),
            // A set of labels is a category like any other where the measure is nominal.
            ("multilabel", "unit x coder") => {
                let items = array(&data["values"]).iter();
                occurring(items.map(|item| array(item).iter().map(optional_name).collect()))
            }
            _ => return None,
        };
        let coders = patterns.first().map_or(0, |(codes, _)| codes.len());
        let mut ratings = Ratings::new(coders, categories.len());
        for (codes, count) in &patterns {
            ratings.add(codes, *count);
        }
        Some(Study { ratings, categories })
    }

    /// The value that the file calls `key`, or `None` if it belongs to a measure that is not
    /// here.
    fn measured(&self, key: &str) -> Option<(Measure, Result<f64, Undefined>)> {
        let ratings = &self.ratings;
        let part = |part: Option<f64>| part.ok_or(Undefined::NoPairs);
        if let Some(category) = key.strip_prefix("alpha_category_") {
            let position = self.categories.iter().position(|name| name == category)?;
            let one = ratings.one_against_rest(category_at(position));
            return Some((Measure::AlphaByCategory, krippendorff_alpha(&one).value));
        }
        Some(match key {
            "percent_agreement" | "percent_agreement_unit_mean" | "percent_agreement_exact" => {
                let share = percent_agreement(ratings, PercentAgreement::ItemMean);
                (Measure::PercentByItem, share.value)
            }
            "percent_agreement_alpha_weighted" => {
                let share = percent_agreement(ratings, PercentAgreement::CodeWeighted);
                (Measure::PercentByCode, share.value)
            }
            "cohen_kappa" => (Measure::Cohen, cohen_kappa(ratings).value),
            "pe_kappa" => {
                (Measure::CohenChance, part(cohen_kappa(ratings).expected_agreement()))
            }
            "conger_kappa" => (Measure::Conger, conger_kappa(ratings).value),
            "alpha_nominal" | "alpha_nominal_sets" => {
                (Measure::Alpha, krippendorff_alpha(ratings).value)
            }
            "Do_nominal" => {
                (Measure::AlphaParts, part(krippendorff_alpha(ratings).observed_disagreement))
            }
            "De_nominal" => {
                (Measure::AlphaParts, part(krippendorff_alpha(ratings).expected_disagreement))
            }
            "n_pairable" => (Measure::AlphaParts, Ok(krippendorff_alpha(ratings).codes as f64)),
            _ => return None,
        })
    }
}

/// Patterns of codes with the number of items that show them.
type Patterns = Vec<(Vec<Option<Category>>, u64)>;

/// The cells of a cross table of two coders.
fn pairs(data: &Value) -> Patterns {
    let cells = array(&data["table"]).iter().enumerate().flat_map(|(first, row)| {
        array(row).iter().enumerate().map(move |(second, cell)| (first, second, cell))
    });
    cells
        .map(|(first, second, cell)| {
            let codes = vec![Some(category_at(first)), Some(category_at(second))];
            (codes, cell.as_u64().expect("a cell is a number of items"))
        })
        .collect()
}

/// One pattern per item, and the categories that occur.
fn occurring(items: impl Iterator<Item = Vec<Option<String>>>) -> (Patterns, Vec<String>) {
    let items: Vec<_> = items.collect();
    let names: BTreeSet<&String> = items.iter().flatten().flatten().collect();
    let names: Vec<String> = names.into_iter().cloned().collect();
    let code = |name: &Option<String>| {
        let position = names.binary_search(name.as_ref()?).ok()?;
        Some(category_at(position))
    };
    let patterns = items.iter().map(|codes| (codes.iter().map(code).collect(), 1)).collect();
    (patterns, names)
}

/// The items of a matrix that has a row per coder.
fn transposed(rows: &Value) -> impl Iterator<Item = Vec<Option<String>>> {
    let rows = array(rows);
    let items = rows.first().map_or(0, |row| array(row).len());
    (0..items).map(move |item| rows.iter().map(|row| optional_name(&row[item])).collect())
}

fn category_at(position: usize) -> Category {
    Category::new(u32::try_from(position).expect("categories are few"))
}

/// What the coder gave, or `None` where that is missing.
fn optional_name(code: &Value) -> Option<String> {
    (!code.is_null()).then(|| name(code))
}

/// A category's name; a set's is the list of its members in order.
fn name(code: &Value) -> String {
    match code {
        Value::String(name) => name.clone(),
        Value::Array(members) => {
            let members: BTreeSet<String> = members.iter().map(name).collect();
            format!("{members:?}")
        }
        other => other.to_string(),
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().expect("the file has a list here")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("the file has a text here")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("the file has a number here")
}

/// The file, or `None` where there is none at the place of last resort.
#[expect(clippy::print_stderr, reason = "a test that did nothing has to say so")]
fn vectors() -> Option<Value> {
    let named = std::env::var_os("THEMATA_VECTORS").map(PathBuf::from);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = named.clone().unwrap_or_else(|| workspace.join("../shared/vectors"));
    let file = folder.join("agreement.json");
    if named.is_none() && !file.exists() {
        eprintln!("left out: {} is not there", file.display());
        return None;
    }
    let bytes = std::fs::read(&file).expect("the file that THEMATA_VECTORS names is readable");
    Some(serde_json::from_slice(&bytes).expect("the file is JSON"))
}
