use crate::diagnostic::{Diagnostic, Diagnostics};

/// Makes every line end `"\n"` and drops control characters, and says so.
///
/// Next to CR, LF and CR LF, the line and paragraph separators of Unicode, the next-line
/// character of mainframes, the vertical tab of a word processor's soft break and the form
/// feed of a page break end a line: each of them is seen as one by whoever reads the file.
pub(crate) fn clean(text: String, diagnostics: &mut Diagnostics) -> String {
    if !text.chars().any(|c| c != '\n' && (is_line_end(c) || is_dropped(c))) {
        return text;
    }
    let (mut changed, mut dropped) = (0u32, 0u32);
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            chars.next_if_eq(&'\n');
        }
        if is_line_end(c) {
            changed += u32::from(c != '\n');
            clean.push('\n');
        } else if is_dropped(c) {
            dropped += 1;
        } else {
            clean.push(c);
        }
    }
    if changed > 0 {
        let message = format!("{changed} line ends were not line feeds and became such");
        diagnostics.push(Diagnostic::note("line-ends-changed", message));
    }
    if dropped > 0 {
        let message = format!("{dropped} control characters were dropped");
        diagnostics.push(
            Diagnostic::warning("control-characters-dropped", message)
                .hint("if characters are missing, try another encoding"),
        );
    }
    clean
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters say nothing, and half of the world's programs stumble over them.
fn is_dropped(c: char) -> bool {
    c.is_control() && c != '\t' && !is_line_end(c)
}

/// Words without control characters and with one kind of line end, if they are not so yet.
pub(crate) fn printable(words: &str) -> Option<String> {
    // A carriage return is no line end inside of a document that has markup for it.
    let is_line_end = |c| matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_odd = |c: char| is_line_end(c) || (c.is_control() && c != '\t' && c != '\n');
    words.contains(is_odd).then(|| {
        let kept = words.chars().filter(|&c| is_line_end(c) || !is_odd(c));
        kept.map(|c| if is_line_end(c) { '\n' } else { c }).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::clean;
    use crate::diagnostic::Diagnostics;

    #[track_caller]
    fn check(input: &str, expect: &str, ids: &[&str]) {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(clean(input.to_owned(), &mut diagnostics), expect);
        let found: Vec<&str> = diagnostics.finish().iter().map(|d| d.id).collect();
        assert_eq!(found, ids);
    }

    #[test]
    fn line_ends_become_line_feeds() {
        check("a\nb\n", "a\nb\n", &[]);
        check("a\r\nb\rc\n\rd", "a\nb\nc\n\nd", &["line-ends-changed"]);
        check("a\u{2028}b\u{85}c\u{c}d", "a\nb\nc\nd", &["line-ends-changed"]);
    }

    #[test]
    fn control_characters_go_and_tabs_stay() {
        check("a\0b\tc\u{1a}", "ab\tc", &["control-characters-dropped"]);
    }
}
