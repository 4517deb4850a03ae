use std::collections::{BTreeSet, HashMap};

use themata_model::{OperationId, OperationKind};
use themata_store::Recorded;

use super::HistoryQuestion;
use crate::rounds::veil::Veil;
use crate::{Failure, Project};

/// A part of the history, the last operation first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPage {
    /// The number of the last operation when it was read.
    pub moment: u32,
    /// How many operations there are.
    pub all: usize,
    /// How many of them were asked for.
    pub found: usize,
    /// Which part of those this is, counted from 1.
    pub page: usize,
    /// How many parts there are, at least one.
    pub pages: usize,
    /// The names of those who did something, in order.
    pub who: Vec<String>,
    /// The operations.
    pub entries: Vec<HistoryEntry>,
}

/// An operation as it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its number in the study.
    pub number: u32,
    /// When it happened, in UTC: `2026-05-01T14:02:11Z`.
    pub at: String,
    /// Who acted, if someone was named.
    pub who: Option<String>,
    /// What was done.
    pub what: String,
    /// Why, if that was said.
    pub why: Option<String>,
    /// What became of it.
    pub state: EntryState,
}

/// What became of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// It made the study, and stays.
    First,
    /// It is in force and may be taken back.
    InForce,
    /// It was taken back by the operation of this number. Taking that one back does it again.
    Undone(u32),
    /// It took the operation of this number back.
    Undoes(u32),
    /// It did the operation of this number again.
    Redoes(u32),
}

impl Project {
    /// A part of the history of so many operations, the last first: the `page`th, counted from
    /// 1, or the one that holds an operation if a number is given. What others did to codings
    /// that are kept back while a round is blind is there without saying what it was.
    ///
    /// # Errors
    ///
    /// As [`Project::history`].
    pub fn history_page(
        &mut self,
        question: &HistoryQuestion,
        size: usize,
        page: usize,
        holding: Option<u32>,
    ) -> Result<HistoryPage, Failure> {
        let snapshot = self.snapshot()?;
        let mut operations = snapshot.history()?;
        if let Some(veil) = Veil::over(&snapshot, snapshot.viewer())? {
            veil.lay_over(&snapshot, &mut operations)?;
        }
        let (all, moment) = (operations.len(), snapshot.head()?.0);
        let who: BTreeSet<String> = names(&operations);
        let undone_by = undoings(&operations);
        question.narrow(&mut operations)?;
        let found = operations.len();
        let pages = found.div_ceil(size.max(1)).max(1);
        let held = holding.and_then(|number| {
            let before = operations.iter().rev().position(|known| known.id.0 <= number)?;
            Some(before / size.max(1) + 1)
        });
        let page = held.unwrap_or(page).clamp(1, pages);
        let shown = operations.into_iter().rev().skip((page - 1) * size).take(size);
        let entries = shown.map(|known| entry(known, &undone_by)).collect();
        Ok(HistoryPage {
            moment,
            all,
            found,
            page,
            pages,
            who: who.into_iter().collect(),
            entries,
        })
    }
}

/// The names of those who acted.
fn names(operations: &[Recorded]) -> BTreeSet<String> {
    let names: BTreeSet<&str> =
        operations.iter().filter_map(|known| known.coder.as_deref()).collect();
    names.into_iter().map(str::to_owned).collect()
}

/// The last undoing of each operation that was taken back.
fn undoings(operations: &[Recorded]) -> HashMap<OperationId, OperationId> {
    let undoings = operations.iter().filter_map(|known| match known.kind {
        OperationKind::Undo(target) => Some((target, known.id)),
        OperationKind::Do | OperationKind::Redo(_) => None,
    });
    undoings.collect()
}

fn entry(known: Recorded, undone_by: &HashMap<OperationId, OperationId>) -> HistoryEntry {
    let state = match known.kind {
        OperationKind::Undo(target) => EntryState::Undoes(target.0),
        OperationKind::Redo(target) => EntryState::Redoes(target.0),
        OperationKind::Do if known.id.0 == 1 => EntryState::First,
        OperationKind::Do if known.in_force => EntryState::InForce,
        OperationKind::Do => match undone_by.get(&known.id) {
            Some(by) => EntryState::Undone(by.0),
            None => EntryState::InForce,
        },
    };
    HistoryEntry {
        number: known.id.0,
        at: known.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        who: known.coder,
        what: known.summary,
        why: known.reason,
        state,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::Session;

    use super::EntryState::{First, InForce, Undoes, Undone};
    use crate::{HistoryQuestion, Project};

    /// A study with attributes `a0` to `a4`, of which `a1` was taken back.
    fn project() -> Project {
        let mut project =
            Project::in_memory(&Session::fixed("ana", 1), "a study", &["ana"]).unwrap();
        for number in 0..5_u8 {
            let who = if number == 3 { "ben" } else { "ana" };
            let session = Session::fixed(who, 10 + u64::from(number));
            project.add_attribute(&session, &format!("a{number}"), "text").unwrap();
        }
        project.undo_operation(&Session::fixed("ana", 20), 4).unwrap();
        project
    }

    #[test]
    fn the_last_stands_first_and_says_what_became_of_it() {
        let mut project = project();
        let all = project.history_page(&HistoryQuestion::default(), 100, 1, None).unwrap();
        let states: Vec<_> =
            all.entries.iter().map(|known| (known.number, known.state)).collect();
        assert_eq!(
            states,
            [
                (8, Undoes(4)),
                (7, InForce),
                (6, InForce),
                (5, InForce),
                (4, Undone(8)),
                (3, InForce),
                (2, InForce),
                (1, First),
            ]
        );
        assert_eq!((all.all, all.found, all.pages, all.moment), (8, 8, 1, 8));
        assert_eq!(all.who, ["ana", "ben"]);
        project.undo_operation(&Session::fixed("ana", 21), 8).unwrap();
        let all = project.history_page(&HistoryQuestion::default(), 100, 1, None).unwrap();
        assert_eq!(all.entries[5].state, InForce);
    }

    #[test]
    fn parts_are_cut_and_found_by_what_they_hold() {
        let mut project = project();
        let question = HistoryQuestion::default();
        let numbers = |page: super::HistoryPage| -> Vec<u32> {
            page.entries.iter().map(|known| known.number).collect()
        };
        let second = project.history_page(&question, 3, 2, None).unwrap();
        assert_eq!((second.page, second.pages), (2, 3));
        assert_eq!(numbers(second), [5, 4, 3]);
        let holding = project.history_page(&question, 3, 1, Some(2)).unwrap();
        assert_eq!((holding.page, numbers(holding)), (3, vec![2, 1]));
        let beyond = project.history_page(&question, 3, 99, None).unwrap();
        assert_eq!(beyond.page, 3);
        let who = HistoryQuestion { who: Some("Ben".to_owned()), ..question.clone() };
        let by = project.history_page(&who, 3, 1, None).unwrap();
        assert_eq!((by.found, by.all, numbers(by)), (1, 8, vec![6]));
        let about = HistoryQuestion { about: Some("`A1`".to_owned()), ..question };
        assert_eq!(numbers(project.history_page(&about, 3, 1, None).unwrap()), [8, 4]);
    }
}
