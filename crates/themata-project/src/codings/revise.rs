use themata_model::{Change, Coding, CodingId, CodingRecord, Session, Study, Valence, Weight};
use themata_store::{Action, Snapshot};
use themata_text::{CharSpan, to_characters};

use super::at::gone;
use super::{acting_coder, applicable};
use crate::meanwhile::Wanted;
use crate::rounds::guard::may_code;
use crate::{Failure, Project};

/// What changes of a coding; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revised {
    /// Where it lies from now on.
    pub span: Option<CharSpan>,
    /// The name of the code that it says from now on.
    pub code: Option<String>,
    /// Its valence from now on; the inner `None` takes it away.
    pub valence: Option<Option<Valence>>,
    /// Its weight from now on; the inner `None` takes it away.
    pub weight: Option<Option<Weight>>,
    /// The remark from now on; the inner `None` takes it away.
    pub memo: Option<Option<String>>,
    /// The remark when whoever changes it began, if that matters; empty if there was none. A
    /// remark that was changed meanwhile is not written over.
    pub known_memo: Option<String>,
}

impl Project {
    /// Changes a coding of the acting coder: where it lies and what it says. Returns where it
    /// lay and where it lies now.
    ///
    /// # Errors
    ///
    /// If there is no such coding any more, it is someone else's, it would say what another of
    /// the coder's says already, its remark was changed meanwhile, or the coder has finished
    /// the document in a round.
    pub fn revise_coding(
        &mut self,
        session: &Session,
        coding: u32,
        revised: &Revised,
    ) -> Result<(CharSpan, CharSpan), Failure> {
        let mut spans = None;
        let done = self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let before = own_coding(snapshot, &study, session, coding)?;
            let mut after = before.clone();
            if let Some(span) = revised.span {
                let transcripts = snapshot.transcripts([before.coding.document])?;
                let text = &transcripts[&before.coding.document].text;
                after.coding.span = to_characters(text, span)
                    .ok_or_else(|| Failure::new("nothing would be left of the excerpt"))?;
            }
            if let Some(code) = &revised.code {
                after.coding.code = applicable(&study.codebook, code)?;
            }
            if let Some(valence) = revised.valence {
                after.coding.valence = valence;
            }
            if let Some(weight) = revised.weight {
                after.coding.weight = weight;
            }
            if let Some(memo) = &revised.memo {
                let wanted = memo.clone().filter(|memo| !memo.trim().is_empty());
                let now = before.memo.as_deref().unwrap_or_default();
                let new = wanted.as_deref().unwrap_or_default();
                match Wanted::of(revised.known_memo.as_deref(), now, new) {
                    Wanted::Written => after.memo = wanted,
                    Wanted::Stays => {}
                    Wanted::Apart => return Err(changed(&before, wanted.is_none())),
                }
            }
            spans = Some((before.coding.span, after.coding.span));
            let code = &study.codebook[after.coding.code].name;
            if says_already(&study, &after.coding) {
                return Err(Failure::new(format!("the excerpt carries `{code}` already"))
                    .hint("remove one of the two instead"));
            }
            let document = study.document(before.coding.document);
            let document = document.map_or("", |document| document.name.as_str());
            let summary = format!("change the coding as {code} in {document}");
            let changes = match before == after {
                true => Vec::new(),
                false => vec![
                    Change::CodingsRemoved(vec![before]),
                    Change::CodingsAdded(vec![after]),
                ],
            };
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        });
        done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::CodingsAdded(records) => {
                    records.iter().any(|record| record.coding.id.0 == coding)
                }
                _ => false,
            })
        })?;
        spans.ok_or_else(|| gone("coding"))
    }

    /// Takes codings of the acting coder away, by their numbers, and returns how many.
    ///
    /// # Errors
    ///
    /// If one of them is not there any more or is someone else's, or the coder has finished
    /// the document in a round. Nothing is changed then.
    pub fn remove_own_codings(
        &mut self,
        session: &Session,
        codings: &[u32],
    ) -> Result<usize, Failure> {
        let mut removed = 0;
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let mut records = Vec::new();
            for &coding in codings {
                records.push(own_coding(snapshot, &study, session, coding)?);
            }
            records.sort_by_key(|record| record.coding.id);
            records.dedup_by_key(|record| record.coding.id);
            removed = records.len();
            let summary = match records.as_slice() {
                [only] => {
                    let code = &study.codebook[only.coding.code].name;
                    format!("remove the coding as {code}")
                }
                _ => format!("remove {}", crate::names::count(removed, "coding")),
            };
            let changes = match records.is_empty() {
                true => Vec::new(),
                false => vec![Change::CodingsRemoved(records)],
            };
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(removed)
    }
}

/// That the remark on a coding was changed meanwhile.
fn changed(before: &CodingRecord, is_removed: bool) -> Failure {
    let what = "the remark on this coding";
    if is_removed {
        return Failure::changed_before_removal(what);
    }
    Failure::changed_meanwhile(what, vec![before.memo.clone().unwrap_or_default()])
}

/// A coding of the acting coder that may be changed.
fn own_coding(
    snapshot: &Snapshot<'_>,
    study: &Study,
    session: &Session,
    number: u32,
) -> Result<CodingRecord, Failure> {
    let id = CodingId(number);
    let coding = study.codings.into_iter().find(|coding| coding.id == id);
    let coding = *coding.ok_or_else(|| gone("coding"))?;
    let acting = acting_coder(session, study)?;
    if study.coder_named(acting).map(|coder| coder.id) != Some(coding.coder) {
        let whose = study.coder(coding.coder).map_or("", |coder| coder.name.as_str());
        return Err(Failure::new(format!("this coding is {whose}'s, and you act as {acting}"))
            .hint("what others coded stays as it is; code the passage as you see it"));
    }
    may_code(study, coding.document, coding.coder)?;
    let memo = snapshot.remarks_on([coding.document])?.remove(&id);
    Ok(CodingRecord { coding, memo })
}

/// Whether the same coder has another coding that says the same code of the same excerpt.
fn says_already(study: &Study, coding: &Coding) -> bool {
    study.codings.on(coding.document).iter().any(|other| {
        other.id != coding.id
            && (other.span, other.code, other.coder) == (coding.span, coding.code, coding.coder)
    })
}
