//! Second thoughts about a guess. The detector knows the encodings of the web; files of old
//! Macs are not among them, and Hungarian in windows-1250 differs from windows-1252 in two
//! letters.

use encoding_rs::{Encoding, ISO_8859_2, MACINTOSH, WINDOWS_1250, WINDOWS_1252};
use encoding_rs::{WINDOWS_1251, WINDOWS_1254, WINDOWS_1257, X_MAC_CYRILLIC};

/// As much of a file as is looked at.
const ENOUGH: usize = 200_000;
/// Words that a Hungarian text of some length holds.
const HUNGARIAN: [&str; 4] = [" hogy ", " nem ", " egy ", " az "];

/// The encoding that a guess should have been, if another fits far better.
pub(super) fn reconsider(bytes: &[u8], guess: &'static Encoding) -> &'static Encoding {
    let bytes = &bytes[..bytes.len().min(ENOUGH)];
    if guess == WINDOWS_1251 {
        // Both have the small letters in the same places, all but the last.
        let (mac, windows) = (fit(bytes, X_MAC_CYRILLIC), fit(bytes, guess));
        return if mac >= 950 && mac > windows { X_MAC_CYRILLIC } else { guess };
    }
    let is_latin = [WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, ISO_8859_2];
    if !is_latin.contains(&guess) {
        return guess;
    }
    if guess == WINDOWS_1252 && is_hungarian(bytes) {
        return WINDOWS_1250;
    }
    let fit = fit(bytes, guess);
    let better = [MACINTOSH, X_MAC_CYRILLIC]
        .into_iter()
        .map(|other| (self::fit(bytes, other), other))
        .max_by_key(|&(fit, _)| fit);
    match better {
        // A short text proves little, and the guess was made by one who knows languages.
        Some((best, other)) if best >= 950 && fit < 700 => other,
        _ => guess,
    }
}

fn is_hungarian(bytes: &[u8]) -> bool {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let doubled = text.contains(['õ', 'û', 'Õ', 'Û']);
    doubled
        && !text.contains(['ã', 'ç', 'ê', 'è', 'ñ', 'å', 'ä'])
        && HUNGARIAN.iter().filter(|word| text.contains(*word)).count() >= 3
}

/// How natural a text looks in an encoding: of a thousand characters beyond ASCII, how many
/// stand where such characters stand. Letters go with letters of their script, small letters
/// follow any, capitals follow capitals or begin a word, quotation marks stand at its ends.
fn fit(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (mut good, mut all) = (0usize, 0usize);
    let (mut letters, mut accented) = (0usize, 0usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        letters += usize::from(c.is_alphabetic());
        if !c.is_ascii() {
            accented += usize::from(c.is_alphabetic());
            let behind = chars.peek().copied().unwrap_or(' ');
            all += 1;
            good += usize::from(is_natural(before, c, behind));
        }
        before = c;
    }
    let is_cyrillic_too = encoding == X_MAC_CYRILLIC || encoding == WINDOWS_1251;
    // No language that is written in Latin letters has more letters with accents than without.
    if !is_cyrillic_too && accented * 2 > letters {
        return 0;
    }
    good * 1_000 / all.max(1)
}

fn is_natural(before: char, c: char, behind: char) -> bool {
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{4ff}');
    let mixed = |other: char| other.is_alphabetic() && is_cyrillic(other) != is_cyrillic(c);
    match c {
        _ if c.is_alphabetic() && (mixed(before) || mixed(behind)) => false,
        // The ordinal signs are letters to Unicode and not to whoever reads.
        'ª' | 'º' => before.is_ascii_digit(),
        _ if c.is_lowercase() => before.is_alphabetic() || behind.is_alphabetic(),
        _ if c.is_uppercase() => !before.is_lowercase(),
        '“' | '‘' | '„' => !before.is_alphanumeric(),
        '’' | '”' | '…' => !before.is_whitespace(),
        '¿' | '¡' => behind.is_alphanumeric(),
        '«' | '»' => !(before.is_alphanumeric() && behind.is_alphanumeric()),
        '–' | '—' | '\u{a0}' | '•' | '€' | '£' | '°' | '§' | '№' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{KOI8_R, WINDOWS_1250, WINDOWS_1252, X_MAC_CYRILLIC};

    use super::reconsider;

    #[test]
    fn files_of_old_macs() {
        // `Il a été là, « près » d’elle, même âgée` as a Mac wrote it.
        let bytes = b"Il a \x8et\x8e l\x88, \xc7 pr\x8fs \xc8 d\xd5elle, m\x90me \x89g\x8ee";
        assert_eq!(reconsider(bytes, WINDOWS_1252).name(), "macintosh");
        // `Что было потом?`
        let bytes = b"\x97\xf2\xee \xe1\xfb\xeb\xee \xef\xee\xf2\xee\xec?";
        assert_eq!(reconsider(bytes, WINDOWS_1252), X_MAC_CYRILLIC);
    }

    #[test]
    fn hungarian() {
        let bytes = b"Az, hogy egy id\xf5s ember nem tudja az utat, hogy nem megy.";
        assert_eq!(reconsider(bytes, WINDOWS_1252), WINDOWS_1250);
    }

    #[test]
    fn a_guess_that_fits_stays() {
        let bytes = b"Il a \xe9t\xe9 l\xe0, d\x92elle, m\xeame \xe2g\xe9e, S\xe3o Paulo";
        assert_eq!(reconsider(bytes, WINDOWS_1252), WINDOWS_1252);
        let bytes = b"\xfe\xd4\xcf \xc2\xd9\xcc\xcf \xd0\xcf\xd4\xcf\xcd?";
        assert_eq!(reconsider(bytes, KOI8_R), KOI8_R);
    }
}
