//! A picture of how much there is where: a grid of shaded cells.

pub(crate) mod layout;
pub(crate) mod shade;

use maud::{Markup, html};
use themata_analysis::{Column, Kind, Table};

use crate::figure::{NOTHING, Tone, cell_at, is_number, number_of};
use crate::heat_map::layout::{Layout, Names};
use crate::heat_map::shade::{Shade, Shades};
use crate::line::{in_one_line, wrapped};
use crate::picture::frame::{FONT, INK, PALE_INK, PALEST_INK, px};
use crate::picture::words::text_width;

/// A grid of values under named columns, for a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// What the picture shows, as a heading: `Codes by site`.
    pub title: String,
    /// What was counted, over how many, and in which order rows and columns stand, in one or
    /// more sentences: the caption, and what a screen reader says.
    pub description: String,
    /// How the values are written.
    pub kind: Kind,
    /// What the values count, in the plural, for the words on hover: `codings`. Empty for
    /// shares and measures.
    pub unit: String,
    /// The names of the columns from left to right.
    pub columns: Vec<String>,
    /// The rows from top to bottom.
    pub rows: Vec<HeatRow>,
}

/// A row of a [`HeatMap`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatRow {
    /// The name of the row.
    pub name: String,
    /// How deep the row stands under the rows above it.
    pub depth: u8,
    /// One value for each column; `None` if there is none, which is not zero. A row without
    /// any values is a heading for the rows below it.
    pub values: Vec<Option<f64>>,
}

impl HeatMap {
    /// The grid of a table: its number columns of one kind, except those that sum up others
    /// under the key `total`, and its rows without totals.
    ///
    /// See [`HeatMap::of_columns`].
    #[must_use]
    pub fn of(table: &Table) -> HeatMap {
        let kind = table.columns.iter().map(|column| column.kind).find(|kind| is_number(*kind));
        HeatMap::of_columns(table, |column| Some(column.kind) == kind && column.key != "total")
    }

    /// The grid of some columns of a table, and of its rows without totals.
    ///
    /// Title and description are those of the table. A row is named by its first words. An
    /// outermost row with rows under it becomes a heading, because the sum of many would leave
    /// nothing but pale shades to its parts.
    #[must_use]
    pub fn of_columns(table: &Table, wanted: impl Fn(&Column) -> bool) -> HeatMap {
        let columns: Vec<usize> =
            (0..table.columns.len()).filter(|place| wanted(&table.columns[*place])).collect();
        let names = table.columns.iter().position(|column| !is_number(column.kind));
        let rows: Vec<_> = table.rows.iter().filter(|row| !row.total).collect();
        let rows = rows.iter().enumerate().map(|(place, row)| {
            let name = names.map(|column| cell_at(row, column));
            let is_heading =
                row.depth == 0 && rows.get(place + 1).is_some_and(|next| next.depth > 0);
            let values = columns.iter().map(|column| cell_at(row, *column).number());
            HeatRow {
                name: name.map_or_else(String::new, |cell| {
                    crate::figure::written(cell, Kind::Text).text
                }),
                depth: row.depth,
                values: if is_heading { Vec::new() } else { values.collect() },
            }
        });
        HeatMap {
            title: table.title.clone(),
            description: table.definition.clone(),
            kind: columns.first().map_or(Kind::Count, |column| table.columns[*column].kind),
            unit: String::new(),
            columns: columns
                .iter()
                .map(|column| table.columns[*column].heading.clone())
                .collect(),
            rows: rows.collect(),
        }
    }
}

/// The picture as an SVG file: title, grid and description on a white ground.
///
/// One hue from pale to dark, which stays in order when printed in grey; a second hue only if
/// there are values below zero. Every value is printed where it fits and stands in full in the
/// words on hover. Zero is a pale dot, a missing value an em dash. Colours are attributes, so
/// the file needs no style; each cell has the class of its shade (`s1` to `s9`, `n1` to `n9`
/// below zero) for a page that wants to set others.
#[must_use]
pub fn heat_map(map: &HeatMap) -> String {
    draw(map, true).into_string()
}

