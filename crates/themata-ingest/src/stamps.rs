//! Time stamps inside the words: `… and then [04:18] we left`. They are not said, so they
//! are lifted out of the text and become time marks.

use std::borrow::Cow;
use std::ops::Range;

use crate::time::{Dress, stamp};

/// Words without the stamps that stood among them.
#[derive(Debug)]
pub(crate) struct Lifted<'a> {
    pub(crate) words: Cow<'a, str>,
    /// Where each stamp stood, as a byte offset into the words, and what it says.
    pub(crate) marks: Vec<Mark>,
    /// Which bytes of the trimmed source are not among the words.
    pub(crate) gaps: Vec<Range<usize>>,
}

/// A lifted stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) byte: usize,
    pub(crate) ms: u64,
    /// Whether the stamp is dressed in `#`. The programs that write these put them at the end
    /// of a turn, so they say when it was over and not when it began.
    pub(crate) closing: bool,
}

/// Lifts the stamps in square brackets or `#` out of some words.
///
/// Bare times and times in round brackets stay: people say and write those. Only where a
/// stamp is all there is, any brackets will do: `Ann: (00:10)` is a header.
pub(crate) fn lift(words: &str) -> Lifted<'_> {
    let words = words.trim();
    if let Some(found) = stamp(words).filter(|f| f.len == words.len() && f.dress != Dress::Bare)
    {
        let mark = Mark { byte: 0, ms: found.start_ms, closing: found.dress == Dress::Hash };
        let gaps = std::iter::once(0..words.len()).collect();
        return Lifted { words: Cow::Borrowed(""), marks: vec![mark], gaps };
    }
    let mut clean = String::new();
    let (mut marks, mut gaps) = (Vec::new(), Vec::new());
    let (mut copied, mut at) = (0, 0);
    while let Some(next) = words[at..].find(['[', '#']) {
        at += next;
        let found = stamp(&words[at..])
            .filter(|found| matches!(found.dress, Dress::Square | Dress::Hash));
        let Some(found) = found else {
            at += 1;
            continue;
        };
        clean.push_str(&words[copied..at]);
        let from = at;
        at += found.len;
        // The stamp goes with the white space on one of its sides.
        if clean.is_empty() || clean.ends_with(char::is_whitespace) {
            at = words.len() - words[at..].trim_start().len();
        }
        gaps.push(from..at);
        marks.push(Mark {
            byte: clean.len(),
            ms: found.start_ms,
            closing: found.dress == Dress::Hash,
        });
        copied = at;
    }
    if marks.is_empty() {
        return Lifted { words: Cow::Borrowed(words), marks, gaps };
    }
    clean.push_str(&words[copied..]);
    clean.truncate(clean.trim_end().len());
    for mark in &mut marks {
        mark.byte = mark.byte.min(clean.len());
    }
    Lifted { words: Cow::Owned(clean), marks, gaps }
}

#[cfg(test)]
mod tests {
    use super::lift;

    #[track_caller]
    fn check(input: &str, expect: &str) {
        let lifted = lift(input);
        let mut shown = lifted.words.to_string();
        for mark in lifted.marks.iter().rev() {
            shown.insert_str(mark.byte, &format!("<{}>", mark.ms));
        }
        assert_eq!(shown, expect);
    }

    #[test]
    fn stamps_are_lifted_with_one_space() {
        check("and [04:18] so", "and <258000>so");
        check("[04:18] So it went", "<258000>So it went");
        check("so it went #00:00:10-5#", "so it went<10500>");
        check("[00:01] [00:02]", "<1000><2000>");
        check("a[00:01]b", "a<1000>b");
    }

    #[test]
    fn what_people_say_stays() {
        check("(00:10)", "<10000>");
        check("at 10:30 (12:00) [sic] [unintelligible 00:03:43.21] #1", {
            "at 10:30 (12:00) [sic] [unintelligible 00:03:43.21] #1"
        });
    }
}
