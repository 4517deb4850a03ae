//! Where everything in the picture stands, in pixels as CSS counts them.

use super::{Panels, head_height};
use crate::figure::number_of;
use crate::heat_map::layout::Form;
use crate::picture::frame::PAGE;
use crate::picture::words::{name_within, text_width};

/// The height of the name of a group.
pub(super) const HEAD: f64 = 18.0;

/// Between two groups.
const GAP: f64 = 18.0;

/// The rows of all lines together, so that the picture stays on a page or two.
const ROWS_IN_ALL: usize = 90;

/// The rows of a group, if all groups fit one line.
const MOST_ROWS: usize = 45;

pub(super) struct Measures {
    /// The left edge of the first group.
    pub(super) left: f64,
    /// How many lines of groups there are.
    pub(super) lines: usize,
    in_line: usize,
    /// The width of a group.
    pub(super) panel: f64,
    /// From the top of a group to its first row.
    pub(super) head: f64,
    pub(super) row_pitch: f64,
    rows: usize,
    pub(super) name_size: f64,
    pub(super) name_room: f64,
    pub(super) value_size: f64,
    /// The room beside a bar for its value.
    pub(super) value_room: f64,
    /// The room for the longest bars.
    pub(super) bar_room: f64,
    pub(super) column_pitch: f64,
    pub(super) column_room: f64,
    /// Whether names of columns stand level.
    pub(super) is_level: bool,
    /// Whether values are printed into the cells.
    pub(super) is_printed: bool,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Measures {
    /// The measures for some groups; of the rows, those that are too many are dropped.
    pub(super) fn of(panels: &Panels, rows: &mut Vec<usize>, groups: &[usize]) -> Measures {
        // What is surely not drawn should not take room either.
        rows.truncate(MOST_ROWS);
        let (value_size, name_room) = (9.5, if groups.len() > 8 { 130.0 } else { 170.0 });
        let values = || {
            groups
                .iter()
                .flat_map(|group| rows.iter().flat_map(|row| panels.values_of(*group, *row)))
        };
        let longest = |write: &dyn Fn(f64) -> String| {
            values().map(|value| text_width(&write(value), value_size)).fold(0.0, f64::max)
        };
        let value_room = longest(&|value| number_of(value, panels.kind).text) + 6.0;
        let short = longest(&|value| Form::Short.write(value, panels.kind)) + 4.0;
        let is_signed = values().any(|value| value < 0.0);

        let columns = panels.column_count() as f64;
        let left_for = |size: f64, rows: &[usize]| {
            let names = rows.iter().map(|row| name_within(&panels.rows[*row], name_room, size));
            names.map(|name| name.length).fold(0.0, f64::max) + 10.0
        };
        let room = PAGE - left_for(11.0, rows);
        let is_printed = short <= 34.0 && columns * short.max(16.0) <= room;
        let values = value_room * if is_signed { 2.0 } else { 1.0 };
        let cell = if is_printed { short.max(16.0) } else { 11.0 };
        // A narrow grid still has room for the name of its group.
        let least = if panels.is_bars() { values + 50.0 } else { (columns * cell).max(56.0) };
        let fitting = ((room + GAP) / (least + GAP)).floor().max(1.0) as usize;
        // Lines equally full.
        let in_line = groups.len().div_ceil(groups.len().div_ceil(fitting));
        let lines = groups.len().div_ceil(in_line);

        rows.truncate((ROWS_IN_ALL / lines).clamp(10, MOST_ROWS));
        let (row_pitch, name_size) = if rows.len() <= 12 { (17.0, 11.0) } else { (14.0, 10.5) };
        let left = left_for(name_size, rows);
        // What a line leaves over goes to its groups, up to what serves them.
        let share = (PAGE - left + GAP) / in_line as f64 - GAP;
        let (panel, bar_room, column_pitch) = if panels.is_bars() {
            let bar_room = (share - values).clamp(50.0, 150.0);
            (bar_room + values, bar_room, 0.0)
        } else {
            let pitch = (share / columns).clamp(cell, cell.max(34.0));
            ((columns * pitch).max(share.min(150.0)).max(56.0), 0.0, pitch)
        };
        let column_names = panels.columns.iter().map(|name| text_width(name, 10.0));
        let is_level = column_names.fold(0.0, f64::max) <= column_pitch - 3.0;
        let column_room = if is_level { column_pitch } else { 80.0 };
        let names =
            panels.columns.iter().map(|name| name_within(name, column_room, 10.0).length);
        let has_n = groups.iter().any(|group| panels.groups[*group].n.is_some());
        let head = head_height(has_n)
            + match panels.is_bars() {
                true => 2.0,
                false if is_level => 16.0,
                false => names.fold(0.0, f64::max) + 8.0,
            };
        let mut measures = Measures {
            left,
            lines,
            in_line,
            panel,
            head,
            row_pitch,
            rows: rows.len(),
            name_size,
            name_room,
            value_size,
            value_room,
            bar_room,
            column_pitch,
            column_room,
            is_level,
            is_printed,
            width: left + in_line as f64 * (panel + GAP) - GAP,
            height: 0.0,
        };
        measures.height = measures.line_top(lines) - 16.0;
        measures
    }

    /// The upper edge of a line of groups.
    pub(super) fn line_top(&self, line: usize) -> f64 {
        line as f64 * (self.head + self.rows as f64 * self.row_pitch + 22.0)
    }

    /// The upper left corner of the group at a place.
    pub(super) fn corner(&self, place: usize) -> (f64, f64) {
        let (line, column) = (place / self.in_line, place % self.in_line);
        (self.left + column as f64 * (self.panel + GAP), self.line_top(line))
    }

    /// The middle of a row, from the first one down.
    pub(super) fn middle(&self, place: usize) -> f64 {
        (place as f64 + 0.5) * self.row_pitch
    }
}
