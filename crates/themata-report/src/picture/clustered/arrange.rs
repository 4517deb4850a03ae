//! Which rows and columns are drawn, and in which order.

use super::{Distance, Grid, MOST, for_hover};
use crate::picture::linkage::{Tree, average_linkage, cosine_distance};

/// A grid as it is drawn: nothing but what is kept, in the order of the trees.
pub(super) struct Arranged {
    /// The names, from top to bottom.
    pub(super) rows: Vec<String>,
    /// The names, from left to right.
    pub(super) columns: Vec<String>,
    /// The finite values.
    pub(super) values: Vec<Vec<Option<f64>>>,
    pub(super) row_tree: Tree,
    /// None if it is that of the rows.
    pub(super) column_tree: Option<Tree>,
    pub(super) is_pairs: bool,
    pub(super) triangle: bool,
    /// How many rows there were.
    pub(super) all_rows: usize,
    /// How many columns there were.
    pub(super) all_columns: usize,
    /// The distance in words.
    pub(super) distance: &'static str,
}

const COSINE: &str = "cosine distance";

pub(super) fn arranged(grid: &Grid) -> Arranged {
    match grid {
        Grid::Table { rows, columns, values } => table(rows, columns, values),
        Grid::Pairs { names, values, distance, triangle } => {
            pairs(names, values, *distance, *triangle)
        }
    }
}

/// The value at a place, if there is a finite one.
fn at(values: &[Vec<Option<f64>>], row: usize, column: usize) -> Option<f64> {
    let value = values.get(row).and_then(|row| row.get(column)).copied().flatten();
    value.filter(|value| value.is_finite())
}

/// The places with the largest sums, in the order given but those without any last: they are
/// like nothing, and would stand between those that are. Of equal sums, those given first.
fn strongest(sums: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..sums.len()).collect();
    places.sort_by(|one, two| sums[*two].total_cmp(&sums[*one]));
    places.truncate(MOST);
    places.sort_unstable_by_key(|place| (sums[*place] == 0.0, *place));
    places
}

/// The tree of some rows by the angle between them.
fn by_angle(rows: &[Vec<Option<f64>>]) -> Tree {
    let rows: Vec<Vec<f64>> =
        rows.iter().map(|row| row.iter().map(|value| value.unwrap_or(0.0)).collect()).collect();
    average_linkage(rows.len(), |one, two| cosine_distance(&rows[one], &rows[two]))
}

/// Puts what was kept into the order of a tree. Of what has no names there is no order.
fn ordered<'a>(names: &'a [String], kept: &[usize], order: &[usize]) -> Vec<&'a String> {
    order.iter().map(|place| &names[kept[*place]]).collect()
}

fn table(names: &[String], heads: &[String], values: &[Vec<Option<f64>>]) -> Arranged {
    let size = |row, column| at(values, row, column).map_or(0.0, f64::abs);
    let row_sum = |row| (0..heads.len()).map(|column| size(row, column)).sum();
    let column_sum = |column| (0..names.len()).map(|row| size(row, column)).sum();
    let rows = strongest(&(0..names.len()).map(row_sum).collect::<Vec<f64>>());
    let columns = strongest(&(0..heads.len()).map(column_sum).collect::<Vec<f64>>());
    let grid = |rows: &[usize], columns: &[usize]| -> Vec<Vec<Option<f64>>> {
        let row =
            |row: &usize| columns.iter().map(|column| at(values, *row, *column)).collect();
        rows.iter().map(row).collect()
    };
    let turned: Vec<Vec<Option<f64>>> = columns
        .iter()
        .map(|column| rows.iter().map(|row| at(values, *row, *column)).collect())
        .collect();
    let (row_tree, column_tree) = (by_angle(&grid(&rows, &columns)), by_angle(&turned));
    let (row_order, column_order) = (row_tree.order(), column_tree.order());
    let in_order = |kept: &[usize], order: &[usize]| -> Vec<usize> {
        order.iter().map(|place| kept[*place]).collect()
    };
    Arranged {
        rows: for_hover(&ordered(names, &rows, &row_order)),
        columns: for_hover(&ordered(heads, &columns, &column_order)),
        values: grid(&in_order(&rows, &row_order), &in_order(&columns, &column_order)),
        row_tree,
        column_tree: Some(column_tree),
        is_pairs: false,
        triangle: false,
        all_rows: names.len(),
        all_columns: heads.len(),
        distance: COSINE,
    }
}

fn pairs(
    names: &[String],
    values: &[Vec<Option<f64>>],
    distance: Distance,
    triangle: bool,
) -> Arranged {
    let value = |one: usize, two: usize| {
        if one == two { None } else { at(values, one, two).or_else(|| at(values, two, one)) }
    };
    let size = |one, two| value(one, two).map_or(0.0, f64::abs);
    let sum = |one| (0..names.len()).map(|two| size(one, two)).sum();
    let kept = strongest(&(0..names.len()).map(sum).collect::<Vec<f64>>());
    let grid = |kept: &[usize]| -> Vec<Vec<Option<f64>>> {
        kept.iter().map(|one| kept.iter().map(|two| value(*one, *two)).collect()).collect()
    };
    let tree = match distance {
        Distance::Cosine => by_angle(&grid(&kept)),
        Distance::OneMinusValue => average_linkage(kept.len(), |one, two| {
            1.0 - value(kept[one], kept[two]).unwrap_or(0.0)
        }),
    };
    let order: Vec<usize> = tree.order().into_iter().map(|place| kept[place]).collect();
    let shown = for_hover(&order.iter().map(|place| &names[*place]).collect::<Vec<_>>());
    Arranged {
        rows: shown.clone(),
        columns: shown,
        values: grid(&order),
        row_tree: tree,
        column_tree: None,
        is_pairs: true,
        triangle,
        all_rows: names.len(),
        all_columns: names.len(),
        distance: match distance {
            Distance::Cosine => COSINE,
            Distance::OneMinusValue => "1 − coefficient",
        },
    }
}
