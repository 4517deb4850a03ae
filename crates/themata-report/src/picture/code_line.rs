//! A picture of where in a document which code was applied, and by whom.

mod layout;

use std::collections::BTreeMap;

use maud::{Markup, html};

use self::layout::{LANE, LEFT, Layout, RIGHT, Strip, VOICE};
use crate::figure::count;
use crate::line::in_one_line;
use crate::picture::fill::{BLUE, PALE_BLUE};
use crate::picture::frame::{Drawing, INK, PAGE, PALE_INK, RULE, px};
use crate::picture::words::{VALUE_SIZE, fitted, hover, in_sentence, text_width};

/// The codings of a document along its text.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeLine {
    /// What the picture shows, as a heading.
    pub title: String,
    /// What was coded, by whom, n, the query, and the order of the lanes.
    pub caption: String,
    /// The length of the document in characters.
    pub length: usize,
    /// The names of those who speak.
    pub speakers: Vec<String>,
    /// The turns in order.
    pub turns: Vec<LineTurn>,
    /// A lane for each code, or for each coder of a code; those of a code one after the other.
    pub lanes: Vec<CodeLane>,
    /// The most lanes that are drawn, if no code alone has more; those of the codes with the
    /// least coded text become one.
    pub most: usize,
}

/// A turn of a [`CodeLine`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineTurn {
    /// Its first character, counted from 0.
    pub start: usize,
    /// The character behind its last.
    pub end: usize,
    /// Who speaks, as a place in the names of speakers; `None` if nobody knows.
    pub speaker: Option<usize>,
    /// When it begins, as it is to be printed; empty if that is not known.
    pub time: String,
}

/// A lane of a [`CodeLine`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeLane {
    /// The name of the code.
    pub code: String,
    /// Who applied it; empty if lanes are not told apart by coder.
    pub coder: String,
    /// A colour as `#rrggbb`; else the colour of figures is used.
    pub colour: Option<String>,
    /// Where it was applied: first character, and the one behind the last.
    pub stretches: Vec<(usize, usize)>,
}

/// A document as a line with its codings, as an SVG file: who speaks above, a lane below for
/// each code or coder of a code, bars where it was applied.
///
/// A long document goes over several strips, one below the other, as text does; a strip lists
/// the lanes that have something in it. Stretches that are too short to be seen are drawn as
/// wide as a line.
#[must_use]
pub fn code_line(picture: &CodeLine) -> String {
    let drawn = drawn(picture);
    let layout = Layout::of(picture, &drawn);
    let mut notes = Vec::new();
    if layout.strips.len() > 1 {
        notes.push("The text goes on from strip to strip, as lines do; a strip lists what was coded in it.".to_owned());
    }
    if layout.voices.iter().any(|voice| voice.of.len() > 1) {
        notes.push("Those who speak least are drawn as one.".to_owned());
    }
    let rest = picture.lanes.len() - drawn.len();
    if rest > 0 {
        notes.push(format!(
            "The {} lanes of the codes with the most coded text are drawn; the other {} are one \
             pale lane.",
            count(drawn.len() as u64),
            count(rest as u64)
        ));
    }
    let body = html! {
        @for strip in &layout.strips { (self::strip(picture, &layout, strip)) }
        @if picture.length == 0 {
            text x="0" y="14" font-size=(VALUE_SIZE) fill=(PALE_INK) { "The document is empty." }
        }
    };
    Drawing { class: "code-line", width: PAGE, remarks: notes, height: layout.height, body }
        .under(&picture.title, &picture.caption)
}

/// The lanes that are drawn: those of the codes with the most coded text. Coders of a code are
/// compared with one another, so its lanes stay together.
fn drawn(picture: &CodeLine) -> Vec<usize> {
    let mut codes: BTreeMap<&str, (f64, Vec<usize>)> = BTreeMap::new();
    for (place, lane) in picture.lanes.iter().enumerate() {
        let code = codes.entry(&lane.code).or_default();
        code.0 += coded(lane);
        code.1.push(place);
    }
    let mut codes: Vec<(f64, Vec<usize>)> = codes.into_values().collect();
    codes.sort_by(|(a, a_lanes), (b, b_lanes)| b.total_cmp(a).then(a_lanes.cmp(b_lanes)));
    let mut drawn = Vec::new();
    for (_, lanes) in codes {
        if !drawn.is_empty() && drawn.len() + lanes.len() > picture.most {
            break;
        }
        drawn.extend(lanes);
    }
    drawn.sort_unstable();
    drawn
}

fn coded(lane: &CodeLane) -> f64 {
    lane.stretches.iter().map(|(start, end)| end.saturating_sub(*start) as f64).sum()
}

