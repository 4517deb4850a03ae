use std::collections::BTreeSet;

use themata_codebook::CodeIndex;

use super::{Behind, Part};

type Codes = BTreeSet<CodeIndex>;

/// A query of some parts narrowed to its codings with some codes.
pub(super) fn to(behind: &Behind, parts: &[Part], wanted: &Codes) -> String {
    // Whoever names codes in a choice means other codings with each of what is chosen from.
    if let Some((at, choice)) = only_choice(parts) {
        let others = parts.iter().enumerate().filter(|(place, _)| *place != at);
        let others: Vec<Part> = others.map(|(_, part)| part.clone()).collect();
        let each = choice.either.iter();
        let each = each.filter(|own| !own.iter().any(|it| it.names_none_of(wanted)));
        let each: Vec<String> = each
            .map(|own| format!("({})", to(behind, &[others.as_slice(), own].concat(), wanted)))
            .collect();
        if !each.is_empty() {
            return format!("({})", each.join(" OR "));
        }
    }
    let named: Vec<&Codes> = parts.iter().filter_map(|it| it.codes.as_ref()).collect();
    let others = parts.iter().filter(|it| it.codes.is_none()).map(|it| it.text.clone());
    let mut said: Vec<String> = others.collect();
    // Of an excerpt the codings with one of the codes that the query names are meant.
    let all: Codes = named.iter().copied().flatten().copied().collect();
    let meant: Codes = wanted.intersection(&all).copied().collect();
    if named.is_empty() || meant.is_empty() {
        said.push(behind.term(wanted));
        return said.join(" ");
    }
    said.push(behind.term(&meant));
    for codes in named {
        said.extend(beside(behind, &meant, codes));
    }
    said.join(" ")
}

/// The one part that names codes, with its place, if that is a choice.
fn only_choice(parts: &[Part]) -> Option<(usize, &Part)> {
    let mut naming = parts.iter().enumerate().filter(|(_, it)| it.names_codes());
    let first = naming.next().filter(|(_, it)| !it.either.is_empty());
    first.filter(|_| naming.next().is_none())
}

impl Part {
    fn names_none_of(&self, wanted: &Codes) -> bool {
        self.codes.as_ref().is_some_and(|codes| codes.is_disjoint(wanted))
    }
}

/// What must hold so that an excerpt with one of the codes that are meant has one of some codes:
/// nothing if each of the former is one of the latter.
fn beside(behind: &Behind, meant: &Codes, codes: &Codes) -> Option<String> {
    let inside: Codes = meant.intersection(codes).copied().collect();
    let outside: Codes = meant.difference(codes).copied().collect();
    let meets = |of: &Codes| format!("{} EQUALS {}", behind.term(of), behind.term(codes));
    match (inside.is_empty(), outside.is_empty()) {
        (_, true) => None,
        (true, false) => Some(format!("({})", meets(meant))),
        (false, false) => Some(format!("({} OR ({}))", behind.term(&inside), meets(&outside))),
    }
}
