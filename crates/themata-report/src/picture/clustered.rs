//! A grid of shaded cells whose rows and columns stand beside those they are like, with the
//! trees that say how like.

mod arrange;
mod measures;

use maud::{Markup, html};
use themata_analysis::Kind;

use crate::figure::{NOTHING, count, number_of, rounded};
use crate::heat_map::layout::Form;
use crate::heat_map::scale;
use crate::heat_map::shade::Shades;
use crate::picture::clustered::arrange::{Arranged, arranged};
use crate::picture::clustered::measures::{ColumnNames, Measures};
use crate::picture::frame::{Caption, Drawing, INK, PALE_INK, PALEST_INK, px};
use crate::picture::linkage::Tree;
use crate::picture::words::{Name, in_sentence, text_width};

/// No more rows than this are drawn, and no more columns: with more, names could no longer be
/// read on a page of A4.
pub(crate) const MOST: usize = 60;

/// A grid of values, for a picture in which what is alike stands together.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusteredMap {
    /// What the picture says about itself. Of counts, the values are of its unit.
    pub caption: Caption,
    /// How the values are written.
    pub kind: Kind,
    /// The values with their names.
    pub grid: Grid,
}

/// Values under names. A value that is missing or not finite is none, which is not zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Grid {
    /// Some things by others, such as codes by sites. Rows are joined by the cosine distance
    /// of their values, columns by that of theirs.
    Table {
        /// The names of the rows.
        rows: Vec<String>,
        /// The names of the columns.
        columns: Vec<String>,
        /// For each row, one value for each column.
        values: Vec<Vec<Option<f64>>>,
    },
    /// Things by the same things, such as codes that occur together; the value of a pair is
    /// the same both ways round. Values on the diagonal are not used.
    Pairs {
        /// The names of the rows, which are those of the columns.
        names: Vec<String>,
        /// For each row, one value for each column. Half of them are enough: where one half
        /// has no value, that of the other half holds.
        values: Vec<Vec<Option<f64>>>,
        /// How far two of them are apart.
        distance: Distance,
        /// Whether each pair is drawn once only, below the diagonal.
        triangle: bool,
    },
}

/// How far two rows of pairs are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// 1 − value: for coefficients of which 1 is the most, such as Jaccard's. What is missing
    /// counts as 0.
    OneMinusValue,
    /// 1 − cosine of the angle between the two rows: for counts, and wherever to be alike is
    /// to occur with the same others.
    Cosine,
}

/// The picture as an SVG file.
///
/// Rows and columns stand in the order of average linkage, with the tree at the left and, if
/// the columns are others than the rows, above. Shades as in a [`HeatMap`](crate::HeatMap);
/// values are printed where all fit and stand in the words on hover. Of more than 60 rows or
/// columns those with the largest sums are drawn, and the caption says so.
#[must_use]
pub fn clustered_map(map: &ClusteredMap) -> String {
    let kept = arranged(&map.grid);
    let drawing = if kept.rows.is_empty() || kept.columns.is_empty() {
        Drawing::nothing("clustered", "Nothing to draw: there are no rows or no columns.")
    } else {
        draw(map, &kept)
    };
    drawing.file(&map.caption)
}

fn draw(map: &ClusteredMap, kept: &Arranged) -> Drawing {
    let measures = Measures::of(map.kind, kept);
    let shades = Shades::of(kept.values.iter().flatten().flatten().copied());
    let unit = if map.kind == Kind::Count { map.caption.unit.as_str() } else { "" };
    let grid_bottom = measures.top + kept.rows.len() as f64 * measures.row_pitch;
    let scale_top = measures.height + 8.0;
    let body = html! {
        (row_tree(&kept.row_tree, &measures))
        @if let Some(tree) = &kept.column_tree { (column_tree(tree, &measures)) }
        @for row in 0..kept.rows.len() {
            @for column in 0..kept.columns.len() {
                @if !kept.triangle || column < row {
                    (cell(map.kind, unit, kept, &measures, shades, (row, column)))
                }
            }
        }
        @for (row, name) in measures.row_names.iter().enumerate() {
            @let x = if kept.triangle { row } else { kept.columns.len() };
            (text(
                name,
                (measures.left + x as f64 * measures.column_pitch + 5.0, measures.row_middle(row) + measures.name_size * 0.34),
                measures.name_size,
            ))
        }
        @if !kept.triangle { (column_names(&measures, grid_bottom)) }
        @if !measures.all_printed { (scale(map.kind, unit, shades, (measures.left, scale_top))) }
    };
    let height = if measures.all_printed { measures.height } else { scale_top + 14.0 };
    Drawing { class: "clustered", width: measures.width, height, body, remarks: remarks(kept) }
}

