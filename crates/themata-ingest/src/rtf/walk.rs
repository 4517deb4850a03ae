//! The walk through a file: groups are opened and closed, control words change what follows,
//! words go to the paragraph that is being read.

mod groups;
mod text;

use std::cell::OnceCell;
use std::mem::take;

use super::code_page::{ANSI, MAC};
use super::comments::Comments;
use super::fonts::Fonts;
use super::state::{Destination, State};
use super::story::{Form, Piece, Story};
use super::styles::{Styles, outline_level};
use super::token::{Token, Tokens};
use super::words::{Opens, character, opens};
use crate::Place;
use crate::error::Kind;
use crate::line::Role;
use text::Origin;

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The text, and the notes in the order in which it refers to them.
    pub(super) pieces: Vec<Piece>,
    pub(super) notes: Vec<Piece>,
    /// How many notes there are, and how many stretches are tracked changes.
    pub(super) note_count: usize,
    pub(super) changes: usize,
    pub(super) comments: Comments,
    /// How many page breaks somebody made, and how many pages the file says that it has.
    pub(super) page_breaks: u32,
    pub(super) declared_pages: Option<i32>,
    /// Whether words are hidden, bytes mean nothing, braces are missing or too many.
    pub(super) has_hidden: bool,
    pub(super) has_undecodable: bool,
    pub(super) is_damaged: bool,
    /// Whether letters stand in the file as UTF-8, which the format does not provide for.
    pub(super) is_raw_utf8: bool,
    pub(super) unknown_page: Option<i32>,
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Told, Kind> {
    let mut walk = Walk { floor: 1, ..Walk::default() };
    walk.is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    // A brace too many is met in the middle of a text; what follows the last one is none.
    let last_paragraph = OnceCell::new();
    let mut tokens = Tokens::of(bytes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => walk.open_group()?,
            Token::Close => {
                walk.close_group();
                if walk.stack.is_empty() {
                    let last = *last_paragraph
                        .get_or_init(|| memchr::memmem::rfind(bytes, b"\\par").unwrap_or(0));
                    if bytes.len() - tokens.rest().len() > last {
                        break;
                    }
                    walk.told.is_damaged = true;
                    walk.floor = 0;
                }
            }
            Token::Word(name, number) => walk.word(name, number),
            Token::Symbol(symbol) => walk.symbol(symbol),
            Token::Hex(byte) => walk.bytes(&[byte], Origin::Escape),
            Token::Run(run) => walk.bytes(run, Origin::Raw),
            Token::Binary { cut } => {
                walk.told.is_damaged |= cut;
                walk.skipping = walk.skipping.saturating_sub(1);
            }
        }
    }
    Ok(walk.finish())
}

#[derive(Debug, Default)]
struct Walk {
    told: Told,
    state: State,
    /// The states of the groups round this one.
    stack: Vec<State>,
    /// How many groups are the file itself and can be nothing else.
    floor: usize,
    /// Whether the whole file is UTF-8, and more than ASCII.
    is_utf8: bool,
    fonts: Fonts,
    styles: Styles,
    /// The text.
    main: Story,
    /// The notes, text boxes and comments that are open, each in the one before it.
    inner: Vec<Story>,
    /// Bytes that have not been decoded: a character may be two of them.
    pending: Vec<u8>,
    /// The first half of a character that is written as two numbers.
    half: Option<u16>,
    /// How many characters are still to be left out, because a number said them before.
    skipping: u32,
    /// What is said beside the text.
    aside: String,
    paragraphs: u32,
}

impl Walk {
    fn word(&mut self, name: &[u8], number: Option<i32>) {
        self.flush();
        let character = character(name);
        if self.skipping > 0 {
            // No program writes a format or the end of a paragraph in the place of a
            // character that others cannot show.
            if character.is_some() {
                self.skipping -= 1;
                return;
            }
            self.skipping = 0;
        }
        let is_starred = take(&mut self.state.is_starred);
        if name == b"nofpages" {
            self.told.declared_pages = number;
        }
        if self.state.destination == Destination::Nothing {
            return;
        }
        if self.stack.len() > self.floor {
            match opens(name) {
                Some(opens) => return self.open(opens, number),
                None if is_starred => return self.open(Opens::Nothing, None),
                None => {}
            }
        }
        match self.state.destination {
            Destination::Fonts => self.fonts.word(name, number.unwrap_or(0)),
            Destination::Styles => self.styles.word(name, number.unwrap_or(0)),
            _ => {}
        }
        match character {
            Some(character) => self.push(character),
            None => self.change(name, number),
        }
    }

