//! Runs of text become lines.

use pdf_oxide::annotations::Annotation;
use pdf_oxide::layout::{FontWeight, TextSpan};
use themata_ingest::{PdfPage, PdfPiece, PdfScrap};

use crate::fields;
use crate::view::View;

/// A gap wider than this, as a multiple of the line's height, is a space.
const SPACE: f32 = 0.2;

/// The lines of a page.
pub(crate) fn lines(spans: Vec<TextSpan>, fields: &[Annotation], view: &View) -> PdfPage {
    let (width, height) = view.size();
    let scrap = |span: TextSpan| {
        let place = view.place(&span)?;
        let bold = matches!(
            span.font_weight,
            FontWeight::SemiBold | FontWeight::Bold | FontWeight::ExtraBold | FontWeight::Black
        );
        let (left, right) = (place.left, place.right);
        let piece = PdfPiece { text: span.text, left, right, bold };
        Some(PdfScrap { piece, top: place.top, bottom: place.bottom })
    };
    let mut scraps: Vec<PdfScrap> = spans.into_iter().filter_map(scrap).collect();
    scraps.extend(fields::scraps(fields, view));
    PdfPage::of(width, height, scraps, SPACE)
}
