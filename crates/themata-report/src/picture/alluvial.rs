//! Where codings go from stage to stage, such as from codes to themes, as ribbons.

mod flow;
mod measures;

use maud::{Markup, html};

use crate::figure::count;
use crate::picture::alluvial::flow::{Block, Course, Ribbon, course};
use crate::picture::alluvial::measures::{BAR, Measures, NAME_SIZE, Side};
use crate::picture::frame::{Caption, Drawing, INK, PALE_INK, px};
use crate::picture::palette::Pattern;
use crate::picture::words::{in_sentence, name_within};

/// No more blocks than this are drawn in a stage.
pub(crate) const MOST: usize = 40;

/// What flows from stage to stage, for a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alluvial {
    /// What the picture says about itself; ribbons are of its unit.
    pub caption: Caption,
    /// The stages from left to right, such as codes and themes.
    pub stages: Vec<AlluvialStage>,
    /// What flows from each stage to the next.
    pub flows: Vec<AlluvialFlow>,
}

/// A stage of an [`Alluvial`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlluvialStage {
    /// What the blocks are, as a heading: `Codes`.
    pub name: String,
    /// The blocks, in any order.
    pub blocks: Vec<AlluvialBlock>,
}

/// A block of an [`AlluvialStage`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlluvialBlock {
    /// The name of the block.
    pub name: String,
    /// Its colour as `#rrggbb`. Without one it gets a colour by its place if it is of the last
    /// stage, and else that of the block to which most of it flows.
    pub colour: Option<String>,
}

/// How much flows from a block to one of the next stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlluvialFlow {
    /// The place of the stage from which it flows.
    pub stage: usize,
    /// The place of a block in that stage.
    pub from: usize,
    /// The place of a block in the next stage.
    pub to: usize,
    /// How many flow, such as codings.
    pub count: u64,
}

/// The picture as an SVG file.
///
/// The height of a block is what flows in or out, whichever is more; ribbons have the colour
/// of where they lead. Blocks of the last stage stand by size, others so that ribbons cross as
/// little as can be found. Blocks through which nothing flows are left out and counted in the
/// caption; of more than 40 in a stage the smallest are drawn as one.
#[must_use]
pub fn alluvial(alluvial: &Alluvial) -> String {
    let course = course(alluvial);
    let mut drawing = if course.ribbons.is_empty() {
        Drawing::nothing("alluvial", "Nothing to draw: nothing flows from stage to stage.")
    } else {
        draw(alluvial, &course)
    };
    drawing.remarks.extend(course.remarks.iter().cloned());
    drawing.file(&alluvial.caption)
}

fn draw(alluvial: &Alluvial, course: &Course) -> Drawing {
    let measures = Measures::of(alluvial, course);
    let unit = crate::line::in_one_line(&alluvial.caption.unit);
    let patterns: std::collections::BTreeMap<String, Markup> = course
        .stages
        .iter()
        .flatten()
        .map(|block| {
            (block.pattern.fill(&block.colour), block.pattern.definition(&block.colour))
        })
        .filter(|(fill, _)| fill.starts_with("url"))
        .collect();
    let body = html! {
        @if !patterns.is_empty() { defs { @for definition in patterns.values() { (definition) } } }
        @for (stage, name) in alluvial.stages.iter().enumerate() {
            @let (x, anchor) = measures.heading(stage);
            text x=(px(x)) y="11" text-anchor=[anchor] font-size="11.5" font-weight="600"
                fill=(INK) { (name_within(&name.name, 180.0, 11.5).printed) }
        }
        @for ribbon in &course.ribbons {
            (drawn_ribbon(alluvial, course, &measures, ribbon, &unit))
        }
        @for (stage, blocks) in course.stages.iter().enumerate() {
            @for (place, block) in blocks.iter().enumerate() {
                @let (top, height) = measures.block(stage, place);
                rect x=(px(measures.x(stage))) y=(px(top)) width=(px(BAR))
                    height=(px(height.max(0.8))) fill=(filled(block, height)) {
                    title { (block.name) ": " (count(block.size)) " " (unit) }
                }
            }
        }
        @for (stage, blocks) in course.stages.iter().enumerate() {
            @for (place, block) in blocks.iter().enumerate() {
                (block_name(&measures, stage, place, &block.name, block.size))
            }
        }
    };
    Drawing {
        class: "alluvial",
        width: measures.width,
        height: measures.height,
        body,
        remarks: Vec::new(),
    }
}

