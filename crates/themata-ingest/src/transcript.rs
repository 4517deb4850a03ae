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
/// A source in which nobody is named is a plain document: it has no turns. Captions are the
/// exception, because they have times: their turns have no speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcript {
    /// The text that every span of this transcript points into.
    pub text: String,
    /// The speakers in the order in which they first speak, each spelt as in the source.
    pub speakers: Vec<String>,
    /// The turns in the order of the text. They do not overlap, none is empty, and none ends
    /// with a line end.
    pub turns: Vec<Turn>,
    /// The time stamps that stood inside the text and the starts of captions, in the order
    /// of the text.
    pub time_marks: Vec<TimeMark>,
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
    /// let words: Vec<&str> = reading.transcript.spoken().map(|(_, words)| words).collect();
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
        self.speakers.get(turn.speaker? as usize).map(String::as_str)
    }
}
