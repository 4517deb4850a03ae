use std::error::Error as StdError;
use std::fmt;

use crate::ColumnUse;
use crate::pdf::PdfError;

/// Why a source could not be read at all.
///
/// A source that is merely messy is no error: it is read, and what was odd about it comes
/// back as [`Diagnostic`](crate::Diagnostic)s.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    /// The file is of a known kind that this crate does not read.
    Unsupported { what: &'static str, hint: &'static str },
    /// The bytes are neither text nor a known container.
    Binary,
    /// More bytes than positions can count.
    TooLarge { bytes: usize },
    /// The options name an encoding that does not exist.
    UnknownEncoding { name: String },
    /// The document is locked by a password.
    Encrypted { what: &'static str, hint: &'static str },
    /// The container of a document cannot be opened.
    Container { what: &'static str, source: zip::result::ZipError },
    /// A part of a container cannot be unpacked.
    Unpack { what: &'static str, part: String, source: std::io::Error },
    /// A document exceeds a limit that no honest one comes near.
    Limit { what: &'static str, exceeded: &'static str, found: u64, limit: u64 },
    /// A container without the part that holds the text.
    NoMainPart { what: &'static str },
    /// A part of a container is not well-formed before its first words.
    Xml { what: &'static str, part: String, source: quick_xml::Error },
    /// The source breaks the rules of its format so far that nothing can be read from it.
    Malformed { what: &'static str, message: String, hint: &'static str },
    /// The engine could not give the pages of a PDF.
    Pdf { source: PdfError },
    /// A table without a column of words.
    NoTextColumn { columns: Vec<(String, ColumnUse)> },
    /// What a person asks of a table is not in it, or it is too large.
    Table { message: String, hint: String },
    /// A person names a column that the table does not have.
    NoColumn { name: String, hint: String, columns: Vec<(String, ColumnUse)> },
}

impl Error {
    /// What a person might do about it, or `None` if there is nothing to be done.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match &*self.kind {
            Kind::Unsupported { hint, .. }
            | Kind::Encrypted { hint, .. }
            | Kind::Malformed { hint, .. } => Some(hint),
            Kind::Binary => {
                Some("open it in the program that made it and save it as .docx or .txt")
            }
            Kind::TooLarge { .. } => Some("split it into several files"),
            Kind::UnknownEncoding { .. } => {
                Some("use a name such as utf-8, windows-1252, utf-16le or shift_jis")
            }
            Kind::Container { .. }
            | Kind::Unpack { .. }
            | Kind::Xml { .. }
            | Kind::NoMainPart { .. } => {
                Some("open it in the program that made it and save it again")
            }
            Kind::Limit { .. } => Some("copy the text into a new document and save that"),
            Kind::Pdf { source } => source.hint(),
            Kind::NoTextColumn { .. } => Some(
                "if a row is a turn, name one column `text` in the first row, and others \
                 `speaker`, `start` and `end`; if a row is a respondent, say with `--columns` \
                 which column is a question",
            ),
            Kind::Table { hint, .. } | Kind::NoColumn { hint, .. } => Some(hint),
        }
    }

    /// The columns of a table that was refused, and what each would be taken for; nothing if
    /// the source is no table or its columns were not looked at.
    #[must_use]
    pub fn columns(&self) -> &[(String, ColumnUse)] {
        match &*self.kind {
            Kind::NoTextColumn { columns } | Kind::NoColumn { columns, .. } => columns,
            _ => &[],
        }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error { kind: Box::new(kind) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Unsupported { what, .. } => write!(f, "{what} cannot be read"),
            Kind::Binary => f.write_str("the file is neither text nor a known document"),
            Kind::TooLarge { bytes } => {
                write!(f, "a source holds less than 4 GiB, and this one has {bytes} bytes")
            }
            Kind::UnknownEncoding { name } => {
                write!(f, "there is no encoding of this name: {name}")
            }
            Kind::Encrypted { what, .. } => write!(f, "{what} is locked by a password"),
            Kind::Container { what, .. } => write!(f, "the container of {what} is damaged"),
            Kind::Unpack { what, part, .. } => {
                write!(f, "a part of {what} cannot be unpacked: {part}")
            }
            Kind::Limit { what, exceeded, found, limit } => {
                write!(f, "{what} has {exceeded} of {found}, and the limit is {limit}")
            }
            Kind::NoMainPart { what } => write!(f, "{what} has no text part"),
            Kind::Xml { what, part, .. } => {
                write!(f, "a part of {what} is not well-formed: {part}")
            }
            Kind::Malformed { what, message, .. } => write!(f, "{what} is damaged: {message}"),
            Kind::Pdf { .. } => f.write_str("the PDF cannot be read"),
            Kind::NoTextColumn { .. } => {
                f.write_str("the table has no column that holds the words")
            }
            Kind::Table { message, .. } => f.write_str(message),
            Kind::NoColumn { name, .. } => {
                write!(f, "the table has no column of this name: {name}")
            }
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.kind {
            Kind::Container { source, .. } => Some(source),
            Kind::Unpack { source, .. } => Some(source),
            Kind::Xml { source, .. } => Some(source),
            Kind::Pdf { source } => Some(source),
            _ => None,
        }
    }
}
