//! How a place is laid out as a row.

use themata_model::{DocumentId, Transcript};
use themata_text::CharSpan;

use super::SearchQuestion;
use crate::Cell;
use crate::ask::Answer;
use crate::codings::turn_of;
use crate::credit::Quoted;
use crate::words::Concordance;

/// How many code points of context stand on either side of a place.
const CONTEXT: u32 = 60;

/// How many words of context stand on either side of words under each other.
const KWIC_WORDS: u32 = 10;

pub(super) fn row(
    answer: &Answer,
    id: DocumentId,
    transcript: &Transcript,
    span: CharSpan,
    question: &SearchQuestion,
    around: Option<&Concordance<'_>>,
) -> Vec<Cell> {
    let (study, credit) = (&answer.study, &question.credit);
    let text = &transcript.text;
    let turn = turn_of(transcript, span);
    let (left, right) = match (around, question.context) {
        (Some(around), Some(words)) => around.context(span, words),
        (Some(around), None) if question.kwic => around.context(span, KWIC_WORDS),
        _ => letters_around(transcript, turn, span),
    };
    let document = study.document(id);
    let credited = document.map(|document| {
        let speaker = turn
            .and_then(|turn| transcript.turns[turn].speaker)
            .and_then(|place| document.version.speakers.get(place as usize))
            .map(|speaker| speaker.name.as_str());
        credit.of(Quoted { study, document, speaker, turn: turn.map(|turn| turn + 1) })
    });
    vec![
        Cell::text(left),
        Cell::text(text.slice(span).unwrap_or_default()),
        Cell::text(right),
        credited.map_or(Cell::Empty, Cell::text),
        document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
        turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
        Cell::Count(u64::from(span.start())),
        Cell::Count(u64::from(span.end())),
    ]
}

/// What stands before and behind a place in the same turn, as much as goes into a line.
pub(crate) fn letters_around(
    transcript: &Transcript,
    turn: Option<usize>,
    span: CharSpan,
) -> (String, String) {
    let text = &transcript.text;
    let whole = turn.map_or(text.span(), |turn| transcript.turns[turn].span);
    let (before, behind) = text.around(span, CONTEXT);
    let within = |context: CharSpan| context.intersection(whole).unwrap_or(CharSpan::new(0, 0));
    let (before, after) = (within(before), within(behind));
    // A word that the context cuts through is left out.
    let mut left = text.slice(before).unwrap_or_default().replace('\n', " ");
    if before.start() > whole.start() {
        left = left.split_once(' ').map_or(String::new(), |(_, words)| words.to_owned());
    }
    let mut right = text.slice(after).unwrap_or_default().replace('\n', " ");
    if after.end() < whole.end() {
        right = right.rsplit_once(' ').map_or(String::new(), |(words, _)| words.to_owned());
    }
    (left, right)
}
