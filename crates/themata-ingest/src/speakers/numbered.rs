//! Numbers before the names: `12 Ann: words`, `12. Ann: words`, as some number the turns and
//! others the lines.

use crate::line::{Line, Role};

/// Whether the paragraphs of a file are numbered: nearly all begin with a number that is
/// greater by one than the one before.
pub(super) fn is_numbered(lines: &[Line]) -> bool {
    let (mut units, mut next, mut last) = (0usize, 0usize, None);
    for line in lines.iter().filter(|line| line.opens && line.role == Role::Body) {
        units += 1;
        let Some((number, _)) = number(&line.text) else { continue };
        next += usize::from(last.is_some_and(|last| number == last + 1));
        last = Some(number);
    }
    next >= 3 && (next + 1) * 10 >= units * 8
}

/// Where a line goes on behind its number, in bytes.
pub(super) fn behind_number(text: &str) -> usize {
    number(text).map_or(0, |(_, from)| from)
}

fn number(text: &str) -> Option<(u32, usize)> {
    let start = text.len() - text.trim_start().len();
    let digits = text[start..].bytes().take(6).take_while(u8::is_ascii_digit).count();
    let value = text[start..start + digits].parse().ok()?;
    let behind = &text[start + digits..];
    let rest = behind.strip_prefix(['.', ')']).unwrap_or(behind);
    rest.starts_with([' ', '\t', '\u{a0}'])
        .then(|| (value, text.len() - rest.trim_start().len()))
}
