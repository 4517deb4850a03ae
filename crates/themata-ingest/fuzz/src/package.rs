//! Containers made of fuzzed parts.
//!
//! Mutating the bytes of a ZIP archive breaks its checksums and nothing else, so what is fuzzed
//! is a text of parts, each after a line `=== its/name`, around which a valid archive is built.
//! What stands before the first such line is the part that holds the words.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts of a container: names and bytes.
pub type Parts<'a> = Vec<(&'a str, &'a [u8])>;

/// The most parts of a container, because one of a thousand shows no more than one of ten.
const MOST_PARTS: usize = 16;

/// Whether the bytes are an archive, or pretend to be one, and are read as they are.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// Cuts bytes into parts. Those in `given` are there unless the bytes hold parts of their
/// names.
pub fn parts<'a>(bytes: &'a [u8], main: &'a str, given: &[(&'a str, &'a str)]) -> Parts<'a> {
    let mut found: Parts<'a> = Vec::new();
    let (mut name, mut start, mut at) = (main, 0, 0);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let next = at + line.len();
        let heading =
            line.strip_prefix(b"=== ").and_then(|rest| std::str::from_utf8(rest).ok());
        if let Some(heading) = heading {
            found.push((name, &bytes[start..at]));
            (name, start) = (heading.trim(), next);
        }
        at = next;
    }
    found.push((name, &bytes[start..]));
    // A text that begins with a heading has nothing before it.
    found.retain(|(name, part)| *name != main || !part.is_empty());
    found.truncate(MOST_PARTS);
    let missing = given.iter().filter(|(name, _)| found.iter().all(|(part, _)| part != name));
    let mut all: Parts<'a> = missing.map(|(name, text)| (*name, text.as_bytes())).collect();
    all.append(&mut found);
    all
}

/// An archive of these parts, in this order and not compressed. Of parts with one name, the
/// first is in it.
pub fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // A name that is taken or too long is refused.
        if writer.start_file(*name, stored).is_ok() {
            writer.write_all(bytes).expect("memory can be written to");
        }
    }
    writer.finish().expect("an archive can end").into_inner()
}
