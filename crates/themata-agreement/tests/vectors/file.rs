//! The file of worked examples: where it is, and what is in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A worked example: data, and the figures that papers and programs give for them.
pub(crate) struct Example {
    pub(crate) id: String,
    /// Which family it belongs to: `items`, `multilabel`, `unitizing`, `segmentation`.
    pub(crate) kind: String,
    pub(crate) data: Value,
    pub(crate) figures: Vec<Figure>,
}

/// A figure that is to be met.
pub(crate) struct Figure {
    /// What the file calls the measure.
    pub(crate) key: String,
    pub(crate) value: Value,
    pub(crate) tolerance: f64,
    /// How well the figure is founded.
    pub(crate) evidence: String,
}

impl Figure {
    /// Whether the figure is of a standard error, a confidence interval or a test of
    /// significance.
    pub(crate) fn is_of_uncertainty(&self) -> bool {
        self.key.ends_with("_se") || self.key.ends_with("_z") || self.key.contains("_ci_")
    }

    /// Whether the file says that no second program gives this figure.
    pub(crate) fn is_unfounded(&self) -> bool {
        ["unconfirmed", "computed-single"].contains(&self.evidence.as_str())
    }

    /// What is wrong with what was found for an example, if it is not the figure.
    pub(crate) fn refute_found(&self, id: &str, found: Option<f64>) -> Option<String> {
        let wrong = match found {
            Some(value) => self.refute(value)?,
            None => "no value".to_owned(),
        };
        Some(format!("{id} {}: {wrong}", self.key))
    }

    /// What is wrong with `value`, if it is not the figure.
    pub(crate) fn refute(&self, value: f64) -> Option<String> {
        let (wanted, tolerance) = (number(&self.value), self.tolerance);
        // A figure printed to three digits may end in a five that was left off, .3125 as .312;
        // the difference is then the tolerance and a last bit.
        let met = (value - wanted).abs() <= tolerance + 1e-15;
        (!met).then(|| format!("{value}, not {wanted} ± {tolerance}"))
    }
}

/// The examples of the file, or `None` where there is none at the place of last resort.
pub(crate) fn examples() -> Option<Vec<Example>> {
    Some(array(&content()?).iter().map(example).collect())
}

/// The file as it is, or `None` where there is none at the place of last resort.
#[expect(clippy::print_stderr, reason = "a test that did nothing has to say so")]
pub(crate) fn content() -> Option<Value> {
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

fn example(vector: &Value) -> Example {
    let figures = vector["expected"].as_object().expect("an example has figures");
    let figure = |(key, expected): (&String, &Value)| Figure {
        key: key.clone(),
        value: expected["value"].clone(),
        tolerance: number(&expected["tolerance"]),
        evidence: text(&expected["evidence"]).to_owned(),
    };
    Example {
        id: text(&vector["id"]).to_owned(),
        kind: text(&vector["kind"]).to_owned(),
        data: vector["data"].clone(),
        figures: figures.iter().map(figure).collect(),
    }
}

/// What a coder gave, or `None` where that is missing.
pub(crate) fn optional_name(code: &Value) -> Option<String> {
    (!code.is_null()).then(|| name(code))
}

/// A category's name; a set's is the list of its members in order.
pub(crate) fn name(code: &Value) -> String {
    match code {
        Value::String(name) => name.clone(),
        Value::Array(members) => {
            let members: BTreeSet<String> = members.iter().map(name).collect();
            format!("{members:?}")
        }
        other => other.to_string(),
    }
}

pub(crate) fn array(value: &Value) -> &[Value] {
    value.as_array().expect("the file has a list here")
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().expect("the file has a text here")
}

pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().expect("the file has a number here")
}
