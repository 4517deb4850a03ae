use themata_model::Transcript;
use themata_text::{Segments, paragraphs, sentences};

/// A rule by which a text is cut into segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Turn,
    Paragraph,
    Sentence,
}

impl Rule {
    pub(crate) fn cut(self, transcript: &Transcript) -> Segments {
        match self {
            Rule::Turn => transcript.turn_segments(),
            Rule::Paragraph => paragraphs(&transcript.text),
            Rule::Sentence => sentences(&transcript.text),
        }
    }
}
