use std::collections::BTreeSet;

use themata_model::{
    About, AssignmentState, Change, CodingRecord, Document, DocumentId, Session, Study,
    Summary, SummaryOf, Theme,
};
use themata_store::{Action, Snapshot};

use crate::names::{count, list};
use crate::{Failure, Project};

/// What was removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentsRemoved {
    /// How many documents.
    pub documents: usize,
    /// What went with them, counted in words: `3 codings`.
    pub with: Vec<String>,
}

/// How many things, of what, and what stands before that.
type Counted = (usize, &'static str, &'static str);

/// What hangs on documents, counted.
#[derive(Default)]
struct Hanging {
    /// What somebody said of them, or finished.
    work: Vec<Counted>,
    /// What came with them or was laid out for them.
    beside: Vec<Counted>,
}

impl Project {
    /// Removes documents from the study. Where somebody worked on one (codings, decisions,
    /// questions, memos, evidence, summaries, finished assignments), that goes with it if it is said.
    /// The history keeps everything, so that taking this back brings all of it back.
    ///
    /// # Errors
    ///
    /// If there is no such document, one is still coded blind, or somebody worked on one and
    /// nothing was said of that.
    pub fn remove_documents(
        &mut self,
        session: &Session,
        names: &[String],
        with_codings: bool,
    ) -> Result<DocumentsRemoved, Failure> {
        let mut removed = DocumentsRemoved::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let mut meant: BTreeSet<DocumentId> = BTreeSet::new();
            for name in names {
                meant.insert(crate::names::document(&study, name)?.id);
            }
            let documents: Vec<&Document> =
                study.documents.iter().filter(|known| meant.contains(&known.id)).collect();
            may_go(&study, &documents)?;
            let mut hanging = Hanging::default();
            let mut changes = taken(snapshot, &study, &meant, &mut hanging)?;
            let work = hanging.in_words(&hanging.work);
            if !work.is_empty() && !with_codings {
                let which = match documents.as_slice() {
                    [only] => format!("`{}` has", only.name),
                    all => format!("the {} have", count(all.len(), "document")),
                };
                return Err(Failure::new(format!("{which} {}", list(&work))).hint(
                    "`--with-codings` removes all of that with it; `themata undo` brings it back",
                ));
            }
            for document in &documents {
                changes.extend(document_taken(snapshot, document)?);
            }
            removed.documents = documents.len();
            removed.with = work;
            removed.with.extend(hanging.in_words(&hanging.beside));
            let mut summary = format!("remove {}", count(documents.len(), "document"));
            if !removed.with.is_empty() {
                summary += &format!(" with {}", list(&removed.with));
            }
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(removed)
    }

    /// What would go with a document, by its number, if it was removed.
    ///
    /// # Errors
    ///
    /// If there is no such document, or it is still coded blind.
    pub fn removal(&mut self, document: u32) -> Result<DocumentsRemoved, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let id = DocumentId(document);
        let document = study.document(id).ok_or_else(|| super::gone("document"))?;
        may_go(&study, &[document])?;
        let mut hanging = Hanging::default();
        taken(&snapshot, &study, &BTreeSet::from([id]), &mut hanging)?;
        let mut with = hanging.in_words(&hanging.work);
        with.extend(hanging.in_words(&hanging.beside));
        Ok(DocumentsRemoved { documents: 1, with })
    }
}

/// That none of some documents is still coded blind: whether others have coded it is what
/// nobody is to know meanwhile.
fn may_go(study: &Study, documents: &[&Document]) -> Result<(), Failure> {
    let blind = study.blind_documents();
    match documents.iter().find(|known| blind.contains(&known.id)) {
        Some(known) => Err(Failure::new(format!("`{}` is still coded blind", known.name))
            .hint("wait until its coders have finished, or open the round first: `themata round open NAME --reason …`")),
        None => Ok(()),
    }
}

impl Hanging {
    fn in_words(&self, counted: &[Counted]) -> Vec<String> {
        let some = counted.iter().filter(|(number, ..)| *number > 0);
        some.map(|&(number, what, of)| format!("{of}{}", count(number, what))).collect()
    }
}

