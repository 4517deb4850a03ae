//! Which pages a book has, in which order, and which of them are locked.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Kind;
use crate::package::{self, Package};
use crate::xml::attribute;

/// The order of a book.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The names of the pages that are read one after the other.
    pub(super) pages: Vec<String>,
    /// How many pages are not read in their turn: a cover, notes that are called up.
    pub(super) aside: usize,
}

impl Book {
    pub(super) fn open(package: &mut Package<'_>) -> Result<Book, Kind> {
        let container = package.part("META-INF/container.xml")?.unwrap_or_default();
        let mut root = None;
        each_element(&container, |name, element| {
            if name == "rootfile" && root.is_none() {
                root = attribute(element, "full-path");
            }
        });
        let root = root.ok_or_else(|| package.no_main_part())?;
        let list = package.part(&root)?.ok_or_else(|| package.no_main_part())?;
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let book = Book::of(&list, folder);
        if book.pages.is_empty() { Err(package.no_main_part()) } else { Ok(book) }
    }

    /// Reads the list of the parts of a book and of their order.
    fn of(list: &str, folder: &str) -> Book {
        let mut parts: HashMap<String, Part> = HashMap::new();
        let mut book = Book::default();
        let mut seen: HashSet<String> = HashSet::new();
        each_element(list, |name, element| match name {
            "item" => {
                let get = |name| attribute(element, name).unwrap_or_default();
                let kind = get("media-type");
                let part = Part {
                    name: resolve(folder, &get("href")),
                    is_page: kind.contains("html") || kind == "application/x-dtbook+xml",
                    is_contents: get("properties").split_ascii_whitespace().any(|p| p == "nav"),
                };
                parts.insert(get("id"), part);
            }
            "itemref" => {
                let id = attribute(element, "idref").unwrap_or_default();
                let Some(part) = parts.get(&id).filter(|part| part.is_page) else { return };
                // A page that is listed over and over would make a book of any length.
                if part.is_contents || !seen.insert(part.name.clone()) {
                    return;
                }
                if attribute(element, "linear").is_some_and(|linear| linear == "no") {
                    book.aside += 1;
                } else {
                    book.pages.push(part.name.clone());
                }
            }
            _ => {}
        });
        book
    }
}

struct Part {
    name: String,
    is_page: bool,
    /// Whether it is the table of contents.
    is_contents: bool,
}

/// The names of the parts that are locked. Fonts may be, which locks nothing of the text, but
/// nothing else is listed here than what cannot be read.
pub(super) fn locked_parts(package: &mut Package<'_>) -> Result<HashSet<String>, Kind> {
    let list = package.part("META-INF/encryption.xml")?.unwrap_or_default();
    let mut locked = HashSet::new();
    each_element(&list, |name, element| {
        if name == "CipherReference"
            && let Some(link) = attribute(element, "URI")
        {
            locked.insert(resolve("", &link));
        }
    });
    Ok(locked)
}

/// Hands over each element of some XML, up to where it is damaged.
fn each_element(xml: &str, mut take: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                take(element.local_name().as_ref(), &element);
            }
            Event::Eof => break,
            _ => {}
        }
    }
}

/// The name of the part that a link from a folder leads to.
fn resolve(folder: &str, link: &str) -> String {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    package::resolve(folder, &unescaped(link))
}

/// A link with its `%20` and the like as characters.
fn unescaped(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) if byte == b'%' => {
                bytes.push(code);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn links_lead_to_parts() {
        assert_eq!(resolve("OEBPS", "text/one%20two.xhtml#x"), "OEBPS/text/one two.xhtml");
        assert_eq!(resolve("OEBPS/a", "../b.xhtml"), "OEBPS/b.xhtml");
        assert_eq!(resolve("", "100%.xhtml"), "100%.xhtml");
    }
}
