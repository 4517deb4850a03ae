//! What stands in a text of Word: paragraphs, runs, links, pictures, sections of pages.

use quick_xml::escape::escape;

use super::package::Picture;
use crate::line::clean;
use crate::page::checked;

/// A sheet of A4 with its margin, in twentieths of a point.
pub(super) const SHORT_SIDE: usize = 11_906;
pub(super) const LONG_SIDE: usize = 16_838;
pub(super) const MARGIN: usize = 1_134;

/// As much of a sheet's height as a picture may take, so that its caption stands with it.
const PICTURE_HEIGHT: usize = 11_000;

/// How many units of a drawing are in a twentieth of a point.
const EMU: usize = 635;

/// A picture of points, for a program that takes no drawings of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The PNG file.
    pub png: Vec<u8>,
    /// How wide and how high it stands on the page, in 96ths of an inch.
    pub size: (u32, u32),
}

/// The body of a text as it grows.
#[derive(Default)]
pub(super) struct Body {
    pub(super) xml: String,
    pub(super) pictures: Vec<Picture>,
    bookmarks: usize,
}

/// How a sheet lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Upright,
    Across,
}

/// How words are set within a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct Tone<'a> {
    pub(super) bold: bool,
    pub(super) pale: bool,
    /// A colour as `#rrggbb`; anything else is not used.
    pub(super) colour: Option<&'a str>,
}

impl Sheet {
    /// How much room lies between the margins, in twentieths of a point.
    pub(super) fn room(self) -> usize {
        match self {
            Sheet::Upright => SHORT_SIDE - 2 * MARGIN,
            Sheet::Across => LONG_SIDE - 2 * MARGIN,
        }
    }

    /// The properties of a run of sheets. `first` has no number on the first of them.
    pub(super) fn properties(self, footer: bool, first: bool) -> String {
        let (width, height, orient) = match self {
            Sheet::Upright => (SHORT_SIDE, LONG_SIDE, ""),
            Sheet::Across => (LONG_SIDE, SHORT_SIDE, r#" w:orient="landscape""#),
        };
        let footer = if footer {
            r#"<w:footerReference w:type="default" r:id="rIdFooter"/>"#
        } else {
            ""
        };
        let first = if first { "<w:titlePg/>" } else { "" };
        format!(
            r#"<w:sectPr>{footer}<w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/>{first}</w:sectPr>"#
        )
    }
}

impl Body {
    pub(super) fn paragraph(&mut self, style: &str, words: &str) {
        self.open(style);
        self.run(words, Tone::default());
        self.close();
    }

    /// A heading that links can go to.
    pub(super) fn heading(&mut self, style: &str, words: &str, anchor: &str) {
        self.open(style);
        self.place(anchor, words);
        self.close();
    }

    pub(super) fn open(&mut self, style: &str) {
        self.xml.push_str(&format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#));
    }

    pub(super) fn close(&mut self) {
        self.xml.push_str("</w:p>");
    }

    /// Words that links can go to. Anchors are made by the program, never from words.
    pub(super) fn place(&mut self, anchor: &str, words: &str) {
        let id = self.bookmarks;
        self.bookmarks += 1;
        let name = bookmark(anchor);
        self.xml.push_str(&format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#));
        self.run(words, Tone { bold: false, ..Tone::default() });
        self.xml.push_str(&format!(r#"<w:bookmarkEnd w:id="{id}"/>"#));
    }

    pub(super) fn link(&mut self, anchor: &str, words: &str) {
        let name = bookmark(anchor);
        self.xml.push_str(&format!(r#"<w:hyperlink w:anchor="{name}" w:history="1">"#));
        self.run(words, Tone::default());
        self.xml.push_str("</w:hyperlink>");
    }

    /// Words; a line end in them is one in the paragraph.
    pub(super) fn run(&mut self, words: &str, tone: Tone<'_>) {
        run(&mut self.xml, words, tone);
    }

    /// A list of the headings. It is filled already; the word processor puts the numbers of
    /// pages to it when it lays the text out.
    pub(super) fn contents(&mut self, entries: &[(u8, String, String)]) {
        for (place, (level, anchor, words)) in entries.iter().enumerate() {
            self.open(&format!("TOC{level}"));
            if place == 0 {
                self.xml.push_str(
                    r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#,
                );
            }
            let name = bookmark(anchor);
            self.xml.push_str(&format!(r#"<w:hyperlink w:anchor="{name}" w:history="1">"#));
            self.run(words, Tone::default());
            self.xml.push_str(&format!(
                r#"<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF {name} \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>"#
            ));
            if place + 1 == entries.len() {
                self.xml.push_str(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
            }
            self.close();
        }
    }

    /// Ends a run of sheets that lie in one way.
    pub(super) fn end_sheets(&mut self, sheet: Sheet, first: bool) {
        let properties = sheet.properties(true, first);
        self.xml.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Cell"/>{properties}</w:pPr></w:p>"#
        ));
    }

    /// A picture as wide as it is, or as there is room; `says` is what a screen reader says.
    pub(super) fn picture(&mut self, drawn: Drawn, says: &str) {
        let (width, height) = (drawn.size.0.max(1) as usize, drawn.size.1.max(1) as usize);
        // 96 to the inch, and 1440 twentieths of a point.
        let (wide, high) = (width * 15, height * 15);
        let fit = (Sheet::Upright.room() as f64 / wide as f64)
            .min(PICTURE_HEIGHT as f64 / high as f64)
            .min(1.0);
        let emu = |twips: usize| ((twips * EMU) as f64 * fit) as usize;
        let (wide, high) = (emu(wide), emu(high));
        self.pictures.push(Picture { png: drawn.png });
        let (id, says) = (self.pictures.len(), clean(says));
        let says = escape(&says);
        self.open("Figure");
        self.xml.push_str(&format!(
            r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{id}" name="Figure {id}" descr="{says}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{id}" name="figure-{id}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdFigure{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
        ));
        self.close();
    }
}

/// The name of a place as Word takes it: letters, digits and underlines.
fn bookmark(anchor: &str) -> String {
    format!("_Ref_{}", anchor.replace('-', "_"))
}

/// Words within a paragraph; a line end in them is one there.
pub(super) fn run(xml: &mut String, words: &str, tone: Tone<'_>) {
    xml.push_str("<w:r>");
    let colour = checked(tone.colour).map(|colour| &colour[1..]);
    let colour = colour.or(tone.pale.then_some("595959"));
    if tone.bold || colour.is_some() {
        xml.push_str("<w:rPr>");
        if tone.bold {
            xml.push_str("<w:b/>");
        }
        if let Some(colour) = colour {
            xml.push_str(&format!(r#"<w:color w:val="{colour}"/>"#));
        }
        xml.push_str("</w:rPr>");
    }
    let words = words.replace("\r\n", "\n").replace(['\t', '\u{b}', '\u{c}'], " ");
    for (place, line) in clean(&words).split('\n').enumerate() {
        if place > 0 {
            xml.push_str("<w:br/>");
        }
        xml.push_str(r#"<w:t xml:space="preserve">"#);
        xml.push_str(&escape(line));
        xml.push_str("</w:t>");
    }
    xml.push_str("</w:r>");
}
