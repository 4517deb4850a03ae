//! Carrying spans from a text to its corrected version.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation;

use crate::{CharSpan, Text};

/// A passage of more code points than this is not compared letter by letter.
const LONGEST_COMPARED: usize = 400;

/// What became of a text when it was replaced by another version of itself.
///
/// The texts are compared token by token, a token being a word, a number or a sign by
/// Unicode's rules; white space does not count, so a text that was only laid out anew is
/// unchanged. Making one costs time proportional to the texts and to what differs, carrying a
/// span over next to nothing.
///
/// # Examples
///
/// ```
/// use themata_text::{Carried, CharSpan, Revision, Text};
///
/// let old = Text::new("Um, the record never loads.");
/// let new = Text::new("The records never load. The record never loads.");
/// let revision = Revision::between(&old, &new);
///
/// // `record never loads` stands unchanged in another place.
/// let carried = revision.carry(CharSpan::new(8, 26));
/// assert_eq!(carried, Carried::Kept(CharSpan::new(28, 46)));
/// ```
#[derive(Debug)]
pub struct Revision {
    old: Tokens,
    new: Tokens,
    /// The stretches of tokens that differ, in order: those of the old text, and those of the
    /// new one in their place. Either may be empty.
    changed: Vec<(Range<u32>, Range<u32>)>,
    /// For each token of the old text, and one behind the last: how many code points of words
    /// before it were kept, and how many there were.
    before: Vec<(u32, u32)>,
}

/// Where a span of the old text is in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Its words stand here, just as they were.
    Kept(CharSpan),
    /// What became of its words stands here.
    Changed(CharSpan),
    /// Its words are gone; this is the place where they would stand, an empty span.
    Lost(CharSpan),
}

#[derive(Debug)]
struct Tokens {
    spans: Vec<CharSpan>,
    /// Each token's letters, for those that have any.
    words: Vec<Box<str>>,
}

impl Tokens {
    fn of(text: &Text) -> Tokens {
        let mut tokens = Tokens { spans: Vec::new(), words: Vec::new() };
        let mut position = 0;
        for piece in text.as_str().split_word_bounds() {
            let end = position + u32::try_from(piece.chars().count()).unwrap_or(u32::MAX);
            if !piece.chars().all(char::is_whitespace) {
                tokens.spans.push(CharSpan::new(position, end));
                tokens.words.push(piece.into());
            }
            position = end;
        }
        tokens
    }

    /// The tokens that a span touches.
    fn touched(&self, span: CharSpan) -> Range<u32> {
        let first = self.spans.partition_point(|token| token.end() <= span.start());
        let behind = self.spans.partition_point(|token| token.start() < span.end());
        first as u32..behind.max(first) as u32
    }

    /// From the beginning of one token to the end of another.
    fn reach(&self, tokens: Range<u32>) -> CharSpan {
        let (first, last) = (tokens.start as usize, tokens.end as usize - 1);
        CharSpan::new(self.spans[first].start(), self.spans[last].end())
    }

    /// The place before a token, or behind the last.
    fn place(&self, token: u32) -> CharSpan {
        let at = match self.spans.get(token as usize) {
            Some(span) => span.start(),
            None => self.spans.last().map_or(0, |span| span.end()),
        };
        CharSpan::new(at, at)
    }

    /// The letters and digits of some tokens, in lower case.
    fn letters(&self, tokens: Range<u32>) -> Vec<char> {
        self.words[tokens.start as usize..tokens.end as usize]
            .iter()
            .flat_map(|word| word.chars())
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .take(LONGEST_COMPARED + 1)
            .collect()
    }
}

impl Revision {
    /// Compares a text with the one that replaces it.
    #[must_use]
    pub fn between(old: &Text, new: &Text) -> Revision {
        let (old, new) = (Tokens::of(old), Tokens::of(new));
        let mut input: InternedInput<&str> = InternedInput::default();
        input.update_before(old.words.iter().map(|word| &**word));
        input.update_after(new.words.iter().map(|word| &**word));
        let diff = Diff::compute(Algorithm::Histogram, &input);
        let changed: Vec<_> = diff.hunks().map(|hunk| (hunk.before, hunk.after)).collect();
        let mut before = Vec::with_capacity(old.spans.len() + 1);
        let (mut kept, mut all) = (0, 0);
        before.push((0, 0));
        for (at, word) in (0u32..).zip(&old.words) {
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count() as u32;
            all += letters;
            kept += if diff.is_removed(at) { 0 } else { letters };
            before.push((kept, all));
        }
        Revision { old, new, changed, before }
    }

