use std::fmt;

use crate::name::{Quoted, either};
use crate::validity::merged_into;
use crate::{CodeIndex, Codebook, name_key};

/// A name that no usable code has, with what may have been meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unknown {
    name: String,
    suggestions: Vec<String>,
    merged_into: Option<String>,
}

impl Unknown {
    /// The name that was looked for, as it was written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Up to three names of codes that may have been meant, the likeliest first.
    #[must_use]
    pub fn suggestions(&self) -> &[String] {
        &self.suggestions
    }

    /// The name of the code that took over the one of this name, if it was merged.
    #[must_use]
    pub fn merged_into(&self) -> Option<&str> {
        self.merged_into.as_deref()
    }

    /// What to do about it, if anything is known: a sentence without a full stop.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match (&self.merged_into, &self.suggestions[..]) {
            (Some(into), _) => Some(format!("use {}", Quoted(into))),
            (None, []) => None,
            (None, near) => Some(format!("did you mean {}?", either(near))),
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.merged_into {
            Some(into) => {
                write!(f, "the code {} was merged into {}", Quoted(&self.name), Quoted(into))
            }
            None => write!(f, "no code is called {}", Quoted(&self.name)),
        }
    }
}

impl std::error::Error for Unknown {}

impl Codebook {
    /// The code of this name, compared as [`name_key`] does; also the code of a path such as
    /// [`Codebook::path`] writes. Retired codes are found, merged ones are not.
    ///
    /// # Errors
    ///
    /// If no code has the name, or the one that had it was merged into another. The error
    /// knows which, and suggests names.
    pub fn resolve(&self, name: &str) -> Result<CodeIndex, Unknown> {
        match self.find(name).or_else(|| self.find_path(name)) {
            None => Err(Unknown {
                name: name.to_owned(),
                suggestions: self.suggestions(name),
                merged_into: None,
            }),
            Some(code) => match self.successor(code) {
                None => Ok(code),
                Some(into) => Err(Unknown {
                    name: self[code].name.clone(),
                    suggestions: vec![self[into].name.clone()],
                    merged_into: Some(self[into].name.clone()),
                }),
            },
        }
    }

    /// The code that stands for a merged one today: the end of the chain, when the code that
    /// took it over was merged later. `None` for a code that was not merged.
    ///
    /// # Panics
    ///
    /// If the place is not of this codebook.
    #[must_use]
    pub fn successor(&self, code: CodeIndex) -> Option<CodeIndex> {
        let next = |code: &CodeIndex| merged_into(&self[*code]);
        std::iter::successors(next(&code), next).last()
    }

    fn find_path(&self, path: &str) -> Option<CodeIndex> {
        // Names may hold strokes themselves, so more than one may part off the last name.
        const MOST_STROKES: usize = 8;
        let key = |path: &str| path.split('/').map(name_key).collect::<Vec<_>>();
        path.rmatch_indices('/')
            .take(MOST_STROKES)
            .filter_map(|(at, _)| self.find(&path[at + 1..]))
            .find(|&code| key(&self.path(code)) == key(path))
    }

    fn suggestions(&self, name: &str) -> Vec<String> {
        let names = self
            .codes()
            .filter(|(_, code)| merged_into(code).is_none())
            .map(|(_, code)| code.name.as_str());
        nearest(name, names)
    }
}

/// The most suggestions that help rather than confuse.
const MOST_SUGGESTIONS: usize = 3;

/// Longer names than this are not compared, so that the work stays in proportion.
const LONGEST_COMPARED: usize = 200;

/// How like two names must be, from 0 to 1, for one to be suggested for the other.
const LEAST_LIKENESS: f64 = 0.6;

/// Up to three of `names` that are like `wanted`, the likest first.
pub(crate) fn nearest<'a>(
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let wanted = name_key(wanted);
    if wanted.is_empty() || wanted.len() > LONGEST_COMPARED {
        return Vec::new();
    }
    let mut near: Vec<(f64, &str)> = names
        .into_iter()
        .filter(|name| name.len() <= LONGEST_COMPARED)
        .map(|name| (likeness(&wanted, &name_key(name)), name))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .collect();
    // The sort is stable, so equally like names stay in file order.
    near.sort_by(|(one, _), (two, _)| two.total_cmp(one));
    near.into_iter().take(MOST_SUGGESTIONS).map(|(_, name)| name.to_owned()).collect()
}

