use std::path::Path;

use themata_model::{Change, Coder, CoderId, CoderKind, Session, Study};
use themata_store::{Action, Store};

use crate::Failure;
use crate::view::View;

/// An open study.
#[derive(Debug)]
pub struct Project {
    pub(crate) store: Store,
    viewer: Option<String>,
}

/// Opens further connections to a study file.
#[derive(Clone, Debug)]
pub struct Opener(themata_store::Opener);

impl Opener {
    /// Another connection to the file.
    ///
    /// # Errors
    ///
    /// As [`Project::open`].
    pub fn open(&self) -> Result<Project, Failure> {
        Ok(Project { store: self.0.open()?, viewer: None })
    }
}

impl Project {
    /// Makes a new study file with some coders.
    ///
    /// # Errors
    ///
    /// If the file exists already or cannot be written, or two coders have one name.
    pub fn init(
        path: &Path,
        session: &Session,
        title: &str,
        coders: &[&str],
    ) -> Result<Project, Failure> {
        let changes = first_coders(coders)?;
        Project { store: Store::create(path, session, title)?, viewer: None }
            .begin(session, changes)
    }

    /// A study that is gone with the process.
    ///
    /// # Errors
    ///
    /// If two coders have one name.
    pub fn in_memory(
        session: &Session,
        title: &str,
        coders: &[&str],
    ) -> Result<Project, Failure> {
        let changes = first_coders(coders)?;
        Project { store: Store::in_memory(session, title)?, viewer: None }
            .begin(session, changes)
    }

    /// Opens a study file.
    ///
    /// # Errors
    ///
    /// If there is none, or it is no study, a newer one, or damaged.
    pub fn open(path: &Path) -> Result<Project, Failure> {
        Ok(Project { store: Store::open(path)?, viewer: None })
    }

    /// What opens further connections to the same file, which share what was read of it; `None`
    /// for a study in memory.
    #[must_use]
    pub fn opener(&self) -> Option<Opener> {
        self.store.opener().map(Opener)
    }

    /// The study as a coder sees it: while a round is blind, with nobody else's codings on the
    /// documents that are coded in it. Without a name it is seen as by someone who codes
    /// nothing.
    #[must_use]
    pub fn seen_by(mut self, viewer: Option<String>) -> Project {
        self.viewer = viewer;
        self
    }

    /// What the study is called.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn title(&mut self) -> Result<String, Failure> {
        Ok(self.snapshot()?.title()?)
    }

    /// The study under another file name.
    pub(crate) fn renamed(self, path: &Path) -> Result<Project, Failure> {
        Ok(Project { store: self.store.rename(path)?, viewer: self.viewer })
    }

    fn begin(mut self, session: &Session, changes: Vec<Change>) -> Result<Project, Failure> {
        let session = Session { operation: next(session), ..session.clone() };
        let summary = format!("add {}", crate::names::count(changes.len(), "coder"));
        self.store.transact(&session, |_| {
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(self)
    }

    pub(crate) fn snapshot(&mut self) -> Result<View<'_>, Failure> {
        Ok(View::new(self.store.snapshot()?, self.viewer.clone()))
    }
}

/// The identity of the second of two operations that one session records.
fn next(session: &Session) -> uuid::Uuid {
    uuid::Uuid::from_u128(session.operation.as_u128().wrapping_add(1))
}

fn first_coders(names: &[&str]) -> Result<Vec<Change>, Failure> {
    let mut coders: Vec<Coder> = Vec::new();
    for name in names {
        let name = crate::names::visible(name.trim())?;
        if name.is_empty() {
            return Err(Failure::new("a coder needs a name"));
        }
        if coders.iter().any(|known| known.name.to_lowercase() == name.to_lowercase()) {
            return Err(Failure::new(format!("two coders are called `{name}`")));
        }
        let id = CoderId(coders.len() as u32 + 1);
        coders.push(Coder { id, name: name.to_owned(), kind: CoderKind::Human });
    }
    Ok(coders
        .into_iter()
        .map(|coder| Change::Coder { id: coder.id, before: None, after: Some(coder) })
        .collect())
}

/// The coder of a name, and the change that makes one if there is none.
pub(crate) fn coder_named(
    study: &Study,
    next: &mut CoderId,
    name: &str,
) -> Result<(CoderId, Option<Change>), Failure> {
    let name = name.trim();
    if let Some(coder) = study.coder_named(name) {
        return Ok((coder.id, None));
    }
    if crate::names::visible(name)?.is_empty() {
        return Err(Failure::new("a coder needs a name"));
    }
    let id = *next;
    next.0 += 1;
    let coder = Coder { id, name: name.to_owned(), kind: CoderKind::Human };
    Ok((id, Some(Change::Coder { id, before: None, after: Some(coder) })))
}
