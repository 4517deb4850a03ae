//! How one cell is written: the same in the terminal, in Markdown, on a page and in a picture.

use themata_analysis::{Cell, Kind, Row};

/// What stands for zero: pale, and never mistaken for a value that is missing.
pub(crate) const ZERO: &str = "·";

/// What stands for a value that is missing.
pub(crate) const NOTHING: &str = "—";

/// What stands for a number that does not exist; the reason stands in the remarks.
pub(crate) const UNDEFINED: &str = "undefined";

/// Between the thousands of a number: narrow, and never a place to break a line.
const THIN_SPACE: char = '\u{202f}';

/// A true minus sign, as wide as a digit, which a hyphen is not.
const MINUS: char = '−';

/// A cell as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) tone: Tone,
}

/// How strongly a cell speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// A name or a number other than zero.
    Plain,
    /// Zero.
    Zero,
    /// Nothing, or a number that does not exist.
    Absent,
}

/// The cell of a row in a column. A row that is too short has empty cells at its end.
pub(crate) fn cell_at(row: &Row, column: usize) -> &Cell {
    row.cells.get(column).unwrap_or(&Cell::Empty)
}

/// Whether a column is set like numbers: to the right, and never cut.
pub(crate) fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Count | Kind::Rate | Kind::Chance | Kind::Share | Kind::Measure)
}

/// Why a cell has no number although one was asked for.
///
/// A number that is not finite is as undefined as one that says so, because no reader and no
/// file format can do anything with it.
pub(crate) fn reason(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Undefined(reason) => Some(reason),
        Cell::Number(number) if !number.is_finite() => Some("not a finite number"),
        _ => None,
    }
}

/// A cell of a column of some kind as a person reads it, in words and figures alone: `1 204`,
/// `12.5 %`, `·` for zero and `—` for nothing.
#[must_use]
pub fn cell_text(cell: &Cell, kind: Kind) -> String {
    written(cell, kind).text
}

/// Writes a cell of a column.
pub(crate) fn written(cell: &Cell, kind: Kind) -> Written {
    let absent = |text: &str| Written { text: text.to_owned(), tone: Tone::Absent };
    if reason(cell).is_some() {
        return absent(UNDEFINED);
    }
    match cell {
        Cell::Empty => absent(NOTHING),
        Cell::Text(text) => Written { text: text.clone(), tone: Tone::Plain },
        Cell::Count(0) => zero(),
        Cell::Count(number) => Written { text: count(*number), tone: Tone::Plain },
        Cell::Number(number) => number_of(*number, kind),
        Cell::Undefined(_) => absent(UNDEFINED),
    }
}

/// Writes a finite number as the cells of a column are written.
pub(crate) fn number_of(number: f64, kind: Kind) -> Written {
    // A coefficient of zero says something, and what is left of rounding says nothing.
    if kind == Kind::Measure && number.abs() < 1e-9 {
        return Written { text: rounded(0.0, 3), tone: Tone::Plain };
    }
    if number == 0.0 && kind != Kind::Chance {
        return zero();
    }
    let text = match kind {
        Kind::Share => share(number),
        Kind::Rate => rate(number),
        Kind::Measure | Kind::Chance => measure(number),
        // A sum of whole weights in a column of counts should not look like a measurement.
        _ if number.fract() == 0.0 => rounded(number, 0),
        _ => measure(number),
    };
    Written { text, tone: Tone::Plain }
}

/// A share as a per cent with one decimal. What is not zero is never written as zero, and
/// what is not all is never written as all.
fn share(share: f64) -> String {
    let text = rounded(share * 100.0, 1);
    match text.as_str() {
        "0.0" => format!("{}%", less_than("0.1", share)),
        "100.0" if share < 1.0 => ">99.9%".to_owned(),
        _ => format!("{text}%"),
    }
}

/// A rate with one decimal, and never zero unless it is.
fn rate(rate: f64) -> String {
    let text = rounded(rate, 1);
    if text == "0.0" { less_than("0.1", rate) } else { text }
}

