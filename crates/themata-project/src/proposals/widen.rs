//! From the place of a word to the stretch that is proposed.

use themata_model::Transcript;
use themata_text::{CharSpan, Segments, Text, paragraphs, sentences, words};

use crate::Failure;

/// How far a proposal reaches around what a query means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What the query means and nothing more.
    Match,
    /// The sentences that it touches.
    Sentence,
    /// The paragraphs that it touches.
    Paragraph,
    /// The turns that it touches; where there are none, the paragraphs.
    Turn,
    /// The shortest coded excerpt that it lies in. Where nothing is coded, there is none.
    Excerpt,
    /// So many words before and behind it, as far as they are of the same turn or paragraph.
    Words(u32),
}

impl Reach {
    /// The reach that a word stands for: `match`, `sentence`, `paragraph`, `turn`, `excerpt`,
    /// `5words`.
    ///
    /// # Errors
    ///
    /// If it stands for none.
    pub fn parse(word: &str) -> Result<Reach, Failure> {
        let key = word.trim().to_lowercase();
        let digits = key.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = &key[..key.len() - digits.len()];
        match (number, digits.trim()) {
            ("", "match") => Ok(Reach::Match),
            ("", "sentence" | "sentences") => Ok(Reach::Sentence),
            ("", "paragraph" | "paragraphs") => Ok(Reach::Paragraph),
            ("", "turn" | "turns") => Ok(Reach::Turn),
            ("", "excerpt" | "excerpts") => Ok(Reach::Excerpt),
            (number, "word" | "words") if number.parse::<u32>().is_ok() => {
                Ok(Reach::Words(number.parse().unwrap_or_default()))
            }
            _ => Err(Failure::new(format!("`{word}` is no unit of a proposal")).hint(
                "units are match, sentence, paragraph, turn, excerpt, or words on either side: \
                 5words",
            )),
        }
    }
}

/// Widens places in one document.
pub(super) struct Widener<'a> {
    text: &'a Text,
    reach: Reach,
    turns: Segments,
    paragraphs: Segments,
    /// The sentences or words, where the reach is counted in those.
    units: Segments,
    /// The stretches that people coded, in order.
    excerpts: Vec<CharSpan>,
    /// The furthest end among the first so many of them.
    furthest: Vec<u32>,
}

impl<'a> Widener<'a> {
    pub(super) fn new(
        transcript: &'a Transcript,
        reach: Reach,
        excerpts: Vec<CharSpan>,
    ) -> Widener<'a> {
        let text = &transcript.text;
        let units = match reach {
            Reach::Sentence => sentences(text),
            Reach::Words(_) => words(text),
            _ => Segments::default(),
        };
        let turns = transcript.turn_segments();
        let paragraphs = match reach {
            Reach::Match | Reach::Excerpt => Segments::default(),
            _ => paragraphs(text),
        };
        let furthest = excerpts.iter().scan(0, |far, excerpt| {
            *far = excerpt.end().max(*far);
            Some(*far)
        });
        let furthest = furthest.collect();
        Widener { text, reach, turns, paragraphs, units, excerpts, furthest }
    }

    /// The stretch that is proposed for a place, without white space at its ends; `None` if
    /// there is none: nothing but white space, or no excerpt around it.
    pub(super) fn widened(&self, place: CharSpan) -> Option<CharSpan> {
        let wide = match self.reach {
            Reach::Match => place,
            Reach::Sentence => self.at_home(place, hull(&self.units, place)),
            Reach::Paragraph => self.at_home(place, hull(&self.paragraphs, place)),
            Reach::Turn => self.home(place),
            Reach::Excerpt => self.shortest_around(place)?,
            Reach::Words(most) => self.at_home(place, self.with_words(place, most as usize)),
        };
        self.trimmed(wide)
    }

    /// The turns that a place touches, or the paragraphs if it touches none.
    fn home(&self, place: CharSpan) -> CharSpan {
        match self.turns.touching(place).is_empty() {
            true => hull(&self.paragraphs, place),
            false => hull(&self.turns, place),
        }
    }

    /// As much of a stretch as is of the turns or paragraphs of the place: what someone else
    /// says is no part of it.
    fn at_home(&self, place: CharSpan, wide: CharSpan) -> CharSpan {
        wide.intersection(self.home(place)).map_or(place, |inside| inside.hull(place))
    }

    fn with_words(&self, place: CharSpan, most: usize) -> CharSpan {
        let words = self.units.spans();
        let touched = self.units.touching(place);
        let first = words.get(touched.start.saturating_sub(most));
        let behind = touched.end.saturating_add(most).min(words.len());
        let last = behind.checked_sub(1).and_then(|last| words.get(last));
        [first, last].into_iter().flatten().fold(place, |wide, word| wide.hull(*word))
    }

    /// The shortest excerpt that a place lies in, the first of those that are equally short.
    fn shortest_around(&self, place: CharSpan) -> Option<CharSpan> {
        let among = self.excerpts.partition_point(|excerpt| excerpt.start() <= place.start());
        let reaches = |at: &usize| self.furthest[*at] >= place.end();
        let before = (0..among).rev().take_while(reaches).map(|at| self.excerpts[at]);
        let around = before.filter(|excerpt| excerpt.encloses(place));
        around.min_by_key(|excerpt| (excerpt.len(), excerpt.start()))
    }

    fn trimmed(&self, span: CharSpan) -> Option<CharSpan> {
        let words = self.text.slice(span)?;
        let core = words.trim();
        let before = words[..words.len() - words.trim_start().len()].chars().count() as u32;
        let start = span.start() + before;
        (!core.is_empty()).then(|| CharSpan::new(start, start + core.chars().count() as u32))
    }
}

