use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Change, Coding, CodingRecord, Rejection, RejectionId, Session, Study};
use themata_store::{Action, Snapshot};

use super::chosen::{self, Chosen};
use super::list::told;
use crate::ask::ask_machines_too;
use crate::names::{count, minute, of_query};
use crate::rounds::guard::may_code;
use crate::view::seen_by;
use crate::{Credit, Failure, Project};

/// What restoring came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many are proposals again.
    pub restored: usize,
    /// How many were only forgotten, because the machine has proposed them anew.
    pub known: usize,
}

impl Project {
    /// The proposals that were turned down, on the documents and for the codes that a query
    /// can hold for: a row each.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn rejections(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let (rejections, query) = of(&study, &snapshot, snapshot.viewer(), query)?;
        let mut table = Table::new(
            "rejections",
            "Rejected proposals",
            [
                Column::new("rejection", "No.", Kind::Count),
                Column::new("code", "Code", Kind::Text),
                Column::new("words", "Words", Kind::Passage),
                Column::new("credit", "Credit", Kind::Text),
                Column::new("machine", "Machine", Kind::Text),
                Column::new("by", "Rejected by", Kind::Text),
                Column::new("at", "When (UTC)", Kind::Text),
                Column::new("why", "Why", Kind::Passage),
                Column::new("document", "Document", Kind::Text),
                Column::new("turn", "Turn", Kind::Count),
                Column::new("start", "Start", Kind::Count),
                Column::new("end", "End", Kind::Count),
            ],
        );
        let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
        let transcripts = snapshot.transcripts(rejections.iter().map(|one| one.document))?;
        for one in &rejections {
            let Some(transcript) = transcripts.get(&one.document) else { continue };
            let credit = Credit::default();
            let (words, credited, turn) =
                told(&study, transcript, one.document, one.span, &credit);
            let (document, machine) = (study.document(one.document), study.coder(one.machine));
            table.push([
                Cell::Count(u64::from(one.id.0)),
                Cell::text(&study.codebook[one.code].name),
                words,
                credited,
                machine.map_or(Cell::Empty, |machine| Cell::text(&machine.name)),
                text(&one.by),
                Cell::text(minute(&one.at.to_string())),
                text(&one.reason),
                document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
                turn,
                Cell::Count(u64::from(one.span.start())),
                Cell::Count(u64::from(one.span.end())),
            ]);
        }
        table.definition = format!(
            "{}{}. What was rejected is not proposed again for the same code at the same \
             stretch; `proposals restore` makes it a proposal again.",
            count(rejections.len(), "rejected proposal"),
            of_query(&query)
        );
        Ok(table)
    }

    /// Makes rejected proposals proposals again, as they were.
    ///
    /// # Errors
    ///
    /// If nothing is chosen.
    pub fn proposals_restore(
        &mut self,
        session: &Session,
        chosen: &Chosen,
    ) -> Result<Restored, Failure> {
        let mut done = Restored::default();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let wanted = wanted(&study, snapshot, session.coder.as_deref(), chosen)?;
            let wanted = chosen::some(wanted, "rejected proposal", chosen)?;
            let was = as_they_were(snapshot, &wanted)?;
            let mut next = snapshot.next_ids()?.coding;
            let mut proposed: BTreeSet<_> = study
                .codings
                .into_iter()
                .map(|coding| (coding.document, coding.span, coding.code, coding.coder))
                .collect();
            let (mut changes, mut added) = (Vec::new(), Vec::new());
            for one in &wanted {
                let &Rejection { id, document, span, code, machine, .. } = one;
                changes.push(Change::Rejection { id, before: Some(one.clone()), after: None });
                if !proposed.insert((document, span, code, machine)) {
                    continue;
                }
                // A layer that was finished takes nothing more, from whomever it comes.
                may_code(&study, document, machine)?;
                let record = was.get(&id);
                let valence = record.and_then(|record| record.coding.valence);
                let weight = record.and_then(|record| record.coding.weight);
                let memo = record.and_then(|record| record.memo.clone());
                let coder = machine;
                let coding = Coding { id: next, document, span, code, coder, valence, weight };
                next.0 += 1;
                added.push(CodingRecord { coding, memo });
            }
            done = Restored { restored: added.len(), known: wanted.len() - added.len() };
            if !added.is_empty() {
                changes.push(Change::CodingsAdded(added));
            }
            let summary = format!("restore {}", count(wanted.len(), "rejected proposal"));
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(done)
    }
}

/// The rejections that a query can mean, and its standard spelling.
fn of(
    study: &Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    query: &str,
) -> Result<(Vec<Rejection>, String), Failure> {
    let asked = ask_machines_too(Arc::clone(study), snapshot, viewer, query)?.asked;
    let is_meant = |one: &&Rejection| {
        asked.documents.binary_search(&one.document).is_ok()
            && asked.codes.contains(&one.code)
            && asked.coders.contains(&one.machine)
    };
    let rejections = match asked.query.is_empty() {
        true => study.rejections.clone(),
        false => study.rejections.iter().filter(is_meant).cloned().collect(),
    };
    Ok((rejections, asked.query))
}

fn wanted(
    study: &Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    chosen: &Chosen,
) -> Result<Vec<Rejection>, Failure> {
    match chosen {
        Chosen::All => Ok(study.rejections.clone()),
        Chosen::Query(query) => Ok(of(study, snapshot, viewer, query)?.0),
        Chosen::Numbers(numbers) if numbers.is_empty() => {
            Err(Failure::new("it was not said what is to be restored")
                .hint("say numbers, `--query QUERY` or `--all`")
                .hint("`themata proposals rejected` shows the numbers"))
        }
        Chosen::Numbers(numbers) => {
            let wanted: BTreeSet<u32> = numbers.iter().copied().collect();
            let found = |number| study.rejections.iter().find(|one| one.id.0 == number);
            let rejection = |number: u32| {
                found(number).cloned().ok_or_else(|| {
                    Failure::new(format!("there is no rejection of the number {number}"))
                        .hint("`themata proposals rejected` shows the numbers")
                })
            };
            wanted.into_iter().map(rejection).collect()
        }
    }
}

/// The proposals that were turned down, as the operations that did so say: what is kept of a
/// rejection says neither the valence nor the weight nor the query.
fn as_they_were(
    snapshot: &Snapshot<'_>,
    wanted: &[Rejection],
) -> Result<BTreeMap<RejectionId, CodingRecord>, Failure> {
    let mut missing: BTreeSet<RejectionId> = wanted.iter().map(|one| one.id).collect();
    let mut was = BTreeMap::new();
    for operation in snapshot.history()?.iter().rev() {
        if missing.is_empty() {
            break;
        }
        let changes = snapshot.changes(operation)?;
        let mut taken = BTreeMap::new();
        for change in &changes {
            if let Change::CodingsRemoved(records) = change {
                taken.extend(records.iter().map(|record| (key(&record.coding), record)));
            }
        }
        for change in &changes {
            let Change::Rejection { id, before: None, after: Some(one) } = change else {
                continue;
            };
            if missing.remove(id)
                && let Some(&record) =
                    taken.get(&(one.document, one.span, one.code, one.machine))
            {
                was.insert(*id, record.clone());
            }
        }
    }
    Ok(was)
}

fn key(
    coding: &Coding,
) -> (
    themata_model::DocumentId,
    themata_text::CharSpan,
    themata_codebook::CodeIndex,
    themata_model::CoderId,
) {
    (coding.document, coding.span, coding.code, coding.coder)
}
