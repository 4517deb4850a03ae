//! The style sheet: which styles are those of headings.

use std::collections::HashMap;

use crate::heading::level_of;

/// As much of a style's name as is looked at.
const LONGEST_NAME: usize = 40;

/// The levels of headings by the numbers of their styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    levels: HashMap<i32, u8>,
    open: Style,
}

/// A style that is being described.
#[derive(Debug, Default)]
struct Style {
    number: i32,
    level: u8,
    name: String,
}

impl Styles {
    /// Takes in a control word of the style sheet.
    pub(super) fn word(&mut self, name: &[u8], number: i32) {
        match name {
            b"s" => {
                // The one before may have a name that has no end.
                if !self.open.name.is_empty() {
                    self.end();
                }
                self.open.number = number;
            }
            b"outlinelevel" => self.open.level = outline_level(number),
            _ => {}
        }
    }

    /// Takes in words of the style sheet: a part of the name of a style.
    pub(super) fn text(&mut self, words: &str) {
        if self.open.name.len() < LONGEST_NAME {
            self.open.name.extend(words.chars().take(LONGEST_NAME));
        }
        if words.ends_with(';') {
            self.end();
        }
    }

    /// Ends the description of a style, if one is open.
    pub(super) fn end(&mut self) {
        let Style { number, level, name } = std::mem::take(&mut self.open);
        let level = level_of(name.trim().trim_end_matches(';')).unwrap_or(level);
        if level > 0 {
            self.levels.insert(number, level);
        }
    }

    /// The level of a style, 0 if it is not one of headings.
    pub(super) fn level(&self, number: i32) -> u8 {
        self.levels.get(&number).copied().unwrap_or(0)
    }
}

/// The level of a heading by its place in an outline, which is counted from zero; 0 for what
/// is running text there.
pub(super) fn outline_level(number: i32) -> u8 {
    match u8::try_from(number) {
        Ok(level @ 0..=8) => level + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Styles, outline_level};

    #[test]
    fn outlines_tell_levels() {
        assert_eq!([0, 8, 9, -1].map(outline_level), [1, 9, 0, 0]);
    }

    #[test]
    fn a_style_ends_with_its_name() {
        let mut styles = Styles::default();
        styles.text("Normal;");
        styles.word(b"s", 3);
        styles.word(b"outlinelevel", 1);
        styles.text("Chapter;");
        styles.word(b"s", 4);
        styles.text("head");
        styles.text("ing 3;");
        assert_eq!([0, 3, 4].map(|number| styles.level(number)), [0, 2, 3]);
    }
}
