use themata_ingest::Format;

use crate::docx::container;
use crate::notation::{check, check_remarks, reading, sections};

const CONTAINER: &str = "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\" \
    media-type=\"application/oebps-package+xml\"/></rootfiles></container>";

/// A book of these pages: name, how it is listed, and what is on it.
fn book(pages: &[(&str, &str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let (mut manifest, mut spine) = (String::new(), String::new());
    for (at, (name, listed, _)) in pages.iter().enumerate() {
        let (link, kind) = (name.replace(' ', "%20"), "application/xhtml+xml");
        let properties = if *listed == "nav" { "properties=\"nav\"" } else { "" };
        let linear = if *listed == "aside" { "linear=\"no\"" } else { "" };
        manifest +=
            &format!("<item id=\"i{at}\" href=\"{link}\" media-type=\"{kind}\" {properties}/>");
        spine += &format!("<itemref idref=\"i{at}\" {linear}/>");
    }
    let list = format!(
        "<package><metadata><dc:title>A title</dc:title></metadata>\
         <manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    );
    let pages: Vec<(String, String)> = pages
        .iter()
        .filter(|(_, _, body)| !body.is_empty())
        .map(|(name, _, body)| {
            let html = "<html xmlns=\"http://www.w3.org/1999/xhtml\">";
            (format!("OEBPS/{name}"), format!("{html}<body>{body}</body></html>"))
        })
        .collect();
    let mut parts =
        vec![("META-INF/container.xml", CONTAINER), ("OEBPS/book.opf", list.as_str())];
    parts.extend(pages.iter().map(|(name, page)| (name.as_str(), page.as_str())));
    parts.extend(more);
    container(&parts)
}

#[test]
fn pages_are_read_in_their_order() {
    let bytes = book(
        &[
            ("cover.xhtml", "aside", "<p>Cover</p>"),
            ("nav.xhtml", "nav", "<h1>Contents</h1><p>One</p>"),
            ("text/b.xhtml", "", "<h1>One</h1><a id=\"p1\"/><p>Ann: How was it?</p>"),
            ("text/a two.xhtml", "", "<p>Bo: Fine.</p><p>Ann: Well?</p><p>Bo: Yes.</p>"),
        ],
        &[],
    );
    check("a.epub", &bytes, "One\nAnn| How was it?\nBo| Fine.\nAnn| Well?\nBo| Yes.");
    check_remarks("a.epub", &bytes, &["pages-aside-left-out"]);
    let reading = reading("a.epub", &bytes).unwrap();
    assert_eq!(reading.format, Format::Epub);
    assert_eq!(reading.documents[0].attributes, []);
    assert_eq!(sections(&reading.documents[0].transcript).len(), 1);
}

#[test]
fn numbers_of_pages_and_notes_are_no_text() {
    let page = "<p>one<sup><a epub:type=\"noteref\">1</a></sup> \
        <span epub:type=\"pagebreak\" title=\"2\">2</span>two</p>\
        <aside epub:type=\"footnote\"><p>Note: three</p></aside>";
    check("a.epub", book(&[("a.xhtml", "", page)], &[]), "one two\nNote: three");
}

#[test]
fn a_missing_page_is_a_remark_and_no_page_an_error() {
    let bytes = book(&[("a.xhtml", "", ""), ("b.xhtml", "", "<p>two</p>")], &[]);
    check("a.epub", &bytes, "two");
    check_remarks("a.epub", &bytes, &["pages-missing"]);
    for bytes in [
        book(&[("a.xhtml", "", "")], &[]),
        book(&[], &[]),
        container(&[("META-INF/container.xml", "<container/>")]),
        container(&[("META-INF/container.xml", CONTAINER)]),
    ] {
        let error = reading("a.epub", &bytes).unwrap_err();
        assert_eq!(error.to_string(), "the book has no text part");
        assert!(error.hint().is_some());
    }
}

#[test]
fn a_locked_book_is_an_error_and_a_locked_font_is_none() {
    let locked = |part: &str| {
        let list = format!(
            "<encryption><EncryptedData><CipherData><CipherReference URI=\"{part}\"/>\
             </CipherData></EncryptedData></encryption>"
        );
        book(&[("a b.xhtml", "", "<p>one</p>")], &[("META-INF/encryption.xml", &list)])
    };
    check("a.epub", locked("OEBPS/fonts/a.otf"), "one");
    let error = reading("a.epub", &locked("OEBPS/a%20b.xhtml")).unwrap_err();
    assert!(error.hint().is_some_and(|hint| hint.contains("DRM")), "{error}");
}

#[test]
fn a_page_that_is_listed_twice_is_read_once() {
    let list = "<package><manifest><item id=\"a\" href=\"a.xhtml\" \
        media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/>\
        <itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let parts = [
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", list),
        ("OEBPS/a.xhtml", "<html><p>one</p></html>"),
    ];
    check("a.epub", container(&parts), "one");
}
