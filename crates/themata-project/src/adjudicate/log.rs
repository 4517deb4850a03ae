//! The decisions so far.

use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::DisagreementState;
use themata_model::{Adjudication, AdjudicationId, Asked, CodingId, DocumentId, Study};

use super::changed::{changed_without_dispute, undivided};
use super::draft::in_force;
use super::holds::Yielded;
use super::wanted::{DecisionState, DecisionsWanted};
use crate::ask::ask_compared;
use crate::names::{count, list, of_query};
use crate::view::View;
use crate::{Cell, Column, Failure, Kind, Project, Table};

/// The decisions so far.
#[derive(Clone, Debug)]
pub struct DecisionLog {
    /// Those that are wanted, the first first.
    pub table: Table,
    /// Who has decided something in the documents of the query, by name.
    pub people: Vec<String>,
}

impl Project {
    /// The decisions on disagreements in the documents of a query, the first first: who
    /// decided what, when, why, by which rule, on whose codings, and what came of it.
    ///
    /// # Errors
    ///
    /// If the query is unsound, nobody of the name that is wanted has decided anything, or the
    /// study cannot be read.
    pub fn adjudications(
        &mut self,
        query: &str,
        wanted: &DecisionsWanted,
    ) -> Result<DecisionLog, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask_compared(&snapshot, query)?;
        decisions(&snapshot, &answer.asked, &answer.study, wanted)
    }
}

/// The decisions in the documents that a query asks for.
pub(crate) fn decisions(
    snapshot: &View<'_>,
    asked: &Asked,
    study: &Study,
    wanted: &DecisionsWanted,
) -> Result<DecisionLog, Failure> {
    let documents: BTreeSet<DocumentId> = asked.documents.iter().copied().collect();
    // On a document of a blind round, what was decided tells what others said.
    let blind = study.blind_documents();
    let all = snapshot.adjudications()?;
    let is_here = |one: &&Adjudication| {
        documents.contains(&one.document) && !blind.contains(&one.document)
    };
    let people: BTreeSet<&str> =
        all.iter().filter(is_here).filter_map(|one| one.by.as_deref()).collect();
    wanted.check(&people)?;
    let valid: BTreeSet<AdjudicationId> =
        in_force(&all).into_iter().map(|one| one.id).collect();
    let found = undivided(study, asked, &all);
    let mut changed = changed_without_dispute(study, asked, &found, &all);
    let mut more_coders = BTreeSet::new();
    // Under which number what was decided is found: what was taken back may have borne another.
    let mut now: BTreeMap<AdjudicationId, CodingId> = BTreeMap::new();
    for row in &found.rows {
        now.extend(row.state.adjudication().map(|id| (id, row.number)));
        match row.state {
            DisagreementState::Changed(id) => changed.insert(id),
            DisagreementState::MoreCoders(id) => more_coders.insert(id),
            _ => false,
        };
    }
    for one in &found.agreed {
        if let DisagreementState::MoreCoders(id) = one.state {
            more_coders.insert(id);
        }
    }

    let text = |key: &str, heading: &str| Column::new(key, heading, Kind::Text);
    let passage = |key: &str, heading: &str| Column::new(key, heading, Kind::Passage);
    let mut table = Table::new(
        "adjudications",
        "Adjudications",
        [
            Column::new("adjudication", "No.", Kind::Count),
            Column::new("number", "Disagreement", Kind::Count),
            text("document", "Document"),
            text("decision", "Decision"),
            passage("holds", "What holds"),
            text("by", "Who"),
            text("at", "When (UTC)"),
            passage("reason", "Why"),
            text("rule", "Rule"),
            text("round", "Round"),
            passage("about", "On"),
            text("yields", "Codings"),
            text("state", "State"),
        ],
    );
    let optional = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
    let yielded = Yielded::of(study, &all);
    for one in all.iter().filter(is_here) {
        let state = match one.id {
            id if !valid.contains(&id) => DecisionState::Replaced,
            id if changed.contains(&id) => DecisionState::Changed,
            id if more_coders.contains(&id) => DecisionState::MoreCoders,
            _ => DecisionState::InForce,
        };
        if !wanted.has(one, state) {
            continue;
        }
        let holds = valid.contains(&one.id).then(|| yielded.in_words(one)).flatten();
        let round = one.round.and_then(|round| study.round(round));
        table.push([
            Cell::Count(u64::from(one.id.0)),
            now.get(&one.id).map_or(Cell::Empty, |coding| Cell::Count(u64::from(coding.0))),
            optional(study.document(one.document).map(|document| &document.name)),
            Cell::text(one.decision.as_str()),
            optional(holds.as_ref()),
            optional(one.by.as_ref()),
            Cell::text(crate::names::minute(&one.at)),
            optional(one.reason.as_ref()),
            optional(one.rule.as_ref()),
            optional(round.map(|round| &round.name)),
            Cell::text(about(study, one)),
            yields(&one.yields),
            Cell::text(state.to_string()),
        ]);
    }
    table.definition = format!(
        "{}{}{}. Disagreement = its number now, if the coders differ there still; what holds = the \
         codings of the consensus that came of it as they are now, and who had said just that; \
         codings = their numbers; on = whose codings it was about, by number, with their codes as \
         they were then. Replaced is what was decided anew; changed since, where the coders have \
         said something else since; more coders, where others than those it is about have coded \
         there, too.",
        count(table.rows.len(), "decision"),
        wanted.in_words(),
        of_query(&asked.query)
    );
    let people = people.into_iter().map(str::to_owned).collect();
    Ok(DecisionLog { table, people })
}

/// Whose codings it was about: `ana: funding (12); ben: funding (15)`.
fn about(study: &Study, one: &Adjudication) -> String {
    let claims = one.about.iter().map(|claim| {
        let coder = study.coder(claim.coder).map_or("?", |coder| coder.name.as_str());
        let code = study.codebook.get(claim.code).map_or("?", |code| code.name.as_str());
        format!("{coder}: {code} ({})", claim.coding)
    });
    claims.collect::<Vec<_>>().join("; ")
}

fn yields(codings: &[CodingId]) -> Cell {
    let numbers: Vec<String> = codings.iter().map(CodingId::to_string).collect();
    if numbers.is_empty() { Cell::Empty } else { Cell::text(list(&numbers)) }
}
