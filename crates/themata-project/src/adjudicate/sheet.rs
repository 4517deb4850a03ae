//! Deciding disagreements from a table.

use std::collections::{BTreeMap, BTreeSet};

use themata_exchange::{DecisionRow, decision_rows};
use themata_model::{Decision, Session, Valence};
use themata_store::Action;

use super::decide::rule;
use super::draft::Draft;
use super::{Redraw, Ruling, Verdict};
use crate::names::count;
use crate::{Failure, Project};

/// How many kinds of fault of a table are told.
const TOLD: usize = 12;

/// What came of a table of decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRuled {
    /// How many disagreements were decided.
    pub decided: usize,
    /// How many of them were put off.
    pub put_off: usize,
    /// How many rows say nothing.
    pub empty: usize,
    /// How many codings the consensus has got.
    pub added: usize,
    /// How many that came of earlier decisions it has lost.
    pub removed: usize,
    /// The name of the consensus coder, if it is new.
    pub new_coder: Option<String>,
}

impl Project {
    /// Decides disagreements from a table: the listing of [`Project::disagreements`] as CSV,
    /// with the columns for decisions filled in. All of it is done, in one operation, or
    /// nothing. With `again`, what was decided before is decided anew.
    ///
    /// # Errors
    ///
    /// If the table cannot be read or a row is at fault; every fault is told with its line.
    pub fn adjudicate_from(
        &mut self,
        session: &Session,
        query: &str,
        table: &[u8],
        again: bool,
    ) -> Result<SheetRuled, Failure> {
        let rows = decision_rows(table)?;
        let mut ruled = SheetRuled::default();
        self.store.transact(session, |snapshot| {
            let mut draft = Draft::new(snapshot, session, query)?;
            let mut faults = Faults::default();
            let mut seen: BTreeMap<u32, u64> = BTreeMap::new();
            for row in &rows {
                let ruling = match ruling(row, again) {
                    Ok(Some(ruling)) => ruling,
                    Ok(None) => {
                        ruled.empty += 1;
                        continue;
                    }
                    Err(failure) => {
                        faults.add(row.line, &failure);
                        continue;
                    }
                };
                if let Some(line) = seen.insert(ruling.number, row.line) {
                    let message = format!("line {line} decides the same disagreement");
                    faults.add(row.line, &Failure::new(message));
                    continue;
                }
                match rule(&mut draft, snapshot, &ruling) {
                    Ok(done) => {
                        ruled.decided += 1;
                        ruled.put_off += usize::from(ruling.verdict == Verdict::PutOff);
                        ruled.added += done.added;
                        ruled.removed += done.removed;
                    }
                    Err(failure) => faults.add(row.line, &failure),
                }
            }
            faults.into_result()?;
            ruled.new_coder = draft.new_coder();
            if ruled.decided == 0 {
                return Ok(Action::default());
            }
            let disagreements = count(ruled.decided, "disagreement");
            let summary = format!("adjudicate {disagreements} from a table");
            Ok::<_, Failure>(draft.finish(summary, None))
        })?;
        Ok(ruled)
    }
}

/// What a row decides, if it decides anything.
fn ruling(row: &DecisionRow, again: bool) -> Result<Option<Ruling>, Failure> {
    let said = [&row.coder, &row.quote, &row.code, &row.valence, &row.reason];
    let Some(decision) = &row.decision else {
        if said.iter().any(|cell| cell.is_some()) {
            return Err(Failure::new("the row says something but no decision")
                .hint("decisions are: accept, both, redraw, reject, put off"));
        }
        return Ok(None);
    };
    let number = row.number.parse().map_err(|_| {
        Failure::new(format!("`{}` is no number of a disagreement", row.number))
    })?;
    let word = decision.to_lowercase().replace(['-', '_'], " ");
    let verdict = match Decision::from_word(&word) {
        Some(Decision::Accept) => match &row.coder {
            Some(coder) => Verdict::Accept(coder.clone()),
            None => return Err(Failure::new("it is not said which coder is accepted")),
        },
        Some(Decision::Both) => Verdict::Both,
        Some(Decision::Redraw) => Verdict::Redraw(redraw(row)?),
        Some(Decision::Reject) => Verdict::Reject,
        Some(Decision::PutOff) => Verdict::PutOff,
        None => {
            return Err(Failure::new(format!("`{decision}` is no decision"))
                .hint("decisions are: accept, both, redraw, reject, put off"));
        }
    };
    // What would be passed over in silence was meant as something.
    let redraws = matches!(verdict, Verdict::Redraw(_));
    if !redraws && (row.quote.is_some() || row.code.is_some() || row.valence.is_some()) {
        return Err(Failure::new(format!(
            "with `{decision}` the row has no quote, code or valence"
        ))
        .hint("other words, another code or valence are a `redraw`"));
    }
    let (reason, expect) = (row.reason.clone(), row.codings.clone());
    Ok(Some(Ruling { number, verdict, reason, again, expect }))
}

fn redraw(row: &DecisionRow) -> Result<Redraw, Failure> {
    let turn = match &row.in_turn {
        Some(turn) => Some(
            turn.parse()
                .map_err(|_| Failure::new(format!("`{turn}` is no number of a turn")))?,
        ),
        None => None,
    };
    let valence = row.valence.as_deref().map(valence).transpose()?;
    let quote = row.quote.clone().unwrap_or_default();
    Ok(Redraw { quote, turn, code: row.code.clone(), valence })
}

fn valence(word: &str) -> Result<Option<Valence>, Failure> {
    match Valence::from_word(word) {
        Some(valence) => Ok(Some(valence)),
        None if word.eq_ignore_ascii_case("none") => Ok(None),
        None => {
            Err(Failure::new(format!("`{word}` is neither barrier nor facilitator nor none")))
        }
    }
}

/// What is wrong with a table, told all at once.
#[derive(Default)]
struct Faults {
    told: BTreeMap<String, BTreeSet<u64>>,
}

impl Faults {
    fn add(&mut self, line: u64, failure: &Failure) {
        let hint = failure.hints.first().map_or(String::new(), |hint| format!("; {hint}"));
        self.told.entry(format!("{failure}{hint}")).or_default().insert(line);
    }

    fn into_result(self) -> Result<(), Failure> {
        if self.told.is_empty() {
            return Ok(());
        }
        let faults = self.told.values().map(BTreeSet::len).sum();
        let faults = count(faults, "fault");
        let mut failure = Failure::new(format!("the table has {faults}; nothing was decided"));
        let mut told: Vec<(u64, usize, String)> = self
            .told
            .into_iter()
            .map(|(wording, lines)| (lines.first().copied().unwrap_or(0), lines.len(), wording))
            .collect();
        told.sort();
        let kinds = told.len();
        failure.causes.extend(told.into_iter().take(TOLD).map(|(line, times, wording)| {
            match times {
                1 => format!("line {line}: {wording}"),
                _ => format!("line {line} and {} more: {wording}", times - 1),
            }
        }));
        if kinds > TOLD {
            failure.causes.push(format!("and {} more kinds", kinds - TOLD));
        }
        Err(failure.hint("`themata disagreements --open --format csv` writes the table anew"))
    }
}
