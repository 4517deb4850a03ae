//! A picture of amounts as bars that lie side by side, one below the other.

use maud::{Markup, html};
use themata_analysis::Kind;

use crate::figure::{NOTHING, count, number_of, rounded};
use crate::line::in_one_line;
use crate::picture::fill::{Area, FILLS, Fill, greatest};
use crate::picture::frame::{Drawing, INK, PAGE, PALE_INK, PALEST_INK, px};
use crate::picture::words::{NAME_SIZE, VALUE_SIZE, fitted, hover, in_sentence, text_width};

/// Bars, each for a name, whole or in parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What the picture shows, as a heading.
    pub title: String,
    /// What was counted, n, the query, and the order of the bars.
    pub caption: String,
    /// How the values are written.
    pub kind: Kind,
    /// What the values count, in the plural: `codings`. Empty for shares and measures.
    pub unit: String,
    /// What a bar is, in the plural: `codes`.
    pub named: String,
    /// The parts of a bar, in order from zero outwards. One part makes plain bars.
    pub parts: Vec<BarPart>,
    /// The bars from top to bottom.
    pub rows: Vec<BarRow>,
    /// The most bars that are drawn; the shortest of the others are told in the caption.
    pub most: usize,
}

/// A part of the bars of a [`Bars`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BarPart {
    /// The name of the part: `barrier`.
    pub name: String,
    /// Whether it lies to the left of zero, so that two kinds of parts go apart.
    pub leftward: bool,
}

/// A bar of a [`Bars`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarRow {
    /// The name of the bar.
    pub name: String,
    /// How deep it stands under those above it.
    pub depth: u8,
    /// A value for each part; `None` if there is none, which is not zero. A value below zero
    /// lies to the left.
    pub values: Vec<Option<f64>>,
}

/// From one bar to the next, and the thickness of a bar.
const ROW: f64 = 22.0;
const THICK: f64 = 15.0;
/// The most that names take.
const NAME_ROOM: f64 = 210.0;

/// Bars as an SVG file: names at the left, values at the bars. Parts differ in grey too.
///
/// Zero is a pale dot, a missing value an em dash. If there are more parts than can be told
/// apart, the smallest become one, and the caption says so.
#[must_use]
pub fn bars(bars: &Bars) -> String {
    let (parts, merged) = merged(bars);
    let all: Vec<Stack> = bars.rows.iter().map(|row| Stack::of(row, &parts)).collect();
    let weights: Vec<f64> = all.iter().map(Stack::length).collect();
    let drawn = greatest(&weights, bars.most.max(1));
    let plot = Plot::of(bars, &parts, &all, &drawn);
    let key = key(&parts, &plot);
    let top = key.height + 4.0;
    let foot = top + drawn.len() as f64 * ROW + 4.0;
    let body = html! {
        (key.body)
        line x1=(px(plot.zero)) y1=(px(top - 2.0)) x2=(px(plot.zero)) y2=(px(foot)) stroke=(PALE_INK) {}
        @for (place, row) in drawn.iter().enumerate() {
            (bar(bars, &bars.rows[*row], &all[*row], &parts, &plot, top + place as f64 * ROW))
        }
    };
    let mut notes = Vec::new();
    if merged > 0 {
        notes.push(format!("The {} smallest parts are drawn as one.", count(merged as u64)));
    }
    if drawn.len() < all.len() {
        let (total, shown): (f64, f64) =
            (weights.iter().sum(), drawn.iter().map(|row| weights[*row]).sum());
        let share = if total > 0.0 && bars.kind == Kind::Count {
            let unit = in_one_line(&bars.unit);
            format!(
                " hold {} {unit} ({}%) and",
                count((total - shown).round() as u64),
                rounded((total - shown) / total * 100.0, 1)
            )
            .replace("  ", " ")
        } else {
            String::new()
        };
        // Bars of one length are cut where the paper ends.
        let same = weights.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9);
        let (first, longest) =
            if same { ("first ", "") } else { ("", " with the longest bars") };
        notes.push(format!(
            "Drawn are the {first}{} {}{longest}; the other {}{share} are not drawn.",
            count(drawn.len() as u64),
            in_one_line(&bars.named),
            count((all.len() - drawn.len()) as u64),
        ));
    }
    Drawing { class: "bars", width: PAGE, remarks: notes, height: foot + 4.0, body }
        .under(&bars.title, &bars.caption)
}

