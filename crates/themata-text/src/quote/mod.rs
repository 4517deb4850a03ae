//! Finding the place that a quoted passage came from.

mod close;
mod folded;
mod parts;

use std::sync::OnceLock;

use memchr::memmem;

use crate::{CharSpan, Text};
use folded::{Folded, Form};

/// How a quote was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// Character by character.
    Exact,
    /// After folding case, white space, quotation marks, dashes, soft hyphens, ligatures and
    /// composed accents.
    Normalised,
    /// By its letters and digits alone: punctuation or spaces differ.
    Letters,
    /// By the parts around an ellipsis or a bracket: all of them, in order and near each
    /// other. The place reaches from the first part to the last.
    Parts {
        /// How many parts were found.
        parts: usize,
    },
    /// By likeness.
    Close {
        /// The share of the longer of the two wordings that agrees, from 0 to 1: one minus
        /// their edit distance over the length of the longer, on folded characters.
        similarity: f64,
    },
}

/// The one place of a quote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Where it lies.
    pub span: CharSpan,
    /// How it was found.
    pub way: Way,
}

/// A place that is like the quote, but not enough to be taken for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Where it lies.
    pub span: CharSpan,
    /// How like it is, as in [`Way::Close`].
    pub similarity: f64,
}

/// What looking for a quote came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The quote stands in one place.
    Placed(Found),
    /// The quote stands in several places, found the same way. None is preferred.
    Ambiguous {
        /// How they were found.
        way: Way,
        /// The places in order of the text.
        places: Vec<CharSpan>,
    },
    /// The quote does not stand in the text.
    NotFound {
        /// The most similar passage, if any is similar at all.
        nearest: Option<Candidate>,
    },
}

impl Outcome {
    /// The place, if there is exactly one.
    #[must_use]
    pub fn placed(&self) -> Option<Found> {
        match self {
            Outcome::Placed(found) => Some(*found),
            _ => None,
        }
    }
}

/// How alike a passage must be to the quote to be taken for it, from 0 to 1.
const CLOSE_ENOUGH: f64 = 0.8;

/// By how much the best passage must lead the next best to be the only one meant.
const CLEAR_LEAD: f64 = 0.1;

/// Quotes with fewer letters than this are looked for as they stand, but not by parts or by
/// likeness: they are alike to too much.
const LEAST_LETTERS: usize = 16;

/// Finds quotes in one text.
///
/// The ways are tried from the strictest to the most lenient, see [`Way`]; the first that
/// finds something decides. Nothing is guessed: a quote that stands in several places is
/// [`Outcome::Ambiguous`], and one that is merely similar to a passage says how similar.
///
/// A place begins and ends at the edge of a word where the quote does, so `it` is not found
/// in `with`.
///
/// The folded forms of the text are made when they are first needed and then kept, so many
/// quotes of one text are best asked of one finder. A search costs time proportional to the
/// text, likeness also to the square of the quote's length.
pub struct QuoteFinder<'a> {
    text: &'a Text,
    typing: OnceLock<Folded>,
    letters: OnceLock<Folded>,
    words: OnceLock<close::WordIndex>,
}

