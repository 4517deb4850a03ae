//! What no honest document holds is read in bounded time, or refused with a word on what to
//! do.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::{document, p, reading, with_parts};

const MANY: usize = 30_000;
const FEW: usize = 6_000;

/// Reads a document and says what its text is. Quadratic work would take minutes even on a
/// fast machine.
#[track_caller]
fn text_of(bytes: &[u8]) -> String {
    let start = Instant::now();
    let reading = reading("a.docx", bytes).expect("it can be read");
    assert!(start.elapsed() < Duration::from_secs(30), "it took {:?}", start.elapsed());
    reading.documents[0].transcript.text.clone()
}

/// A document in which `many` elements lie in one another around a paragraph.
fn nested(open: &str, close: &str, many: usize) -> Vec<u8> {
    let (open, close) = (open.repeat(many), close.repeat(many));
    document(&format!("{}{open}{}{close}{}", p("before"), p("inside"), p("after")))
}

#[test]
fn no_depth_is_too_deep() {
    let nests = [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", MANY),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", MANY),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", FEW),
        ("<w:footnote>", "</w:footnote>", FEW),
        ("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/>", "</w:r></w:p>", FEW),
    ];
    for (open, close, many) in nests {
        assert_eq!(text_of(&nested(open, close, many)), "before\ninside\nafter", "{open}");
    }
    let open = "<w:p><w:r><w:t>x</w:t><w:pict><w:txbxContent>";
    let close = "</w:txbxContent></w:pict></w:r></w:p>";
    assert_eq!(text_of(&nested(open, close, FEW)).lines().count(), FEW + 3);
}

#[test]
fn many_of_everything_take_time_in_proportion() {
    let mut joined = String::new();
    let mut commented = String::new();
    let mut stored = String::new();
    let mut styles = String::new();
    for n in 0..FEW {
        let sign = |name: &str| format!("<w:{name} w:id=\"{n}\"/>");
        let (start, end) = (sign("commentRangeStart"), sign("commentRangeEnd"));
        write!(
            joined,
            "<w:p><w:pPr><w:pStyle w:val=\"s{n}\"/><w:rPr><w:del/></w:rPr></w:pPr>\
             <w:r><w:t>word</w:t></w:r></w:p>"
        )
        .expect("a string can be written to");
        write!(commented, "<w:p>{start}<w:r><w:t>word</w:t></w:r>{end}</w:p>")
            .expect("a string can be written to");
        write!(stored, "<w:comment w:id=\"{n}\" w:author=\"A\">{}</w:comment>", p("said"))
            .expect("a string can be written to");
        write!(
            styles,
            "<w:style w:styleId=\"s{n}\"><w:basedOn w:val=\"s{}\"/></w:style>",
            n + 1
        )
        .expect("a string can be written to");
    }
    let joined = with_parts(&joined, &[("styles", &styles)]);
    assert_eq!(text_of(&joined).split(' ').count(), FEW);
    let in_one = commented.replace("<w:p>", "").replace("</w:p>", "");
    let commented = with_parts(&commented, &[("comments", &stored)]);
    assert_eq!(text_of(&commented).lines().count(), FEW);
    let in_one = with_parts(&format!("<w:p>{in_one}</w:p>"), &[("comments", &stored)]);
    assert_eq!(text_of(&in_one).len(), 4 * FEW);
}

#[test]
fn locked_and_old_documents_say_what_to_do() {
    let ole = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend([0; 600]);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let error = reading("a.docx", &ole("EncryptedPackage")).unwrap_err();
    assert_eq!(error.to_string(), "the document is locked by a password");
    let hint = "open it in its program, remove the password and save it again";
    assert_eq!(error.hint(), Some(hint));
    let error = reading("a.doc", &ole("WordDocument")).unwrap_err();
    assert_eq!(error.to_string(), "a Word document of the format before 2007 cannot be read");
    assert_eq!(error.hint(), Some("open it in the word processor and save it as .docx"));
}
