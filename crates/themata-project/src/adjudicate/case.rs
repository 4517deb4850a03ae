//! One disagreement whole: what each coder said, the text around, what was decided, and what
//! the team asks about it.

use themata_analysis::{Disagreement, DisagreementKind, DisagreementState};
use themata_model::{Adjudication, Coding, SpeakerRole, Study, Transcript, Valence};
use themata_text::{CharSpan, Text};

use super::discussion::{Asked, asked};
use crate::codings::place;
use crate::disagreements::{CONTEXT, fingerprint};
use crate::names::minute;
use crate::reading::own_coder;
use crate::show::turns;
use crate::view::View;
use crate::{Failure, ReadCoding, ShownTurn};

/// How many paragraphs are shown before and behind what was said.
const AROUND: usize = 2;

/// Of more characters than this only the beginning and the end are shown beside a coder's name.
const LONGEST: usize = 220;

/// A disagreement for somebody who decides on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its number.
    pub number: u32,
    /// The number of the document.
    pub document: u32,
    /// The name of the document.
    pub document_name: String,
    /// Where it stands: `turn 12 (NURSE)`.
    pub location: String,
    /// From the first to the last character that anyone marked.
    pub span: CharSpan,
    /// The words from the first to the last of these.
    pub quote: String,
    /// In what the coders differ.
    pub kinds: String,
    /// Place and name of each of its codes.
    pub codes: Vec<(u32, String)>,
    /// What it costs, in characters.
    pub cost: f64,
    /// What share of the cost of all disagreements that is, if they cost anything.
    pub share: Option<f64>,
    /// Of the characters that any of those who said something marked, the share that all of
    /// them did; `None` if only one said something.
    pub overlap: Option<f64>,
    /// Whether the coders' valences differ, so that a redrawing has to say which holds.
    pub valences_differ: bool,
    /// Whether it is open, put off, decided, changed since or `more coders`.
    pub state: &'static str,
    /// Whether it is still to be decided.
    pub is_open: bool,
    /// What each judge said, by the number of the coder.
    pub voices: Vec<CaseVoice>,
    /// The decisions on any of its codings, the last first.
    pub decisions: Vec<CaseDecision>,
    /// The number of the decision that its state rests on.
    pub decision: Option<u32>,
    /// The turns around, with what the coders compared and the consensus said there.
    pub turns: Vec<ShownTurn>,
    /// What each speaker does, in the order of the version's speakers.
    pub roles: Vec<Option<SpeakerRole>>,
    /// What tells whether it is still the same when it is decided.
    pub fingerprint: String,
    /// What the team asked about the passage or its codes.
    pub discussion: Vec<Asked>,
}

/// What one coder said in a disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseVoice {
    /// The number of the coder.
    pub coder_number: u32,
    /// Who.
    pub coder: String,
    /// The codings, in order of their beginning. Empty if the coder said nothing.
    pub codings: Vec<ReadCoding>,
    /// The words of the disagreement with some around, in pieces: whether the coder marked it.
    pub words: Vec<(String, bool)>,
}

/// A decision on a disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDecision {
    /// Its number.
    pub number: u32,
    /// What was decided.
    pub decision: &'static str,
    /// Who decided, if it is known.
    pub by: Option<String>,
    /// When, in UTC.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// The rule by which it was decided, if it was.
    pub rule: Option<String>,
    /// What the consensus holds of it now.
    pub yields: Vec<ReadCoding>,
}

pub(super) fn case(
    view: &View<'_>,
    study: &Study,
    row: &Disagreement,
    total: f64,
) -> Result<Case, Failure> {
    let gone = || Failure::nothing("there is no such document in this study");
    let document = study.document(row.document).ok_or_else(gone)?;
    let transcripts = view.transcripts([row.document])?;
    let transcript = &transcripts[&row.document];
    let remarks = view.memos()?;
    let own = own_coder(study, view.viewer());
    let read = |coding: &Coding| ReadCoding::of(study, coding, &remarks, own);
    let on_document = study.codings.on(row.document);
    let voices = row.judges.iter().filter_map(|&judge| {
        let mut codings: Vec<&Coding> = on_document
            .iter()
            .filter(|coding| coding.coder == judge)
            .filter(|coding| row.claims().any(|claim| claim.coding == coding.id))
            .collect();
        codings.sort_by_key(|coding| (coding.span, coding.id));
        let spans: Vec<CharSpan> = codings.iter().map(|coding| coding.span).collect();
        let coder = study.coder(judge)?;
        Some(CaseVoice {
            coder_number: coder.id.0,
            coder: coder.name.clone(),
            codings: codings.into_iter().filter_map(read).collect(),
            words: pieces(&transcript.text, row.span, &spans),
        })
    });
    let adjudications = view.adjudications()?;
    let decision = row.state.adjudication();
    let on_it = |one: &&Adjudication| {
        let is_claim = |(coding, coder)| {
            row.claims().any(|claim| claim.coding == coding && claim.coder == coder)
        };
        one.document == row.document
            && one.about.iter().any(|claim| is_claim((claim.coding, claim.coder)))
    };
    let decisions = adjudications.iter().rev().filter(on_it).map(|one| CaseDecision {
        number: one.id.0,
        decision: one.decision.as_str(),
        by: one.by.clone(),
        at: minute(&one.at).to_owned(),
        reason: one.reason.clone(),
        rule: one.rule.clone(),
        yields: on_document
            .iter()
            .filter(|coding| one.yields.contains(&coding.id))
            .filter_map(read)
            .collect(),
    });
    let codes: Vec<_> = row.sides.iter().map(|side| side.code).collect();
    Ok(Case {
        number: row.number.0,
        document: document.id.0,
        document_name: document.name.clone(),
        location: place(study, &document.name, transcript, row.span),
        span: row.span,
        quote: transcript.text.slice(row.span).unwrap_or_default().to_owned(),
        kinds: row.kinds_in_words(),
        codes: codes
            .iter()
            .map(|&code| (code.get(), study.codebook[code].name.clone()))
            .collect(),
        cost: row.cost(),
        share: (total > 0.0).then(|| row.cost() / total),
        overlap: row.overlap,
        valences_differ: row.kinds.contains(&DisagreementKind::Valence),
        state: row.state.as_str(),
        is_open: !matches!(row.state, DisagreementState::Decided(_)),
        voices: voices.collect(),
        decisions: decisions.collect(),
        decision: decision.map(|id| id.0),
        turns: around(transcript, &speakers(study, row), row.span),
        roles: document.version.speakers.iter().map(|speaker| speaker.role).collect(),
        fingerprint: fingerprint(row.claims()),
        discussion: asked(view, study, row.document, row.span, &codes)?,
    })
}

