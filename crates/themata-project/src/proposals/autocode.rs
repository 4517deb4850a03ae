use std::collections::BTreeSet;
use std::sync::Arc;

use themata_codebook::CodeIndex;
use themata_model::{
    Change, Coder, CoderId, CoderKind, Coding, CodingId, CodingRecord, Document, DocumentId,
    Session, SpeakerRole, Study, Transcript, Valence,
};
use themata_store::Action;
use themata_text::CharSpan;

use super::list::{drawn, empty};
use super::widen::{Reach, Widener};
use crate::ask::{Answer, ask_of};
use crate::coders::free_name;
use crate::codings::{acting_coder, applicable};
use crate::names::count;
use crate::rounds::guard::{may_code, starting};
use crate::view::seen_by;
use crate::{Credit, Failure, Project, Table};

/// What is to be proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutocodeQuestion {
    /// What is looked for: the places of its words or, if it has none, the excerpts that it
    /// means.
    pub query: String,
    /// The name of the code.
    pub code: String,
    /// How far a proposal reaches; if nothing is said, a sentence around words, and no further
    /// than an excerpt.
    pub reach: Option<Reach>,
    /// The name of the machine coder.
    pub machine: String,
    /// Whether it hinders or helps.
    pub valence: Option<Valence>,
    /// Whether what interviewers say is coded too.
    pub everyone: bool,
    /// Whether also that is proposed which was turned down, or which the acting coder has
    /// coded: to hold a machine against people.
    pub regardless: bool,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
    /// Whether nothing is to be recorded.
    pub dry_run: bool,
}

/// What proposing came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Autocoded {
    /// The proposals, a row each.
    pub table: Table,
    /// How many are new.
    pub proposed: usize,
    /// How many that machine had proposed already.
    pub known: usize,
    /// How many had been turned down.
    pub rejected: usize,
    /// How many the acting coder had coded so already.
    pub coded: usize,
    /// How many places only interviewers speak at.
    pub of_interviewers: usize,
    /// How many places lie in no coded excerpt, where excerpts were asked for.
    pub without_excerpt: usize,
    /// How many there are beyond the limit.
    pub beyond: usize,
    /// On how many documents nothing is proposed, because they are coded blind.
    pub blind: usize,
    /// The name of the machine coder.
    pub machine: String,
    /// Whether it is a new one.
    pub is_new: bool,
}

impl Project {
    /// Has a machine coder propose a code wherever a query means something: at the places of
    /// its words, or on the excerpts that it means. Each stretch is proposed once.
    ///
    /// Documents that are coded blind are left out: a proposal would be someone else's coding
    /// there.
    ///
    /// # Errors
    ///
    /// If the query says nothing or is unsound, the code cannot be applied, or the name is that
    /// of a person or the consensus.
    pub fn autocode(
        &mut self,
        session: &Session,
        question: &AutocodeQuestion,
    ) -> Result<Autocoded, Failure> {
        let mut done = None;
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            let blind = seen_by(&mut study, session.coder.as_deref());
            let next = snapshot.next_ids()?;
            let code = applicable(&study.codebook, &question.code)?;
            let (machine, is_new) = machine(&study, &question.machine, next.coder)?;
            if question.query.trim().is_empty() {
                return Err(Failure::new("it was not said where the code is to be proposed")
                    .hint("`themata autocode '\"data sharing\"' --code NAME`"));
            }
            let answer = ask_of(
                Arc::clone(&study),
                snapshot,
                session.coder.as_deref(),
                &question.query,
            )?;
            let (places, is_of_words) = places(&answer);
            let usual = if is_of_words { Reach::Sentence } else { Reach::Match };
            let mut draft = Draft {
                study: &study,
                reach: question.reach.unwrap_or(usual),
                question,
                code,
                machine: machine.id,
                acting: acting(session, &study),
                next: next.coding,
                records: Vec::new(),
                query: answer.asked.query.clone(),
                done: Autocoded {
                    table: empty(),
                    proposed: 0,
                    known: 0,
                    rejected: 0,
                    coded: 0,
                    of_interviewers: 0,
                    without_excerpt: 0,
                    beyond: 0,
                    blind: 0,
                    machine: machine.name.clone(),
                    is_new,
                },
            };
            for here in places.chunk_by(|a, b| a.0 == b.0) {
                let id = here[0].0;
                if blind.contains(&id) {
                    draft.done.blind += 1;
                    continue;
                }
                let transcripts = snapshot.transcripts([id])?;
                let known = study.document(id).zip(transcripts.get(&id));
                if let Some((document, transcript)) = known {
                    draft.take(document, transcript, here.iter().map(|&(_, span)| span));
                }
            }
            let (records, mut told) = (draft.records, draft.done);
            told.proposed = records.len();
            told.table.definition = format!(
                "{} of the code {}, as {}{}; made by the query {}.",
                count(records.len(), "proposal"),
                study.codebook[code].name,
                machine.name,
                if question.dry_run { ", if it were recorded" } else { "" },
                answer.asked.query
            );
            let summary = format!(
                "propose the code `{}` at {} as `{}`",
                study.codebook[code].name,
                count(records.len(), "place"),
                machine.name
            );
            let changes = match records.is_empty() || question.dry_run {
                true => Vec::new(),
                false => changes(&study, machine, is_new, records)?,
            };
            done = Some(told);
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        done.ok_or_else(|| Failure::new("nothing was proposed"))
    }
}

