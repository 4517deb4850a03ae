//! What the index holds of a word: its terms, and how they are told apart.
//!
//! All terms of a passage are in one field. A word stands there under
//!
//! * its letters, if it has no accents;
//! * its folded form and its letters, each behind a mark, if it has;
//! * its letters and the word as written, behind a mark, if it has capitals;
//! * its stem, behind a mark and the number of the language, unless it has no accents and the
//!   stem is the word: then the letters will do, which spares every second term;
//! * each of its signs, behind a mark, in a script without spaces.
//!
//! The position of a term is the number of its word in the passage. A sign's position also
//! says where in the word it stands and whether it is the last, so that a chain of signs is
//! found wherever the words were cut.

use crate::Language;
use crate::analyse::Sign;

/// Stands before the folded form of a word that is written with accents.
pub(crate) const FOLDED: char = '\u{1}';
/// Stands before the letters of a word that is written with accents.
pub(crate) const ACCENTED: char = '\u{2}';
/// Stands before the letters of a word that is written with capitals.
pub(crate) const CAPITALS: char = '\u{4}';
/// Stands between those letters and the word as written.
pub(crate) const WRITTEN: char = '\u{5}';
/// Stands before the number of a language and a stem.
pub(crate) const STEM: char = '\u{6}';
/// Stands before a sign.
pub(crate) const SIGN: char = '\u{7}';

/// Separates two terms of one word.
const SAME_WORD: char = '\u{3}';
/// Ends the terms of a word.
const NEXT_WORD: char = ' ';

/// The first byte that an unmarked term may begin with.
pub(crate) const FIRST_UNMARKED: u8 = 0x20;

/// How many bits of a sign's position say where in its word it stands.
const INSIDE: u32 = 6;

/// The terms of a word, one behind the other.
pub(crate) fn of(
    written: &str,
    letters: &str,
    folded: &str,
    stem: &str,
    signs: &[Sign],
    language: Language,
) -> Box<str> {
    let mut terms = String::with_capacity(3 * letters.len());
    if letters != folded {
        terms.extend([FOLDED]);
        terms.push_str(folded);
        terms.extend([SAME_WORD, ACCENTED]);
    }
    terms.push_str(letters);
    if written != letters {
        terms.extend([SAME_WORD, CAPITALS]);
        terms.push_str(letters);
        terms.push(WRITTEN);
        terms.push_str(written);
    }
    if language.algorithm().is_some() && !is_own_stem(letters, folded, stem) {
        terms.push(SAME_WORD);
        terms.push_str(&stem_term(stem, language));
    }
    for sign in signs {
        terms.extend([SAME_WORD, SIGN]);
        terms.push_str(&sign.folded);
    }
    terms.push(NEXT_WORD);
    terms.into()
}

/// Whether a word stands under its letters for its stem, too.
pub(crate) fn is_own_stem(letters: &str, folded: &str, stem: &str) -> bool {
    letters == folded && letters == stem
}

pub(crate) fn stem_term(stem: &str, language: Language) -> String {
    // Numbers of languages as printable characters keep clear of the marks.
    format!("{STEM}{}{stem}", char::from(b'A' + language.number()))
}

pub(crate) fn sign_position(word: u32, inside: u32, is_last: bool) -> u32 {
    (word << (INSIDE + 1)) | (inside << 1) | u32::from(is_last)
}

/// The first term in what [`of`] has written for some words, whether it is the last of its
/// word, and what stands behind it.
pub(crate) fn split_first(terms: &str) -> Option<(&str, bool, &str)> {
    let ends = |byte: &u8| *byte == NEXT_WORD as u8 || *byte == SAME_WORD as u8;
    let end = terms.as_bytes().iter().position(ends)?;
    let is_last = terms.as_bytes()[end] == NEXT_WORD as u8;
    Some((&terms[..end], is_last, &terms[end + 1..]))
}

/// A place between two letters of a passage, as the number of the word and of the sign in it
/// that follow it. Words that are not cut into signs are like words of one sign.
///
/// Such places are in the order of the text. Where a word ends and where the next one begins
/// are the same place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Seam(u32);

impl Seam {
    pub(crate) fn new(word: u32, sign: u32) -> Seam {
        Seam((word << INSIDE) | sign)
    }

    /// Where the word with a number begins.
    pub(crate) fn before(word: u32) -> Seam {
        Seam::new(word, 0)
    }

    /// Where a sign begins and ends that has this position.
    pub(crate) fn around_sign(position: u32) -> (Seam, Seam) {
        let (word, inside) = (position >> (INSIDE + 1), (position >> 1) & ((1 << INSIDE) - 1));
        let begin = Seam::new(word, inside);
        let end = if position & 1 == 1 { word + 1 } else { word };
        let sign = if position & 1 == 1 { 0 } else { inside + 1 };
        (begin, Seam::new(end, sign))
    }

    /// The word that follows, or that this place is in.
    pub(crate) fn word(self) -> u32 {
        self.0 >> INSIDE
    }

    /// The sign of that word that follows.
    pub(crate) fn sign(self) -> u32 {
        self.0 & ((1 << INSIDE) - 1)
    }

    /// The next place between two words, or this one if it is between two words.
    pub(crate) fn between_words(self) -> u32 {
        self.word() + u32::from(self.sign() > 0)
    }

    /// The place so many whole words further on.
    pub(crate) fn beyond(self, words: u32) -> Seam {
        if words == 0 { self } else { Seam::before(self.between_words().saturating_add(words)) }
    }
}
