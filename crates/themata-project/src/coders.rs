use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{
    AssignmentState, Change, Claim, Coder, CoderId, CoderKind, Coding, CodingId, CodingRecord,
    DocumentId, Memo, Rejection, Session, Study, suggestions,
};
use themata_store::{Action, Snapshot};

use crate::names::count;
use crate::rounds::guard::may_code;
use crate::{Failure, Project};

/// What merging two coders came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodersMerged {
    /// How many codings are now the other's.
    pub carried: usize,
    /// How many were dropped, because the other had said the same.
    pub dropped: usize,
}

impl Project {
    /// The names of the people who code, in the order in which they came.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn people(&mut self) -> Result<Vec<String>, Failure> {
        let coders = self.snapshot()?.coders()?.into_iter();
        let people = coders.filter(|coder| coder.kind == CoderKind::Human);
        Ok(people.map(|coder| coder.name).collect())
    }

    /// Those who code, with how much they have coded and what they are to code.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn coders(&mut self) -> Result<Table, Failure> {
        let study = self.snapshot()?.study()?;
        let mut coded: BTreeMap<CoderId, (usize, BTreeSet<DocumentId>)> = BTreeMap::new();
        for coding in &study.codings {
            let of = coded.entry(coding.coder).or_default();
            of.0 += 1;
            of.1.insert(coding.document);
        }
        let mut assigned: BTreeMap<CoderId, [usize; 4]> = BTreeMap::new();
        for assignment in &study.assignments {
            assigned.entry(assignment.coder).or_default()[assignment.state as usize] += 1;
        }
        let mut table = Table::new(
            "coders",
            "Coders",
            [
                Column::new("coder", "Coder", Kind::Text),
                Column::new("kind", "Kind", Kind::Text),
                Column::new("codings", "Codings", Kind::Count),
                Column::new("documents", "Documents", Kind::Count),
                Column::new("open", "Open assignments", Kind::Count),
                Column::new("finished", "Finished", Kind::Count),
            ],
        );
        for coder in &study.coders {
            let (codings, documents) = coded.get(&coder.id).cloned().unwrap_or_default();
            let states = assigned.get(&coder.id).copied().unwrap_or_default();
            let open = states[AssignmentState::Assigned as usize]
                + states[AssignmentState::Started as usize];
            table.push([
                Cell::text(&coder.name),
                Cell::text(coder.kind.as_str()),
                Cell::from(codings),
                Cell::from(documents.len()),
                Cell::from(open),
                Cell::from(states[AssignmentState::Finished as usize]),
            ]);
        }
        table.definition = format!(
            "{}. Codings and the documents that they are on are those that may be seen: while a \
             round is blind, nobody else's on its documents. Assignments are counted over all \
             rounds.",
            count(study.coders.len(), "coder")
        );
        Ok(table)
    }

    /// Adds a coder.
    ///
    /// # Errors
    ///
    /// If the name is empty or taken, or the study cannot be written.
    pub fn add_coder(
        &mut self,
        session: &Session,
        name: &str,
        kind: CoderKind,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let name = free_name(&*snapshot.study()?, name, None)?;
            let id = snapshot.next_ids()?.coder;
            let summary = format!("add the coder `{name}`");
            let after = Some(Coder { id, name, kind });
            let changes = vec![Change::Coder { id, before: None, after }];
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(())
    }

    /// Gives a coder another name.
    ///
    /// # Errors
    ///
    /// If there is no such coder, or the new name is empty or another's.
    pub fn rename_coder(
        &mut self,
        session: &Session,
        name: &str,
        new: &str,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let coder = coder(&study, name)?;
            let new = free_name(&study, new, Some(coder.id))?;
            let summary = format!("rename the coder `{}` to `{new}`", coder.name);
            let after = Some(Coder { name: new.clone(), ..coder.clone() });
            let mut changes =
                vec![Change::Coder { id: coder.id, before: Some(coder.clone()), after }];
            changes.extend(authors_renamed(snapshot.all_memos()?, &coder.name, &new));
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(())
    }

    /// Makes two coders one: someone coded under two names. Codings, assignments and memos of
    /// the first become the second's.
    ///
    /// # Errors
    ///
    /// If there is no such coder, both are one, they are of different kinds, both were assigned
    /// one document in a round (that they coded it apart would be lost), or what is carried over
    /// was finished or is still coded blind.
    pub fn merge_coders(
        &mut self,
        session: &Session,
        name: &str,
        into: &str,
    ) -> Result<CodersMerged, Failure> {
        let mut merged = CodersMerged::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let (from, to) = (coder(&study, name)?, coder(&study, into)?);
            if from.id == to.id {
                return Err(Failure::new(format!("`{}` is one coder already", from.name)));
            }
            if from.kind != to.kind {
                let kinds = (from.kind.as_str(), to.kind.as_str());
                return Err(Failure::new(format!(
                    "`{}` is a {} coder and `{}` a {} one",
                    from.name, kinds.0, to.name, kinds.1
                ))
                .hint("only coders of one kind can be one"));
            }
            let touched: BTreeSet<DocumentId> = study
                .codings
                .into_iter()
                .filter(|coding| coding.coder == from.id)
                .map(|coding| coding.document)
                .collect();
            for &document in &touched {
                may_code(&study, document, from.id)?;
                may_code(&study, document, to.id)?;
            }
            if !study.blind_documents().is_empty() {
                return Err(Failure::new(
                    "a blind round goes on, and coders stay apart until it is over",
                )
                .hint("or open the round first: `themata round open NAME --reason …`"));
            }
            let mut changes = assignments_carried(&study, from, to)?;
            let (carried, twins) =
                codings_carried(snapshot, &study, (from.id, to.id), &mut merged)?;
            changes.extend(carried);
            changes.extend(claims_carried(snapshot, (from.id, to.id), &twins)?);
            changes.extend(rejections_carried(&study, (from.id, to.id)));
            changes.extend(authors_renamed(snapshot.all_memos()?, &from.name, &to.name));
            changes.push(Change::Coder {
                id: from.id,
                before: Some(from.clone()),
                after: None,
            });
            Ok(Action {
                summary: format!(
                    "merge the coder `{}` into `{}`, {} carried over",
                    from.name,
                    to.name,
                    count(merged.carried, "coding")
                ),
                changes,
                ..Action::default()
            })
        })?;
        Ok(merged)
    }
}

