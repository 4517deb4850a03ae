//! What the attributes of an element say.

use html5ever::Attribute;

use super::style::{Style, declared};

/// The longest list of classes that is looked at, in bytes.
const LONGEST_CLASSES: usize = 500;
/// The latest moment that a stamp can say, in milliseconds: hours have three digits.
const LATEST_MS: f64 = 1000.0 * 3_600_000.0;

/// What the attributes of an element say, as far as it matters for the text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Facts {
    pub(super) fate: Fate,
    pub(super) style: Style,
    /// Whether it holds footnotes or endnotes.
    pub(super) note: bool,
    /// Whether its words stand apart from those around it, even with no space between.
    pub(super) apart: bool,
    /// The moment that it names, in milliseconds.
    pub(super) stamp: Option<u64>,
    /// How many rows it spans, if it is a cell that spans more than one.
    pub(super) rows: u32,
    pub(super) classes: Box<str>,
}

/// Whether the words of an element are shown, and if not, why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    #[default]
    Shown,
    Hidden,
    Frame,
    Comment,
    /// A list number, a page number or the number of a note.
    Numbering,
}

impl Facts {
    /// `None` if the attributes say nothing that matters.
    pub(super) fn of(attributes: &[Attribute]) -> Option<Box<Facts>> {
        let mut facts = Facts::default();
        let mut moment = None;
        for attribute in attributes {
            let value = &*attribute.value;
            match &*attribute.name.local {
                "hidden" => facts.hide(Fate::Hidden),
                "style" => {
                    facts.style = declared(value);
                    facts.hide(facts.style.fate);
                    facts.note |= facts.style.note;
                }
                "role" | "epub:type" => facts.play(value),
                "class" if value.len() <= LONGEST_CLASSES => facts.classes = value.into(),
                // None at all means all the rows that follow.
                "rowspan" => {
                    let rows = value.trim().parse().unwrap_or(1);
                    facts.rows = match rows {
                        0 => u32::MAX,
                        1 => 0,
                        rows => rows,
                    };
                }
                "data-timestamp" => moment = value.trim().parse().ok(),
                _ => {}
            }
        }
        for class in facts.classes.clone().split_ascii_whitespace() {
            match class {
                "MsoFootnoteReference" | "MsoEndnoteReference" => facts.hide(Fate::Numbering),
                "MsoCommentReference" | "msocomanchor" => facts.hide(Fate::Comment),
                "timestamp" => {
                    facts.stamp = moment
                        .filter(|s| *s >= 0.0)
                        .map(|s: f64| s * 1000.0)
                        .and_then(|ms| (ms < LATEST_MS).then_some(ms.round() as u64));
                }
                _ => {}
            }
            let class = class.to_ascii_lowercase();
            let parts = ["time", "stamp", "speaker", "name", "author"];
            facts.apart |= parts.iter().any(|part| class.contains(part));
        }
        (facts != Facts::default()).then(|| Box::new(facts))
    }

    /// Whether an element that only changes what characters look like does more than that.
    pub(super) fn matter_for_formatting(&self) -> bool {
        self.fate != Fate::Shown || self.stamp.is_some()
    }

    fn hide(&mut self, fate: Fate) {
        if self.fate == Fate::Shown {
            self.fate = fate;
        }
    }

    /// What the element is for, which is said with several words at times.
    fn play(&mut self, roles: &str) {
        for role in roles.split_ascii_whitespace() {
            match role.strip_prefix("doc-").unwrap_or(role) {
                "navigation" | "banner" | "contentinfo" | "search" | "menu" | "menubar"
                | "toolbar" | "toc" | "landmarks" | "page-list" | "pagelist" => {
                    self.hide(Fate::Frame);
                }
                "noteref" | "pagebreak" => self.hide(Fate::Numbering),
                "footnote" | "footnotes" | "endnote" | "endnotes" | "rearnote"
                | "rearnotes" => self.note = true,
                _ => {}
            }
        }
    }
}
