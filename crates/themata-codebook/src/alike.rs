use std::collections::HashMap;

use crate::{CodeIndex, Codebook, name_key};

/// Shorter names differ in one letter by their nature.
const SHORTEST: usize = 5;

/// Longer ones are sentences, and take much room to file.
const LONGEST: usize = 60;

/// For each code in use whose name differs from that of a code earlier in the tree in a single
/// letter (changed, added or dropped), the first such code. Digits do not count as letters:
/// `barrier 1` and `barrier 2` are meant to differ.
///
/// No two names are compared: each is filed under its spellings with a letter left out, and
/// names that are alike meet there.
pub(crate) fn alike_names(codebook: &Codebook) -> HashMap<CodeIndex, CodeIndex> {
    // The value is always the first code in the tree so filed, with its place in tree order.
    let mut whole: HashMap<String, (usize, CodeIndex)> = HashMap::new();
    let mut shortened: HashMap<String, (usize, CodeIndex)> = HashMap::new();
    let mut gapped: HashMap<(usize, String), (usize, CodeIndex)> = HashMap::new();
    let mut alike = HashMap::new();
    for here in codebook.in_tree_order().iter().copied().enumerate() {
        let (_, code) = here;
        let key = name_key(&codebook[code].name);
        if !codebook[code].is_active() || !(SHORTEST..=LONGEST).contains(&key.chars().count()) {
            continue;
        }
        // An earlier name has one letter more.
        let mut first = shortened.get(&key).copied();
        for (at, letter) in key.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
            let (before, after) = (&key[..at], &key[at + letter.len_utf8()..]);
            let rest = format!("{before}{after}");
            // An earlier name has this letter less, or another in its place.
            let fewer = whole.get(&rest).copied();
            shortened.entry(rest.clone()).or_insert(here);
            let other = *gapped.entry((at, rest)).or_insert(here);
            let found = fewer.into_iter().chain([other].into_iter().filter(|it| *it != here));
            first = first.into_iter().chain(found).min();
        }
        whole.entry(key).or_insert(here);
        if let Some((_, other)) = first {
            alike.insert(code, other);
        }
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    /// The pairs found among names, later name first.
    #[track_caller]
    fn check(input: &[&str], expect: &[(&str, &str)]) {
        let codes = input.iter().map(|name| Code::named(*name)).collect();
        let book = Codebook::new("", "", codes).expect("a sound codebook");
        let alike = alike_names(&book);
        let pairs: Vec<(&str, &str)> = book
            .codes()
            .filter_map(|(at, code)| Some((code.name.as_str(), *alike.get(&at)?)))
            .map(|(name, other)| (name, book[other].name.as_str()))
            .collect();
        assert_eq!(pairs, expect);
    }

    #[test]
    fn a_letter_changed_added_or_dropped_is_noticed() {
        check(&["training", "trainink"], &[("trainink", "training")]);
        check(&["barrier", "barriers"], &[("barriers", "barrier")]);
        check(&["barriers", "barrier"], &[("barrier", "barriers")]);
        check(&["Größe", "Grüße"], &[("Grüße", "Größe")]);
        check(&["coöperate", "cooperate"], &[("cooperate", "coöperate")]);
    }

    #[test]
    fn more_than_a_letter_is_not() {
        check(&["training", "trainers"], &[]);
        check(&["abcdef", "bacdef"], &[]);
        check(&["abcdef", "bcdefg"], &[]);
    }

    #[test]
    fn digits_and_short_names_are_meant_to_differ() {
        check(&["barrier 1", "barrier 2", "barrier 12"], &[]);
        check(&["time", "tide"], &[]);
    }

    #[test]
    fn each_name_is_paired_with_the_first_like_it() {
        check(
            &["cadence", "cadance", "cadende"],
            &[("cadance", "cadence"), ("cadende", "cadence")],
        );
    }

    proptest::proptest! {
        /// The filing finds what comparing all pairs finds.
        #[test]
        fn filing_agrees_with_comparing(
            names in proptest::collection::btree_set("[ab]{4,8}", 1..12)
        ) {
            let codes = names.iter().map(|name| Code::named(name.as_str())).collect();
            let book = Codebook::new("", "", codes).expect("a sound codebook");
            let alike = alike_names(&book);
            let long = |name: &str| name.len() >= SHORTEST;
            for (at, code) in book.codes() {
                let first = book.codes().take_while(|(other, _)| *other != at).find(|(_, other)| {
                    long(&code.name)
                        && long(&other.name)
                        && strsim::levenshtein(&code.name, &other.name) == 1
                });
                proptest::prop_assert_eq!(alike.get(&at).copied(), first.map(|(at, _)| at));
            }
        }
    }
}
