//! As much of style sheets as tells what is hidden and what is bold.

use std::collections::HashMap;

use super::facts::Fate;

/// What a list of declarations says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) fate: Fate,
    pub(super) bold: Option<bool>,
    /// Whether white space counts.
    pub(super) pre: Option<bool>,
    pub(super) block: bool,
    /// Whether it holds the notes of a document from a word processor.
    pub(super) note: bool,
}

/// Reads a list of declarations.
pub(super) fn declared(text: &str) -> Style {
    let mut style = Style::default();
    for declaration in text.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.split('!').next().unwrap_or_default().trim();
        let is = |word: &str| value.eq_ignore_ascii_case(word);
        match name.trim().to_ascii_lowercase().as_str() {
            "display" if is("none") => style.fate = Fate::Hidden,
            "display" if is("block") || is("list-item") => style.block = true,
            "visibility" if is("hidden") || is("collapse") => style.fate = Fate::Hidden,
            "mso-hide" if is("all") => style.fate = Fate::Hidden,
            "mso-list" if is("ignore") => style.fate = Fate::Numbering,
            "mso-element" => match value.to_ascii_lowercase().as_str() {
                "comment-list" => style.fate = Fate::Comment,
                "header" | "footer" => style.fate = Fate::Frame,
                "footnote-list" | "endnote-list" | "footnote" | "endnote" => style.note = true,
                _ => {}
            },
            "font-weight" => style.bold = weight(value),
            "white-space" => {
                let value = value.to_ascii_lowercase();
                style.pre = Some(value.starts_with("pre") || value == "break-spaces");
            }
            _ => {}
        }
    }
    style
}

fn weight(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u32>().ok().map(|weight| weight >= 600),
    }
}

/// The classes that a style sheet declares to be bold or not to be. Programs that export
/// documents say so with rules for one class each; other rules are not understood.
pub(super) fn bold_classes(sheet: &str, classes: &mut HashMap<String, bool>) {
    let mut rest = sheet;
    while let Some((selectors, behind)) = rest.split_once('{') {
        let selectors = selectors.rsplit(['}', ';', '>']).next().unwrap_or_default();
        if selectors.trim_start().starts_with('@') {
            // Rules that hold for some media only, print for one, are skipped.
            rest = behind_block(behind);
            continue;
        }
        let (body, behind) = behind.split_once('}').unwrap_or((behind, ""));
        rest = behind;
        let Some(bold) = declared(body).bold else { continue };
        for selector in selectors.split(',').map(str::trim) {
            let Some((element, class)) = selector.split_once('.') else { continue };
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            if element.chars().all(is_word) && class.chars().all(is_word) {
                classes.insert(class.to_owned(), bold);
            }
        }
    }
}

/// What follows the brace that closes a block.
fn behind_block(text: &str) -> &str {
    let mut open = 1;
    for (at, brace) in text.match_indices(['{', '}']) {
        open = if brace == "{" { open + 1 } else { open - 1 };
        if open == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{bold_classes, declared};
    use crate::html::facts::Fate;

    #[test]
    fn declarations_that_matter() {
        assert_eq!(declared("color: red; DISPLAY : none !important").fate, Fate::Hidden);
        assert_eq!(declared("font-weight:700").bold, Some(true));
        assert_eq!(declared("font-weight: Normal;").bold, Some(false));
        assert_eq!(declared("white-space:pre-wrap").pre, Some(true));
        assert_eq!(declared("nothing").fate, Fate::Shown);
    }

    #[test]
    fn rules_for_one_class() {
        let mut classes = HashMap::new();
        let sheet = "@import url(x);ul{margin:0}.c1,span.c2{font-weight:700}\
            @media print{.c1{font-weight:400}}.c3{font-weight:400}div .c4{font-weight:700}\
            .c5{font-weight:700";
        bold_classes(sheet, &mut classes);
        let mut found: Vec<(&str, bool)> =
            classes.iter().map(|(class, bold)| (class.as_str(), *bold)).collect();
        found.sort_unstable();
        assert_eq!(found, [("c1", true), ("c2", true), ("c3", false), ("c5", true)]);
    }
}
