use std::fmt;
use std::io::Cursor;

use memchr::memmem;

use crate::captions;
use crate::error::Kind;

/// The layouts that this crate reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// An RTF document.
    Rtf,
    /// A PDF with a text layer.
    Pdf,
    /// An EPUB book.
    Epub,
    /// WebVTT captions, as Zoom and Teams write them.
    Vtt,
    /// SubRip captions.
    Srt,
    /// Captions as YouTube writes them.
    Sbv,
    /// An oTranscribe file.
    Otr,
    /// The JSON of Whisper, WhisperX and programs like them: segments with times.
    Json,
    /// Annotations of ELAN.
    Eaf,
    /// A TextGrid of Praat.
    TextGrid,
    /// A CHAT transcript.
    Chat,
    /// The log of a chat beside a meeting.
    ZoomChat,
    /// A table delimited by commas, semicolons or tabs.
    Csv,
    /// A workbook of Excel.
    Xlsx,
    /// An OpenDocument workbook.
    Ods,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Txt => "plain text",
            Format::Markdown => "Markdown",
            Format::Html => "a web page",
            Format::Docx => "a Word document",
            Format::Odt => "an OpenDocument text",
            Format::Rtf => "an RTF document",
            Format::Pdf => "a PDF",
            Format::Epub => "an EPUB book",
            Format::Vtt => "WebVTT captions",
            Format::Srt => "SubRip captions",
            Format::Sbv => "SBV captions",
            Format::Otr => "an oTranscribe file",
            Format::Json => "a JSON of segments",
            Format::Eaf => "ELAN annotations",
            Format::TextGrid => "a TextGrid",
            Format::Chat => "a CHAT transcript",
            Format::ZoomChat => "a chat log",
            Format::Csv => "a table",
            Format::Xlsx => "an Excel workbook",
            Format::Ods => "an OpenDocument workbook",
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
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Pdf => "pdf",
            Format::Epub => "epub",
            Format::Vtt => "vtt",
            Format::Srt => "srt",
            Format::Sbv => "sbv",
            Format::Otr => "otr",
            Format::Json => "json",
            Format::Eaf => "eaf",
            Format::TextGrid => "textgrid",
            Format::Chat => "cha",
            Format::ZoomChat => "chatlog",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
        }
    }

    /// The format that a file name's extension promises, or `None` if it promises none that
    /// this crate knows.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Format> {
        Some(match extension(name)?.as_str() {
            "txt" | "text" | "log" => Format::Txt,
            "md" | "markdown" | "mkd" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "docx" | "docm" | "dotx" | "dotm" => Format::Docx,
            "odt" | "ott" | "fodt" => Format::Odt,
            "rtf" => Format::Rtf,
            "pdf" => Format::Pdf,
            "epub" => Format::Epub,
            "vtt" => Format::Vtt,
            "srt" => Format::Srt,
            "sbv" => Format::Sbv,
            "otr" => Format::Otr,
            "json" => Format::Json,
            "eaf" => Format::Eaf,
            "textgrid" => Format::TextGrid,
            "cha" => Format::Chat,
            "csv" | "tsv" | "tab" => Format::Csv,
            "xlsx" | "xlsm" | "xltx" => Format::Xlsx,
            "ods" => Format::Ods,
            _ => return None,
        })
    }
}

/// What bytes are, as far as that shows before they are decoded.
pub(crate) enum Container {
    /// A document of a format whose bytes are not simply text.
    Document(Format),
    Text,
}