    /// Takes in a control word that changes what follows.
    fn change(&mut self, name: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        let number_or_0 = number.unwrap_or(0);
        let is_text = self.state.destination == Destination::Text;
        match name {
            b"u" => self.unicode(number_or_0),
            b"uc" => self.state.fallback = u32::try_from(number_or_0).unwrap_or(0),
            b"f" => {
                self.state.font = number;
                self.state.page = self.fonts.page(number);
            }
            b"deff" => self.fonts.default = number_or_0,
            b"ansi" => self.declare_page(ANSI),
            b"mac" => self.declare_page(MAC),
            b"pc" => self.declare_page(437),
            b"pca" => self.declare_page(850),
            b"ansicpg" => self.declare_page(number_or_0),
            b"plain" => {
                self.state.plain();
                self.state.page = self.fonts.page(None);
            }
            b"b" => self.state.is_bold = is_on,
            b"v" => self.state.is_hidden = is_on,
            b"deleted" | b"mvf" => {
                self.told.changes += usize::from(is_on && is_text);
                self.state.is_deleted = is_on;
            }
            b"revised" | b"mvt" => self.told.changes += usize::from(is_on && is_text),
            b"pard" => {
                self.state.in_table = false;
                self.state.heading = 0;
            }
            b"s" => self.state.heading = self.styles.level(number_or_0),
            b"outlinelevel" => self.state.heading = outline_level(number_or_0),
            b"intbl" => self.state.in_table = true,
            b"itap" => self.state.in_table = number_or_0 > 0,
            _ if is_text => self.end(name),
            _ => {}
        }
    }

    /// Takes in a control word that ends something.
    fn end(&mut self, name: &[u8]) {
        let form = self.form();
        match name {
            b"par" if self.state.is_deleted => self.story().join(),
            b"par" | b"sect" | b"column" => self.end_paragraph(),
            b"nestcell" => {
                self.story().end_paragraph(Form { in_table: true, ..form });
                self.count_paragraph();
            }
            b"page" => {
                self.end_paragraph();
                self.told.page_breaks += u32::from(self.inner.is_empty());
            }
            b"cell" => {
                self.story().end_cell(form);
                self.count_paragraph();
            }
            b"trowd" => self.story().begin_row(),
            b"row" => self.story().end_row(form),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let form = self.form();
        self.story().end_paragraph(form);
        self.count_paragraph();
    }

    fn count_paragraph(&mut self) {
        if self.inner.is_empty() {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
    }

    /// What a paragraph is that ends here.
    fn form(&self) -> Form {
        let role = match self.state.heading {
            0 => Role::Body,
            level => Role::Heading(level),
        };
        Form {
            role,
            place: Place::Paragraph(self.paragraphs.saturating_add(1)),
            page: Some(self.told.page_breaks.saturating_add(1)),
            in_table: self.state.in_table,
        }
    }

    fn declare_page(&mut self, number: i32) {
        self.fonts.declare(number);
        self.state.page = self.fonts.page(self.state.font);
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\\' | b'{' | b'}' => self.bytes(&[symbol], Origin::Escape),
            b'\n' | b'\r' => self.word(b"par", None),
            b'\t' => self.word(b"tab", None),
            b'*' => self.state.is_starred = true,
            b'~' | b'-' | b'_' => {
                self.flush();
                if self.skipping > 0 {
                    self.skipping -= 1;
                    return;
                }
                self.push(match symbol {
                    b'~' => "\u{a0}",
                    b'-' => "\u{ad}",
                    _ => "\u{2011}",
                });
            }
            _ => {}
        }
    }

    /// The story that words go to.
    fn story(&mut self) -> &mut Story {
        self.inner.last_mut().unwrap_or(&mut self.main)
    }

    /// Closes what a damaged file left open.
    fn finish(mut self) -> Told {
        self.flush();
        self.lose_half();
        self.told.is_damaged |= !self.stack.is_empty();
        while !self.stack.is_empty() {
            self.close_group();
        }
        let form = self.form();
        let (pieces, _) = self.main.end(form);
        Told { pieces, ..self.told }
    }
}
