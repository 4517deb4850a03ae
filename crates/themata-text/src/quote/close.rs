use std::collections::HashMap;

use super::folded::{Folded, Form};
use super::{
    CLEAR_LEAD, CLOSE_ENOUGH, Candidate, Found, LEAST_LETTERS, Outcome, QuoteFinder, Way,
};

/// How many stretches of the text are compared with a quote character by character.
const STRETCHES: usize = 4;

/// A quote longer than this, in folded bytes, is not compared by likeness: the comparison
/// takes time in the square of the length, and a long quote that fits nowhere has other
/// faults than typing.
const LONGEST_QUOTE: usize = 8_000;

/// Where every word of a folded text begins, by word.
pub(super) struct WordIndex {
    places: HashMap<Box<str>, Vec<u32>>,
    starts: Vec<u32>,
}

impl WordIndex {
    pub(super) fn new(folded: &str) -> WordIndex {
        let mut places: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        let mut starts = Vec::new();
        for (number, (start, word)) in (0u32..).zip(folded_words(folded)) {
            starts.push(start as u32);
            match places.get_mut(word) {
                Some(numbers) => numbers.push(number),
                None => {
                    places.insert(word.into(), vec![number]);
                }
            }
        }
        WordIndex { places, starts }
    }

    /// The stretches of the text, as first word numbers, in which most words of the quote
    /// stand about where the quote has them, the most promising first.
    fn stretches(&self, quote: &str) -> Vec<u32> {
        // Words that stand everywhere vote for everything and decide nothing.
        let common = (self.starts.len() / 20).max(50);
        let mut votes: HashMap<u32, u32> = HashMap::new();
        let mut voters = 0;
        for (offset, (_, word)) in (0u32..).zip(folded_words(quote)) {
            let Some(numbers) = self.places.get(word) else { continue };
            if numbers.len() > common {
                continue;
            }
            voters += 1;
            for &number in numbers {
                // Words left out or put in shift what follows by a few words, so votes are
                // gathered in overlapping strips rather than for one exact beginning.
                let strip = number.saturating_sub(offset) / STRIP;
                *votes.entry(strip).or_default() += 1;
                if strip > 0 {
                    *votes.entry(strip - 1).or_default() += 1;
                }
            }
        }
        // Where fewer than a quarter of the words agree, comparing letters would be in vain.
        let least = (voters / 4).max(2);
        let mut ranked: Vec<(u32, u32)> =
            votes.into_iter().filter(|&(_, votes)| votes >= least).collect();
        ranked.sort_unstable_by_key(|&(strip, votes)| (std::cmp::Reverse(votes), strip));
        let mut chosen: Vec<u32> = Vec::new();
        for (strip, _) in ranked {
            if chosen.len() == STRETCHES {
                break;
            }
            // The neighbour of a chosen strip would be the same stretch once more.
            if chosen.iter().all(|&other| other.abs_diff(strip) > 1) {
                chosen.push(strip);
            }
        }
        chosen.into_iter().map(|strip| strip * STRIP).collect()
    }
}

/// The width of a strip in words.
const STRIP: u32 = 8;

/// Looks for the passage most like a quote.
pub(super) fn find(finder: &QuoteFinder<'_>, quote: &str) -> Outcome {
    let quote = Folded::quote(quote, Form::Typing);
    let letters = quote.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < LEAST_LETTERS || quote.len() > LONGEST_QUOTE {
        return Outcome::NotFound { nearest: None };
    }
    let folded = finder.typing();
    let index = finder.words();
    let wanted: Vec<char> = quote.chars().collect();
    let mut candidates: Vec<Candidate> = index
        .stretches(&quote)
        .into_iter()
        .filter_map(|word| {
            let start = *index.starts.get(word as usize)? as usize;
            best_in(folded, start, &wanted)
        })
        .collect();
    candidates.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));

    let Some(best) = candidates.first().copied() else {
        return Outcome::NotFound { nearest: None };
    };
    let rival = candidates[1..].iter().find(|other| !other.span.overlaps(best.span));
    let way = Way::Close { similarity: best.similarity };
    if best.similarity < CLOSE_ENOUGH {
        Outcome::NotFound { nearest: Some(best) }
    } else if let Some(rival) = rival.filter(|r| r.similarity > best.similarity - CLEAR_LEAD) {
        let mut places = vec![best.span, rival.span];
        places.sort_unstable();
        Outcome::Ambiguous { way, places }
    } else {
        Outcome::Placed(Found { span: best.span, way })
    }
}