/// Recognises containers by their first bytes.
pub(crate) fn container(name: &str, bytes: &[u8]) -> Result<Container, Kind> {
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(name, bytes);
    }
    if memmem::find(head, b"%PDF-").is_some() {
        return Ok(Container::Document(Format::Pdf));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Err(compound(bytes));
    }
    if bytes.starts_with(b"SQLite format 3\0") {
        let hint = "save what is wanted of it as .csv in the program that made it";
        return Err(Kind::Unsupported { what: "a database", hint });
    }
    if let Some(what) = media(bytes) {
        let hint = "import the transcript of it, not the recording or the picture";
        return Err(Kind::Unsupported { what, hint });
    }
    if bytes.starts_with(b"ooBinaryFile") {
        let hint = "open it in Praat and save it with `Save as text file…`";
        return Err(Kind::Unsupported { what: "a binary file of Praat", hint });
    }
    if bytes.trim_ascii_start().starts_with(br"{\rtf") {
        return Ok(Container::Document(Format::Rtf));
    }
    if extension(name).is_some_and(|e| matches!(e.as_str(), "docx" | "pdf" | "doc"))
        && is_binary(head)
    {
        return Err(Kind::Binary);
    }
    if extension(name).is_some_and(|e| matches!(e.as_str(), "xls" | "xlsx" | "xlsm" | "ods"))
        && is_noise(head)
    {
        let hint = "open it in a spreadsheet program and save it as .xlsx or .csv";
        let what = "a file that is called a workbook, and is neither one nor a text,";
        return Err(Kind::Unsupported { what, hint });
    }
    Ok(Container::Text)
}

const SAVE_AS_DOCX: &str = "open it in the word processor and save it as .docx";

/// What is neither text nor a document. Words may begin with the letters by which such files
/// are known, so each must have a byte that no text has, or be longer than a word.
fn media(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let kind = bytes.get(8..12);
    Some(match () {
        () if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") => "a picture",
        () if starts(b"GIF87a") || starts(b"GIF89a") => "a picture",
        () if starts(b"II*\0") || starts(b"MM\0*") => "a picture",
        () if starts(b"RIFF") && kind == Some(b"WEBP") => "a picture",
        () if starts(b"ID3") && bytes.get(3).is_some_and(|&version| version < 0x09) => {
            "a sound recording"
        }
        () if starts(b"OggS\0") || starts(b"fLaC\0") => "a sound recording",
        () if starts(b"RIFF") && (kind == Some(b"WAVE") || kind == Some(b"AVI ")) => {
            "a recording"
        }
        () => return None,
    })
}

fn zipped(name: &str, bytes: &[u8]) -> Result<Container, Kind> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|source| {
        let what = match Format::of_name(name) {
            Some(Format::Docx) => "the Word document",
            Some(Format::Odt) => "the OpenDocument text",
            Some(Format::Xlsx | Format::Ods) => "the workbook",
            Some(Format::Epub) => "the book",
            _ => "the archive",
        };
        Kind::Container { what, source }
    })?;
    if let Some(format) = declared(bytes) {
        return Ok(Container::Document(format));
    }
    let (mut content_types, mut word, mut sheet, mut slides) = (false, false, false, false);
    let (mut open_document, mut book, mut binary) = (false, false, false);
    for name in archive.file_names_raw().take(crate::package::MOST_ENTRIES) {
        content_types |= name == b"[Content_Types].xml";
        word |= name.starts_with(b"word/");
        sheet |= name.starts_with(b"xl/");
        binary |= name == b"xl/workbook.bin";
        slides |= name.starts_with(b"ppt/");
        open_document |= name == b"content.xml";
        book |= name == b"META-INF/container.xml";
    }
    let (what, hint) = match () {
        () if book && !content_types => return Ok(Container::Document(Format::Epub)),
        () if word || (content_types && !sheet && !slides) => {
            return Ok(Container::Document(Format::Docx));
        }
        () if binary => ("a binary workbook of Excel", "save it as .xlsx"),
        () if sheet => return Ok(Container::Document(Format::Xlsx)),
        () if open_document => return Ok(Container::Document(Format::Odt)),
        () if slides => ("a presentation", "copy its text into a document"),
        () => ("an archive", "unpack it and import the files in it"),
    };
    Err(Kind::Unsupported { what, hint })
}

