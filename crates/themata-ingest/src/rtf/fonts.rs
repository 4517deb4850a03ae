//! The font table: which code page the bytes of a font are written in.

use std::collections::{HashMap, HashSet};

use super::code_page::{ANSI, CodePage, of_character_set};

/// As much of a font's name as is looked at.
const LONGEST_NAME: usize = 40;

/// The fonts of a file.
#[derive(Debug)]
pub(super) struct Fonts {
    by_number: HashMap<i32, Font>,
    /// The numbers of the code pages that fonts declare.
    declared: HashSet<i32>,
    /// The font that is being described.
    open: i32,
    /// The font of words for which none is named.
    pub(super) default: i32,
    /// The code page of the file itself.
    number: i32,
    page: CodePage,
}

#[derive(Debug, Default)]
struct Font {
    /// Its code page; `None` for that of the file.
    page: Option<CodePage>,
    /// Whether it says no more than that it is of the Western world.
    is_western: bool,
    shows_signs: bool,
    name: String,
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts {
            by_number: HashMap::new(),
            declared: HashSet::new(),
            open: 0,
            default: 0,
            number: ANSI,
            page: CodePage::DEFAULT,
        }
    }
}

impl Fonts {
    /// Takes in the code page of the file.
    pub(super) fn declare(&mut self, number: i32) {
        // Some programs write 0 or 1 where they do not know.
        if number > 1 {
            self.number = number;
            self.page = CodePage::nearest(number);
        }
    }

    /// Takes in a control word of the font table.
    pub(super) fn word(&mut self, name: &[u8], number: i32) {
        match name {
            b"f" => {
                self.open = number;
                self.by_number.insert(number, Font::default());
            }
            b"fcharset" => {
                let page = of_character_set(number);
                self.set_page(page);
                let font = self.by_number.entry(self.open).or_default();
                font.shows_signs = number == 2;
                font.is_western = number == 0;
            }
            b"cpg" if number > 0 => {
                self.set_page(Some(number));
                self.by_number.entry(self.open).or_default().is_western = false;
            }
            _ => {}
        }
    }

    fn set_page(&mut self, number: Option<i32>) {
        let page = number.map(|number| {
            self.declared.insert(number);
            CodePage::nearest(number)
        });
        self.by_number.entry(self.open).or_default().page = page;
    }

    /// Takes in words of the font table: a part of the name of a font.
    pub(super) fn text(&mut self, words: &str) {
        let font = self.by_number.entry(self.open).or_default();
        if font.name.len() < LONGEST_NAME {
            font.name.extend(words.chars().take(LONGEST_NAME));
        }
    }

    /// The code page of a font.
    pub(super) fn page(&self, font: Option<i32>) -> CodePage {
        let Some(font) = self.by_number.get(&font.unwrap_or(self.default)) else {
            return self.page;
        };
        if font.shows_signs || font.page.is_none() {
            let name = font.name.trim().trim_end_matches(';');
            match () {
                () if name.eq_ignore_ascii_case("Symbol") => return CodePage::Symbol,
                () if name.eq_ignore_ascii_case("Wingdings") => return CodePage::Wingdings,
                // A typist's own font of signs was typed in with letters.
                () if font.shows_signs => return CodePage::DEFAULT,
                () => {}
            }
        }
        // A program that knows about fonts gives one of them the code page of the file. Where
        // none has it, that of the Western fonts is not meant either.
        if font.is_western && !self.declared.contains(&self.number) {
            return self.page;
        }
        font.page.unwrap_or(self.page)
    }
}

#[cfg(test)]
mod tests {
    use super::{CodePage, Fonts};

    #[track_caller]
    fn check(fonts: &Fonts, font: Option<i32>, number: i32) {
        assert_eq!(Some(fonts.page(font)), CodePage::numbered(number));
    }

    #[test]
    fn a_font_has_the_code_page_of_its_character_set() {
        let mut fonts = Fonts::default();
        fonts.declare(1251);
        let words: [(&[u8], i32); 8] = [
            (b"f", 0),
            (b"fcharset", 204),
            (b"f", 1),
            (b"fcharset", 0),
            (b"f", 2),
            (b"cpg", 950),
            (b"f", 3),
            (b"fcharset", 1),
        ];
        words.iter().for_each(|&(name, number)| fonts.word(name, number));
        check(&fonts, None, 1251);
        check(&fonts, Some(1), 1252);
        check(&fonts, Some(2), 950);
        check(&fonts, Some(3), 1251);
        check(&fonts, Some(9), 1251);
    }

    #[test]
    fn western_fonts_alone_leave_the_code_page_of_the_file() {
        let mut fonts = Fonts::default();
        fonts.declare(10_000);
        fonts.word(b"f", 0);
        fonts.word(b"fcharset", 0);
        check(&fonts, Some(0), 10_000);
    }

    #[test]
    fn signs_are_known_by_the_name_of_their_font() {
        let mut fonts = Fonts::default();
        for (number, name) in [(0, "Symbol;"), (1, "Wingdings;"), (2, "My Signs;")] {
            fonts.word(b"f", number);
            fonts.word(b"fcharset", 2);
            fonts.text(name);
        }
        let pages = [0, 1, 2].map(|number| fonts.page(Some(number)));
        assert_eq!(pages, [CodePage::Symbol, CodePage::Wingdings, CodePage::DEFAULT]);
    }
}
