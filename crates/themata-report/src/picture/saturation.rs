//! A picture of how many codes are new in each interview, and how many there are by then.

use maud::{Markup, html};
use std::fmt::Write as _;

use super::axis;
use crate::figure::{count, rounded};
use crate::line::in_one_line;
use crate::picture::fill::{BLUE, PALE_BLUE, PALEST_BLUE};
use crate::picture::frame::{Drawing, INK, PAGE, PALE_INK, RULE, px};
use crate::picture::words::{VALUE_SIZE, fitted, in_sentence, text_width};

/// New codes by interview, in the order in which interviews were held or coded.
#[derive(Clone, Debug, PartialEq)]
pub struct Saturation {
    /// What the picture shows, as a heading.
    pub title: String,
    /// What was counted, the query, and the order of the interviews.
    pub caption: String,
    /// What a step is, in the singular: `interview`.
    pub step: String,
    /// The interviews in order.
    pub steps: Vec<SaturationStep>,
    /// How many codes there are by each interview if the order is drawn by chance; empty if
    /// that was not asked. As many as there are steps.
    pub band: Vec<SaturationBand>,
    /// What the band is: `95% of 1,000 random orders`.
    pub band_name: String,
    /// How many of the first interviews are the base that what is new is compared with (Guest,
    /// Namey and Chen 2020); none if no base was set.
    pub base: Option<usize>,
    /// The runs of interviews after the base, each with its share of new codes.
    pub runs: Vec<SaturationRun>,
    /// The share of new codes, from 0 to 1, at or below which a run is said to hold nothing
    /// new.
    pub threshold: Option<f64>,
}

/// An interview in a [`Saturation`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaturationStep {
    /// Its name.
    pub name: String,
    /// How many codes occur in it for the first time.
    pub new: u64,
}

/// How many codes there are by one interview, over orders drawn by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SaturationBand {
    /// The lower quantile.
    pub low: f64,
    /// The median.
    pub middle: f64,
    /// The upper quantile.
    pub high: f64,
}

/// A run of interviews in a [`Saturation`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SaturationRun {
    /// Its first interview, counted from 0.
    pub from: usize,
    /// Where it ends: the interview behind its last one, counted from 0.
    pub to: usize,
    /// Its new codes by those of the base; `None` if the base has no codes.
    pub share: Option<f64>,
}

const LEFT: f64 = 46.0;
/// Where figures at the end of the curve stand.
const RIGHT: f64 = PAGE - 44.0;
const CURVE: f64 = 190.0;
const BARS: f64 = 90.0;
const RUNS: f64 = 90.0;
/// What lies between two parts, with the heading of the lower one.
const GAP: f64 = 34.0;

/// A saturation curve as an SVG file, in parts one below the other over the same interviews:
/// the codes so far as steps, with the band of random orders if there is one; new codes as
/// bars; and the share of new codes in each run, with the threshold, if there are runs.
///
/// The base is shaded. The first run at or below the threshold is named.
#[must_use]
pub fn saturation(picture: &Saturation) -> String {
    let (body, height) = drawn(picture);
    Drawing { class: "saturation", width: PAGE, remarks: notes(picture), height, body }
        .under(&picture.title, &picture.caption)
}

/// The curves of several groups, such as sites, one below the other under one title and
/// caption. The title of each is the name of its group; its caption is not used.
#[must_use]
pub fn saturation_by(title: &str, caption: &str, groups: &[Saturation]) -> String {
    const HEAD: f64 = 20.0;
    let (mut top, mut bodies, mut said) = (0.0, Vec::new(), Vec::new());
    for group in groups {
        let (body, height) = drawn(group);
        bodies.push((top, in_sentence(&group.title), body));
        said.push(format!("{}: {}", in_sentence(&group.title), notes(group).join(" ")));
        top += HEAD + height + 16.0;
    }
    let body = html! {
        @for (top, name, body) in &bodies {
            g class="group" transform=(format!("translate(0 {})", px(*top))) {
                text x="0" y="12" font-size="13" font-weight="600" fill=(INK) { (fitted(name, 13.0, PAGE)) }
                g transform=(format!("translate(0 {})", px(HEAD))) { (body) }
            }
        }
    };
    Drawing { class: "saturation", width: PAGE, remarks: said, height: top, body }
        .under(title, caption)
}

