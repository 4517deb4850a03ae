use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, decompose_compatible};

use crate::Language;

/// The letters of a word as they are compared when even case counts: canonically composed,
/// with one kind of apostrophe, in the usual width and without what cannot be seen.
///
/// Compatibility forms are left alone except the Latin ligatures, which text taken from PDF
/// files is full of, the long s, and the wide and narrow letters of East Asian typing.
pub(crate) fn written(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars().filter(|&c| !is_invisible(c)) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' => out.push('\''),
            'ς' => out.push('σ'),
            'ſ' => out.push('s'),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{FF01}'..='\u{FF5E}' | '\u{FF65}'..='\u{FFDC}' => {
                decompose_compatible(c, |part| out.push(part));
            }
            c => out.push(c),
        }
    }
    let out: String = out.nfc().collect();
    // A word that is nothing but what cannot be seen is compared by that.
    if out.is_empty() { raw.to_owned() } else { out }
}

/// The letters of a word as they are compared when accents count: the result of [`written`]
/// in small letters.
pub(crate) fn letters(written: &str, language: Language) -> String {
    if language == Language::Turkish && written.contains(['I', 'İ']) {
        let small: String = written
            .chars()
            .map(|c| match c {
                'I' => 'ı',
                'İ' => 'i',
                c => c,
            })
            .collect();
        return small_letters(&small);
    }
    small_letters(written)
}

fn small_letters(written: &str) -> String {
    if written.is_ascii() {
        return written.to_ascii_lowercase();
    }
    // The small sigma has a second shape at the end of a word. A prefix of a word must be a
    // prefix of its folding, so both shapes become one.
    let small = written.to_lowercase();
    small.chars().map(|c| if c == 'ς' { 'σ' } else { c }).nfc().collect()
}

/// The letters of a word as they are compared when accents do not count: the result of
/// [`letters`] without the accents that the language regards as accents.
pub(crate) fn without_accents(letters: &str, language: Language) -> String {
    if letters.is_ascii() {
        return letters.to_owned();
    }
    let mut out = String::with_capacity(letters.len());
    for c in letters.chars() {
        if language.owns(c) {
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
/// direction, the byte order mark, variation selectors, the line that stretches Arabic words.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}')
}

/// The combining marks of the European scripts, and the vowel signs, points and hamzas of
/// Arabic and Hebrew, which most texts leave out. The vowel signs of Indic scripts make other
/// words and stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}'
        | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}'
        | '\u{6EA}'..='\u{6ED}')
}

#[cfg(test)]
mod tests {
    use super::{letters, without_accents, written};
    use crate::Language;

    #[track_caller]
    fn check(raw: &str, with_accents: &str, without: &str) {
        assert_eq!(letters(&written(raw), Language::English), with_accents);
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
    fn each_language_has_its_small_letters_and_its_own_letters() {
        assert_eq!(letters("DIŞ İÇ", Language::Turkish), "dış iç");
        assert_eq!(without_accents("işçi", Language::Turkish), "işçi");
        assert_eq!(without_accents("ёлкой", Language::Russian), "елкой");
        assert_eq!(without_accents("tűz", Language::Hungarian), "tűz");
    }

    #[test]
    fn vowel_signs_that_most_texts_leave_out_do_not_count() {
        check("مُعَلِّم", "مُعَلِّم", "معلم");
        check("أحمد", "أحمد", "احمد");
        check("سـلام", "سلام", "سلام");
        check("שָׁלוֹם", "שָׁלוֹם", "שלום");
    }

    #[test]
    fn wide_and_narrow_letters_are_alike() {
        check("Ｎｅｔ", "net", "net");
        check("ｶﾞｽ", "ガス", "ガス");
    }

    #[test]
    fn nothing_folds_to_nothing() {
        assert_eq!(written("\u{640}"), "\u{640}");
        assert_eq!(without_accents("\u{345}", Language::English), "\u{345}");
    }
}
