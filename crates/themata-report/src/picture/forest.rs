//! A picture of one association in many strata, and of all together.
//!
//! `tally` is what stands below the title, `reason` what stands in a row without an estimate,
//! `notes` what stands in the caption.

mod notes;
mod reason;
mod tally;

use maud::{Markup, html};
use themata_analysis::Fourfold;

use super::axis;
use crate::figure::{count, rounded};
use crate::line::in_one_line;
use crate::picture::fill::{BLUE, greatest};
use crate::picture::frame::{Drawing, INK, PAGE, PALE_INK, RULE, px};
use crate::picture::words::{NAME_SIZE, VALUE_SIZE, fitted, hover, in_sentence, text_width};

/// The odds ratio of two codes by stratum, such as by site.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    /// What the picture shows, as a heading.
    pub title: String,
    /// What was counted, the unit, n, the query, the method of the intervals, and the order
    /// of the strata.
    pub caption: String,
    /// What a stratum is, in the plural: `sites`.
    pub strata: String,
    /// The strata from top to bottom.
    pub rows: Vec<ForestRow>,
    /// The name of the common estimate: `Common (Mantel-Haenszel)`.
    pub common_name: String,
    /// The odds ratio that all strata have in common, or the reason why there is none.
    pub common: Result<RatioEstimate, String>,
    /// How far the strata differ from one another; none if it was not asked.
    pub heterogeneity: Option<Heterogeneity>,
    /// The most strata that are drawn; the others with the least weight are told in the
    /// caption.
    pub most: usize,
}

/// A stratum of a [`Forest`].
#[derive(Clone, Debug, PartialEq)]
pub struct ForestRow {
    /// The name of the stratum.
    pub name: String,
    /// Its units, by which of the two codes they carry. *First* and *second* are the codes in
    /// the order of the title. They say on which side of 1 the stratum lies, what its odds
    /// ratio is, or why there is none.
    pub counts: Fourfold,
    /// The share of the stratum in the common odds ratio, from 0 to 1; `None` if its units do
    /// not count there. A stratum without an odds ratio of its own may have one.
    pub weight: Option<f64>,
}

/// An odds ratio with its 95 % interval, all three zero or above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioEstimate {
    /// The ratio; infinite if it is above all bounds.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end; infinite if it is above all bounds.
    pub high: f64,
}

/// How far the strata of a [`Forest`] differ from one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heterogeneity {
    /// I², the share of the differences that chance does not explain, from 0 to 1 (Higgins and
    /// Thompson 2002).
    pub i_squared: Option<f64>,
    /// The probability of differences as large as these, if the strata did not differ.
    pub p: Option<f64>,
}

/// From one stratum to the next.
const ROW: f64 = 22.0;
/// The end of the column of names, if they are long.
const NAME_ROOM: f64 = 168.0;
/// The width of the columns at the right: the estimate, and the weight.
const ESTIMATE_ROOM: f64 = 124.0;
const WEIGHT_ROOM: f64 = 52.0;
/// The side of the square of the stratum with the most weight, and of one that has next to
/// none.
const LARGEST: f64 = 12.0;
const SMALLEST: f64 = 4.0;
/// What the figures are called, and their intervals, which are those of
/// [`Fourfold::odds_ratio`].
const MEASURE: &str = "odds ratio";
const INTERVAL: &str = "95% interval";

/// A forest plot as an SVG file: a line for each stratum, with a square as large as its weight
/// and a whisker as long as its interval on an axis of ratios; the common estimate as a diamond;
/// a line where there is no association.
///
/// An interval that leaves the axis ends in an arrow. The axis holds all estimates and as much
/// of the intervals as leaves the estimates apart. Strata without an estimate are listed with
/// the reason, and with the weight that their units have all the same.
///
/// Below the title it is said in how many strata the codes occur together more often and less
/// often than by chance, and in how many the whole interval is on one side of 1. The caption
/// says how many estimates rest on few units.
#[must_use]
pub fn forest(forest: &Forest) -> String {
    let rows = drawn(forest);
    let plot = Plot::of(forest, &rows);
    let foot = plot.top + rows.len() as f64 * ROW + 8.0;
    let axis_at = foot + ROW;
    let (said, said_in) = tally::drawn(forest);
    let body = html! {
        (said)
        g transform=(format!("translate(0 {})", px(said_in))) {
            (heads(&plot))
            (grid(&plot, axis_at))
            @for (place, row) in rows.iter().enumerate() {
                (stratum(row, &plot, plot.top + place as f64 * ROW))
            }
            line x1="0" y1=(px(foot - 4.0)) x2=(px(PAGE)) y2=(px(foot - 4.0)) stroke=(RULE) {}
            (common(forest, &plot, foot))
            (scale(&plot, axis_at))
        }
    };
    Drawing {
        class: "forest",
        width: PAGE,
        height: said_in + axis_at + 36.0,
        body,
        remarks: notes::notes(forest, &rows),
    }
    .under(&forest.title, &forest.caption)
}

