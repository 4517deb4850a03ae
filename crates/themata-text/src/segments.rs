use std::ops::Range;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use unicode_segmentation::UnicodeSegmentation;

use crate::{CharSpan, Text};

/// A text cut by rule: spans in order that do not overlap. There may be gaps between them.
///
/// Which rule is said by the function that made it: [`words`], [`sentences`] or
/// [`paragraphs`]. Turns come with the transcript and are made into segments by
/// [`Segments::from_sorted`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    spans: Vec<CharSpan>,
}

impl Segments {
    /// Segments from spans that are in order, not empty and do not overlap, or `None` if they
    /// are not so.
    #[must_use]
    pub fn from_sorted(spans: Vec<CharSpan>) -> Option<Segments> {
        let in_order = spans.windows(2).all(|pair| pair[0].end() <= pair[1].start());
        let filled = spans.iter().all(|span| !span.is_empty());
        (in_order && filled).then_some(Segments { spans })
    }

    /// The segments in order.
    #[must_use]
    pub fn spans(&self) -> &[CharSpan] {
        &self.spans
    }

    /// The number of segments.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no segment.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Which segments share at least one code point with a span, as places in
    /// [`Segments::spans`]. An empty range if none does.
    #[must_use]
    pub fn touching(&self, span: CharSpan) -> Range<usize> {
        if span.is_empty() {
            return 0..0;
        }
        let first = self.spans.partition_point(|segment| segment.end() <= span.start());
        let behind = self.spans.partition_point(|segment| segment.start() < span.end());
        first..behind.max(first)
    }
}

/// The words of a text by Unicode's rules (UAX 29): stretches that hold a letter or a digit.
/// White space and punctuation between them belong to no word.
#[must_use]
pub fn words(text: &Text) -> Segments {
    let string = text.as_str();
    let mut spans = Vec::new();
    let (mut byte, mut position) = (0, 0);
    for (at, word) in string.unicode_word_indices() {
        position += chars(&string[byte..at]);
        let end = position + chars(word);
        spans.push(CharSpan::new(position, end));
        (byte, position) = (at + word.len(), end);
    }
    Segments { spans }
}

/// The paragraphs of a text: its lines, as far as they hold more than white space. White
/// space at their ends belongs to no paragraph.
#[must_use]
pub fn paragraphs(text: &Text) -> Segments {
    let mut spans = Vec::new();
    let mut position = 0;
    for line in text.as_str().split_inclusive('\n') {
        spans.extend(trimmed(line, position));
        position += chars(line);
    }
    Segments { spans }
}

/// The sentences of a text by Unicode's rules (UAX 29), except that a sentence does not end
/// behind a title, an initial or a common English abbreviation (`Dr.`, `e.g.`, `J.`). A
/// sentence never reaches over the end of a paragraph.
#[must_use]
pub fn sentences(text: &Text) -> Segments {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut spans = Vec::new();
    let mut position = 0;
    for line in text.as_str().split_inclusive('\n') {
        let mut begun = 0;
        let mut from = position;
        for end in segmenter.segment_str(line).filter(|&end| end > 0) {
            let piece = &line[begun..end];
            if end < line.len() && ends_in_abbreviation(piece) {
                continue;
            }
            spans.extend(trimmed(piece, from));
            from += chars(piece);
            begun = end;
        }
        position += chars(line);
    }
    Segments { spans }
}

/// Short forms whose full stop does not end a sentence, in lower case and without that stop.
const ABBREVIATIONS: [&str; 30] = [
    "approx", "cf", "dr", "dept", "e.g", "eg", "esp", "etc", "fig", "gen", "hon", "i.e", "ie",
    "jr", "ltd", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "p", "pp", "prof", "rev",
    "sr", "st", "vol", "vs",
];

fn ends_in_abbreviation(piece: &str) -> bool {
    let Some(stopped) = piece.trim_end().strip_suffix('.') else { return false };
    let last = stopped.rsplit(char::is_whitespace).next().unwrap_or(stopped);
    let last = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = last.chars();
    let initial = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase())
        // "I." ends a sentence far more often than it begins a name.
        && last != "I";
    // "No." and "etc." end sentences as often as not, unless a number or a small letter
    // follows; Unicode's rules already hold back before small letters.
    let ambiguous = matches!(last, "no" | "No" | "etc");
    initial || (!ambiguous && ABBREVIATIONS.contains(&last.to_lowercase().as_str()))
}

/// The span of a piece without the white space at its ends, or `None` if nothing is left.
fn trimmed(piece: &str, position: u32) -> Option<CharSpan> {
    let lead = piece.len() - piece.trim_start().len();
    let core = piece.trim();
    let start = position + chars(&piece[..lead]);
    (!core.is_empty()).then(|| CharSpan::new(start, start + chars(core)))
}

fn chars(piece: &str) -> u32 {
    piece.chars().count() as u32
}

#[cfg(test)]
mod tests {
    use super::{Segments, paragraphs, sentences, words};
    use crate::{CharSpan, Text};

    fn check(cut: fn(&Text) -> Segments, string: &str, expect: &[&str]) {
        let text = Text::new(string);
        let found: Vec<&str> =
            cut(&text).spans().iter().filter_map(|&span| text.slice(span)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn words_hold_a_letter_or_a_digit() {
        check(words, "It’s 3.5 🙂 – naïve!", &["It’s", "3.5", "naïve"]);
    }

    #[test]
    fn paragraphs_are_lines_with_words_on_them() {
        check(paragraphs, " One.\n\n\t\nTwo. \nThree", &["One.", "Two.", "Three"]);
        check(paragraphs, "", &[]);
    }

    #[test]
    fn sentences_end_at_paragraphs() {
        check(
            sentences,
            "No stop here\nNext. And more!",
            &["No stop here", "Next.", "And more!"],
        );
    }

    #[test]
    fn a_title_does_not_end_a_sentence() {
        check(
            sentences,
            "Dr. Okafor came. Prof. J. Smith, e.g. Monday, did not. So did I. Then he left.",
            &[
                "Dr. Okafor came.",
                "Prof. J. Smith, e.g. Monday, did not.",
                "So did I.",
                "Then he left.",
            ],
        );
    }

    #[test]
    fn touching_finds_the_segments_under_a_span() {
        let text = Text::new("one two three");
        let words = words(&text);
        assert_eq!(words.touching(CharSpan::new(2, 5)), 0..2);
        assert_eq!(words.touching(CharSpan::new(3, 4)), 1..1);
        assert_eq!(words.touching(CharSpan::new(5, 5)), 0..0);
    }

    #[test]
    fn segments_do_not_overlap() {
        assert!(
            Segments::from_sorted(vec![CharSpan::new(0, 5), CharSpan::new(4, 8)]).is_none()
        );
        assert!(
            Segments::from_sorted(vec![CharSpan::new(0, 5), CharSpan::new(5, 8)]).is_some()
        );
    }
}
