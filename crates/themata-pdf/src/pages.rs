use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_oxide::PdfDocument;
use pdf_oxide::document::ReadingOrder;
use pdf_oxide::error::Error;
use pdf_oxide::geometry::Rect;
use themata_ingest::{PdfError, PdfPage};

use crate::lines::lines;
use crate::view::View;

/// The lines of each page of a PDF, in reading order.
///
/// A page that cannot be read is a page without lines, as long as another one can.
///
/// # Errors
///
/// If the document is locked by a password, damaged beyond reading, or holds no text on any
/// page.
///
/// # Aborts
///
/// On damaged input the process may run out of memory or of stack and end. Panics are caught.
pub fn pages(bytes: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    // The document is dropped with everything that a panic may have left half done in it.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_| Err(damaged("the engine gave up")))
}

fn read(bytes: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| explain(&error))?;
    if !document.is_authenticated() {
        return Err(PdfError::Encrypted);
    }
    let count = document.page_count().map_err(|error| explain(&error))?;
    if count == 0 {
        return Err(damaged("it has no pages"));
    }
    let mut pages = Vec::with_capacity(count.min(10_000));
    let mut failure = None;
    for index in 0..count {
        pages.push(page(&document, index).unwrap_or_else(|error| {
            failure.get_or_insert(error);
            PdfPage::default()
        }));
    }
    if pages.iter().any(|page| !page.lines.is_empty()) {
        return Ok(pages);
    }
    Err(match failure {
        Some(error) => explain(&error),
        None => PdfError::NoText { pages: u32::try_from(count).unwrap_or(u32::MAX) },
    })
}

fn page(document: &PdfDocument, index: usize) -> Result<PdfPage, Error> {
    let (left, bottom, right, top) = document.get_page_visible_box(index)?;
    let spans = document.extract_spans_with_reading_order(index, ReadingOrder::TopToBottom)?;
    let view = View::new(Rect::from_points(left, bottom, right, top), &spans);
    // A page whose fields cannot be read has its text all the same.
    let fields = document.get_annotations(index).unwrap_or_default();
    Ok(lines(spans, &fields, &view))
}

/// Says what is wrong in words of our own. What the engine says may quote the file, and the
/// file holds what people said in confidence.
fn explain(error: &Error) -> PdfError {
    let message = match error {
        Error::EncryptedPdf => return PdfError::Encrypted,
        Error::InvalidHeader(_) | Error::UnsupportedVersion(_) => {
            "it does not begin like a PDF"
        }
        Error::InvalidXref | Error::ObjectNotFound(..) => "its table of objects is broken",
        Error::UnexpectedEof | Error::Io(_) => "it breaks off",
        Error::Decode(_) | Error::UnsupportedFilter(_) => "a part of it cannot be unpacked",
        Error::Font(_) => "a font of it cannot be read",
        Error::CircularReference(_) | Error::RecursionLimitExceeded(_) => "it refers to itself",
        _ => "its structure is broken",
    };
    damaged(message)
}

fn damaged(message: &str) -> PdfError {
    PdfError::Damaged { message: message.to_owned() }
}
