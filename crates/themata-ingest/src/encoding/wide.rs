//! UTF-16 and UTF-32 without a byte order mark.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::{Encoding, Scheme};

/// Finds UTF-16 and UTF-32 by their zero bytes. A text in a script other than Latin still has
/// spaces and line ends, whose upper bytes are zero, and no zero in a lower byte.
pub(super) fn detect(bytes: &[u8]) -> Option<Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return None;
    }
    if let Some(big) = utf32(bytes) {
        return Some(Encoding(Scheme::Utf32 { big }));
    }
    let mut zeros = [0usize; 2];
    for (at, _) in bytes.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
        zeros[at % 2] += 1;
    }
    let [even, odd] = zeros;
    let (scheme, upper, lower) =
        if odd > even { (UTF_16LE, odd, even) } else { (UTF_16BE, even, odd) };
    // Characters beyond the first plane have zeros in lower bytes too.
    // A single zero is met in any text.
    let enough = upper >= 2 && upper * 100 >= bytes.len() && lower * 20 <= upper;
    let foreign = std::str::from_utf8(bytes).is_err();
    let (text, replaced) = scheme.decode_without_bom_handling(bytes);
    let fits =
        !replaced && (enough || (foreign && upper >= 2 && lower < upper && is_plain(&text)));
    fits.then_some(Encoding(Scheme::Named(scheme)))
}

/// Whether bytes are UTF-32, and whether the greatest byte comes first: every unit is a
/// character, which no other text of some length comes near.
fn utf32(bytes: &[u8]) -> Option<bool> {
    if !bytes.len().is_multiple_of(4) {
        return None;
    }
    [false, true].into_iter().find(|&big| {
        bytes.chunks_exact(4).all(|unit| {
            let unit = [unit[0], unit[1], unit[2], unit[3]];
            let code = if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
            code != 0 && char::from_u32(code).is_some()
        })
    })
}

/// Whether a text holds nothing that a text does not hold: it has spaces or line ends, no
/// control characters, and letters mostly.
fn is_plain(text: &str) -> bool {
    let (mut letters, mut blanks, mut all) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        let is_odd = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if is_odd || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}') {
            return false;
        }
        all += 1;
        letters += usize::from(c.is_alphanumeric());
        blanks += usize::from(matches!(c, ' ' | '\n' | '\r' | '\u{3000}'));
    }
    blanks > 0 && (letters + blanks) * 10 >= all * 7
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[track_caller]
    fn check(text: &str) {
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&big).map(|e| e.name()), Some("UTF-16BE"));
        assert_eq!(detect(&little).map(|e| e.name()), Some("UTF-16LE"));
        let big: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        let little: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(detect(&big).map(|e| e.name()), Some("UTF-32BE"));
        assert_eq!(detect(&little).map(|e| e.name()), Some("UTF-32LE"));
    }

    #[test]
    fn in_every_plane() {
        check("I: Hello.\nP: Hi.\n");
        check("Интервьюер: да?\nРеспондент: нет.\n");
        check("𐐀𐐁𐐂 𐐃𐐄𐐅 𐐆𐐇𐐈\n𐐀𐐁𐐂 𐐃𐐄𐐅\n");
        let long = "我們那時候什麼都沒有後來才慢慢地好起來".repeat(12);
        check(&format!("{long}\n{long}\n"));
    }

    #[test]
    fn zeros_in_other_texts() {
        assert_eq!(detect(b"I: hello\0\0 world").map(|e| e.name()), None);
        assert_eq!(detect(b"caf\xe9 na\xefve \0 x").map(|e| e.name()), None);
    }
}
