//! Front matter: what stands above a Markdown text between lines of `---` or `+++` and says
//! what the text is. It becomes attributes.
//!
//! YAML and TOML are read as far as people write them by hand there: a line for each key, with
//! a value, a list or one level of further keys. What goes beyond that is kept as it is
//! written, and a remark says so.

use std::collections::HashSet;

use super::scalar::{join, list, map, quoted, scalar};
use crate::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// More lines than this are no front matter but a text between two rules.
const MOST_LINES: usize = 400;

/// What the front matter says.
pub(super) struct Front {
    pub(super) attributes: Vec<(String, String)>,
    /// How many lines it takes, its two rules included.
    pub(super) lines: usize,
}

/// Reads the front matter of a text, if it begins with some.
pub(super) fn read(source: &[&str], diagnostics: &mut Diagnostics) -> Option<Front> {
    let rule = source.first()?.trim_end();
    let is_toml = rule == "+++";
    if !is_toml && rule != "---" {
        return None;
    }
    let within = &source[1..source.len().min(MOST_LINES)];
    let is_end = |line: &str| line == rule || (!is_toml && line == "...");
    let end = within.iter().position(|line| is_end(line.trim_end()))?;
    let within = &within[..end];
    let first = within.iter().find(|line| !is_blank(line))?;
    entry(first, is_toml)?;
    let mut reader = Reader { attributes: Vec::new(), unread: Vec::new() };
    if is_toml {
        reader.toml(within);
    } else {
        reader.yaml(within, "", 0);
    }
    // No key comes twice, but a speaker does.
    let mut keys: Vec<&str> = reader.attributes.iter().map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    if !is_toml && is_talk(&reader.attributes, source.get(end + 2..).unwrap_or_default()) {
        return None;
    }
    reader.attributes.retain(|(_, value)| !value.is_empty());
    for line in reader.unread {
        let message = "this part of the front matter is kept as it is written";
        let place = Place::Line(u32::try_from(line + 2).unwrap_or(u32::MAX));
        diagnostics.push(Diagnostic::note("front-matter-unread", message).at(place));
    }
    Some(Front { attributes: reader.attributes, lines: end + 2 })
}

/// Keys that no speaker is called by.
const KNOWN: [&str; 14] = [
    "title", "subtitle", "author", "authors", "date", "project", "language", "lang", "version",
    "id", "file", "location", "duration", "recorded",
];

/// Whether what looks like front matter is a talk between two rules: its keys speak on below
/// it, or they are names and what they have are sentences.
fn is_talk(attributes: &[(String, String)], below: &[&str]) -> bool {
    let keys: HashSet<&str> = attributes.iter().map(|(key, _)| key.as_str()).collect();
    if keys.iter().any(|key| KNOWN.contains(&key.to_lowercase().as_str())) {
        return false;
    }
    let speaks = |line: &&str| {
        let line = line.trim_start().trim_start_matches(['*', '_']);
        let name = line.split_once(':').map(|(name, _)| name.trim_end_matches(['*', '_']));
        name.is_some_and(|name| keys.contains(name.trim_end()))
    };
    let is_plain = |key: &&str| key.starts_with(char::is_lowercase);
    let is_sentence = |value: &str| value.ends_with(['?', '.', '!']);
    below.iter().any(speaks)
        || (!keys.iter().any(is_plain) && attributes.iter().any(|(_, v)| is_sentence(v)))
}

struct Reader {
    attributes: Vec<(String, String)>,
    /// The lines at which something is kept as it is written.
    unread: Vec<usize>,
}

impl Reader {
    /// Reads lines of `key: value`, the first of which is so far below the top. What follows a
    /// key further to the right belongs to it.
    fn yaml(&mut self, lines: &[&str], prefix: &str, offset: usize) {
        let mut at = 0;
        while at < lines.len() {
            if is_blank(lines[at]) {
                at += 1;
                continue;
            }
            let inset = indent(lines[at]);
            let belongs = |line: &&&str| {
                is_blank(line)
                    || indent(line) > inset
                    || (indent(line) == inset && is_item(line))
            };
            let below = lines[at + 1..].iter().take_while(belongs).count();
            let under = &lines[at + 1..at + 1 + below];
            match entry(lines[at], false) {
                Some((key, value)) => {
                    let key = format!("{prefix}{key}");
                    self.value(key, value, under, prefix.is_empty(), offset + at);
                }
                None => self.keep(prefix, &lines[at..=at + below], offset + at),
            }
            at += 1 + below;
        }
    }