fn strip(picture: &CodeLine, layout: &Layout, strip: &Strip) -> Markup {
    let voices = layout.voices.len() as f64 * VOICE;
    let lanes_at = strip.top + voices + 6.0;
    let foot = lanes_at + strip.rows() as f64 * LANE + 2.0;
    html! {
        g class="strip" {
            (speakers(picture, layout, strip))
            @for tick in &strip.ticks {
                line x1=(px(tick.x)) y1=(px(strip.top)) x2=(px(tick.x)) y2=(px(foot + 3.0)) stroke=(RULE) stroke-width="0.8" {}
                text x=(px(tick.x)) y=(px(foot + 14.0)) font-size="10" fill=(PALE_INK)
                    text-anchor=[tick.ends.then_some("end")] { (tick.words) }
            }
            @for (row, lane) in strip.lanes.iter().enumerate() {
                @let above = row.checked_sub(1).map(|row| strip.lanes[row]);
                (self::lane(picture, layout, strip, *lane, above, lanes_at + row as f64 * LANE))
            }
            @if strip.has_rest {
                (rest(picture, layout, strip, lanes_at + strip.lanes.len() as f64 * LANE))
            }
            line x1=(px(LEFT)) y1=(px(foot)) x2=(px(strip.x(strip.to))) y2=(px(foot)) stroke=(PALE_INK) stroke-width="0.8" {}
        }
    }
}

fn speakers(picture: &CodeLine, layout: &Layout, strip: &Strip) -> Markup {
    html! {
        @for (place, voice) in layout.voices.iter().enumerate() {
            @let y = strip.top + place as f64 * VOICE;
            @let name = fitted(&voice.name, 10.0, LEFT - 8.0);
            text x="0" y=(px(y + VOICE - 2.0)) font-size="10" fill=(PALE_INK) { (hover(&voice.name, &name)) (name) }
            line x1=(px(LEFT)) y1=(px(y + VOICE / 2.0)) x2=(px(strip.x(strip.to))) y2=(px(y + VOICE / 2.0)) stroke=(RULE) stroke-width="0.8" {}
            @for turn in picture.turns.iter().filter(|turn| turn.speaker.is_some_and(|speaker| voice.of.contains(&speaker))) {
                @if let Some((x, wide)) = strip.part(turn.start, turn.end) {
                    rect x=(px(x)) y=(px(y + 1.5)) width=(px((wide - 0.4).max(0.4))) height=(px(VOICE - 4.0)) fill="#8f8a80" {}
                }
            }
        }
    }
}

fn lane(
    picture: &CodeLine,
    layout: &Layout,
    strip: &Strip,
    lane: usize,
    above: Option<usize>,
    y: f64,
) -> Markup {
    let lane = &picture.lanes[lane];
    let code = in_one_line(&lane.code);
    let coder = in_one_line(&lane.coder);
    // A code is named once, above the lanes of its coders.
    let is_first = above.is_none_or(|above| picture.lanes[above].code != lane.code);
    let room = if layout.coders > 0.0 { LEFT - layout.coders - 14.0 } else { LEFT - 8.0 };
    let name = fitted(&code, VALUE_SIZE, room);
    let who = fitted(&coder, 10.0, layout.coders);
    let fill = crate::page::checked(lane.colour.as_deref()).unwrap_or(BLUE);
    let base = y + LANE - 4.0;
    html! {
        g class="lane" {
            @if is_first {
                @if above.is_some() {
                    line x1="0" y1=(px(y + 0.5)) x2=(px(strip.x(strip.to))) y2=(px(y + 0.5)) stroke=(RULE) stroke-width="0.6" {}
                }
                text class="name" x="0" y=(px(base)) font-size=(VALUE_SIZE) fill=(INK) { (hover(&code, &name)) (name) }
            }
            @if !who.is_empty() {
                text class="coder" x=(px(LEFT - 8.0)) y=(px(base)) text-anchor="end" font-size="10" fill=(PALE_INK) { (hover(&coder, &who)) (who) }
            }
            @for (start, end) in &lane.stretches {
                @if let Some((x, wide)) = strip.part(*start, *end) {
                    rect x=(px(x)) y=(px(y + 3.0)) width=(px(wide)) height=(px(LANE - 5.0)) fill=(fill) fill-opacity="0.85" stroke="#ffffff" stroke-width=(if wide > 4.0 { "0.8" } else { "0" }) {
                        title {
                            (in_sentence(&code)) @if !coder.is_empty() { ", " (in_sentence(&coder)) }
                            ": " (count(*start as u64 + 1)) "–" (count(*end as u64))
                        }
                    }
                }
            }
        }
    }
}

fn rest(picture: &CodeLine, layout: &Layout, strip: &Strip, y: f64) -> Markup {
    html! {
        g class="rest" {
            text class="name" x="0" y=(px(y + LANE - 4.0)) font-size=(VALUE_SIZE) font-style="italic" fill=(PALE_INK) {
                (count(layout.rest.len() as u64)) " more lanes"
            }
            @for (start, end) in layout::joined(layout.rest.iter().flat_map(|lane| &picture.lanes[*lane].stretches)) {
                @if let Some((x, wide)) = strip.part(start, end) {
                    rect x=(px(x)) y=(px(y + 3.0)) width=(px(wide)) height=(px(LANE - 5.0)) fill=(PALE_BLUE) {}
                }
            }
        }
    }
}

/// The room that the longest name of a coder takes, bounded.
fn coder_room(picture: &CodeLine) -> f64 {
    let names = picture.lanes.iter().map(|lane| text_width(&in_one_line(&lane.coder), 10.0));
    names.fold(0.0, f64::max).min(60.0)
}

const _: () = assert!(RIGHT <= PAGE);

#[cfg(test)]
mod tests;
