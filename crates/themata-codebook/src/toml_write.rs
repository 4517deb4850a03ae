use std::fmt::Write as _;

use crate::{Code, CodeState, Codebook};

/// The codebook as a TOML file for people to edit and compare: codes in tree order, parents
/// by name, what is at its default left out.
///
/// [`from_toml`](crate::from_toml) reads it back as [`Codebook::sorted`].
#[must_use]
pub fn to_toml(codebook: &Codebook) -> String {
    let mut out = String::new();
    text(&mut out, "title", &codebook.title);
    text(&mut out, "rules", &codebook.rules);
    for &code in codebook.in_tree_order() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str("[[code]]\n");
        table(&mut out, codebook, &codebook[code]);
    }
    out
}

fn table(out: &mut String, codebook: &Codebook, code: &Code) {
    line(out, "name", &basic(&code.name));
    if let Some(parent) = code.parent {
        line(out, "parent", &basic(&codebook[parent].name));
    }
    text(out, "short", &code.short);
    text(out, "definition", &code.definition);
    text(out, "use_when", &code.use_when);
    text(out, "do_not_use_when", &code.do_not_use_when);
    examples(out, &code.examples);
    if let Some(colour) = code.colour {
        line(out, "colour", &basic(&colour.to_string()));
    }
    if !code.assignable {
        line(out, "assignable", "false");
    }
    match code.state {
        CodeState::Active => {}
        CodeState::Retired => line(out, "retired", "true"),
        CodeState::Merged { into } => {
            line(out, "merged_into", &basic(&codebook[into].name));
        }
    }
}

fn text(out: &mut String, key: &str, text: &str) {
    if !text.is_empty() {
        line(out, key, &string(text));
    }
}

fn examples(out: &mut String, examples: &[String]) {
    match examples {
        [] => {}
        [only] if !is_long(only) => line(out, "examples", &format!("[{}]", basic(only))),
        many => {
            let list: String =
                many.iter().map(|example| format!("    {},\n", string(example))).collect();
            line(out, "examples", &format!("[\n{list}]"));
        }
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(" = ");
    out.push_str(value);
    out.push('\n');
}

/// A text that would make its line longer than this stands on lines of its own.
const LONGEST_IN_LINE: usize = 72;

fn is_long(text: &str) -> bool {
    text.contains('\n') || text.chars().count() > LONGEST_IN_LINE
}

fn string(text: &str) -> String {
    if is_long(text) { block(text) } else { basic(text) }
}

/// A string on one line.
fn basic(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter => push(&mut out, letter),
        }
    }
    out.push('"');
    out
}

/// A string on lines of its own. The line break before its end is dropped again on reading,
/// as all white space is at the end of a text.
fn block(text: &str) -> String {
    let mut out = String::from("\"\"\"\n");
    let mut quotes = 0;
    for letter in text.chars() {
        quotes = if letter == '"' { quotes + 1 } else { 0 };
        match letter {
            // Three quotes in a row would end the string.
            '"' if quotes == 3 => {
                out.push_str("\\\"");
                quotes = 0;
            }
            '\\' => out.push_str("\\\\"),
            '\n' | '\t' => out.push(letter),
            letter => push(&mut out, letter),
        }
    }
    out.push_str("\n\"\"\"");
    out
}

/// TOML holds no control characters as such.
fn push(out: &mut String, letter: char) {
    if letter.is_ascii_control() {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\u{:04X}", u32::from(letter));
    } else {
        out.push(letter);
    }
}
