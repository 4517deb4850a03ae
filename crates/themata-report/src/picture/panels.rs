//! The same small picture for each of several groups, side by side, on one scale and in one
//! order.

mod measures;

use maud::{Markup, html};
use themata_analysis::Kind;

use crate::figure::{NOTHING, ZERO, count, number_of};
use crate::heat_map::layout::Form;
use crate::heat_map::scale;
use crate::heat_map::shade::Shades;
use crate::picture::frame::{Caption, Drawing, INK, PALE_INK, PALEST_INK, px};
use crate::picture::panels::measures::{HEAD, Measures};
use crate::picture::words::{Name, in_sentence, name_within};

/// No more groups than this are drawn.
pub(crate) const MOST_GROUPS: usize = 36;

/// Values of the same rows and columns in several groups, for a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Panels {
    /// What the picture says about itself. Of counts, the values are of its unit.
    pub caption: Caption,
    /// How the values are written.
    pub kind: Kind,
    /// The names of the rows, such as codes.
    pub rows: Vec<String>,
    /// The names of the columns, such as waves. With one or none each group is a bar chart,
    /// with more a grid of shaded cells.
    pub columns: Vec<String>,
    /// The groups, such as sites, in the order in which they are drawn.
    pub groups: Vec<PanelGroup>,
}

/// A group of [`Panels`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PanelGroup {
    /// The name of the group.
    pub name: String,
    /// How many there are of the unit in this group, if it is to be said.
    pub n: Option<u64>,
    /// For each row, one value for each column. A value that is missing or not finite is none,
    /// which is not zero.
    pub values: Vec<Vec<Option<f64>>>,
}

/// What is drawn of the rows and groups.
struct Kept {
    rows: Vec<usize>,
    groups: Vec<usize>,
}

impl PanelGroup {
    fn value(&self, row: usize, column: usize) -> Option<f64> {
        let value = self.values.get(row).and_then(|row| row.get(column)).copied().flatten();
        value.filter(|value| value.is_finite())
    }
}

impl Panels {
    fn is_bars(&self) -> bool {
        self.columns.len() <= 1
    }

    fn column_count(&self) -> usize {
        self.columns.len().max(1)
    }

    /// The unit that follows a value on hover.
    fn unit(&self) -> &str {
        if self.kind == Kind::Count { &self.caption.unit } else { "" }
    }

    /// The values of a group that stand in rows and columns that have names.
    fn values_of(&self, group: usize, row: usize) -> impl Iterator<Item = f64> {
        (0..self.column_count()).filter_map(move |column| self.groups[group].value(row, column))
    }
}

/// The picture as an SVG file.
///
/// Groups stand side by side in lines, as many as a page is wide. All have one scale and the
/// rows in one order, those with the largest sum over all groups first. Bars have their values
/// beside them; cells have them where all fit. Of more rows than can be read those with the
/// largest sums are drawn, of more than 36 groups those with the largest sums, and the caption
/// says so.
#[must_use]
pub fn panels(panels: &Panels) -> String {
    if panels.rows.is_empty() || panels.groups.is_empty() {
        let why = "Nothing to draw: there are no rows or no groups.";
        return Drawing::nothing("panels", why).file(&panels.caption);
    }
    draw(panels).file(&panels.caption)
}

/// The places with the largest sums, largest first; of equal sums, those given first.
fn largest(sums: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..sums.len()).collect();
    places.sort_by(|one, two| sums[*two].total_cmp(&sums[*one]));
    places
}

fn kept(panels: &Panels) -> Kept {
    let all: Vec<usize> = (0..panels.groups.len()).collect();
    let sum = |group: &usize, row: usize| -> f64 {
        panels.values_of(*group, row).map(f64::abs).sum()
    };
    let of_group = |group| (0..panels.rows.len()).map(|row| sum(&group, row)).sum();
    let mut groups = largest(&all.iter().copied().map(of_group).collect::<Vec<f64>>());
    groups.truncate(MOST_GROUPS);
    groups.sort_unstable();
    let of_row = |row| groups.iter().map(|group| sum(group, row)).sum();
    let rows = largest(&(0..panels.rows.len()).map(of_row).collect::<Vec<f64>>());
    Kept { rows, groups }
}

