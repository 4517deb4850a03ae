//! The archive that a text of Word is.

use quick_xml::escape::escape;
use zip::result::ZipError;

use crate::archive::zipped;
use crate::line::clean;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const OF_KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const STYLES: &str = include_str!("styles.xml");

/// A picture of the text; they are numbered from 1.
pub(super) struct Picture {
    pub(super) png: Vec<u8>,
}

/// What the file says of itself.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    /// What it was made by; empty if that is not to be said.
    pub(super) origin: &'a str,
}

/// Packs the body of a text. No time is written: the same body gives the same bytes.
pub(super) fn packed(
    about: &About<'_>,
    body: &str,
    pictures: &[Picture],
    has_footer: bool,
) -> Result<Vec<u8>, ZipError> {
    let document = format!(
        r#"{HEAD}
<w:document xmlns:w="{WORD}" xmlns:r="{OF_KIND}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>{body}</w:body></w:document>"#
    );
    let footer = format!(
        r#"{HEAD}
<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>"#
    );
    let names: Vec<String> =
        (1..=pictures.len()).map(|number| format!("word/media/figure-{number}.png")).collect();
    let (types, core) = (types(!pictures.is_empty(), has_footer), core(about));
    let of_document = of_document(pictures.len(), has_footer);
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", of_document.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
    ];
    if has_footer {
        parts.push(("word/footer1.xml", footer.as_bytes()));
    }
    let files = names.iter().zip(pictures);
    parts.extend(files.map(|(name, picture)| (name.as_str(), picture.png.as_slice())));
    zipped(&parts)
}

fn types(has_pictures: bool, has_footer: bool) -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let png = r#"<Default Extension="png" ContentType="image/png"/>"#;
    let png = if has_pictures { png } else { "" };
    let footer = match has_footer {
        true => format!(
            r#"<Override PartName="/word/footer1.xml" ContentType="{word}.footer+xml"/>"#
        ),
        false => String::new(),
    };
    format!(
        r#"{HEAD}
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{png}<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/>{footer}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
    )
}

fn of_document(pictures: usize, has_footer: bool) -> String {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OF_KIND}/{kind}" Target="{target}"/>"#)
    };
    let mut relations = relation("rId1", "styles", "styles.xml");
    if has_footer {
        relations.push_str(&relation("rIdFooter", "footer", "footer1.xml"));
    }
    for number in 1..=pictures {
        let target = format!("media/figure-{number}.png");
        relations.push_str(&relation(&format!("rIdFigure{number}"), "image", &target));
    }
    format!(
        r#"{HEAD}
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
    )
}

fn core(about: &About<'_>) -> String {
    let (title, origin) = (clean(about.title), clean(about.origin));
    let (title, origin) = (escape(&title), escape(&origin));
    let origin = match origin.is_empty() {
        true => String::new(),
        false => format!("<dc:description>{origin}</dc:description>"),
    };
    format!(
        r#"{HEAD}
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>{origin}</cp:coreProperties>"#
    )
}
