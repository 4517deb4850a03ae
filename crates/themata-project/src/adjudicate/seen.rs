//! Deciding one disagreement as it was seen, by numbers and places.

use themata_analysis::Disagreement;
use themata_codebook::CodeIndex;
use themata_model::{CoderId, CodingId, Decision, Session, Valence};
use themata_text::{CharSpan, to_words};

use super::Ruled;
use super::decide::{accepted, said};
use super::draft::{Decided, Draft, Yield};
use crate::codings::{applicable, gone};
use crate::disagreements::fingerprint;
use crate::meanwhile::cleaned;
use crate::{Failure, Meanwhile, Project};

/// What somebody decides who has a disagreement before their eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenRuling {
    /// The number of the disagreement.
    pub number: u32,
    /// Its fingerprint as it was seen.
    pub fingerprint: String,
    /// The number of the decision that stood then, if one did. It is replaced.
    pub decision: Option<u32>,
    /// What is decided.
    pub verdict: SeenVerdict,
    /// Why.
    pub reason: Option<String>,
}

/// What is decided, by numbers and places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenVerdict {
    /// The coder of this number is right; who said nothing of it, too.
    Accept(u32),
    /// All that was said holds side by side.
    Both,
    /// A code holds for a stretch of the document.
    Redraw {
        /// The stretch; ends within a word are moved to its ends.
        span: CharSpan,
        /// The place of the code in the codebook.
        code: u32,
        /// The valence, or that it is left open.
        valence: Option<Valence>,
    },
    /// None of it holds.
    Reject,
    /// It is decided later.
    PutOff,
}

impl Project {
    /// Decides one disagreement as it was seen.
    ///
    /// # Errors
    ///
    /// If it is another one meanwhile, or somebody else has decided on it, with what stands
    /// now; or if the decision cannot be carried out. Nothing is changed then.
    pub fn adjudicate_seen(
        &mut self,
        session: &Session,
        query: &str,
        ruling: &SeenRuling,
    ) -> Result<Ruled, Failure> {
        let mut ruled = Ruled::default();
        self.store.transact(session, |snapshot| {
            let mut draft = Draft::new(snapshot, session, query)?;
            let row = as_seen(&draft, ruling)?.clone();
            let mut right = None;
            let (decision, yields): (Decision, Vec<Yield>) = match ruling.verdict {
                SeenVerdict::Both => (Decision::Both, said(row.claims())),
                SeenVerdict::Reject => (Decision::Reject, Vec::new()),
                SeenVerdict::PutOff => (Decision::PutOff, Vec::new()),
                SeenVerdict::Accept(number) => {
                    let coder = draft.study.coder(CoderId(number));
                    let coder = coder.ok_or_else(|| gone("coder"))?;
                    right = Some(coder.id);
                    accepted(&draft.study, &row, &coder.name)?
                }
                SeenVerdict::Redraw { span, code, valence } => {
                    let book = &draft.study.codebook;
                    let name = book.get(CodeIndex::new(code)).ok_or_else(|| gone("code"))?;
                    let code = applicable(book, &name.name)?;
                    let transcripts = snapshot.transcripts([row.document])?;
                    let span = to_words(&transcripts[&row.document].text, span)
                        .ok_or_else(|| Failure::new("no words are picked"))?;
                    (Decision::Redraw, vec![(code, span, valence)])
                }
            };
            let reason = ruling.reason.as_deref().map(cleaned).filter(|why| !why.is_empty());
            let (added, removed) = draft.record(Decided {
                document: row.document,
                about: row.claims().copied().collect(),
                decision,
                right,
                yields,
                reason: reason.as_deref(),
                rule: None,
            });
            let decision = decision.as_str().to_owned();
            let new_coder = draft.new_coder();
            let summary = format!("adjudicate {}: {decision}", ruling.number);
            let instead_of = draft.instead_of(row.state);
            ruled = Ruled { decision, added, removed, instead_of, found: None, new_coder };
            Ok::<_, Failure>(draft.finish(summary, reason))
        })?;
        Ok(ruled)
    }
}

/// The disagreement if it is still as it was seen.
fn as_seen<'a>(draft: &'a Draft, ruling: &SeenRuling) -> Result<&'a Disagreement, Failure> {
    let Some(row) = draft.found.get(CodingId(ruling.number)) else {
        return Err(apart(
            format!("there is no disagreement {} any more", ruling.number),
            String::new(),
        ));
    };
    let decision = row.state.adjudication();
    let known = decision.map(|id| id.0);
    if fingerprint(row.claims()) != ruling.fingerprint {
        let codes = row.codes_in_words(&draft.study);
        let what = format!("{codes}: {}", row.kinds_in_words());
        let message = format!("the coders have changed the disagreement {}", ruling.number);
        return Err(apart(message, what));
    }
    if known != ruling.decision {
        let (what, now) = match decision {
            Some(_) => ("decided", draft.who_decided(row.state)),
            None => ("opened again", String::new()),
        };
        let message = format!("the disagreement {} was {what} meanwhile", ruling.number);
        return Err(apart(message, now));
    }
    Ok(row)
}