/// A measure with three decimals, and never zero unless it is.
fn measure(measure: f64) -> String {
    let text = rounded(measure, 3);
    if text == "0.000" { less_than("0.001", measure) } else { text }
}

/// A number that is nearer to zero than `least`, the last that could be written.
pub(crate) fn less_than(least: &str, number: f64) -> String {
    if number < 0.0 { format!(">{MINUS}{least}") } else { format!("<{least}") }
}

/// Writes a count as it stands in a sentence, where zero is a word like any other.
pub(crate) fn count(count: u64) -> String {
    grouped(&count.to_string())
}

fn zero() -> Written {
    Written { text: ZERO.to_owned(), tone: Tone::Zero }
}

/// A number with this many decimals, its thousands apart, and a minus sign if something
/// other than zeros is left to be negative.
pub(crate) fn rounded(number: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", number.abs());
    let text = grouped(&digits);
    let vanished = digits.bytes().all(|byte| byte == b'0' || byte == b'.');
    if number < 0.0 && !vanished { format!("{MINUS}{text}") } else { text }
}

/// Sets the thousands of a row of digits apart.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: Cell, kind: Kind, expect: &str) {
        assert_eq!(written(&cell, kind).text.replace(THIN_SPACE, "_"), expect);
    }

    #[test]
    fn counts_have_their_thousands_apart() {
        check(Cell::Count(0), Kind::Count, "·");
        check(Cell::Count(7), Kind::Count, "7");
        check(Cell::Count(999), Kind::Count, "999");
        check(Cell::Count(1_204), Kind::Count, "1_204");
        check(Cell::Count(u64::MAX), Kind::Count, "18_446_744_073_709_551_615");
        check(Cell::Number(1_500.0), Kind::Count, "1_500");
        check(Cell::Number(2.5), Kind::Count, "2.500");
    }

    #[test]
    fn shares_are_per_cents_with_one_decimal() {
        check(Cell::Number(0.125), Kind::Share, "12.5%");
        check(Cell::Number(1.0), Kind::Share, "100.0%");
        check(Cell::Number(-0.031), Kind::Share, "−3.1%");
        check(Cell::Number(12.0), Kind::Share, "1_200.0%");
    }

    #[test]
    fn a_rounded_share_is_neither_nothing_nor_all() {
        check(Cell::Number(0.0), Kind::Share, "·");
        check(Cell::Number(0.000_4), Kind::Share, "<0.1%");
        check(Cell::Number(-0.000_4), Kind::Share, ">−0.1%");
        check(Cell::Number(0.999_9), Kind::Share, ">99.9%");
    }

    #[test]
    fn measures_have_three_decimals_and_no_negative_zero() {
        check(Cell::Number(0.743_21), Kind::Measure, "0.743");
        check(Cell::Number(-0.2), Kind::Measure, "−0.200");
        check(Cell::Number(0.000_1), Kind::Measure, "<0.001");
        check(Cell::Number(-0.000_1), Kind::Measure, ">−0.001");
        check(Cell::Number(-0.0), Kind::Measure, "0.000");
        check(Cell::Number(1_234.5), Kind::Measure, "1_234.500");
    }

    #[test]
    fn a_chance_is_never_nothing() {
        check(Cell::Number(0.0321), Kind::Chance, "0.032");
        check(Cell::Number(1e-30), Kind::Chance, "<0.001");
        check(Cell::Number(0.0), Kind::Chance, "<0.001");
    }

    #[test]
    fn rates_have_one_decimal() {
        check(Cell::Number(104.25), Kind::Rate, "104.2");
        check(Cell::Number(12.0), Kind::Rate, "12.0");
        check(Cell::Number(0.0), Kind::Rate, "·");
        check(Cell::Number(0.04), Kind::Rate, "<0.1");
    }

    #[test]
    fn zero_nothing_and_undefined_are_never_the_same() {
        check(Cell::Empty, Kind::Count, "—");
        check(Cell::Undefined("no pairs".into()), Kind::Measure, "undefined");
        check(Cell::Number(f64::NAN), Kind::Share, "undefined");
        check(Cell::Number(f64::INFINITY), Kind::Measure, "undefined");
    }
}
