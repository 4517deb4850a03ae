//! The colours that codes get when they have none of their own.
//!
//! Hue says the theme, lightness says the subcode. All themes stand at the same lightness and
//! chroma in OKLCH, so that none shouts, and every colour keeps a contrast of at least 3 to a
//! white page and to a nearly black one (WCAG 2.1, success criterion 1.4.11).

use crate::oklch::Oklch;
use crate::{CodeIndex, Codebook, Colour};

/// The hues of the themes in degrees, in the order in which themes get them.
///
/// They are twelve, 30° apart. In this order neighbours, and neighbours but one, are at least
/// 90° apart, the last and the first included; the first four are the corners of a square.
/// Of all such orders, and of all turns of the circle by whole degrees, this one keeps
/// neighbours farthest apart for people with protanopia, deuteranopia or tritanopia too.
const HUES: [f64; 12] =
    [11.0, 101.0, 281.0, 191.0, 41.0, 311.0, 161.0, 71.0, 251.0, 341.0, 131.0, 221.0];

/// The OKLCH lightness of the first twelve themes, from 0 for black to 1 for white.
const LIGHTNESS: f64 = 0.60;

/// The OKLCH chroma of themes: just below the most that sRGB holds at every hue at that
/// lightness.
const CHROMA: f64 = 0.10;

/// The lightnesses of subcodes, in the order in which siblings get them: neighbours far
/// apart, none at the lightness of the theme.
const SUBCODE_LIGHTNESSES: [f64; 5] = [0.645, 0.545, 0.62, 0.52, 0.57];

/// The colour of the theme that stands at `place` among the themes, counted from 0.
///
/// After twelve themes the hues come again at other lightnesses. Charts that need colours
/// for things other than codes can take them here too.
#[must_use]
pub fn theme_colour(place: usize) -> Colour {
    theme(place).to_colour()
}

fn theme(place: usize) -> Oklch {
    let lightness = match place / HUES.len() {
        0 => LIGHTNESS,
        round => SUBCODE_LIGHTNESSES[(2 + round) % SUBCODE_LIGHTNESSES.len()],
    };
    Oklch { lightness, chroma: CHROMA, hue: HUES[place % HUES.len()] }
}

impl Codebook {
    /// The colour that a code is shown in: its own, or else one derived from its place.
    ///
    /// A root gets its hue by its place among the roots. A code under it takes the hue and
    /// chroma of its root, be that derived or the root's own, at a lightness that goes by its
    /// depth and its place among its siblings.
    ///
    /// # Panics
    ///
    /// If the place is not of this codebook.
    #[must_use]
    pub fn colour_of(&self, code: CodeIndex) -> Colour {
        if let Some(own) = self[code].colour {
            return own;
        }
        let root = self.root_of(code);
        let theme = match self[root].colour {
            Some(own) => Oklch::of(own),
            None => theme(place_among(self.roots(), root)),
        };
        match self[code].parent {
            None => theme.to_colour(),
            Some(parent) => {
                let sibling = place_among(self.children(parent), code);
                let lightness = subcode_lightness(self.depth(code), sibling);
                Oklch { lightness, ..theme }.to_colour()
            }
        }
    }
}

/// Roots and children are in file order, so a search finds the place.
fn place_among(siblings: &[CodeIndex], code: CodeIndex) -> usize {
    siblings.binary_search(&code).unwrap_or_else(|place| place)
}