/// A part as it is drawn: one of those given, or the rest of them.
struct Drawn {
    name: String,
    fill: Fill,
    leftward: bool,
    of: Vec<usize>,
}

/// The parts that are drawn, with the smallest as one where there are more than fills, and how
/// many these are.
fn merged(bars: &Bars) -> (Vec<Drawn>, usize) {
    let size = |part: usize| {
        let values = bars.rows.iter().filter_map(|row| row.values.get(part).copied().flatten());
        values.filter(|value| value.is_finite()).map(f64::abs).sum::<f64>()
    };
    let sizes: Vec<f64> = (0..bars.parts.len()).map(size).collect();
    let too_many = bars.parts.len() > FILLS.len();
    let kept = greatest(&sizes, if too_many { FILLS.len() - 1 } else { FILLS.len() });
    let mut drawn: Vec<Drawn> = kept
        .iter()
        .zip(FILLS)
        .map(|(part, fill)| Drawn {
            name: in_one_line(&bars.parts[*part].name),
            fill,
            leftward: bars.parts[*part].leftward,
            of: vec![*part],
        })
        .collect();
    let rest: Vec<usize> = (0..bars.parts.len()).filter(|part| !kept.contains(part)).collect();
    let merged = rest.len();
    if merged > 0 {
        let leftward = rest.iter().all(|part| bars.parts[*part].leftward);
        let name = format!("{} others", count(merged as u64));
        drawn.push(Drawn { name, fill: FILLS[FILLS.len() - 1], leftward, of: rest });
    }
    (drawn, merged)
}

/// A bar with its parts.
struct Stack {
    /// A value for each part that is drawn.
    values: Vec<Option<f64>>,
    left: f64,
    right: f64,
}

impl Stack {
    fn of(row: &BarRow, parts: &[Drawn]) -> Stack {
        let value = |part: &Drawn| {
            let values =
                part.of.iter().filter_map(|place| row.values.get(*place).copied().flatten());
            let value = values.filter(|value| value.is_finite()).reduce(|a, b| a + b)?;
            Some(if part.leftward { -value } else { value })
        };
        let values: Vec<Option<f64>> = parts.iter().map(value).collect();
        let sum =
            |sign: f64| values.iter().flatten().map(|value| (value * sign).max(0.0)).sum();
        Stack { left: sum(-1.0), right: sum(1.0), values }
    }

    fn length(&self) -> f64 {
        self.left + self.right
    }
}

struct Plot {
    zero: f64,
    /// Pixels for each unit.
    pitch: f64,
    names: f64,
    diverging: bool,
    right: f64,
    /// Whether every bar is a whole, so that its sum needs no saying.
    wholes: bool,
}

impl Plot {
    fn of(bars: &Bars, parts: &[Drawn], all: &[Stack], drawn: &[usize]) -> Plot {
        let names = drawn.iter().map(|row| {
            let row = &bars.rows[*row];
            indent(row.depth)
                + text_width(
                    &fitted(&in_one_line(&row.name), NAME_SIZE, NAME_ROOM - indent(row.depth)),
                    NAME_SIZE,
                )
        });
        let names = names.fold(40.0, f64::max) + 10.0;
        let most = |side: fn(&Stack) -> f64| {
            drawn.iter().map(|row| side(&all[*row])).fold(0.0, f64::max)
        };
        let (left, right) = (most(|stack| stack.left), most(|stack| stack.right));
        let sums = drawn.iter().flat_map(|row| [all[*row].left, all[*row].right]);
        let room =
            sums.map(|sum| text_width(&written(bars, sum), VALUE_SIZE)).fold(20.0, f64::max)
                + 8.0;
        let wholes = bars.kind == Kind::Share
            && parts.len() > 1
            && left == 0.0
            && drawn.iter().all(|row| (all[*row].right - 1.0).abs() < 1e-9);
        let room = if wholes { 2.0 } else { room };
        let diverging = left > 0.0 || parts.iter().any(|part| part.leftward);
        let space = (PAGE - names - room - if diverging { room } else { 0.0 }).max(40.0);
        let pitch = if left + right > 0.0 { space / (left + right) } else { 0.0 };
        let zero = if diverging { names + room + left * pitch } else { names };
        // Without anything to the left or right, zero stands in the middle.
        let zero =
            if diverging && left + right == 0.0 { f64::midpoint(names, PAGE) } else { zero };
        Plot { zero, pitch, names, diverging, right: PAGE, wholes }
    }
}

