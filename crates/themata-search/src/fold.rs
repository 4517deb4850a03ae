use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use crate::Language;

/// The letters of a word as they are compared when accents count: in small letters,
/// canonically composed, with one kind of apostrophe and without what cannot be seen.
///
/// Compatibility forms are left alone except the Latin ligatures, which text taken from PDF
/// files is full of.
pub(crate) fn letters(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
    let visible: String = raw.chars().filter(|&c| !is_invisible(c)).collect();
    let mut out = String::with_capacity(visible.len());
    for c in visible.to_lowercase().chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' => out.push('\''),
            // The small sigma has a second shape at the end of a word. A prefix of a word
            // must be a prefix of its folding, so both shapes become one.
            'ς' => out.push('σ'),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            c => out.push(c),
        }
    }
    out.nfc().collect()
}

/// The letters of a word as they are compared when accents do not count: the result of
/// [`letters`] without the accents that the language regards as accents.
pub(crate) fn without_accents(letters: &str, language: Language) -> String {
    if letters.is_ascii() {
        return letters.to_owned();
    }
    let mut out = String::with_capacity(letters.len());
    for c in letters.chars() {
        if language.own_letters().contains(&c) {
            out.push(c);
        } else if c == 'ß' {
            // The capital form of ß is SS, so without this the search would regard case.
            out.push_str("ss");
        } else {
            decompose_canonical(c, |part| {
                if !is_accent(part) {
                    out.push(part);
                }
            });
        }
    }
    let out: String = out.nfc().collect();
    // A word that is nothing but accents is compared by them.
    if out.is_empty() { letters.to_owned() } else { out }
}

/// Characters that steer the display and belong to no word: soft hyphens, joiners, marks of
/// direction, the byte order mark, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}')
}

/// The combining marks of the European scripts. The vowel signs of Indic and Semitic scripts
/// make other words and stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::{letters, without_accents};
    use crate::Language;

    #[track_caller]
    fn check(raw: &str, with_accents: &str, without: &str) {
        assert_eq!(letters(raw), with_accents);
        assert_eq!(without_accents(with_accents, Language::English), without);
    }

    #[test]
    fn composed_and_combining_accents_are_the_same_letters() {
        check("Caf\u{e9}", "caf\u{e9}", "cafe");
        check("Cafe\u{301}", "caf\u{e9}", "cafe");
    }

    #[test]
    fn capitals_without_a_single_small_letter_fold_too() {
        check("STRASSE", "strasse", "strasse");
        check("Straße", "straße", "strasse");
        check("ΟΔΟΣ", "οδοσ", "οδοσ");
        check("İzmir", "i\u{307}zmir", "izmir");
    }

    #[test]
    fn apostrophes_ligatures_and_soft_hyphens_do_not_matter() {
        check("Don’t", "don't", "don't");
        check("oﬃce", "office", "office");
        check("wait\u{ad}ing", "waiting", "waiting");
    }

    #[test]
    fn scripts_whose_marks_are_vowels_keep_them() {
        check("हिन्दी", "हिन्दी", "हिन्दी");
        check("한국", "한국", "한국");
    }

    #[test]
    fn a_letter_of_its_own_is_no_accented_letter() {
        assert_eq!(without_accents("gå", Language::Danish), "gå");
        assert_eq!(without_accents("gå", Language::English), "ga");
        assert_eq!(without_accents("mañana", Language::Spanish), "mañana");
    }

    #[test]
    fn nothing_folds_to_nothing() {
        assert_eq!(without_accents("\u{345}", Language::English), "\u{345}");
    }
}
