//! What every reader of XML needs.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute, whatever its prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.attributes().with_checks(false).flatten().find_map(|attribute| {
        (attribute.key.local_name().as_ref() == name).then(|| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned())
        })
    })
}

/// The character that a reference such as `&amp;` or `&#233;` stands for.
pub(crate) fn character(reference: &BytesRef<'_>) -> Option<char> {
    reference.resolve_char_ref().ok().flatten().or(match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    })
}

/// The vocabularies of one family of documents.
pub(crate) trait Vocabulary: Copy + PartialEq {
    /// Whatever no reader needs to know.
    const OTHER: Self;

    /// The vocabulary of an address.
    fn of(address: &str) -> Self;
}

/// The most prefixes that are known at a time. Programs declare some forty.
const MOST_PREFIXES: usize = 200;

/// What each prefix stands for. Programs declare all prefixes on the first element; a
/// declaration further down is taken to hold from there on.
#[derive(Debug)]
pub(crate) struct Prefixes<V>(Vec<(String, V)>);

impl<V> Default for Prefixes<V> {
    fn default() -> Prefixes<V> {
        Prefixes(Vec::new())
    }
}

impl<V: Vocabulary> Prefixes<V> {
    /// Learns the declarations that an element carries.
    pub(crate) fn learn(&mut self, element: &BytesStart<'_>) {
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
            let meaning = V::of(&attribute.value);
            match self.0.iter().position(|(known, _)| known == prefix) {
                Some(at) => self.0[at].1 = meaning,
                // What is not known needs no place in the list.
                None if meaning == V::OTHER || self.0.len() >= MOST_PREFIXES => {}
                None => self.0.push((prefix.to_owned(), meaning)),
            }
        }
    }

    /// Splits an element's name into its vocabulary and its name in it.
    pub(crate) fn resolve<'n>(&self, name: &'n str) -> (V, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let known = self.0.iter().find(|(known, _)| known == prefix);
        (known.map_or(V::OTHER, |known| known.1), local)
    }
}