/// The strata of most weight, in their order. Those that weigh nothing come before those whose
/// units do not count.
fn drawn(forest: &Forest) -> Vec<&ForestRow> {
    let weights = forest.rows.iter().map(|row| row.share().unwrap_or(-1.0));
    let places = greatest(&weights.collect::<Vec<f64>>(), forest.most.max(1));
    places.iter().map(|place| &forest.rows[*place]).collect()
}

impl ForestRow {
    /// The odds ratio, or the reason why there is none, in a few words that go behind "no
    /// estimate:".
    fn estimate(&self) -> Result<RatioEstimate, String> {
        let ratio = self.counts.odds_ratio().map_err(|undefined| {
            reason::of(&self.counts).map_or_else(|| undefined.to_string(), str::to_owned)
        })?;
        Ok(RatioEstimate { value: ratio.value, low: ratio.low, high: ratio.high })
    }

    /// The weight, if it is one that can be drawn and printed.
    fn share(&self) -> Option<f64> {
        self.weight.filter(|weight| weight.is_finite() && *weight >= 0.0)
    }
}

/// Where everything stands.
struct Plot {
    /// The right edge of the counts, and both edges of the axis.
    counts: f64,
    left: f64,
    right: f64,
    top: f64,
    marks: Vec<f64>,
    /// The greatest weight that is drawn.
    heaviest: f64,
}

impl Plot {
    fn of(forest: &Forest, rows: &[&ForestRow]) -> Plot {
        let names = rows.iter().map(|row| {
            text_width(&fitted(&in_one_line(&row.name), NAME_SIZE, NAME_ROOM), NAME_SIZE)
        });
        let counts = rows.iter().map(|row| text_width(&counted(row), VALUE_SIZE));
        let counts = names.fold(56.0, f64::max) + counts.fold(44.0, f64::max) + 14.0;
        let (low, high) = ends(forest, rows);
        Plot {
            counts,
            left: counts + 20.0,
            right: PAGE - ESTIMATE_ROOM - WEIGHT_ROOM - 16.0,
            top: 24.0,
            marks: axis::ratios(low, high),
            heaviest: rows.iter().filter_map(|row| row.share()).fold(0.0, f64::max),
        }
    }

    /// The side of a square whose area is as large as its weight.
    fn side(&self, weight: f64) -> f64 {
        let part =
            if self.heaviest > 0.0 { (weight / self.heaviest).clamp(0.0, 1.0) } else { 0.0 };
        (part.sqrt() * LARGEST).max(SMALLEST)
    }

    /// Where a ratio stands, cut at both ends, and whether it was.
    fn place(&self, ratio: f64) -> (f64, bool) {
        if ratio.is_nan() {
            return (self.left, true);
        }
        let (low, high) = (self.marks[0], self.marks[self.marks.len() - 1]);
        let cut = !(low..=high).contains(&ratio);
        let part = (ratio.clamp(low, high) / low).ln() / (high / low).ln();
        (self.left + part * (self.right - self.left), cut)
    }
}

fn counted(row: &ForestRow) -> String {
    format!("{}/{}", count(row.counts.both), count(row.counts.units()))
}

/// What the axis has to hold: one, the estimates, and of the intervals as much as lies within
/// ten times what the estimates span. An interval of a few units may reach from nothing to
/// nearly everything, and would press all others together.
fn ends(forest: &Forest, rows: &[&ForestRow]) -> (f64, f64) {
    let estimates = || {
        rows.iter()
            .filter_map(|row| row.estimate().ok())
            .chain(forest.common.as_ref().ok().copied())
    };
    let usable = |ratio: &f64| ratio.is_finite() && *ratio > 0.0;
    let span = |ratios: &mut dyn Iterator<Item = f64>, start: (f64, f64)| {
        ratios
            .filter(usable)
            .fold(start, |(low, high), ratio| (low.min(ratio), high.max(ratio)))
    };
    let (low, high) = span(&mut estimates().map(|estimate| estimate.value), (1.0, 1.0));
    let (least, greatest) = (low / 4.0, high * 4.0);
    let whiskers = estimates().flat_map(|estimate| [estimate.low, estimate.high]);
    span(
        &mut whiskers.map(|end| if usable(&end) { end.clamp(least, greatest) } else { 1.0 }),
        (low, high),
    )
}

