use std::collections::BTreeMap;

use themata_text::{CharSpan, Segments, Text};

use crate::{AttributeId, DocumentId, Value};

/// A text under study, without its words: those come on demand as a [`Transcript`].
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its number in the study.
    pub id: DocumentId,
    /// What it is called; unique in a study without regard to case.
    pub name: String,
    /// Its current version, the one that codings refer to.
    pub version: Version,
    /// What is known of it, by attribute.
    pub values: BTreeMap<AttributeId, Value>,
}

/// A state of a document's text. It never changes; a correction makes another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1 within the document.
    pub number: u32,
    /// The file that the text was cut from.
    pub source: Source,
    /// The length of the text in code points.
    pub len: u32,
    /// The number of words by Unicode's rules.
    pub words: u32,
    /// The number of speakers' turns.
    pub turns: u32,
    /// Those who speak, in order of their first turn.
    pub speakers: Vec<Speaker>,
}

/// A file as received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name, without folders.
    pub name: String,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub hash: String,
    /// The layout that it was read as, such as `docx`.
    pub format: String,
    /// The encoding that it was read in, if it is a text file.
    pub encoding: Option<String>,
}

/// One who speaks in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name as it stands in the transcript.
    pub name: String,
}

/// A speaker's contiguous stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Where it lies in the document.
    pub span: CharSpan,
    /// Who speaks, as a place in the version's speakers, if that is known.
    pub speaker: Option<u32>,
    /// When it begins, in milliseconds from the beginning of the recording.
    pub start_ms: Option<u64>,
    /// When it ends, in milliseconds from the beginning of the recording.
    pub end_ms: Option<u64>,
}

/// The words of a document's current version and who said them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// The words.
    pub text: Text,
    /// The turns in order; they do not overlap. Text outside them is nobody's.
    pub turns: Vec<Turn>,
}

/// A document as it comes into a study: its name, its first version and the turns in it.
/// The bytes of the file and the words are deposited apart, by their hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// What it is called.
    pub name: String,
    /// The version.
    pub version: Version,
    /// The SHA-256 of the text in UTF-8, in lower-case hexadecimal digits.
    pub text_hash: String,
    /// The turns in order.
    pub turns: Vec<Turn>,
}

impl Transcript {
    /// The turns as segments.
    #[must_use]
    pub fn turn_segments(&self) -> Segments {
        let spans = self.turns.iter().map(|turn| turn.span).filter(|span| !span.is_empty());
        Segments::from_sorted(spans.collect()).unwrap_or_default()
    }
}
