//! Codes that occur together, as points with lines between them.

mod choose;
mod forces;
mod placing;

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::figure::{count, rounded};
use crate::picture::frame::{Caption, Drawing, INK, PAGE, PALE_INK, colour_of, px};
use crate::picture::network::choose::{Chosen, chosen};
use crate::picture::network::placing::{Placed, placed};
use crate::picture::palette::{Look, NEUTRAL, Symbol, look};
use crate::picture::words::{in_sentence, listed, name_within, text_width};

/// Codes and how strongly they occur together, for a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// What the picture says about itself.
    pub caption: Caption,
    /// The codes.
    pub codes: Vec<NetworkCode>,
    /// The themes that codes may belong to.
    pub themes: Vec<NetworkTheme>,
    /// Which codes occur together. Pairs of codes that are not there, of a code with itself,
    /// and those whose coefficient is not above zero are no pairs; of the same pair given
    /// twice the stronger counts.
    pub pairs: Vec<NetworkPair>,
    /// The name of the coefficient, as in a sentence: `Jaccard's index`.
    pub coefficient: String,
    /// Where the points begin before they are moved apart: another seed is another picture of
    /// the same, the same seed always the same picture.
    pub seed: u64,
}

/// A code of a [`Network`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkCode {
    /// The name of the code.
    pub name: String,
    /// How often it was applied; the area of its point.
    pub codings: u64,
    /// The place of its theme among the themes.
    pub theme: Option<usize>,
}

/// A theme of a [`Network`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkTheme {
    /// The name of the theme.
    pub name: String,
    /// Its colour as `#rrggbb`; without one it gets a colour by its place.
    pub colour: Option<String>,
}

/// Two codes of a [`Network`] that occur together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetworkPair {
    /// The place of a code among the codes.
    pub one: usize,
    /// The place of another.
    pub two: usize,
    /// How strongly they occur together; the width of their line.
    pub coefficient: f64,
}

/// The widest line, in pixels.
const WIDEST: f64 = 7.0;

const NAME_SIZE: f64 = 11.5;

/// The picture as an SVG file.
///
/// Points are sized by codings (area), lines by coefficient (width); a theme is a colour and a
/// form. The strongest pairs are drawn, as many as can be read, the rest is counted in the
/// caption. Codes that occur with no other are named there and not drawn. Names never touch.
#[must_use]
pub fn network(network: &Network) -> String {
    let chosen = chosen(network);
    let mut drawing = if chosen.pairs.is_empty() {
        Drawing::nothing("network", "Nothing to draw: no two codes occur together.")
    } else {
        draw(network, &chosen)
    };
    drawing.remarks.extend(remarks(network, &chosen));
    drawing.file(&network.caption)
}

fn look_of(network: &Network, code: usize) -> (String, Symbol) {
    let theme = network.codes[code].theme.filter(|theme| *theme < network.themes.len());
    match theme {
        None => (NEUTRAL.to_owned(), Symbol::Circle),
        Some(theme) => {
            // A grey disc is what belongs to no theme; with colour, a disc is a form like others.
            let Look { colour, symbol, .. } = look(theme);
            let own = colour_of(network.themes[theme].colour.as_deref());
            (own.unwrap_or(colour).to_owned(), symbol)
        }
    }
}

fn draw(network: &Network, chosen: &Chosen) -> Drawing {
    let names: Vec<_> = chosen
        .codes
        .iter()
        .map(|code| name_within(&network.codes[*code].name, 190.0, NAME_SIZE))
        .collect();
    let symbols: Vec<_> = chosen.codes.iter().map(|code| look_of(network, *code)).collect();
    let reaches: Vec<[f64; 3]> = symbols.iter().map(|(_, symbol)| symbol.reach()).collect();
    let codings: Vec<u64> =
        chosen.codes.iter().map(|code| network.codes[*code].codings).collect();
    let placed = placed(chosen, &names, &codings, &reaches, network.seed);
    let strongest = chosen.pairs[0].coefficient;
    let (legend, legend_height) = legend(network, chosen, placed.height + 14.0);
    let body = html! {
        // The strongest lie on top.
        @for pair in chosen.pairs.iter().rev() {
            @let (from, to) = (placed.points[pair.one], placed.points[pair.two]);
            line x1=(px(from.x)) y1=(px(from.y)) x2=(px(to.x)) y2=(px(to.y)) stroke="#b9b4aa"
                stroke-width=(px((pair.coefficient / strongest * WIDEST).max(0.6)))
                stroke-linecap="round" {
                title {
                    (in_sentence(&network.codes[chosen.codes[pair.one]].name)) " – "
                    (in_sentence(&network.codes[chosen.codes[pair.two]].name)) ": "
                    (rounded(pair.coefficient, 3))
                }
            }
        }
        @for (from, to) in placed.leaders.iter().flatten() {
            line x1=(px(from.0)) y1=(px(from.1)) x2=(px(to.0)) y2=(px(to.1))
                stroke=(INK) stroke-width="0.7" stroke-dasharray="1.5 1.5" {}
        }
        @for (place, point) in placed.points.iter().enumerate() {
            @let (colour, symbol) = &symbols[place];
            @let code = &network.codes[chosen.codes[place]];
            path d=(symbol.outline(point.x, point.y, point.radius)) fill=(colour)
                stroke="#ffffff" stroke-width="1.2" {
                title { (in_sentence(&code.name)) ": " (count(code.codings)) @if code.codings == 1 { " coding" } @else { " codings" } }
            }
        }
        (written(&placed, &names))
        @for number in &placed.numbers {
            rect x=(px(number.place.x)) y=(px(number.place.y)) width=(px(number.place.wide))
                height=(px(number.place.high)) fill="#ffffff" fill-opacity="0.85" {}
            text x=(px(number.place.x + number.place.wide / 2.0)) y=(px(number.place.y + 10.0))
                text-anchor="middle" font-size="10" fill=(PALE_INK) { (number.text) }
        }
        (legend)
    };
    Drawing {
        class: "network",
        width: PAGE,
        height: placed.height + legend_height,
        body,
        remarks: Vec::new(),
    }
}

