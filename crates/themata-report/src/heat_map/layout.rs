//! Where everything in the picture stands, in pixels as CSS counts them.
//!
//! Nobody knows here which font will be used, so lengths of words are estimated, rather too
//! long than too short.

use themata_analysis::Kind;

use super::HeatMap;
use crate::figure::{less_than, number_of, rounded};
use crate::line::{cut_middle, in_one_line};
use crate::picture::words::text_width;

/// From one row to the next.
pub(super) const ROW: f64 = 24.0;

/// The size of the letters of a name.
const NAME_SIZE: f64 = 12.0;

/// The size of the digits in a cell.
pub(super) const VALUE_SIZE: f64 = 11.0;

/// Names are cut in their middle if they take more than this many columns of a terminal.
const NAME_ROOM: usize = 34;

/// The width that the picture keeps to as long as it can: the text width of a page of A4.
const PAGE: f64 = 648.0;

/// Cells are no wider than this, even if there are few.
const WIDEST: f64 = 64.0;

/// Cells are no narrower than this, even if there are so many that the picture grows.
const NARROWEST: f64 = 13.0;

/// Below this pitch slanted names would touch each other.
const SLANTED: f64 = 19.0;

/// How far a name slanted by 45° reaches up and to the side for each pixel of its length.
const SLANT: f64 = 0.71;

/// How the names of columns stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Level,
    Slanted,
    Upright,
}

/// How exactly values are printed in the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As in a table.
    Full,
    /// Shares as whole per cents without the sign, measures with two decimals and no zero
    /// before the point.
    Short,
}

impl Form {
    pub(crate) fn write(self, value: f64, kind: Kind) -> String {
        match (self, kind) {
            (Form::Short, Kind::Share) if value != 0.0 => {
                let text = rounded(value * 100.0, 0);
                if text == "0" { less_than("1", value) } else { text }
            }
            (Form::Short, Kind::Measure) if value != 0.0 => match rounded(value, 2).as_str() {
                "0.00" => less_than(".01", value),
                text => text.replacen("0.", ".", usize::from(value.abs() < 0.995)),
            },
            _ => number_of(value, kind).text,
        }
    }
}

/// The measures of a picture.
pub(super) struct Layout {
    /// The left edge of the grid.
    pub(super) left: f64,
    /// The upper edge of the grid.
    pub(super) top: f64,
    /// From one column to the next.
    pub(super) pitch: f64,
    pub(super) names: Names,
    pub(super) form: Form,
    /// Whether every value fits its cell.
    pub(super) all_printed: bool,
    /// Names and grid together.
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Layout {
    pub(super) fn of(map: &HeatMap) -> Layout {
        let names = map.rows.iter().map(|row| {
            indent(row.depth) + text_width(&short_name(&in_one_line(&row.name)), NAME_SIZE)
        });
        let left = names.fold(0.0, f64::max) + 10.0;
        let lengths: Vec<f64> = map
            .columns
            .iter()
            .map(|name| text_width(&short_name(&in_one_line(name)), NAME_SIZE))
            .collect();
        let longest = lengths.iter().copied().fold(0.0, f64::max);
        let names_at = |pitch: f64| match pitch {
            _ if longest <= pitch - 4.0 => Names::Level,
            SLANTED.. => Names::Slanted,
            _ => Names::Upright,
        };
        let fitted = fit(map, PAGE - left);
        // Slanted names of the last columns reach beyond the grid, which has to make room.
        let Fit { form, all_printed, pitch } = match names_at(fitted.pitch) {
            Names::Slanted => fit(map, PAGE - left - overhang(&lengths, fitted.pitch)),
            Names::Level | Names::Upright => fitted,
        };
        let names = names_at(pitch);
        let slanted = names == Names::Slanted;
        let rise = match names {
            Names::Level => NAME_SIZE,
            Names::Slanted => longest * SLANT + NAME_SIZE,
            Names::Upright => longest,
        };
        let top = if map.columns.is_empty() { 0.0 } else { rise + 10.0 };
        let grid = left + map.columns.len() as f64 * pitch;
        let width = grid + if slanted { overhang(&lengths, pitch) } else { 0.0 };
        let height = top + map.rows.len() as f64 * ROW;
        Layout { left, top, pitch, names, form, all_printed, width, height }
    }

    /// The upper edge of a row.
    pub(super) fn row_top(&self, row: usize) -> f64 {
        self.top + row as f64 * ROW
    }
}

/// How the values fit their cells.
struct Fit {
    form: Form,
    all_printed: bool,
    pitch: f64,
}

/// The first form in which all values fit, or else the shorter one where it fits.
fn fit(map: &HeatMap, room: f64) -> Fit {
    let room = (room / map.columns.len().max(1) as f64).floor();
    for form in [Form::Full, Form::Short] {
        let values = map.rows.iter().flat_map(|row| row.values.iter().flatten());
        let widths = values.map(|value| text_width(&form.write(*value, map.kind), VALUE_SIZE));
        let needed = (widths.fold(0.0, f64::max) + 6.0).max(ROW);
        if needed <= room {
            return Fit { form, all_printed: true, pitch: room.min(needed.max(WIDEST)) };
        }
    }
    Fit { form: Form::Short, all_printed: false, pitch: room.clamp(NARROWEST, WIDEST) }
}

/// How far the farthest slanted name reaches beyond the grid.
fn overhang(lengths: &[f64], pitch: f64) -> f64 {
    let beyond = |(place, length): (usize, &f64)| {
        let from_edge = (lengths.len() - place) as f64 - 0.5;
        length * SLANT + NAME_SIZE - from_edge * pitch
    };
    lengths.iter().enumerate().map(beyond).fold(0.0, f64::max)
}

/// By how much the name of a row stands in.
pub(super) fn indent(depth: u8) -> f64 {
    f64::from(depth.min(6)) * 12.0
}

/// A name that is cut if it is very long.
pub(super) fn short_name(name: &str) -> String {
    cut_middle(name, NAME_ROOM)
}
