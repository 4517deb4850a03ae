//! What was filled in or typed onto a page: the fields of a form and free text. Notes that a
//! reader hung on a page are not part of it.

use pdf_oxide::annotation_types::{AnnotationSubtype, WidgetFieldType};
use pdf_oxide::annotations::Annotation;
use pdf_oxide::object::Object;
use themata_ingest::{PdfPiece, PdfScrap};

use crate::view::View;

/// The distance from line to line in a field, in points. How it is set is known to viewers.
const LEADING: f32 = 12.0;
/// The characters of PDF's own encoding from 0x80 on, where it is not Latin-1.
const UPPER: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
    '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The lines of the fields of a page.
pub(crate) fn scraps(fields: &[Annotation], view: &View) -> Vec<PdfScrap> {
    let mut scraps = Vec::new();
    for field in fields {
        let Some((text, corners)) = text(field).zip(field.rect) else { continue };
        let Some(place) = view.upright(corners.map(|corner| corner as f32)) else { continue };
        let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
        let mut top = place.top;
        for line in lines {
            let bottom = (top + LEADING).min(place.bottom.max(top + 1.0));
            let (left, right) = (place.left, place.right);
            let piece = PdfPiece { text: line.to_owned(), left, right, bold: false };
            scraps.push(PdfScrap { piece, top, bottom });
            top += LEADING;
        }
    }
    scraps
}

/// What can be read in a field.
fn text(field: &Annotation) -> Option<String> {
    let key = match (field.subtype_enum, &field.field_type) {
        (AnnotationSubtype::FreeText, _) => "Contents",
        (
            AnnotationSubtype::Widget,
            Some(WidgetFieldType::Text | WidgetFieldType::Choice { .. }),
        ) => "V",
        _ => return None,
    };
    let hidden = field.flags.is_invisible() || field.flags.is_hidden();
    match field.raw_dict.as_ref()?.get(key)? {
        Object::String(bytes) if !hidden => Some(decode(bytes)),
        _ => None,
    }
}

/// The characters of a string: UTF-16, UTF-8, or PDF's own encoding.
fn decode(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> =
            units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(text) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(text).into_owned();
    }
    let upper = |byte: u8| byte.checked_sub(0x80).and_then(|at| UPPER.get(usize::from(at)));
    bytes.iter().map(|&byte| upper(byte).copied().unwrap_or(char::from(byte))).collect()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn strings_in_each_encoding() {
        assert_eq!(decode(b"\xfe\xff\x00A\x20\xac\xd8\x3d\xde\x00"), "A€😀");
        assert_eq!(decode(b"\xef\xbb\xbfZ\xc3\xbcrich"), "Zürich");
        assert_eq!(decode(b"Z\xfcrich \x84 it\x90s \xa05"), "Zürich — it’s €5");
    }
}
