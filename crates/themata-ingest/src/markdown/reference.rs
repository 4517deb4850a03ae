//! Character references, HTML elements, autolinks and the ends of links.

use std::collections::HashSet;

use memchr::{memchr, memmem};

use crate::entity::entity;

/// What a piece of markup shows.
pub(super) enum Piece {
    Words(String),
    Break,
}

/// The longest element, reference or link target that is looked for, in bytes.
const LONGEST: usize = 2_000;

const ELEMENTS: [&str; 50] = [
    "a",
    "abbr",
    "audio",
    "b",
    "blockquote",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
];

/// Reads the `<…>` or `&…;` that a text begins with.
pub(super) fn read(text: &str) -> Option<(Piece, usize)> {
    if text.starts_with('&') {
        return entity(text).map(|(c, len)| (Piece::Words(c.to_string()), len));
    }
    if let Some(comment) = text.strip_prefix("<!--") {
        // A comment that nothing closes is none, and is not looked for again and again.
        let window = &comment.as_bytes()[..comment.len().min(10 * LONGEST)];
        let end = memmem::find(window, b"-->")?;
        return Some((Piece::Words(String::new()), end + 7));
    }
    let window = &text.as_bytes()[..text.len().min(LONGEST)];
    let end = memchr(b'>', window)?;
    let inside = &text[1..end];
    let is_link = !inside.contains([' ', '<'])
        && (inside.contains("://") || inside.starts_with("mailto:") || is_address(inside));
    if is_link {
        return Some((Piece::Words(inside.to_owned()), end + 1));
    }
    let body = inside.strip_prefix('/').unwrap_or(inside);
    let stop = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    let name = body[..stop].to_ascii_lowercase();
    let behind = body[stop..].chars().next();
    if behind.is_some_and(|c| !c.is_whitespace() && c != '/') {
        return None;
    }
    match name.as_str() {
        "br" => Some((Piece::Break, end + 1)),
        name if ELEMENTS.contains(&name) => Some((Piece::Words(String::new()), end + 1)),
        _ => None,
    }
}

fn is_address(inside: &str) -> bool {
    inside.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

/// The length of what follows a closing bracket if the two make a link: `(target)`, `[name]`,
/// or nothing where the words in the brackets are themselves the name of a target.
pub(super) fn link(behind: &str, inside: &str, references: &HashSet<String>) -> Option<usize> {
    if behind.starts_with('(') {
        return target(behind);
    }
    if let Some(rest) = behind.strip_prefix('[') {
        let window = &rest.as_bytes()[..rest.len().min(LONGEST)];
        if let Some(end) = memchr(b']', window) {
            let name = if end == 0 { inside } else { &rest[..end] };
            if references.contains(&fold(name)) {
                return Some(end + 2);
            }
        }
    }
    (!references.is_empty() && inside.len() < LONGEST && references.contains(&fold(inside)))
        .then_some(0)
}

fn target(text: &str) -> Option<usize> {
    let (mut depth, mut escaped) = (0usize, false);
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            // Nobody nests deeper, and a text of nothing but brackets must end soon.
            b'(' if depth == 32 => return None,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return is_target(&text[1..at]).then_some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// An address without white space, and perhaps a title in quotation marks.
fn is_target(inside: &str) -> bool {
    let inside = inside.trim();
    let address = inside.split(char::is_whitespace).next().unwrap_or_default();
    let title = inside[address.len()..].trim();
    title.is_empty() || title.starts_with(['"', '\'', '(']) || address.starts_with('<')
}

/// The name and the length of a definition such as `[name]: https://…`, which shows nothing.
///
/// The address must look like one: `[Ann]: Hello` is a speaker.
pub(super) fn definition(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix('[')?;
    let (name, target) = rest.split_once("]:")?;
    let target = target.trim();
    let address = target.split(char::is_whitespace).next().unwrap_or_default();
    let looks_like_one = address.starts_with(['/', '#', '<'])
        || address.contains("://")
        || address.contains("www.");
    let title = target[address.len()..].trim();
    let is_definition =
        looks_like_one && (title.is_empty() || title.starts_with(['"', '\'', '(']));
    (is_definition && !name.starts_with('^')).then(|| fold(name))
}

fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