/// A stretch with all of the segments that it touches.
fn hull(segments: &Segments, place: CharSpan) -> CharSpan {
    let touched = &segments.spans()[segments.touching(place)];
    let ends = [touched.first(), touched.last()];
    ends.into_iter().flatten().fold(place, |wide, segment| wide.hull(*segment))
}

#[cfg(test)]
mod tests {
    use themata_model::Transcript;
    use themata_testkit::fixture;
    use themata_text::{CharSpan, sentences};

    use super::{Reach, Widener, hull};

    const DRAWN: &str = "//- P1\nA heading.\nANA: We wait. And wait for weeks, honestly. Then \
                         nothing.\nBEN: I see 🙂 naïve? No wait at all.\n";

    fn drawn() -> Transcript {
        fixture("code", DRAWN).transcripts.into_values().next().unwrap()
    }

    fn check(reach: &str, words: &str, expect: &str) {
        let transcript = drawn();
        let string = transcript.text.as_str();
        let at = string.find(words).unwrap();
        let place = transcript.text.span_of(at..at + words.len()).unwrap();
        let excerpt = string.find("wait for weeks").unwrap();
        let coded = [excerpt..excerpt + 14, excerpt - 4..excerpt + 24]
            .map(|bytes| transcript.text.span_of(bytes).unwrap());
        let mut coded = coded.to_vec();
        coded.sort();
        let widener = Widener::new(&transcript, Reach::parse(reach).unwrap(), coded);
        let wide = widener.widened(place).and_then(|wide| transcript.text.slice(wide));
        assert_eq!(wide.unwrap_or("none"), expect, "{reach} of {words}");
    }

    #[test]
    fn places_are_widened() {
        check("match", "weeks,", "weeks,");
        check("match", " ", "none");
        check("sentence", "weeks", "And wait for weeks, honestly.");
        check("sentence", "wait. And", "We wait. And wait for weeks, honestly.");
        check("sentence", "naïve", "I see 🙂 naïve?");
        check("turn", "weeks", "We wait. And wait for weeks, honestly. Then nothing.");
        check("turn", "heading", "A heading.");
        check("paragraph", "heading", "A heading.");
        check("2words", "weeks", "wait for weeks, honestly. Then");
        check("0words", "eek", "weeks");
        check("9words", "naïve", "I see 🙂 naïve? No wait at all");
        check("1word", "We wait", "We wait. And");
        check("excerpt", "weeks", "wait for weeks");
        check("excerpt", "wait for weeks, h", "And wait for weeks, honestly");
        check("excerpt", "nothing", "none");
    }

    /// Every stretch of the text, in every reach.
    #[test]
    fn a_widened_place_encloses_the_place_and_stays_in_its_turns() {
        let transcript = drawn();
        let text = &transcript.text;
        let turns = transcript.turn_segments();
        for reach in ["sentence", "paragraph", "turn", "3words", "match"] {
            let reach = Reach::parse(reach).unwrap();
            let widener = Widener::new(&transcript, reach, Vec::new());
            for start in 0..text.len() {
                for end in start + 1..=text.len() {
                    let place = CharSpan::new(start, end);
                    let Some(wide) = widener.widened(place) else {
                        assert!(text.slice(place).unwrap().trim().is_empty());
                        continue;
                    };
                    let core = widener.trimmed(place).unwrap_or(wide);
                    assert!(wide.encloses(core), "{reach:?} {place:?} {wide:?}");
                    let words = text.slice(wide).unwrap();
                    assert_eq!(words, words.trim());
                    if !turns.touching(place).is_empty() {
                        assert!(hull(&turns, place).encloses(wide), "{reach:?} {place:?}");
                    }
                    assert_eq!(
                        widener.widened(wide).filter(|_| !matches!(reach, Reach::Words(_))),
                        Some(wide).filter(|_| !matches!(reach, Reach::Words(_)))
                    );
                    // Of a place that is partly outside turns only the rest is widened.
                    let touched = &turns.spans()[turns.touching(core)];
                    let ends = touched.first().zip(touched.last());
                    let is_inside = ends.is_none_or(|(a, b)| a.hull(*b).encloses(core));
                    if reach == Reach::Sentence && is_inside {
                        let sentences = sentences(text);
                        let touched = &sentences.spans()[sentences.touching(core)];
                        assert_eq!(touched.first().unwrap().start(), wide.start());
                        assert_eq!(touched.last().unwrap().end(), wide.end());
                    }
                }
            }
        }
    }

    #[test]
    fn units_are_told_by_their_words() {
        assert_eq!(Reach::parse("5words").unwrap(), Reach::Words(5));
        assert_eq!(Reach::parse("Turn").unwrap(), Reach::Turn);
        for wrong in ["words", "5turns", "", "99999999999words", "page"] {
            assert!(Reach::parse(wrong).is_err(), "{wrong}");
        }
    }
}
