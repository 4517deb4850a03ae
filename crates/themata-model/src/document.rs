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
#[derive(Clone, Debug, PartialEq)]
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
    /// The parts that headings or questions open, in order. Those of a lower level lie in the
    /// ones before them.
    pub sections: Vec<Section>,
}

/// A file as received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file's name, without folders.
    pub name: String,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub hash: String,
    /// The layout that it was read as, such as `docx`.
    pub format: String,
    /// The encoding that it was read in, if it is a text file.
    pub encoding: Option<String>,
    /// Which part of the file the document is, such as a respondent's number, if it is not
    /// the whole of it.
    pub part: Option<String>,
    /// What read it, with its version; `None` if that was not recorded.
    pub reader: Option<String>,
    /// What was decided and what was odd when it was read, in sentences without participants'
    /// words.
    pub decisions: Vec<String>,
}

/// One who speaks in a document.
///
/// Two of a document may have one name: then they are the same person, whom the transcript
/// spells in two ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// The name as the study gives it.
    pub name: String,
    /// The name as it stands in the transcript.
    pub heard_as: String,
    /// Whether it is one who asks or one who is asked, if that is known.
    pub role: Option<SpeakerRole>,
    /// What is known of this speaker, by attribute.
    pub values: BTreeMap<AttributeId, Value>,
}

/// What one does in an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerRole {
    /// One who asks.
    Interviewer,
    /// One who is asked.
    Participant,
}

/// A part of a text that a heading or a question opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where it lies, its title included.
    pub span: CharSpan,
    /// Its level, 1 being the highest.
    pub level: u8,
    /// What opens it.
    pub kind: SectionKind,
    /// The words that open it.
    pub title: String,
}

/// What opens a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// A heading.
    Heading,
    /// A question of a questionnaire.
    Question,
}

/// The text that begins on a page of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it lies.
    pub span: CharSpan,
    /// Its number, counted from 1.
    pub number: u32,
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
    /// The pages in order, if the source has any.
    pub pages: Vec<Page>,
}

/// A document as it comes into a study: its name, its first version and the turns in it.
/// The bytes of the file and the words are deposited apart, by their hashes.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRecord {
    /// What it is called.
    pub name: String,
    /// The version.
    pub version: Version,
    /// The SHA-256 of the text in UTF-8, in lower-case hexadecimal digits.
    pub text_hash: String,
    /// The turns in order.
    pub turns: Vec<Turn>,
    /// The pages in order.
    pub pages: Vec<Page>,
}

impl Speaker {
    /// A speaker of whom nothing is known but the name in the transcript.
    #[must_use]
    pub fn heard(name: impl Into<String>) -> Speaker {
        let name = name.into();
        Speaker { heard_as: name.clone(), name, ..Speaker::default() }
    }
}

impl Version {
    /// The places of the speakers whom a name means, without regard to case: those to whom the
    /// study gives it or, if there is none, those whom the transcript spells so.
    #[must_use]
    pub fn speakers_named(&self, name: &str) -> Vec<u32> {
        let key = name.trim().to_lowercase();
        let places = |of: fn(&Speaker) -> &str| -> Vec<u32> {
            let speakers = (0u32..).zip(&self.speakers);
            let meant =
                speakers.filter(|(_, speaker)| of(speaker).trim().to_lowercase() == key);
            meant.map(|(place, _)| place).collect()
        };
        let named = places(|speaker| &speaker.name);
        if named.is_empty() { places(|speaker| &speaker.heard_as) } else { named }
    }
}

impl SpeakerRole {
    /// The word for it, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SpeakerRole::Interviewer => "interviewer",
            SpeakerRole::Participant => "participant",
        }
    }

    /// The role that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<SpeakerRole> {
        match word.trim().to_lowercase().as_str() {
            "interviewer" | "interviewers" => Some(SpeakerRole::Interviewer),
            "participant" | "participants" => Some(SpeakerRole::Participant),
            _ => None,
        }
    }
}

impl SectionKind {
    /// The word for it, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SectionKind::Heading => "heading",
            SectionKind::Question => "question",
        }
    }

    /// The kind that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<SectionKind> {
        [SectionKind::Heading, SectionKind::Question]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

impl Transcript {
    /// The turns as segments.
    #[must_use]
    pub fn turn_segments(&self) -> Segments {
        let spans = self.turns.iter().map(|turn| turn.span).filter(|span| !span.is_empty());
        Segments::from_sorted(spans.collect()).unwrap_or_default()
    }
}
