//! Turns of nobody: where nobody is named and the words have times, what is said from one
//! moment on to the next.

use std::ops::Range;

use themata_text::CharSpan;

use crate::assemble::JITTER_MS;
use crate::{TimeMark, Transcript, Turn};

/// Lets a turn without a speaker begin at each moment of a transcript without turns. Each ends
/// with the last word before the next moment, or before something that nobody says, such as a
/// heading; the stretches of those are given in order.
///
/// A single moment in the middle of a report, and moments out of order, do not tell when what
/// follows was said. They stay marks.
pub(crate) fn give_turns(transcript: &mut Transcript, unsaid: &[Range<u32>]) {
    let Transcript { text, turns, time_marks, .. } = transcript;
    if !turns.is_empty() || time_marks.is_empty() {
        return;
    }
    let words: Vec<u32> = (0u32..)
        .zip(text.chars())
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, _)| at)
        .collect();
    if !are_times_of_words(time_marks, words.first().copied()) {
        return;
    }
    // Of several moments at one place the first one counts.
    let mut moments = time_marks.clone();
    moments.dedup_by_key(|mark| mark.at.start());
    for (at, moment) in moments.iter().enumerate() {
        let until = moments.get(at + 1).map_or(u32::MAX, |next| next.at.start());
        if let Some(span) = said(moment.at.start()..until, &words, unsaid) {
            let start_ms = Some(moment.ms);
            turns.push(Turn { span, speaker: None, start_ms, end_ms: None });
        } else if at + 1 == moments.len()
            && let Some(last) = turns.last_mut()
            && last.start_ms <= Some(moment.ms)
        {
            // A moment behind the last word tells when it was over.
            last.end_ms = Some(moment.ms);
        }
    }
}

/// Whether moments tell when the words at them were said.
fn are_times_of_words(marks: &[TimeMark], first_word: Option<u32>) -> bool {
    let in_order =
        marks.windows(2).all(|pair| pair[1].ms.saturating_add(JITTER_MS) >= pair[0].ms);
    let begins = marks.first().map(|mark| mark.at.start()) == first_word;
    in_order && (begins || marks.len() > 1)
}

/// The first words within a stretch that somebody says, up to what nobody says.
fn said(stretch: Range<u32>, words: &[u32], unsaid: &[Range<u32>]) -> Option<CharSpan> {
    let mut from = stretch.start;
    let mut next = unsaid.partition_point(|range| range.end <= from);
    loop {
        let stop = unsaid.get(next);
        let until = stop.map_or(stretch.end, |range| range.start.min(stretch.end));
        let first = words.partition_point(|&at| at < from);
        let behind = words.partition_point(|&at| at < until);
        if first < behind {
            return Some(CharSpan::new(words[first], words[behind - 1] + 1));
        }
        from = stop?.end;
        if from >= stretch.end {
            return None;
        }
        next += 1;
    }
}
