use std::collections::BTreeSet;

use themata_model::{Kind, Value, suggestions};
use themata_store::Recorded;

use crate::Failure;

/// Which part of the history is asked for. Without anything, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuestion {
    /// Only what this coder did, compared without regard to case.
    pub who: Option<String>,
    /// Only what was done on this day or later: `2026-05-01`, in UTC.
    pub since: Option<String>,
    /// Only what was done on this day or earlier: `2026-05-01`, in UTC.
    pub until: Option<String>,
    /// Only what has these words in what was done or why, without regard to case.
    pub about: Option<String>,
    /// Only the last so many of those.
    pub limit: Option<usize>,
}

impl HistoryQuestion {
    /// Leaves out what is not asked for, and says in words what was; `None` if that is all.
    pub(super) fn narrow(
        &self,
        operations: &mut Vec<Recorded>,
    ) -> Result<Option<String>, Failure> {
        let mut told = Vec::new();
        if let Some(who) = &self.who {
            let key = who.trim().to_lowercase();
            let is_theirs = |by: &Option<String>| {
                by.as_ref().is_some_and(|by| by.trim().to_lowercase() == key)
            };
            if !operations.iter().any(|operation| is_theirs(&operation.coder)) {
                let names: BTreeSet<&str> =
                    operations.iter().filter_map(|known| known.coder.as_deref()).collect();
                let meant = suggestions(who, names);
                return Err(Failure::nothing(format!("nothing was done by `{}`", who.trim()))
                    .hinted(meant.first().map(|meant| format!("did you mean `{meant}`?"))));
            }
            operations.retain(|operation| is_theirs(&operation.coder));
            told.push(format!("by {}", who.trim()));
        }
        let on = |operation: &Recorded| operation.at.strftime("%Y-%m-%d").to_string();
        if let Some(since) = day(self.since.as_deref())? {
            operations.retain(|operation| on(operation) >= since);
            told.push(format!("since {since}"));
        }
        if let Some(until) = day(self.until.as_deref())? {
            operations.retain(|operation| on(operation) <= until);
            told.push(format!("until {until}"));
        }
        if let Some(about) = &self.about {
            let words = about.trim().to_lowercase();
            let says = |text: &str| text.to_lowercase().contains(&words);
            operations.retain(|operation| {
                says(&operation.summary) || operation.reason.as_deref().is_some_and(says)
            });
            told.push(format!("about \"{}\"", about.trim()));
        }
        if let Some(limit) = self.limit {
            operations.drain(..operations.len().saturating_sub(limit));
            told.push(format!("the last {limit}"));
        }
        Ok((!told.is_empty()).then(|| told.join(", ")))
    }
}

/// A day as it is compared: days in this spelling sort by date.
fn day(text: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(text) = text else { return Ok(None) };
    match Value::parse(Kind::Date, text) {
        Ok(value) => Ok(Some(value.to_string())),
        Err(error) => Err(Failure::new(format!("`{text}` is {error}"))),
    }
}
