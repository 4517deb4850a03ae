/// The character that a symbol font shows at a code, for the few that transcripts hold. The
/// codes lie in an area of Unicode that means something else in every font.
pub(super) fn symbol(code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    Some(match code {
        0xf0b7 | 0xf0a8 => '•',
        0xf0a7 => '▪',
        0xf0d8 | 0xf0e8 => '➢',
        0xf0e0 => '→',
        0xf0df => '←',
        0xf0fc => '✓',
        0xf0fb => '✗',
        0xf04a => '☺',
        0xf04c => '☹',
        0xf02d => '-',
        0xe000..=0xf8ff => return None,
        _ => return char::from_u32(code).filter(|c| !c.is_control()),
    })
}
