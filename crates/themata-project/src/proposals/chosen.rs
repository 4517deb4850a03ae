use std::collections::BTreeSet;
use std::sync::Arc;

use themata_model::{CoderId, CoderKind, Coding, Study};
use themata_store::Snapshot;

use crate::Failure;
use crate::ask::ask_machines_too;
use crate::names::of_query;

/// Which proposals are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Those of these numbers.
    Numbers(Vec<u32>),
    /// Those that a query means.
    Query(String),
    /// All of them.
    All,
}

/// The proposals that are meant among those that are to be seen.
pub(super) fn proposals(
    study: &Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    chosen: &Chosen,
) -> Result<Vec<Coding>, Failure> {
    let machines = machines(study);
    let all = || study.codings.into_iter().filter(|coding| machines.contains(&coding.coder));
    match chosen {
        Chosen::All => Ok(all().copied().collect()),
        Chosen::Query(query) => Ok(of(Arc::clone(study), snapshot, viewer, query)?.1),
        Chosen::Numbers(numbers) if numbers.is_empty() => {
            Err(Failure::new("it was not said which proposals are meant")
                .hint("say their numbers, `--query QUERY` or `--all`")
                .hint("`themata proposals list` shows them with their numbers"))
        }
        Chosen::Numbers(numbers) => {
            let wanted: BTreeSet<u32> = numbers.iter().copied().collect();
            let found: Vec<Coding> =
                all().filter(|coding| wanted.contains(&coding.id.0)).copied().collect();
            let known: BTreeSet<u32> = found.iter().map(|coding| coding.id.0).collect();
            match wanted.difference(&known).next() {
                None => Ok(found),
                Some(missing) => {
                    Err(Failure::new(format!("there is no proposal of the number {missing}"))
                        .hint("`themata proposals list` shows the numbers"))
                }
            }
        }
    }
}

/// The study as a query is answered over, the proposals that it means, and its standard
/// spelling.
pub(super) fn of(
    study: Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    query: &str,
) -> Result<(Arc<Study>, Vec<Coding>, String), Failure> {
    let answer = ask_machines_too(study, snapshot, viewer, query)?;
    let machines = machines(&answer.study);
    let mut codings = answer.asked.codings;
    codings.retain(|coding| machines.contains(&coding.coder));
    Ok((answer.study, codings, answer.asked.query))
}

/// That nothing was meant, if nothing was.
pub(super) fn some<T>(found: Vec<T>, what: &str, chosen: &Chosen) -> Result<Vec<T>, Failure> {
    if !found.is_empty() {
        return Ok(found);
    }
    let with = match chosen {
        Chosen::Query(query) => of_query(query),
        _ => String::new(),
    };
    Err(Failure::nothing(format!("there is no {what}{with}")))
}

fn machines(study: &Study) -> Vec<CoderId> {
    let machines = study.coders.iter().filter(|coder| coder.kind == CoderKind::Machine);
    machines.map(|coder| coder.id).collect()
}
