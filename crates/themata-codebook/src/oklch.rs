use crate::Colour;
use crate::colour::{linear, of_light};

/// A colour in OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020):
/// lightness from 0 to 1, chroma from 0 (grey) to about 0.37, hue in degrees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Oklch {
    pub(crate) lightness: f64,
    pub(crate) chroma: f64,
    pub(crate) hue: f64,
}

impl Oklch {
    pub(crate) fn of(colour: Colour) -> Oklch {
        Oklch::of_light(colour.channels().map(linear))
    }

    /// The colour of linear sRGB light, each channel from 0 to 1.
    pub(crate) fn of_light([r, g, b]: [f64; 3]) -> Oklch {
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let green_red = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let blue_yellow = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Oklch {
            lightness,
            chroma: green_red.hypot(blue_yellow),
            hue: blue_yellow.atan2(green_red).to_degrees(),
        }
    }

    /// Lightness and the two axes green to red and blue to yellow.
    pub(crate) fn lab(self) -> [f64; 3] {
        let (sin, cos) = self.hue.to_radians().sin_cos();
        [self.lightness, self.chroma * cos, self.chroma * sin]
    }

    /// The sRGB colour, or where sRGB has none so strong, the one of the same lightness and
    /// hue with the most chroma that it has.
    pub(crate) fn to_colour(self) -> Colour {
        if let Some(colour) = of_light(self.light()) {
            return colour;
        }
        let mut best = Colour::BLACK;
        let (mut least, mut most) = (0.0, self.chroma);
        // Sixteen halvings leave less than a step of eight bits.
        for _ in 0..16 {
            let chroma = f64::midpoint(least, most);
            match of_light(Oklch { chroma, ..self }.light()) {
                Some(colour) => (best, least) = (colour, chroma),
                None => most = chroma,
            }
        }
        best
    }

    /// Linear sRGB light; outside 0 to 1 where sRGB lacks the colour.
    fn light(self) -> [f64; 3] {
        let [lightness, a, b] = self.lab();
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

impl Colour {
    /// How far another colour is from this one to the eye: the straight distance in OKLab
    /// (Ottosson, 2020), from 0 for the same to 1 for black and white. About 0.02 is just
    /// noticeable side by side.
    #[must_use]
    pub fn apart(self, other: Colour) -> f64 {
        let (one, two) = (Oklch::of(self).lab(), Oklch::of(other).lab());
        let squares = one.iter().zip(two).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of CSS Color 4's examples: sRGB primaries in OKLCH.
    #[test]
    fn primaries_have_their_published_coordinates() {
        for (colour, lightness, chroma, hue) in [
            (Colour::new(255, 0, 0), 0.62796, 0.25768, 29.234),
            (Colour::new(0, 255, 0), 0.86644, 0.29483, 142.495),
            (Colour::new(0, 0, 255), 0.45201, 0.31321, 264.052),
        ] {
            let it = Oklch::of(colour);
            assert!((it.lightness - lightness).abs() < 1e-4, "{colour}: {it:?}");
            assert!((it.chroma - chroma).abs() < 1e-4, "{colour}: {it:?}");
            assert!(((it.hue + 360.0) % 360.0 - hue).abs() < 0.02, "{colour}: {it:?}");
        }
    }

    /// From the published coordinates of red and green above, by Pythagoras.
    #[test]
    fn distances_are_those_of_oklab() {
        let (red, green) = (Colour::new(255, 0, 0), Colour::new(0, 255, 0));
        assert!((red.apart(green) - 0.5198).abs() < 5e-4, "{}", red.apart(green));
        assert!((Colour::WHITE.apart(Colour::BLACK) - 1.0).abs() < 1e-4);
        assert_eq!(red.apart(red), 0.0);
    }

    #[test]
    fn there_and_back_is_the_same_colour() {
        for step in 0..=0xff_ffffu32 / 9973 {
            let [_, r, g, b] = (step * 9973).to_be_bytes();
            let colour = Colour::new(r, g, b);
            assert_eq!(Oklch::of(colour).to_colour(), colour);
        }
    }

    #[test]
    fn what_srgb_lacks_is_made_paler_not_turned_to_another_hue() {
        let wanted = Oklch { lightness: 0.6, chroma: 0.3, hue: 191.0 };
        let got = Oklch::of(wanted.to_colour());
        assert!((got.lightness - 0.6).abs() < 0.005, "{got:?}");
        assert!((got.hue + 360.0 - 191.0).rem_euclid(360.0) < 2.0, "{got:?}");
        assert!(got.chroma > 0.09, "{got:?}");
    }
}
