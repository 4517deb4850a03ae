use std::collections::BTreeMap;

use themata_analysis::{Layer, Level, PatternOptions, PatternUnit, patterns};

use crate::ask::{ask_layer, transcripts};
use crate::{Failure, Project, Table};

/// Which sets of codes are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternQuestion {
    /// The query.
    pub query: String,
    /// The unit in which codes must be together: one of [`PatternUnit::ALL`] by its word, or
    /// the name of an attribute.
    pub unit: String,
    /// Whose codings can be together.
    pub layer: Layer,
    /// Whether sets are of codes or of themes.
    pub level: Level,
    /// How many codes a set has: `3`, `3..`, `2..4`, `..4`.
    pub size: String,
    /// The least number of units that a set must be on.
    pub at_least: u64,
    /// Whether only sets are listed that are all codes of a unit.
    pub only_exact: bool,
    /// How many sets are listed at most.
    pub most: usize,
}

impl Project {
    /// Which sets of codes are used together, exactly and at least, in how many documents and
    /// sites.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such unit, the size is none, the consensus layer is
    /// asked for and there is none, or the study cannot be read.
    pub fn patterns(&mut self, question: &PatternQuestion) -> Result<Table, Failure> {
        let (smallest, largest) = size(&question.size)?;
        let snapshot = self.snapshot()?;
        let answer = ask_layer(&snapshot, &question.query, question.layer)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let unit = match PatternUnit::from_word(&question.unit) {
            Some(unit) => unit,
            None => {
                let found = crate::names::attribute(study, &question.unit);
                PatternUnit::Attribute(found.map_err(|failure| {
                    let words = PatternUnit::ALL.map(PatternUnit::as_str).join(", ");
                    failure.hint(format!("units are {words}, or an attribute"))
                })?)
            }
        };
        let options = PatternOptions {
            unit,
            layer: question.layer,
            level: question.level,
            smallest,
            largest,
            at_least: question.at_least.max(1),
            only_exact: question.only_exact,
            most: question.most,
        };
        let transcripts = match unit.needs_texts() {
            true => transcripts(&snapshot, asked)?,
            false => BTreeMap::new(),
        };
        Ok(patterns(study, asked, options, &transcripts)?.to_table())
    }
}

/// The least and the largest number of codes that a text means.
fn size(text: &str) -> Result<(usize, Option<usize>), Failure> {
    let failure = || {
        Failure::new(format!("`{text}` is no size of a set"))
            .hint("write 3 for three codes, 3.. for three or more, 2..4 for two to four")
    };
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| failure());
    let (smallest, largest) = match text.split_once("..") {
        None => (number(text)?, Some(number(text)?)),
        Some((from, to)) => {
            let to = to.strip_prefix('=').unwrap_or(to);
            let smallest = if from.trim().is_empty() { 1 } else { number(from)? };
            (smallest, if to.trim().is_empty() { None } else { Some(number(to)?) })
        }
    };
    if smallest == 0 || largest.is_some_and(|largest| largest < smallest) {
        return Err(failure());
    }
    Ok((smallest, largest))
}

#[cfg(test)]
mod tests {
    use super::size;

    fn check(text: &str, expect: Option<(usize, Option<usize>)>) {
        assert_eq!(size(text).ok(), expect, "{text}");
    }

    #[test]
    fn sizes_are_read() {
        check("3", Some((3, Some(3))));
        check("3..", Some((3, None)));
        check("2..4", Some((2, Some(4))));
        check("2..=4", Some((2, Some(4))));
        check("..4", Some((1, Some(4))));
        for none in ["", "0", "4..2", "three", "-1", "2..x"] {
            check(none, None);
        }
    }
}
