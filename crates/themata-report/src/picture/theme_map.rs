//! The thematic map: themes with their codes as boxes on a plane (Braun and Clarke 2006).

mod placing;

use maud::{Markup, html};

use crate::figure::count;
use crate::picture::frame::{Caption, Drawing, INK, PAGE, PALE_INK, RULE, colour_of, px};
use crate::picture::palette::{NEUTRAL, look};
use crate::picture::theme_map::placing::{Placed, WIDE, placed};
use crate::picture::words::{in_sentence, listed, name_within};

/// Themes and their codes, for a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeMap {
    /// What the picture says about itself.
    pub caption: Caption,
    /// The themes.
    pub themes: Vec<MapTheme>,
    /// The codes of all themes, each once.
    pub codes: Vec<MapCode>,
    /// Which themes occur together. Pairs of themes that are not there or of a theme with
    /// itself are no pairs.
    pub together: Vec<MapPair>,
    /// What it is to occur together, as a sentence; empty if that is not drawn.
    pub together_means: String,
    /// The names of the codes that are in no theme.
    pub in_no_theme: Vec<String>,
}

/// A theme of a [`ThemeMap`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapTheme {
    /// What stands for it in the file, so that a page can find it again.
    pub key: Option<u32>,
    /// What it is called.
    pub title: String,
    /// What stands under the title: `12 excerpts, 3 for, 1 against`.
    pub told: String,
    /// Its statement, on hover.
    pub statement: String,
    /// Its colour as `#rrggbb`; without one it gets a colour by its place.
    pub colour: Option<String>,
    /// Where its upper left corner stands, in pixels from the left and from above; in rows
    /// below the others if nothing is said.
    pub at: Option<(u32, u32)>,
    /// The places of its codes among the codes.
    pub codes: Vec<usize>,
}

/// A code of a [`ThemeMap`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapCode {
    /// What it is called.
    pub name: String,
    /// Its colour as `#rrggbb`.
    pub colour: Option<String>,
    /// How many excerpts carry it.
    pub excerpts: u64,
}

/// Two themes of a [`ThemeMap`] that occur together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapPair {
    /// The place of a theme among the themes.
    pub one: usize,
    /// The place of another.
    pub two: usize,
    /// How often.
    pub times: u64,
}

/// At most so many pairs are drawn.
const MOST_PAIRS: usize = 12;

/// The widest line, in pixels.
const WIDEST: f64 = 8.0;

const TITLE_SIZE: f64 = 13.0;
const SMALL_SIZE: f64 = 11.0;

/// The picture as an SVG file.
///
/// Each theme is a box with its codes hanging below it. A code of several themes hangs below
/// the first, and a broken line leads from it to the others. Where themes occur together a
/// line between them is as wide as that is frequent, and says how often.
#[must_use]
pub fn theme_map(map: &ThemeMap) -> String {
    let mut drawing = if map.themes.is_empty() {
        Drawing::nothing("theme-map", "Nothing to draw: there are no themes.")
    } else {
        draw(map, &placed(map))
    };
    drawing.remarks.extend(remarks(map));
    drawing.file(&map.caption)
}

fn draw(map: &ThemeMap, placed: &Placed) -> Drawing {
    let most = pairs(map).map(|pair| pair.times).max().unwrap_or(1) as f64;
    let body = html! {
        @for pair in strongest(map) {
            (between(map, placed, pair, most))
        }
        @for (from, to, code) in &placed.shared {
            @let ((x, y), (to_x, to_y)) = (placed.code(*from, *code), placed.theme(*to));
            line data-map-from=[map.themes[*from].key] data-map-to=[map.themes[*to].key]
                x1=(px(x)) y1=(px(y)) x2=(px(to_x)) y2=(px(to_y)) stroke=(PALE_INK)
                stroke-width="1.2" stroke-dasharray="5 4" {
                title {
                    (in_sentence(&map.codes[placed.boxes[*from].codes[*code]].name))
                    ", also of " (in_sentence(&map.themes[*to].title))
                }
            }
        }
        @for place in 0..map.themes.len() { (theme(map, placed, place)) }
        @for pair in strongest(map) { (times(map, placed, pair)) }
    };
    Drawing {
        class: "theme-map",
        width: placed.width.max(PAGE),
        height: placed.height,
        body,
        remarks: Vec::new(),
    }
}

