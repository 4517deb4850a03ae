//! Colours, and what stands for them where there are none.

use maud::{Markup, html};

use crate::picture::frame::px;

/// The colours in the order in which they are given out: those that a codebook gives to its
/// themes, so that a theme looks the same in every picture.
///
/// Twelve hues in OKLCH, 30° apart, all at lightness 0.60 and chroma 0.10, so that none shouts
/// and all have a contrast of more than 3 on white. Neighbours in this order, the last and the
/// first included, are told apart with protanopia and deuteranopia too. In grey they are all
/// the same, which is why there are symbols, patterns and dashes.
const COLOURS: [&str; 12] = [
    "#b36671", "#8d8233", "#7679bb", "#13938e", "#b26b50", "#936eac", "#41936d", "#a67536",
    "#5084ba", "#a86892", "#6b8c4b", "#248daa",
];

/// The colour of what belongs to nothing that has one.
pub(crate) const NEUTRAL: &str = "#8f8a80";

const SYMBOLS: [Symbol; 6] = [
    Symbol::Circle,
    Symbol::Square,
    Symbol::Triangle,
    Symbol::Diamond,
    Symbol::Plus,
    Symbol::TriangleDown,
];

const PATTERNS: [Pattern; 6] = [
    Pattern::Solid,
    Pattern::Rising,
    Pattern::Level,
    Pattern::Dots,
    Pattern::Falling,
    Pattern::Upright,
];

const DASHES: [Dash; 6] =
    [Dash::Solid, Dash::Long, Dash::Dotted, Dash::DashDot, Dash::Short, Dash::LongDotDot];

/// How one of several kinds is drawn: by colour, and by a form that is left in grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The colour as `#rrggbb`.
    pub colour: &'static str,
    /// For points.
    pub symbol: Symbol,
    /// For areas.
    pub pattern: Pattern,
    /// For lines.
    pub dash: Dash,
}

/// The form of a point. All have the same area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// A disc.
    Circle,
    /// A square on its side.
    Square,
    /// A triangle on its side.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A cross of five squares.
    Plus,
    /// A triangle on its corner.
    TriangleDown,
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// With the colour alone.
    Solid,
    /// With lines from the lower left to the upper right.
    Rising,
    /// With level lines.
    Level,
    /// With dots.
    Dots,
    /// With lines from the upper left to the lower right.
    Falling,
    /// With upright lines.
    Upright,
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Into long strokes.
    Long,
    /// Into dots.
    Dotted,
    /// Into strokes and dots by turns.
    DashDot,
    /// Into short strokes.
    Short,
    /// Into a long stroke and two dots by turns.
    LongDotDot,
}

/// The look of the kind at `place`, counted from 0. Colour and symbol together come again
/// after 72 kinds; colour and pattern, or dash, after 72 too.
#[must_use]
pub fn look(place: usize) -> Look {
    // After twelve the colours come again, each with the next form.
    let form = (place + place / COLOURS.len()) % 6;
    Look {
        colour: COLOURS[place % COLOURS.len()],
        symbol: SYMBOLS[form],
        pattern: PATTERNS[form],
        dash: DASHES[form],
    }
}

impl Symbol {
    /// The outline around a point, as the `d` of a path, with the area of a disc of this
    /// radius in pixels.
    #[must_use]
    pub fn outline(self, x: f64, y: f64, radius: f64) -> String {
        let corners: &[(f64, f64)] = match self {
            Symbol::Circle => {
                // Two arcs meet only if both know the same rounded radius.
                let radius = (radius * 10.0).round() / 10.0;
                let (left, y) = (px(x - radius), px(y));
                let (r, d) = (px(radius), px(2.0 * radius));
                return format!("M{left} {y}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0Z");
            }
            Symbol::Square => {
                &[(-0.886, -0.886), (0.886, -0.886), (0.886, 0.886), (-0.886, 0.886)]
            }
            Symbol::Triangle => &[(0.0, -1.555), (1.347, 0.778), (-1.347, 0.778)],
            Symbol::TriangleDown => &[(0.0, 1.555), (-1.347, -0.778), (1.347, -0.778)],
            Symbol::Diamond => &[(0.0, -1.253), (1.253, 0.0), (0.0, 1.253), (-1.253, 0.0)],
            Symbol::Plus => &[
                (-0.396, -1.189),
                (0.396, -1.189),
                (0.396, -0.396),
                (1.189, -0.396),
                (1.189, 0.396),
                (0.396, 0.396),
                (0.396, 1.189),
                (-0.396, 1.189),
                (-0.396, 0.396),
                (-1.189, 0.396),
                (-1.189, -0.396),
                (-0.396, -0.396),
            ],
        };
        let mut outline = String::new();
        for (place, (right, down)) in corners.iter().enumerate() {
            let command = if place == 0 { 'M' } else { 'L' };
            let (x, y) = (px(x + right * radius), px(y + down * radius));
            outline.push_str(&format!("{command}{x} {y}"));
        }
        outline.push('Z');
        outline
    }

    /// How far the outline reaches from its point, in radii: to either side, up, and down.
    #[must_use]
    pub fn reach(self) -> [f64; 3] {
        match self {
            Symbol::Circle => [1.0, 1.0, 1.0],
            Symbol::Square => [0.886, 0.886, 0.886],
            Symbol::Triangle => [1.347, 1.555, 0.778],
            Symbol::Diamond => [1.253, 1.253, 1.253],
            Symbol::Plus => [1.189, 1.189, 1.189],
            Symbol::TriangleDown => [1.347, 0.778, 1.555],
        }
    }
}

impl Pattern {
    /// What an area is filled with: the colour, or a reference to [`Pattern::definition`].
    pub(crate) fn fill(self, colour: &str) -> String {
        if self == Pattern::Solid {
            colour.to_owned()
        } else {
            format!("url(#{})", self.id(colour))
        }
    }

    /// The definition that [`Pattern::fill`] refers to. It is the same wherever it stands, so
    /// a page may hold it twice.
    pub(crate) fn definition(self, colour: &str) -> Markup {
        let lines = match self {
            Pattern::Solid => return html! {},
            Pattern::Rising => "M-1 7L7 -1M-1 1L1 -1M5 7L7 5",
            Pattern::Falling => "M-1 -1L7 7M5 -1L7 1M-1 5L1 7",
            Pattern::Level => "M0 3H6",
            Pattern::Upright => "M3 0V6",
            Pattern::Dots => "M3 3h.01",
        };
        let is_dots = self == Pattern::Dots;
        html! {
            pattern id=(self.id(colour)) width="6" height="6" patternUnits="userSpaceOnUse" {
                rect width="6" height="6" fill=(colour) {}
                path d=(lines) stroke="#ffffff" fill="none"
                    stroke-width=(if is_dots { "3" } else { "1.4" })
                    stroke-linecap=[is_dots.then_some("round")] {}
            }
        }
    }

    fn id(self, colour: &str) -> String {
        format!("{self:?}-{}", colour.trim_start_matches('#')).to_lowercase()
    }
}

impl Dash {
    /// The value of `stroke-dasharray` for a line of two pixels; none for an unbroken line.
    #[must_use]
    pub fn array(self) -> Option<&'static str> {
        match self {
            Dash::Solid => None,
            Dash::Long => Some("9 4"),
            Dash::Dotted => Some("2 3"),
            Dash::DashDot => Some("8 3 2 3"),
            Dash::Short => Some("5 3"),
            Dash::LongDotDot => Some("10 3 2 3 2 3"),
        }
    }
}

#[cfg(test)]
mod tests;
