//! What the styles of a document say of its paragraphs: which are headings, which words are
//! bold or hidden.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::xml::{Name, Vocabulary, Walk, each, is_on};
use crate::heading::level_of;
use crate::xml::attribute;

/// How many styles may rest on one another. Word allows eleven.
const LONGEST: usize = 20;
/// The outline level that says: this is no heading.
const NO_LEVEL: u8 = 9;

/// The styles of a document by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    /// The level of heading, or that it is none.
    level: Option<Option<u8>>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

/// How what has a style looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The level of heading, 1 being the highest, if it is one.
    pub(super) level: Option<u8>,
    pub(super) bold: bool,
    pub(super) hidden: bool,
}

impl Styles {
    /// Reads the part of styles. What a damaged part does not say is not known.
    pub(super) fn read(xml: &str) -> Styles {
        let mut reading = Reading::default();
        each(xml, &mut reading);
        reading.styles
    }

    /// How a style looks, with what it takes over from those that it rests on.
    pub(super) fn look(&self, id: &str) -> Look {
        let Some(first) = self.0.get(id) else { return unknown(id) };
        let (mut level, mut bold, mut hidden) = (None, None, None);
        let mut next = Some(first);
        for _ in 0..LONGEST {
            let Some(style) = next else { break };
            level = level.or(style.level);
            bold = bold.or(style.bold);
            hidden = hidden.or(style.hidden);
            next = style.based_on.as_ref().and_then(|id| self.0.get(id));
        }
        Look {
            level: level.flatten(),
            bold: bold.unwrap_or(false),
            hidden: hidden.unwrap_or(false),
        }
    }
}

/// How a style looks of which nothing but the identifier is known.
fn unknown(id: &str) -> Look {
    Look { level: level_of(id), bold: id == "Strong", hidden: false }
}

/// The level that an outline level stands for.
pub(super) fn outline_level(element: &BytesStart<'_>) -> Option<Option<u8>> {
    let level: u8 = attribute(element, "val")?.parse().ok()?;
    Some((level < NO_LEVEL).then_some(level + 1))
}

#[derive(Debug, Default)]
struct Reading {
    styles: Styles,
    /// The style that is being read.
    open: Option<(String, Style)>,
}

impl Walk for Reading {
    fn start(&mut self, (vocabulary, local): Name<'_>, element: &BytesStart<'_>) -> bool {
        if vocabulary != Vocabulary::Word {
            return false;
        }
        if local == "style" {
            let id = attribute(element, "styleId").unwrap_or_default();
            self.open = Some((id, Style::default()));
            return false;
        }
        let Some((_, style)) = &mut self.open else { return false };
        match local {
            "name" => {
                let level = attribute(element, "val").and_then(|name| level_of(&name));
                style.level = style.level.or(level.map(Some));
            }
            "basedOn" => style.based_on = attribute(element, "val"),
            "outlineLvl" => style.level = outline_level(element).or(style.level),
            "b" => style.bold = Some(is_on(element)),
            "vanish" => style.hidden = Some(is_on(element)),
            // How parts of a table look is nothing that the style says of all of it.
            "tblStylePr" | "pPrChange" | "rPrChange" => return true,
            _ => {}
        }
        false
    }

    fn end(&mut self, name: Name<'_>) {
        if name == (Vocabulary::Word, "style")
            && let Some((id, style)) = self.open.take()
        {
            self.styles.0.entry(id).or_insert(style);
        }
    }

    fn text(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::{Look, Styles};

    #[test]
    fn styles_that_rest_on_themselves_end() {
        let xml = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
            <w:style w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>\
            <w:style w:styleId=\"B\"><w:basedOn w:val=\"A\"/><w:rPr><w:b/></w:rPr></w:style>\
            </w:styles>";
        let look = Styles::read(xml).look("A");
        assert_eq!(look, Look { level: None, bold: true, hidden: false });
    }
}