/// The format that an OpenDocument file or a book declares in its first entry, which is
/// called `mimetype` and stands there unpacked.
fn declared(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(256)];
    let at = memmem::find(head, b"mimetypeapplication/")?;
    let kind = &head[at + "mimetype".len()..];
    let starts = |name: &str| kind.starts_with(name.as_bytes());
    match () {
        () if starts("application/epub+zip") => Some(Format::Epub),
        () if starts("application/vnd.oasis.opendocument.text") => Some(Format::Odt),
        () if starts("application/vnd.oasis.opendocument.spreadsheet") => Some(Format::Ods),
        () => None,
    }
}

/// What an OLE 2 container is: the old format of Word or Excel, or the wrapping of a locked
/// document.
fn compound(bytes: &[u8]) -> Kind {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        let hint = "open it in its program, remove the password and save it again";
        return Kind::Encrypted { what: "the document", hint };
    }
    if holds("WordDocument") {
        let what = "a Word document of the format before 2007";
        return Kind::Unsupported { what, hint: SAVE_AS_DOCX };
    }
    if holds("Workbook") {
        let hint = "open it in a spreadsheet program and save it as .xlsx";
        let what = "an Excel workbook of the format before 2007";
        return Kind::Unsupported { what, hint };
    }
    let what = "an Office file of the format before 2007";
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

/// Whether bytes hold control characters that no encoding of text has, unless a byte order
/// mark says that they are text: other programs write tables as text under such names.
fn is_noise(head: &[u8]) -> bool {
    let is_marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let is_odd = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    !is_marked && head.iter().any(is_odd)
}

/// What a decoded and cleaned text is: what it says it is, else what its name says.
pub(crate) fn of_text(name: &str, text: &str) -> Result<Format, Kind> {
    let start = text.trim_start();
    if start.starts_with("WEBVTT") {
        return Ok(Format::Vtt);
    }
    let promised = Format::of_name(name);
    if let Some(format) = marked(start, promised) {
        return Ok(format);
    }
    let head: String = start.chars().take(200).collect();
    if head.starts_with("<?xml") && promised != Some(Format::Txt) {
        let hint = "save it as .docx or .txt";
        return Err(Kind::Unsupported { what: "an XML file", hint });
    }
    if let Some(found) = captions::sniff(start) {
        return Ok(match promised {
            Some(Format::Vtt) => Format::Vtt,
            Some(Format::Srt) => Format::Srt,
            _ => found,
        });
    }
    Ok(match promised {
        Some(Format::Csv) => Format::Csv,
        Some(Format::Markdown) => Format::Markdown,
        _ if crate::table::is_table(start) => Format::Csv,
        _ => Format::Txt,
    })
}

/// What a text says itself that it is.
fn marked(start: &str, promised: Option<Format>) -> Option<Format> {
    let head: String = start.chars().take(2_000).collect::<String>();
    let lower = head.to_ascii_lowercase();
    let is_json = head.starts_with(['{', '[']);
    Some(match () {
        () if lower.starts_with("<!doctype html") || lower.starts_with("<html") => Format::Html,
        () if head.starts_with('<') && head.contains("<ANNOTATION_DOCUMENT") => Format::Eaf,
        () if head.starts_with("<?xml") && lower.contains("<html") => Format::Html,
        () if crate::odt::sniff(start) => Format::Odt,
        () if crate::textgrid::sniff(&head) => Format::TextGrid,
        () if crate::chat::sniff(&head) => Format::Chat,
        () if is_json && (promised == Some(Format::Otr) || crate::otr::sniff(start)) => {
            Format::Otr
        }
        () if is_json && (promised == Some(Format::Json) || crate::json::sniff(start)) => {
            Format::Json
        }
        () if crate::zoom_chat::sniff(&head) => Format::ZoomChat,
        () if promised == Some(Format::Html) => Format::Html,
        () => return None,
    })
}

fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    (extension.len() <= 10 && !extension.contains(['/', '\\']))
        .then(|| extension.to_ascii_lowercase())
}
