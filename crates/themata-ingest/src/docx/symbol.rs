//! The characters that a Word document names by a font and a code.

use crate::symbol::{symbol as in_symbol, wingding};

/// The character that a symbol font shows at a code: all of `Symbol`, and of the fonts of
/// pictures the few that transcripts and forms hold. The codes lie in an area of Unicode that
/// means something else in every font, or are bytes of the font.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    let byte = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let sign = u8::try_from(byte).ok().filter(|&byte| byte >= 0x20);
    let found = match (font, byte) {
        ("Symbol", _) => sign.and_then(in_symbol),
        ("Wingdings", _) => sign.and_then(wingding),
        ("Wingdings 2", 0xa3) => Some('☐'),
        ("Wingdings 2", 0x52) => Some('☑'),
        ("Wingdings 2", 0x54) => Some('☒'),
        _ => None,
    };
    let is_letter = code == byte && !font.starts_with("Wingdings");
    found.or_else(|| if is_letter { plain(code) } else { sign.and_then(wingding) })
}

/// A code that is Unicode's.
fn plain(code: u32) -> Option<char> {
    let is_private = (0xe000..=0xf8ff).contains(&code);
    char::from_u32(code).filter(|c| !c.is_control() && !is_private)
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn symbols_go_by_their_font() {
        assert_eq!(symbol("Symbol", "F061"), Some('α'));
        assert_eq!(symbol("Symbol", "007A"), Some('ζ'));
        assert_eq!(symbol("Symbol", "00DA"), Some('∨'));
        assert_eq!(symbol("Symbol", "F0FE"), Some('⎭'));
        assert_eq!(symbol("Wingdings", "F0FE"), Some('☑'));
        assert_eq!(symbol("Wingdings", "F0E0"), Some('→'));
        assert_eq!(symbol("", "F0B7"), Some('•'));
        assert_eq!(symbol("Arial", "00E9"), Some('é'));
        assert_eq!(symbol("Wingdings", "F099"), None);
        assert_eq!(symbol("Arial", "E123"), None);
        assert_eq!(symbol("Arial", "0007"), None);
    }
}
