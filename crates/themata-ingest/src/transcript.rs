use themata_text::CharSpan;

/// What was said, by whom and when: a text, the people who speak in it and their turns.
///
/// The text holds the spoken words and whatever else stands in the source as text (titles,
/// preambles, notes), but neither speaker names nor time stamps: those are in
/// [`speakers`](Transcript::speakers), [`turns`](Transcript::turns) and
/// [`time_marks`](Transcript::time_marks). Paragraphs are separated by exactly one `"\n"`; a
/// paragraph is a line that is not blank, without white space at its ends. A turn may hold
/// several paragraphs, and a paragraph may lie outside every turn.
///
/// A source in which nobody is named is a plain document: it has no turns. Where it has times,
/// as captions do, it has turns without a speaker, each from one moment on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcript {
    /// The text that every span of this transcript points into.
    pub text: String,
    /// The speakers in the order in which they first speak.
    pub speakers: Vec<Speaker>,
    /// The turns in the order of the text. They do not overlap, none is empty, and none ends
    /// with a line end.
    pub turns: Vec<Turn>,
    /// The time stamps that stood inside the text and the starts of captions, in the order
    /// of the text.
    pub time_marks: Vec<TimeMark>,
    /// The parts that headings or questions open, in the order of the text. A section goes on
    /// to the next one of its level or a higher one, so those of lower levels lie in it.
    pub sections: Vec<Section>,
    /// The pages, if the source has any, in the order of the text. A page without words is
    /// left out.
    pub pages: Vec<Page>,
    /// Remarks that somebody hung on stretches of the source, in the order of the text.
    pub comments: Vec<Comment>,
}

/// One who speaks in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The name as it is spelt in the source.
    pub name: String,
    /// Whether it is one who asks or one who is asked, if the source says so or it could be
    /// guessed.
    pub role: Option<SpeakerRole>,
    /// What the source says of this speaker, as attribute and value.
    pub attributes: Vec<(String, String)>,
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
    /// The words that open it.
    pub title: String,
    /// Its level, 1 being the highest.
    pub level: u8,
    /// What opens it.
    pub kind: SectionKind,
}

/// What opens a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// A heading.
    Heading,
    /// A question of a questionnaire.
    Question,
}

/// The text that begins on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it lies.
    pub span: CharSpan,
    /// Its number, counted from 1 in the source.
    pub number: u32,
}

/// A remark that somebody hung on a stretch of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// What it is about; empty if it hangs on a place.
    pub span: CharSpan,
    /// Who made it, as the source spells the name.
    pub author: Option<String>,
    /// When, as the source writes it.
    pub at: Option<String>,
    /// What it says.
    pub words: String,
}

/// A speaker's contiguous stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Where the turn lies in the text, in code points.
    pub span: CharSpan,
    /// Who speaks, as an index into [`Transcript::speakers`]; `None` where the source does
    /// not say.
    pub speaker: Option<u32>,
    /// When the turn starts, in milliseconds from the beginning of the recording.
    pub start_ms: Option<u64>,
    /// When the turn ends, in milliseconds from the beginning of the recording; `None` where
    /// the source does not say.
    pub end_ms: Option<u64>,
}

/// A moment of the recording, tied to a place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMark {
    /// The place in the text: an empty span before the first word said from then on.
    pub at: CharSpan,
    /// The moment, in milliseconds from the beginning of the recording.
    pub ms: u64,
}

impl Transcript {
    /// The turns with their words, in the order of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use themata_ingest::{Options, Source, read};
    ///
    /// let source = Source { name: "talk.txt", bytes: b"Ann: How was it?\nBo: Fine." };
    /// let reading = read(source, &Options::default(), &|_| unreachable!()).unwrap();
    /// let transcript = &reading.documents[0].transcript;
    /// let words: Vec<&str> = transcript.spoken().map(|(_, words)| words).collect();
    /// assert_eq!(words, ["How was it?", "Fine."]);
    /// ```
    pub fn spoken(&self) -> impl Iterator<Item = (&Turn, &str)> {
        // The turns are in order, so one walk over the text serves them all.
        let (mut byte, mut position) = (0, 0);
        let mut reach = move |text: &str, target: u32| {
            let ahead = (target - position) as usize;
            let rest = &text[byte..];
            byte += rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
            position = target;
            byte
        };
        self.turns.iter().map(move |turn| {
            let start = reach(&self.text, turn.span.start());
            let end = reach(&self.text, turn.span.end());
            (turn, &self.text[start..end])
        })
    }

    /// The name of a turn's speaker, or `None` where the source does not say who speaks.
    #[must_use]
    pub fn speaker_of(&self, turn: &Turn) -> Option<&str> {
        self.speakers.get(turn.speaker? as usize).map(|speaker| speaker.name.as_str())
    }
}