/// The parts of a curve, and how high they are together.
fn drawn(picture: &Saturation) -> (Markup, f64) {
    let plot = Plot { steps: picture.steps.len().max(1) };
    let step = in_one_line(&picture.step);
    let top = 20.0;
    let bars_at = top + CURVE + GAP;
    let runs = !picture.runs.is_empty();
    let runs_at = bars_at + BARS + GAP;
    let foot = if runs { runs_at + RUNS } else { bars_at + BARS };
    let body = html! {
        (base(picture, &plot, [(top, CURVE), (bars_at, BARS)], runs.then_some((runs_at, RUNS))))
        (heading("codes so far", top))
        (curve(picture, &plot, top))
        (heading(&format!("new codes by {step}"), bars_at))
        (news(picture, &plot, bars_at))
        @if runs {
            (heading("new codes in a run, as share of the codes of the base", runs_at))
            (run_shares(picture, &plot, runs_at))
        }
        (feet(&plot, foot, &step))
    };
    (body, foot + 34.0)
}

fn notes(picture: &Saturation) -> Vec<String> {
    let step = in_one_line(&picture.step);
    let mut notes = Vec::new();
    let total: u64 = picture.steps.iter().fold(0, |sum, step| sum.saturating_add(step.new));
    notes.push(format!(
        "{} codes in {} {step}s.",
        count(total),
        count(picture.steps.len() as u64)
    ));
    if !picture.band.is_empty() {
        notes.push(format!(
            "Shaded: {}; dashed: their median.",
            in_one_line(&picture.band_name)
        ));
    }
    if let Some(base) = picture.base.filter(|base| *base > 0) {
        let base = base.min(picture.steps.len());
        let codes =
            picture.steps[..base].iter().fold(0u64, |sum, step| sum.saturating_add(step.new));
        notes.push(format!(
            "Base: the first {} {step}s, with {} codes.",
            count(base as u64),
            count(codes)
        ));
    }
    if let Some(threshold) = picture.threshold.filter(|threshold| threshold.is_finite()) {
        let threshold_words = format!("{}%", rounded(threshold * 100.0, 1));
        notes.push(match reached(picture) {
            Some(run) => format!(
                "The first run with {threshold_words} or less is that of {step}s {} to {}.",
                count(run.from as u64 + 1),
                count(run.to as u64)
            ),
            None => format!("No run has {threshold_words} or less."),
        });
    }
    notes
}

/// The first run that holds nothing new.
fn reached(picture: &Saturation) -> Option<&SaturationRun> {
    let threshold = picture.threshold?;
    picture.runs.iter().find(|run| run.share.is_some_and(|share| share <= threshold))
}

struct Plot {
    steps: usize,
}

impl Plot {
    fn pitch(&self) -> f64 {
        (RIGHT - LEFT) / self.steps as f64
    }

    /// The left edge of a step.
    fn x(&self, step: usize) -> f64 {
        LEFT + step.min(self.steps) as f64 * self.pitch()
    }
}

/// Where a value stands in a part of the picture that begins at `top`.
fn height(value: f64, highest: f64, (top, high): (f64, f64)) -> f64 {
    top + high - (value / highest).clamp(0.0, 1.0) * high
}

fn heading(words: &str, top: f64) -> Markup {
    html! { text class="heading" x="0" y=(px(top - 10.0)) font-size=(VALUE_SIZE) font-weight="600" fill=(INK) { (words) } }
}

fn base(
    picture: &Saturation,
    plot: &Plot,
    parts: [(f64, f64); 2],
    runs: Option<(f64, f64)>,
) -> Markup {
    let base = picture.base.filter(|base| *base > 0 && !picture.steps.is_empty());
    html! {
        @if let Some(base) = base {
            @let wide = plot.x(base) - LEFT;
            @for (top, high) in parts.into_iter().chain(runs) {
                rect class="base" x=(px(LEFT)) y=(px(top)) width=(px(wide)) height=(px(high)) fill="#f2f0ec" {}
            }
            @if wide > 36.0 {
                text x=(px(LEFT + 5.0)) y=(px(parts[0].0 + 13.0)) font-size=(VALUE_SIZE) fill=(PALE_INK) { "base" }
            } @else {
                text x=(px(LEFT + wide + 4.0)) y=(px(parts[0].0 + 13.0)) font-size=(VALUE_SIZE) fill=(PALE_INK) { "base" }
            }
        }
    }
}