    /// Finds what became of a span of the old text.
    ///
    /// A span whose words were replaced goes to what stands in their place if at least a
    /// quarter of its letters was kept, or the replacement is like it in at least half of its
    /// letters. Words put in at an end of a span do not become part of it. A span that reaches
    /// behind the old text is cut to it.
    #[must_use]
    pub fn carry(&self, span: CharSpan) -> Carried {
        let touched = self.old.touched(span);
        if touched.is_empty() {
            let place = self.begins(touched.start);
            return Carried::Lost(self.new.place(place));
        }
        let new = self.begins(touched.start)..self.ends(touched.end - 1);
        if new.start >= new.end {
            return Carried::Lost(self.new.place(new.start));
        }
        let is_whole = self.hunk(touched.start).is_err()
            && self.hunk(touched.end - 1).is_err()
            && self.first_hunk(touched.start) == self.first_hunk(touched.end - 1);
        let place = self.within(span, &touched, &new);
        if is_whole {
            return Carried::Kept(place);
        }
        let ((kept_first, first), (kept_last, last)) =
            (self.before[touched.start as usize], self.before[touched.end as usize]);
        let (kept, all) = (kept_last - kept_first, last - first);
        if kept * 4 >= all.max(1) || self.is_alike(touched, new.clone()) {
            Carried::Changed(place)
        } else {
            Carried::Lost(self.new.place(new.start))
        }
    }

    /// The share of the old text's letters that were kept, from 0 to 1; 1 for an empty text.
    #[must_use]
    pub fn kept(&self) -> f64 {
        match self.before.last() {
            Some(&(kept, all)) if all > 0 => f64::from(kept) / f64::from(all),
            _ => 1.0,
        }
    }

    /// The stretch of some new tokens; where a span begins or ends inside a token that was
    /// kept, so does the stretch.
    fn within(&self, span: CharSpan, old: &Range<u32>, new: &Range<u32>) -> CharSpan {
        let whole = self.new.reach(new.clone());
        let (mut start, mut end) = (whole.start(), whole.end());
        if self.hunk(old.start).is_err() {
            start += span.start().saturating_sub(self.old.spans[old.start as usize].start());
        }
        if self.hunk(old.end - 1).is_err() {
            end -= self.old.spans[old.end as usize - 1].end().saturating_sub(span.end());
        }
        CharSpan::checked(start, end).unwrap_or(whole)
    }

    /// The new token with which what became of an old one begins.
    fn begins(&self, token: u32) -> u32 {
        match self.hunk(token) {
            Ok((old, new)) => {
                let (length, far) = (old.len() as u64, u64::from(token - old.start));
                new.start + (far * new.len() as u64 / length) as u32
            }
            Err(shift) => shifted(token, shift),
        }
    }

    /// The new token before which what became of an old one ends.
    fn ends(&self, token: u32) -> u32 {
        match self.hunk(token) {
            Ok((old, new)) => {
                let (length, far) = (old.len() as u64, u64::from(token - old.start) + 1);
                new.start + (far * new.len() as u64).div_ceil(length) as u32
            }
            Err(shift) => shifted(token, shift) + 1,
        }
    }

    /// The stretch that a token of the old text was changed with, or how far it was shifted.
    fn hunk(&self, token: u32) -> Result<&(Range<u32>, Range<u32>), i64> {
        let behind = self.first_hunk(token);
        match self.changed.get(behind) {
            Some(hunk) if hunk.0.contains(&token) => Ok(hunk),
            _ => Err(behind.checked_sub(1).map_or(0, |last| {
                let (old, new) = &self.changed[last];
                i64::from(new.end) - i64::from(old.end)
            })),
        }
    }

    /// The first changed stretch that does not lie wholly before a token.
    fn first_hunk(&self, token: u32) -> usize {
        self.changed.partition_point(|(old, _)| old.end <= token)
    }

    /// Whether some new tokens have at least half of their letters in common with old ones,
    /// in the same order.
    fn is_alike(&self, old: Range<u32>, new: Range<u32>) -> bool {
        let (old, new) = (self.old.letters(old), self.new.letters(new));
        let longer = old.len().max(new.len());
        if longer == 0 || longer > LONGEST_COMPARED {
            return false;
        }
        common(&old, &new) * 2 >= longer
    }
}

fn shifted(token: u32, shift: i64) -> u32 {
    u32::try_from(i64::from(token) + shift).unwrap_or(0)
}