/// How like two keys are, from 0 to 1: by letters changed, dropped, added or swapped, or
/// because one holds the words of the other.
fn likeness(wanted: &str, key: &str) -> f64 {
    let letters = same_letters(wanted, key);
    let joined = same_letters(&wanted.replace(' ', ""), &key.replace(' ', ""));
    let words = if holds_words(key, wanted) || holds_words(wanted, key) { 0.8 } else { 0.0 };
    letters.max(joined).max(words)
}

/// The share of letters, from 0 to 1, that stay when one key is turned into the other.
fn same_letters(one: &str, two: &str) -> f64 {
    let longer = one.chars().count().max(two.chars().count());
    // Neither key is longer than `LONGEST_COMPARED` bytes, so the casts are exact.
    1.0 - strsim::osa_distance(one, two) as f64 / longer.max(1) as f64
}

/// Those of `names` that differ from `wanted` by a slip or two of the keyboard.
pub(crate) fn misspelt<'a>(
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    const SHORTEST: usize = 5;
    let key = name_key(wanted);
    let mut near = nearest(wanted, names);
    near.retain(|name| {
        key.chars().count() >= SHORTEST && strsim::osa_distance(&key, &name_key(name)) <= 2
    });
    near
}

/// Whether the words of `part` begin words of `whole`, one after the other.
fn holds_words(whole: &str, part: &str) -> bool {
    // One or two letters begin too many words to mean anything.
    part.chars().count() > 2
        && (whole.starts_with(part)
            || whole.match_indices(part).any(|(at, _)| whole[..at].ends_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, CodeState};

    fn book() -> Codebook {
        let under = |name: &str, parent| Code {
            parent: Some(CodeIndex::new(parent)),
            ..Code::named(name)
        };
        let merged = |name: &str, into| Code {
            state: CodeState::Merged { into: CodeIndex::new(into) },
            ..Code::named(name)
        };
        let codes = vec![
            Code::named("Leadership"),
            under("shared vision", 0),
            under("engaged leaders", 0),
            Code { state: CodeState::Retired, ..Code::named("Mandate") },
            merged("common goal", 5),
            merged("joint goal", 1),
            under("IT/EHR", 0),
        ];
        Codebook::new("", "", codes).expect("a sound codebook")
    }

    /// The name of the code found, or the message and hint.
    #[track_caller]
    fn check(input: &str, expect: &str) {
        let book = book();
        let got = match book.resolve(input) {
            Ok(code) => book[code].name.clone(),
            Err(unknown) => match unknown.hint() {
                Some(hint) => format!("{unknown}; {hint}"),
                None => unknown.to_string(),
            },
        };
        assert_eq!(got, expect);
    }

    #[test]
    fn case_and_what_parts_words_do_not_matter() {
        check("shared vision", "shared vision");
        check(" Shared-Vision ", "shared vision");
        check("SHARED_VISION", "shared vision");
        check("shared\u{2011}vision", "shared vision");
        check("it/ehr", "IT/EHR");
    }

    #[test]
    fn a_path_names_its_last_code() {
        check("Leadership / shared vision", "shared vision");
        check("leadership/shared-vision", "shared vision");
        check("Leadership / IT/EHR", "IT/EHR");
        check(
            "Mandate / shared vision",
            "no code is called `Mandate / shared vision`; did you mean `shared vision` or \
             `Mandate`?",
        );
    }

    #[test]
    fn retired_codes_are_found() {
        check("mandate", "Mandate");
    }

    #[test]
    fn merged_codes_name_the_last_that_took_them_over() {
        check(
            "Common goal",
            "the code `common goal` was merged into `shared vision`; use `shared vision`",
        );
    }

    #[test]
    fn names_that_are_near_are_suggested() {
        check("sharedvison", "no code is called `sharedvison`; did you mean `shared vision`?");
        check("vision", "no code is called `vision`; did you mean `shared vision`?");
        check(
            "leader",
            "no code is called `leader`; did you mean `Leadership` or `engaged leaders`?",
        );
        check("weather", "no code is called `weather`");
        check("", "no code is called ``");
    }
}