impl<'a> QuoteFinder<'a> {
    /// A finder for one text.
    #[must_use]
    pub fn new(text: &'a Text) -> QuoteFinder<'a> {
        QuoteFinder {
            text,
            typing: OnceLock::new(),
            letters: OnceLock::new(),
            words: OnceLock::new(),
        }
    }

    /// Looks for a quote in every way.
    #[must_use]
    pub fn find(&self, quote: &str) -> Outcome {
        let quote = quote.trim();
        if quote.is_empty() {
            return Outcome::NotFound { nearest: None };
        }
        self.as_it_stands(quote)
            // Sheets often put the quoted words in quotation marks of their own.
            .or_else(|| unquoted(quote).and_then(|inner| self.as_it_stands(inner)))
            .or_else(|| self.by_letters(quote))
            .or_else(|| parts::find(self, quote))
            .unwrap_or_else(|| close::find(self, quote))
    }

    fn as_it_stands(&self, quote: &str) -> Option<Outcome> {
        decide(self.exact(quote), Way::Exact)
            .or_else(|| decide(self.folded_places(quote, Form::Typing), Way::Normalised))
    }

    fn by_letters(&self, quote: &str) -> Option<Outcome> {
        let letters = Folded::quote(quote, Form::Letters);
        if letters.chars().count() < LEAST_LETTERS {
            return None;
        }
        decide(self.letter_places(&letters), Way::Letters)
    }

    fn exact(&self, quote: &str) -> Vec<CharSpan> {
        let string = self.text.as_str();
        places(string, quote)
            .filter(|&at| at_word_edges(string, at, at + quote.len()))
            .filter_map(|at| self.text.span_of(at..at + quote.len()))
            .collect()
    }

    fn folded_places(&self, quote: &str, form: Form) -> Vec<CharSpan> {
        let folded = self.typing();
        let quote = Folded::quote(quote, form);
        places(&folded.string, &quote)
            .filter(|&at| at_word_edges(&folded.string, at, at + quote.len()))
            .map(|at| folded.span(at, at + quote.len()))
            .collect()
    }

    /// Where a run of letters and digits stands in the text, whatever is between them.
    fn letter_places(&self, letters: &str) -> Vec<CharSpan> {
        let folded = self.letters();
        places(&folded.string, letters)
            .map(|at| folded.span(at, at + letters.len()))
            .filter(|&span| self.spans_whole_words(span))
            .collect()
    }

    fn spans_whole_words(&self, span: CharSpan) -> bool {
        let string = self.text.as_str();
        self.text
            .bytes_of(span)
            .is_some_and(|bytes| at_word_edges(string, bytes.start, bytes.end))
    }

    fn typing(&self) -> &Folded {
        self.typing.get_or_init(|| Folded::new(self.text.as_str(), Form::Typing))
    }

    fn letters(&self) -> &Folded {
        self.letters.get_or_init(|| Folded::new(self.text.as_str(), Form::Letters))
    }

    fn words(&self) -> &close::WordIndex {
        self.words.get_or_init(|| close::WordIndex::new(&self.typing().string))
    }
}

/// The outcome that some places of equal standing amount to, or `None` for no place.
fn decide(places: Vec<CharSpan>, way: Way) -> Option<Outcome> {
    match places.as_slice() {
        [] => None,
        &[span] => Some(Outcome::Placed(Found { span, way })),
        _ => Some(Outcome::Ambiguous { way, places }),
    }
}

/// How many places of one quote are looked at. A quote that stands in more is ambiguous
/// whatever the others are.
const MOST_PLACES: usize = 10_000;

/// Every place, in bytes, at which a needle stands. Places may overlap: `yeah yeah` stands
/// twice in `yeah yeah yeah`.
fn places<'h>(haystack: &'h str, needle: &'h str) -> impl Iterator<Item = usize> + 'h {
    let finder = memmem::Finder::new(needle);
    let step = needle.chars().next().map_or(0, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        if step == 0 {
            return None;
        }
        let at = from + finder.find(&haystack.as_bytes()[from..])?;
        from = at + step;
        Some(at)
    })
    .take(MOST_PLACES)
}

/// Whether a stretch neither begins nor ends inside a word.
fn at_word_edges(string: &str, start: usize, end: usize) -> bool {
    !inside_word(string, start) && !inside_word(string, end)
}

fn inside_word(string: &str, at: usize) -> bool {
    let before = string[..at].chars().next_back();
    let behind = string[at..].chars().next();
    matches!((before, behind), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric())
}

/// A quote without the pair of quotation marks that encloses all of it.
fn unquoted(quote: &str) -> Option<&str> {
    const PAIRS: [(char, char); 7] =
        [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»'), ('»', '«')];
    PAIRS.iter().find_map(|&(open, close)| {
        let inner = quote.strip_prefix(open)?.strip_suffix(close)?.trim();
        (!inner.is_empty()).then_some(inner)
    })
}

#[cfg(test)]
mod tests;
