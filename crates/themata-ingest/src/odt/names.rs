//! Names of OpenDocument: which vocabulary a prefix stands for, and what an element is to a
//! reader of the text.

/// The vocabularies that an element may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Office,
    Text,
    Table,
    Drawing,
    Style,
    Svg,
    DublinCore,
    Other,
}

/// What each prefix of a document stands for.
pub(super) type Prefixes = crate::xml::Prefixes<Vocabulary>;

impl Prefixes {
    /// What an element is.
    pub(super) fn kind(&self, name: &str) -> Kind {
        let (vocabulary, local) = self.resolve(name);
        kind(vocabulary, local)
    }
}

impl crate::xml::Vocabulary for Vocabulary {
    const OTHER: Vocabulary = Vocabulary::Other;

    fn of(address: &str) -> Vocabulary {
        vocabulary(address)
    }
}

fn vocabulary(address: &str) -> Vocabulary {
    // The second family of addresses is that of OpenOffice before there was OpenDocument.
    let name = address
        .strip_prefix("urn:oasis:names:tc:opendocument:xmlns:")
        .and_then(|rest| rest.strip_suffix(":1.0"))
        .or_else(|| address.strip_prefix("http://openoffice.org/2000/"));
    match name {
        Some("office") => Vocabulary::Office,
        Some("text") => Vocabulary::Text,
        Some("table") => Vocabulary::Table,
        Some("drawing") => Vocabulary::Drawing,
        Some("style") => Vocabulary::Style,
        Some("svg-compatible") => Vocabulary::Svg,
        _ if address == "http://purl.org/dc/elements/1.1/" => Vocabulary::DublinCore,
        _ if address == "http://www.w3.org/2000/svg" => Vocabulary::Svg,
        _ => Vocabulary::Other,
    }
}

/// What an element is to a reader of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing that is in it is part of the text.
    Skipped,
    /// It is looked into; characters that stand in it itself are the writer's indentation.
    Block,
    /// It is looked into, and characters in it belong to the paragraph that it is in.
    Inline,
    Body,
    Paragraph,
    Heading,
    Span,
    Spaces,
    Tab,
    LineBreak,
    PageBreak,
    Section,
    Note,
    Remark,
    RemarkEnd,
    Creator,
    Date,
    /// A tracked insertion or deletion, with what was deleted.
    Change,
    Table,
    Row,
    Cell,
    CoveredCell,
    HiddenText,
    HiddenParagraph,
}

impl Kind {
    /// How many kinds there are.
    pub(super) const COUNT: usize = Kind::HiddenParagraph as usize + 1;
}

fn kind(vocabulary: Vocabulary, local: &str) -> Kind {
    match vocabulary {
        Vocabulary::Text => text_kind(local),
        Vocabulary::Table => match local {
            "table" => Kind::Table,
            "table-row" => Kind::Row,
            "table-cell" => Kind::Cell,
            "covered-table-cell" => Kind::CoveredCell,
            "tracked-changes" | "title" | "desc" => Kind::Skipped,
            _ => Kind::Block,
        },
        Vocabulary::Drawing => match local {
            "object" | "object-ole" | "applet" | "plugin" | "floating-frame" => Kind::Skipped,
            _ => Kind::Block,
        },
        Vocabulary::Office => match local {
            "body" => Kind::Body,
            "annotation" => Kind::Remark,
            "annotation-end" => Kind::RemarkEnd,
            "scripts" | "font-face-decls" | "styles" | "automatic-styles" | "master-styles"
            | "settings" | "meta" | "forms" | "event-listeners" | "binary-data"
            | "change-info" => Kind::Skipped,
            _ => Kind::Block,
        },
        Vocabulary::DublinCore => match local {
            "creator" => Kind::Creator,
            "date" => Kind::Date,
            _ => Kind::Skipped,
        },
        Vocabulary::Style | Vocabulary::Svg => Kind::Skipped,
        Vocabulary::Other => Kind::Inline,
    }
}

fn text_kind(local: &str) -> Kind {
    match local {
        "p" => Kind::Paragraph,
        "h" => Kind::Heading,
        "span" => Kind::Span,
        "s" => Kind::Spaces,
        "tab" | "tab-stop" => Kind::Tab,
        "line-break" => Kind::LineBreak,
        "soft-page-break" => Kind::PageBreak,
        "section" => Kind::Section,
        "note" | "footnote" | "endnote" => Kind::Note,
        "insertion" | "deletion" => Kind::Change,
        "hidden-text" => Kind::HiddenText,
        "hidden-paragraph" => Kind::HiddenParagraph,
        // The mark of a note, the number of a list, the reading aid above a character, a
        // program: none of it is said.
        "note-citation" | "footnote-citation" | "endnote-citation" | "number" | "ruby-text"
        | "script" | "format-change" => Kind::Skipped,
        "note-body" | "footnote-body" | "endnote-body" | "list" | "list-item"
        | "list-header" | "ordered-list" | "unordered-list" | "tracked-changes"
        | "changed-region" | "numbered-paragraph" | "index-body" | "index-title" => Kind::Block,
        // How an index is made, and which variables there are.
        _ if local.ends_with("-source") || local.ends_with("-decls") => Kind::Skipped,
        _ => Kind::Inline,
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::events::BytesStart;

    use super::{Kind, Prefixes};

    #[test]
    fn a_prefix_means_what_is_declared() {
        let mut prefixes = Prefixes::default();
        assert_eq!(prefixes.kind("text:p"), Kind::Inline);
        let root = "a xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
                    xmlns=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"";
        prefixes.learn(&BytesStart::from_content(root, 1));
        assert_eq!(prefixes.kind("t:p"), Kind::Paragraph);
        assert_eq!(prefixes.kind("text:p"), Kind::Inline);
        assert_eq!(prefixes.kind("body"), Kind::Body);
        assert_eq!(prefixes.kind("t:table-of-content-source"), Kind::Skipped);
        prefixes.learn(&BytesStart::from_content("a xmlns:t=\"urn:x\"", 1));
        assert_eq!(prefixes.kind("t:p"), Kind::Inline);
    }
}
