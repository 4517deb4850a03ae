//! Continua drawn as text.

use themata_agreement::{Category, Continuum, Undefined, Unit};

/// A continuum on which each coder is a line: a letter begins a unit of that category, `-`
/// goes on with it, `.` is unmarked. Units of a coder that overlap are drawn on several
/// lines with `/` between them.
pub(crate) fn drawn<const CODERS: usize>(coders: [&str; CODERS]) -> Continuum {
    let lines = || coders.iter().flat_map(|coder| coder.split('/'));
    let length = lines().map(str::len).max().unwrap_or(0) as u64;
    let last = lines().flat_map(str::bytes).filter(u8::is_ascii_lowercase).max();
    let categories = last.map_or(0, |letter| usize::from(letter - b'a') + 1);
    let mut continuum = Continuum::new(CODERS, length, categories);
    for (coder, lines) in coders.iter().enumerate() {
        lines.split('/').for_each(|line| continuum.extend(coder, units(line)));
    }
    continuum
}

fn units(line: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (position, letter) in (0..).zip(line.bytes()) {
        match letter {
            b'.' => {}
            b'-' => units.last_mut().unwrap().end = position + 1,
            letter => units.push(Unit {
                start: position,
                end: position + 1,
                category: Category::new(u32::from(letter - b'a')),
            }),
        }
    }
    units
}

/// The same continuum in which every position has become `factor` positions.
pub(crate) fn scaled(continuum: &Continuum, factor: u64) -> Continuum {
    let length = continuum.length() * factor;
    let mut scaled = Continuum::new(continuum.coders(), length, continuum.categories());
    for coder in 0..continuum.coders() {
        let units = continuum.units(coder).iter().map(|unit| Unit {
            start: unit.start * factor,
            end: unit.end * factor,
            ..*unit
        });
        scaled.extend(coder, units);
    }
    scaled
}

/// Checks a value to the digits that are expected.
#[track_caller]
pub(crate) fn check(value: Result<f64, Undefined>, expect: &str) {
    let digits = expect.split_once('.').map_or(0, |(_, digits)| digits.len());
    let value = value.map(|value| format!("{value:.digits$}"));
    assert_eq!(value.as_deref(), Ok(expect));
}
