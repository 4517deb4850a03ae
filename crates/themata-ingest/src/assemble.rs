use std::ops::Range;

use themata_text::CharSpan;

use crate::builder::Builder;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::layout::{Layout, Remark, Spot};
use crate::line::{Given, Line, Role};
use crate::moments::give_turns;
use crate::speakers::{Part, decide};
use crate::stamps::lift;
use crate::{Comment, Document, Place, SectionKind, Transcript};

/// How far a time may lie before the one above it. Typists round, and people talk at once.
pub(crate) const JITTER_MS: u64 = 60_000;

/// Makes a document of what a layout found: decides who speaks, and gives each line its place.
pub(crate) fn assemble(
    layout: Layout,
    search: bool,
    diagnostics: &mut Diagnostics,
) -> Document {
    let Layout { lines, remarks, attributes, speakers } = layout;
    let mut builder = Builder::default();
    builder.know(speakers);
    let parts = if search { decide(&lines, diagnostics) } else { Vec::new() };
    let mut latest = 0;
    let mut page = None;
    let mut written = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if line.page != page
            && let Some(number) = line.page
        {
            builder.page(number);
            page = line.page;
        }
        if let Some(Given::OpensTable(_, cells)) = line.given {
            left_out(cells, line.place, diagnostics);
        }
        // Nobody in a table says what follows it.
        if line.given.is_none() && at > 0 && lines[at - 1].given.is_some() {
            builder.close_turn();
        }
        let mut from = 0;
        let given = line.given.as_ref().and_then(Given::opening);
        let start = match (parts.get(at), given) {
            (None, Some(opening)) => {
                builder.open_turn(opening.clone());
                builder.paragraph(&line.text)
            }
            (None | Some(Part::Follows), _) => match line.role {
                Role::Heading(level) if !builder.in_turn() => {
                    builder.section(SectionKind::Heading, level, &line.text)
                }
                _ => builder.paragraph(&line.text),
            },
            (Some(Part::Opens(opening, words_from)), _) => {
                if let Some(start) = opening.start_ms {
                    if start + JITTER_MS < latest {
                        let message = "the times start again here";
                        diagnostics
                            .push(Diagnostic::note("times-restart", message).at(line.place));
                    }
                    latest = start;
                }
                builder.open_turn(opening.as_ref().clone());
                from = *words_from;
                builder.paragraph(line.text.get(from..).unwrap_or_default())
            }
            (Some(Part::Taken), _) => None,
            (Some(Part::Mark(ms)), _) => {
                builder.mark(*ms);
                None
            }
            (Some(Part::Apart), _) => match line.role {
                Role::Heading(level) => {
                    builder.section(SectionKind::Heading, level, &line.text)
                }
                _ => {
                    builder.close_turn();
                    builder.paragraph(&line.text)
                }
            },
        };
        written.push(Written { start, from });
    }
    let mut transcript = finish(builder, diagnostics);
    if search && transcript.turns.is_empty() && !transcript.time_marks.is_empty() {
        give_turns(&mut transcript, &unsaid(&lines, &parts, &written));
    }
    if !remarks.is_empty() {
        let mut placing = Placing::new(&lines, &written, &transcript.text);
        transcript.comments = placing.comments(remarks);
    }
    transcript.comments.sort_by_key(|comment| (comment.span.start(), comment.span.end()));
    Document { name: None, transcript, attributes }
}

/// The stretches of text that nobody says, each up to the line behind it.
fn unsaid(lines: &[Line], parts: &[Part], written: &[Written]) -> Vec<Range<u32>> {
    let mut unsaid: Vec<Range<u32>> = Vec::new();
    let mut open = false;
    for ((line, part), written) in lines.iter().zip(parts).zip(written) {
        let Some(start) = written.start else { continue };
        if let Some(last) = unsaid.last_mut().filter(|_| open) {
            last.end = start;
        }
        open = *part == Part::Apart || matches!(line.role, Role::Heading(_) | Role::Note);
        if open {
            unsaid.push(start..u32::MAX);
        }
    }
    unsaid
}

/// Says that cells of a table of turns are not in the text.
fn left_out(cells: usize, place: Place, diagnostics: &mut Diagnostics) {
    let message = format!(
        "the table was read as turns, and cells of other columns or rows were left out: {cells}"
    );
    diagnostics.push(Diagnostic::warning("table-cells-left-out", message).at(place));
}

