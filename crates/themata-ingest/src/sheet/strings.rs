use quick_xml::Reader;
use quick_xml::events::Event;

use super::cells::tidy;
use crate::xml::character;

/// The strings that cells of a workbook share.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Reads the part that holds them. A damaged one is as good as a shorter one.
    pub(super) fn read(xml: &str) -> Strings {
        let mut strings = Strings::default();
        let mut reader = Reader::from_str(xml);
        let mut words = Words::default();
        while let Ok(event) = reader.read_event() {
            if let Event::End(element) = &event
                && element.local_name().as_ref() == "si"
            {
                strings.text.push_str(&tidy(words.take()));
                strings.ends.push(strings.text.len());
            } else if let Event::Empty(element) = &event
                && element.local_name().as_ref() == "si"
            {
                strings.ends.push(strings.text.len());
            } else if matches!(event, Event::Eof) {
                break;
            } else {
                words.hear(&event);
            }
        }
        strings
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start..*self.ends.get(at)?)
    }
}

/// Gathers the words of a string: those of its runs, but not how they are pronounced.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: String,
    is_inside: bool,
    is_aside: bool,
}

impl Words {
    pub(super) fn hear(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => self.is_inside = true,
                "rPh" => self.is_aside = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => self.is_inside = false,
                "rPh" => self.is_aside = false,
                _ => {}
            },
            Event::Text(text) if self.is_heard() => self.words.push_str(&text.xml10_content()),
            Event::CData(text) if self.is_heard() => self.words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if self.is_heard() => {
                self.words.extend(character(reference));
            }
            _ => {}
        }
    }

    fn is_heard(&self) -> bool {
        self.is_inside && !self.is_aside
    }

    /// The words so far, with the characters that XML cannot hold.
    pub(super) fn take(&mut self) -> String {
        self.is_inside = false;
        self.is_aside = false;
        let words = std::mem::take(&mut self.words);
        if words.contains("_x") { unescaped(&words) } else { words }
    }
}

/// Words in which `_x000D_` is the character of this number.
fn unescaped(words: &str) -> String {
    let mut clean = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        clean.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest[at..].get(6..7) == Some("_"));
        let found = code
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match found {
            Some(c) => {
                clean.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                clean.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    clean + rest
}

#[cfg(test)]
mod tests {
    use super::Strings;

    #[test]
    fn strings_of_runs_escapes_and_sounds() {
        let xml = "<sst uniqueCount=\"99999999999\"><si><t>One</t></si><si/>\
                   <si><r><t>Tw</t></r><r><t xml:space=\"preserve\">o &amp; </t></r>\
                   <rPh><t>aside</t></rPh></si><si><t>a_x000D__x00zz_b_x</t></si></sst>";
        let strings = Strings::read(xml);
        let found: Vec<_> = (0..5).map(|at| strings.get(at)).collect();
        assert_eq!(found, [Some("One"), Some(""), Some("Two & "), Some("a\n_x00zz_b_x"), None]);
    }
}
