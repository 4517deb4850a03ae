//! Inks of figures, fills that differ in grey too, and which of many are drawn.

use std::fmt::Write as _;

use maud::{Markup, html};

use crate::picture::frame::px;

/// The ink of figures.
pub(crate) const BLUE: &str = "#175891";
/// Where figures are many and pale.
pub(crate) const PALE_BLUE: &str = "#a2c3e4";
/// Behind figures.
pub(crate) const PALEST_BLUE: &str = "#e1effd";

/// What a bar is filled with: a ground and lines on it. Told apart by lightness and by the
/// direction of the lines, so that colours are not needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fill {
    pub(crate) ground: &'static str,
    /// The ink of figures on it.
    pub(crate) ink: &'static str,
    lines: Lines,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    None,
    /// An outline, for a ground as pale as the paper.
    Frame,
    Rising,
    Falling,
    Upright,
    Level,
}

const BLACK: &str = "#000000";
const WHITE: &str = "#ffffff";

/// The fills of parts of a bar, so that neighbours differ as much as they can.
pub(crate) const FILLS: [Fill; 8] = [
    Fill { ground: "#175891", ink: WHITE, lines: Lines::None },
    Fill { ground: "#c1d9f1", ink: BLACK, lines: Lines::Rising },
    Fill { ground: "#bf8768", ink: BLACK, lines: Lines::None },
    Fill { ground: "#fce8de", ink: BLACK, lines: Lines::Falling },
    Fill { ground: "#f3f8fe", ink: BLACK, lines: Lines::Frame },
    Fill { ground: "#ffffff", ink: BLACK, lines: Lines::Upright },
    Fill { ground: "#733301", ink: WHITE, lines: Lines::Falling },
    Fill { ground: "#ececec", ink: BLACK, lines: Lines::Level },
];

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) wide: f64,
    pub(crate) high: f64,
}

impl Fill {
    /// Whether figures on it need a ground of their own: lines under digits would be read as
    /// strokes of them.
    pub(crate) fn is_lined(self) -> bool {
        !matches!(self.lines, Lines::None | Lines::Frame)
    }

    /// A filled rectangle. Lines are drawn one by one: a pattern would need a name that no
    /// other picture on the page has.
    pub(crate) fn draw(self, area: Area) -> Markup {
        let Area { x, y, wide, high } = area;
        let ink = if self.ink == WHITE { "#fce8de" } else { "#4d82b7" };
        let outline = (self.lines != Lines::None).then_some(ink);
        html! {
            rect x=(px(x)) y=(px(y)) width=(px(wide)) height=(px(high)) fill=(self.ground) {}
            @if let Some(ink) = outline {
                path d=(self.lines.within(area)) fill="none" stroke=(ink) stroke-width="0.8" {}
            }
        }
    }
}

impl Lines {
    /// The outline of an area and the lines in it, cut where it ends.
    fn within(self, Area { x, y, wide, high }: Area) -> String {
        let mut path = format!("M{} {}h{}v{}h{}z", px(x), px(y), px(wide), px(high), px(-wide));
        let mut line = |x0: f64, y0: f64, x1: f64, y1: f64| {
            // Writing into a text cannot fail.
            let _ = write!(path, "M{} {}L{} {}", px(x0), px(y0), px(x1), px(y1));
        };
        let steps = |length: f64, pitch: f64| {
            (1..=(length / pitch).floor() as usize).map(move |step| step as f64 * pitch)
        };
        match self {
            Lines::None | Lines::Frame => {}
            Lines::Upright => steps(wide, 4.0).for_each(|at| line(x + at, y, x + at, y + high)),
            Lines::Level => steps(high, 4.0).for_each(|at| line(x, y + at, x + wide, y + at)),
            Lines::Rising | Lines::Falling => {
                for at in steps(wide + high, 5.0) {
                    // From the foot of the area at `at` up to the right, both ends cut.
                    let (from, to) = ((at - high).max(0.0), at.min(wide));
                    let (low, top) = (at - from, at - to);
                    if self == Lines::Falling {
                        line(x + from, y + low, x + to, y + top);
                    } else {
                        line(x + from, y + high - low, x + to, y + high - top);
                    }
                }
            }
        }
        path
    }
}

/// Which of many are drawn: the `most` with the greatest weight, in the order in which they
/// stand. Of equals the first.
pub(crate) fn greatest(weights: &[f64], most: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..weights.len()).collect();
    places.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
    places.truncate(most);
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_their_area_ends() {
        for lines in [Lines::Rising, Lines::Falling, Lines::Upright, Lines::Level] {
            for wide in [0.5, 3.0, 12.0, 40.0] {
                let path = lines.within(Area { x: 10.0, y: 20.0, wide, high: 14.0 });
                let strokes = path.split('z').nth(1).unwrap_or_default();
                for point in strokes.split(['M', 'L']).filter(|point| !point.is_empty()) {
                    let (x, y) = point.split_once(' ').expect("two numbers");
                    let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
                    assert!((9.9..=10.1 + wide).contains(&x), "{path}");
                    assert!((19.9..=34.1).contains(&y), "{path}");
                }
            }
        }
    }

    #[test]
    fn the_greatest_stay_in_their_order() {
        assert_eq!(greatest(&[1.0, 9.0, 4.0, 9.0], 2), [1, 3]);
        assert_eq!(greatest(&[4.0, 4.0, 4.0], 2), [0, 1]);
        assert_eq!(greatest(&[], 2), [] as [usize; 0]);
    }
}