/// The lines and figures of an axis that goes up.
fn levels(marks: &[f64], part: (f64, f64), write: impl Fn(f64) -> String) -> Markup {
    let highest = marks.last().copied().unwrap_or(1.0);
    html! {
        @for mark in marks {
            @let y = height(*mark, highest, part);
            line x1=(px(LEFT)) y1=(px(y)) x2=(px(RIGHT)) y2=(px(y)) stroke=(if *mark == 0.0 { PALE_INK } else { RULE }) stroke-width="0.8" {}
            text x=(px(LEFT - 6.0)) y=(px(y + 4.0)) text-anchor="end" font-size=(VALUE_SIZE) fill=(PALE_INK) { (write(*mark)) }
        }
    }
}

/// Levels that change where a step begins.
fn stairs(plot: &Plot, levels: &[f64], highest: f64, part: (f64, f64)) -> String {
    let mut path = String::new();
    for (step, level) in levels.iter().enumerate() {
        let y = px(height(*level, highest, part));
        // Writing into a text cannot fail.
        let _ = match step {
            0 => write!(path, "M{} {y}", px(plot.x(0))),
            _ => write!(path, "V{y}"),
        };
        let _ = write!(path, "H{}", px(plot.x(step + 1)));
    }
    path
}

fn curve(picture: &Saturation, plot: &Plot, top: f64) -> Markup {
    let part = (top, CURVE);
    let mut so_far = Vec::with_capacity(picture.steps.len());
    let mut total = 0u64;
    for step in &picture.steps {
        total = total.saturating_add(step.new);
        so_far.push(total as f64);
    }
    let band: Vec<&SaturationBand> = picture
        .band
        .iter()
        .take(picture.steps.len())
        .take_while(|band| {
            [band.low, band.middle, band.high].iter().all(|value| value.is_finite())
        })
        .collect();
    let highest = band.iter().map(|band| band.high).fold(total as f64, f64::max);
    let marks = axis::linear(highest, 5, true);
    let end = marks.last().copied().unwrap_or(1.0);
    let of = |pick: fn(&SaturationBand) -> f64| {
        band.iter().map(|band| pick(band)).collect::<Vec<f64>>()
    };
    let (low, middle, high) =
        (of(|band| band.low), of(|band| band.middle), of(|band| band.high));
    let total_at = height(total as f64, end, part);
    html! {
        @if !band.is_empty() {
            path class="band" fill=(PALEST_BLUE) d=(ring(plot, &low, &high, end, part)) {}
        }
        (levels(&marks, part, axis::written))
        @if !band.is_empty() {
            path class="median" fill="none" stroke="#4d82b7" stroke-dasharray="4 3" d=(stairs(plot, &middle, end, part)) {}
        }
        @if !so_far.is_empty() {
            path class="so-far" fill="none" stroke=(BLUE) stroke-width="2" d=(stairs(plot, &so_far, end, part)) {}
            text x=(px(RIGHT + 5.0)) y=(px(total_at + 4.0)) font-size=(VALUE_SIZE) font-weight="600" fill=(BLUE) {
                (fitted(&count(total), VALUE_SIZE, PAGE - RIGHT + 8.0))
            }
        }
    }
}

/// The outline of what lies between two stairs: the upper one there, the lower one back.
fn ring(plot: &Plot, low: &[f64], high: &[f64], end: f64, part: (f64, f64)) -> String {
    let mut path = stairs(plot, high, end, part);
    for (step, level) in low.iter().enumerate().rev() {
        let _ = write!(path, "V{}H{}", px(height(*level, end, part)), px(plot.x(step)));
    }
    path.push('z');
    path
}