/// The length of the longest sequence of letters that both have in the same order.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for &letter in a {
        let mut diagonal = 0;
        for (at, &other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if letter == other { diagonal + 1 } else { row[at + 1].max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Carried, Revision};
    use crate::{CharSpan, Text};

    /// The span in square brackets, carried over: the new text with it in square brackets, in
    /// braces if its words changed, or with a bar where it was lost.
    #[track_caller]
    fn check(old: &str, new: &str, expect: &str) {
        let start = old.chars().position(|c| c == '[').expect("a span begins") as u32;
        let end = old.chars().position(|c| c == ']').expect("a span ends") as u32 - 1;
        let old: String = old.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let revision = Revision::between(&Text::new(old), &Text::new(new));
        let (span, open, close) = match revision.carry(CharSpan::new(start, end)) {
            Carried::Kept(span) => (span, "[", "]"),
            Carried::Changed(span) => (span, "{", "}"),
            Carried::Lost(span) => (span, "|", ""),
        };
        let chars: Vec<char> = new.chars().collect();
        let cut = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
        let (start, end) = (span.start() as usize, span.end() as usize);
        let shown = [&cut(0, start), open, &cut(start, end), close, &cut(end, chars.len())];
        assert_eq!(shown.concat(), expect);
    }

    #[test]
    fn what_was_not_touched_is_kept() {
        check("We felt [heard at last].", "We felt heard at last.", "We felt [heard at last].");
        check(
            "We felt [heard].",
            "🙂 In the end we felt heard.",
            "🙂 In the end we felt [heard].",
        );
        check("a b [c d\ne f] g", "a b c  d e f g", "a b [c  d e f] g");
        check("one [under]stands", "so one understands", "so one [under]stands");
    }

    #[test]
    fn what_was_corrected_is_carried() {
        check(
            "with [Tailor rrta] today",
            "with Taylor Artis today",
            "with {Taylor Artis} today",
        );
        check("we [kan not do] it", "we cannot do it", "we {cannot do} it");
        check("we [do um not know] it", "we do not know it", "we {do not know} it");
        check("we [do not know] it", "we do really not know it", "we {do really not know} it");
    }

    #[test]
    fn long_texts_may_differ_altogether() {
        let (old, new) = ("a ".repeat(70_000), "b ".repeat(70_000));
        let revision = Revision::between(&Text::new(old), &Text::new(new));
        let lost = revision.carry(CharSpan::new(139_996, 139_999));
        assert_eq!(lost, Carried::Lost(CharSpan::new(139_996, 139_996)));
    }

    #[test]
    fn words_beside_a_span_do_not_become_part_of_it() {
        check("a [b c] d", "a x b c y d", "a x [b c] y d");
    }

    #[test]
    fn what_is_gone_is_lost_at_its_place() {
        check("a b [c d] e f", "a b e f", "a b |e f");
        check(
            "a b [mmm hmm yes] e f",
            "a b completely different words e f",
            "a b |completely different words e f",
        );
        check("a b [c]", "", "|");
    }

    proptest! {
        #[test]
        fn every_span_is_carried_into_the_new_text(
            old in "[a-d🙂 .]{0,40}", new in "[a-d🙂 .]{0,40}", start in 0u32..40, len in 0u32..40,
        ) {
            let (old, new) = (Text::new(old), Text::new(new));
            let start = start.min(old.len());
            let span = CharSpan::new(start, (start + len).min(old.len()));
            let carried = Revision::between(&old, &new).carry(span);
            match carried {
                Carried::Kept(found) => {
                    let squeeze = |text: &Text, span| {
                        text.slice(span).unwrap().split_whitespace().collect::<String>()
                    };
                    prop_assert_eq!(squeeze(&new, found), squeeze(&old, span));
                }
                Carried::Changed(found) => {
                    prop_assert!(!found.is_empty() && new.span().encloses(found));
                }
                Carried::Lost(place) => {
                    prop_assert!(place.is_empty() && place.end() <= new.len());
                }
            }
        }

        #[test]
        fn a_text_that_stays_keeps_every_span(
            text in "[a-d🙂 .\n]{1,40}", start in 0u32..40, len in 1u32..40,
        ) {
            let text = Text::new(text);
            let start = start.min(text.len() - 1);
            let span = CharSpan::new(start, (start + len).min(text.len()));
            let carried = Revision::between(&text, &text).carry(span);
            let words = text.slice(span).unwrap().trim();
            match carried {
                Carried::Kept(found) => {
                    prop_assert_eq!(text.slice(found).unwrap().trim(), words);
                }
                other => prop_assert!(words.is_empty(), "{:?}", other),
            }
        }
    }
}
