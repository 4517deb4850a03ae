//! Names of WordprocessingML.

use quick_xml::events::BytesStart;

use crate::xml::attribute;

/// The vocabularies that an element may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Word,
    Math,
    Compatibility,
    Other,
}

/// What each prefix stands for. Word declares all prefixes on the first element; a
/// declaration further down is taken to hold from there on.
#[derive(Debug, Default)]
pub(super) struct Prefixes(Vec<(String, Vocabulary)>);

impl Prefixes {
    /// Learns the declarations that an element carries.
    pub(super) fn learn(&mut self, element: &BytesStart<'_>) {
        if !element.attributes_raw().contains("xmlns") {
            return;
        }
        for attribute in element.attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.0 {
                "xmlns" => "",
                key => match key.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            let meaning = vocabulary(&attribute.value);
            match self.0.iter().position(|(known, _)| known == prefix) {
                Some(at) => self.0[at].1 = meaning,
                None if self.0.len() < 200 => self.0.push((prefix.to_owned(), meaning)),
                None => {}
            }
        }
    }

    /// Splits an element's name into its vocabulary and its name in it.
    pub(super) fn resolve<'n>(&self, name: &'n str) -> (Vocabulary, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let known = self.0.iter().find(|(known, _)| known == prefix);
        (known.map_or(Vocabulary::Other, |known| known.1), local)
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
