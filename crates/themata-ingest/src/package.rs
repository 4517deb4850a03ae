//! Containers of documents: ZIP archives of parts, with limits on what they unpack to.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::diagnostic::Diagnostics;
use crate::encoding::decode;
use crate::error::Kind;
use crate::xml::attribute;

/// The most entries of a container. Word writes about twenty, and one for each picture.
pub(crate) const MOST_ENTRIES: usize = 20_000;
/// The most bytes of one part. A book of a million words has about a tenth of that.
const MOST_BYTES: u64 = 256 << 20;
/// The most bytes that are unpacked from one container.
const MOST_BYTES_IN_ALL: u64 = 512 << 20;
/// How many times longer a part may be than its packed form. Word's XML comes to 20 or 30;
/// deflate cannot do more than 1032.
const MOST_RATIO: u64 = 400;
/// Below this size, in bytes, a part may be packed as tightly as it likes.
const FREE_BYTES: u64 = 4 << 20;

/// An opened container.
pub(crate) struct Package<'a> {
    /// What the container is, for messages: `the Word document`.
    what: &'static str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

/// A link from one part to another.
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) target: String,
}

impl<'a> Package<'a> {
    pub(crate) fn open(what: &'static str, bytes: &'a [u8]) -> Result<Package<'a>, Kind> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|source| Kind::Container { what, source })?;
        let package = Package { what, archive, unpacked: 0 };
        if package.archive.len() > MOST_ENTRIES {
            let parts = package.archive.len() as u64;
            return Err(package.limit("a number of parts", parts, MOST_ENTRIES as u64));
        }
        Ok(package)
    }

    /// The name of the part that holds the text.
    pub(crate) fn main_part(&mut self) -> Result<String, Kind> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
        let name = main.map_or_else(|| "word/document.xml".to_owned(), |main| main.target);
        if self.index(&name).is_some() { Ok(name) } else { Err(self.no_main_part()) }
    }

    /// The links of a part, with targets as full part names. The empty name is the container.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Kind> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let Some(xml) = self.part(name.trim_start_matches('/'))? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        let mut reader = Reader::from_str(&xml);
        // A damaged list of links is as good as a shorter one.
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => break,
                _ => continue,
            };
            let (Some(kind), Some(target)) =
                (attribute(&element, "Type"), attribute(&element, "Target"))
            else {
                continue;
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { kind, target: resolve(folder, &target) });
        }
        Ok(relations)
    }

    /// The text that a part holds, or `None` if there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Kind> {
        // XML is UTF-8 unless a mark says otherwise, and what little is odd about a part's
        // bytes is nothing that a reader of the document would know what to do with.
        Ok(self.bytes(name)?.map(|bytes| match String::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text),
            Err(error) => decode(error.as_bytes(), None, &mut Diagnostics::default()).text,
        }))
    }

    /// The bytes that a part holds, or `None` if there is no such part.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Kind> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let what = self.what;
        let unpack = |source| Kind::Unpack { what, part: name.to_owned(), source };
        let file =
            self.archive.by_index(index).map_err(|source| Kind::Container { what, source })?;
        let packed = file.compressed_size();
        let most = MOST_BYTES.min(MOST_BYTES_IN_ALL.saturating_sub(self.unpacked));
        let mut bytes = Vec::new();
        // What the container says of a part's size is not to be believed.
        file.take(most + 1).read_to_end(&mut bytes).map_err(unpack)?;
        let length = bytes.len() as u64;
        self.unpacked += length;
        if length > most {
            return Err(self.limit("a part with a number of bytes", length, most));
        }
        if length > FREE_BYTES && length / packed.max(1) > MOST_RATIO {
            let ratio = length / packed.max(1);
            return Err(self.limit("a ratio of unpacked bytes", ratio, MOST_RATIO));
        }
        Ok(Some(bytes))
    }

    /// That the container lacks the part which holds the text.
    pub(crate) fn no_main_part(&self) -> Kind {
        Kind::NoMainPart { what: self.what }
    }

    /// That a part is not well-formed before its first words.
    pub(crate) fn malformed(&self, part: String, source: quick_xml::Error) -> Kind {
        Kind::Xml { what: self.what, part, source }
    }

    fn limit(&self, exceeded: &'static str, found: u64, limit: u64) -> Kind {
        Kind::Limit { what: self.what, exceeded, found, limit }
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            // Part names are compared without regard to case, and some programs write
            // backslashes.
            let names: Vec<&[u8]> = self.archive.file_names_raw().collect();
            let found = names.into_iter().find(|raw| {
                raw.len() == name.len()
                    && raw.iter().zip(name.bytes()).all(|(&a, b)| {
                        let a = if a == b'\\' { b'/' } else { a };
                        a.eq_ignore_ascii_case(&b)
                    })
            })?;
            self.archive.index_for_name_raw(found)
        })
    }
}

/// A target as a full part name: absolute, or from the folder of the part that links to it.
fn resolve(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
