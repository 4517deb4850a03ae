//! What an address asks of a way of analysing.

use std::collections::BTreeMap;

use crate::pages::leading::asking;
use crate::studies::OpenStudy;

/// The parameters that are words of a study; in addresses numbers stand for them.
const WORDED: [&str; 4] = ["q", "of", "against", "by"];

/// The parameters of an address, as they were meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    said: BTreeMap<String, String>,
}

impl Asked {
    pub(super) fn of(pairs: Vec<(String, String)>) -> Asked {
        let said = pairs.into_iter().map(|(name, value)| (name, value.trim().to_owned()));
        Asked { said: said.filter(|(_, value)| !value.is_empty()).collect() }
    }

    /// What stands under a name; nothing if nothing does.
    pub(super) fn get(&self, name: &str) -> &str {
        self.said.get(name).map_or("", String::as_str)
    }

    pub(super) fn says(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// The query.
    pub(super) fn query(&self) -> &str {
        self.get("q")
    }

    /// A whole number, or what is usual if none is said; at most so many.
    pub(super) fn number(&self, name: &str, usual: usize, most: usize) -> usize {
        self.get(name).parse().unwrap_or(usual).min(most)
    }

    /// The same with some parameters said anew; what is said as nothing is left out.
    pub(super) fn with(&self, changes: &[(&str, &str)]) -> Asked {
        let mut said = self.said.clone();
        for (name, value) in changes {
            said.insert((*name).to_owned(), (*value).to_owned());
        }
        Asked::of(said.into_iter().collect())
    }

    /// Where this is asked: a page or file of a way.
    pub(super) fn address(&self, study: &OpenStudy, place: &str) -> String {
        let said: Vec<(&str, String)> = self
            .said
            .iter()
            .map(|(name, value)| match WORDED.contains(&name.as_str()) {
                true => (name.as_str(), study.sought.numbered(value)),
                false => (name.as_str(), value.clone()),
            })
            .collect();
        let pairs: Vec<(&str, &str)> =
            said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        asking(&format!("/s/{}/analyse/{place}", study.word), &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::specimen::Specimen;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let pairs = pairs.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        Asked::of(pairs.collect())
    }

    #[test]
    fn what_is_empty_is_not_said() {
        let asked = asked(&[("q", " "), ("unit", "turn"), ("top", "x")]);
        assert!(!asked.says("q") && asked.says("unit"));
        assert_eq!((asked.number("top", 20, 50), asked.number("n", 90, 50)), (20, 50));
        assert!(!asked.with(&[("unit", "")]).says("unit"));
    }

    #[tokio::test]
    async fn words_stand_in_addresses_as_numbers() {
        let bench = Specimen::new();
        let study = bench.app.studies.named("care").unwrap_or_else(|_| panic!("no study"));
        let asked = asked(&[("q", "code:record"), ("of", "speaker:NURSE"), ("unit", "turn")]);
        let address = asked.address(&study, "patterns");
        assert!(!address.contains("record") && !address.contains("NURSE"), "{address}");
        assert!(address.contains("unit=turn"), "{address}");
        let number = bench.numbered("code:record");
        assert!(address.contains(&format!("q={number}")), "{address}");
    }
}
