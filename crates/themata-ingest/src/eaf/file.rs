//! What is in an ELAN file, element by element.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::time::LATEST_MS;
use crate::xml::{attribute, character};

/// An ELAN file, as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct File {
    /// The moments in order, in milliseconds.
    pub(super) slots: Vec<Option<u64>>,
    /// How many moments are too late to be any.
    pub(super) late: usize,
    pub(super) slot_of: HashMap<String, usize>,
    pub(super) tiers: Vec<Tier>,
    /// Where each annotation is, by its identifier: tier and place in it.
    pub(super) unit_of: HashMap<String, (usize, usize)>,
    /// What is known of each type of tier.
    pub(super) kinds: HashMap<String, TierKind>,
    /// Where and why reading ended before the end.
    pub(super) error: Option<(u32, quick_xml::Error)>,
}

#[derive(Debug, Default)]
pub(super) struct Tier {
    pub(super) id: String,
    pub(super) participant: String,
    pub(super) parent: Option<String>,
    pub(super) kind: String,
    pub(super) units: Vec<Unit>,
}

#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) id: Option<String>,
    /// From where to where it lies, if it says so itself.
    pub(super) slots: Option<(usize, usize)>,
    /// The annotation that it belongs to.
    pub(super) of: Option<String>,
    pub(super) words: String,
}

#[derive(Debug, Default)]
pub(super) struct TierKind {
    pub(super) constraint: Option<String>,
    /// Whether the values are chosen from a list.
    pub(super) is_controlled: bool,
}

/// Reads as much of a file as is well-formed.
pub(super) fn read(text: &str) -> File {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk { frame: 1.0, ..Walk::default() };
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => walk.start(&element),
            Ok(Event::Empty(element)) => {
                walk.start(&element);
                walk.end(element.local_name().as_ref());
            }
            Ok(Event::End(element)) => walk.end(element.local_name().as_ref()),
            Ok(Event::Text(words)) => walk.words(&words),
            Ok(Event::CData(words)) => walk.words(&words),
            Ok(Event::GeneralRef(reference)) => {
                if let Some(c) = character(&reference) {
                    walk.words(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(text.len());
                let before = &text.as_bytes()[..at.min(text.len())];
                let ends = before.iter().filter(|&&byte| byte == b'\n').count();
                walk.end("ANNOTATION");
                walk.file.error = Some((u32::try_from(ends + 1).unwrap_or(u32::MAX), error));
                break;
            }
        }
    }
    walk.file
}

#[derive(Default)]
struct Walk {
    file: File,
    open: Option<Unit>,
    in_value: bool,
    /// How many milliseconds the unit of the times is.
    frame: f64,
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>) {
        let value = |name| attribute(element, name).filter(|value| !value.is_empty());
        let name = element.local_name();
        match name.as_ref() {
            "HEADER" => {
                self.frame = match value("TIME_UNITS").as_deref() {
                    Some("PAL-frames") => 40.0,
                    Some("PAL-50-frames") => 20.0,
                    Some("NTSC-frames") => 1001.0 / 30.0,
                    _ => 1.0,
                }
            }
            "TIME_SLOT" => {
                let time = value("TIME_VALUE").and_then(|time| time.trim().parse::<f64>().ok());
                let time = time.filter(|time| time.is_finite());
                if let Some(id) = value("TIME_SLOT_ID") {
                    self.file.slot_of.insert(id, self.file.slots.len());
                }
                let ms = time.map(|time| (time.max(0.0) * self.frame).round() as u64);
                let kept = ms.filter(|&ms| ms <= LATEST_MS);
                self.file.late += usize::from(kept != ms);
                self.file.slots.push(kept);
            }
            "TIER" => self.file.tiers.push(Tier {
                id: value("TIER_ID").unwrap_or_default().trim().to_owned(),
                participant: value("PARTICIPANT").unwrap_or_default().trim().to_owned(),
                parent: value("PARENT_REF"),
                kind: value("LINGUISTIC_TYPE_REF").unwrap_or_default(),
                units: Vec::new(),
            }),
            "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => {
                let slot = |name| self.file.slot_of.get(&value(name)?).copied();
                self.open = Some(Unit {
                    id: value("ANNOTATION_ID"),
                    slots: slot("TIME_SLOT_REF1").zip(slot("TIME_SLOT_REF2")),
                    of: value("ANNOTATION_REF"),
                    words: String::new(),
                });
            }
            "ANNOTATION_VALUE" => self.in_value = true,
            "LINGUISTIC_TYPE" => {
                if let Some(id) = value("LINGUISTIC_TYPE_ID") {
                    let is_controlled = value("CONTROLLED_VOCABULARY_REF").is_some();
                    let constraint = value("CONSTRAINTS");
                    self.file.kinds.insert(id, TierKind { constraint, is_controlled });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "ANNOTATION_VALUE" => self.in_value = false,
            "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" | "ANNOTATION" => {
                self.in_value = false;
                let at = self.file.tiers.len().wrapping_sub(1);
                let Some(tier) = self.file.tiers.last_mut() else { return };
                let Some(annotation) = self.open.take() else { return };
                if let Some(id) = &annotation.id {
                    self.file.unit_of.insert(id.clone(), (at, tier.units.len()));
                }
                tier.units.push(annotation);
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_value
            && let Some(annotation) = &mut self.open
        {
            annotation.words.push_str(words);
        }
    }
}
