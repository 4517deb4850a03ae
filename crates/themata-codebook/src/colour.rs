use std::fmt;
use std::str::FromStr;

use crate::Error;
use crate::error::Kind;

/// An sRGB colour with eight bits a channel, written `#rrggbb`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// White, `#ffffff`.
    pub const WHITE: Colour = Colour::new(255, 255, 255);
    /// Black, `#000000`.
    pub const BLACK: Colour = Colour::new(0, 0, 0);

    /// The colour with these channels, each from 0 to 255.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Colour {
        Colour { red, green, blue }
    }

    /// Red, green and blue, each from 0 to 255.
    #[must_use]
    pub const fn channels(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// The relative luminance as WCAG 2 defines it, from 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.channels().map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio to another colour as WCAG 2 defines it, from 1 (none) to 21 (black
    /// on white). Text wants 4.5, marks and large text want 3.
    ///
    /// # Examples
    ///
    /// ```
    /// use themata_codebook::Colour;
    ///
    /// assert_eq!(Colour::BLACK.contrast(Colour::WHITE).round(), 21.0);
    /// ```
    #[must_use]
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Black or white, whichever is read more easily on this colour.
    #[must_use]
    pub fn ink(self) -> Colour {
        if self.contrast(Colour::BLACK) >= self.contrast(Colour::WHITE) {
            Colour::BLACK
        } else {
            Colour::WHITE
        }
    }
}

/// The linear light of one sRGB channel, from 0 to 1 (IEC 61966-2-1).
pub(crate) fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The colour of linear light, or `None` if a channel lies outside 0 to 1 by more than
/// rounding to eight bits forgives.
pub(crate) fn of_light(light: [f64; 3]) -> Option<Colour> {
    const SLACK: f64 = 1e-4;
    if light.iter().any(|channel| !(-SLACK..=1.0 + SLACK).contains(channel)) {
        return None;
    }
    let [red, green, blue] = light.map(|channel| {
        let channel = channel.clamp(0.0, 1.0);
        let value = if channel <= 0.003_130_8 {
            12.92 * channel
        } else {
            1.055 * channel.powf(1.0 / 2.4) - 0.055
        };
        // The value lies between 0 and 255, so the cast only drops the fraction.
        (value * 255.0).round() as u8
    });
    Some(Colour { red, green, blue })
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl FromStr for Colour {
    type Err = Error;

    /// Reads `#rrggbb` or the short form `#rgb`, in either case.
    fn from_str(text: &str) -> Result<Colour, Error> {
        let refused = || Error::new(Kind::BadColour { code: None });
        let digits = text.strip_prefix('#').ok_or_else(refused)?;
        let digits = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect::<Option<Vec<u8>>>()
            .ok_or_else(refused)?;
        match digits[..] {
            [r, g, b] => Ok(Colour::new(r * 17, g * 17, b * 17)),
            [r, s, g, h, b, c] => Ok(Colour::new(r * 16 + s, g * 16 + h, b * 16 + c)),
            _ => Err(refused()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expect: Option<&str>) {
        assert_eq!(input.parse::<Colour>().ok().map(|it| it.to_string()).as_deref(), expect);
    }

    #[test]
    fn colours_are_read_and_written_as_hexadecimal() {
        check("#a1b2c3", Some("#a1b2c3"));
        check("#A1B2C3", Some("#a1b2c3"));
        check("#fa0", Some("#ffaa00"));
        check("a1b2c3", None);
        check("#a1b2c", None);
        check("#a1b2cg", None);
        check("#", None);
        check("#ärger", None);
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // The grey #767676 is the lightest that has 4.5 to white (WCAG 2 technique G18).
        let grey = Colour::new(0x76, 0x76, 0x76);
        assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.005);
        assert_eq!(grey.ink(), Colour::BLACK);
        assert_eq!(Colour::new(0x20, 0x20, 0x80).ink(), Colour::WHITE);
    }
}
