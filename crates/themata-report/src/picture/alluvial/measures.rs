//! Where everything in the picture stands, in pixels as CSS counts them.

use super::Alluvial;
use super::flow::Course;
use crate::figure::count;
use crate::picture::frame::PAGE;

use crate::picture::words::{name_within, text_width};

/// The width of a block.
pub(super) const BAR: f64 = 10.0;

pub(super) const NAME_SIZE: f64 = 11.0;

/// From one name to the next.
const NAME_PITCH: f64 = 14.0;

/// The height of the headings.
const HEAD: f64 = 24.0;

/// Between two stages there is at least this much room for ribbons.
const LEAST_ROOM: f64 = 130.0;

/// Where the names of a stage stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    /// Over the ribbons that leave it.
    Over,
}

pub(super) struct Measures {
    /// Pixels for one of what flows.
    pub(super) scale: f64,
    pub(super) name_room: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    lefts: Vec<f64>,
    /// Upper edge and height of each block.
    blocks: Vec<Vec<(f64, f64)>>,
}

/// The length of an amount behind a name.
pub(super) fn number_length(size: u64) -> f64 {
    text_width(&count(size), NAME_SIZE)
}

impl Measures {
    pub(super) fn of(alluvial: &Alluvial, course: &Course) -> Measures {
        let many = alluvial.stages.len();
        let name_room = if many > 3 { 110.0 } else { 170.0 };
        let longest = |stage: usize| {
            let lengths = course.stages[stage].iter().map(|block| {
                name_within(&block.name, name_room, NAME_SIZE).length
                    + number_length(block.size)
            });
            lengths.fold(0.0, f64::max) + 14.0
        };
        let (before, after) = (longest(0), longest(many - 1));
        let gaps = (many - 1) as f64;
        let room =
            ((PAGE - before - after - many as f64 * BAR) / gaps).clamp(LEAST_ROOM, 320.0);
        let lefts: Vec<f64> =
            (0..many).map(|stage| before + stage as f64 * (room + BAR)).collect();

        // Every block has the height of a name at least, so that names stand beside blocks.
        let most_blocks = course.stages.iter().map(Vec::len).max().unwrap_or(0);
        let total = |stage: usize| -> f64 {
            course.stages[stage].iter().map(|block| block.size as f64).sum()
        };
        let most = (0..many).map(total).fold(0.0, f64::max);
        let flow = if most_blocks > 12 { 300.0 } else { 180.0 };
        let scale = if most > 0.0 { flow / most } else { 0.0 };
        let slots = |stage: usize| {
            let blocks = course.stages[stage].iter();
            blocks.map(move |block| (block.size as f64 * scale + 3.0).max(NAME_PITCH))
        };
        let inner = (0..many).map(|stage| slots(stage).sum::<f64>()).fold(120.0, f64::max);
        let blocks: Vec<Vec<(f64, f64)>> = (0..many)
            .map(|stage| {
                let gaps = course.stages[stage].len().saturating_sub(1) as f64;
                let left_over = inner - slots(stage).sum::<f64>();
                // Fewer blocks stand farther apart, but not torn apart.
                let gap = (left_over / gaps.max(1.0)).min(28.0);
                let mut top = HEAD + (left_over - gaps * gap) / 2.0;
                let place =
                    course.stages[stage].iter().zip(slots(stage)).map(|(block, slot)| {
                        let height = block.size as f64 * scale;
                        let place = (top + (slot - height) / 2.0, height);
                        top += slot + gap;
                        place
                    });
                place.collect()
            })
            .collect();
        let width = lefts.last().copied().unwrap_or(0.0) + BAR + after;
        Measures { scale, name_room, width, height: HEAD + inner + 4.0, lefts, blocks }
    }

    /// The left edge of a stage.
    pub(super) fn x(&self, stage: usize) -> f64 {
        self.lefts[stage]
    }

    /// Upper edge and height of a block.
    pub(super) fn block(&self, stage: usize, place: usize) -> (f64, f64) {
        self.blocks[stage][place]
    }

    pub(super) fn side(&self, stage: usize) -> Side {
        match stage {
            0 => Side::Left,
            _ if stage + 1 == self.lefts.len() => Side::Right,
            _ => Side::Over,
        }
    }

    /// Where the heading of a stage stands, and to which side of that.
    pub(super) fn heading(&self, stage: usize) -> (f64, Option<&'static str>) {
        match self.side(stage) {
            Side::Left => (self.x(stage) + BAR, Some("end")),
            Side::Right | Side::Over => (self.x(stage), None),
        }
    }
}