fn indent(depth: u8) -> f64 {
    f64::from(depth.min(6)) * 12.0
}

fn written(bars: &Bars, value: f64) -> String {
    // What adding left over of a round sum is not said.
    let round = (value * 1e9).round() / 1e9;
    number_of(if round.is_finite() && round != 0.0 { round } else { value }, bars.kind).text
}

struct Key {
    body: Markup,
    height: f64,
}

/// What the parts are, above the bars: for two that go apart at either side of zero, else one
/// after the other.
fn key(parts: &[Drawn], plot: &Plot) -> Key {
    if parts.len() < 2 && !plot.diverging {
        return Key { body: html! {}, height: 0.0 };
    }
    let mut places = Vec::new();
    let (mut x, mut y) = (plot.names, 12.0);
    let two = parts.len() == 2 && parts[0].leftward != parts[1].leftward;
    for part in parts {
        let name = fitted(&part.name, VALUE_SIZE, (plot.right - plot.names) / 2.0 - 30.0);
        let wide = 20.0 + text_width(&name, VALUE_SIZE);
        if two {
            // Where one of them would leave the sheet, both give way.
            let left = plot.zero - 8.0 - wide;
            let at = if part.leftward { left.max(0.0) } else { plot.zero + 8.0 };
            places.push((at, y, name));
            continue;
        }
        if x > plot.names && x + wide > plot.right {
            (x, y) = (plot.names, y + 18.0);
        }
        places.push((x, y, name));
        x += wide + 16.0;
    }
    if two {
        let right = usize::from(parts[0].leftward);
        let beyond = places[right].0 + 20.0 + text_width(&places[right].2, VALUE_SIZE) - PAGE;
        places.iter_mut().for_each(|place| place.0 -= beyond.max(0.0));
        let left = &places[1 - right];
        places[right].0 = places[right].0.max(left.0 + 36.0 + text_width(&left.2, VALUE_SIZE));
    }
    let body = html! {
        g class="key" font-size=(VALUE_SIZE) fill=(INK) {
            @for (part, (x, y, name)) in parts.iter().zip(&places) {
                (part.fill.draw(Area { x: *x, y: y - 10.0, wide: 14.0, high: 12.0 }))
                text x=(px(x + 20.0)) y=(px(*y)) { (hover(&part.name, name)) (name) }
            }
        }
    };
    Key { body, height: y + 10.0 }
}

