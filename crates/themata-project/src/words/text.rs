use std::ops::Range;

use themata_model::{Document, Evaluated, Place, Study, Transcript};
use themata_search::{Vocabulary, WordAt};
use themata_text::CharSpan;

use super::Who;
use crate::codings::turn_of;
use crate::language::language_of;
use crate::lookup::passages;

/// The words of a document that may count, with who says them.
pub(crate) struct Spoken<'a> {
    pub(crate) study: &'a Study,
    pub(crate) document: &'a Document,
    /// The passages in order: turns, and paragraphs that are in none.
    pub(crate) passages: Vec<SpokenPassage>,
    /// The words of all passages in order.
    pub(crate) words: Vec<WordAt>,
}

pub(crate) struct SpokenPassage {
    pub(crate) span: CharSpan,
    /// Who speaks, as a place among the document's speakers.
    pub(crate) speaker: Option<u32>,
    /// Which of the words are in it.
    pub(crate) words: Range<usize>,
}

impl<'a> Spoken<'a> {
    /// Cuts a document into words, as far as they are of those whose words count.
    pub(crate) fn of(
        study: &'a Study,
        document: &'a Document,
        transcript: &Transcript,
        who: Who,
        vocabulary: &mut Vocabulary,
    ) -> Spoken<'a> {
        let language = language_of(study, document);
        let mut spoken = Spoken { study, document, passages: Vec::new(), words: Vec::new() };
        for span in passages(transcript) {
            let turn = turn_of(transcript, span);
            if !who.counts(document, transcript, turn) {
                continue;
            }
            let from = spoken.words.len();
            spoken.words.extend(vocabulary.words_in(language, &transcript.text, span));
            let speaker = turn.and_then(|turn| transcript.turns[turn].speaker);
            let words = from..spoken.words.len();
            spoken.passages.push(SpokenPassage { span, speaker, words });
        }
        spoken
    }

    /// Which of the words share a code point with a stretch.
    pub(crate) fn touching(&self, span: CharSpan) -> Range<usize> {
        let first = self.words.partition_point(|word| word.span.end() <= span.start());
        let behind = self.words.partition_point(|word| word.span.start() < span.end());
        if span.is_empty() { first..first } else { first..behind.max(first) }
    }

    /// For each word, whether a query holds where it stands: of the document, the speaker, the
    /// section, and what was coded there. Each word is judged once, however many codings lie
    /// over it; a word that an excerpt only touches is in it.
    pub(crate) fn meant(&self, query: &Evaluated<'_>) -> Vec<bool> {
        let mut meant = Vec::with_capacity(self.words.len());
        // Its places among all codings are those of the study that the query was asked of.
        let study = query.study();
        let all = study.codings.as_slice();
        let first = all.partition_point(|coding| coding.document < self.document.id);
        let codings =
            if query.asks_of_codings() { study.codings.on(self.document.id) } else { &[] };
        let touched: Vec<Range<usize>> =
            codings.iter().map(|coding| self.touching(coding.span)).collect();
        // Between two cuts, nothing that a query can ask about changes.
        let cuts = self.cuts(&touched);
        let mut passages = self.passages.iter().peekable();
        let mut next = 0;
        let mut open: Vec<usize> = Vec::new();
        for pair in cuts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            while touched.get(next).is_some_and(|words| words.start <= from) {
                open.push(next);
                next += 1;
            }
            open.retain(|&coding| touched[coding].end > from);
            while passages.next_if(|passage| passage.words.end <= from).is_some() {}
            let passage = passages.peek();
            let span = self.words[from].span;
            let place = Place {
                document: self.document.id,
                span,
                passage: passage.map_or(span, |passage| passage.span),
                speaker: passage.and_then(|passage| passage.speaker),
            };
            let here = open.iter().map(|&coding| first + coding);
            let holds = query.holds_among(place, here);
            meant.resize(to, holds);
        }
        meant
    }

    fn cuts(&self, touched: &[Range<usize>]) -> Vec<usize> {
        let len = self.words.len();
        let mut cuts = vec![0, len];
        cuts.extend(self.passages.iter().map(|passage| passage.words.start));
        cuts.extend(touched.iter().flat_map(|words| [words.start, words.end]));
        for section in &self.document.version.sections {
            // A word belongs to the section that it begins in.
            for position in [section.span.start(), section.span.end()] {
                cuts.push(self.words.partition_point(|w| w.span.start() < position));
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}