fn drawn_ribbon(
    alluvial: &Alluvial,
    course: &Course,
    measures: &Measures,
    ribbon: &Ribbon,
    unit: &str,
) -> Markup {
    let from = &course.stages[ribbon.stage][ribbon.from];
    let to = &course.stages[ribbon.stage + 1][ribbon.to];
    let thick = ribbon.count as f64 * measures.scale;
    let (left, right) = (measures.x(ribbon.stage) + BAR, measures.x(ribbon.stage + 1));
    let (start, end) = (
        measures.block(ribbon.stage, ribbon.from).0 + ribbon.before_out as f64 * measures.scale,
        measures.block(ribbon.stage + 1, ribbon.to).0
            + ribbon.before_in as f64 * measures.scale,
    );
    let middle = px(f64::midpoint(left, right));
    let (low_start, low_end) = (px(start + thick), px(end + thick));
    let (left, right, start, end) = (px(left), px(right), px(start), px(end));
    let outline = format!(
        "M{left} {start}C{middle} {start} {middle} {end} {right} {end}V{low_end}\
         C{middle} {low_end} {middle} {low_start} {left} {low_start}Z"
    );
    let is_last = ribbon.stage + 2 == alluvial.stages.len();
    // Where the last stage gives the colours, earlier ribbons have the colour they end in.
    let colour = if is_last { &to.colour } else { &from.colour };
    html! {
        path d=(outline) fill=(colour) fill-opacity="0.42" stroke=(colour)
            stroke-opacity="0.6" stroke-width="0.5" {
            title { (from.name) " → " (to.name) ": " (count(ribbon.count)) " " (unit) }
        }
    }
}

fn block_name(
    measures: &Measures,
    stage: usize,
    place: usize,
    name: &str,
    size: u64,
) -> Markup {
    let (top, height) = measures.block(stage, place);
    let middle = top + height / 2.0;
    let (bar_left, bar_right) = (measures.x(stage), measures.x(stage) + BAR);
    let side = measures.side(stage);
    let room = measures.name_room;
    let name = name_within(name, room, NAME_SIZE);
    let number = count(size);
    let (x, anchor) = match side {
        Side::Left => (bar_left - 5.0, Some("end")),
        Side::Right | Side::Over => (bar_right + 5.0, None),
    };
    let text = html! {
        text x=(px(x)) y=(px(middle + NAME_SIZE * 0.35)) text-anchor=[anchor] font-size=(NAME_SIZE)
            fill=(INK) {
            @if let Some(whole) = &name.whole { title { (whole) } }
            (name.printed) " "
            tspan fill=(PALE_INK) { (number) }
        }
    };
    html! {
        @if side == Side::Over {
            rect x=(px(x - 2.0)) y=(px(middle - 7.0)) height="14" fill="#ffffff" fill-opacity="0.7"
                width=(px(name.length + measures::number_length(size) + 6.0)) {}
        }
        (text)
    }
}

/// What a block is filled with. In one that is low, a pattern would be holes and nothing else.
fn filled(block: &Block, height: f64) -> String {
    if height < 7.0 { block.colour.clone() } else { block.pattern.fill(&block.colour) }
}

/// A name as it stands in the words on hover.
fn for_hover(name: &str) -> String {
    in_sentence(name)
}

/// The pattern of a block whose colour goes by its place.
fn pattern_at(place: usize) -> Pattern {
    crate::picture::palette::look(place).pattern
}

#[cfg(test)]
mod tests;