fn draw(panels: &Panels) -> Drawing {
    let mut kept = kept(panels);
    let measures = Measures::of(panels, &mut kept.rows, &kept.groups);
    let values: Vec<f64> = kept
        .groups
        .iter()
        .flat_map(|group| kept.rows.iter().flat_map(|row| panels.values_of(*group, *row)))
        .collect();
    let shades = Shades::of(values.iter().copied());
    let ends = (
        values.iter().copied().fold(0.0, f64::min),
        values.iter().copied().fold(0.0, f64::max),
    );
    let has_scale = !panels.is_bars() && !measures.is_printed;
    let body = html! {
        @for line in 0..measures.lines {
            @let top = measures.line_top(line);
            (row_names(panels, &kept, &measures, top))
        }
        @for (place, group) in kept.groups.iter().enumerate() {
            @let (x, top) = measures.corner(place);
            @let group = &panels.groups[*group];
            (head(group, &measures, (x, top)))
            @if panels.is_bars() {
                (bars(panels, group, &kept, &measures, ends, (x, top + measures.head)))
            } @else {
                (column_names(panels, &measures, (x, top + measures.head)))
                (cells(panels, group, &kept, &measures, shades, (x, top + measures.head)))
            }
        }
        @if has_scale {
            (scale(panels.kind, panels.unit(), shades, (measures.left, measures.height + 4.0)))
        }
    };
    let height = measures.height + if has_scale { 20.0 } else { 0.0 };
    let remarks = remarks(panels, &kept);
    Drawing { class: "panels", width: measures.width, height, body, remarks }
}

fn remarks(panels: &Panels, kept: &Kept) -> Vec<String> {
    let mut remarks = Vec::new();
    for (drawn, all, what) in [
        (kept.rows.len(), panels.rows.len(), "rows"),
        (kept.groups.len(), panels.groups.len(), "groups"),
    ] {
        if drawn < all {
            remarks.push(format!(
                "Of {} {what} the {drawn} with the largest sums are drawn; {} were left out.",
                count(all as u64),
                count((all - drawn) as u64)
            ));
        }
    }
    if kept.groups.len() > 1 {
        let by = if kept.rows.len() > 1 {
            ", rows ordered by their sum over all groups"
        } else {
            ""
        };
        remarks.push(format!("All groups have one scale{by}."));
    }
    remarks
}

fn printed(name: &Name) -> Markup {
    html! {
        @if let Some(whole) = &name.whole { title { (whole) } }
        (name.printed)
    }
}

fn row_names(panels: &Panels, kept: &Kept, measures: &Measures, top: f64) -> Markup {
    html! {
        g text-anchor="end" font-size=(px(measures.name_size)) fill=(INK) {
            @for (place, row) in kept.rows.iter().enumerate() {
                text x=(px(measures.left - 8.0))
                    y=(px(top + measures.head + measures.middle(place) + measures.name_size * 0.34)) {
                    (printed(&name_within(&panels.rows[*row], measures.name_room, measures.name_size)))
                }
            }
        }
    }
}

fn head(group: &PanelGroup, measures: &Measures, (x, top): (f64, f64)) -> Markup {
    html! {
        text x=(px(x)) y=(px(top + 11.0)) font-size="11.5" font-weight="600" fill=(INK) {
            (printed(&name_within(&group.name, measures.panel / 1.06, 11.5)))
        }
        @if let Some(n) = group.n {
            text x=(px(x)) y=(px(top + 24.0)) font-size="10" fill=(PALE_INK) { "n = " (count(n)) }
        }
    }
}

fn column_names(panels: &Panels, measures: &Measures, (x, top): (f64, f64)) -> Markup {
    html! {
        @for (place, name) in panels.columns.iter().enumerate() {
            @let name = name_within(name, measures.column_room, 10.0);
            @let middle = x + (place as f64 + 0.5) * measures.column_pitch;
            @if measures.is_level {
                text x=(px(middle)) y=(px(top - 4.0)) text-anchor="middle" font-size="10"
                    fill=(PALE_INK) { (printed(&name)) }
            } @else {
                text transform=(format!("translate({} {}) rotate(-90)", px(middle + 3.5), px(top - 4.0)))
                    font-size="10" fill=(PALE_INK) { (printed(&name)) }
            }
        }
    }
}