fn written(placed: &Placed, names: &[crate::picture::words::Name]) -> Markup {
    html! {
        @for name in &placed.names {

            rect x=(px(name.x)) y=(px(name.y)) width=(px(name.wide)) height=(px(name.high))
                fill="#ffffff" fill-opacity="0.75" {}
        }
        @for (place, name) in placed.names.iter().enumerate() {
            text x=(px(name.x + 2.0)) y=(px(name.y + 10.5)) font-size=(NAME_SIZE) fill=(INK) {
                @if let Some(whole) = &names[place].whole { title { (whole) } }
                (names[place].printed)
            }
        }
    }
}

/// Which form and colour is which theme: of those that are drawn, in their order.
fn legend(network: &Network, chosen: &Chosen, top: f64) -> (Markup, f64) {
    let mut themes: BTreeMap<usize, usize> = BTreeMap::new();
    for code in &chosen.codes {
        let theme = network.codes[*code].theme.filter(|theme| *theme < network.themes.len());
        themes.entry(theme.unwrap_or(usize::MAX)).or_insert(*code);
    }
    if themes.keys().all(|theme| *theme == usize::MAX) {
        return (html! {}, 0.0);
    }
    let (mut x, mut y) = (6.0, top);
    let mut entries = Vec::new();
    for (theme, code) in themes {
        let name = network.themes.get(theme).map_or("no theme", |theme| &theme.name);
        let name = name_within(name, 220.0, 11.0);
        let length = 14.0 + text_width(&name.printed, 11.0) + 18.0;
        if x > 6.0 && x + length > PAGE {
            (x, y) = (6.0, y + 18.0);
        }
        entries.push((x, y, look_of(network, code), name));
        x += length;
    }
    let markup = html! {
        g font-size="11" {
            @for (x, y, (colour, symbol), name) in &entries {
                path d=(symbol.outline(*x, *y, 5.0)) fill=(colour) {}
                text x=(px(x + 11.0)) y=(px(y + 4.0)) fill=(INK) {
                    @if let Some(whole) = &name.whole { title { (whole) } }
                    (name.printed)
                }
            }
        }
    };
    (markup, y - top + 24.0)
}

fn remarks(network: &Network, chosen: &Chosen) -> Vec<String> {
    let mut remarks = Vec::new();
    if let (Some(strongest), Some(weakest)) = (chosen.pairs.first(), chosen.pairs.last()) {
        let largest = chosen.codes.iter().map(|code| network.codes[*code].codings).max();
        let coefficient = crate::line::in_one_line(&network.coefficient);
        let coefficient = if coefficient.is_empty() { "the coefficient" } else { &coefficient };
        let (least, most) =
            (rounded(weakest.coefficient, 2), rounded(strongest.coefficient, 2));
        let range = if least == most { most } else { format!("{least} to {most}") };
        remarks.push(format!(
            "Areas are codings (at most {}), widths {coefficient} ({range}).",
            count(largest.unwrap_or(0)),
        ));
    }
    let drawn = chosen.pairs.len();
    if drawn < chosen.all_pairs {
        let (all, rest) =
            (count(chosen.all_pairs as u64), count((chosen.all_pairs - drawn) as u64));
        remarks.push(if chosen.is_full {
            format!(
                "Of {all} pairs {drawn} are drawn: the strongest, until they brought in {} \
                 codes, then the strongest among these; {rest} are not.",
                chosen.codes.len()
            )
        } else {
            format!(
                "Of {all} pairs the {drawn} strongest are drawn; {rest} weaker ones are not."
            )
        });
    }
    match chosen.weak {
        0 => {}
        1 => remarks.push("One code has only pairs that are not.".to_owned()),
        weak => {
            remarks.push(format!("{} codes have only pairs that are not.", count(weak as u64)));
        }
    }
    if !chosen.alone.is_empty() {
        let names = chosen.alone.iter().map(|code| network.codes[*code].name.as_str());
        remarks.push(format!("Occur with no other code: {}.", listed(names, 12)));
    }
    remarks
}

#[cfg(test)]
mod tests;
