//! How long the words in a picture are, and how names are printed.
//!
//! Nobody knows here which font will be used, so lengths are estimated, rather too long than
//! too short.

use maud::{Markup, html};
use unicode_width::UnicodeWidthChar as _;

use crate::line::{cut_middle, in_one_line, width};

/// The size of the letters of a name.
pub(crate) const NAME_SIZE: f64 = 12.0;

/// The size of the digits of a value.
pub(crate) const VALUE_SIZE: f64 = 11.0;

/// How long a text probably is when set in a sans-serif font of this size.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    let ems = text.chars().map(|c| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' => 0.38,
        ' ' | '.' | ',' | ':' | ';' | '\'' | '(' | ')' | '[' | ']' | '|' | '!' | '·' => 0.36,
        '\u{202f}' => 0.25,
        'm' | 'w' | 'M' | 'W' | '%' | '…' | '∞' => 0.95,
        '—' => 0.9,
        '0'..='9' => 0.63,
        '−' | '<' | '>' | '≤' | '≥' => 0.8,
        c if c.is_uppercase() => 0.72,
        c => [0.0, 0.61, 1.05][c.width().unwrap_or(0).min(2)],
    });
    ems.sum::<f64>() * size
}

/// A name as it is printed: whole or cut in its middle, with the whole name if it was cut.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) printed: String,
    /// For the words on hover.
    pub(crate) whole: Option<String>,
    /// The length of what is printed, in pixels.
    pub(crate) length: f64,
}

/// A name in letters of `size`, cut in its middle if it were longer than `room` pixels.
pub(crate) fn name_within(name: &str, room: f64, size: f64) -> Name {
    let whole = in_one_line(name);
    let printed = fitted(&whole, size, room);
    let length = text_width(&printed, size);
    let was_cut = printed != whole;
    Name { printed: isolated(printed), whole: was_cut.then(|| isolated(whole)), length }
}

/// A name that takes no more than a length, cut in its middle if it is longer.
pub(crate) fn fitted(name: &str, size: f64, room: f64) -> String {
    let mut printed = name.to_owned();
    let mut columns = width(name);
    while columns > 1 && text_width(&printed, size) > room {
        // What is too long by a quarter need not be tried column by column.
        let share = room / text_width(&printed, size);
        columns = (columns - 1).min((columns as f64 * share.max(0.0) * 1.2) as usize + 1);
        printed = cut_middle(name, columns);
    }
    printed
}

/// The whole words on hover where only a part of them is printed.
pub(crate) fn hover(full: &str, printed: &str) -> Markup {
    html! { @if full != printed { title { (full) } } }
}

/// A name on hover or in a sentence: in one line, and kept from turning what stands beside it.
pub(crate) fn in_sentence(name: &str) -> String {
    isolated(in_one_line(name))
}

/// Names one after the other, the last of them counted if there are more than `most`.
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str>, most: usize) -> String {
    let names: Vec<String> = names.map(in_sentence).collect();
    if names.len() <= most + 1 {
        return names.join(", ");
    }
    format!("{} and {} more", names[..most].join(", "), names.len() - most)
}

/// Puts a text that runs from right to left between marks, so that digits and signs in it
/// and beside it stay where they belong.
fn isolated(text: String) -> String {
    let runs_left = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if text.contains(runs_left) { format!("\u{2068}{text}\u{2069}") } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_that_is_too_long_is_cut_and_kept_for_hovering() {
        let name = name_within("leadership turnover", 60.0, 12.0);
        assert_eq!(name.printed, "lead…ver");
        assert_eq!(name.whole.as_deref(), Some("leadership turnover"));
        assert_eq!(name_within("funding", 60.0, 12.0).whole, None);
    }

    #[test]
    fn names_that_run_from_right_to_left_do_not_turn_their_neighbours() {
        assert_eq!(in_sentence("אמון (2)"), "\u{2068}אמון (2)\u{2069}");
        assert_eq!(listed(["ثقة", "a"].into_iter(), 5), "\u{2068}ثقة\u{2069}, a");
    }

    #[test]
    fn long_lists_end_in_a_count() {
        assert_eq!(listed(["a", "b", "c"].into_iter(), 2), "a, b, c");
        assert_eq!(listed(["a", "b", "c", "d"].into_iter(), 2), "a, b and 2 more");
        assert_eq!(listed(std::iter::empty(), 2), "");
    }

    #[test]
    fn names_fit_their_room() {
        for name in [
            "leadership turnover at the north site",
            "領導力與文化的長期變化研究",
            "👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️",
            "",
        ] {
            let cut = fitted(name, 12.0, 80.0);
            assert!(text_width(&cut, 12.0) <= 80.0, "{cut}");
        }
        assert_eq!(fitted("north", 12.0, 80.0), "north");
        assert_eq!(fitted("north", 12.0, 0.0), "…");
    }

    proptest! {
        #[test]
        fn a_name_fits_its_room(text in "\\PC{0,60}", room in 20.0f64..200.0) {
            let name = name_within(&text, room, 12.0);
            prop_assert!(name.length <= room, "{} in {room}", name.length);
        }
    }
}
