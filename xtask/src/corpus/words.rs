//! How far two texts have the same words. Where a word stands plays no part: readers differ
//! in where they put notes, cells and captions, and none of them is wrong.

use std::collections::BTreeMap;

use regex::Regex;

use super::sheet::Sheet;
use crate::Result;

/// Below this a file is told by its name.
const POOR: f64 = 0.9;

/// The words of a text, each with how often it is there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Words(BTreeMap<String, usize>);

/// How much of what is known was found, and how much of what was found is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likeness {
    pub(super) recall: f64,
    pub(super) precision: f64,
}

/// A file whose figures are poor for a reason, and the reason.
pub(super) type Explained = (&'static str, &'static str);

impl Words {
    /// The words of a text: letters, digits and marks in a row.
    pub(super) fn of(text: &str) -> Result<Words> {
        let mut words = Words::default();
        for word in Regex::new(r"\w+")?.find_iter(text) {
            *words.0.entry(word.as_str().to_owned()).or_default() += 1;
        }
        Ok(words)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// How many are in the other text as well, each as often as it is in both.
    pub(super) fn shared(&self, other: &Words) -> usize {
        let in_both =
            |(word, &count): (&String, &usize)| count.min(*other.0.get(word).unwrap_or(&0));
        self.0.iter().map(in_both).sum()
    }

    /// How many are not in the other text, or not as often.
    pub(super) fn beyond(&self, other: &Words) -> usize {
        self.count() - self.shared(other)
    }
}

impl Likeness {
    /// Of a file that could not be read although it has words.
    pub(super) const NONE: Likeness = Likeness { recall: 0.0, precision: 0.0 };

    /// How like the words that were found are to those that are known.
    pub(super) fn between(known: &Words, found: &Words) -> Likeness {
        let shared = known.shared(found) as f64;
        let share = |all: usize, none: f64| if all == 0 { none } else { shared / all as f64 };
        let without_words = if known.count() == 0 { 1.0 } else { 0.0 };
        Likeness {
            recall: share(known.count(), 1.0),
            precision: share(found.count(), without_words),
        }
    }
}

/// Puts the means over some files on the sheet, and every file that is poor, with the reason
/// if there is one.
pub(super) fn tell(
    sheet: &mut Sheet,
    files: &[(String, Likeness)],
    bound: f64,
    explained: &[Explained],
) {
    let why = |name: &str| explained.iter().find(|(file, _)| *file == name).map(|(_, why)| why);
    let mean = |of: fn(&Likeness) -> f64, among: &[&Likeness]| {
        among.iter().map(|likeness| of(likeness)).sum::<f64>() / among.len() as f64
    };
    let (recall, precision) = (|l: &Likeness| l.recall, |l: &Likeness| l.precision);
    let all: Vec<&Likeness> = files.iter().map(|(_, likeness)| likeness).collect();
    sheet.told("files compared", all.len());
    sheet.at_least("mean word recall", bound, mean(recall, &all));
    sheet.at_least("mean word precision", bound, mean(precision, &all));
    let rest: Vec<&Likeness> =
        files.iter().filter(|(name, _)| why(name).is_none()).map(|(_, l)| l).collect();
    if rest.len() < all.len() {
        let figures = format!("{:.4} and {:.4}", mean(recall, &rest), mean(precision, &rest));
        sheet.told("both, without the files that are explained", figures);
    }
    for (name, Likeness { recall, precision }) in files {
        if recall.min(*precision) < POOR {
            let why = why(name).map(|why| format!("; {why}")).unwrap_or_default();
            let figures = format!("recall {recall:.3}, precision {precision:.3}{why}");
            sheet.told(name.as_str(), figures);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Likeness, Words};

    #[track_caller]
    fn check(known: &str, found: &str, recall: f64, precision: f64) {
        let (known, found) = (Words::of(known).unwrap(), Words::of(found).unwrap());
        assert_eq!(Likeness::between(&known, &found), Likeness { recall, precision });
    }

    #[test]
    fn words_are_counted_as_often_as_they_are_in_both() {
        check("the cat, the hat", "the hat – the the cat", 1.0, 0.8);
        check("one two three four", "four", 0.25, 1.0);
    }

    #[test]
    fn what_is_empty_is_right_only_where_nothing_is_known() {
        check("", "", 1.0, 1.0);
        check("", "word", 1.0, 0.0);
        check("word", "", 0.0, 0.0);
    }
}
