//! Queries that are kept under names, and what a query means in words.

mod explain;
mod list;

use std::sync::Arc;

use themata_model::{Change, Query, SavedQuery, Session, Study, suggestions};
use themata_store::Action;

use crate::ask::meant;
use crate::names::{count, list as in_words};
use crate::view::seen_by;
use crate::{Failure, Project};

/// What saving a query came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuerySaved {
    /// Whether there was a query of that name, which this one has taken the place of.
    pub replaced: bool,
    /// How many codings it means now.
    pub codings: usize,
    /// At how many places its words stand, if it looks for words.
    pub places: Option<usize>,
    /// The names of saved queries that are made of it and do not fit the study any more.
    pub broken: Vec<String>,
}

impl Project {
    /// Keeps a query under a name. It is read anew whenever it is asked, so what it means
    /// follows the study.
    ///
    /// # Errors
    ///
    /// If the query does not fit the study as it is now or is made of itself, or if the name is
    /// empty or taken, unless what is there is to be replaced.
    pub fn query_save(
        &mut self,
        session: &Session,
        name: &str,
        query: &str,
        note: Option<&str>,
        replace: bool,
    ) -> Result<QuerySaved, Failure> {
        let mut done = QuerySaved::default();
        self.store.transact(session, |snapshot| {
            let (name, text) = (name.trim(), query.trim());
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            if text.is_empty() {
                return Err(Failure::new("an empty query means everything and needs no name"));
            }
            let before = study.query_named(name).cloned();
            match &before {
                Some(known) if !replace => {
                    return Err(Failure::new(format!(
                        "a saved query is called `{}` already",
                        known.name
                    ))
                    .hint("choose another name, or say `--replace`"));
                }
                None => drop(free_name(&study, name, None)?),
                Some(_) => {}
            }
            let id = match &before {
                Some(known) => known.id,
                None => snapshot.next_ids()?.query,
            };
            let said = note.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
            let after = SavedQuery {
                id,
                name: before.as_ref().map_or_else(|| name.to_owned(), |b| b.name.clone()),
                query: text.to_owned(),
                note: said.or_else(|| before.as_ref().and_then(|known| known.note.clone())),
                by: session.coder.clone(),
                at: session.now,
            };
            let sound = |study: &Study| fitting(study, Some(id));
            let were_sound = sound(&study);
            // Held against the study as it will be, a query that is made of itself is refused.
            let queries = &mut Arc::make_mut(&mut study).queries;
            queries.retain(|known| known.id != id);
            queries.push(after.clone());
            let (asked, places) =
                meant(&study, snapshot, session.coder.as_deref(), &Query::parse(text)?)?;
            let are_sound = sound(&study);
            done = QuerySaved {
                replaced: before.is_some(),
                codings: asked.codings.len(),
                places: places.map(|places| places.len()),
                broken: were_sound.into_iter().filter(|n| !are_sound.contains(n)).collect(),
            };
            let verb = if before.is_some() { "replace" } else { "save" };
            Ok(Action {
                summary: format!("{verb} the query `{}`", after.name),
                changes: vec![Change::SavedQuery { id, before, after: Some(after) }],
                ..Action::default()
            })
        })?;
        Ok(done)
    }

    /// Gives a saved query another name, also in the saved queries that are made of it, and
    /// returns the names of those.
    ///
    /// # Errors
    ///
    /// If there is no such query, or the new name is empty or another's.
    pub fn query_rename(
        &mut self,
        session: &Session,
        name: &str,
        new: &str,
    ) -> Result<Vec<String>, Failure> {
        let mut followed = Vec::new();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let before = saved(&study, name)?.clone();
            let new = free_name(&study, new, Some(&before))?;
            let (id, summary) = (before.id, format!("rename the query `{}`", before.name));
            let after = SavedQuery { name: new.clone(), ..before.clone() };
            let mut changes =
                vec![Change::SavedQuery { id, before: Some(before), after: Some(after) }];
            for other in made_of(&study, id) {
                let query = Query::parse(&other.query)?.with_query_renamed(&study, id, &new);
                let after = SavedQuery { query: query.to_string(), ..other.clone() };
                let (before, after) = (Some(other.clone()), Some(after));
                changes.push(Change::SavedQuery { id: other.id, before, after });
                followed.push(other.name.clone());
            }
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(followed)
    }