/// The failure to decide on what is something else now.
fn apart(message: String, now: String) -> Failure {
    let mut failure =
        Failure::new(if now.is_empty() { message } else { format!("{message}: {now}") });
    let now = Some(now).filter(|now| !now.is_empty()).into_iter().collect();
    failure.meanwhile = Some(Box::new(Meanwhile { now, by: None }));
    failure.hint("nothing was decided; look at what stands there now")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::Session;
    use themata_text::CharSpan;

    use super::{SeenRuling, SeenVerdict};
    use crate::Project;
    use crate::adjudicate::{Case, DeskQuestion};
    use crate::codebook::CodeTexts;
    use crate::codings::PlacedCodes;
    use crate::import::{ImportOptions, Incoming};

    fn code(project: &mut Project, number: u64, coder: &str, ends: (u32, u32), code: &str) {
        let wanted = PlacedCodes {
            document: 1,
            span: CharSpan::new(ends.0, ends.1),
            whole_words: true,
            codes: vec![code.to_owned()],
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        project.code_at(&Session::fixed(coder, number), &wanted).unwrap();
    }

    /// Ana and ben differ in the end of one excerpt, in the middle of the text, and ben missed
    /// another at its beginning.
    fn project() -> Project {
        let start = Session::fixed("ana", 1);
        let mut project = Project::in_memory(&start, "a study", &["ana", "ben"]).unwrap();
        let files = vec![Incoming::held("a.txt", b"We wait for weeks. Nobody calls us back.")];
        let options = ImportOptions::default();
        project.import(&Session::fixed("ana", 3), files, &options, &|_, _| {}).unwrap();
        for (number, name) in [(4, "a"), (5, "b")] {
            let session = Session::fixed("ana", number);
            project.codebook_add(&session, name, None, &CodeTexts::default()).unwrap();
        }
        code(&mut project, 10, "ana", (19, 40), "a");
        code(&mut project, 11, "ben", (19, 31), "a");
        code(&mut project, 12, "ana", (0, 2), "b");
        project
    }

    fn case(project: &mut Project, current: u32) -> Case {
        let question =
            DeskQuestion { size: 10, current: Some(current), ..DeskQuestion::default() };
        project.desk(&question).unwrap().case.unwrap()
    }

    fn ruling(case: &Case, verdict: SeenVerdict) -> SeenRuling {
        SeenRuling {
            number: case.number,
            fingerprint: case.fingerprint.clone(),
            decision: case.decision,
            verdict,
            reason: Some(" so\r\nit is ".to_owned()),
        }
    }

    #[test]
    fn the_list_has_an_order_and_parts() {
        let mut project = project();
        let mut numbers = |by_place: bool, size: usize, part: usize| -> Vec<u32> {
            let question =
                DeskQuestion { by_place, size, part: Some(part), ..DeskQuestion::default() };
            project.desk(&question).unwrap().rows.iter().map(|row| row.number).collect()
        };
        assert_eq!(numbers(false, 10, 1), [1, 3]);
        assert_eq!(numbers(true, 10, 1), [3, 1]);
        assert_eq!(numbers(true, 1, 2), [1]);
        assert_eq!(numbers(true, 1, 9), [1], "there is no ninth part");
    }

    #[test]
    fn a_decision_is_taken_on_what_was_seen_alone() {
        let mut project = project();
        let seen = case(&mut project, 1);
        let session = Session::fixed("eve", 20);
        let verdict =
            SeenVerdict::Redraw { span: CharSpan::new(20, 30), code: 0, valence: None };
        let ruled = project.adjudicate_seen(&session, "", &ruling(&seen, verdict)).unwrap();
        assert_eq!((ruled.decision.as_str(), ruled.added), ("redraw", 1));

        let now = case(&mut project, 1);
        assert!(!now.is_open && now.decision.is_some());
        assert_eq!(now.decisions[0].reason.as_deref(), Some("so\nit is"));
        let made = &now.decisions[0].yields[0];
        assert_eq!((made.span, made.coder.as_str()), (CharSpan::new(19, 31), "consensus"));

        // Whoever saw it open is told; whoever saw the decision may take its place.
        let late = Session::fixed("ana", 21);
        let both = ruling(&seen, SeenVerdict::Both);
        let failure = project.adjudicate_seen(&late, "", &both).unwrap_err();
        assert!(failure.message.contains("decided meanwhile: redraw, by eve"), "{failure}");
        assert!(failure.meanwhile.is_some());
        let ruled =
            project.adjudicate_seen(&late, "", &ruling(&now, SeenVerdict::Accept(1))).unwrap();
        assert_eq!((ruled.added, ruled.removed), (1, 1));

        code(&mut project, 30, "ben", (0, 2), "b");
        let three = SeenRuling { number: 3, ..both };
        let failure = project.adjudicate_seen(&late, "", &three).unwrap_err();
        assert!(failure.message.contains("no disagreement 3 any more"), "{failure}");
    }
}
