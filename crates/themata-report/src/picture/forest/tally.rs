//! What a forest plot shows, in a sentence or two: on which side of 1 the strata lie.

use std::cmp::Ordering;

use maud::{Markup, html};
use themata_analysis::Fourfold;

use super::{Forest, INTERVAL, MEASURE, RatioEstimate};
use crate::figure::count;
use crate::line::{in_one_line, wrapped};
use crate::picture::frame::{INK, PAGE, px};
use crate::picture::words::{NAME_SIZE, text_width};

/// From one line of the sentences to the next.
const LINE: f64 = 16.0;

/// The sentences in lines as wide as the picture, from the top, and how much room they take.
pub(super) fn drawn(forest: &Forest) -> (Markup, f64) {
    let lines = lines(&sentences(forest));
    let high = if lines.is_empty() { 0.0 } else { lines.len() as f64 * LINE + 10.0 };
    let markup = html! {
        @for (line, words) in lines.iter().enumerate() {
            text class="tally" x="0" y=(px(8.0 + line as f64 * LINE)) font-size=(NAME_SIZE) fill=(INK) {
                (words)
            }
        }
    };
    (markup, high)
}

fn lines(words: &str) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    // The names of strata are anyone's: lines of wide letters get fewer columns.
    let fits =
        |lines: &Vec<String>| lines.iter().all(|line| text_width(line, NAME_SIZE) <= PAGE);
    // "above 1)" is read at once, so no line begins with the figure.
    let words = words.replace(" 1)", "\u{a0}1)");
    let rooms = (24..=112).rev().step_by(4);
    let mut set = rooms.map(|room| wrapped(&words, room));
    set.find(fits).unwrap_or_else(|| wrapped(&words, 24))
}

/// The sentences; empty if there are no strata.
fn sentences(forest: &Forest) -> String {
    let tally = Tally::of(forest);
    let sentences = [tally.sides(forest), tally.intervals()];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How many strata say what. All of them are counted, drawn or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Strata in which the codes occur together more often than by chance, less often, and
    /// exactly as often. An empty cell leaves this known, although nothing can be estimated.
    more: u64,
    less: u64,
    even: u64,
    /// Strata with nothing to compare: a code is missing, or in every unit.
    silent: u64,
    /// Strata whose whole interval is above 1, below 1, and those whose interval has 1 in it.
    wholly_above: u64,
    wholly_below: u64,
    includes: u64,
    /// Strata without an estimate.
    without: u64,
}

impl Tally {
    fn of(forest: &Forest) -> Tally {
        let mut tally = Tally::default();
        for row in &forest.rows {
            *tally.side(&row.counts) += 1;
            *tally.interval(row.estimate().ok()) += 1;
        }
        tally
    }

    /// Where a stratum counts by its direction, which is what the table of the analysis calls
    /// reversed or not.
    fn side(&mut self, counts: &Fourfold) -> &mut u64 {
        match counts.informative().map(|()| counts.direction()) {
            Err(_) => &mut self.silent,
            Ok(Ordering::Greater) => &mut self.more,
            Ok(Ordering::Less) => &mut self.less,
            Ok(Ordering::Equal) => &mut self.even,
        }
    }

    /// Where a stratum counts by its interval.
    fn interval(&mut self, estimate: Option<RatioEstimate>) -> &mut u64 {
        match estimate {
            None => &mut self.without,
            Some(estimate) if estimate.low > 1.0 => &mut self.wholly_above,
            Some(estimate) if estimate.high < 1.0 => &mut self.wholly_below,
            Some(_) => &mut self.includes,
        }
    }

    /// On which side of 1 the strata lie.
    fn sides(&self, forest: &Forest) -> Option<String> {
        let all = format!(
            "of {} {}",
            count(self.more + self.less + self.even + self.silent),
            in_one_line(&forest.strata)
        );
        let together = format!("{all} the codes occur together");
        let chance = "chance would have it";
        let silent = "(a code is in no unit or in every one)";
        sentence(&[
            (
                self.more,
                format!("{together} more often than {chance} ({MEASURE} above 1)"),
                "more often (above 1)".to_owned(),
            ),
            (
                self.less,
                format!("{together} less often than {chance} ({MEASURE} below 1)"),
                "less often (below 1)".to_owned(),
            ),
            (
                self.even,
                format!("{together} exactly as often as {chance} ({MEASURE} 1)"),
                "exactly as often (1)".to_owned(),
            ),
            (
                self.silent,
                format!(
                    "{all} it cannot be said whether the codes occur together more often than \
                     {chance} {silent}"
                ),
                format!("it cannot be said {silent}"),
            ),
        ])
    }

    /// Where the intervals lie.
    fn intervals(&self) -> Option<String> {
        let empty = "(a cell of the fourfold table is empty)";
        // The number comes first: "above 1 in 4" could be read as a share.
        sentence(&[
            (
                self.wholly_above,
                format!("the whole {INTERVAL} is above 1"),
                "it is wholly above 1".to_owned(),
            ),
            (
                self.wholly_below,
                format!("the whole {INTERVAL} is below 1"),
                "it is wholly below 1".to_owned(),
            ),
            (self.includes, format!("the {INTERVAL} includes 1"), "it includes 1".to_owned()),
            (
                self.without,
                format!("there is no {INTERVAL} {empty}"),
                format!("there is none {empty}"),
            ),
        ])
    }
}

/// Numbers of strata with what is so in them, those of none left out. The first of the two
/// wordings says what the sentence is about; the other is read after it.
fn sentence(clauses: &[(u64, String, String)]) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for (number, first, behind) in clauses.iter().filter(|(number, ..)| *number > 0) {
        said.push(if said.is_empty() {
            format!("In {} {first}", count(*number))
        } else {
            format!("in {} {behind}", count(*number))
        });
    }
    (!said.is_empty()).then(|| format!("{}.", said.join(", ")))
}

#[cfg(test)]
mod tests;