fn speakers<'a>(study: &'a Study, row: &Disagreement) -> Vec<&'a str> {
    let document = study.document(row.document);
    let speakers = document.map_or(&[][..], |document| &document.version.speakers[..]);
    speakers.iter().map(|speaker| speaker.name.as_str()).collect()
}

/// The paragraphs of a stretch and some before and behind it, in their turns.
fn around(transcript: &Transcript, speakers: &[&str], span: CharSpan) -> Vec<ShownTurn> {
    let mut turns = turns(transcript, speakers);
    let all: Vec<CharSpan> = turns
        .iter()
        .flat_map(|turn| &turn.paragraphs)
        .map(|paragraph| paragraph.span)
        .collect();
    let first = all.partition_point(|paragraph| paragraph.end() <= span.start());
    let behind = all.partition_point(|paragraph| paragraph.start() < span.end());
    let first = first.saturating_sub(AROUND);
    let from = all.get(first).map_or(0, |paragraph| paragraph.start());
    let last = (behind + AROUND).min(all.len());
    let to = last.checked_sub(1).and_then(|at| all.get(at)).map_or(0, |span| span.end());
    for turn in &mut turns {
        turn.paragraphs.retain(|it| it.span.start() >= from && it.span.end() <= to);
    }
    turns.retain(|turn| !turn.paragraphs.is_empty());
    turns
}

/// The words of a stretch and some around in one line, in pieces, and whether each is marked.
fn pieces(text: &Text, around: CharSpan, marked: &[CharSpan]) -> Vec<(String, bool)> {
    let (before, behind) = text.around(around, CONTEXT);
    let whole = CharSpan::new(before.start(), behind.end());
    let words = |span| text.slice(span).unwrap_or_default();
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for run in themata_text::runs(whole, marked) {
        let is_marked = !run.members.is_empty();
        match pieces.last_mut() {
            Some((said, known)) if *known == is_marked => said.push_str(words(run.span)),
            _ => pieces.push((words(run.span).to_owned(), is_marked)),
        }
    }
    // No word at the ends is cut, where the room has another.
    let is_space = |c: char| c.is_whitespace();
    if let Some((said, false)) = pieces.first_mut().filter(|_| whole.start() > 0) {
        let at = said.find(is_space).unwrap_or(0);
        said.drain(..at);
    }
    if let Some((said, false)) = pieces.last_mut().filter(|_| whole.end() < text.len()) {
        let at = said.rfind(is_space).unwrap_or(said.len());
        said.truncate(at);
    }
    for (said, _) in &mut pieces {
        *said = shortened(&said.replace('\n', " / "));
    }
    if whole.start() > 0 {
        pieces.insert(0, ("…".to_owned(), false));
    }
    if whole.end() < text.len() {
        pieces.push(("…".to_owned(), false));
    }
    pieces
}

/// Of many words the beginning and the end.
fn shortened(words: &str) -> String {
    let length = words.chars().count();
    if length <= LONGEST {
        return words.to_owned();
    }
    let beginning: String = words.chars().take(LONGEST / 2).collect();
    let end: String = words.chars().skip(length - LONGEST / 2).collect();
    format!("{beginning} … {end}")
}

impl Case {
    /// The valence that all who said something gave, if they gave the same.
    #[must_use]
    pub fn valence(&self) -> Option<Valence> {
        let mut said = self.voices.iter().flat_map(|voice| &voice.codings);
        let first = said.next()?.valence;
        first.filter(|_| said.all(|coding| coding.valence == first))
    }
}

#[cfg(test)]
mod tests {
    use themata_text::{CharSpan, Text};

    use super::pieces;

    #[test]
    fn words_are_cut_where_marks_begin_and_end() {
        let text = Text::new("One two three.\nFour.");
        let span = CharSpan::new;
        let told = pieces(&text, span(4, 20), &[span(4, 7), span(6, 13)]);
        let expect = [("One ", false), ("two three", true), (". / Four.", false)];
        assert_eq!(told, expect.map(|(words, marked)| (words.to_owned(), marked)));
    }

    #[test]
    fn of_a_long_stretch_the_ends_are_shown() {
        let text = Text::new(format!("{}end", "word ".repeat(200)).as_str());
        let told = pieces(&text, CharSpan::new(500, 900), &[CharSpan::new(500, 900)]);
        assert_eq!(told.first().map(|(words, _)| words.as_str()), Some("…"));
        let marked: Vec<_> = told.iter().filter(|(_, marked)| *marked).collect();
        assert_eq!(marked.len(), 1);
        assert_eq!(told[1].0.trim(), ["word"; 9].join(" "), "no word is cut");
        assert!(marked[0].0.chars().count() < 230 && marked[0].0.contains(" … "), "{told:?}");
    }
}
