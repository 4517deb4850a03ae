//! Where the words of a passage stand.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::Language;
use crate::script::{ends, is_unspaced};

/// The most signs in one word of a script without spaces; what is longer is no word of a
/// dictionary and is cut. The index has room for so many within a word.
pub(crate) const MOST_SIGNS: usize = 60;

/// Finds the words of a passage, as places in bytes in reading order: the words of UAX 29 and
/// the emoji, cut further where transcripts run words together (`Anna:well`, `end.Then`,
/// `_stressed_`, `site_04`), and by a dictionary in scripts without spaces.
pub(crate) fn cut(passage: &str, language: Language, mut each: impl FnMut(Range<usize>)) {
    let bytes = passage.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        // No word goes on behind white space, so what stands between two of them can be cut
        // alone: plainly if it is plain, which nearly everything is in many languages.
        let start = at;
        let mut plain = true;
        while let Some(byte) = bytes.get(at).filter(|byte| !byte.is_ascii_whitespace()) {
            plain &= byte.is_ascii();
            at += 1;
        }
        if plain {
            cut_ascii(passage, start..at, language, &mut each);
        } else {
            let stretch = &passage[start..at];
            cut_any(stretch, language, |word| each(start + word.start..start + word.end));
        }
    }
}

/// The rules of UAX 29 and ours for the letters of ASCII: an apostrophe joins two letters or
/// two digits, a point, comma or semicolon joins two digits.
fn cut_ascii(
    passage: &str,
    within: Range<usize>,
    language: Language,
    each: &mut impl FnMut(Range<usize>),
) {
    let bytes = &passage.as_bytes()[..within.end];
    let mut at = within.start;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let mut start = at;
        loop {
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            let (before, after) = (bytes[at - 1], bytes.get(at + 1).copied().unwrap_or(b' '));
            let digits = before.is_ascii_digit() && after.is_ascii_digit();
            match bytes.get(at) {
                Some(b'\'') if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() => {
                    if elides(&passage[start..at], '\'', language) {
                        each(start..at);
                        start = at + 1;
                    }
                }
                Some(b'\'' | b'.' | b',' | b';') if digits => (),
                _ => break,
            }
            at += 1;
        }
        each(start..at);
    }
}

/// The same for letters of any kind.
fn cut_any(passage: &str, language: Language, mut each: impl FnMut(Range<usize>)) {
    let mut unspaced: Option<usize> = None;
    for (start, piece) in passage.split_word_bound_indices() {
        if piece.starts_with(is_unspaced) {
            unspaced.get_or_insert(start);
            continue;
        }
        if let Some(from) = unspaced.take() {
            cut_unspaced(passage, from..start, language, &mut each);
        }
        if piece.contains(begins_word) {
            divide(piece, language, |word| {
                emit(passage, start + word.start..start + word.end, &mut each);
            });
        }
    }
    if let Some(from) = unspaced {
        cut_unspaced(passage, from..passage.len(), language, &mut each);
    }
}

fn cut_unspaced(
    passage: &str,
    stretch: Range<usize>,
    language: Language,
    each: &mut impl FnMut(Range<usize>),
) {
    let mut from = stretch.start;
    for end in ends(&passage[stretch.clone()]) {
        let end = stretch.start + end;
        divide(&passage[from..end], language, |word| {
            emit(passage, from + word.start..from + word.end, each);
        });
        from = end;
    }
}

/// Hands a word on, in parts if it has too many signs.
fn emit(passage: &str, word: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
    let text = &passage[word.clone()];
    // A sign has one byte at least.
    if text.len() <= MOST_SIGNS || !text.starts_with(is_unspaced) {
        return each(word);
    }
    let mut from = 0;
    for (at, _) in text.grapheme_indices(true).step_by(MOST_SIGNS).skip(1) {
        each(word.start + from..word.start + at);
        from = at;
    }
    each(word.start + from..word.end);
}

/// Cuts one word of UAX 29 further.
fn divide(piece: &str, language: Language, mut each: impl FnMut(Range<usize>)) {
    let mut from = 0;
    let mut before = ' ';
    let mut chars = piece.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        if divides(before, c, after) || elides(&piece[from..at], c, language) {
            trim(piece, from..at, &mut each);
            from = at + c.len_utf8();
        }
        before = c;
    }
    trim(piece, from..piece.len(), &mut each);
}

fn trim(piece: &str, range: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
    if let Some(start) = piece[range.clone()].find(begins_word) {
        each(range.start + start..range.end);
    }
}

fn begins_word(c: char) -> bool {
    c.is_alphanumeric() || is_emoji(c)
}

/// Whether a character between two others parts words although UAX 29 lets it join them.
fn divides(before: char, c: char, after: char) -> bool {
    match c {
        '.' | '\u{2024}' | '\u{FE52}' | '\u{FF0E}' => {
            !(before.is_numeric() && after.is_numeric())
        }
        ':' | '\u{FE13}' | '\u{FE55}' | '\u{FF1A}' => true,
        '_'
        | '\u{202F}'
        | '\u{203F}'
        | '\u{2040}'
        | '\u{2054}'
        | '\u{FE33}'
        | '\u{FE34}'
        | '\u{FE4D}'..='\u{FE4F}'
        | '\u{FF3F}' => true,
        _ => false,
    }
}

/// Whether what stands before an apostrophe is a word of its own: `l'hôpital`.
fn elides(before: &str, c: char, language: Language) -> bool {
    let elided = language.elided_words();
    !elided.is_empty()
        && matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '\u{FF07}')
        && elided.iter().any(|word| word.eq_ignore_ascii_case(before))
}

/// The blocks that hold the emoji and the pictures of old symbol fonts. Chats say a lot in
/// them, so they can be looked for.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{cut, cut_any};
    use crate::Language;

    proptest! {
        #[test]
        fn cutting_between_spaces_changes_nothing(
            passage in "[a-cZ59'’.,;:_\"é \n\t\r\u{b}\\-🙂👩‍⚕️🇩🇪我カกา\\u{301}\\u{ad}\\u{345}\\u{200d}]{0,40}",
            language in prop::sample::select(vec![Language::French, Language::English]),
        ) {
            let (mut quickly, mut slowly) = (Vec::new(), Vec::new());
            cut(&passage, language, |word| quickly.push(word));
            cut_any(&passage, language, |word| slowly.push(word));
            prop_assert_eq!(quickly, slowly);
        }
    }
}
