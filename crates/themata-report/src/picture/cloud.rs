//! A picture of words, the more frequent the larger.

mod spiral;

use maud::{Markup, html};

use self::spiral::{Placed, place};
use crate::figure::count;
use crate::line::in_one_line;
use crate::picture::frame::{Drawing, INK, PAGE, PALE_INK, px};
use crate::picture::words::{VALUE_SIZE, fitted, in_sentence, text_width};

/// Words with how often they occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cloud {
    /// What the picture shows, as a heading.
    pub title: String,
    /// What was counted, n, the query, and which words were left out as too common.
    pub caption: String,
    /// What the counts count, in the plural: `occurrences`.
    pub unit: String,
    /// The names of groups of words, such as sites; empty if there are none.
    pub groups: Vec<String>,
    /// The words, in any order.
    pub words: Vec<CloudWord>,
    /// The most words that are drawn; the others, the least frequent, are told in the caption.
    pub most: usize,
}

/// A word of a [`Cloud`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloudWord {
    /// The word, or the phrase.
    pub word: String,
    /// How often it occurs.
    pub count: u64,
    /// Its group, as a place in the names of groups.
    pub group: Option<usize>,
}

/// The sizes of letters in pixels. Few, because more could not be told apart.
const SIZES: [f64; 6] = [11.0, 14.0, 18.0, 23.0, 30.0, 39.0];

/// How words of a group look. In grey they are told apart by weight and slope.
const LOOKS: [Look; 5] = [
    Look { ink: "#175891", weight: "600", slope: "normal" },
    Look { ink: "#733301", weight: "400", slope: "italic" },
    Look { ink: "#4d82b7", weight: "400", slope: "normal" },
    Look { ink: "#9b5b35", weight: "700", slope: "italic" },
    Look { ink: PALE_INK, weight: "400", slope: "normal" },
];

#[derive(Clone, Copy)]
struct Look {
    ink: &'static str,
    weight: &'static str,
    slope: &'static str,
}

/// A cloud of words as an SVG file. The most frequent word stands in the middle, the others
/// around it as near as there is room; none touches another, and none is turned.
///
/// Letters have one of six sizes; the size grows with the square root of the count, and the key
/// says which counts have which size. Where a word stands follows from the counts and the words
/// alone, and says nothing.
#[must_use]
pub fn cloud(picture: &Cloud) -> String {
    let mut words: Vec<&CloudWord> = picture
        .words
        .iter()
        .filter(|word| word.count > 0 && !in_one_line(&word.word).is_empty())
        .collect();
    words.sort_by(|a, b| {
        b.count.cmp(&a.count).then_with(|| (&a.word, a.group).cmp(&(&b.word, b.group)))
    });
    let all = words.len();
    words.truncate(picture.most.max(1));
    let highest = words.first().map_or(1, |word| word.count);
    let lowest = words.last().map_or(1, |word| word.count);
    let steps: Vec<usize> =
        words.iter().map(|word| step(word.count, lowest, highest)).collect();
    let texts: Vec<String> = words
        .iter()
        .zip(&steps)
        .map(|(word, step)| fitted(&in_one_line(&word.word), SIZES[*step], PAGE * 0.8))
        .collect();
    let boxes: Vec<(f64, f64)> = texts
        .iter()
        .zip(&steps)
        .map(|(text, step)| (wide(text, SIZES[*step]), SIZES[*step] * 1.16))
        .collect();
    let placed = place(&boxes, PAGE);
    let top = placed.iter().map(|placed| placed.top).fold(0.0, f64::min);
    let foot = placed
        .iter()
        .zip(&boxes)
        .map(|(placed, (_, high))| placed.top + high)
        .fold(0.0, f64::max);
    let key = key(picture, &words, &steps, foot - top + 26.0);
    let body = html! {
        g class="words" transform=(format!("translate({} {})", px(PAGE / 2.0), px(-top))) text-anchor="middle" {
            @for (((word, text), step), at) in words.iter().zip(&texts).zip(&steps).zip(&placed) {
                (self::word(picture, word, text, SIZES[*step], *at))
            }
        }
        (key.0)
    };
    let mut notes = Vec::new();
    if all == 0 {
        notes.push("There are no words.".to_owned());
    } else if words.len() < all {
        let rest: u64 =
            picture.words.iter().map(|word| word.count).fold(0, u64::saturating_add);
        let shown: u64 = words.iter().map(|word| word.count).fold(0, u64::saturating_add);
        notes.push(format!(
            "Drawn are the {} most frequent of {} words; the others, with {} {}, are not drawn.",
            count(words.len() as u64),
            count(all as u64),
            count(rest.saturating_sub(shown)),
            in_one_line(&picture.unit),
        ));
    }
    notes.push("Where a word stands has no meaning.".to_owned());
    Drawing { class: "cloud", width: PAGE, remarks: notes, height: key.1, body }
        .under(&picture.title, &picture.caption)
}

