//! What a source is, and what it cannot be.

use themata_ingest::{Encoding, Format, Options, Severity, Source, read};

use crate::docx::document;
use crate::notation::{check, check_remarks, no_engine, reading};

#[track_caller]
fn check_format(name: &str, bytes: &[u8], expect: Format) {
    assert_eq!(reading(name, bytes).expect("the source can be read").format, expect);
}

#[track_caller]
fn check_error(name: &str, bytes: &[u8], expect: &str) {
    let error = reading(name, bytes).expect_err("the source cannot be read");
    assert_eq!(error.to_string(), expect);
    assert!(error.hint().is_some(), "there is something to do about it");
}

#[test]
fn words_are_no_recordings() {
    check("a.txt", "ID3: I think so.", "ID3| I think so.");
    check("a.txt", "OggS is a format.", "OggS is a format.");
    check("a.txt", "RIFF and GIF8 and fLaC.", "RIFF and GIF8 and fLaC.");
    check_error("a.txt", b"ID3\x03\0", "a sound recording cannot be read");
    check_error("a.txt", b"OggS\0\x02", "a sound recording cannot be read");
    check_error("a.txt", b"RIFF\x24\0\0\0WAVEfmt ", "a recording cannot be read");
    check_error("a.txt", b"GIF89a", "a picture cannot be read");
}

#[test]
fn content_goes_before_the_name() {
    let word = document("<w:p><w:r><w:t>One</w:t></w:r></w:p>");
    check_format("a.txt", &word, Format::Docx);
    check_remarks("a.txt", &word, &["misleading-name"]);
    check_format("a.docx", b"I: Plain.", Format::Txt);
    check_format("a.txt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", Format::Vtt);
    check_format("a.txt", b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", Format::Srt);
    check_format("a.srt", b"No captions at all.", Format::Txt);
    check_format("a.md", b"*Hi*", Format::Markdown);
    check_format("a", b"Hi", Format::Txt);
    check_remarks("a.docx", "I: Plain.", &["misleading-name"]);
}

#[test]
fn what_is_locked_or_old_or_no_text_is_an_error() {
    let ole = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend([0; 600]);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    check_error("a.docx", &ole("EncryptedPackage"), "the document is locked by a password");
    check_error(
        "a.doc",
        &ole("WordDocument"),
        "a Word document of the format before 2007 cannot be read",
    );
    check_error("a.png", b"\x89PNG\r\n\x1a\n", "a picture cannot be read");
    let noise: Vec<u8> = (0..4_000u32).map(|n| (n * n / 7 % 32) as u8).collect();
    check_error("a.bin", &noise, "the file is neither text nor a known document");
}

#[test]
fn an_empty_source_is_read() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b" \n\t\r\n"] {
        check("a.txt", bytes, "");
    }
    check_remarks("a.txt", "", &["no-words"]);
}

#[test]
fn a_byte_order_mark_is_dropped_and_recorded() {
    check("a.txt", b"\xef\xbb\xbfI: hi", "I| hi");
    check_remarks("a.txt", b"\xef\xbb\xbfI: hi", &["bom-dropped"]);
}

#[test]
fn a_guess_is_named_and_a_person_can_overrule_it() {
    let bytes = b"I: caf\xe9\nP: na\xefve";
    let guessed = reading("a.txt", bytes).unwrap();
    assert_eq!(guessed.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(
        guessed.diagnostics[0].to_string(),
        "warning: the encoding is not declared and was guessed: windows-1252 [encoding-guessed]"
    );
    let encoding = Some(Encoding::named("iso-8859-2").unwrap());
    let options = Options { encoding, ..Options::default() };
    let chosen = read(Source { name: "a.txt", bytes }, &options, &no_engine).unwrap();
    assert_eq!(chosen.encoding.as_deref(), Some("ISO-8859-2"));
    assert_eq!(chosen.diagnostics, []);
    let error = Encoding::named("klingon").unwrap_err();
    assert_eq!(error.to_string(), "there is no encoding of this name: klingon");
}

#[test]
fn control_characters_do_no_harm() {
    check("a.txt", b"I: hello\0\0 world\nP: yes\x1a\n", "I| hello world\nP| yes");
    check_remarks(
        "a.txt",
        b"I: hello\0\0 world\nP: yes\x1a\n",
        &["control-characters-dropped"],
    );
}

#[test]
fn a_long_line_and_many_lines_are_simply_read() {
    let long = "word ".repeat(200_000);
    assert_eq!(
        reading("a.txt", long.as_bytes()).unwrap().documents[0].transcript.text.len(),
        999_999
    );
    let many = "a: b\n".repeat(60_000);
    assert_eq!(
        reading("a.txt", many.as_bytes()).unwrap().documents[0].transcript.turns.len(),
        60_000
    );
}

#[test]
fn an_encoding_that_hardly_leaves_a_choice_is_noted_and_no_more() {
    let talk =
        "聞き手：どうでしたか。\n田中：大変でした。誰も手伝ってくれませんでした。\n".repeat(4);
    let (bytes, _, _) = encoding_rs::EUC_JP.encode(&talk);
    let reading = reading("a.txt", &bytes).unwrap();
    assert_eq!(reading.encoding.as_deref(), Some("EUC-JP"));
    assert_eq!(reading.diagnostics[0].severity, Severity::Note);
    let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode(&talk);
    check_remarks("a.txt", &bytes, &[]);
}