fn remarks(kept: &Arranged) -> Vec<String> {
    let mut remarks = Vec::new();
    let drawn = [
        (kept.rows.len(), kept.all_rows, "rows"),
        (kept.columns.len(), kept.all_columns, "columns"),
    ];
    let sides = if kept.is_pairs { &drawn[..1] } else { &drawn[..] };
    for (drawn, all, what) in sides {
        if drawn < all {
            remarks.push(format!(
                "Of {} {} the {drawn} with the largest sums are drawn; {} were left out so \
                 that names can be read.",
                count(*all as u64),
                if kept.is_pairs { "names" } else { what },
                count((all - drawn) as u64),
            ));
        }
    }
    let height = kept.row_tree.height();
    if kept.rows.len() > 1 {
        let who = if kept.is_pairs { "Names" } else { "Rows and columns" };
        remarks.push(format!(
            "{who} stand by average linkage on {}; the {} at {}.",
            kept.distance,
            if kept.is_pairs { "last are joined" } else { "last rows are joined" },
            rounded(height, 2),
        ));
    }
    remarks
}

/// One value: a shaded field that says on hover what it is.
fn cell(
    kind: Kind,
    unit: &str,
    kept: &Arranged,
    measures: &Measures,
    shades: Shades,
    (row, column): (usize, usize),
) -> Markup {
    let (x, y) = (
        measures.left + column as f64 * measures.column_pitch,
        measures.top + row as f64 * measures.row_pitch,
    );
    let gap = if measures.row_pitch >= 16.0 { 1.0 } else { 0.5 };
    let (wide, high) = (measures.column_pitch - gap, measures.row_pitch - gap);
    let middle = (x + wide / 2.0, y + high / 2.0);
    if kept.is_pairs && row == column {
        // A name occurs with itself wherever it occurs, which is not a finding.
        return html! {
            rect x=(px(x)) y=(px(y)) width=(px(wide)) height=(px(high)) fill="#efece6" {}
        };
    }
    let value = kept.values[row][column];
    let words = match value {
        None => "no value".to_owned(),
        Some(0.0) => format!("0 {unit}"),
        Some(value) => format!("{} {unit}", number_of(value, kind).text),
    };
    let hover = html! {
        title { (kept.rows[row]) ", " (kept.columns[column]) ": " (words.trim_end()) }
    };
    let Some(shade) = value.and_then(|value| shades.shade(value)) else {
        // Zero is a pale dot, nothing a dash, at any size.
        let reach = (measures.row_pitch * 0.05).max(0.6);
        return html! {
            g {
                (hover)
                rect x=(px(x)) y=(px(y)) width=(px(wide)) height=(px(high)) fill="#ffffff" {}
                @if value.is_some() {
                    circle cx=(px(middle.0)) cy=(px(middle.1)) r=(px(reach)) fill=(PALEST_INK) {}
                } @else if measures.is_printed {
                    text x=(px(middle.0)) y=(px(middle.1 + 3.5)) text-anchor="middle"
                        font-size=(px(measures.value_size)) fill=(PALE_INK) { (NOTHING) }
                } @else {
                    path d=(format!("M{} {}h4", px(middle.0 - 2.0), px(middle.1)))
                        stroke=(PALE_INK) {}
                }
            }
        };
    };
    // Two hues are one in grey; a sign tells them apart where no number does.
    let printed = match value {
        Some(value) if measures.is_printed => Form::Short.write(value, kind),
        Some(value) if value < 0.0 => "−".to_owned(),
        _ => String::new(),
    };
    let field = html! {
        rect x=(px(x)) y=(px(y)) width=(px(wide)) height=(px(high)) fill=(shade.fill) {
            (hover)
        }
    };
    html! {
        (field)
        @if !printed.is_empty() && text_width(&printed, measures.value_size) <= wide {
            // The words on hover are those of the field, so the number lets the pointer through.
            text x=(px(middle.0)) y=(px(middle.1 + measures.value_size * 0.35))
                text-anchor="middle" font-size=(px(measures.value_size)) fill=(shade.ink)
                pointer-events="none" { (printed) }
        }
    }
}

