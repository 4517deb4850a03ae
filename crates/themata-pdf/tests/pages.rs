//! Where text stands on a page: turned pages, cut pages, and what was filled in.

use std::fmt::Write;

use themata_ingest::PdfLine;

/// The lines of a page with entries of its own, on which a content is drawn.
fn lines(entries: &str, content: &str, field: &str) -> Vec<PdfLine> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R] {entries} >>"
    );
    let stream = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        &page,
        &stream,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        field,
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("a string can be written to");
        write!(file, "{number} 0 obj\n{object}\nendobj\n").expect("a string can be written to");
    }
    let start = file.len();
    write!(
        file,
        "xref\n0 7\n{table}trailer << /Size 7 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .expect("a string can be written to");
    let pages = themata_pdf::pages(file.as_bytes()).expect("the page can be read");
    assert_eq!(pages.len(), 1);
    pages.into_iter().flat_map(|page| page.lines).collect()
}

fn text(line: &PdfLine) -> &str {
    line.pieces[0].text.trim()
}

const NONE: &str = "<< /Type /Annot /Subtype /Popup /Rect [0 0 1 1] >>";

#[test]
fn a_place_is_measured_from_the_visible_page() {
    let content = "BT /F1 10 Tf 150 650 Td (I: Where are we?) Tj ET";
    let whole = lines("", content, NONE);
    let cut = lines("/CropBox [100 100 500 700]", content, NONE);
    assert_eq!(text(&cut[0]), "I: Where are we?");
    assert!((whole[0].pieces[0].left - 150.0).abs() < 0.5);
    assert!((cut[0].pieces[0].left - 50.0).abs() < 0.5);
    assert!((whole[0].top - cut[0].top - 100.0).abs() < 0.5);
}

#[test]
fn a_page_that_is_set_on_its_side_is_read() {
    let content = "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (I: Which way is up?) Tj ET \
                   BT /F1 10 Tf 0 1 -1 0 130 50 Tm (P: This way.) Tj ET \
                   BT /F1 10 Tf 20 20 Td (stamp) Tj ET";
    for entries in ["", "/Rotate 90"] {
        let lines = lines(entries, content, NONE);
        let texts: Vec<&str> = lines.iter().map(text).collect();
        assert_eq!(texts, ["I: Which way is up?", "P: This way."], "{entries}");
        assert!((lines[0].pieces[0].left - 50.0).abs() < 0.5, "{entries}: {lines:?}");
        assert!((lines[1].top - lines[0].top - 30.0).abs() < 0.5, "{entries}");
    }
}

#[test]
fn what_was_filled_in_is_read_and_notes_are_not() {
    let content = "BT /F1 10 Tf 50 700 Td (Your name:) Tj ET";
    let filled = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Zo\\353) \
                  /Rect [120 697 200 710] >>";
    let found = lines("", content, filled);
    let pieces: Vec<&str> = found[0].pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(pieces, ["Your name:", "Zoë"]);
    let hidden = filled.replace("/V", "/F 2 /V");
    assert_eq!(lines("", content, &hidden)[0].pieces.len(), 1);
    let note = "<< /Type /Annot /Subtype /Text /Contents (Is this right?) \
                /Rect [120 697 200 710] >>";
    let found = lines("", content, note);
    assert_eq!((found.len(), found[0].pieces.len()), (1, 1));
}
