/// What the font `Symbol` shows for the bytes from 0x20 and from 0xA0 on; a space where it
/// shows nothing.
const LOW: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\
                   ‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉\
                    ∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// The character that a symbol font shows at a code: all of `Symbol`, and of the fonts of
/// pictures the few that transcripts and forms hold. The codes lie in an area of Unicode that
/// means something else in every font, or are bytes of the font.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    let byte = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let found = match (font, byte) {
        ("Symbol", 0x20..=0x7e) => LOW.chars().nth(byte as usize - 0x20),
        ("Symbol", 0xa0..=0xfe) => HIGH.chars().nth(byte as usize - 0xa0),
        ("Wingdings", _) => wingdings(byte),
        ("Wingdings 2", 0xa3) => Some('☐'),
        ("Wingdings 2", 0x52) => Some('☑'),
        ("Wingdings 2", 0x54) => Some('☒'),
        _ => None,
    };
    let is_letter = code == byte && !font.starts_with("Wingdings");
    found.or_else(|| if is_letter { plain(code) } else { wingdings(byte) })
}

fn wingdings(byte: u32) -> Option<char> {
    Some(match byte {
        0x2d => '-',
        0x4a => '☺',
        0x4c => '☹',
        0x6f | 0xa8 => '☐',
        0x78 | 0xfd => '☒',
        0xa7 => '▪',
        0xb7 => '•',
        0xd8 | 0xe8 => '➢',
        0xdf => '←',
        0xe0 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfe => '☑',
        _ => return None,
    })
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