fn bar(
    bars: &Bars,
    row: &BarRow,
    stack: &Stack,
    parts: &[Drawn],
    plot: &Plot,
    top: f64,
) -> Markup {
    let full = in_one_line(&row.name);
    let name = fitted(&full, NAME_SIZE, NAME_ROOM - indent(row.depth));
    let base = top + ROW / 2.0 + 4.0;
    let mut ends = [plot.zero, plot.zero];
    let mut areas = Vec::new();
    for (part, value) in parts.iter().zip(&stack.values) {
        let Some(value) = value.filter(|value| *value != 0.0) else { continue };
        let wide = value.abs() * plot.pitch;
        let end = &mut ends[usize::from(value > 0.0)];
        let x = if value > 0.0 { *end } else { *end - wide };
        *end += value * plot.pitch;
        // What is not zero stays visible.
        areas.push((
            part,
            value,
            Area { x, y: top + (ROW - THICK) / 2.0, wide: wide.max(0.8), high: THICK },
        ));
    }
    let stacked = parts.len() > 1;
    html! {
        g class="bar" {
            text class="name" x=(px(indent(row.depth))) y=(px(base)) fill=(INK) { (hover(&full, &name)) (name) }
            @for (part, value, area) in &areas {
                g {
                    title {
                        (in_sentence(&row.name)) @if stacked { ", " (in_sentence(&part.name)) } ": "
                        (written(bars, if part.leftward { -value } else { *value })) " " (in_one_line(&bars.unit))
                    }
                    (part.fill.draw(*area))
                    @if stacked {
                        @let text = written(bars, value.abs());
                        @let room = text_width(&text, VALUE_SIZE) + 4.0;
                        @if room <= area.wide && needs_own(stack, *value) {
                                                        @if part.fill.is_lined() {
                                rect x=(px(area.x + (area.wide - room) / 2.0)) y=(px(area.y + 1.5)) width=(px(room)) height=(px(THICK - 3.0)) fill=(part.fill.ground) {}
                            }
                            text x=(px(area.x + area.wide / 2.0)) y=(px(base)) text-anchor="middle" font-size=(VALUE_SIZE) fill=(part.fill.ink) { (text) }
                        }
                    }
                }
            }
            (sums(bars, stack, plot, ends, base))
            @if zero_beside(parts, stack) { (pale_zero(bars, stack, plot, base)) }
        }
    }
}

/// A part that is the whole of its side is said at the end of the bar already.
fn needs_own(stack: &Stack, value: f64) -> bool {
    let side = if value > 0.0 { stack.right } else { stack.left };
    (side - value.abs()).abs() > 1e-9 * side
}

/// Whether parts that lie on the side where there is no bar are zero, rather than missing.
fn zero_beside(parts: &[Drawn], stack: &Stack) -> bool {
    let at_left = stack.left > 0.0;
    let goes_apart = parts.iter().any(|part| part.leftward);
    let mut beside =
        parts.iter().zip(&stack.values).filter(|(part, _)| part.leftward != at_left);
    goes_apart && at_left != (stack.right > 0.0) && beside.any(|(_, value)| value.is_some())
}

/// A zero on the side where there is no bar.
fn pale_zero(bars: &Bars, stack: &Stack, plot: &Plot, base: f64) -> Markup {
    let (x, anchor) = match stack.left > 0.0 {
        true => (plot.zero + 5.0, None),
        false => (plot.zero - 5.0, Some("end")),
    };
    html! {
        text x=(px(x)) y=(px(base)) text-anchor=[anchor] font-size=(VALUE_SIZE) fill=(PALEST_INK) font-weight="700" { (written(bars, 0.0)) }
    }
}

/// The sums at the ends of a bar.
fn sums(bars: &Bars, stack: &Stack, plot: &Plot, [left, right]: [f64; 2], base: f64) -> Markup {
    let missing = stack.values.iter().all(Option::is_none);
    let (at_left, at_right) = (stack.left > 0.0, stack.right > 0.0);
    let signed =
        |sum: f64| if bars.parts.iter().any(|part| part.leftward) { sum } else { -sum };
    html! {
        g font-size=(VALUE_SIZE) fill=(INK) {
            @if missing {
                text x=(px(plot.zero + 5.0)) y=(px(base)) fill=(PALE_INK) { (NOTHING) }
            } @else if !at_left && !at_right {
                text x=(px(plot.zero + 5.0)) y=(px(base)) fill=(PALEST_INK) font-weight="700" { (written(bars, 0.0)) }
            }
            @if at_left {
                text x=(px(left - 5.0)) y=(px(base)) text-anchor="end" { (written(bars, signed(stack.left))) }
            }
            @if at_right && !plot.wholes {
                text x=(px(right + 5.0)) y=(px(base)) { (written(bars, stack.right)) }
            }
        }
    }
}

#[cfg(test)]
mod tests;
