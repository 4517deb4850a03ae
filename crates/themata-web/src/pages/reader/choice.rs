//! Whose stripes are shown and how they stand, as the address says it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{ReadCoding, Reading};

/// What the address says of stripes: `lanes=coders` gives each coder lanes of their own,
/// `coders=1,3` shows those two alone. Without either all stand together.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    lanes: String,
    coders: Option<String>,
}

/// Someone who has coded a document, as far as the viewer may know.
pub(super) struct CoderHere<'a> {
    pub(super) number: u32,
    pub(super) name: &'a str,
    codings: usize,
    own: bool,
}

impl Choice {
    /// Whether each coder has lanes of their own.
    pub(super) fn by_coder(&self) -> bool {
        self.lanes == "coders"
    }

    /// The codings that are shown, in order of their beginning.
    pub(super) fn shown<'a>(&self, reading: &'a Reading) -> Vec<&'a ReadCoding> {
        let chosen = self.chosen();
        let is_shown = |coding: &&ReadCoding| {
            chosen.as_ref().is_none_or(|chosen| chosen.contains(&coding.coder_number))
        };
        reading.codings.iter().filter(is_shown).collect()
    }

    /// The numbers of the coders that are chosen, in order; nothing if all are shown.
    fn chosen(&self) -> Option<Vec<u32>> {
        let mut chosen: Vec<u32> = self
            .coders
            .as_ref()?
            .split(',')
            .filter_map(|number| number.trim().parse().ok())
            .collect();
        chosen.sort_unstable();
        chosen.dedup();
        Some(chosen)
    }

    /// What says the same in the address of another document.
    pub(super) fn query(&self) -> String {
        let mut parts = Vec::new();
        if self.by_coder() {
            parts.push("lanes=coders".to_owned());
        }
        if let Some(chosen) = self.chosen() {
            let numbers: Vec<String> = chosen.iter().map(u32::to_string).collect();
            parts.push(format!("coders={}", numbers.join(",")));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// What is chosen with, if there is a choice.
    pub(super) fn drawn(&self, reading: &Reading) -> Markup {
        let coders = coders(reading);
        let chosen = self.chosen();
        let is_chosen =
            |number: u32| chosen.as_ref().is_none_or(|chosen| chosen.contains(&number));
        html! {
            div #whose role="group" aria-label="Stripes" {
                @if coders.len() > 1 || chosen.is_some() {
                    span.ways {
                        @for (value, words) in [("", "all together"), ("coders", "by coder")] {
                            label {
                                input id={ "lanes-" (value) } type="radio" name="lanes"
                                    value=(value) checked[(value == "coders") == self.by_coder()];
                                (words)
                            }
                        }
                        kbd title="Stripes together, by coder, or only yours" { "l" }
                    }
                    @for coder in &coders {
                        label {
                            input id={ "coder-" (coder.number) } type="checkbox" name="coders"
                                value=(coder.number) checked[is_chosen(coder.number)]
                                data-own[coder.own];
                            bdi { (coder.name) } " "
                            span.count { (coder.codings) }
                        }
                    }
                    @if !coders.iter().any(|coder| is_chosen(coder.number)) {
                        span.none { "No one who is chosen has coded here." }
                        button type="button" data-everyone { "Show everyone" }
                    }
                }
            }
        }
    }
}

/// Those who have coded a document, in the order of their numbers, which never changes.
pub(super) fn coders(reading: &Reading) -> Vec<CoderHere<'_>> {
    let mut coders: BTreeMap<u32, CoderHere<'_>> = BTreeMap::new();
    for coding in &reading.codings {
        let number = coding.coder_number;
        let coder = coders.entry(number).or_insert_with(|| CoderHere {
            number,
            name: &coding.coder,
            codings: 0,
            own: coding.own,
        });
        coder.codings += 1;
    }
    coders.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::Choice;

    #[test]
    fn an_address_is_understood_and_said_again() {
        let check = |lanes: &str, coders: Option<&str>, expect: &str| {
            let choice =
                Choice { lanes: lanes.to_owned(), coders: coders.map(ToOwned::to_owned) };
            assert_eq!(choice.query(), expect);
        };
        check("", None, "");
        check("coders", None, "?lanes=coders");
        check("sideways", Some("3, 1,1"), "?coders=1,3");
        check("coders", Some("<b>,2"), "?lanes=coders&coders=2");
        check("", Some(""), "?coders=");
    }
}
