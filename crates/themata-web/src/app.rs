use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use themata_project::import::PdfReader;
use themata_project::{Failure, Session};

use crate::door::Door;
use crate::memory::{Memory, Own};
use crate::pages::import::Visits;
use crate::studies::Studies;
use crate::task::Task;
use crate::visitor::Visitor;

/// Makes the session of an action in someone's name: the one way by which time and new
/// identities come in.
pub type SessionMaker = Arc<dyn Fn(Option<String>) -> Result<Session, Failure> + Send + Sync>;

/// Where the workbench listens and what it opens.
pub struct Options {
    /// The port; 0 for one that is free.
    pub port: u16,
    /// The study that is opened first.
    pub study: Option<PathBuf>,
    /// The folder in which new studies are made and others are looked for.
    pub folder: PathBuf,
    /// Who acts, until someone else is chosen on the page.
    pub coder: Option<String>,
    /// The file that remembers which studies were open and how pages look; `None` to forget.
    pub memory: Option<PathBuf>,
    /// Makes sessions.
    pub session: SessionMaker,
    /// What reads PDF files.
    pub pdf: Option<PdfReader>,
    /// Who else comes in, and from where; `None` for one person on this machine.
    pub team: Option<Team>,
}

/// A workbench for a team on one server.
pub struct Team {
    /// The file of accounts; it is made if it is not there.
    pub accounts: PathBuf,
    /// The studies that are served.
    pub studies: Vec<PathBuf>,
    /// The address of this machine to listen on.
    pub host: IpAddr,
    /// How people reach it, where something before it seals what is sent: `https://…`.
    pub address: Option<String>,
    /// The files of a certificate and its key, by which it seals what is sent itself.
    pub certificate: Option<(PathBuf, PathBuf)>,
}

/// What every handler has: one running workbench.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

/// See [`App`].
pub(crate) struct Inner {
    pub(crate) door: Door,
    pub(crate) studies: Studies,
    /// What is remembered of studies; of one person on this machine, it is all.
    pub(crate) memory: Arc<Memory>,
    /// What is remembered of those who have accounts, by name.
    pub(crate) own: Own,
    /// The folder in which new studies are made and others are looked for.
    pub(crate) folder: PathBuf,
    pub(crate) session: SessionMaker,
    pub(crate) pdf: Option<PdfReader>,
    /// The sample study as it is being made; its address when it is there.
    pub(crate) sample: Arc<Task<String>>,
    /// What was handed in and is not imported yet.
    pub(crate) visits: Visits,
}

impl App {
    pub(crate) fn new(inner: Inner) -> App {
        App(Arc::new(inner))
    }

    /// What is remembered of whoever asks: how pages look, and which codes are on keys.
    pub(crate) fn own(&self, visitor: &Visitor) -> Arc<Memory> {
        match visitor.account() {
            Some(name) => self.own.of(&name),
            None => Arc::clone(&self.memory),
        }
    }

    /// The time, in seconds since 1970.
    pub(crate) fn now(&self) -> Result<i64, Failure> {
        Ok((self.session)(None)?.now.as_second())
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
