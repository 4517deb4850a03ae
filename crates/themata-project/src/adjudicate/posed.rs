//! Disagreements as they are put to somebody who decides.

use themata_analysis::{Disagreement, DisagreementKind, DisagreementState};
use themata_model::{Session, Study, Transcript};

use super::draft::in_words;
use crate::codings::place;
use crate::disagreements::{
    by_code, fingerprint, found, in_words as code_in_words, marked, texts_of,
};
use crate::names::acting;
use crate::{Failure, Project};

/// A disagreement that is put to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Posed {
    /// Its number.
    pub number: u32,
    /// The name of the document.
    pub document: String,
    /// Where it stands: `turn 12 (NURSE)`.
    pub place: String,
    /// In what the coders differ.
    pub kinds: String,
    /// The names of the codes.
    pub codes: Vec<String>,
    /// What it costs, in characters.
    pub cost: f64,
    /// What share of the cost of all disagreements that is, if they cost anything.
    pub share: Option<f64>,
    /// What was decided on it before, if something was.
    pub before: Option<String>,
    /// What each judge said, by the number of the coder.
    pub voices: Vec<Voice>,
    /// Whether the coders' valences differ, so that a redrawing has to say which holds.
    pub valences_differ: bool,
    /// What tells whether it is still the same when it is decided.
    pub fingerprint: String,
}

/// What one coder said in a disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Who.
    pub coder: String,
    /// Each code with a sign for its valence, and the words around with brackets around those
    /// that carry it. Empty if the coder said nothing.
    pub said: Vec<(String, String)>,
}

impl Project {
    /// The disagreements that are still to be decided, those that cost most first; at the end
    /// those that were put off.
    ///
    /// # Errors
    ///
    /// If the query is unsound, the study cannot be read, nothing can be compared, or there is
    /// something to decide and it is not known who decides; the failure says why and what to do.
    pub fn to_adjudicate(
        &mut self,
        session: &Session,
        query: &str,
    ) -> Result<Vec<Posed>, Failure> {
        let snapshot = self.snapshot()?;
        let (study, found) = found(&snapshot, query)?;
        if found.documents.is_empty() {
            return Err(nothing_compared(&found.remarks));
        }
        let total = found.cost();
        let open = found.rows.iter().filter(|row| row.state.is_open());
        let (off, open): (Vec<&Disagreement>, Vec<&Disagreement>) =
            open.partition(|row| matches!(row.state, DisagreementState::PutOff(_)));
        let all: Vec<&Disagreement> = open.into_iter().chain(off).collect();
        if !all.is_empty() {
            acting(session, "decides")?;
        }
        let transcripts = texts_of(&snapshot, all.iter().copied())?;
        let adjudications = snapshot.adjudications()?;
        let before = |row: &Disagreement| {
            let id = row.state.adjudication()?;
            let one = adjudications.iter().find(|one| one.id == id)?;
            Some(match row.state {
                DisagreementState::Changed(_) => {
                    format!("{}; the coders have said something else since", in_words(one))
                }
                DisagreementState::MoreCoders(_) => {
                    format!("{}; others have coded here, too", in_words(one))
                }
                _ => in_words(one),
            })
        };
        Ok(all
            .into_iter()
            .filter_map(|row| {
                let transcript = transcripts.get(&row.document)?;
                Some(Posed { before: before(row), ..posed(&study, row, transcript, total)? })
            })
            .collect())
    }
}

/// Why nothing can be decided, and what to do about it.
pub(crate) fn nothing_compared(remarks: &[String]) -> Failure {
    let (first, more) = remarks
        .split_first()
        .map_or(("no document is asked for", remarks), |(first, more)| (first.as_str(), more));
    let mut failure = Failure::nothing(format!("nothing can be compared: {first}"));
    failure.hints.extend(more.iter().cloned());
    failure
        .hint("two coders have to code the same documents: `--coder NAME` says who codes")
        .hint("where documents are assigned, both have to finish their assignments")
}

fn posed(
    study: &Study,
    row: &Disagreement,
    transcript: &Transcript,
    total: f64,
) -> Option<Posed> {
    let document = study.document(row.document)?;
    let voice = |&judge| {
        let said = by_code(row, judge).into_iter().map(|(code, spans)| {
            (code_in_words(study, code), marked(&transcript.text, row.span, &spans))
        });
        Some(Voice { coder: study.coder(judge)?.name.clone(), said: said.collect() })
    };
    Some(Posed {
        number: row.number.0,
        document: document.name.clone(),
        place: place(study, &document.name, transcript, row.span),
        kinds: row.kinds_in_words(),
        codes: row.sides.iter().map(|side| study.codebook[side.code].name.clone()).collect(),
        cost: row.cost(),
        share: (total > 0.0).then(|| row.cost() / total),
        before: None,
        voices: row.judges.iter().filter_map(voice).collect(),
        valences_differ: row.kinds.contains(&DisagreementKind::Valence),
        fingerprint: fingerprint(row.claims()),
    })
}