/// The picture for a page that prints title and description itself.
pub(crate) fn inline(map: &HeatMap) -> Markup {
    draw(map, false)
}

fn draw(map: &HeatMap, alone: bool) -> Markup {
    let shades =
        Shades::of(map.rows.iter().flat_map(|row| row.values.iter().flatten().copied()));
    let layout = Layout::of(map);
    let title = in_one_line(&map.title);
    let description = in_one_line(&map.description);

    // A file of its own has its title above the grid and its description below it.
    let width = if alone { layout.width.max(320.0) } else { layout.width };
    let above = if alone && !title.is_empty() { 32.0 } else { 0.0 };
    let prose = if alone && !description.is_empty() {
        wrapped(&description, (width / 6.2) as usize)
    } else {
        Vec::new()
    };
    let legend = if layout.all_printed { 0.0 } else { 32.0 };
    let grid_bottom = above + layout.height;
    let margin = if alone { 16.0 } else { 0.0 };
    let below = if prose.is_empty() { 0.0 } else { prose.len() as f64 * 16.0 + 8.0 };
    let height = grid_bottom + legend + below + 2.0 * margin;
    let width = width + 2.0 * margin;
    let frame = [-margin, -margin, width, height].map(px).join(" ");
    html! {
        svg xmlns=[alone.then_some("http://www.w3.org/2000/svg")] class="heat" role="img"
            width=(px(width)) height=(px(height)) viewBox=(frame)
            font-family=(FONT) font-size="12" {
            title { (title) }
            desc { (description) }
            @if alone {
                rect class="ground" x=(px(-margin)) y=(px(-margin)) width=(px(width))
                    height=(px(height)) fill="#ffffff" {}
            }
            @if above > 0.0 {
                text class="title" x="0" y="12" font-size="15" font-weight="600" fill=(INK) { (title) }
            }
            g transform=(format!("translate(0 {})", px(above))) {
                (column_names(map, &layout))
                @for (place, row) in map.rows.iter().enumerate() {
                    (row_name(row, place, &layout))
                    @for (column, value) in row.values.iter().take(map.columns.len()).enumerate() {
                        (cell(map, &layout, shades, (place, column), *value))
                    }
                }
            }
            @if legend > 0.0 { (scale(map.kind, &map.unit, shades, (layout.left, grid_bottom + 12.0))) }
            @for (line, words) in prose.iter().enumerate() {
                text class="description" x="0" font-size="11" fill=(PALE_INK)
                    y=(px(grid_bottom + legend + 20.0 + line as f64 * 16.0)) { (words) }
            }
        }
    }
}

fn column_names(map: &HeatMap, layout: &Layout) -> Markup {
    let foot = layout.top - 6.0;
    html! {
        @for (place, full) in map.columns.iter().enumerate() {
            @let full = in_one_line(full);
            @let name = layout::short_name(&full);
            @let middle = layout.left + (place as f64 + 0.5) * layout.pitch;
            @match layout.names {
                Names::Level => {
                    text class="name" x=(px(middle)) y=(px(foot)) text-anchor="middle" fill=(INK) {
                        (hover(&full, &name)) (name)
                    }
                }
                Names::Slanted | Names::Upright => {
                    @let (angle, shift) =
                        if layout.names == Names::Slanted { (-45, 2.0) } else { (-90, 4.0) };
                    text class="name" fill=(INK)
                        transform=(format!("translate({} {}) rotate({angle})", px(middle + shift), px(foot))) {
                        (hover(&full, &name)) (name)
                    }
                }
            }
        }
    }
}

/// The whole name on hover where only a part of it is printed.
fn hover(full: &str, printed: &str) -> Markup {
    html! { @if full != printed { title { (full) } } }
}