fn news(picture: &Saturation, plot: &Plot, top: f64) -> Markup {
    let part = (top, BARS);
    let highest = picture.steps.iter().map(|step| step.new as f64).fold(0.0, f64::max);
    // Above the highest bar stands its figure.
    let marks = axis::linear(highest * 1.15, 3, true);
    let end = marks.last().copied().unwrap_or(1.0);
    let pitch = plot.pitch();
    let wide = (pitch - if pitch > 6.0 { 2.0 } else { 0.4 }).min(36.0);
    let fits =
        picture.steps.iter().all(|step| text_width(&count(step.new), VALUE_SIZE) < pitch);
    html! {
        (levels(&marks, part, axis::written))
        @for (place, step) in picture.steps.iter().enumerate() {
            @let x = plot.x(place) + (pitch - wide) / 2.0;
            @let y = height(step.new as f64, end, part);
            @if step.new > 0 {
                rect x=(px(x)) y=(px(y)) width=(px(wide)) height=(px(top + BARS - y)) fill=(BLUE) {
                    title { (place + 1) ". " (in_sentence(&step.name)) ": " (count(step.new)) " new" }
                }
            }
            @if fits && step.new > 0 {
                text x=(px(x + wide / 2.0)) y=(px(y - 3.0)) text-anchor="middle" font-size=(VALUE_SIZE) fill=(INK)
                    paint-order="stroke" stroke="#ffffff" stroke-width="3" { (count(step.new)) }
            }
        }
    }
}

fn run_shares(picture: &Saturation, plot: &Plot, top: f64) -> Markup {
    let part = (top, RUNS);
    let shares =
        picture.runs.iter().filter_map(|run| run.share).filter(|share| share.is_finite());
    let threshold = picture.threshold.filter(|threshold| threshold.is_finite());
    let highest = shares.chain(threshold).fold(0.0, f64::max);
    let marks = axis::linear(highest * 100.0, 3, false);
    let end = marks.last().copied().unwrap_or(1.0) / 100.0;
    let reached = reached(picture);
    let dot = (plot.pitch() / 3.0).clamp(1.2, 3.5);
    html! {
        (levels(&marks, part, |mark| format!("{}%", axis::written(mark))))
        @if let Some(threshold) = threshold {
            @let y = height(threshold, end, part);
            line class="threshold" x1=(px(LEFT)) y1=(px(y)) x2=(px(RIGHT)) y2=(px(y)) stroke="#9b5b35" stroke-width="1.4" stroke-dasharray="6 3" {}
            text x=(px(RIGHT + 5.0)) y=(px(y + 4.0)) font-size=(VALUE_SIZE) fill="#733301" { "≤ " (rounded(threshold * 100.0, 0)) "%" }
        }
        @for run in &picture.runs {
            @if let Some(share) = run.share.filter(|share| share.is_finite()) {
                @let y = height(share, end, part);
                @let (from, to) = (plot.x(run.from), plot.x(run.to));
                @let is_it = reached.is_some_and(|reached| std::ptr::eq(reached, run));
                g class="run" {
                    title { (run.from + 1) "–" (run.to) ": " (rounded(share * 100.0, 1)) "% new" }
                    line x1=(px(from)) y1=(px(y)) x2=(px(to)) y2=(px(y)) stroke=(PALE_BLUE) stroke-width=(px(dot.min(2.0))) {}
                    circle cx=(px(f64::midpoint(from, to))) cy=(px(y)) r=(px(if is_it { dot + 1.5 } else { dot })) fill=(if is_it { "#733301" } else { BLUE }) {}
                }
            }
        }
    }
}

/// The numbers of the interviews, as many as there is room for.
fn feet(plot: &Plot, foot: f64, step: &str) -> Markup {
    let wide = text_width(&count(plot.steps as u64), VALUE_SIZE) + 8.0;
    let least = (wide / plot.pitch()).ceil().max(1.0);
    let every = [1usize, 2, 5, 10, 20, 50, 100, 200, 500]
        .into_iter()
        .find(|every| *every as f64 >= least);
    let every = every.unwrap_or(least as usize);
    html! {
        g class="axis" font-size=(VALUE_SIZE) fill=(PALE_INK) {
            @for place in 1..=plot.steps {
                @if place.is_multiple_of(every) || (place == 1 && every > 4) {
                    text x=(px(plot.x(place - 1) + plot.pitch() / 2.0)) y=(px(foot + 15.0)) text-anchor="middle" { (count(place as u64)) }
                }
            }
            text x=(px(f64::midpoint(LEFT, RIGHT))) y=(px(foot + 30.0)) text-anchor="middle" { (step) ", in order" }
        }
    }
}

#[cfg(test)]
mod tests;
