//! Words: from bytes and numbers to the paragraph that is being read.

use std::mem::take;

use super::super::code_page::CodePage;
use super::super::state::Destination;
use super::Walk;
use crate::clean::printable;
use crate::symbol::{private_byte, symbol, wingding};

/// As much of what is said beside the text as is looked at.
const LONGEST_ASIDE: usize = 1_000;

/// How bytes stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Raw,
    /// As digits or behind a backslash, which the code page of the text explains.
    Escape,
}

impl Walk {
    /// Takes in bytes of words.
    pub(super) fn bytes(&mut self, mut run: &[u8], origin: Origin) {
        if self.skipping > 0 {
            let skipped = run.len().min(self.skipping as usize);
            run = &run[skipped..];
            self.skipping -= u32::try_from(skipped).unwrap_or(u32::MAX);
        }
        if run.is_empty() || self.state.destination == Destination::Nothing {
            return;
        }
        if self.pending.is_empty()
            && self.state.page.has_ascii()
            && run.is_ascii()
            && let Ok(words) = std::str::from_utf8(run)
        {
            return self.push(words);
        }
        let is_raw = origin == Origin::Raw;
        if is_raw && self.is_utf8 && !run.is_ascii() && !self.state.page.is_utf8() {
            self.flush();
            self.told.is_raw_utf8 |= self.state.destination == Destination::Text;
            return self.push(&String::from_utf8_lossy(run));
        }
        self.pending.extend_from_slice(run);
    }

    /// Decodes the bytes that wait.
    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let mut pending = take(&mut self.pending);
        let (words, replaced) = self.state.page.decode(&pending);
        if self.state.destination == Destination::Text {
            self.told.has_undecodable |= replaced;
            if let CodePage::Instead(_, number) = self.state.page {
                self.told.unknown_page = Some(number);
            }
        }
        self.push(&words);
        pending.clear();
        self.pending = pending;
    }

    /// Takes in a character that is written as a number.
    pub(super) fn unicode(&mut self, number: i32) {
        self.skipping = self.state.fallback;
        let code = if number < 0 { number + 0x1_0000 } else { number };
        let code = u32::try_from(code).unwrap_or(u32::from(char::REPLACEMENT_CHARACTER));
        let c = match u16::try_from(code) {
            Ok(unit @ 0xd800..=0xdbff) => {
                self.lose_half();
                self.half = Some(unit);
                return;
            }
            Ok(unit @ 0xdc00..=0xdfff) => match self.half.take() {
                Some(half) => {
                    let pair = char::decode_utf16([half, unit]).next();
                    pair.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                None => char::REPLACEMENT_CHARACTER,
            },
            _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        let sign = private_byte(c).and_then(|byte| match self.state.page {
            CodePage::Symbol => symbol(byte),
            _ => wingding(byte),
        });
        self.push(sign.unwrap_or(c).encode_utf8(&mut [0; 4]));
    }

    /// Gives up the first half of a character.
    pub(super) fn lose_half(&mut self) {
        if self.half.take().is_some() {
            self.told.has_undecodable = true;
            self.push("\u{fffd}");
        }
    }

    /// Takes in words.
    pub(super) fn push(&mut self, words: &str) {
        if self.half.is_some() {
            self.lose_half();
        }
        self.state.is_starred = false;
        match self.state.destination {
            Destination::Text if self.state.is_hidden => {
                self.told.has_hidden |= !words.trim().is_empty();
            }
            Destination::Text if !self.state.is_deleted => {
                let bold = self.state.is_bold;
                match printable(words) {
                    Some(words) => self.story().push(&words, bold),
                    None => self.story().push(words, bold),
                }
            }
            Destination::Fonts => self.fonts.text(words),
            Destination::Styles => self.styles.text(words),
            Destination::Aside if self.aside.len() < LONGEST_ASIDE => {
                self.aside.extend(words.chars().take(LONGEST_ASIDE));
            }
            _ => {}
        }
    }
}
