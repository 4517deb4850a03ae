//! Deciding one disagreement.

use std::collections::BTreeSet;

use themata_analysis::{Disagreement, DisagreementState};
use themata_model::{Claim, CodingId, Decision, Session, Study, Valence};
use themata_store::Snapshot;

use super::draft::{Decided, Draft, Yield};
use super::{Redraw, Ruled, Ruling, Verdict};
use crate::codings::{applicable, quoted, turn_of};
use crate::disagreements::fingerprint;
use crate::names::list;
use crate::{Failure, Project};

impl Project {
    /// Decides one disagreement among those that a query compares.
    ///
    /// # Errors
    ///
    /// If there is no such disagreement, it has changed since it was looked at, it is decided
    /// and `again` is not said, or the decision cannot be carried out. Nothing is changed then.
    pub fn adjudicate(
        &mut self,
        session: &Session,
        query: &str,
        ruling: &Ruling,
    ) -> Result<Ruled, Failure> {
        let mut ruled = Ruled::default();
        self.store.transact(session, |snapshot| {
            let mut draft = Draft::new(snapshot, session, query)?;
            ruled = rule(&mut draft, snapshot, ruling)?;
            ruled.new_coder = draft.new_coder();
            let summary = format!("adjudicate {}: {}", ruling.number, ruled.decision);
            Ok::<_, Failure>(draft.finish(summary, ruling.reason.clone()))
        })?;
        Ok(ruled)
    }
}

/// Takes one decision into a draft, or leaves the draft as it was.
pub(super) fn rule(
    draft: &mut Draft,
    snapshot: &Snapshot<'_>,
    ruling: &Ruling,
) -> Result<Ruled, Failure> {
    let row = disagreement(draft, ruling.number)?.clone();
    let now = fingerprint(row.claims());
    if ruling.expect.as_ref().is_some_and(|expect| *expect != now) {
        return Err(Failure::new(format!(
            "the disagreement {} has changed since it was looked at: it is {now} now",
            ruling.number
        ))
        .hint("look at it again: `themata disagreements`, or `themata adjudicate`"));
    }
    if matches!(row.state, DisagreementState::Decided(_)) && !ruling.again {
        return Err(Failure::new(format!(
            "the disagreement {} is decided: {}",
            ruling.number,
            draft.who_decided(row.state)
        ))
        .hint("`--again` decides it anew and takes back what came of the first decision"));
    }
    let (mut found, mut right) = (None, None);
    let (decision, yields) = match &ruling.verdict {
        Verdict::Both => (Decision::Both, said(row.claims())),
        Verdict::Reject => (Decision::Reject, Vec::new()),
        Verdict::PutOff => (Decision::PutOff, Vec::new()),
        Verdict::Accept(name) => {
            right = draft.study.coder_named(name).map(|coder| coder.id);
            accepted(&draft.study, &row, name)?
        }
        Verdict::Redraw(redraw) => {
            let (made, how) = redrawn(&draft.study, snapshot, &row, redraw)?;
            found = Some(how);
            (Decision::Redraw, vec![made])
        }
    };
    let (added, removed) = draft.record(Decided {
        document: row.document,
        about: row.claims().copied().collect(),
        decision,
        right,
        yields,
        reason: ruling.reason.as_deref(),
        rule: None,
    });
    let decision = decision.as_str().to_owned();
    let instead_of = draft.instead_of(row.state);
    Ok(Ruled { decision, added, removed, instead_of, found, new_coder: None })
}

/// The disagreement of a number, or what else the number is.
fn disagreement(draft: &Draft, number: u32) -> Result<&Disagreement, Failure> {
    let id = CodingId(number);
    if let Some(row) = draft.found.get(id) {
        return Ok(row);
    }
    let failure = Failure::new(format!("there is no disagreement of the number {number}"));
    let is_it = |claim: &Claim| claim.coding == id;
    if let Some(row) = draft.found.rows.iter().find(|row| row.claims().any(is_it)) {
        return Err(failure
            .hint(format!("the coding {number} is part of the disagreement {}", row.number)));
    }
    if draft.found.agreed.iter().any(|one| one.claims.iter().any(is_it)) {
        return Err(failure.hint(format!("all agree on the coding {number}")));
    }
    let mut failure = failure;
    failure.hints.extend(draft.found.remarks.iter().cloned());
    Err(failure.hint("`themata disagreements` lists them with their numbers"))
}

