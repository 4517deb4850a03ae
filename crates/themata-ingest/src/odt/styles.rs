//! What styles say that matters to a reader of the text: bold, hidden, headings, page breaks.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::names::{Prefixes, Vocabulary};
use crate::heading::title_level;
use crate::xml::attribute;

/// How many styles one may be derived from. Programs make five or six.
const LONGEST_LINE: usize = 32;

/// What a style says, as far as it says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// The level of the heading that its paragraphs are; 0 for running text.
    pub(super) heading: Option<u8>,
    /// Whether a page begins before its paragraphs, or behind them.
    pub(super) break_before: Option<bool>,
    pub(super) break_after: Option<bool>,
}

impl Look {
    /// This look where it says something, else another one.
    pub(super) fn or(self, other: Look) -> Look {
        Look {
            bold: self.bold.or(other.bold),
            hidden: self.hidden.or(other.hidden),
            heading: self.heading.or(other.heading),
            break_before: self.break_before.or(other.break_before),
            break_after: self.break_after.or(other.break_after),
        }
    }
}

/// What kind of matter a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Paragraph,
    Text,
    Table,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    /// The place of each style in the list, by its name, for each family.
    places: [HashMap<String, usize>; 3],
    /// What holds where no style says anything.
    default: Look,
}

#[derive(Debug)]
struct Style {
    /// `None` for what holds where no style says anything.
    name: Option<String>,
    family: Family,
    parent: Option<String>,
    look: Look,
}

impl Styles {
    /// Learns the styles of a part, up to the text itself. The automatic styles of
    /// `styles.xml` are those of running heads, and their names are taken again in the text.
    pub(super) fn learn(&mut self, xml: &str, automatic: bool) {
        let mut prefixes = Prefixes::default();
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let mut open: Option<Style> = None;
        // Damage among the styles is found again, and told, when the text is read.
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) => {
                    prefixes.learn(&element);
                    let (vocabulary, local) = prefixes.resolve(element.name().0);
                    if vocabulary == Vocabulary::Style {
                        start(local, &element, &mut open);
                    }
                    if vocabulary != Vocabulary::Office {
                        continue;
                    }
                    let skips = match local {
                        "body" => break,
                        "automatic-styles" => !automatic,
                        "master-styles" | "font-face-decls" => true,
                        _ => false,
                    };
                    if skips && reader.read_to_end(element.name()).is_err() {
                        break;
                    }
                }
                Event::Empty(element) => {
                    if let (Vocabulary::Style, local) = prefixes.resolve(element.name().0) {
                        start(local, &element, &mut open);
                        self.end(local, &mut open);
                    }
                }
                Event::End(element) => {
                    if let (Vocabulary::Style, local) = prefixes.resolve(element.name().0) {
                        self.end(local, &mut open);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }

    fn end(&mut self, local: &str, open: &mut Option<Style>) {
        if !matches!(local, "style" | "default-style") {
            return;
        }
        let Some(style) = open.take() else { return };
        let Some(name) = style.name.clone() else {
            if style.family == Family::Paragraph {
                self.default = style.look;
            }
            return;
        };
        self.places[style.family as usize].insert(name, self.styles.len());
        self.styles.push(style);
    }

    /// Gives each style what it inherits, once all of them are learnt.
    pub(super) fn inherit(&mut self) {
        let looks: Vec<Look> = self.styles.iter().map(|style| self.inherited(style)).collect();
        for (style, look) in self.styles.iter_mut().zip(looks) {
            style.look = look;
        }
    }

    fn inherited(&self, style: &Style) -> Look {
        let mut look = style.look;
        let mut at = style;
        for _ in 0..LONGEST_LINE {
            let parent =
                at.parent.as_ref().and_then(|name| self.places[at.family as usize].get(name));
            let Some(&parent) = parent else { break };
            at = &self.styles[parent];
            look = look.or(at.look);
        }
        if style.family == Family::Paragraph { look.or(self.default) } else { look }
    }

    /// What the style of an element says.
    pub(super) fn look(&self, family: Family, element: &BytesStart<'_>) -> Look {
        attribute(element, "style-name")
            .and_then(|name| self.places[family as usize].get(&name).copied())
            .map_or_else(
                || if family == Family::Paragraph { self.default } else { Look::default() },
                |at| self.styles[at].look,
            )
    }
}

fn start(local: &str, element: &BytesStart<'_>, open: &mut Option<Style>) {
    match local {
        "style" | "default-style" => *open = style(local, element),
        // Before OpenDocument there was one element for all properties.
        "text-properties" | "paragraph-properties" | "table-properties" | "properties" => {
            if let Some(style) = open {
                style.look = properties(element).or(style.look);
            }
        }
        _ => {}
    }
}

fn style(local: &str, element: &BytesStart<'_>) -> Option<Style> {
    let family = match attribute(element, "family")?.as_str() {
        "paragraph" => Family::Paragraph,
        "text" => Family::Text,
        "table" => Family::Table,
        _ => return None,
    };
    let name = if local == "style" { Some(attribute(element, "name")?) } else { None };
    let mut look = Look::default();
    if family == Family::Paragraph {
        let level = attribute(element, "default-outline-level");
        let titled = attribute(element, "display-name").or_else(|| name.clone());
        look.heading = match level {
            Some(level) => Some(level.parse().unwrap_or(0)),
            None => titled.and_then(|name| title_level(&name)),
        };
    }
    // A change of the page's layout begins a page.
    let master = attribute(element, "master-page-name");
    look.break_before = master.filter(|name| !name.is_empty()).map(|_| true);
    Some(Style { name, family, parent: attribute(element, "parent-style-name"), look })
}

fn properties(element: &BytesStart<'_>) -> Look {
    let is_page = |name: &str| {
        attribute(element, name).map(|kind| kind == "page" || kind.contains("odd"))
    };
    Look {
        bold: attribute(element, "font-weight").map(|weight| match weight.parse::<u32>() {
            Ok(weight) => weight >= 600,
            Err(_) => weight == "bold",
        }),
        hidden: attribute(element, "display").map(|display| display == "none"),
        heading: None,
        break_before: is_page("break-before"),
        break_after: is_page("break-after"),
    }
}
