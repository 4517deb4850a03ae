//! Which columns stand side by side, and how wide each of them is.

use themata_analysis::Kind;

use super::Set;
use crate::figure::is_number;
use crate::line::{longest_word, width};

/// The spaces between two columns.
pub(super) const GAP: usize = 2;

/// A heading is not made wider than this by words that could stand under each other.
const HEADING: usize = 14;

/// Below this a single word of a heading does not widen a column.
const HEADING_WORD: usize = 12;

/// Names are not cut below this, if the table can be broken into blocks instead.
const NAME: usize = 12;

/// The same for the names of the rows.
const FIRST_NAME: usize = 16;

/// Names get no more than this before passages have got their share.
const AMPLE_NAME: usize = 24;

/// Passages are not narrower than this, if the table can be broken into blocks instead.
const PASSAGE: usize = 28;

/// What stands before and behind a word is not cut below this, if the table can be broken
/// into blocks instead.
const CONTEXT: usize = 16;

/// The words of a passage are not broken below this, if the table can be broken into blocks
/// instead: long ones are mostly names.
const PASSAGE_WORD: usize = 48;

/// Passages get no more than this before names have got all they want.
const AMPLE_PASSAGE: usize = 60;

/// The last resort, when not even one column fits beside the first one.
const STUB: usize = 5;

/// Columns that stand side by side.
pub(super) struct Block {
    /// The places of the columns in the table.
    pub(super) columns: Vec<usize>,
    /// The width of each of them.
    pub(super) widths: Vec<usize>,
}

impl Block {
    /// The columns of a terminal that the block takes.
    pub(super) fn width(&self) -> usize {
        self.widths.iter().sum::<usize>() + GAP * self.widths.len().saturating_sub(1)
    }
}

/// How much room a column asks for.
#[derive(Clone, Copy)]
struct Wish {
    kind: Kind,
    least: usize,
    most: usize,
}

/// Shares out the columns over as few blocks as fit, in the order of the table.
pub(super) fn blocks(columns: &[Set], width: usize) -> Vec<Block> {
    let wishes: Vec<Wish> =
        columns.iter().enumerate().map(|(place, column)| wish(place, column)).collect();
    // Each column with the gap behind it, and a line with a gap behind it too.
    let leasts = |places: &[usize]| -> usize {
        places.iter().map(|place| wishes[*place].least + GAP).sum()
    };
    let all: Vec<usize> = (0..columns.len()).collect();
    if leasts(&all) <= width.saturating_add(GAP) || columns.len() < 2 {
        let block = fitted(all, &wishes, width);
        return if block.columns.is_empty() { Vec::new() } else { vec![block] };
    }

    let names = columns.iter().take_while(|column| column.kind == Kind::Text).count();
    let names = names.clamp(1, columns.len() - 1);
    let repeated = if leasts(&all[..names]) <= width / 2 { names } else { 1 };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, wish) in wishes.iter().enumerate().skip(repeated) {
        match groups.last_mut() {
            Some(group) if leasts(group) + wish.least <= width => group.push(place),
            _ => groups.push((0..repeated).chain([place]).collect()),
        }
    }
    let mut blocks: Vec<Block> =
        groups.into_iter().map(|group| fitted(group, &wishes, width)).collect();
    // The names of the rows stand alike in all blocks, so that the eye finds its way.
    for name in 0..repeated {
        let narrowest = blocks.iter().map(|block| block.widths[name]).min().unwrap_or(0);
        blocks.iter_mut().for_each(|block| block.widths[name] = narrowest);
    }
    blocks
}

fn wish(place: usize, column: &Set) -> Wish {
    let cells = column.cells.iter().map(|cell| cell.indent + cell.width);
    let cells = cells.max().unwrap_or(0);
    let word = longest_word(&column.heading);
    let heading = width(&column.heading).min(word.max(HEADING));
    let most = cells.max(heading).max(1);
    let least = match column.kind {
        Kind::Passage => {
            let words = column.cells.iter().map(|cell| cell.longest_word);
            let word = words.max().unwrap_or(0).min(PASSAGE_WORD);
            most.min(PASSAGE.max(word))
        }
        Kind::Before | Kind::After => most.min(CONTEXT),
        Kind::Text if place == 0 => most.min(FIRST_NAME),
        Kind::Text => most.min(NAME),
        _ => cells.max(word.min(HEADING_WORD)).max(1),
    };
    Wish { kind: column.kind, least, most }
}

/// Gives every column what it needs and shares out what is left.
fn fitted(columns: Vec<usize>, wishes: &[Wish], width: usize) -> Block {
    let wishes: Vec<Wish> = columns.iter().map(|place| wishes[*place]).collect();
    let widths = wishes.iter().map(|wish| wish.least).collect();
    let mut block = Block { columns, widths };
    while block.width() > width && squeeze(&mut block, &wishes) {}

    let is_text = |kind| kind == Kind::Text;
    let is_passage = |kind| matches!(kind, Kind::Passage | Kind::Before | Kind::After);
    grow(&mut block, &wishes, width, is_text, AMPLE_NAME);
    grow(&mut block, &wishes, width, is_passage, AMPLE_PASSAGE);
    grow(&mut block, &wishes, width, is_text, usize::MAX);
    // Headings come after names: on two lines they lose nothing.
    grow(&mut block, &wishes, width, is_number, usize::MAX);
    grow(&mut block, &wishes, width, is_passage, usize::MAX);
    block
}

/// Takes one column off the widest name or passage; says whether there was one to take from.
fn squeeze(block: &mut Block, wishes: &[Wish]) -> bool {
    let names = (0..wishes.len())
        .filter(|place| !is_number(wishes[*place].kind))
        .filter(|place| block.widths[*place] > STUB);
    match names.max_by_key(|place| block.widths[*place]) {
        Some(widest) => {
            block.widths[widest] -= 1;
            true
        }
        None => false,
    }
}

/// Widens columns of some kinds evenly up to a cap, as far as the width allows.
fn grow(
    block: &mut Block,
    wishes: &[Wish],
    width: usize,
    kinds: impl Fn(Kind) -> bool,
    cap: usize,
) {
    loop {
        let can_grow = |place: &usize| {
            kinds(wishes[*place].kind) && block.widths[*place] < wishes[*place].most.min(cap)
        };
        let narrowest =
            (0..wishes.len()).filter(can_grow).min_by_key(|place| block.widths[*place]);
        match narrowest {
            Some(place) if block.width() < width => block.widths[place] += 1,
            _ => return,
        }
    }
}