/// Everything that was said, once.
pub(super) fn said<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Vec<Yield> {
    let said: BTreeSet<Yield> =
        claims.into_iter().map(|claim| (claim.code, claim.span, claim.valence)).collect();
    said.into_iter().collect()
}

/// What follows if a coder is right: what they said, or, if they said nothing, nothing.
pub(super) fn accepted(
    study: &Study,
    row: &Disagreement,
    name: &str,
) -> Result<(Decision, Vec<Yield>), Failure> {
    let coder = study.coder_named(name).filter(|coder| row.judges.contains(&coder.id));
    let Some(coder) = coder else {
        let judges: Vec<String> = row
            .judges
            .iter()
            .filter_map(|&judge| Some(study.coder(judge)?.name.clone()))
            .collect();
        return Err(Failure::new(format!("`{}` did not judge this document", name.trim()))
            .hint(format!("those who did: {}", list(&judges))));
    };
    let yields = said(row.claims().filter(|claim| claim.coder == coder.id));
    let decision = if yields.is_empty() { Decision::Reject } else { Decision::Accept };
    Ok((decision, yields))
}

/// The coding that a redrawing makes, and how its words were found.
fn redrawn(
    study: &Study,
    snapshot: &Snapshot<'_>,
    row: &Disagreement,
    redraw: &Redraw,
) -> Result<(Yield, String), Failure> {
    let code = match (&redraw.code, row.sides.as_slice()) {
        (Some(name), _) => applicable(&study.codebook, name)?,
        (None, [only]) => only.code,
        (None, _) => {
            return Err(Failure::new(
                "the coders' codes differ, and it was not said which holds",
            )
            .hint(format!("say `--code`: {}", row.codes_in_words(study))));
        }
    };
    // What was said with another code says nothing of this one, unless nobody used this one.
    let of_code: Vec<&Claim> = row.claims().filter(|claim| claim.code == code).collect();
    let all: Vec<&Claim> = row.claims().collect();
    let claims = if of_code.is_empty() { all } else { of_code };
    let valences: BTreeSet<Option<Valence>> =
        claims.iter().map(|claim| claim.valence).collect();
    let valence = match (redraw.valence, valences.len()) {
        (Some(said), _) => said,
        (None, 1) => valences.into_iter().next().flatten(),
        (None, _) => {
            return Err(Failure::new(
                "the coders' valences differ, and it was not said which holds",
            )
            .hint("say `--valence barrier`, `--valence facilitator` or `--valence none`"));
        }
    };
    let document = study
        .document(row.document)
        .ok_or_else(|| Failure::new("the document is not there any more"))?;
    if redraw.quote.trim().is_empty() {
        return Err(Failure::new("it was not said which words are to carry the code"));
    }
    let transcripts = snapshot.transcripts([row.document])?;
    let transcript = &transcripts[&row.document];
    // Of several places the one is meant where the disagreement is, unless another is said.
    let here = turn_of(transcript, row.span).map(|turn| turn + 1);
    let look = |turn| quoted(study, document, transcript, &redraw.quote, turn);
    let (span, found) = match redraw.turn {
        Some(turn) => look(Some(turn))?,
        None => {
            let found = look(here).or_else(|_| look(None))?;
            // Words of somebody else's turn are hardly what the coders differed on.
            if turn_of(transcript, found.0).map(|turn| turn + 1) != here {
                return Err(Failure::new(format!(
                    "the words are {}, and the disagreement is elsewhere",
                    found.1
                ))
                .hint("quote words of the stretch in question, or say which turn is meant")
                .hint("in a table the column `in_turn` says it, as does `--turn` on the command line"));
            }
            found
        }
    };
    Ok(((code, span, valence), found))
}
