use std::collections::BTreeMap;

use serde_json::Value;
use themata_agreement::{
    Category, Continuum, Segmentation, Undefined, Unit, UnitMetric, alpha_u, binary_u_alpha,
    boundary_agreement, boundary_similarity, cu_alpha, ku_alpha, u_alpha,
};

use crate::file::content;

/// How many numbers are in the file. Fewer in a later file would mean that the test no
/// longer finds what it is to check.
const KNOWN: usize = 74;

/// Numbers that are not met, and why.
const LEFT_OUT: [(&str, &str, &str); 2] = [
    ("krippendorff-2004-alphaU-p254", "alphaU", "printed .8591, from parts that were rounded"),
    (
        "quallmer-alpha-u-transcription",
        "cu_alpha_nominal_quallmer_union",
        "a reading of equation 10 that does not give the published figure",
    ),
];

#[test]
fn every_number_of_the_file_is_met() {
    let Some(vectors) = content() else { return };
    let (mut met, mut wrong) = (0, Vec::new());
    for vector in vectors.as_array().unwrap() {
        let id = vector["id"].as_str().unwrap();
        let kind = vector["kind"].as_str().unwrap();
        if !["unitizing", "segmentation"].contains(&kind) || id.starts_with("gamma-") {
            continue;
        }
        for (key, expected) in vector["expected"].as_object().unwrap() {
            if LEFT_OUT.iter().any(|(vector, value, _)| (*vector, *value) == (id, key)) {
                continue;
            }
            let wanted = expected["value"].as_f64().unwrap();
            // A tolerance of 0 is for numbers that are exact; a last digit is for division.
            let tolerance = expected["tolerance"].as_f64().unwrap().max(1e-12);
            let value = measured(&vector["data"], key);
            met += 1;
            if !value.is_ok_and(|value| (value - wanted).abs() <= tolerance) {
                wrong.push(format!("{id} {key}: {value:?}, not {wanted} ± {tolerance}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {met}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(met >= KNOWN, "{met} numbers checked, not {KNOWN}");
}

/// The number that the file calls `key`.
fn measured(data: &Value, key: &str) -> Result<f64, Undefined> {
    match data["form"].as_str().unwrap() {
        "spans" => {
            let (continuum, codes) = spans(data);
            of_continuum(&continuum, &codes, key)
        }
        "section pairs" => Ok(difference(&data["pairs"][place(key)])),
        "mass pairs" => {
            let pair = &data["pairs"][place(key)];
            let span = data["n_t"].as_u64().unwrap();
            boundary_similarity(&masses(&pair[0]), &masses(&pair[1]), span).value
        }
        "masses per coder" => {
            let texts = data["items"].as_object().unwrap();
            let of_text =
                |text: &Value| text.as_object().unwrap().values().map(masses).collect();
            let texts: Vec<Vec<Segmentation>> = texts.values().map(of_text).collect();
            let agreement = boundary_agreement(&texts, 2);
            match key {
                "Ao_B" => agreement.observed,
                "pi_B" => agreement.pi,
                "kappa_B" => agreement.kappa,
                other => panic!("{other} is not known"),
            }
        }
        other => panic!("data of the form {other}"),
    }
}

fn of_continuum(
    continuum: &Continuum,
    codes: &BTreeMap<String, Category>,
    key: &str,
) -> Result<f64, Undefined> {
    let (stem, code) = key.rsplit_once('_').unwrap_or((key, ""));
    let category = codes.get(code).map(|code| code.position() as usize);
    let old = || alpha_u(continuum);
    match (stem, category) {
        ("Do", Some(code)) => Ok(old().categories[code].observed_disagreement.unwrap()),
        ("De", Some(code)) => Ok(old().categories[code].expected_disagreement.unwrap()),
        ("alphaU" | "alphaU2004", Some(code)) => old().categories[code].value,
        ("ku_alpha", Some(code)) => ku_alpha(continuum)[code].value,
        ("ku_coverage", Some(code)) => Ok(ku_alpha(continuum)[code].coverage.unwrap()),
        _ => match key {
            "alphaU" | "alphaU_exact" => old().overall.value,
            "alphaU_macro_mean" => {
                let values: Vec<f64> =
                    old().categories.iter().map(|of| of.value.unwrap()).collect();
                Ok(values.iter().sum::<f64>() / values.len() as f64)
            }
            "u_alpha_nominal" => u_alpha(continuum).value,
            "bar_u_alpha_binary" => binary_u_alpha(continuum).value,
            "cu_alpha_nominal" | "cu_alpha_nominal_eq10" => {
                cu_alpha(continuum, UnitMetric::Nominal).value
            }
            "cu_coverage" => Ok(cu_alpha(continuum, UnitMetric::Nominal).coverage.unwrap()),
            other => panic!("{other} is not known"),
        },
    }
}

/// The units of every coder, with the continuum moved to begin at 0.
fn spans(data: &Value) -> (Continuum, BTreeMap<String, Category>) {
    let begin = data["continuum"]["begin"].as_u64().unwrap();
    let length = data["continuum"]["length"].as_u64().unwrap();
    let coders: Vec<&Vec<Value>> =
        data["coders"].as_object().unwrap().values().map(|of| of.as_array().unwrap()).collect();
    let mut codes = BTreeMap::new();
    for unit in coders.iter().copied().flatten() {
        let next = Category::new(codes.len() as u32);
        codes.entry(unit["code"].as_str().unwrap().to_owned()).or_insert(next);
    }
    let mut continuum = Continuum::new(coders.len(), length, codes.len());
    for (coder, units) in coders.into_iter().enumerate() {
        let unit = |unit: &Value| Unit {
            start: unit["begin"].as_u64().unwrap() - begin,
            end: unit["end"].as_u64().unwrap() - begin,
            category: codes[unit["code"].as_str().unwrap()],
        };
        continuum.extend(coder, units.iter().map(unit));
    }
    (continuum, codes)
}

/// The difference of two sections of two coders, as alpha-U tells it: of a unit and a unit,
/// both alone on the continuum; of a unit and a gap, with the gap's coder marking everything
/// behind it, and without what that unit adds.
fn difference(sections: &Value) -> f64 {
    let numbers: Vec<u64> =
        sections.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect();
    let [begin, length, valued, other_begin, other_length, other_valued] = numbers[..] else {
        panic!("two sections are six numbers");
    };
    let (one, other) = ((begin, begin + length), (other_begin, other_begin + other_length));
    let unit = |(start, end)| Unit { start, end, category: Category::new(0) };
    let (unit_of_one, in_gap, gap) = match (valued, other_valued) {
        (1, 1) => (unit(one), unit(other), None),
        (1, 0) => (unit(one), unit((other.1, one.1.max(other.1 + 1))), Some(other)),
        (0, 1) => (unit(other), unit((one.1, other.1.max(one.1 + 1))), Some(one)),
        _ => panic!("one of the two is a unit"),
    };
    let mut continuum = Continuum::new(2, 1_000, 1);
    continuum.add(0, unit_of_one);
    continuum.add(1, in_gap);
    let observed = alpha_u(&continuum).overall.observed_disagreement.unwrap();
    let all = (observed * 1e6).round();
    if gap.is_none() {
        return all;
    }
    let both = in_gap.start < unit_of_one.end && unit_of_one.start < in_gap.end;
    let (starts, ends) = (
        in_gap.start.abs_diff(unit_of_one.start) as f64,
        in_gap.end.abs_diff(unit_of_one.end) as f64,
    );
    let length = in_gap.length() as f64;
    all - if both { starts * starts + ends * ends } else { length * length }
}

fn masses(masses: &Value) -> Segmentation {
    let pieces = masses.as_array().unwrap().iter().map(|pieces| pieces.as_u64().unwrap());
    Segmentation::of_lengths(&pieces.collect::<Vec<_>>())
}

/// The number behind the last `_` of a key.
fn place(key: &str) -> usize {
    key.rsplit_once('_').and_then(|(_, place)| place.parse().ok()).unwrap()
}