/// The pairs that can be drawn, the most frequent last.
fn pairs(map: &ThemeMap) -> impl Iterator<Item = MapPair> {
    let themes = map.themes.len();
    let mut pairs: Vec<MapPair> = map
        .together
        .iter()
        .filter(|pair| pair.one != pair.two && pair.one.max(pair.two) < themes)
        .filter(|pair| pair.times > 0)
        .copied()
        .collect();
    pairs.sort_by_key(|pair| (pair.times, pair.one, pair.two));
    pairs.into_iter()
}

/// The most frequent of the pairs, as many as can be read.
fn strongest(map: &ThemeMap) -> impl Iterator<Item = MapPair> {
    let pairs: Vec<MapPair> = pairs(map).collect();
    let passed_over = pairs.len().saturating_sub(MOST_PAIRS);
    pairs.into_iter().skip(passed_over)
}

/// The line between two themes that occur together.
fn between(map: &ThemeMap, placed: &Placed, pair: MapPair, most: f64) -> Markup {
    let ((x, y), (to_x, to_y)) = (placed.theme(pair.one), placed.theme(pair.two));
    let keys = (map.themes[pair.one].key, map.themes[pair.two].key);
    html! {
        line data-map-from=[keys.0] data-map-to=[keys.1] x1=(px(x)) y1=(px(y)) x2=(px(to_x))
            y2=(px(to_y)) stroke="#b9b4aa" stroke-linecap="round"
            stroke-width=(px((pair.times as f64 / most * WIDEST).max(1.0))) {
            title {
                (in_sentence(&map.themes[pair.one].title)) " – "
                (in_sentence(&map.themes[pair.two].title)) ": " (count(pair.times))
            }
        }
    }
}

/// How often two themes occur together, in the middle of their line. It lies on top of all.
fn times(map: &ThemeMap, placed: &Placed, pair: MapPair) -> Markup {
    let ((x, y), (to_x, to_y)) = (placed.theme(pair.one), placed.theme(pair.two));
    let keys = (map.themes[pair.one].key, map.themes[pair.two].key);
    let (middle_x, middle_y) = (f64::midpoint(x, to_x), f64::midpoint(y, to_y));
    let times = count(pair.times);
    let wide = 10.0 + 7.0 * times.chars().count() as f64;
    html! {
        g pointer-events="none" data-map-middle=[keys.0.zip(keys.1).map(|(one, two)| format!("{one} {two}"))] {
            rect x=(px(middle_x - wide / 2.0)) y=(px(middle_y - 8.0)) width=(px(wide))
                height="16" rx="8" fill="#ffffff" stroke="#b9b4aa" {}
            text x=(px(middle_x)) y=(px(middle_y + 4.0)) text-anchor="middle"
                font-size=(SMALL_SIZE) fill=(PALE_INK) { (times) }
        }
    }
}

