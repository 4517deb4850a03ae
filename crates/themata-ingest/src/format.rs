use std::fmt;
use std::io::Cursor;

use memchr::memmem;

use crate::captions;
use crate::error::Kind;
use crate::rows::{Columns, delimiter};

/// The layouts that this crate reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown.
    Markdown,
    /// A Word document.
    Docx,
    /// A PDF with a text layer.
    Pdf,
    /// WebVTT captions, as Zoom and Teams write them.
    Vtt,
    /// SubRip captions.
    Srt,
    /// A table with a row for each turn, delimited by commas, semicolons or tabs.
    Csv,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Txt => "plain text",
            Format::Markdown => "Markdown",
            Format::Docx => "a Word document",
            Format::Pdf => "a PDF",
            Format::Vtt => "WebVTT captions",
            Format::Srt => "SubRip captions",
            Format::Csv => "a table",
        })
    }
}

impl Format {
    /// The word for the format, as it is stored: that of its usual file name extension.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Markdown => "md",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Vtt => "vtt",
            Format::Srt => "srt",
            Format::Csv => "csv",
        }
    }

    /// The format that a file name's extension promises, or `None` if it promises none that
    /// this crate knows.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Format> {
        Some(match extension(name)?.as_str() {
            "txt" | "text" | "log" => Format::Txt,
            "md" | "markdown" | "mkd" => Format::Markdown,
            "docx" | "docm" | "dotx" => Format::Docx,
            "pdf" => Format::Pdf,
            "vtt" => Format::Vtt,
            "srt" => Format::Srt,
            "csv" | "tsv" | "tab" => Format::Csv,
            _ => return None,
        })
    }
}

/// What bytes are, as far as that shows before they are decoded.
pub(crate) enum Container {
    Docx,
    Pdf,
    Text,
}

/// Recognises containers by their first bytes.
pub(crate) fn container(name: &str, bytes: &[u8]) -> Result<Container, Kind> {
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes);
    }
    if memmem::find(head, b"%PDF-").is_some() {
        return Ok(Container::Pdf);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Err(compound(bytes));
    }
    for (magic, what) in KNOWN_BINARIES {
        if bytes.starts_with(magic) {
            let hint = "import the transcript of it, not the recording or the picture";
            return Err(Kind::Unsupported { what, hint });
        }
    }
    if bytes.starts_with(br"{\rtf") {
        let what = "an RTF document";
        return Err(Kind::Unsupported { what, hint: SAVE_AS_DOCX });
    }
    if extension(name).is_some_and(|e| matches!(e.as_str(), "docx" | "pdf" | "doc"))
        && is_binary(head)
    {
        return Err(Kind::Binary);
    }
    Ok(Container::Text)
}

const SAVE_AS_DOCX: &str = "open it in the word processor and save it as .docx";
const KNOWN_BINARIES: [(&[u8], &str); 10] = [
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"RIFF", "a recording"),
    (b"SQLite format 3\0", "a database"),
];

fn zipped(bytes: &[u8]) -> Result<Container, Kind> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|source| Kind::Container { source })?;
    let (mut content_types, mut word, mut sheet, mut slides) = (false, false, false, false);
    let mut open_document = false;
    for name in archive.file_names_raw().take(crate::docx::MOST_ENTRIES) {
        content_types |= name == b"[Content_Types].xml";
        word |= name.starts_with(b"word/");
        sheet |= name.starts_with(b"xl/");
        slides |= name.starts_with(b"ppt/");
        open_document |= name == b"content.xml";
    }
    let (what, hint) = match () {
        () if word || (content_types && !sheet && !slides) => return Ok(Container::Docx),
        () if sheet => ("a spreadsheet", "save the sheet as .csv"),
        () if slides => ("a presentation", "copy its text into a document"),
        () if open_document => ("an OpenDocument file", SAVE_AS_DOCX),
        () => ("an archive", "unpack it and import the files in it"),
    };
    Err(Kind::Unsupported { what, hint })
}

/// What an OLE 2 container is: the old format of Word, or the wrapping of a locked document.
fn compound(bytes: &[u8]) -> Kind {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        let hint = "open it in Word, remove the password and save it again";
        return Kind::Encrypted { what: "the Word document", hint };
    }
    let what = if holds("WordDocument") {
        "a Word document of the format before 2007"
    } else {
        "an Office file of the format before 2007"
    };
    Kind::Unsupported { what, hint: SAVE_AS_DOCX }
}

/// Whether decoded text can be text at all: one control character in ten is too many.
pub(crate) fn is_binary_text(text: &str) -> bool {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in text.chars().take(20_000) {
        all += 1;
        odd += usize::from(
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}'))
                || c == char::REPLACEMENT_CHARACTER,
        );
    }
    all >= 32 && odd * 10 > all
}

fn is_binary(head: &[u8]) -> bool {
    head.contains(&0) || std::str::from_utf8(head).is_err_and(|e| e.error_len().is_some())
}

/// What a decoded and cleaned text is: what it says it is, else what its name says.
pub(crate) fn of_text(name: &str, text: &str) -> Result<Format, Kind> {
    let start = text.trim_start();
    if start.starts_with("WEBVTT") {
        return Ok(Format::Vtt);
    }
    let promised = Format::of_name(name);
    let extension = extension(name).unwrap_or_default();
    if let Some(what) = markup(start, &extension, promised) {
        return Err(Kind::Unsupported { what, hint: "save it as .docx or .txt" });
    }
    if let Some(found) = captions::sniff(start) {
        return Ok(match promised {
            Some(Format::Vtt) => Format::Vtt,
            Some(Format::Srt) => Format::Srt,
            _ => found,
        });
    }
    let columns = || {
        // The header of a table is short; the only line of a text may be very long.
        let head = start.split('\n').next().filter(|line| line.len() < 2_000);
        let first = head.unwrap_or_default();
        let cells: Vec<&str> = first.split(char::from(delimiter(first))).collect();
        Columns::find(&cells)
    };
    Ok(match promised {
        Some(Format::Csv) => Format::Csv,
        Some(Format::Markdown) => Format::Markdown,
        _ if columns().is_some_and(|columns| columns.are_telling()) => Format::Csv,
        _ => Format::Txt,
    })
}

/// Markup that a later reader may understand, and that would be read as words by this one.
fn markup(start: &str, extension: &str, promised: Option<Format>) -> Option<&'static str> {
    let head: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Some("a web page");
    }
    if head.starts_with("<?xml") {
        return Some("an XML file");
    }
    // Anything else may be meant as text, unless the name says otherwise.
    if promised.is_some() {
        return None;
    }
    match extension {
        "html" | "htm" | "xhtml" => Some("a web page"),
        "xml" | "eaf" => Some("an XML file"),
        "json" | "otr" => Some("a JSON file"),
        "rtf" => Some("an RTF document"),
        _ => None,
    }
}

fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    (extension.len() <= 10 && !extension.contains(['/', '\\']))
        .then(|| extension.to_ascii_lowercase())
}