/// The changes that take away everything that hangs on documents, in an order in which nothing
/// is left in the air.
fn taken(
    snapshot: &Snapshot<'_>,
    study: &Study,
    meant: &BTreeSet<DocumentId>,
    hanging: &mut Hanging,
) -> Result<Vec<Change>, Failure> {
    let mut changes = Vec::new();
    let mut work = |changes: &Vec<Change>, before: usize, (what, of)| {
        hanging.work.push((changes.len() - before, what, of));
    };

    let mut memos = snapshot.memos()?;
    let codings: Vec<CodingRecord> = meant
        .iter()
        .flat_map(|&document| study.codings.on(document))
        .map(|&coding| CodingRecord { coding, memo: memos.remove(&coding.id) })
        .collect();
    let codings_taken = codings.len();

    for decided in snapshot.adjudications()? {
        if meant.contains(&decided.document) {
            let id = decided.id;
            changes.push(Change::Adjudication { id, before: Some(decided), after: None });
        }
    }
    work(&changes, 0, ("decision", ""));

    let questions: Vec<_> = snapshot
        .questions()?
        .into_iter()
        .filter(|question| {
            matches!(question.about, About::Document(document, _) if meant.contains(&document))
        })
        .collect();
    let asked: BTreeSet<_> = questions.iter().map(|question| question.id).collect();
    for answer in snapshot.answers()? {
        if asked.contains(&answer.question) {
            let id = answer.id;
            changes.push(Change::Answer { id, before: Some(answer), after: None });
        }
    }
    let before = changes.len();
    for question in questions {
        let id = question.id;
        changes.push(Change::Question { id, before: Some(question), after: None });
    }
    work(&changes, before, ("question", ""));

    let before = changes.len();
    changes.extend(study.themes.iter().filter_map(|theme| without_evidence(theme, meant)));
    work(&changes, before, ("theme", "evidence of "));

    let before = changes.len();
    changes.extend(study.summaries.iter().filter_map(|known| without_excerpts(known, meant)));
    work(&changes, before, ("summary", ""));

    let before = changes.len();
    for rejection in study.rejections.iter().filter(|one| meant.contains(&one.document)) {
        let before = Some(rejection.clone());
        changes.push(Change::Rejection { id: rejection.id, before, after: None });
    }
    work(&changes, before, ("rejected proposal", ""));

    let assigned = study.assignments.iter().filter(|known| meant.contains(&known.document));
    let (mut finished, mut open) = (0, 0);
    for assignment in assigned {
        match assignment.state {
            AssignmentState::Finished => finished += 1,
            _ => open += 1,
        }
        changes.push(Change::Assignment {
            round: assignment.round,
            document: assignment.document,
            coder: assignment.coder,
            before: Some(assignment.state),
            after: None,
        });
    }
    hanging.work.push((finished, "finished assignment", ""));
    hanging.work.insert(0, (codings_taken, "coding", ""));
    hanging.beside.push((open, "assignment", ""));

    // What a coder wrote is work; comments came with the file.
    let (mut own, mut comments) = (0, 0);
    for memo in snapshot.all_memos()? {
        if memo.document().is_some_and(|document| meant.contains(&document)) {
            *(if memo.own { &mut own } else { &mut comments }) += 1;
            changes.push(Change::Memo { id: memo.id, before: Some(memo), after: None });
        }
    }
    hanging.work.push((own, "own memo", ""));
    hanging.beside.push((comments, "memo", ""));
    if !codings.is_empty() {
        changes.push(Change::CodingsRemoved(codings));
    }
    Ok(changes)
}

/// The theme without the evidence that is in some documents, if it has any there.
fn without_evidence(theme: &Theme, gone: &BTreeSet<DocumentId>) -> Option<Change> {
    let mut after = theme.clone();
    after.evidence.retain(|one| !gone.contains(&one.document));
    (after != *theme).then(|| Change::Theme {
        id: theme.id,
        before: Some(theme.clone()),
        after: Some(after),
    })
}

/// No summary if it is of one of some documents, else the summary without its excerpts there.
fn without_excerpts(summary: &Summary, gone: &BTreeSet<DocumentId>) -> Option<Change> {
    let is_of = matches!(summary.of, SummaryOf::Document(document) if gone.contains(&document));
    let mut after = summary.clone();
    after.excerpts.retain(|(document, _)| !gone.contains(document));
    let after = Some(after).filter(|_| !is_of);
    let before = Some(summary.clone());
    (after != before).then_some(Change::Summary { id: summary.id, before, after })
}

/// The changes that take a document away: what is known of it, and its versions from the
/// current one down to the first, so that each of them can come back.
fn document_taken(
    snapshot: &Snapshot<'_>,
    document: &Document,
) -> Result<Vec<Change>, Failure> {
    let id = document.id;
    let mut changes: Vec<Change> = document
        .values
        .iter()
        .map(|(&attribute, value)| Change::Value {
            document: id,
            attribute,
            before: Some(value.clone()),
            after: None,
        })
        .collect();
    let mut versions = snapshot.versions(document)?.into_iter().rev().peekable();
    while let Some(record) = versions.next() {
        let after = versions.peek().cloned();
        changes.push(Change::Document { id, before: Some(record), after });
    }
    Ok(changes)
}
