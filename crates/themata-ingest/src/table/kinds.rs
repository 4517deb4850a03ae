//! What the cells of a column look like, whatever its name is.

use std::collections::HashSet;

use super::grid::Grid;

/// How many filled cells of a column are looked at.
const LOOKED_AT: usize = 1_000;
/// Words of this many words are said, not ticked.
const SAID: usize = 4;

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// None is filled.
    Empty,
    /// Numbers, dates, times, and yes or no.
    Values,
    /// The same few answers again and again, or steps of a scale.
    Choices,
    /// Words that somebody said.
    Said,
    /// Short answers that differ.
    Short,
}

/// The filled cells of each column that are looked at.
pub(super) fn samples(grid: &Grid, from: usize, columns: usize) -> Vec<Vec<&str>> {
    let mut samples = vec![Vec::new(); columns];
    for (at, cell) in (from..grid.height()).flat_map(|row| grid.filled(row)) {
        if let Some(sample) = samples.get_mut(at).filter(|sample| sample.len() < LOOKED_AT) {
            sample.push(cell);
        }
    }
    samples
}

/// What the cells of a column look like.
pub(super) fn kind(cells: &[&str]) -> Kind {
    let count = cells.len();
    if count == 0 {
        return Kind::Empty;
    }
    let share = |is: fn(&str) -> bool| cells.iter().filter(|cell| is(cell)).count();
    if share(is_value) * 20 >= count * 19 {
        return Kind::Values;
    }
    if share(is_step) * 5 >= count * 4 || are_few(cells) || are_ticked(cells) {
        return Kind::Choices;
    }
    let mut lengths: Vec<usize> = cells.iter().map(|cell| words(cell)).collect();
    lengths.sort_unstable();
    let long = lengths.iter().filter(|&&length| length > SAID + 2).count();
    // Many leave it at `no` where others write a page.
    if lengths[count / 2] >= SAID || long * 5 >= count { Kind::Said } else { Kind::Short }
}

/// Whether each filled cell of a column says something else. One alone says nothing.
pub(super) fn are_unique(grid: &Grid, from: usize, column: usize) -> bool {
    let mut seen = HashSet::new();
    (from..grid.height()).filter_map(|row| grid.get(row, column)).all(|cell| seen.insert(cell))
        && !seen.is_empty()
}

/// How many words some words have. Scripts without spaces have about one in two characters.
fn words(cell: &str) -> usize {
    let spaced = cell.split_whitespace().count();
    let dense = cell.chars().filter(|&c| is_dense(c)).count();
    spaced.max(dense / 2)
}

fn is_dense(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Whether a cell is a number, a date, a time, or yes or no.
pub(super) fn is_value(cell: &str) -> bool {
    let is_short = cell.len() <= 40;
    let has_digit = cell.contains(|c: char| c.is_ascii_digit());
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let lower = || cell.to_lowercase();
    is_short
        && ((has_digit && letters <= 5 && words(cell) <= 4)
            || matches!(lower().as_str(), "true" | "false" | "yes" | "no" | "y" | "n" | "n/a"))
}

/// Words that steps of a scale are made of.
const STEPS: [&str; 22] = [
    "agree",
    "disagree",
    "satisfied",
    "dissatisfied",
    "likely",
    "unlikely",
    "never",
    "rarely",
    "seldom",
    "sometimes",
    "often",
    "always",
    "usually",
    "important",
    "unimportant",
    "good",
    "bad",
    "poor",
    "fair",
    "excellent",
    "neutral",
    "difficult",
];

/// Whether a cell is a step of a scale, such as `Somewhat agree`.
fn is_step(cell: &str) -> bool {
    words(cell) <= 5
        && cell
            .split(|c: char| !c.is_alphabetic())
            .any(|word| STEPS.iter().any(|step| step.eq_ignore_ascii_case(word)))
}

/// Whether the same few answers come again and again.
fn are_few(cells: &[&str]) -> bool {
    let distinct: HashSet<String> = cells.iter().map(|cell| cell.to_lowercase()).collect();
    cells.len() >= 4 && distinct.len() * 2 <= cells.len() && distinct.len() <= 30
}

/// Whether the cells are made of the same few answers, several to a cell.
fn are_ticked(cells: &[&str]) -> bool {
    let parts = |delimiter: &'static str| -> Vec<String> {
        let cells = cells.iter().flat_map(move |cell| cell.split(delimiter));
        cells.map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect()
    };
    [";", ", "].into_iter().any(|delimiter| {
        let parts = parts(delimiter);
        let distinct: HashSet<&String> = parts.iter().collect();
        parts.len() > cells.len() && parts.len() >= 6 && distinct.len() * 2 <= parts.len()
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[track_caller]
    fn check(cells: &[&str], expect: Kind) {
        assert_eq!(kind(cells), expect);
    }

    #[test]
    fn values_and_choices() {
        check(&[], Kind::Empty);
        check(&["1", "2.5", "3,5 %", "-"], Kind::Short);
        check(&["1", "2.5", "3,5 %", "31 May 2024", "2024-05-31 10:00"], Kind::Values);
        check(&["Yes", "no"], Kind::Values);
        check(&["Nurse", "nurse", "Doctor", "Doctor"], Kind::Choices);
        check(&["Strongly agree", "Neither agree nor disagree"], Kind::Choices);
        check(&["Bus; car", "car", "Bus; bike", "bike; car"], Kind::Choices);
        check(&["I go by bus most days"; 10], Kind::Choices);
    }

    #[test]
    fn words_that_are_said() {
        check(&["It was all too quick", "Fine by me I think", "no"], Kind::Said);
        check(
            &["no", "no", "nothing", "I would have liked somebody to ask me first"],
            Kind::Said,
        );
        check(&["相談できる人がいなかった", "特にありません"], Kind::Said);
        check(&["Leeds", "York", "Bath"], Kind::Short);
    }
}
