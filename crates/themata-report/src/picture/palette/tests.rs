use std::collections::BTreeSet;

use super::*;

/// The channels of a colour as light, each from 0 to 1 (IEC 61966-2-1).
fn light(colour: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let channel = u8::from_str_radix(&colour[at..at + 2], 16).expect("two digits");
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    })
}

/// Lightness, green to red and blue to yellow (Björn Ottosson, "A perceptual color space for
/// image processing", 2020).
fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

/// How far two lights are apart in OKLab; 0.02 is just noticeable side by side.
fn apart(one: [f64; 3], two: [f64; 3]) -> f64 {
    let squares = oklab(one).into_iter().zip(oklab(two)).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt()
}

/// Gustavo Machado, Manuel Oliveira and Leandro Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), severity 1.0, on light.
const PROTANOPIA: [[f64; 3]; 3] = [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
];
const DEUTERANOPIA: [[f64; 3]; 3] = [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
];

fn seen(sight: [[f64; 3]; 3], light: [f64; 3]) -> [f64; 3] {
    sight.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

#[test]
fn the_colours_are_those_of_themes_in_a_codebook() {
    for (place, colour) in COLOURS.iter().enumerate() {
        assert_eq!(*colour, themata_codebook::theme_colour(place).to_string());
    }
}

#[test]
fn the_twelve_are_equal_in_lightness_and_chroma() {
    for colour in COLOURS {
        let [lightness, a, b] = oklab(light(colour));
        assert!((lightness - 0.60).abs() < 0.003, "{colour}: {lightness}");
        assert!((a.hypot(b) - 0.10).abs() < 0.003, "{colour}: {}", a.hypot(b));
    }
}

/// The contrast of WCAG 2.1, which wants 3 for what is not text (success criterion 1.4.11).
#[test]
fn every_colour_stands_out_from_white() {
    for colour in COLOURS.into_iter().chain([NEUTRAL]) {
        let [r, g, b] = light(colour);
        let contrast = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
        assert!(contrast >= 3.0, "{colour} has a contrast of {contrast}");
    }
}

#[test]
fn neighbours_are_told_apart_by_the_colour_blind() {
    for (name, sight) in [("protanopia", PROTANOPIA), ("deuteranopia", DEUTERANOPIA)] {
        for place in 0..12 {
            let [one, two] = [look(place), look((place + 1) % 12)]
                .map(|look| seen(sight, light(look.colour)));
            assert!(apart(one, two) > 0.06, "{place}: {} with {name}", apart(one, two));
        }
    }
}

#[test]
fn neighbours_are_told_apart_in_grey_and_looks_come_again_late() {
    let seen: BTreeSet<String> = (0..72)
        .map(look)
        .map(|look| {
            format!("{} {:?} {:?} {:?}", look.colour, look.symbol, look.pattern, look.dash)
        })
        .collect();
    assert_eq!(seen.len(), 72);
    for place in 0..100 {
        let (one, two) = (look(place), look(place + 1));
        assert!(one.symbol != two.symbol && one.pattern != two.pattern && one.dash != two.dash);
    }
}

/// The area of an outline with straight sides, by the shoelace formula.
fn area(outline: &str) -> f64 {
    let corners: Vec<(f64, f64)> = outline
        .trim_end_matches('Z')
        .split(['M', 'L'])
        .filter(|corner| !corner.is_empty())
        .map(|corner| {
            let (x, y) = corner.split_once(' ').expect("two numbers");
            (x.parse().expect("a number"), y.parse().expect("a number"))
        })
        .collect();
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs() / 2.0
}

#[test]
fn all_symbols_have_the_same_area() {
    for symbol in SYMBOLS.into_iter().filter(|symbol| *symbol != Symbol::Circle) {
        let share =
            area(&symbol.outline(50.0, 50.0, 100.0)) / (std::f64::consts::PI * 10_000.0);
        assert!((share - 1.0).abs() < 0.01, "{symbol:?}: {share}");
    }
    assert_eq!(Symbol::Circle.outline(5.0, 5.0, 3.0), "M2 5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z");
}

#[test]
fn a_pattern_is_found_under_the_name_by_which_it_is_called() {
    for pattern in PATTERNS.into_iter().filter(|pattern| *pattern != Pattern::Solid) {
        let id = pattern.fill("#b36671").replace("url(#", "").replace(')', "");
        let definition = pattern.definition("#b36671").into_string();
        assert!(definition.contains(&format!("id=\"{id}\"")), "{definition}");
    }
    assert_eq!(Pattern::Solid.fill("#b36671"), "#b36671");
}
