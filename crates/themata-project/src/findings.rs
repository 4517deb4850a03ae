//! Excerpts as findings name them: by a coding's number or by quoted words.

use std::collections::BTreeMap;

use themata_model::{DocumentId, Study, Transcript};
use themata_store::Snapshot;
use themata_text::CharSpan;

use crate::codings::{quoted, turn_of};
use crate::credit::Quoted;
use crate::{Credit, Failure};

/// An excerpt as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExcerptNamed {
    /// The excerpt of the coding with this number.
    Coding(u32),
    /// Words of a document.
    Quote {
        /// The name of the document.
        document: String,
        /// The words, found as when they are coded.
        quote: String,
        /// The number of the turn that is meant, where the words stand in several.
        turn: Option<usize>,
    },
}

/// Where an excerpt is that someone names. `study` is what that person may see.
pub(crate) fn excerpt_named(
    snapshot: &Snapshot<'_>,
    study: &Study,
    named: &ExcerptNamed,
) -> Result<(DocumentId, CharSpan), Failure> {
    match named {
        ExcerptNamed::Coding(number) => study
            .codings
            .into_iter()
            .find(|coding| coding.id.0 == *number)
            .map(|coding| (coding.document, coding.span))
            .ok_or_else(|| {
                Failure::new(format!("there is no coding of the number {number}"))
                    .hint("`themata codings list` shows the numbers")
            }),
        ExcerptNamed::Quote { document, quote, turn } => {
            let document = crate::names::document(study, document)?;
            let transcripts = snapshot.transcripts([document.id])?;
            let transcript = &transcripts[&document.id];
            Ok((document.id, quoted(study, document, transcript, quote, *turn)?.0))
        }
    }
}

/// The texts from which excerpts are quoted, and how they are credited.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) study: &'a Study,
    pub(crate) transcripts: &'a BTreeMap<DocumentId, Transcript>,
    pub(crate) credit: &'a Credit,
}

/// The words of an excerpt with their credit.
pub(crate) struct Quote {
    pub(crate) words: String,
    pub(crate) credit: String,
    /// The place of the turn that it begins in.
    pub(crate) turn: Option<usize>,
}

impl Words<'_> {
    /// The words at a place. `None` where there are none any more.
    pub(crate) fn of(self, id: DocumentId, span: CharSpan) -> Option<Quote> {
        let (study, document) = (self.study, self.study.document(id)?);
        let transcript = self.transcripts.get(&id)?;
        let words = transcript.text.slice(span).filter(|words| !words.is_empty())?;
        let turn = turn_of(transcript, span);
        let speaker = turn
            .and_then(|turn| transcript.turns[turn].speaker)
            .and_then(|place| document.version.speakers.get(place as usize))
            .map(|speaker| speaker.name.as_str());
        let place = Quoted { study, document, speaker, turn: turn.map(|turn| turn + 1) };
        Some(Quote { words: words.to_owned(), credit: self.credit.of(place), turn })
    }
}

/// A text with at most so many of its words, and an ellipsis where some are left out.
pub(crate) fn cut_to(text: &str, words: Option<usize>) -> String {
    let Some(most) = words else { return text.to_owned() };
    let mut is_between = true;
    let mut starts = text.char_indices().filter_map(|(at, c)| {
        let starts = is_between && !c.is_whitespace();
        is_between = c.is_whitespace();
        starts.then_some(at)
    });
    match starts.nth(most) {
        Some(end) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::cut_to;

    #[test]
    fn long_excerpts_are_cut_between_words() {
        assert_eq!(cut_to("one  two\nthree four", Some(2)), "one  two …");
        assert_eq!(cut_to("one two", Some(2)), "one two");
        assert_eq!(cut_to("one two", None), "one two");
        assert_eq!(cut_to("", Some(1)), "");
    }
}
