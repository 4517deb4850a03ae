//! `weight:80`, `weight:>=50`, `weight:20..40`, `weight:none`.

use super::{QueryError, Term, Value as Wanted};
use crate::Weight;

/// The weights from the first to the second, both meant too; `None` for codings without one.
pub(super) type Weights = Option<(Weight, Weight)>;

/// What a value of the term `weight` means.
pub(super) fn weights(wanted: &Wanted) -> Result<Vec<Weights>, QueryError> {
    let text = wanted.text.trim();
    if text.eq_ignore_ascii_case("none") {
        return Ok(vec![None]);
    }
    let read = |word: &str| {
        Weight::from_word(word).map_err(|error| {
            QueryError::new(None, error.to_string())
                .hint("write weight:80, 'weight:>=50', weight:20..40 or weight:none")
        })
    };
    let (least, most) = (Weight::LEAST, Weight::MOST);
    let step = |weight: Weight, up: bool| {
        let number = weight.get();
        let next = if up { number.checked_add(1) } else { number.checked_sub(1) };
        next.and_then(Weight::new)
    };
    let signed = |signs: [&str; 2]| signs.iter().find_map(|sign| text.strip_prefix(sign));
    let range = if let Some(word) = signed([">=", "≥"]) {
        Some((read(word)?, most))
    } else if let Some(word) = signed(["<=", "≤"]) {
        Some((least, read(word)?))
    } else if let Some(word) = text.strip_prefix('>') {
        step(read(word)?, true).map(|first| (first, most))
    } else if let Some(word) = text.strip_prefix('<') {
        step(read(word)?, false).map(|last| (least, last))
    } else if let Some((first, last)) = text.split_once("..") {
        Some((read(first)?, read(last)?)).filter(|(first, last)| first <= last)
    } else {
        let only = read(text)?;
        Some((only, only))
    };
    // A range that nothing lies in is a slip, and an empty answer would hide it.
    let range = range.ok_or_else(|| {
        QueryError::new(None, format!("there is no weight {text}"))
            .hint("weights are whole numbers from 0 to 100")
    })?;
    Ok(vec![Some(range)])
}

/// Whether a coding of some weight, or none, is meant.
pub(super) fn is_meant(weights: &[Weights], weight: Option<Weight>) -> bool {
    weights.iter().any(|meant| match (meant, weight) {
        (None, None) => true,
        (Some((first, last)), Some(weight)) => (*first..=*last).contains(&weight),
        _ => false,
    })
}

/// What a term means, in words.
pub(super) fn meaning(term: &Term) -> Result<String, QueryError> {
    let mut with = Vec::new();
    let mut without = false;
    for weights in super::names::each(term, weights)? {
        match weights {
            None => without = true,
            Some((first, last)) if first == last => with.push(first.to_string()),
            Some((first, Weight::MOST)) => with.push(format!("at least {first}")),
            Some((Weight::LEAST, last)) => with.push(format!("at most {last}")),
            Some((first, last)) => with.push(format!("{first} to {last}")),
        }
    }
    let with = with.join(" or ");
    Ok(match (with.is_empty(), without) {
        (true, _) => "codings without a weight".to_owned(),
        (false, false) => format!("codings with a weight of {with}"),
        (false, true) => format!("codings with a weight of {with}, or without one"),
    })
}
