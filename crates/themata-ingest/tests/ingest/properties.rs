//! Whatever the bytes are, a reader ends with a transcript that keeps its promises or with an
//! error that says what to do.

use proptest::prelude::*;
use themata_ingest::{Options, PdfLine, PdfPage, PdfPiece, Source, read};

use crate::docx::{container, document};
use crate::notation::{no_engine, write};

const NAMES: [&str; 11] = [
    "a.txt", "a.md", "a.vtt", "a.srt", "a.csv", "a.tsv", "a.docx", "a.pdf", "a.html", "a.otr",
    "a",
];

/// Pieces of which sources are made, so that readers get past the first line.
const PIECES: [&str; 44] = [
    "\n",
    "\n\n",
    " ",
    "\t",
    "Ann: ",
    "Bo:",
    "ANN",
    "[00:10] ",
    "00:10 ",
    "(00:10)",
    "word ",
    "word. ",
    "é",
    "🙂",
    "\u{301}",
    "**",
    "*",
    "_",
    "`",
    "[",
    "](",
    ")",
    "<v Ann>",
    "</v>",
    "<",
    ">",
    "&amp;",
    "&",
    "WEBVTT\n\n",
    "00:00:01.000 --> 00:00:02.000\n",
    "1\n00:00:01,000 --> 00:00:02,000\n",
    "-->",
    "NOTE",
    "speaker,text\n",
    ",",
    ";",
    "\"",
    "|",
    "---",
    "# ",
    "> ",
    "\r\n",
    "\\",
    "#00:00:10-5#",
];

const XML: [&str; 26] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "Ann: ",
    "words",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:br/>",
    "<w:del>",
    "</w:del>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "&amp;",
    "&#0;",
    "<w:footnoteReference w:id=\"1\"/>",
    "<mc:Choice>",
    "</mc:Choice>",
    "<w:pPr>",
    "</w:pPr>",
];

const HTML: [&str; 40] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th>Speaker",
    "<th>Text",
    "</td>",
    "<pre>",
    "</pre>",
    "<br>",
    "<h2>",
    "</h2>",
    "<header>",
    "</header>",
    "<h1>",
    "<svg>",
    "</svg>",
    "<template>",
    "</template>",
    "<select>",
    "<frameset>",
    "<a hidden>",
    "</a>",
    "<blockquote>",
    "<body>",
    "</body>",
    "</html>",
    "<span class=timestamp data-timestamp=1.5>",
    "<span/>",
    "Ann: ",
    " words\n",
    "&#13;",
    "&#8233;",
    "<![CDATA[",
];

fn check(name: &str, bytes: &[u8]) {
    match read(Source { name, bytes }, &Options::default(), &no_engine) {
        Ok(reading) => {
            write(&reading.documents[0].transcript);
        }
        Err(error) => assert!(error.hint().is_some()),
    }
}

fn assembled(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(pieces), 0..60).prop_map(|p| p.concat())
}

fn piece() -> impl Strategy<Value = PdfPiece> {
    let words = prop_oneof!["[a-zA-Z:0-9 -]{0,12}", "\\PC{0,6}", "[0-9]{1,3}"];
    (words, any::<f32>(), any::<f32>(), any::<bool>())
        .prop_map(|(text, left, right, bold)| PdfPiece { text, left, right, bold })
}

fn pages() -> impl Strategy<Value = Vec<PdfPage>> {
    let line = (-50.0..900.0f32, 0.0..40.0f32, proptest::collection::vec(piece(), 0..4))
        .prop_map(|(top, high, pieces)| PdfLine { top, bottom: top + high, pieces });
    let page = proptest::collection::vec(line, 0..12).prop_map(|lines| PdfPage {
        width: 600.0,
        height: 800.0,
        lines,
    });
    proptest::collection::vec(page, 0..4)
}

proptest! {
    #[test]
    fn any_bytes_end_well(
        name in proptest::sample::select(&NAMES[..]),
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        check(name, &bytes);
    }

    #[test]
    fn any_text_ends_well(
        name in proptest::sample::select(&NAMES[..]),
        text in assembled(&PIECES),
    ) {
        check(name, text.as_bytes());
    }

    #[test]
    fn any_characters_end_well(
        name in proptest::sample::select(&NAMES[..]),
        text in "\\PC{0,80}(\n\\PC{0,20}){0,6}",
    ) {
        check(name, text.as_bytes());
    }

    #[test]
    fn any_page_ends_well(body in assembled(&HTML)) {
        check("a.html", body.as_bytes());
        check("a.xhtml", format!("<?xml version=\"1.0\"?><html>{body}").as_bytes());
    }

    #[test]
    fn any_word_document_ends_well(body in assembled(&XML)) {
        check("a.docx", &document(&body));
        check("a.docx", &container(&[("word/document.xml", &body)]));
    }

    #[test]
    fn a_damaged_word_document_ends_well(
        body in assembled(&XML),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = document(&body);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        check("a.docx", &bytes);
    }

    #[test]
    fn any_pages_end_well(pages in pages()) {
        let source = Source { name: "a.pdf", bytes: b"%PDF-" };
        let options = Options::default();
        match read(source, &options, &|_| Ok(pages.clone())) {
            Ok(reading) => {
                write(&reading.documents[0].transcript);
            }
            Err(error) => prop_assert!(error.hint().is_some()),
        }
    }
}
