//! Containers of documents: ZIP archives of parts, with limits on what they unpack to.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::{Cursor, Read, Seek};

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
    /// Where each part is, by its name as names are compared. Few packages need it.
    folded: OnceCell<HashMap<Vec<u8>, usize>>,
    unpacked: u64,
}

/// A link from one part to another.
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) target: String,
}

impl<'a> Package<'a> {
    pub(crate) fn open(what: &'static str, bytes: &'a [u8]) -> Result<Package<'a>, Kind> {
        let archive = open(what, Cursor::new(bytes))?;
        Ok(Package { what, archive, folded: OnceCell::new(), unpacked: 0 })
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
        let bytes = unpack(&mut self.archive, index, self.what, name, self.unpacked)?;
        self.unpacked += bytes.len() as u64;
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

    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            let folded = self.folded.get_or_init(|| {
                let mut folded = HashMap::new();
                for raw in self.archive.file_names_raw() {
                    if let Some(index) = self.archive.index_for_name_raw(raw) {
                        folded.entry(fold(raw)).or_insert(index);
                    }
                }
                folded
            });
            folded.get(&fold(name.as_bytes())).copied()
        })
    }
}

/// A part's name as names are compared: without regard to case, and some programs write
/// backslashes.
fn fold(name: &[u8]) -> Vec<u8> {
    let slash = |&b: &u8| if b == b'\\' { b'/' } else { b.to_ascii_lowercase() };
    name.iter().map(slash).collect()
}

/// Opens the list of what a ZIP archive holds.
pub(crate) fn open<R: Read + Seek>(
    what: &'static str,
    reader: R,
) -> Result<ZipArchive<R>, Kind> {
    let archive = ZipArchive::new(reader).map_err(|source| Kind::Container { what, source })?;
    let (found, limit) = (archive.len() as u64, MOST_ENTRIES as u64);
    if found > limit {
        return Err(Kind::Limit { what, exceeded: "a number of parts", found, limit });
    }
    Ok(archive)
}

/// Unpacks a part of an archive, of which so many bytes have been unpacked before.
pub(crate) fn unpack<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    what: &'static str,
    part: &str,
    unpacked: u64,
) -> Result<Vec<u8>, Kind> {
    let broken = |source| Kind::Container { what, source };
    let limit = |exceeded, found, limit| Kind::Limit { what, exceeded, found, limit };
    if archive.by_index_raw(index).map_err(broken)?.encrypted() {
        let hint = "unpack it with its password and import the files in it";
        return Err(Kind::Encrypted { what, hint });
    }
    let file = archive.by_index(index).map_err(broken)?;
    let packed = file.compressed_size();
    let most = MOST_BYTES.min(MOST_BYTES_IN_ALL.saturating_sub(unpacked));
    let mut bytes = Vec::new();
    // What the container says of a part's size is not to be believed.
    file.take(most + 1).read_to_end(&mut bytes).map_err(|source| Kind::Unpack {
        what,
        part: part.to_owned(),
        source,
    })?;
    let length = bytes.len() as u64;
    if length > most {
        return Err(limit("a part with a number of bytes", length, most));
    }
    let ratio = length / packed.max(1);
    if length > FREE_BYTES && ratio > MOST_RATIO {
        return Err(limit("a ratio of unpacked bytes", ratio, MOST_RATIO));
    }
    Ok(bytes)
}

/// A target as a full part name: absolute, or from the folder of the part that links to it.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
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
