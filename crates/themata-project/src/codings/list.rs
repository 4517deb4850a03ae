use std::collections::BTreeSet;
use std::sync::Arc;

use themata_model::{Change, CoderId, CodingRecord, DocumentId, Session, Valence};
use themata_store::Action;

use super::place::turn_of;
use crate::ask::{ask, ask_of, transcripts};
use crate::names::{count, of_query};
use crate::rounds::guard::may_code;
use crate::view::seen_by;
use crate::{Cell, Column, Failure, Kind, Project, Table};

impl Project {
    /// The codings that a query means, a row each. The columns are those of a sheet, so that
    /// what is listed as CSV can be brought in again. There is one for weights if any coding has
    /// a weight.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn codings(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let transcripts = transcripts(&snapshot, asked)?;
        let memos = snapshot.memos()?;
        let mut table = Table::new(
            "codings",
            "Codings",
            [
                Column::new("coding", "Coding", Kind::Count),
                Column::new("document", "Document", Kind::Text),
                Column::new("turn", "Turn", Kind::Count),
                Column::new("code", "Code", Kind::Text),
                Column::new("coder", "Coder", Kind::Text),
                Column::new("valence", "Valence", Kind::Text),
                Column::new("weight", "Weight", Kind::Count),
                Column::new("quote", "Quote", Kind::Passage),
                Column::new("memo", "Memo", Kind::Passage),
                Column::new("start", "Start", Kind::Count),
                Column::new("end", "End", Kind::Count),
            ],
        );
        for coding in &asked.codings {
            let (Some(document), Some(transcript)) =
                (study.document(coding.document), transcripts.get(&coding.document))
            else {
                continue;
            };
            let turn = turn_of(transcript, coding.span);
            table.push([
                Cell::Count(u64::from(coding.id.0)),
                Cell::text(&document.name),
                turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
                Cell::text(&study.codebook[coding.code].name),
                study.coder(coding.coder).map_or(Cell::Empty, |coder| Cell::text(&coder.name)),
                coding.valence.map(Valence::as_str).map_or(Cell::Empty, Cell::text),
                coding
                    .weight
                    .map_or(Cell::Empty, |weight| Cell::Count(u64::from(weight.get()))),
                Cell::text(transcript.text.slice(coding.span).unwrap_or_default()),
                memos.get(&coding.id).map_or(Cell::Empty, Cell::text),
                Cell::Count(u64::from(coding.span.start())),
                Cell::Count(u64::from(coding.span.end())),
            ]);
        }
        if asked.codings.iter().all(|coding| coding.weight.is_none()) {
            table.drop_column("weight");
        }
        table.definition = format!(
            "{}{}. A coding is one code that one coder applied to one excerpt; places are \
             code points, the end excluded.",
            count(asked.codings.len(), "coding"),
            of_query(&asked.query)
        );
        Ok(table)
    }

    /// Takes codings away, by their numbers or by a query, and returns how many.
    ///
    /// # Errors
    ///
    /// If a number is no coding's, the query is unsound, or neither says anything. Nothing is
    /// changed then.
    pub fn codings_remove(
        &mut self,
        session: &Session,
        numbers: &[u32],
        query: Option<&str>,
    ) -> Result<usize, Failure> {
        if numbers.is_empty() && query.is_none_or(|query| query.trim().is_empty()) {
            return Err(Failure::new("it was not said which codings are to be removed")
                .hint("`themata codings list` shows their numbers")
                .hint("or say a query: `--query \"code:funding coder:ana\"`"));
        }
        let mut removed = 0;
        self.store.transact(session, |snapshot| {
            let memos = snapshot.memos()?;
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let mut records = Vec::new();
            let mut take = |coding: &themata_model::Coding| {
                let memo = memos.get(&coding.id).cloned();
                records.push(CodingRecord { coding: *coding, memo });
            };
            if let Some(query) = query.filter(|query| !query.trim().is_empty()) {
                let answer =
                    ask_of(Arc::clone(&study), snapshot, session.coder.as_deref(), query)?;
                answer.asked.codings.iter().for_each(&mut take);
            } else {
                let mut wanted = numbers.to_vec();
                wanted.sort_unstable();
                wanted.dedup();
                let mut found = Vec::new();
                for coding in &study.codings {
                    if wanted.binary_search(&coding.id.0).is_ok() {
                        take(coding);
                        found.push(coding.id.0);
                    }
                }
                found.sort_unstable();
                if let Some(missing) =
                    wanted.iter().find(|number| found.binary_search(number).is_err())
                {
                    return Err(Failure::new(format!(
                        "there is no coding of the number {missing}"
                    ))
                    .hint("`themata codings list` shows the numbers"));
                }
            }
            let judged: BTreeSet<(DocumentId, CoderId)> = records
                .iter()
                .map(|record| (record.coding.document, record.coding.coder))
                .collect();
            for (document, coder) in judged {
                may_code(&study, document, coder)?;
            }
            removed = records.len();
            let changes = match records.is_empty() {
                true => Vec::new(),
                false => vec![Change::CodingsRemoved(records)],
            };
            let summary = format!("remove {}", count(removed, "coding"));
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(removed)
    }
}
