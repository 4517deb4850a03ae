use std::path::PathBuf;

use themata_png::{Fonts, png};
use themata_report::{Drawn, Report, page, page_as_printed, report_docx};

use super::ExcerptKey;
use crate::Failure;
use crate::plot::font_files;

/// How many points a picture has for each of its pixels: for print.
const SCALE: f32 = 3.0;

/// A report, to be written in a format.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportMade {
    pub(super) report: Report,
    /// Excerpts that were chosen and are not there any more, or not of that theme.
    pub missing: Vec<ExcerptKey>,
}

impl ReportMade {
    /// One page of HTML that needs nothing beside it.
    #[must_use]
    pub fn html(&self) -> String {
        page(&self.report)
    }

    /// The same as it will print, for a preview on a screen.
    #[must_use]
    pub fn as_printed(&self) -> String {
        page_as_printed(&self.report)
    }

    /// A text for Word and LibreOffice. Pictures are drawn with the fonts that lie in some
    /// folders; where there are none, their values stand as tables.
    ///
    /// # Errors
    ///
    /// If a table has more columns than Word holds.
    pub fn docx(&self, folders: &[PathBuf]) -> Result<Vec<u8>, Failure> {
        let files = font_files(folders);
        let fonts = Fonts::new(files.iter().filter_map(|path| std::fs::read(path).ok()));
        let draw = |svg: &str| {
            let drawn = png(svg, &fonts, SCALE).ok()?;
            let size = |points: u32| (points as f32 / SCALE).round() as u32;
            Some(Drawn { png: drawn.bytes, size: (size(drawn.width), size(drawn.height)) })
        };
        report_docx(&self.report, &draw).map_err(|error| {
            Failure::new(error)
                .hint("set findings side by side by an attribute with fewer values")
                .hint("or leave the part out; as HTML, tables may be as wide as they like")
        })
    }
}
