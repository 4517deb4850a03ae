//! Which colour a value has.

/// How many shades there are on each side of zero. With more, neighbours could no longer be
/// told apart in print.
const STEPS: usize = 9;

/// The shades above zero, pale to dark: OKLCH hue 250, lightness 0.945 to 0.38 in even steps.
/// Lightness alone keeps the order, so it is kept in grey too.
const ABOVE: [Shade; STEPS] = [
    Shade { class: "s1", fill: "#e1effd", ink: BLACK },
    Shade { class: "s2", fill: "#c1d9f1", ink: BLACK },
    Shade { class: "s3", fill: "#a2c3e4", ink: BLACK },
    Shade { class: "s4", fill: "#85add7", ink: BLACK },
    Shade { class: "s5", fill: "#6897c8", ink: BLACK },
    Shade { class: "s6", fill: "#4d82b7", ink: BLACK },
    Shade { class: "s7", fill: "#326da5", ink: WHITE },
    Shade { class: "s8", fill: "#175891", ink: WHITE },
    Shade { class: "s9", fill: "#00437c", ink: WHITE },
];

/// The shades below zero: the same at hue 50.
const BELOW: [Shade; STEPS] = [
    Shade { class: "n1", fill: "#fce8de", ink: BLACK },
    Shade { class: "n2", fill: "#eecfbf", ink: BLACK },
    Shade { class: "n3", fill: "#dfb7a1", ink: BLACK },
    Shade { class: "n4", fill: "#d09f84", ink: BLACK },
    Shade { class: "n5", fill: "#bf8768", ink: BLACK },
    Shade { class: "n6", fill: "#ae714e", ink: BLACK },
    Shade { class: "n7", fill: "#9b5b35", ink: WHITE },
    Shade { class: "n8", fill: "#87461d", ink: WHITE },
    Shade { class: "n9", fill: "#733301", ink: WHITE },
];

const BLACK: &str = "#000000";
const WHITE: &str = "#ffffff";

/// A colour for a cell and the ink that is read best on it; every pair has a contrast of 5 at
/// least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shade {
    pub(crate) class: &'static str,
    pub(crate) fill: &'static str,
    pub(crate) ink: &'static str,
}

/// The shades of one picture: they start at zero and end at the value farthest from it.
#[derive(Clone, Copy)]
pub(crate) struct Shades {
    farthest: f64,
    signed: bool,
}

impl Shades {
    pub(crate) fn of(values: impl Iterator<Item = f64>) -> Shades {
        let none = Shades { farthest: 0.0, signed: false };
        values.filter(|value| value.is_finite()).fold(none, |shades, value| Shades {
            farthest: shades.farthest.max(value.abs()),
            signed: shades.signed || value < 0.0,
        })
    }

    /// Whether there are values below zero.
    pub(crate) fn is_signed(self) -> bool {
        self.signed
    }

    /// The shade of a value; none for zero.
    pub(crate) fn shade(self, value: f64) -> Option<Shade> {
        if value == 0.0 {
            return None;
        }
        let step = (value.abs() / self.farthest * STEPS as f64).ceil() as usize;
        let shades = if value < 0.0 { &BELOW } else { &ABOVE };
        Some(shades[step.clamp(1, STEPS) - 1])
    }

    /// All shades that can occur, from the lowest value to the highest.
    pub(crate) fn all(self) -> impl Iterator<Item = Shade> {
        let below = BELOW.iter().rev().take(if self.signed { STEPS } else { 0 });
        below.chain(&ABOVE).copied()
    }

    /// The values at which the shades begin and end.
    pub(crate) fn ends(self) -> (f64, f64) {
        (if self.signed { -self.farthest } else { 0.0 }, self.farthest)
    }
}