/// Ends a transcript and says how many turns had no words.
pub(crate) fn finish(builder: Builder, diagnostics: &mut Diagnostics) -> Transcript {
    let (transcript, empty) = builder.finish();
    if empty > 0 {
        let message = format!("{empty} turns hold no words and were left out");
        diagnostics.push(Diagnostic::note("empty-turns", message));
    }
    transcript
}

/// Where a line went.
#[derive(Clone, Copy)]
struct Written {
    /// Where its words begin in the text, if any were written.
    start: Option<u32>,
    /// Where its words begin in the line, in bytes.
    from: usize,
}

/// Finds again in the text what was somewhere in the lines.
struct Placing<'a> {
    lines: &'a [Line],
    written: &'a [Written],
    /// For each line, it or the next one of which something was written.
    next: Vec<Option<usize>>,
    /// Where the characters of the text are that are not white space.
    words: Vec<u32>,
    len: u32,
}

impl<'a> Placing<'a> {
    fn new(lines: &'a [Line], written: &'a [Written], text: &str) -> Placing<'a> {
        let mut next = vec![None; written.len()];
        let mut found = None;
        for at in (0..written.len()).rev() {
            found = written[at].start.map(|_| at).or(found);
            next[at] = found;
        }
        let mut len = 0;
        let mut words = Vec::new();
        for c in text.chars() {
            if !c.is_whitespace() {
                words.push(len);
            }
            len += 1;
        }
        Placing { lines, written, next, words, len }
    }

    /// The comments with the stretches of text that they are about.
    fn comments(&mut self, remarks: Vec<Remark>) -> Vec<Comment> {
        // The spots of a line are found in one walk over it.
        let mut spots: Vec<Spot> = remarks.iter().flat_map(|r| [r.from, r.to]).collect();
        spots.sort_unstable();
        spots.dedup();
        let mut positions = Vec::with_capacity(spots.len());
        for spots in spots.chunk_by(|a, b| a.line == b.line) {
            self.positions(spots, &mut positions);
        }
        let position = |spot: Spot| spots.binary_search(&spot).map_or(0, |at| positions[at]);
        let comments = remarks.into_iter().map(|remark| {
            let (start, end) = (position(remark.from), position(remark.to));
            Comment { span: self.trimmed(start, end.max(start)), ..remark.comment }
        });
        comments.collect()
    }

    /// A stretch without white space at its ends.
    fn trimmed(&self, start: u32, end: u32) -> CharSpan {
        let first = self.words.partition_point(|&at| at < start);
        let behind = self.words.partition_point(|&at| at < end);
        match self.words.get(first..behind) {
            Some([only]) => CharSpan::new(*only, only + 1),
            Some([first, .., last]) => CharSpan::new(*first, last + 1),
            _ => CharSpan::new(start, start),
        }
    }

    /// Where in the text the spots of one line are, which are in order.
    fn positions(&self, spots: &[Spot], positions: &mut Vec<u32>) {
        let Some(&Spot { line, .. }) = spots.first() else { return };
        let nearest = self.next.get(line).copied().flatten();
        let Some((at, start)) = nearest.and_then(|at| Some((at, self.written[at].start?)))
        else {
            positions.extend(spots.iter().map(|_| self.len));
            return;
        };
        // What hangs on a line of which nothing was written, such as a name alone, hangs on
        // what comes next.
        if at > line {
            positions.extend(spots.iter().map(|_| start));
            return;
        }
        let raw = self.lines[at].text.get(self.written[at].from..).unwrap_or_default();
        let leading = raw.len() - raw.trim_start().len();
        let lifted = lift(raw);
        let mut gaps = lifted.gaps.iter().peekable();
        let (mut removed, mut byte, mut position) = (0, 0, start);
        for spot in spots {
            let spot = spot.byte.saturating_sub(self.written[at].from + leading);
            while let Some(gap) = gaps.next_if(|gap| gap.end <= spot) {
                removed += gap.len();
            }
            // A spot inside of what was lifted is where that was.
            let spot = gaps.peek().map_or(spot, |gap| spot.min(gap.start));
            let target = lifted.words.floor_char_boundary(spot.saturating_sub(removed));
            position += count(&lifted.words[byte.min(target)..target]);
            byte = byte.max(target);
            positions.push(position);
        }
    }
}

fn count(words: &str) -> u32 {
    u32::try_from(words.chars().count()).unwrap_or(u32::MAX)
}
