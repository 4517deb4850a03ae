use std::path::PathBuf;
use std::sync::Arc;

use themata_project::import::PdfReader;
use themata_project::{Failure, Session};

use crate::guard::Door;
use crate::memory::Memory;
use crate::pages::import::Visits;
use crate::studies::Studies;
use crate::task::Task;

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
}

/// What every handler has: one running workbench.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

/// See [`App`].
pub(crate) struct Inner {
    pub(crate) door: Door,
    pub(crate) studies: Studies,
    pub(crate) memory: Memory,
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
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