/// What a value is, for those who point at it.
fn hover(panels: &Panels, group: &PanelGroup, row: usize, column: usize) -> Markup {
    let words = match group.value(row, column) {
        None => "no value".to_owned(),
        Some(0.0) => format!("0 {}", panels.unit()),
        Some(value) => format!("{} {}", number_of(value, panels.kind).text, panels.unit()),
    };
    html! {
        title {
            (in_sentence(&group.name)) ", " (in_sentence(&panels.rows[row]))
            @if !panels.is_bars() { ", " (in_sentence(&panels.columns[column])) }
            ": " (words.trim_end())
        }
    }
}

fn bars(
    panels: &Panels,
    group: &PanelGroup,
    kept: &Kept,
    measures: &Measures,
    (least, most): (f64, f64),
    (x, top): (f64, f64),
) -> Markup {
    let reach = (most - least).max(f64::MIN_POSITIVE);
    let room = measures.bar_room;
    // Values below zero have theirs at the left of the bar, which takes room there too.
    let before = if least < 0.0 { measures.value_room } else { 0.0 };
    let zero = x + before - least / reach * room;
    let thick = measures.row_pitch * 0.62;
    let bottom = top + kept.rows.len() as f64 * measures.row_pitch;
    html! {
        @for (place, row) in kept.rows.iter().enumerate() {
            @let value = group.value(*row, 0);
            @let middle = top + measures.middle(place);
            @let length = value.map_or(0.0, |value| value / reach * room);
            @let text = match value {
                None => NOTHING.to_owned(),
                Some(value) => number_of(value, panels.kind).text,
            };
            g {
                (hover(panels, group, *row, 0))
                @if length != 0.0 {
                    // What is not zero stays visible.
                    rect x=(px(zero + length.min(0.0))) y=(px(middle - thick / 2.0))
                        width=(px(length.abs().max(0.7))) height=(px(thick))
                        fill=(if length < 0.0 { "#bf8768" } else { "#6897c8" }) {}
                }
                text x=(px(zero + length + if length < 0.0 { -3.0 } else { 3.0 }))
                    y=(px(middle + 3.3)) font-size=(px(measures.value_size))
                    text-anchor=[(length < 0.0).then_some("end")]
                    fill=(if text == ZERO { PALEST_INK } else { PALE_INK }) { (text) }
            }
        }
        line x1=(px(zero)) x2=(px(zero)) y1=(px(top)) y2=(px(bottom)) stroke=(PALEST_INK) {}
    }
}

fn cells(
    panels: &Panels,
    group: &PanelGroup,
    kept: &Kept,
    measures: &Measures,
    shades: Shades,
    (left, top): (f64, f64),
) -> Markup {
    let (wide, high) = (measures.column_pitch - 1.0, measures.row_pitch - 1.0);
    html! {
        @for (place, row) in kept.rows.iter().enumerate() {
            @for column in 0..panels.columns.len() {
                @let value = group.value(*row, column);
                @let shade = value.and_then(|value| shades.shade(value));
                @let (x, y) = (left + column as f64 * measures.column_pitch, top + place as f64 * measures.row_pitch);
                @let text = match value {
                    None => NOTHING.to_owned(),
                    Some(0.0) => ZERO.to_owned(),
                    Some(value) if measures.is_printed => Form::Short.write(value, panels.kind),
                    Some(value) if value < 0.0 => "−".to_owned(),
                    Some(_) => String::new(),
                };
                g {
                    (hover(panels, group, *row, column))
                    rect x=(px(x)) y=(px(y)) width=(px(wide)) height=(px(high))
                        fill=(shade.map_or("#ffffff", |shade| shade.fill)) {}
                    @if !text.is_empty() {
                        text x=(px(x + wide / 2.0)) y=(px(y + high / 2.0 + 3.3)) text-anchor="middle"
                            font-size=(px(measures.value_size))
                            fill=(shade.map_or(PALE_INK, |shade| shade.ink)) { (text) }
                    }
                }
            }
        }
    }
}

/// The height of a head without names of columns, with or without an n.
fn head_height(has_n: bool) -> f64 {
    if has_n { HEAD + 13.0 } else { HEAD }
}

#[cfg(test)]
mod tests;