/// The coder of a name. Nobody is made here: what is said of a slip of the pen would stay for
/// ever.
pub(crate) fn coder<'a>(study: &'a Study, name: &str) -> Result<&'a Coder, Failure> {
    study.coder_named(name).ok_or_else(|| {
        let names = study.coders.iter().map(|coder| coder.name.as_str());
        let failure = Failure::new(format!("no coder is called `{}`", name.trim()));
        let meant = suggestions(name, names);
        failure
            .hinted(meant.first().map(|meant| format!("did you mean `{meant}`?")))
            .hint("`themata coders list` lists them, `themata coders add NAME` adds one")
    })
}

/// A name that no other coder has.
pub(crate) fn free_name(
    study: &Study,
    name: &str,
    own: Option<CoderId>,
) -> Result<String, Failure> {
    let name = crate::names::visible(name.trim())?;
    if name.is_empty() {
        return Err(Failure::new("a coder needs a name"));
    }
    match study.coder_named(name).filter(|known| Some(known.id) != own) {
        Some(known) => Err(Failure::new(format!("a coder is called `{}` already", known.name))
            .hint("`themata coders merge` makes two coders one")),
        None => Ok(name.to_owned()),
    }
}

fn assignments_carried(
    study: &Study,
    from: &Coder,
    to: &Coder,
) -> Result<Vec<Change>, Failure> {
    let mut changes = Vec::new();
    for assignment in study.assignments.iter().filter(|known| known.coder == from.id) {
        let (round, document) = (assignment.round, assignment.document);
        if study.assignment(round, document, to.id).is_some() {
            let name = |name: Option<&String>| name.cloned().unwrap_or_default();
            return Err(Failure::new(format!(
                "`{}` and `{}` were both assigned `{}` in the round `{}`",
                from.name,
                to.name,
                name(study.document(document).map(|document| &document.name)),
                name(study.round(round).map(|round| &round.name))
            ))
            .hint("that they coded it apart would be lost"));
        }
        let state = Some(assignment.state);
        let change =
            |coder, before, after| Change::Assignment { round, document, coder, before, after };
        changes.push(change(from.id, state, None));
        changes.push(change(to.id, None, state));
    }
    Ok(changes)
}