fn row_name(row: &HeatRow, place: usize, layout: &Layout) -> Markup {
    let full = in_one_line(&row.name);
    let name = layout::short_name(&full);
    let weight = row.values.is_empty().then_some("600");
    // A heading stands closer to the rows that it heads.
    let down = if row.values.is_empty() { 3.0 } else { 0.0 };
    let y = layout.row_top(place) + layout::ROW / 2.0 + 4.0 + down;
    html! {
        text class="name" x=(px(layout::indent(row.depth))) y=(px(y)) font-weight=[weight] fill=(INK) {
            (hover(&full, &name)) (name)
        }
    }
}

fn cell(
    map: &HeatMap,
    layout: &Layout,
    shades: Shades,
    (row, column): (usize, usize),
    value: Option<f64>,
) -> Markup {
    let value = value.filter(|value| value.is_finite());
    let full = value.map(|value| number_of(value, map.kind));
    let shade = value.and_then(|value| shades.shade(value));
    let words = match &full {
        None => "no value".to_owned(),
        Some(full) if full.tone == Tone::Zero => format!("0 {}", map.unit),
        Some(full) => format!("{} {}", full.text, map.unit),
    };
    let names = (in_one_line(&map.rows[row].name), in_one_line(&map.columns[column]));
    let (x, y) = (layout.left + column as f64 * layout.pitch, layout.row_top(row));
    let (wide, high) = (layout.pitch - 1.0, layout::ROW - 1.0);
    let printed = match value {
        None => NOTHING.to_owned(),
        // Two hues printed in grey are told apart by a sign, if there is no room for more; and
        // if only values above zero were printed, they would be a picture of their own.
        Some(value) if shades.is_signed() && !layout.all_printed && value != 0.0 => {
            if value < 0.0 { "−".to_owned() } else { String::new() }
        }
        Some(value) => layout.form.write(value, map.kind),
    };
    let fits = !printed.is_empty() && text_width(&printed, layout::VALUE_SIZE) <= wide - 2.0;
    let ink = match (value, shade) {
        (_, Some(shade)) => shade.ink,
        (None, None) => PALE_INK,
        (Some(_), None) => PALEST_INK,
    };
    html! {
        g class=(format!("cell {}", shade.map_or("none", |shade| shade.class))) {
            title { (names.0) ", " (names.1) ": " (words.trim_end()) }
            // Without any fill there would be nothing to hover over.
            rect x=(px(x)) y=(px(y)) width=(px(wide)) height=(px(high))
                fill=(shade.map_or("#ffffff", |shade| shade.fill))
                fill-opacity=[shade.is_none().then_some("0")] {}
            @if fits {
                text x=(px(x + wide / 2.0)) y=(px(y + high / 2.0 + 4.0)) text-anchor="middle"
                    font-size=(layout::VALUE_SIZE) fill=(ink)
                    font-weight=[(value == Some(0.0)).then_some("700")] { (printed) }
            }
        }
    }
}

/// What the shades mean, where the values could not all be printed.
pub(crate) fn scale(kind: Kind, unit: &str, shades: Shades, (x, y): (f64, f64)) -> Markup {
    let steps: Vec<Shade> = shades.all().collect();
    let (lowest, highest) = shades.ends();
    let write = |value: f64| {
        if value == 0.0 { "0".to_owned() } else { number_of(value, kind).text }
    };
    let (low, high) = (write(lowest), format!("{} {}", write(highest), unit));
    let start = x + text_width(&low, layout::VALUE_SIZE) + 6.0;
    let step = 14.0;
    html! {
        g class="scale" font-size=(layout::VALUE_SIZE) {
            text x=(px(x)) y=(px(y + 10.0)) fill=(PALE_INK) { (low) }
            @for (place, shade) in steps.iter().enumerate() {
                g class=(format!("cell {}", shade.class)) {
                    rect x=(px(start + place as f64 * step)) y=(px(y)) width=(px(step)) height="12"
                        fill=(shade.fill) {}
                }
            }
            text x=(px(start + steps.len() as f64 * step + 6.0)) y=(px(y + 10.0)) fill=(PALE_INK) {
                (high.trim_end())
            }
        }
    }
}

#[cfg(test)]
mod tests;
