//! Every figure of the file on items that coders judged, but for the uncertainty of
//! coefficients.

use std::collections::BTreeSet;

use serde_json::Value;
use themata_agreement::{
    Category, Coefficient, Metric, PercentAgreement, Ratings, Share, Undefined, Weights,
    bennett_s, brennan_prediger, cohen_kappa, conger_kappa, fleiss_kappa,
    fleiss_kappa_by_category, gwet_ac1, gwet_ac2, kappa_max, krippendorff_alpha,
    krippendorff_alpha_with, light_kappa, percent_agreement, randolph_kappa, scott_pi,
    weighted_kappa,
};

use crate::file::{Example, array, examples, name, number, optional_name, text};

/// How many figures the file has for these measures. Fewer of them in a later file would
/// mean that the test no longer finds what it is to check.
const KNOWN: usize = 209;

/// Figures that the file itself marks as confirmed by nobody, with what is computed here
/// instead, and why.
const UNCONFIRMED: [(&str, &str, f64, &str); 5] = [
    ("fleiss-1971-p379", "pe_fleiss", 0.219_938_27, "printed .2201; so from the counts"),
    ("fleiss-1971-p379", "fleiss_category_1", 0.244_755_24, "printed .248, as above"),
    ("fleiss-1971-p379", "fleiss_category_2", 0.244_755_24, "printed .248, as above"),
    ("fleiss-1971-p379", "fleiss_category_3", 0.520_000_00, "printed .517, as above"),
    ("fleiss-1971-p379", "fleiss_category_5", 0.566_117_81, "printed .565, as above"),
];

/// Examples that no coders' items are behind, and why.
const NO_ITEMS: [(&str, &str); 1] =
    [("randolph-calculator-1", "6.99 and 0.01 codes on an item are codes that nobody gave")];

/// Examples of sets of codes on which a set is taken for a category like any other.
const SETS_AS_CATEGORIES: [&str; 2] = ["percent_agreement_exact", "alpha_nominal_sets"];

