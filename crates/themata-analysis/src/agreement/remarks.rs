use themata_model::CoderKind;

use super::Comparison;
use super::raters::LeftOut;
use crate::wording::{counted, outside_units};

/// How many names are told before the rest is only counted.
const NAMES: usize = 6;

/// What a reader should know before trusting a figure, and what to do about it.
pub(super) fn remarks(comparison: &Comparison<'_>) -> Vec<String> {
    let raters = &comparison.raters;
    let mut remarks = Vec::new();
    let asked: Vec<&str> = comparison
        .study
        .coders
        .iter()
        .filter(|coder| comparison.asked.coders.contains(&coder.id))
        .map(|coder| coder.name.as_str())
        .collect();
    match asked[..] {
        [] => remarks.push("the query means no coder: name two, such as coder:ana,ben".into()),
        [one] => remarks.push(format!(
            "agreement takes two coders, and the query means one ({one}): ask for more, or \
             have somebody else code some of the same documents"
        )),
        _ if comparison.documents.is_empty() => remarks.push(
            "no document was judged by two of the query's coders: have two of them code some of \
             the same documents"
                .to_owned(),
        ),
        _ => {}
    }
    let LeftOut { unfinished, excused, blind, ref idle } = raters.assignments;
    for (number, what, why) in [
        (raters.judged_by_one as u64, "document", "judged by only one of the coders, left out"),
        (unfinished, "assignment", "left out as unfinished"),
        (excused, "assignment", "left out as excused"),
        (blind, "document", "left out: still coded blind"),
    ] {
        if number > 0 {
            remarks.push(format!("{} {why}", counted(number, what, &format!("{what}s"))));
        }
    }
    if !idle.is_empty() {
        let has = if idle.len() == 1 { "has" } else { "have" };
        let names: Vec<&str> = idle.iter().map(String::as_str).collect();
        remarks.push(format!(
            "{} {has} finished no assignment on these documents: `assignments finish` says that \
             one is done",
            listed(&names)
        ));
    }
    if raters.coders.iter().any(|coder| coder.kind == CoderKind::Consensus) {
        remarks.push(
            "the consensus was made from what the others said: this is no estimate of reliability"
                .to_owned(),
        );
    }
    if !raters.left_out.is_empty() {
        remarks.push(format!(
            "the consensus layer ({}) is not compared: it was made from the codings of the \
             others",
            raters.left_out.join(", ")
        ));
    }
    if !comparison.documents.is_empty() {
        let is_compared = |name: &str| {
            raters.coders.iter().any(|coder| coder.name == name)
                || raters.left_out.iter().any(|known| known == name)
        };
        let told = |name: &&str| idle.iter().any(|idle| idle == name);
        let silent: Vec<&str> =
            asked.into_iter().filter(|name| !is_compared(name) && !told(name)).collect();
        if !silent.is_empty() {
            remarks.push(format!(
                "{} judged none of the documents that are compared and {} left out: who has \
                 finished nothing has said nothing",
                listed(&silent),
                if silent.len() == 1 { "is" } else { "are" }
            ));
        }
    }
    remarks.extend(few_judged(comparison));
    if comparison.outside > 0 {
        remarks.push(outside_units(comparison.outside, comparison.unit.as_str()));
    }
    remarks
}

/// A remark on coders who judged less than half of what more than two are compared on. In the
/// chance of kappa each coder counts alike, however little they judged; in that of alpha each
/// counts by what they judged.
fn few_judged(comparison: &Comparison<'_>) -> Option<String> {
    let all = comparison.documents.len() as u64;
    let judged = comparison.judged();
    if judged.len() < 3 {
        return None;
    }
    let few: Vec<String> = judged
        .iter()
        .filter(|one| one.documents > 0 && 2 * one.documents < all)
        .map(|one| format!("{} judged {} of {all} documents", one.coder.name, one.documents))
        .collect();
    let few: Vec<&str> = few.iter().map(String::as_str).collect();
    (!few.is_empty()).then(|| {
        format!(
            "{}: in what kappa expects by chance they count as much as those who judged all (in \
             alpha by what they judged), so look at the pairs, or name the coders to compare",
            listed(&few)
        )
    })
}

/// A remark on codes that nobody used, which tell nothing.
pub(super) fn unused(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| {
        let codes = counted(names.len() as u64, "code", "codes");
        format!("{codes} used by no coder in these documents, not pooled: {}", listed(names))
    })
}

/// The first of some names, and how many more there are.
pub(super) fn listed(names: &[&str]) -> String {
    match names.len() {
        count if count > NAMES => {
            format!("{} and {} more", names[..NAMES].join(", "), count - NAMES)
        }
        _ => names.join(", "),
    }
}
