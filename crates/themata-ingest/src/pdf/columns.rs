//! Columns of running text, which are read one after the other. Columns of a table and a
//! column of names beside what is said are read row by row.

use std::collections::HashMap;

use super::direction::is_rightward;
use super::order::Row;
use super::{PdfLine, PdfPiece};

/// So many lines stand in each of two columns at least.
const LINES: usize = 5;
/// Lines of running text have so many characters at least, most of them.
const CHARACTERS: usize = 15;
/// How often a page is divided into columns, columns of columns included.
const DEPTH: usize = 4;
/// At how many places a page is tried for the beginning of a column.
const PLACES: usize = 6;

/// Puts rows into reading order.
pub(super) fn read(rows: Vec<Row>) -> Vec<Row> {
    divide(rows, DEPTH)
}

fn divide(rows: Vec<Row>, depth: usize) -> Vec<Row> {
    if depth == 0 || rows.len() < LINES {
        return rows;
    }
    let best = places(&rows)
        .into_iter()
        .map(|place| (place, stretches(&rows, place)))
        .max_by_key(|(_, stretches)| side_by_side(stretches));
    let Some((place, stretches)) = best.filter(|(_, found)| side_by_side(found) > 0) else {
        return rows;
    };
    let mut rows = rows.into_iter();
    let mut read = Vec::with_capacity(rows.len());
    for Stretch { rows: count, in_columns } in stretches {
        let here: Vec<Row> = rows.by_ref().take(count).collect();
        if !in_columns {
            read.extend(divide(here, depth - 1));
            continue;
        }
        let text: String = here.iter().flatten().flat_map(|l| &l.pieces).map(text).collect();
        let (left, right) = part(here, place);
        let (first, second) = if is_rightward(&text) { (right, left) } else { (left, right) };
        read.extend(divide(first, depth - 1));
        read.extend(divide(second, depth - 1));
    }
    read
}

fn text(piece: &PdfPiece) -> &str {
    &piece.text
}

/// A number of rows that are in two columns, or not.
struct Stretch {
    rows: usize,
    in_columns: bool,
}

fn side_by_side(stretches: &[Stretch]) -> usize {
    stretches.iter().filter(|stretch| stretch.in_columns).map(|stretch| stretch.rows).sum()
}

fn left(line: &PdfLine) -> f32 {
    line.pieces.iter().map(|piece| piece.left).fold(f32::MAX, f32::min)
}

fn right(line: &PdfLine) -> f32 {
    line.pieces.iter().map(|piece| piece.right).fold(f32::MIN, f32::max)
}

/// Where many lines begin, the commonest places first.
fn places(rows: &[Row]) -> Vec<f32> {
    let mut counts: HashMap<i32, (usize, f32)> = HashMap::new();
    for line in rows.iter().flatten() {
        let left = left(line);
        let place = counts.entry((left / 6.0).round() as i32).or_insert((0, left));
        *place = (place.0 + 1, place.1.min(left));
    }
    let mut places: Vec<(usize, f32)> =
        counts.into_values().filter(|(count, _)| *count >= LINES).collect();
    places.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    places.into_iter().take(PLACES).map(|(_, left)| left - 1.0).collect()
}

/// Divides rows into those between which a column may begin at a place, and those that reach
/// over it.
fn stretches(rows: &[Row], place: f32) -> Vec<Stretch> {
    let reaches_over = |row: &Row| row.iter().any(|l| left(l) < place && right(l) > place);
    rows.chunk_by(|a, b| reaches_over(a) == reaches_over(b))
        .map(|chunk| {
            let in_columns = !reaches_over(&chunk[0]) && is_prose(chunk, place);
            Stretch { rows: chunk.len(), in_columns }
        })
        .collect()
}

/// Whether there is running text left and right of a place.
fn is_prose(rows: &[Row], place: f32) -> bool {
    let (mut before, mut behind) = (Side::default(), Side::default());
    // How high the part of each row reaches that stands before the place.
    let reach: Vec<(f32, f32)> = rows
        .iter()
        .map(|row| {
            let lines = row.iter().filter(|line| left(line) < place);
            lines.fold((f32::MAX, f32::MIN), |(top, bottom), line| {
                (top.min(line.top), bottom.max(line.bottom))
            })
        })
        .collect();
    let mut beside = 0;
    for (at, row) in rows.iter().enumerate() {
        let near = &reach[at.saturating_sub(1)..(at + 2).min(rows.len())];
        for line in row {
            if left(line) < place {
                before.add(line);
            } else {
                behind.add(line);
                let overlaps = |&(top, bottom)| top < line.bottom && line.top < bottom;
                beside += usize::from(near.iter().any(overlaps));
            }
        }
    }
    let lines = before.widths.len().min(behind.widths.len());
    let (Some(narrow), Some(wide)) = (before.full_width(), behind.full_width()) else {
        return false;
    };
    // What is said by turns at the left and at the right is not read side by side.
    beside * 5 >= lines * 3 && narrow.min(wide) >= narrow.max(wide) * 0.4
}

#[derive(Default)]
struct Side {
    widths: Vec<f32>,
    lengths: Vec<usize>,
}

impl Side {
    fn add(&mut self, line: &PdfLine) {
        self.widths.push(right(line) - left(line));
        self.lengths.push(line.pieces.iter().map(|piece| piece.text.chars().count()).sum());
    }

    /// How wide the lines are, if they are lines of running text: long, and most of them full.
    fn full_width(mut self) -> Option<f32> {
        let lines = self.widths.len();
        if lines < LINES {
            return None;
        }
        self.lengths.sort_unstable();
        self.widths.sort_by(f32::total_cmp);
        let full = self.widths[lines * 9 / 10];
        let are_full = self.widths[lines / 2] >= full * 0.6;
        (self.lengths[lines / 2] >= CHARACTERS && are_full).then_some(full)
    }
}

/// What stands left of a place, and what stands right of it.
fn part(rows: Vec<Row>, place: f32) -> (Vec<Row>, Vec<Row>) {
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    for row in rows {
        let (here, there): (Row, Row) = row.into_iter().partition(|l| left(l) < place);
        before.extend(Some(here).filter(|row| !row.is_empty()));
        behind.extend(Some(there).filter(|row| !row.is_empty()));
    }
    (before, behind)
}
