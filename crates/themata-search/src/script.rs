//! The scripts that are written without spaces between the words.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// Cuts by the dictionaries of ICU: one for Chinese and Japanese together, one each for Thai,
/// Lao, Khmer and Burmese. They are compiled in, so every machine cuts alike.
static DICTIONARY: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Whether a letter belongs to a script in which no space tells where a word ends: Han, the
/// Japanese syllabaries, Thai, Lao, Burmese and Khmer.
pub(crate) fn is_unspaced(c: char) -> bool {
    c >= '\u{E01}'
        && matches!(c,
            '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E4E}'
            | '\u{E81}'..='\u{ECE}' | '\u{EDC}'..='\u{EDF}'
            | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109F}'
            | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}' | '\u{17DD}'
            | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}'
            | '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
            | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{A9E0}'..='\u{A9EF}' | '\u{A9FA}'..='\u{A9FE}' | '\u{AA60}'..='\u{AA7F}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}'
            | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFF}')
}

/// The places at which a stretch of such letters is cut, in bytes: its end, and every place
/// inside it where a word of the dictionary ends.
pub(crate) fn ends(stretch: &str) -> impl Iterator<Item = usize> {
    DICTIONARY.segment_str(stretch).filter(|&end| end > 0)
}

#[cfg(test)]
mod tests {
    use super::{ends, is_unspaced};

    #[test]
    fn letters_are_told_from_signs_beside_them() {
        assert!("我カかไꩠ々".chars().all(is_unspaced));
        assert!(!"a한é・。，๓ก".chars().take(7).any(is_unspaced));
    }

    #[test]
    fn the_dictionary_knows_words() {
        assert_eq!(ends("ทุกสองสัปดาห์").collect::<Vec<_>>(), [9, 18, 39]);
        assert_eq!(ends("こんにちは世界").collect::<Vec<_>>(), [15, 21]);
    }
}