fn heads(plot: &Plot) -> Markup {
    html! {
        g font-size=(VALUE_SIZE) fill=(PALE_INK) {
            text x=(px(plot.counts)) y="12" text-anchor="end" { "both/n" }
            text x=(px(PAGE - WEIGHT_ROOM)) y="12" text-anchor="end" { (MEASURE) }
            text x=(px(PAGE)) y="12" text-anchor="end" { "weight" }
        }
    }
}

fn grid(plot: &Plot, axis_at: f64) -> Markup {
    let (one, _) = plot.place(1.0);
    html! {
        @for mark in &plot.marks {
            @let (x, _) = plot.place(*mark);
            line x1=(px(x)) y1=(px(plot.top - 4.0)) x2=(px(x)) y2=(px(axis_at)) stroke=(RULE) stroke-width="0.8" {}
        }
        line class="none" x1=(px(one)) y1=(px(plot.top - 4.0)) x2=(px(one)) y2=(px(axis_at)) stroke=(INK) stroke-width="1.2" {
            title { "no association" }
        }
    }
}

fn stratum(row: &ForestRow, plot: &Plot, top: f64) -> Markup {
    let full = in_one_line(&row.name);
    let name = fitted(&full, NAME_SIZE, NAME_ROOM);
    let (middle, base) = (top + ROW / 2.0, top + ROW / 2.0 + 4.0);
    html! {
        g class="stratum" {
            text class="name" x="0" y=(px(base)) fill=(INK) { (hover(&full, &name)) (name) }
            text x=(px(plot.counts)) y=(px(base)) text-anchor="end" font-size=(VALUE_SIZE) fill=(INK) { (counted(row)) }
            @match row.estimate() {
                Err(reason) => {
                    (no_estimate(&format!("no estimate: {reason}"), PAGE - WEIGHT_ROOM, plot, base))
                }
                Ok(estimate) => {
                    g {
                        title { (in_sentence(&row.name)) ": " (MEASURE) " " (said(&estimate)) }
                        (whisker(&estimate, plot, middle))
                        (square(&estimate, row.share(), plot, middle))
                    }
                    (ratio_column(&estimate, base, false))
                }
            }
            (weight_column(row.share(), base))
        }
    }
}

/// Why there is no estimate, in the place of its mark and figures, up to `right`.
fn no_estimate(reason: &str, right: f64, plot: &Plot, base: f64) -> Markup {
    let reason = in_one_line(reason);
    let said = fitted(&reason, VALUE_SIZE, right - plot.left);
    html! {
        text class="reason" x=(px(plot.left)) y=(px(base)) font-size=(VALUE_SIZE)
            font-style="italic" fill=(PALE_INK) paint-order="stroke" stroke="#ffffff" stroke-width="5" {
            (hover(&reason, &said)) (said)
        }
    }
}

/// `1.84 (1.02–3.31)`.
fn said(estimate: &RatioEstimate) -> String {
    let write = |ratio: f64| match ratio {
        _ if ratio.is_nan() => "undefined".to_owned(),
        _ if ratio.is_infinite() => "∞".to_owned(),
        _ if ratio > 0.0 && ratio < 0.005 => "<0.01".to_owned(),
        _ if ratio >= 99.95 => rounded(ratio, 0),
        _ if ratio >= 9.995 => rounded(ratio, 1),
        _ => rounded(ratio, 2),
    };
    format!("{} ({}–{})", write(estimate.value), write(estimate.low), write(estimate.high))
}

fn ratio_column(estimate: &RatioEstimate, base: f64, is_common: bool) -> Markup {
    let bold = is_common.then_some("600");
    html! {
        text x=(px(PAGE - WEIGHT_ROOM)) y=(px(base)) text-anchor="end" font-size=(VALUE_SIZE)
            fill=(INK) font-weight=[bold] { (said(estimate)) }
    }
}

fn weight_column(share: Option<f64>, base: f64) -> Markup {
    let share =
        share.map_or_else(|| "—".to_owned(), |share| format!("{}%", rounded(share * 100.0, 1)));
    html! {
        text class="weight" x=(px(PAGE)) y=(px(base)) text-anchor="end" font-size=(VALUE_SIZE)
            fill=(INK) { (share) }
    }
}