/// Bold and slanted letters take a little more.
fn wide(text: &str, size: f64) -> f64 {
    text_width(text, size) * 1.06 + size * 0.3
}

/// Which size a count has: the square root of where it stands between the lowest and the
/// highest.
fn step(count: u64, lowest: u64, highest: u64) -> usize {
    if lowest == highest {
        return SIZES.len() / 2;
    }
    let root = |count: u64| (count as f64).sqrt();
    let part = (root(count) - root(lowest)) / (root(highest) - root(lowest));
    ((part * SIZES.len() as f64) as usize).min(SIZES.len() - 1)
}

fn look(picture: &Cloud, word: &CloudWord) -> Look {
    match word.group {
        _ if picture.groups.is_empty() => LOOKS[0],
        Some(group) => LOOKS[group.min(LOOKS.len() - 1)],
        None => LOOKS[LOOKS.len() - 1],
    }
}

fn word(picture: &Cloud, word: &CloudWord, text: &str, size: f64, at: Placed) -> Markup {
    let look = look(picture, word);
    let group = word.group.and_then(|group| picture.groups.get(group));
    html! {
        text x=(px(at.middle)) y=(px(at.top + size * 0.88)) font-size=(px(size)) fill=(look.ink) font-weight=(look.weight) font-style=(look.slope) {
            title {
                (in_sentence(&word.word)) ": " (count(word.count)) " " (in_one_line(&picture.unit))
                @if let Some(group) = group { ", " (in_sentence(group)) }
            }
            (text)
        }
    }
}

/// Which counts have which size, and how the groups look; with where it ends.
fn key(picture: &Cloud, words: &[&CloudWord], steps: &[usize], top: f64) -> (Markup, f64) {
    let mut x = 0.0;
    let mut sizes = Vec::new();
    for step in (0..SIZES.len()).rev() {
        let counts = || {
            words.iter().zip(steps).filter(|(_, its)| **its == step).map(|(word, _)| word.count)
        };
        let (Some(most), Some(least)) = (counts().max(), counts().min()) else { continue };
        let text = if most == least {
            count(most)
        } else {
            format!("{}–{}", count(least), count(most))
        };
        // The key shows the size by a letter, so that the figures are not as loud as the words.
        sizes.push((x, SIZES[step], text.clone()));
        x += SIZES[step] * 0.8 + text_width(&text, VALUE_SIZE) + 22.0;
    }
    let unit = in_one_line(&picture.unit);
    let base = top + 22.0;
    let mut groups = Vec::new();
    let (mut gx, mut gy) = (0.0, base + 24.0);
    for (place, name) in picture.groups.iter().enumerate() {
        if place >= LOOKS.len() - 1 && picture.groups.len() > LOOKS.len() {
            groups.push((
                gx,
                gy,
                LOOKS.len() - 1,
                format!("{} others", count((picture.groups.len() - place) as u64)),
            ));
            break;
        }
        let name = fitted(&in_one_line(name), 12.0, 150.0);
        let wide = wide(&name, 12.0);
        if gx > 0.0 && gx + wide > PAGE {
            (gx, gy) = (0.0, gy + 18.0);
        }
        groups.push((gx, gy, place.min(LOOKS.len() - 1), name));
        gx += wide + 16.0;
    }
    let foot = if picture.groups.is_empty() { base + 6.0 } else { gy + 6.0 };
    let body = html! {
        g class="key" fill=(PALE_INK) font-size=(VALUE_SIZE) {
            @for (x, size, text) in &sizes {
                text x=(px(*x)) y=(px(base)) font-size=(px(*size)) fill=(INK) { "a" }
                text x=(px(x + size * 0.7 + 2.0)) y=(px(base)) { (text) }
            }
            @if !sizes.is_empty() { text x=(px(x)) y=(px(base)) { (unit) } }
            @for (x, y, place, name) in &groups {
                text x=(px(*x)) y=(px(*y)) font-size="12" fill=(LOOKS[*place].ink) font-weight=(LOOKS[*place].weight) font-style=(LOOKS[*place].slope) { (name) }
            }
        }
    };
    (body, foot)
}

#[cfg(test)]
mod tests;
