use std::cmp::Ordering;

use super::Crosstab;
use crate::{Cell, Row, Table};

impl Crosstab {
    /// Sorts the rows of a table by a column, which is named by its key or its heading:
    /// numbers from the largest, names by their letters. Subcodes stay under their code, and
    /// the total stays last. Returns whether there is such a column.
    #[must_use]
    pub fn sort(table: &mut Table, column: &str) -> bool {
        let wanted = column.trim().to_lowercase();
        let named = |at: &usize| {
            let column = &table.columns[*at];
            column.key == wanted || column.heading.to_lowercase() == wanted
        };
        let Some(place) = (0..table.columns.len()).find(named) else { return false };
        let (rows, totals): (Vec<Row>, Vec<Row>) =
            std::mem::take(&mut table.rows).into_iter().partition(|row| !row.total);
        table.rows = sorted(rows, place);
        table.rows.extend(totals);
        true
    }
}

/// Rows of one depth sorted, each with those under it.
fn sorted(rows: Vec<Row>, place: usize) -> Vec<Row> {
    let Some(depth) = rows.iter().map(|row| row.depth).min() else { return rows };
    let mut blocks: Vec<(Row, Vec<Row>)> = Vec::new();
    for row in rows {
        match blocks.last_mut() {
            Some((_, under)) if row.depth > depth => under.push(row),
            _ => blocks.push((row, Vec::new())),
        }
    }
    blocks.sort_by(|(a, _), (b, _)| order(&a.cells[place], &b.cells[place]));
    let with_those_under = |(row, under)| std::iter::once(row).chain(sorted(under, place));
    blocks.into_iter().flat_map(with_those_under).collect()
}

fn order(a: &Cell, b: &Cell) -> Ordering {
    match (a.number(), b.number()) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        _ => a.order(b),
    }
}
