//! Where everything in the picture stands, in pixels as CSS counts them.

use themata_analysis::Kind;

use super::arrange::Arranged;
use super::widest;
use crate::picture::frame::PAGE;
use crate::picture::words::{Name, name_within};

/// Names are cut if they are longer than this many of their own sizes.
const NAME_ROOM: f64 = 17.0;

/// How far a name slanted by 45° reaches down and to the side for each pixel of its length.
const SLANT: f64 = 0.71;

/// Cells are no wider than this, even if there are few.
const WIDEST: f64 = 64.0;

/// How the names of columns stand below the grid.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnNames {
    Level,
    Slanted,
    Upright,
}

pub(super) struct Measures {
    /// The left edge of the tree of the rows.
    pub(super) tree_left: f64,
    /// The left edge of the grid.
    pub(super) left: f64,
    /// The upper edge of the grid.
    pub(super) top: f64,
    pub(super) row_pitch: f64,
    pub(super) column_pitch: f64,
    pub(super) name_size: f64,
    pub(super) value_size: f64,
    /// Whether values are printed into the cells where they fit.
    pub(super) is_printed: bool,
    /// Whether every value is.
    pub(super) all_printed: bool,
    pub(super) standing: ColumnNames,
    pub(super) row_names: Vec<Name>,
    pub(super) column_names: Vec<Name>,
    /// Trees, grid and names together.
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Measures {
    pub(super) fn of(kind: Kind, kept: &Arranged) -> Measures {
        let (rows, columns) = (kept.rows.len(), kept.columns.len());
        let (row_pitch, name_size): (f64, f64) =
            match rows.max(if kept.is_pairs { columns } else { 0 }) {
                ..=14 => (24.0, 12.0),
                15..=32 => (19.0, 11.0),
                33..=44 => (14.0, 10.0),
                _ => (11.0, 9.0),
            };
        let named = |names: &[String]| -> Vec<Name> {
            names
                .iter()
                .map(|name| name_within(name, NAME_ROOM * name_size, name_size))
                .collect()
        };
        let longest = |names: &[Name]| names.iter().map(|name| name.length).fold(0.0, f64::max);
        let (row_names, column_names) = (named(&kept.rows), named(&kept.columns));

        let tree = |leaves: usize| match leaves {
            ..=1 => 0.0,
            2..=14 => 44.0,
            _ => 64.0,
        };
        let room = PAGE - tree(rows) - longest(&row_names) - 10.0;
        let room = (room / columns as f64).floor();
        let value_size = (row_pitch * 0.5).clamp(9.0, 11.0);
        let needed = (widest(&kept.values, kind, value_size) + 3.0).max(row_pitch);
        let all_printed = row_pitch >= 16.0 && (needed <= room || needed <= row_pitch);
        // Of coefficients, those next to zero are the longest to write and the least missed.
        let is_printed = all_printed || (kept.is_pairs && row_pitch >= 19.0);
        let column_pitch = if all_printed && !kept.is_pairs {
            room.clamp(needed, WIDEST.max(needed))
        } else if all_printed {
            needed
        } else if kept.is_pairs {
            row_pitch
        } else {
            room.clamp(row_pitch.min(14.0), WIDEST)
        };

        let length = longest(&column_names);
        let standing = match column_pitch {
            _ if length <= column_pitch - 4.0 => ColumnNames::Level,
            19.0.. => ColumnNames::Slanted,
            _ => ColumnNames::Upright,
        };
        // Slanted names of the first columns reach to the left of their cells.
        let reach = |(column, name): (usize, &Name)| {
            name.length * SLANT - tree(rows) - (column as f64 + 0.5) * column_pitch
        };
        let is_slanted = standing == ColumnNames::Slanted && !kept.triangle;
        let overhang = column_names.iter().enumerate().map(reach).fold(0.0, f64::max);
        let tree_left = if is_slanted { overhang } else { 0.0 };
        let left = tree_left + tree(rows);
        let top = if kept.is_pairs { 0.0 } else { tree(columns) };
        let end = |(row, name): (usize, &Name)| {
            let cells = if kept.triangle { row } else { columns };
            left + cells as f64 * column_pitch + 5.0 + name.length
        };
        let width = row_names.iter().enumerate().map(end).fold(0.0, f64::max);
        let below = match standing {
            _ if kept.triangle => 0.0,
            ColumnNames::Level => name_size + 6.0,
            ColumnNames::Slanted => length * SLANT + 16.0,
            ColumnNames::Upright => length + 8.0,
        };
        let height = top + rows as f64 * row_pitch + below;
        Measures {
            tree_left,
            left,
            top,
            row_pitch,
            column_pitch,
            name_size,
            value_size,
            is_printed,
            all_printed,
            standing,
            row_names,
            column_names,
            width,
            height,
        }
    }

    /// The middle of a row, from above.
    pub(super) fn row_middle(&self, row: usize) -> f64 {
        self.top + (row as f64 + 0.5) * self.row_pitch
    }
}