    /// Takes a saved query away.
    ///
    /// # Errors
    ///
    /// If there is no such query; or if others are made of it, unless `force` says that they
    /// may be left without it.
    pub fn query_remove(
        &mut self,
        session: &Session,
        name: &str,
        force: bool,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let before = saved(&study, name)?.clone();
            let others: Vec<String> = made_of(&study, before.id)
                .iter()
                .map(|other| format!("`{}`", other.name))
                .collect();
            if !others.is_empty() && !force {
                let (verb, queries) = match others.len() {
                    1 => ("is", "query"),
                    _ => ("are", "queries"),
                };
                return Err(Failure::new(format!(
                    "the saved {queries} {} {verb} made of `{}`",
                    in_words(&others),
                    before.name
                ))
                .hint("change those first: `themata query save NAME QUERY --replace`")
                .hint("or say `--force`; they cannot be asked then"));
            }
            let (id, summary) = (before.id, format!("remove the query `{}`", before.name));
            let changes = vec![Change::SavedQuery { id, before: Some(before), after: None }];
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(())
    }
}

/// The saved query of a name.
fn saved<'a>(study: &'a Study, name: &str) -> Result<&'a SavedQuery, Failure> {
    study.query_named(name).ok_or_else(|| {
        let names = study.queries.iter().map(|query| query.name.as_str());
        let failure = Failure::new(format!("no saved query is called `{}`", name.trim()));
        match suggestions(name, names).first() {
            Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
            None => failure.hint("`themata query list` lists them"),
        }
    })
}

/// A name that no other saved query has.
fn free_name(study: &Study, name: &str, own: Option<&SavedQuery>) -> Result<String, Failure> {
    let name = crate::names::visible(name.trim())?;
    if name.is_empty() {
        return Err(Failure::new("a saved query needs a name"));
    }
    match study.query_named(name).filter(|known| Some(known.id) != own.map(|own| own.id)) {
        Some(known) => {
            Err(Failure::new(format!("a saved query is called `{}` already", known.name)))
        }
        None => Ok(name.to_owned()),
    }
}

/// The saved queries that name one.
fn made_of(study: &Study, id: themata_model::SavedQueryId) -> Vec<&SavedQuery> {
    let names_it = |query: &&SavedQuery| {
        Query::parse(&query.query).is_ok_and(|query| query.names_query(study, id))
    };
    study.queries.iter().filter(|query| query.id != id).filter(names_it).collect()
}

/// The names of the saved queries that fit the study, but for one.
fn fitting(study: &Study, but: Option<themata_model::SavedQueryId>) -> Vec<String> {
    let fits = |query: &&SavedQuery| {
        Query::parse(&query.query).is_ok_and(|query| query.resolve(study).is_ok())
    };
    let others = study.queries.iter().filter(|query| Some(query.id) != but);
    others.filter(fits).map(|query| query.name.clone()).collect()
}

/// The names of the saved queries that fit a study and will not once it has changed.
pub(crate) fn no_more_fitting(
    study: &mut Study,
    change: impl FnOnce(&mut Study),
) -> Vec<String> {
    let mut fitted = fitting(study, None);
    change(study);
    let fit = fitting(study, None);
    fitted.retain(|name| !fit.contains(name));
    fitted
}

/// How much a query means: `3 codings`, `3 codings; its words stand at 7 places`.
#[must_use]
pub fn how_much(codings: usize, places: Option<usize>) -> String {
    let codings = count(codings, "coding");
    match places {
        Some(places) => format!("{codings}; its words stand at {}", count(places, "place")),
        None => codings,
    }
}