/// The passage most like the quote within a stretch that begins near `start`.
///
/// This is Sellers' variant of the edit distance (1980), in which the pattern may begin and
/// end anywhere in the stretch; each cell remembers where its alignment began.
fn best_in(folded: &Folded, start: usize, wanted: &[char]) -> Option<Candidate> {
    let string = &folded.string;
    let reach = wanted.len() + wanted.len() / 2 + 80;
    let from = back(string, start, 80);
    let stretch: Vec<(usize, char)> =
        string[from..].char_indices().take(80 + reach).map(|(at, c)| (from + at, c)).collect();

    // One column of the table: for each length of the pattern's beginning, the fewest edits
    // and where in the stretch that alignment began.
    let mut column: Vec<(u32, u32)> = (0..=wanted.len() as u32).map(|i| (i, 0)).collect();
    let mut best: Option<(u32, u32, u32)> = None;
    for (j, &(_, c)) in (0u32..).zip(&stretch) {
        let mut diagonal = column[0];
        column[0] = (0, j + 1);
        for (i, &w) in wanted.iter().enumerate() {
            let (above, left) = (column[i], column[i + 1]);
            let matched = (diagonal.0 + u32::from(w != c), diagonal.1);
            let edited =
                (above.0.min(left.0) + 1, if above.0 <= left.0 { above.1 } else { left.1 });
            diagonal = left;
            column[i + 1] = if matched.0 <= edited.0 { matched } else { edited };
        }
        let (edits, begun) = column[wanted.len()];
        if best.is_none_or(|(fewest, _, _)| edits < fewest) {
            best = Some((edits, begun, j + 1));
        }
    }
    let (edits, begun, ended) = best.filter(|&(_, begun, ended)| begun < ended)?;
    let first = stretch[begun as usize].0;
    let behind = stretch.get(ended as usize).map_or(string.len(), |&(at, _)| at);
    let behind = behind.min(stretch.last().map_or(behind, |&(at, c)| at + c.len_utf8()));
    let (first, behind) = to_word_edges(string, first, behind)?;
    let longer = wanted.len().max((ended - begun) as usize);
    Some(Candidate {
        span: folded.span(first, behind),
        similarity: 1.0 - f64::from(edits) / longer as f64,
    })
}

/// The place `chars` characters before `at`, or the beginning.
fn back(string: &str, at: usize, chars: usize) -> usize {
    string[..at].char_indices().rev().take(chars).last().map_or(at, |(place, _)| place)
}

/// The stretch widened to whole words and without white space at its ends.
fn to_word_edges(string: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let core = string[start..end].trim();
    let start = start + (string[start..end].len() - string[start..end].trim_start().len());
    let end = start + core.len();
    let word = |c: char| c.is_alphanumeric();
    let mut first = start;
    if string[start..].starts_with(word) {
        first -= string[..start]
            .chars()
            .rev()
            .take_while(|&c| word(c))
            .map(char::len_utf8)
            .sum::<usize>();
    }
    let mut behind = end;
    if string[..end].ends_with(word) {
        behind +=
            string[end..].chars().take_while(|&c| word(c)).map(char::len_utf8).sum::<usize>();
    }
    (first < behind).then_some((first, behind))
}

/// The words of a folded text and where they begin, in bytes.
fn folded_words(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - folded.as_ptr() as usize, word))
}