/// Codings that were dropped, each with the other's that says the same and stays.
type Twins = BTreeMap<CodingId, CodingId>;

/// The changes that make codings someone else's. What the other had said just so is dropped;
/// what has a memo, or another valence or weight, is kept beside it.
fn codings_carried(
    snapshot: &Snapshot<'_>,
    study: &Study,
    (from, to): (CoderId, CoderId),
    merged: &mut CodersMerged,
) -> Result<(Vec<Change>, Twins), Failure> {
    let memos = snapshot.memos()?;
    let key = |coding: &Coding| {
        let Coding { document, span, code, valence, weight, .. } = *coding;
        (document, span, code, valence, weight)
    };
    let said: BTreeMap<_, CodingId> = study
        .codings
        .into_iter()
        .filter(|coding| coding.coder == to)
        .map(|coding| (key(coding), coding.id))
        .collect();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut twins = Twins::new();
    for &coding in study.codings.into_iter().filter(|coding| coding.coder == from) {
        let memo = memos.get(&coding.id).cloned();
        match said.get(&key(&coding)).filter(|_| memo.is_none()) {
            Some(&twin) => {
                merged.dropped += 1;
                twins.insert(coding.id, twin);
            }
            None => {
                merged.carried += 1;
                let memo = memo.clone();
                after.push(CodingRecord { coding: Coding { coder: to, ..coding }, memo });
            }
        }
        before.push(CodingRecord { coding, memo });
    }
    let mut changes = Vec::new();
    if !before.is_empty() {
        changes.push(Change::CodingsRemoved(before));
    }
    if !after.is_empty() {
        changes.push(Change::CodingsAdded(after));
    }
    Ok((changes, twins))
}

/// The changes that make decisions name the coder, and the codings, that stay: what was decided
/// stays decided.
fn claims_carried(
    snapshot: &Snapshot<'_>,
    (from, to): (CoderId, CoderId),
    twins: &Twins,
) -> Result<Vec<Change>, Failure> {
    let kept = |coding: CodingId| twins.get(&coding).copied().unwrap_or(coding);
    let mut changes = Vec::new();
    for before in snapshot.adjudications()? {
        let mut after = before.clone();
        for claim in after.about.iter_mut().filter(|claim| claim.coder == from) {
            *claim = Claim { coder: to, coding: kept(claim.coding), ..*claim };
        }
        after.about.dedup();
        for coding in &mut after.yields {
            *coding = kept(*coding);
        }
        if after != before {
            let id = before.id;
            let (before, after) = (Some(before), Some(after));
            changes.push(Change::Adjudication { id, before, after });
        }
    }
    Ok(changes)
}

/// The changes by which the memos that a coder wrote stay the coder's under another name.
fn authors_renamed<'a>(
    memos: Vec<Memo>,
    name: &'a str,
    new: &'a str,
) -> impl Iterator<Item = Change> + 'a {
    memos.into_iter().filter(|memo| memo.is_by(Some(name))).map(|before| {
        let after = Some(Memo { author: Some(new.to_owned()), ..before.clone() });
        Change::Memo { id: before.id, before: Some(before), after }
    })
}

/// The changes by which proposals that were turned down stay so under the machine's new name.
fn rejections_carried(study: &Study, (from, to): (CoderId, CoderId)) -> Vec<Change> {
    let of_machine = study.rejections.iter().filter(|rejection| rejection.machine == from);
    of_machine
        .map(|rejection| {
            let (id, before) = (rejection.id, Some(rejection.clone()));
            let after = Some(Rejection { machine: to, ..rejection.clone() });
            Change::Rejection { id, before, after }
        })
        .collect()
}