/// The shift by two a level keeps a first child apart from its own first child.
fn subcode_lightness(depth: usize, sibling: usize) -> f64 {
    let count = SUBCODE_LIGHTNESSES.len();
    let step = sibling % count + 2 * (depth.saturating_sub(1) % count);
    SUBCODE_LIGHTNESSES[step % count]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use crate::colour::linear;

    /// Theme colours are part of what a study looks like: they change only on purpose.
    #[test]
    fn the_twelve_themes_have_these_colours() {
        let colours: Vec<String> = (0..12).map(|at| theme_colour(at).to_string()).collect();
        assert_eq!(
            colours.join(" "),
            "#b36671 #8d8233 #7679bb #13938e #b26b50 #936eac \
             #41936d #a67536 #5084ba #a86892 #6b8c4b #248daa"
        );
    }

    #[test]
    fn subcodes_keep_the_hue_of_their_theme() {
        let under = |name: &str, parent| Code {
            parent: Some(CodeIndex::new(parent)),
            ..Code::named(name)
        };
        let own = |colour: &str, code| Code { colour: colour.parse().ok(), ..code };
        let codes = vec![
            Code::named("A"),
            under("first", 0),
            under("second", 0),
            under("deeper", 1),
            own("#123456", under("own", 0)),
            own("#a06000", Code::named("B")),
            under("under own", 5),
        ];
        let book = Codebook::new("", "", codes).expect("a sound codebook");
        let seen = |at| Oklch::of(book.colour_of(CodeIndex::new(at)));
        assert_eq!(book.colour_of(CodeIndex::new(0)), theme_colour(0));
        assert_eq!(book.colour_of(CodeIndex::new(4)).to_string(), "#123456");
        for (code, theme) in [(1, 0), (2, 0), (3, 0), (6, 5)] {
            assert!((seen(code).hue - seen(theme).hue).abs() < 1.5, "hue of {code}");
            let apart = (seen(code).lightness - seen(theme).lightness).abs();
            assert!(apart > 0.015, "{code} is {apart} from its theme");
        }
        assert!((seen(1).lightness - seen(2).lightness).abs() > 0.05);
        assert!((seen(1).lightness - seen(3).lightness).abs() > 0.015);
    }

    #[test]
    fn the_twelve_themes_share_lightness_and_chroma() {
        for place in 0..12 {
            let back = Oklch::of(theme_colour(place));
            assert!((back.lightness - LIGHTNESS).abs() < 0.003, "{place}: {back:?}");
            assert!((back.chroma - CHROMA).abs() < 0.003, "{place}: {back:?}");
        }
    }

    #[test]
    fn every_colour_stands_out_from_a_white_and_a_dark_page() {
        let dark = Colour::new(0x12, 0x12, 0x12);
        let themes = (0..60).map(theme);
        let subcodes = (0..12).flat_map(|place| {
            SUBCODE_LIGHTNESSES.map(|lightness| Oklch { lightness, ..theme(place) })
        });
        for colour in themes.chain(subcodes).map(Oklch::to_colour) {
            assert!(colour.contrast(Colour::WHITE) >= 3.0, "{colour} on white");
            assert!(colour.contrast(dark) >= 3.0, "{colour} on {dark}");
            assert!(colour.contrast(colour.ink()) >= 4.5, "ink on {colour}");
        }
    }

    /// Dichromatic vision after Machado, Oliveira and Fernandes, "A Physiologically-based
    /// Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), severity 1.0,
    /// on linear light.
    const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
        ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ),
    ];

    #[test]
    fn neighbouring_themes_are_told_apart_by_the_colour_blind() {
        for (sight, matrix) in SIGHTS {
            let seen = |place: usize| {
                let light = theme_colour(place % 12).channels().map(linear);
                let seen = matrix.map(|row| {
                    row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0)
                });
                Oklch::of_light(seen).lab()
            };
            for place in 0..12 {
                let (one, two) = (seen(place), seen(place + 1));
                let apart: f64 = one.iter().zip(two).map(|(a, b)| (a - b).powi(2)).sum();
                // About 0.02 in OKLab is just noticeable side by side.
                assert!(apart.sqrt() > 0.06, "{place}: {} for {sight}", apart.sqrt());
            }
        }
    }

    #[test]
    fn neighbours_and_neighbours_but_one_are_a_quarter_turn_apart() {
        for place in 0..12 {
            for step in 1..=2 {
                let apart = (HUES[place] - HUES[(place + step) % 12]).abs();
                assert!(apart.min(360.0 - apart) >= 90.0, "{place} and {step} on");
            }
        }
    }
}
