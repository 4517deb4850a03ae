//! Where the stripe of each coding stands beside the text.

use std::collections::BTreeMap;

use maud::{Markup, html};
use themata_project::ReadCoding;
use themata_text::CharSpan;

use super::choice::CoderHere;
use super::lanes::lanes;

/// How wide a lane is at most and at least, and how wide all lanes are together if they can be,
/// in pixels.
const WIDEST: usize = 10;
const NARROWEST: usize = 3;
const MARGIN: usize = 120;

/// How wide a coder's lanes are at least, so that the name can stand above them, and how far
/// coders are apart.
const COLUMN: usize = 18;
const APART: usize = 4;

/// How many letters of a coder's name are shown above their lanes.
const NAME: usize = 14;

/// The stripes of a document. Every lane of it is as wide as the others, so that a stripe goes
/// straight down through all its rows.
pub(super) struct Stripes {
    lane: usize,
    left: Vec<usize>,
    columns: Vec<Column>,
}

/// The lanes of one coder.
struct Column {
    coder: u32,
    name: String,
    left: usize,
    width: usize,
}

impl Stripes {
    /// All codings packed together, in order of their beginning.
    pub(super) fn together(codings: &[&ReadCoding]) -> Stripes {
        let lanes = lanes(&spans(codings.iter().copied()));
        let lane = lane_width(lanes.iter().max().map_or(0, |most| most + 1));
        let left = lanes.iter().map(|place| place * lane).collect();
        Stripes { lane, left, columns: Vec::new() }
    }

    /// Each coder's codings packed by themselves, coders side by side.
    pub(super) fn by_coder(codings: &[&ReadCoding], coders: &[CoderHere<'_>]) -> Stripes {
        let mut apart: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, coding) in codings.iter().enumerate() {
            apart.entry(coding.coder_number).or_default().push(place);
        }
        let packed: Vec<(&CoderHere<'_>, Vec<usize>, Vec<usize>)> = coders
            .iter()
            .filter_map(|coder| {
                let theirs = apart.remove(&coder.number)?;
                let lanes = lanes(&spans(theirs.iter().map(|&place| codings[place])));
                Some((coder, theirs, lanes))
            })
            .collect();
        let deep = |lanes: &[usize]| lanes.iter().max().map_or(0, |most| most + 1);
        let lane = lane_width(packed.iter().map(|(_, _, lanes)| deep(lanes)).sum());
        let mut left = vec![0; codings.len()];
        let mut columns = Vec::new();
        let mut from = 0;
        for (coder, theirs, lanes) in packed {
            let width = (deep(&lanes) * lane).max(COLUMN);
            for (place, number) in theirs.into_iter().zip(lanes) {
                left[place] = from + number * lane;
            }
            let name = shortened(coder.name);
            columns.push(Column { coder: coder.number, name, left: from, width });
            from += width + APART;
        }
        Stripes { lane, left, columns }
    }

    /// Where the stripe of a coding begins and how wide it is.
    pub(super) fn place(&self, coding: usize) -> (usize, usize) {
        let gap = match self.lane {
            8.. => 4,
            5..8 => 2,
            _ => 1,
        };
        (self.left[coding] + gap / 2, self.lane - gap)
    }

    /// How wide the margin of a row is that some codings touch.
    pub(super) fn width(&self, here: &[usize]) -> usize {
        match self.columns.last() {
            Some(last) => last.left + last.width,
            None => here.iter().map(|&coding| self.left[coding] + self.lane).max().unwrap_or(0),
        }
    }

    /// The columns of coders, as left edge and width.
    pub(super) fn columns(&self) -> impl Iterator<Item = (usize, usize)> {
        self.columns.iter().map(|column| (column.left, column.width))
    }

    /// What all rows depend on: while it stays, an action changes only the rows around it.
    pub(super) fn state(&self, coders: &[CoderHere<'_>]) -> String {
        let coders = coders.iter().map(|coder| format!("c{}", coder.number));
        let columns =
            self.columns.iter().map(|column| format!("{}-{}", column.coder, column.width));
        let parts: Vec<String> =
            std::iter::once(self.lane.to_string()).chain(coders).chain(columns).collect();
        parts.join(" ")
    }

    /// The names of the coders above their lanes. Every stripe says its coder, too, so this is
    /// for eyes alone.
    pub(super) fn names(&self) -> Markup {
        let letters = self.columns.iter().map(|column| column.name.chars().count()).max();
        let height = letters.map_or(0, |letters| 8 + letters * 7);
        let width = self.width(&[]);
        html! {
            div #lane-names aria-hidden="true" {
                @if !self.columns.is_empty() {
                    div.row {
                        div.no {} div.said {}
                        svg.of-lanes width=(width) height=(height) {
                            @for column in &self.columns {
                                @let (x, y) = (column.left + column.width / 2 + 4, height - 4);
                                text x=(x) y=(y) transform={ "rotate(-90 " (x) " " (y) ")" } {
                                    (column.name)
                                }
                            }
                        }
                        span.names {}
                    }
                }
            }
        }
    }
}

fn spans<'a>(codings: impl Iterator<Item = &'a ReadCoding>) -> Vec<CharSpan> {
    codings.map(|coding| coding.span).collect()
}

fn lane_width(lanes: usize) -> usize {
    (MARGIN / lanes.max(1)).clamp(NARROWEST, WIDEST)
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(NAME - 1).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::lane_width;

    #[test]
    fn lanes_become_narrower_as_they_become_many_and_stay_visible() {
        for (lanes, expect) in [(0, 10), (1, 10), (9, 10), (12, 10), (20, 6), (96, 3), (500, 3)]
        {
            assert_eq!(lane_width(lanes), expect, "{lanes}");
        }
    }
}
