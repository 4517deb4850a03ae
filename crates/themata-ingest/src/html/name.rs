//! What the names of elements mean for the text.

use html5ever::{QualName, ns};

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A stretch of a line.
    Inline,
    /// Something that begins a line of its own.
    Block,
    Heading(u8),
    Break,
    /// A block whose white space counts.
    Pre,
    /// A block of quoted matter.
    BlockQuote,
    /// A stretch in quotation marks.
    Quote,
    /// A part with a header and a footer of its own.
    Part,
    /// A header or footer, which is the page's if it is in no part.
    Edge,
    /// Navigation.
    Frame,
    Table,
    Row,
    Cell,
    Deleted,
    /// Rules for what things look like.
    Style,
    /// Something of which a browser shows no words, or none that are the page's.
    Out,
}

impl Name {
    pub(super) fn of(name: &QualName) -> Name {
        if name.ns == ns!(svg) {
            return Name::Out;
        }
        match &*name.local {
            "html" | "body" | "address" | "center" | "dd" | "details" | "dir" | "div"
            | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "form" | "frameset"
            | "hgroup" | "hr" | "legend" | "li" | "ol" | "optgroup" | "p" | "search"
            | "summary" | "caption" | "menu" | "tbody" | "thead" | "tfoot" | "ul" => {
                Name::Block
            }
            "h1" => Name::Heading(1),
            "h2" => Name::Heading(2),
            "h3" => Name::Heading(3),
            "h4" => Name::Heading(4),
            "h5" => Name::Heading(5),
            "h6" => Name::Heading(6),
            "br" => Name::Break,
            "pre" | "xmp" | "listing" | "plaintext" => Name::Pre,
            "blockquote" => Name::BlockQuote,
            "q" => Name::Quote,
            "article" | "aside" | "main" | "section" => Name::Part,
            "header" | "footer" => Name::Edge,
            "nav" => Name::Frame,
            "table" => Name::Table,
            "tr" => Name::Row,
            "td" | "th" => Name::Cell,
            "del" => Name::Deleted,
            "style" => Name::Style,
            // The reading aid above a character says again what the character says.
            "rt" | "rtc" | "rp" => Name::Out,
            "head" | "title" | "script" | "noscript" | "template" | "iframe" | "noembed"
            | "noframes" | "object" | "audio" | "video" | "canvas" | "dialog" => Name::Out,
            "button" | "select" | "datalist" | "textarea" | "input" | "progress" | "meter"
            | "option" => Name::Out,
            "annotation" | "annotation-xml" => Name::Out,
            _ => Name::Inline,
        }
    }
}

/// Whether an element changes what characters look like and nothing else.
pub(super) fn is_formatting(local: &str) -> bool {
    matches!(
        local,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Whether an element never has anything in it.
pub(super) fn is_void(local: &str) -> bool {
    matches!(
        local,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether what is in an element is read as characters, whatever it looks like.
pub(super) fn is_raw(local: &str) -> bool {
    matches!(
        local,
        "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
    )
}
