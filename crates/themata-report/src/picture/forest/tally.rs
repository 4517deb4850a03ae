//! What a forest plot shows, in a sentence or two: on which side of 1 the strata lie.

use maud::{Markup, html};

use super::{Forest, RatioEstimate, percent};
use crate::figure::count;
use crate::line::{in_one_line, wrapped};
use crate::picture::frame::{INK, PAGE, px};
use crate::picture::words::{NAME_SIZE, text_width};

/// From one line of the sentences to the next.
const LINE: f64 = 16.0;

/// A ratio of counts that is 1 may miss it by what division loses.
const ROUNDING: f64 = 1e-9;

/// How many strata say what. All of them are counted, drawn or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Estimates above 1, below 1, and of exactly 1.
    above: u64,
    below: u64,
    even: u64,
    /// Strata without an estimate.
    unknown: u64,
    /// Estimates whose whole interval is above 1, below 1, and those whose interval has 1 in
    /// it.
    wholly_above: u64,
    wholly_below: u64,
    includes: u64,
}

impl Tally {
    fn of(forest: &Forest) -> Tally {
        let mut tally = Tally::default();
        for row in &forest.rows {
            match &row.estimate {
                Ok(estimate) => tally.add(estimate),
                Err(_) => tally.unknown += 1,
            }
        }
        tally
    }

    fn add(&mut self, estimate: &RatioEstimate) {
        // A ratio that is not said is above all bounds.
        let value = estimate.value.unwrap_or(f64::INFINITY);
        if value.is_nan() || value < 0.0 {
            self.unknown += 1;
            return;
        }
        *(if (value - 1.0).abs() < ROUNDING {
            &mut self.even
        } else if value > 1.0 {
            &mut self.above
        } else {
            &mut self.below
        }) += 1;
        *(if estimate.low.is_some_and(|low| low > 1.0) {
            &mut self.wholly_above
        } else if estimate.high.is_some_and(|high| high < 1.0) {
            &mut self.wholly_below
        } else {
            &mut self.includes
        }) += 1;
    }

    fn strata(&self) -> u64 {
        self.above + self.below + self.even + self.unknown
    }

    /// The sides on which the estimates lie, those without strata left out.
    fn sides(&self, forest: &Forest) -> String {
        let all = format!("of {} {}", count(self.strata()), in_one_line(&forest.strata));
        let measure = in_one_line(&forest.measure);
        let mut clauses: Vec<String> = Vec::new();
        for (number, how, than, place) in [
            (self.above, "more often", "than", "above 1"),
            (self.below, "less often", "than", "below 1"),
            (self.even, "exactly as often", "as", "1"),
        ] {
            // Only the first clause says what it is about; the others are read after it.
            match (number, clauses.is_empty()) {
                (0, _) => {}
                (_, true) => clauses.push(format!(
                    "In {} {all} the codes occur together {how} {than} chance would have it \
                     ({measure} {place})",
                    count(number)
                )),
                (_, false) => clauses.push(format!("in {} {how} ({place})", count(number))),
            }
        }
        match (self.unknown, clauses.is_empty()) {
            (0, _) => {}
            (_, true) => {
                clauses.push(format!("In {} {all} there is no estimate", count(self.unknown)));
            }
            (_, false) => {
                clauses.push(format!("in {} there is no estimate", count(self.unknown)));
            }
        }
        format!("{}.", clauses.join(", "))
    }

    /// Where the intervals lie, those without strata left out.
    fn intervals(&self, forest: &Forest) -> Option<String> {
        let interval = format!("{}% interval", percent(forest));
        let mut clauses: Vec<String> = Vec::new();
        // The number comes first: "above 1 in 4" could be read as a share.
        for (number, first, behind) in [
            (
                self.wholly_above,
                format!("the whole {interval} is above 1"),
                "it is wholly above 1",
            ),
            (
                self.wholly_below,
                format!("the whole {interval} is below 1"),
                "it is wholly below 1",
            ),
            (self.includes, format!("the {interval} includes 1"), "it includes 1"),
        ] {
            match (number, clauses.is_empty()) {
                (0, _) => {}
                (_, true) => clauses.push(format!("In {} {first}", count(number))),
                (_, false) => clauses.push(format!("in {} {behind}", count(number))),
            }
        }
        (!clauses.is_empty()).then(|| format!("{}.", clauses.join(", ")))
    }
}

/// The sentences; empty if there are no strata.
pub(super) fn sentences(forest: &Forest) -> String {
    let tally = Tally::of(forest);
    if tally.strata() == 0 {
        return String::new();
    }
    let sentences = [Some(tally.sides(forest)), tally.intervals(forest)];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

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

#[cfg(test)]
mod tests;
