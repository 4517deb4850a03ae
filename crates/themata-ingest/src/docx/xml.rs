//! Names of WordprocessingML, and the walk over a part.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::xml::{self, Prefixes, attribute, character};

/// What takes in a part from its beginning to its end.
pub(super) trait Walk {
    /// Takes in the beginning of an element, and says whether to skip all that is in it. The
    /// end of a skipped element is not told.
    fn start(&mut self, name: Name<'_>, element: &BytesStart<'_>) -> bool;
    fn end(&mut self, name: Name<'_>);
    fn text(&mut self, words: &str);
}

/// A name: its vocabulary and what the element is called in it.
pub(super) type Name<'n> = (Vocabulary, &'n str);

/// Leads through a part, and says what ended it before its end. What closes is not held
/// against what opened, and nothing here calls itself, so no depth is too deep.
pub(super) fn each(xml: &str, walk: &mut impl Walk) -> Option<quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut prefixes = Prefixes::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                prefixes.learn(&element);
                if walk.start(prefixes.resolve(element.name().0), &element)
                    && let Err(error) = reader.read_to_end(element.name())
                {
                    return Some(error);
                }
            }
            Ok(Event::Empty(element)) => {
                prefixes.learn(&element);
                let name = element.name();
                let name = prefixes.resolve(name.0);
                if !walk.start(name, &element) {
                    walk.end(name);
                }
            }
            Ok(Event::End(element)) => walk.end(prefixes.resolve(element.name().0)),
            Ok(Event::Text(text)) => walk.text(&text.xml10_content()),
            Ok(Event::CData(text)) => walk.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                if let Some(c) = character(&reference) {
                    walk.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => return Some(error),
        }
    }
}

/// The vocabularies that an element may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Word,
    Math,
    Compatibility,
    Other,
}

impl xml::Vocabulary for Vocabulary {
    const OTHER: Vocabulary = Vocabulary::Other;

    fn of(address: &str) -> Vocabulary {
        vocabulary(address)
    }
}

fn vocabulary(address: &str) -> Vocabulary {
    match address {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Vocabulary::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Vocabulary::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => {
            Vocabulary::Compatibility
        }
        _ => Vocabulary::Other,
    }
}

/// Whether a switch such as `<w:b/>` is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
