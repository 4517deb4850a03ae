//! Who speaks in which line. One file per layout says what a line may be; [`evidence`] decides
//! over the whole file.
//!
//! * [`timed`]: `[00:10] RESEARCHER:` and `00:10 Ann: words`
//! * [`stamped`]: `Ann  0:10` and `Ann (0:10): words`
//! * [`stacked`]: a stamp, a name and the words on three lines
//! * [`colon`]: `Ann: words` and `ANN:`
//! * [`loose`]: a tab, brackets or a dash behind the name, where nothing else was found
//! * [`numbered`]: numbers before the names
//! * [`header`]: the keys and values above a transcript, which are no speakers
//! * [`name`]: what can be a name

mod colon;
mod evidence;
mod header;
mod keys;
mod loose;
mod name;
mod numbered;
mod stacked;
mod stamped;
mod timed;
mod words;

pub(crate) use evidence::decide;
pub(crate) use header::header;

use crate::builder::Opening;
use crate::line::{Line, Role};
use crate::time::Stamp;
use name::Belief;

/// What a line is, once the whole file has been weighed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// It goes on with whatever is being said or told.
    Follows,
    /// It begins a turn, whose words start at this byte.
    Opens(Box<Opening>, usize),
    /// It holds nothing but a time stamp.
    Mark(u64),
    /// It holds nothing but the name for the stamp above it.
    Taken,
    /// It ends a turn and belongs to none: a heading, a note, a footer.
    Apart,
}

/// What a line would be if it began a turn.
#[derive(Debug)]
struct Candidate<'a> {
    /// The name; empty for a stamp alone.
    name: &'a str,
    belief: Belief,
    layout: Layout,
    stamp: Option<Stamp>,
    /// Where the words begin, in bytes.
    words_from: usize,
    /// Whether the name is bold.
    bold: bool,
    /// Whether the words touch the colon, as in `I:yes`.
    tight: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// A stamp, a name, a colon.
    Timed,
    /// A stamp and a name on a line of their own.
    TimedBare,
    /// A stamp on a line of its own.
    StampOnly,
    /// A name, then a stamp.
    Stamped,
    /// A name and a colon.
    Colon,
}

impl Candidate<'_> {
    /// Whether nothing is said on the line itself.
    fn is_header(&self, line: &Line) -> bool {
        line.text.len() <= self.words_from
    }
}

/// Reads a line as each layout in turn.
fn candidate(line: &Line) -> Option<Candidate<'_>> {
    candidate_from(line, 0)
}

/// Reads a line behind its number.
fn candidate_from<'a>(line: &'a Line, from: usize) -> Option<Candidate<'a>> {
    if matches!(line.role, Role::Quote | Role::Note) {
        return None;
    }
    let from = from + bullet(&line.text[from..]);
    let believed = |found: Option<Candidate<'a>>| {
        found.filter(|found| found.layout == Layout::StampOnly || found.belief > Belief::No)
    };
    believed(timed::read(line, from))
        .or_else(|| believed(stamped::read(line, from)))
        .or_else(|| believed(colon::read(line, from)))
}

/// How a line of a PDF may begin a turn. The joining of lines to paragraphs asks, because a
/// line that begins a turn is never joined to the line before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A stamp and perhaps a name, and whether they have the line to themselves.
    Stamped { header: bool },
    /// A name and a colon.
    Named { name: String },
}

/// What a single line would be if it began a turn.
pub(crate) fn hint(line: &Line) -> Option<Hint> {
    let candidate = candidate(line).filter(|c| c.belief != Belief::Doubtful)?;
    Some(match candidate.layout {
        Layout::Colon if candidate.belief < Belief::Strong => return None,
        Layout::Colon => Hint::Named { name: candidate.name.to_owned() },
        _ => Hint::Stamped { header: candidate.is_header(line) },
    })
}

/// The length of white space and of a dash or bullet at the beginning of a line.
fn bullet(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    // A change of speaker in captions.
    if let Some(behind) = rest.strip_prefix(">>") {
        return text.len() - behind.trim_start().len();
    }
    let Some(mark) = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '•' | '*'))
    else {
        return start;
    };
    let behind = &rest[mark.len_utf8()..];
    if behind.starts_with([' ', '\t', '\u{a0}']) {
        text.len() - behind.trim_start().len()
    } else {
        start
    }
}
