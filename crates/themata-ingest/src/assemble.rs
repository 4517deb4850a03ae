use themata_text::{CharSpan, Text};

use crate::builder::Builder;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::layout::{Layout, Spot};
use crate::line::{Line, Role};
use crate::speakers::{Part, decide};
use crate::stamps::lift;
use crate::{Comment, Document, SectionKind, Transcript};

/// How far a time may lie before the one above it. Typists round, and people talk at once.
const JITTER_MS: u64 = 60_000;

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
        let mut from = 0;
        let start = match parts.get(at) {
            None if line.given.is_some() => {
                builder.open_turn(line.given.as_deref().cloned().unwrap_or_default());
                builder.paragraph(&line.text)
            }
            None | Some(Part::Follows) => match line.role {
                Role::Heading(level) if !builder.in_turn() => {
                    builder.section(SectionKind::Heading, level, &line.text)
                }
                _ => builder.paragraph(&line.text),
            },
            Some(Part::Opens(opening, words_from)) => {
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
            Some(Part::Taken) => None,
            Some(Part::Mark(ms)) => {
                builder.mark(*ms);
                None
            }
            Some(Part::Apart) => match line.role {
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
    if !remarks.is_empty() {
        let text = Text::new(transcript.text.as_str());
        let place = Placing { lines: &lines, written: &written, text: &text };
        transcript.comments = remarks
            .into_iter()
            .map(|remark| Comment {
                span: place.span(remark.from, remark.to),
                ..remark.comment
            })
            .collect();
        transcript.comments.sort_by_key(|comment| (comment.span.start(), comment.span.end()));
    }
    Document { name: None, transcript, attributes }
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
    text: &'a Text,
}

impl Placing<'_> {
    /// The stretch between two spots, without white space at its ends.
    fn span(&self, from: Spot, to: Spot) -> CharSpan {
        let start = self.position(from);
        let end = self.position(to).max(start);
        let words = self.text.slice(CharSpan::new(start, end)).unwrap_or_default();
        if words.trim().is_empty() {
            return CharSpan::new(start, start);
        }
        let blank = |all: &str, rest: &str| count(all) - count(rest);
        let leading = blank(words, words.trim_start());
        let trailing = blank(words, words.trim_end());
        CharSpan::new(start + leading, end - trailing)
    }

    fn position(&self, spot: Spot) -> u32 {
        // What hangs on a line of which nothing was written, such as a name alone, hangs on
        // what comes next.
        let next = (spot.line..self.written.len()).find(|&at| self.written[at].start.is_some());
        let Some((at, Written { start: Some(start), from })) =
            next.map(|at| (at, self.written[at]))
        else {
            let end = |at: usize| {
                let start = self.written[at].start?;
                Some(start + count(&lift(&self.lines[at].text[self.written[at].from..]).words))
            };
            return (0..self.written.len()).rev().find_map(end).unwrap_or(0);
        };
        if at > spot.line {
            return start;
        }
        let text = &self.lines[at].text;
        let byte = (0..=spot.byte.min(text.len())).rev().find(|&b| text.is_char_boundary(b));
        let said = text.get(from..byte.unwrap_or(0)).unwrap_or_default();
        let lifted = lift(said);
        // Lifting trims, and the white space before the spot counts.
        let blank = said.trim_start().len() - said.trim().len();
        let blank = if lifted.words.is_empty() { 0 } else { blank as u32 };
        start + count(&lifted.words) + blank
    }
}

fn count(words: &str) -> u32 {
    u32::try_from(words.chars().count()).unwrap_or(u32::MAX)
}
