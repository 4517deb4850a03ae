//! The markup inside a caption: voices, styles, times and character references.

use memchr::memchr;

use crate::entity::entity;

/// A stretch of a caption with the voice that the markup gives it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Voiced {
    pub(super) voice: Option<String>,
    pub(super) words: String,
}

/// Splits a caption at its voices and drops the rest of its markup. Line ends stay.
pub(super) fn voices(payload: &str) -> Vec<Voiced> {
    let mut found: Vec<Voiced> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut words = String::new();
    let mut rest = payload;
    while let Some(at) = rest.find(['<', '&', '{', '[']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        match markup(rest) {
            Some((Markup::Voice(name), len)) => {
                flush(&mut found, &open, &mut words);
                open.push(name);
                rest = &rest[len..];
            }
            Some((Markup::VoiceEnd, len)) => {
                flush(&mut found, &open, &mut words);
                open.pop();
                rest = &rest[len..];
            }
            Some((Markup::Character(c), len)) => {
                words.push(c);
                rest = &rest[len..];
            }
            Some((Markup::Style, len)) => rest = &rest[len..],
            None => {
                words.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    words.push_str(rest);
    flush(&mut found, &open, &mut words);
    found
}

fn flush(found: &mut Vec<Voiced>, open: &[String], words: &mut String) {
    if !words.trim().is_empty() {
        found.push(Voiced { voice: open.last().cloned(), words: std::mem::take(words) });
    }
    words.clear();
}

enum Markup {
    Voice(String),
    VoiceEnd,
    Style,
    Character(char),
}

/// The longest piece of markup, in bytes, that is looked for. A bracket that nothing closes
/// must not make every later one search to the end.
const LONGEST: usize = 300;

fn markup(text: &str) -> Option<(Markup, usize)> {
    let window = &text.as_bytes()[..text.len().min(LONGEST)];
    match window[0] {
        b'&' => {
            let (c, len) = entity(text)?;
            Some((Markup::Character(c), len))
        }
        // The line end of SBV.
        b'[' => text.starts_with("[br]").then_some((Markup::Character('\n'), 4)),
        // `{\an8}` of the SubStation family, met in SRT files.
        b'{' => {
            let end = memchr(b'}', window)?;
            text[1..].starts_with('\\').then_some((Markup::Style, end + 1))
        }
        _ => {
            let end = memchr(b'>', window)?;
            let inner = &text[1..end];
            let (closing, body) = match inner.strip_prefix('/') {
                Some(body) => (true, body),
                None => (false, inner),
            };
            let stop = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
            let kind = body[..stop].to_ascii_lowercase();
            let found = match kind.as_str() {
                "v" if closing => Markup::VoiceEnd,
                "v" => {
                    let name =
                        body.split_once(char::is_whitespace).map_or("", |(_, name)| name);
                    Markup::Voice(unescape(name))
                }
                "c" | "i" | "b" | "u" | "s" | "em" | "strong" | "font" | "lang" | "ruby"
                | "rt" | "span" | "br" | "p" => Markup::Style,
                _ if body.starts_with(|c: char| c.is_ascii_digit()) && body.contains(':') => {
                    Markup::Style
                }
                _ => return None,
            };
            Some((found, end + 1))
        }
    }
}

/// A voice's name with its references resolved.
fn unescape(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name.trim();
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let (c, len) = entity(&rest[at..]).unwrap_or(('&', 1));
        plain.push(c);
        rest = &rest[at + len..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::voices;

    #[track_caller]
    fn check(input: &str, expect: &str) {
        let shown: Vec<String> = voices(input)
            .iter()
            .map(|v| format!("{}| {}", v.voice.as_deref().unwrap_or("-"), v.words.trim()))
            .collect();
        assert_eq!(shown.join("\n"), expect);
    }

    #[test]
    fn voices_may_nest_and_need_no_end() {
        check(
            "<v.loud Mary Ann O'Neil><i>Hello</i> <v Bob>inner</v></v>\n<v Esme>second",
            "Mary Ann O'Neil| Hello\nBob| inner\nEsme| second",
        );
    }

    #[test]
    fn styles_and_times_go_and_references_are_resolved() {
        check(
            "<00:03.500><c.yellow> rolling</c> &lt;x&gt; {\\an8}R&amp;D",
            "-| rolling <x> R&D",
        );
    }

    #[test]
    fn what_is_no_markup_stays() {
        check(
            "I <3 you & <unclear> {sic} a < b &x;",
            "-| I <3 you & <unclear> {sic} a < b &x;",
        );
    }
}
