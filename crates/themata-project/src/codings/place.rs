//! Where a quote stands, in words.

use themata_model::{Study, Transcript};
use themata_text::{Candidate, CharSpan, Outcome, Way};

/// How a quote was found, in words: `exactly`, `after normalising`, `closely (93 %)`.
pub(super) fn way(way: Way) -> String {
    match way {
        Way::Exact => "exactly".to_owned(),
        Way::Normalised => "after normalising".to_owned(),
        Way::Letters => "by its letters".to_owned(),
        Way::Parts { parts: 1 } => "by the part outside brackets".to_owned(),
        Way::Parts { parts } => format!("by its {parts} parts"),
        Way::Close { similarity } => format!("closely ({} %)", per_cent(similarity)),
    }
}

/// A likeness as whole per cents, never rounded up to 100.
pub(super) fn per_cent(similarity: f64) -> u32 {
    ((similarity * 100.0).floor() as u32).min(99)
}

/// Where a span lies, for a person: `turn 12 (NURSE)`, or the characters outside turns.
pub(crate) fn place(
    study: &Study,
    document: &str,
    transcript: &Transcript,
    span: CharSpan,
) -> String {
    let Some(turn) = turn_of(transcript, span) else {
        return format!("characters {}–{}", span.start() + 1, span.end());
    };
    let speaker = study.document_named(document).and_then(|document| {
        let place = transcript.turns[turn].speaker?;
        document.version.speakers.get(place as usize)
    });
    match speaker {
        Some(speaker) => format!("turn {} ({})", turn + 1, speaker.name),
        None => format!("turn {}", turn + 1),
    }
}

/// An outcome in which nothing was found leniently across what several people said: a quote
/// that is put together from several passages would take in the questions between them.
pub(super) fn of_one_speaker(outcome: Outcome, transcript: &Transcript) -> Outcome {
    let Outcome::Placed(found) = outcome else { return outcome };
    if matches!(found.way, Way::Exact | Way::Normalised) {
        return outcome;
    }
    if !is_of_several(transcript, found.span) {
        return outcome;
    }
    let similarity = match found.way {
        Way::Close { similarity } => similarity,
        _ => 0.99,
    };
    Outcome::NotFound { nearest: Some(Candidate { span: found.span, similarity }) }
}

/// The turn that a span begins in, or the first that it touches.
pub(crate) fn turn_of(transcript: &Transcript, span: CharSpan) -> Option<usize> {
    let turns = &transcript.turns;
    let at = turns.partition_point(|turn| turn.span.end() <= span.start());
    turns.get(at).filter(|turn| turn.span.overlaps(span)).map(|_| at)
}

/// Whether a span touches the turns of more than one speaker.
pub(super) fn is_of_several(transcript: &Transcript, span: CharSpan) -> bool {
    let turns = transcript.turns.iter().filter(|turn| turn.span.overlaps(span));
    let mut speakers: Vec<_> = turns.map(|turn| turn.speaker).collect();
    speakers.dedup();
    speakers.len() > 1
}