#[test]
fn every_figure_on_items_is_met() {
    let Some(examples) = examples() else { return };
    let (mut checked, mut wrong) = (0, Vec::new());
    for example in &examples {
        let id = example.id.as_str();
        if NO_ITEMS.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let of_sets = example.kind == "multilabel";
        let Some(study) = Study::of(example) else { continue };
        for figure in &example.figures {
            let key = figure.key.as_str();
            if figure.is_of_uncertainty() || of_sets && !SETS_AS_CATEGORIES.contains(&key) {
                continue;
            }
            let problem = match study.measured(key) {
                None => Some("no measure is known by this name".to_owned()),
                Some(Err(reason)) => Some(format!("undefined: {reason}")),
                Some(Ok(value)) if figure.is_unfounded() => {
                    let known =
                        UNCONFIRMED.iter().find(|known| (known.0, known.1) == (id, key));
                    match known {
                        Some(known) if (known.2 - value).abs() < 1e-8 => None,
                        Some(known) => Some(format!("{value}, not {} as before", known.2)),
                        None => Some("unfounded, and without a reason here".to_owned()),
                    }
                }
                Some(Ok(value)) => {
                    checked += 1;
                    figure.refute(value)
                }
            };
            wrong.extend(problem.map(|problem| format!("{id} {key}: {problem}")));
        }
    }
    assert!(wrong.is_empty(), "{} beside {checked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked >= KNOWN, "{checked} figures checked, not {KNOWN}");
}

/// Ratings and the names of their categories.
struct Study {
    ratings: Ratings,
    categories: Vec<String>,
}

impl Study {
    /// The ratings of an example, or `None` if it is not about items that coders judged.
    fn of(example: &Example) -> Option<Study> {
        let data = &example.data;
        let form = data["form"].as_str()?;
        let declared = || array(&data["categories"]).iter().map(name).collect();
        let (patterns, categories) = match (example.kind.as_str(), form) {
            ("items", "contingency") => (pairs(data), declared()),
            ("items", "counts") => (spread(data), declared()),
            ("items", "matrix") => occurring(transposed(&data["values"])),
            ("multilabel", "unit x coder") => {
                let items = array(&data["values"]).iter();
                occurring(items.map(|item| array(item).iter().map(optional_name).collect()))
            }
            ("items", other) => {
                panic!("{}: the form {other} is not known", text(&data["form"]))
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

    /// What is measured here under the file's name `key`, or `None` if nothing is.
    fn measured(&self, key: &str) -> Option<Result<f64, Undefined>> {
        let ratings = &self.ratings;
        if let Some(category) = key.strip_prefix("alpha_category_") {
            let one = ratings.one_against_rest(self.category(category)?);
            return Some(krippendorff_alpha(&one).value);
        }
        if let Some(category) = key.strip_prefix("fleiss_category_") {
            let position = self.category(category)?.position() as usize;
            return Some(fleiss_kappa_by_category(ratings)[position].value);
        }
        let share = |definition| -> Share { percent_agreement(ratings, definition) };
        Some(match key {
            "percent_agreement" | "percent_agreement_unit_mean" | "percent_agreement_exact" => {
                share(PercentAgreement::ItemMean).value
            }
            "percent_agreement_alpha_weighted" => share(PercentAgreement::CodeWeighted).value,
            "cohen_kappa" => cohen_kappa(ratings).value,
            "pe_kappa" => by_chance(cohen_kappa(ratings)),
            "kappa_max" => kappa_max(ratings).value,
            "po_max" => part(kappa_max(ratings).observed_agreement()),
            "kappa_linear" => {
                weighted_kappa(ratings, &Weights::linear(&self.values()).unwrap()).value
            }
            "kappa_quadratic" => weighted_kappa(ratings, &self.quadratic()).value,
            "kappa_linear_rank" => {
                weighted_kappa(ratings, &Weights::linear(&self.ranks()).unwrap()).value
            }
            "kappa_quadratic_rank" => {
                weighted_kappa(ratings, &Weights::quadratic(&self.ranks()).unwrap()).value
            }
            "weighted_kappa" => weighted_kappa(ratings, &self.halved_for_checks()).value,
            "weighted_alpha" => self.alpha(&Metric::weights(self.halved_for_checks())).value,
            "bennett_s" => bennett_s(ratings).value,
            "brennan_prediger" => {
                brennan_prediger(ratings, &Weights::identity(self.categories.len())).value
            }
            "randolph_kappa" => randolph_kappa(ratings).value,
            "scott_pi" => scott_pi(ratings).value,
            "pe_pi" => by_chance(scott_pi(ratings)),
            "fleiss_kappa" | "fleiss_kappa_gwet" => fleiss_kappa(ratings).value,
            "pe_fleiss" => by_chance(fleiss_kappa(ratings)),
            "conger_kappa" => conger_kappa(ratings).value,
            "light_kappa" => light_kappa(ratings).value,
            "ac1" => gwet_ac1(ratings).value,
            "ac1_pe" | "pe_ac1" => by_chance(gwet_ac1(ratings)),
            "ac2_quadratic" => gwet_ac2(ratings, &self.quadratic()).value,
            "alpha_nominal" | "alpha_nominal_sets" => krippendorff_alpha(ratings).value,
            "alpha_ordinal" => self.alpha(&Metric::ordinal(&self.values()).unwrap()).value,
            "alpha_interval" => self.alpha(&self.interval()).value,
            "alpha_ratio" => self.alpha(&Metric::ratio(&self.values()).unwrap()).value,
            "Do_nominal" => part(krippendorff_alpha(ratings).observed_disagreement),
            "De_nominal" => part(krippendorff_alpha(ratings).expected_disagreement),
            "Do_interval" => part(self.alpha(&self.interval()).observed_disagreement),
            "De_interval" => part(self.alpha(&self.interval()).expected_disagreement),
            "n_pairable" => Ok(krippendorff_alpha(ratings).codes as f64),
            _ => return None,
        })
    }

    fn alpha(&self, metric: &Metric) -> Coefficient {
        krippendorff_alpha_with(&self.ratings, metric)
    }

    fn category(&self, name: &str) -> Option<Category> {
        self.categories.iter().position(|known| known == name).map(category_at)
    }

    /// The numbers that the categories are.
    fn values(&self) -> Vec<f64> {
        self.categories.iter().map(|name| name.parse().unwrap()).collect()
    }

    /// Places among the categories that occur, as R's `irr` weights by.
    fn ranks(&self) -> Vec<f64> {
        (0..self.categories.len()).map(|rank| rank as f64).collect()
    }

    fn quadratic(&self) -> Weights {
        Weights::quadratic(&self.values()).unwrap()
    }

    fn interval(&self) -> Metric {
        Metric::interval(&self.values()).unwrap()
    }

    /// Artstein and Poesio's weights: a check differs by half from the other two.
    fn halved_for_checks(&self) -> Weights {
        let is_check = |k: usize| self.categories[k] == "Chck";
        let weight = |k, l| match k == l {
            true => 1.0,
            false if is_check(k) || is_check(l) => 0.5,
            false => 0.0,
        };
        Weights::from_fn(self.categories.len(), weight).unwrap()
    }
}

fn by_chance(coefficient: Coefficient) -> Result<f64, Undefined> {
    part(coefficient.expected_agreement())
}

fn part(part: Option<f64>) -> Result<f64, Undefined> {
    part.ok_or(Undefined::NoPairs)
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

/// Items of which only the number of codes of each category is known: the codes in order,
/// by coders who do not stay the same.
fn spread(data: &Value) -> Patterns {
    let item = |row: &Value| {
        let counts = array(row).iter().map(number).enumerate();
        let codes = counts.flat_map(|(category, count)| {
            assert!(count.fract() == 0.0, "{count} codes cannot be given");
            std::iter::repeat_n(Some(category_at(category)), count as usize)
        });
        (codes.collect(), 1)
    };
    array(&data["table"]).iter().map(item).collect()
}

/// One pattern per item, and the categories that occur, numbers in their order.
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