/// A theme with its codes hanging below it.
fn theme(map: &ThemeMap, placed: &Placed, place: usize) -> Markup {
    let theme = &map.themes[place];
    let drawn = &placed.boxes[place];
    let colour = colour_of(theme.colour.as_deref()).unwrap_or(look(place).colour);
    let title = name_within(&theme.title, WIDE - 24.0, TITLE_SIZE);
    let told = name_within(&theme.told, WIDE - 24.0, SMALL_SIZE);
    let (x, y) = (drawn.x, drawn.y);
    let spine = x + 8.0;
    html! {
        g class="map-theme" data-map-theme=[theme.key] data-x=(px(x)) data-y=(px(y)) {
            @if let Some(last) = drawn.codes.len().checked_sub(1) {
                line x1=(px(spine)) x2=(px(spine)) y1=(px(y + placing::HIGH))
                    y2=(px(placing::code_top(y, last) + placing::CODE_HIGH / 2.0))
                    stroke=(colour) stroke-width="1.5" {}
            }
            rect class="map-box" x=(px(x)) y=(px(y)) width=(px(WIDE)) height=(px(placing::HIGH))
                rx="5" fill="#ffffff" stroke=(colour) stroke-width="2" {
                @if !theme.statement.is_empty() { title { (in_sentence(&theme.statement)) } }
            }
            rect x=(px(x)) y=(px(y)) width="6" height=(px(placing::HIGH)) rx="3" fill=(colour) {}
            text x=(px(x + 14.0)) y=(px(y + 19.0)) font-size=(TITLE_SIZE) font-weight="600"
                fill=(INK) {
                @if let Some(whole) = &title.whole { title { (whole) } }
                (title.printed)
            }
            text x=(px(x + 14.0)) y=(px(y + 36.0)) font-size=(SMALL_SIZE) fill=(PALE_INK) {
                (told.printed)
            }
            @for (number, &code) in drawn.codes.iter().enumerate() {
                (hanging(&map.codes[code], spine, placing::code_top(y, number), colour))
            }
            @if drawn.more > 0 {
                text x=(px(spine + 14.0)) font-size=(SMALL_SIZE) fill=(PALE_INK)
                    y=(px(placing::code_top(y, drawn.codes.len()) + 14.0)) {
                    "and " (drawn.more) " more"
                }
            }
        }
    }
}

/// A code as a box that hangs on a line.
fn hanging(code: &MapCode, spine: f64, top: f64, line: &str) -> Markup {
    let own = colour_of(code.colour.as_deref()).unwrap_or(NEUTRAL);
    let x = spine + 10.0;
    let wide = WIDE - 18.0;
    let name = name_within(&code.name, wide - 58.0, SMALL_SIZE);
    html! {
        line x1=(px(spine)) x2=(px(x)) y1=(px(top + placing::CODE_HIGH / 2.0))
            y2=(px(top + placing::CODE_HIGH / 2.0)) stroke=(line) stroke-width="1.5" {}
        rect x=(px(x)) y=(px(top)) width=(px(wide)) height=(px(placing::CODE_HIGH)) rx="3"
            fill="#ffffff" stroke=(RULE) {}
        rect x=(px(x + 6.0)) y=(px(top + 6.0)) width="9" height="9" rx="2" fill=(own) {}
        text x=(px(x + 20.0)) y=(px(top + 15.0)) font-size=(SMALL_SIZE) fill=(INK) {
            @if let Some(whole) = &name.whole { title { (whole) } }
            (name.printed)
        }
        text x=(px(x + wide - 6.0)) y=(px(top + 15.0)) font-size=(SMALL_SIZE) fill=(PALE_INK)
            text-anchor="end" { (count(code.excerpts)) }
    }
}

fn remarks(map: &ThemeMap) -> Vec<String> {
    let mut remarks = Vec::new();
    if !map.themes.is_empty() {
        remarks.push("The number beside a code is of its excerpts.".to_owned());
    }
    if pairs(map).next().is_some() {
        remarks.push(format!(
            "Widths and numbers of lines between themes: {}",
            map.together_means.trim()
        ));
    }
    let rest = pairs(map).count().saturating_sub(MOST_PAIRS);
    if rest > 0 {
        remarks.push(format!(
            "The {MOST_PAIRS} most frequent pairs are drawn; {} less frequent {} not.",
            count(rest as u64),
            if rest == 1 { "one is" } else { "ones are" }
        ));
    }
    if !map.in_no_theme.is_empty() {
        let names = map.in_no_theme.iter().map(String::as_str);
        remarks.push(format!("In no theme: {}.", listed(names, 12)));
    }
    remarks
}

#[cfg(test)]
mod tests;