/// The machine coder of a name, and whether it is a new one.
fn machine(study: &Study, name: &str, next: CoderId) -> Result<(Coder, bool), Failure> {
    match study.coder_named(name) {
        Some(known) if known.kind == CoderKind::Machine => Ok((known.clone(), false)),
        Some(known) => {
            let whose = match known.kind {
                CoderKind::Consensus => "the consensus".to_owned(),
                _ => format!("`{}`, who is a person", known.name),
            };
            Err(Failure::new(format!("a machine cannot propose in the name of {whose}"))
                .hint("say another name: `--as autocode`"))
        }
        None => {
            let name = free_name(study, name, None)?;
            Ok((Coder { id: next, name, kind: CoderKind::Machine }, true))
        }
    }
}

/// Who acts, if that is a known coder.
fn acting(session: &Session, study: &Study) -> Option<CoderId> {
    let name = acting_coder(session, study).ok()?;
    study.coder_named(name).map(|coder| coder.id)
}

/// What the query means: the places of its words and that they are such, or the excerpts.
fn places(answer: &Answer) -> (Vec<(DocumentId, CharSpan)>, bool) {
    if answer.resolved.means_places() {
        return (answer.evaluated().places(), true);
    }
    let codings = answer.asked.codings.iter();
    let mut places: Vec<_> = codings.map(|coding| (coding.document, coding.span)).collect();
    places.dedup();
    (places, false)
}

/// The machine, if it is new, and what it proposes.
fn changes(
    study: &Study,
    machine: Coder,
    is_new: bool,
    records: Vec<CodingRecord>,
) -> Result<Vec<Change>, Failure> {
    let id = machine.id;
    let mut changes = Vec::new();
    if is_new {
        changes.push(Change::Coder { id, before: None, after: Some(machine) });
    }
    let documents: BTreeSet<DocumentId> =
        records.iter().map(|record| record.coding.document).collect();
    for document in documents {
        may_code(study, document, id)?;
        changes.extend(starting(study, document, id));
    }
    changes.push(Change::CodingsAdded(records));
    Ok(changes)
}

/// Proposals that are being made.
struct Draft<'a> {
    study: &'a Study,
    question: &'a AutocodeQuestion,
    reach: Reach,
    code: CodeIndex,
    machine: CoderId,
    acting: Option<CoderId>,
    next: CodingId,
    records: Vec<CodingRecord>,
    /// The query in its standard spelling, which every proposal keeps.
    query: String,
    done: Autocoded,
}

impl Draft<'_> {
    /// Proposes what there is at some places of a document.
    fn take(
        &mut self,
        document: &Document,
        transcript: &Transcript,
        places: impl Iterator<Item = CharSpan>,
    ) {
        let here = self.study.codings.on(document.id);
        let mut excerpts: Vec<CharSpan> =
            here.iter().filter(|c| self.is_of_people(c)).map(|c| c.span).collect();
        excerpts.dedup();
        let of = |coder: Option<CoderId>| -> BTreeSet<CharSpan> {
            let own = here.iter().filter(|c| Some(c.coder) == coder && c.code == self.code);
            own.map(|coding| coding.span).collect()
        };
        let (known, coded) = (of(Some(self.machine)), of(self.acting));
        let rejected: BTreeSet<CharSpan> = self
            .study
            .rejections
            .iter()
            .filter(|one| (one.document, one.code) == (document.id, self.code))
            .map(|one| one.span)
            .collect();
        let widener = Widener::new(transcript, self.reach, excerpts);
        let mut seen = BTreeSet::new();
        for place in places {
            if !self.question.everyone && is_of_interviewers(document, transcript, place) {
                self.done.of_interviewers += 1;
                continue;
            }
            let Some(span) = widener.widened(place) else {
                self.done.without_excerpt += usize::from(self.reach == Reach::Excerpt);
                continue;
            };
            if !seen.insert(span) {
                continue;
            }
            if known.contains(&span) {
                self.done.known += 1;
            } else if !self.question.regardless && rejected.contains(&span) {
                self.done.rejected += 1;
            } else if !self.question.regardless && coded.contains(&span) {
                self.done.coded += 1;
            } else if self.question.limit.is_some_and(|most| self.records.len() >= most) {
                self.done.beyond += 1;
            } else {
                self.propose(document, transcript, span);
            }
        }
    }

    fn propose(&mut self, document: &Document, transcript: &Transcript, span: CharSpan) {
        let coding = Coding {
            id: self.next,
            document: document.id,
            span,
            code: self.code,
            coder: self.machine,
            valence: self.question.valence,
            weight: None,
        };
        self.next.0 += 1;
        let by = (self.done.machine.as_str(), Some(self.query.as_str()));
        let row = drawn(self.study, transcript, &coding, by, &Credit::default());
        self.done.table.push(row);
        self.records.push(CodingRecord { coding, memo: Some(self.query.clone()) });
    }

    fn is_of_people(&self, coding: &Coding) -> bool {
        let kind = self.study.coder(coding.coder).map(|coder| coder.kind);
        kind.is_some_and(|kind| kind != CoderKind::Machine)
    }
}

/// Whether a place lies in turns, and all of them are of interviewers.
fn is_of_interviewers(document: &Document, transcript: &Transcript, place: CharSpan) -> bool {
    let first = transcript.turns.partition_point(|turn| turn.span.end() <= place.start());
    let mut turns = transcript.turns[first..]
        .iter()
        .take_while(|turn| turn.span.start() < place.end())
        .filter(|turn| turn.span.overlaps(place))
        .peekable();
    let is_interviewer = |speaker: Option<u32>| {
        let speaker = speaker.and_then(|at| document.version.speakers.get(at as usize));
        speaker.is_some_and(|speaker| speaker.role == Some(SpeakerRole::Interviewer))
    };
    turns.peek().is_some() && turns.all(|turn| is_interviewer(turn.speaker))
}
