//! What the two fonts of signs that every Windows has show at a byte. Word processors store
//! bullets, ticks and Greek letters as bytes of such a font.

/// What the font Symbol shows: Greek letters and signs of mathematics.
pub(crate) fn symbol(byte: u8) -> Option<char> {
    let (table, first) = match byte {
        0x00..=0x1f => return Some(char::from(byte)),
        0x20..=0x3f => (" !∀#∃%&∋()∗+,−./0123456789:;<=>?", 0x20),
        0x40..=0x5f => ("≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_", 0x40),
        0x60..=0x7e => ("‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼", 0x60),
        0xa0..=0xbf => ("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵", 0xa0),
        0xc0..=0xdf => ("ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓", 0xc0),
        0xe0..=0xef => ("◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪", 0xe0),
        0xf1..=0xfe => ("〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", 0xf1),
        _ => return None,
    };
    table.chars().nth(usize::from(byte - first))
}

/// What the font Wingdings shows, for the few signs that transcripts and forms hold.
pub(crate) fn wingding(byte: u8) -> Option<char> {
    Some(match byte {
        0x00..=0x20 => char::from(byte),
        0x2d => '-',
        0x4a => '☺',
        0x4b => '😐',
        0x4c => '☹',
        0x6c => '●',
        0x6e => '■',
        0x6f | 0xa8 => '☐',
        0x71 => '❑',
        0x76 => '❖',
        0x78 | 0xfd => '☒',
        0xa7 => '▪',
        0xb7 => '•',
        0xd8 | 0xe8 => '➢',
        0xdf => '←',
        0xe0 => '→',
        0xe1 => '↑',
        0xe2 => '↓',
        0xfb => '✗',
        0xfc => '✓',
        0xfe => '☑',
        _ => return None,
    })
}

/// The number of a sign in the area of Unicode that means something else in every font, cut
/// down to the byte that it is in a font of signs.
pub(crate) fn private_byte(c: char) -> Option<u8> {
    let code = u32::from(c).checked_sub(0xf000)?;
    u8::try_from(code).ok().filter(|&byte| byte >= 0x20)
}

#[cfg(test)]
mod tests {
    use super::{private_byte, symbol, wingding};

    #[test]
    fn signs_stand_at_their_bytes() {
        let shown: String =
            b"abGW~\xa3\xb7\xde\xe5\xfe".iter().filter_map(|&b| symbol(b)).collect();
        assert_eq!(shown, "αβΓΩ∼≤•⇒∑⎭");
        assert_eq!((symbol(0x5f), symbol(0x7f), symbol(0xbf)), (Some('_'), None, Some('↵')));
        assert_eq!(
            (wingding(b'J'), wingding(0xe0), wingding(b'a')),
            (Some('☺'), Some('→'), None)
        );
        assert_eq!((private_byte('\u{f0b7}'), private_byte('a')), (Some(0xb7), None));
    }
}
