use std::io::{Cursor, Write};

use themata_ingest::Archive;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::docx::container;
use crate::notation::reading;

/// A container whose parts all say that they are locked.
fn locked(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = container(parts);
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|&at| bytes[at..].starts_with(signature)).collect();
        for at in places {
            bytes[at + flags] |= 1;
        }
    }
    bytes
}

#[test]
fn the_files_of_an_archive_are_read_by_place() {
    let parts =
        [("b/two.txt", "Two."), ("a.txt", "One."), ("__MACOSX/a.txt", ""), ("./a.txt", "1")];
    let archive = Archive::open(container(&parts)).unwrap();
    let read: Vec<String> = archive
        .entries()
        .iter()
        .map(|entry| {
            let words = String::from_utf8(archive.read(entry).unwrap()).unwrap();
            format!("{}: {words}", entry.path)
        })
        .collect();
    assert_eq!(read, ["a.txt: One.", "a.txt: 1", "b/two.txt: Two."]);
    assert!(Archive::open(&b"PK\x03\x04"[..]).is_err());
}

#[test]
fn an_archive_unpacks_to_no_more_than_a_limit_in_all() {
    // What is stored as it is need not be unpacked, only counted.
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("a.txt", stored).unwrap();
    writer.write_all("a".repeat(4 << 20).as_bytes()).unwrap();
    let archive = Archive::open(writer.finish().unwrap().into_inner()).unwrap();
    let entry = &archive.entries()[0];
    let read = (0..200).take_while(|_| archive.read(entry).is_ok()).count();
    assert_eq!(read, 128);
    let error = archive.read(entry).unwrap_err().to_string();
    assert!(error.starts_with("the archive has a part with a number of bytes"), "{error}");
}

#[test]
fn a_locked_file_is_named_as_locked() {
    let archive = Archive::open(locked(&[("a.txt", "One.")])).unwrap();
    let error = archive.read(&archive.entries()[0]).unwrap_err();
    assert_eq!(error.to_string(), "the archive is locked by a password");
    assert!(error.hint().unwrap().contains("with its password"));
    let document = locked(&[("[Content_Types].xml", ""), ("word/document.xml", "")]);
    let error = reading("a.docx", &document).unwrap_err();
    assert_eq!(error.to_string(), "the Word document is locked by a password");
}

#[test]
fn parts_are_found_without_regard_to_case() {
    let body = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
                <w:body><w:p><w:r><w:t>Yes.</w:t></w:r></w:p></w:body></w:document>";
    let bytes = container(&[("[Content_Types].xml", ""), ("word\\Document.XML", body)]);
    let reading = reading("a.docx", &bytes).unwrap();
    assert_eq!(reading.documents[0].transcript.text, "Yes.");
}