fn text(name: &Name, (x, y): (f64, f64), size: f64) -> Markup {
    html! {
        text x=(px(x)) y=(px(y)) font-size=(px(size)) fill=(INK) {
            @if let Some(whole) = &name.whole { title { (whole) } }
            (name.printed)
        }
    }
}

fn column_names(measures: &Measures, grid_bottom: f64) -> Markup {
    html! {
        @for (column, name) in measures.column_names.iter().enumerate() {
            @let middle = measures.left + (column as f64 + 0.5) * measures.column_pitch;
            @let (x, y, anchor, turn) = match measures.standing {
                ColumnNames::Level => (middle, grid_bottom + measures.name_size + 3.0, "middle", None),
                ColumnNames::Slanted => (middle + 4.0, grid_bottom + 8.0, "end", Some(-45)),
                ColumnNames::Upright => (middle + measures.name_size * 0.34, grid_bottom + 5.0, "end", Some(-90)),
            };
            text text-anchor=(anchor) font-size=(px(measures.name_size)) fill=(INK)
                transform=(match turn {
                    None => format!("translate({} {})", px(x), px(y)),
                    Some(turn) => format!("translate({} {}) rotate({turn})", px(x), px(y)),
                }) {
                @if let Some(whole) = &name.whole { title { (whole) } }
                (name.printed)
            }
        }
    }
}

/// Where the groups of a tree stand: for each its middle along the leaves, in leaves, and its
/// distance as a share of the largest.
fn places(tree: &Tree) -> Vec<(f64, f64)> {
    let mut places = vec![(0.0, 0.0); tree.leaves];
    for (place, leaf) in tree.order().into_iter().enumerate() {
        places[leaf].0 = place as f64 + 0.5;
    }
    let height = if tree.height() > 0.0 { tree.height() } else { 1.0 };
    for join in &tree.joins {
        let middle = f64::midpoint(places[join.one].0, places[join.two].0);
        places.push((middle, (join.distance / height).max(0.0)));
    }
    places
}

const BRANCH: &str = "#8f8a80";

fn row_tree(tree: &Tree, measures: &Measures) -> Markup {
    let places = places(tree);
    let x = |share: f64| {
        px(measures.left - 4.0 - share * (measures.left - measures.tree_left - 6.0))
    };
    let y = |leaf: f64| px(measures.top + leaf * measures.row_pitch - 0.5);
    html! {
        g fill="none" stroke=(BRANCH) {
            @for (place, join) in tree.joins.iter().enumerate() {
                @let (one, two) = (places[join.one], places[join.two]);
                @let at = x(places[tree.leaves + place].1);
                path d=(format!("M{} {}H{at}V{}H{}", x(one.1), y(one.0), y(two.0), x(two.1))) {}
            }
        }
    }
}

fn column_tree(tree: &Tree, measures: &Measures) -> Markup {
    let places = places(tree);
    let x = |leaf: f64| px(measures.left + leaf * measures.column_pitch - 0.5);
    let y = |share: f64| px(measures.top - 4.0 - share * (measures.top - 6.0));
    html! {
        g fill="none" stroke=(BRANCH) {
            @for (place, join) in tree.joins.iter().enumerate() {
                @let (one, two) = (places[join.one], places[join.two]);
                @let at = y(places[tree.leaves + place].1);
                path d=(format!("M{} {}V{at}H{}V{}", x(one.0), y(one.1), x(two.0), y(two.1))) {}
            }
        }
    }
}

/// The widest of the values as they are printed.
fn widest(values: &[Vec<Option<f64>>], kind: Kind, size: f64) -> f64 {
    let values = values.iter().flatten().flatten();
    values.map(|value| text_width(&Form::Short.write(*value, kind), size)).fold(0.0, f64::max)
}

/// Names as they stand in the words on hover.
fn for_hover(names: &[&String]) -> Vec<String> {
    names.iter().map(|name| in_sentence(name)).collect()
}

#[cfg(test)]
mod tests;