fn whisker(estimate: &RatioEstimate, plot: &Plot, middle: f64) -> Markup {
    let (from, beyond_low) = plot.place(estimate.low);
    let (to, beyond_high) = plot.place(estimate.high);
    html! {
        line x1=(px(from)) y1=(px(middle)) x2=(px(to)) y2=(px(middle)) stroke=(BLUE) stroke-width="1.4" {}
        @if beyond_low { (arrow(from, middle, 1.0)) }
        @if beyond_high { (arrow(to, middle, -1.0)) }
    }
}

/// A head of an arrow whose point is at `x`, pointing against `towards`.
fn arrow(x: f64, y: f64, towards: f64) -> Markup {
    let (back, up, down) = (px(x + 7.0 * towards), px(y - 4.0), px(y + 4.0));
    html! { path class="arrow" d={ "M" (px(x)) " " (px(y)) "L" (back) " " (up) "V" (down) "z" } fill=(BLUE) {} }
}

fn square(estimate: &RatioEstimate, share: Option<f64>, plot: &Plot, middle: f64) -> Markup {
    let (x, cut) = plot.place(estimate.value);
    let side = plot.side(share.unwrap_or(0.0));
    html! {
        // A ratio beyond any axis has no place on it but its arrow.
        @if !cut {
            rect x=(px(x - side / 2.0)) y=(px(middle - side / 2.0)) width=(px(side)) height=(px(side))
                fill=(BLUE) stroke="#ffffff" stroke-width="0.6" {}
        }
    }
}

fn common(forest: &Forest, plot: &Plot, top: f64) -> Markup {
    let full = in_one_line(&forest.common_name);
    let (middle, base) = (top + ROW / 2.0 - 2.0, top + ROW / 2.0 + 2.0);
    let name = fitted(&full, NAME_SIZE, plot.left - 12.0);
    html! {
        g class="common" {
            text class="name" x="0" y=(px(base)) font-weight="600" fill=(INK) { (hover(&full, &name)) (name) }
            @match &forest.common {
                Err(reason) => { (no_estimate(reason, PAGE, plot, base)) }
                Ok(estimate) => {
                    @let (from, beyond_low) = plot.place(estimate.low);
                    @let (to, beyond_high) = plot.place(estimate.high);
                    @let (x, _) = plot.place(estimate.value);
                    // A diamond that is too narrow to be seen is drawn as wide as it is high.
                    @let (from, to) = (from.min(x - 4.0), to.max(x + 4.0));
                    path class="diamond" fill="#733301" stroke="#ffffff" stroke-width="0.6"
                        d={ "M" (px(from)) " " (px(middle)) "L" (px(x)) " " (px(middle - 7.0)) "L" (px(to)) " " (px(middle)) "L" (px(x)) " " (px(middle + 7.0)) "z" } {
                        title { (full) ": " (MEASURE) " " (said(estimate)) }
                    }
                    @if beyond_low { (arrow(from, middle, 1.0)) }
                    @if beyond_high { (arrow(to, middle, -1.0)) }
                    (ratio_column(estimate, base, true))
                }
            }
        }
    }
}

fn scale(plot: &Plot, y: f64) -> Markup {
    let mut free = f64::NEG_INFINITY;
    let mut printed = Vec::new();
    for mark in &plot.marks {
        let (x, _) = plot.place(*mark);
        let text = axis::written(*mark);
        let half = text_width(&text, VALUE_SIZE) / 2.0;
        // One is always said; another mark gives way to it.
        if *mark == 1.0 {
            printed.retain(|(other, _, its_half): &(f64, String, f64)| {
                other + its_half + 4.0 < x - half
            });
        } else if x - half < free {
            continue;
        }
        free = x + half + 6.0;
        printed.push((x, text, half));
    }
    html! {
        g class="axis" font-size=(VALUE_SIZE) fill=(PALE_INK) {
            line x1=(px(plot.left)) y1=(px(y)) x2=(px(plot.right)) y2=(px(y)) stroke=(PALE_INK) {}
            @for (x, text, _) in &printed {
                text x=(px(*x)) y=(px(y + 14.0)) text-anchor="middle" { (text) }
            }
            text x=(px(f64::midpoint(plot.left, plot.right))) y=(px(y + 30.0)) text-anchor="middle" {
                (MEASURE) ", steps of equal ratio"
            }
        }
    }
}

#[cfg(test)]
mod tests;