    fn value(&mut self, key: String, value: &str, under: &[&str], top: bool, at: usize) {
        let under_is_blank = under.iter().all(|line| is_blank(line));
        let is_empty = value.is_empty() || value.starts_with('#');
        if is_empty && !under_is_blank {
            let mut said = under.iter().filter(|line| !is_blank(line));
            if said.clone().all(|line| is_item(line)) {
                let item = |line: &&str| simple_item(line.trim_start());
                match said.map(item).collect::<Option<Vec<_>>>() {
                    Some(values) => self.attributes.push((key, join(values))),
                    None => self.keep(&key, under, at),
                }
            } else if top && said.all(|line| !is_item(line)) && is_flat(under) {
                self.yaml(under, &format!("{key}."), at + 1);
            } else {
                self.keep(&key, under, at);
            }
            return;
        }
        if let Some(block) = value.strip_prefix(['|', '>']) {
            let is_header = block.trim().chars().all(|c| matches!(c, '+' | '-' | '0'..='9'));
            let between = if value.starts_with('|') { "\n" } else { " " };
            let lines: Vec<&str> = under.iter().map(|line| line.trim()).collect();
            if is_header {
                self.attributes.push((key, lines.join(between).trim().to_owned()));
                return;
            }
        }
        // A value may go on in the lines below it.
        let whole = under.iter().filter(|line| !is_blank(line)).fold(
            value.to_owned(),
            |mut whole, line| {
                whole.push(' ');
                whole.push_str(line.trim());
                whole
            },
        );
        if let Some(value) = scalar(&whole).or_else(|| list(&whole)) {
            self.attributes.push((key, value));
        } else if let Some(pairs) = map(&whole) {
            let named = |(inner, value)| (format!("{key}.{inner}"), value);
            self.attributes.extend(pairs.into_iter().map(named));
        } else {
            self.unread.push(at);
            self.attributes.push((key, whole));
        }
    }

    fn toml(&mut self, lines: &[&str]) {
        let mut prefix = String::new();
        let mut at = 0;
        while at < lines.len() {
            let (line, first) = (lines[at].trim(), at);
            at += 1;
            if is_blank(line) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                match name.strip_suffix(']').filter(|name| !name.starts_with('[')) {
                    Some(name) => prefix = format!("{}.", name.trim().replace('"', "")),
                    None => {
                        prefix = format!("{}.", name.trim_matches(['[', ']']).trim());
                        self.unread.push(first);
                    }
                }
                continue;
            }
            let Some((key, value)) = entry(line, true) else {
                self.keep("", &lines[first..at], first);
                continue;
            };
            let key = format!("{prefix}{key}");
            let mut whole = value.to_owned();
            let three = ["\"\"\"", "'''"].into_iter().find(|mark| value.starts_with(mark));
            let goes_on = |whole: &str| match three {
                Some(mark) => !whole[mark.len()..].contains(mark),
                None => whole.starts_with('[') && list(whole).is_none(),
            };
            while goes_on(&whole) && at < lines.len() && at - first < 50 {
                whole.push(if three.is_some() { '\n' } else { ' ' });
                whole.push_str(lines[at].trim());
                at += 1;
            }
            let read = match three {
                Some(mark) => {
                    let inner = whole[mark.len()..].split(mark).next().unwrap_or_default();
                    Some(inner.trim().to_owned())
                }
                None => scalar(&whole).or_else(|| list(&whole)),
            };
            match (read, map(&whole)) {
                (Some(value), _) => self.attributes.push((key, value)),
                (None, Some(pairs)) => {
                    let named = |(inner, value)| (format!("{key}.{inner}"), value);
                    self.attributes.extend(pairs.into_iter().map(named));
                }
                (None, None) => {
                    self.unread.push(first);
                    self.attributes.push((key, whole));
                }
            }
        }
    }

    /// Keeps lines as they are written.
    fn keep(&mut self, key: &str, lines: &[&str], at: usize) {
        self.unread.push(at);
        let key = key.trim_end_matches('.');
        let key = if key.is_empty() { "front matter" } else { key };
        let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        self.attributes.push((key.to_owned(), lines.join("\n").trim().to_owned()));
    }
}

/// The key and the value of a line.
fn entry(line: &str, is_toml: bool) -> Option<(String, &str)> {
    let line = line.trim();
    let sign = if is_toml { '=' } else { ':' };
    let (key, rest) = match line.chars().next()? {
        quote @ ('"' | '\'') => quoted(line, quote)?,
        '#' | '-' | '?' | '[' | '{' => return None,
        _ => {
            let at = line.find(sign)?;
            (line[..at].trim_end().to_owned(), &line[at..])
        }
    };
    let value = rest.trim_start().strip_prefix(sign)?;
    let apart = is_toml || value.is_empty() || value.starts_with([' ', '\t']);
    (apart && !key.is_empty() && key.chars().count() <= 60).then(|| (key, value.trim()))
}

/// The value of `- value`, if it is one.
fn simple_item(line: &str) -> Option<String> {
    let value = line.strip_prefix('-')?.trim();
    let is_entry = !value.starts_with(['"', '\'']) && entry(value, false).is_some();
    if is_entry || is_item(value) { None } else { scalar(value) }
}

/// Whether all lines that say something stand equally far to the right.
fn is_flat(lines: &[&str]) -> bool {
    let mut insets = lines.iter().filter(|line| !is_blank(line)).map(|line| indent(line));
    let first = insets.next();
    insets.all(|inset| Some(inset) == first)
}

fn is_item(line: &str) -> bool {
    let line = line.trim();
    line == "-" || line.starts_with("- ")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line says nothing: it is blank or a comment.
fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}
