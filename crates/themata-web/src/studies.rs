use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use themata_project::{Failure, Opener, Project, Session};

use crate::app::App;
use crate::live::Live;
use crate::sought::Sought;
use crate::visitor::Visitor;

/// So many connections to a study are kept open for whoever comes next.
const IDLE: usize = 8;

/// So long after something was written, all of it is brought into the file itself.
const GATHER: Duration = Duration::from_secs(1);

/// The studies that are open, by the word that stands for them in addresses.
#[derive(Default)]
pub(crate) struct Studies {
    open: RwLock<BTreeMap<String, Arc<OpenStudy>>>,
}

/// A study file that is open.
pub(crate) struct OpenStudy {
    /// The word that stands for it in addresses.
    pub(crate) word: String,
    pub(crate) path: PathBuf,
    /// What listens to what is written.
    pub(crate) live: Live,
    /// What is looked for in addresses, by number.
    pub(crate) sought: Sought,
    /// Opens connections that share what was read of the study.
    opener: Opener,
    /// Held by whoever writes: others wait for their turn here, in the order in which they came.
    writing: Arc<tokio::sync::Mutex<()>>,
    /// Whether somebody waits to bring what was written into the file itself.
    gathering: AtomicBool,
    /// Open connections that nobody uses just now.
    idle: Mutex<Vec<Project>>,
}

impl Studies {
    /// Opens a study file, or finds it open.
    pub(crate) fn open(&self, path: &Path) -> Result<Arc<OpenStudy>, Failure> {
        let path = std::fs::canonicalize(path).map_err(|error| {
            Failure::caused(format!("cannot open {}", name_of(path)), &error)
        })?;
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = open.values().find(|known| known.path == path) {
            return Ok(Arc::clone(known));
        }
        let project = Project::open(&path)?;
        let opener =
            project.opener().ok_or_else(|| Failure::nothing("the study has no file"))?;
        let word = free_word(&open, &path);
        let study = Arc::new(OpenStudy {
            word: word.clone(),
            path,
            live: Live::default(),
            sought: Sought::default(),
            opener,
            writing: Arc::default(),
            gathering: AtomicBool::new(false),
            idle: Mutex::new(vec![project]),
        });
        open.insert(word, Arc::clone(&study));
        Ok(study)
    }

    /// Opens a study file for a team. Roles go by the names of files, so each is there once.
    pub(crate) fn serve(&self, path: &Path) -> Result<Arc<OpenStudy>, Failure> {
        let name = name_of(path);
        let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_namesake =
            |known: &Arc<OpenStudy>| known.path != whole && name_of(&known.path) == name;
        if self.all().iter().any(is_namesake) {
            return Err(Failure::new(format!("two studies are called {name}"))
                .hint("call one of the files otherwise: roles in a study go by its name"));
        }
        self.open(path)
    }

    /// Every name that somebody has in one of the studies.
    pub(crate) fn names_in_use(&self) -> Result<Vec<String>, Failure> {
        let mut names = Vec::new();
        for study in self.all() {
            names.extend(study.looked_at(Project::names_in_use)?);
        }
        Ok(names)
    }

    /// The studies that are open, by the words in their addresses.
    pub(crate) fn all(&self) -> Vec<Arc<OpenStudy>> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        open.values().cloned().collect()
    }

    /// The names of the files of the studies that are open.
    pub(crate) fn file_names(&self) -> Vec<String> {
        self.all().iter().map(|study| name_of(&study.path)).collect()
    }

    /// The study that a word in an address stands for.
    pub(crate) fn named(&self, word: &str) -> Result<Arc<OpenStudy>, Failure> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        open.get(word).cloned().ok_or_else(|| {
            Failure::nothing("this study is not open").hint("open it on the first page")
        })
    }
}

impl OpenStudy {
    /// Calls a function with the study, as a visitor sees it, away from the threads that
    /// answer others.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<OpenStudy>,
        visitor: &Visitor,
        question: impl FnOnce(&mut Project) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (study, coder) = (Arc::clone(self), visitor.coder());
        apart(move || {
            let mut project = study.taken()?.seen_by(coder);
            let answer = question(&mut project);
            study.put_back(project);
            answer
        })
        .await
    }

    /// Calls a function that writes to the study in a visitor's name, and tells every window.
    pub(crate) async fn act<T: Send + 'static>(
        self: &Arc<OpenStudy>,
        app: &App,
        visitor: &Visitor,
        action: impl FnOnce(&mut Project, &Session) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        // It is held until the work is done, whether or not somebody still waits for the answer.
        let turn = Arc::clone(&self.writing).lock_owned().await;
        self.act_meanwhile(app, visitor, move |project, session| {
            let _turn = turn;
            action(project, session)
        })
        .await
    }

    /// As [`OpenStudy::act`], for an action that takes long before it writes: others write
    /// meanwhile, and it waits for the file when it comes to that.
    pub(crate) async fn act_meanwhile<T: Send + 'static>(
        self: &Arc<OpenStudy>,
        app: &App,
        visitor: &Visitor,
        action: impl FnOnce(&mut Project, &Session) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let session = (app.session)(visitor.coder())?;
        let study = Arc::clone(self);
        self.ask(visitor, move |project| {
            let done = action(project, &session)?;
            // What was done is in the file: that others hear of it later is no failure of it.
            let _ = study.live.look(project);
            study.gather_soon();
            Ok(done)
        })
        .await
    }

    /// Brings what was written into the file itself before long, so that whoever copies the
    /// file has all that the page calls saved. Many who write at once cause it once.
    fn gather_soon(self: &Arc<OpenStudy>) {
        if self.gathering.swap(true, Ordering::AcqRel) {
            return;
        }
        let study = Arc::clone(self);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(GATHER).await;
                study.gathering.store(false, Ordering::Release);
                let here = Arc::clone(&study);
                let whole = apart(move || here.looked_at(Project::gather)).await;
                // Where somebody read what was before, it is tried again; if it cannot be done
                // at all, nothing is lost: the journal beside the file has it.
                let again = matches!(whole, Ok(false));
                if !again || study.gathering.swap(true, Ordering::AcqRel) {
                    break;
                }
            }
        });
    }

    /// Calls a function that writes, on a thread that may wait for its turn.
    pub(crate) fn write<T>(
        self: &Arc<OpenStudy>,
        action: impl FnOnce(&mut Project) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let _turn = self.writing.blocking_lock();
        self.looked_at(|project| {
            let done = action(project)?;
            let _ = self.live.look(project);
            self.gather_soon();
            Ok(done)
        })
    }

    /// The moment that the study's file is at.
    pub(crate) fn now_at(&self) -> Result<u32, Failure> {
        self.looked_at(Project::moment)
    }

    /// What a quick look at the study tells, whoever asks.
    pub(crate) fn looked_at<T>(
        &self,
        look: impl FnOnce(&mut Project) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut project = self.taken()?;
        let seen = look(&mut project);
        self.put_back(project);
        seen
    }

    fn taken(&self) -> Result<Project, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| self.opener.open(), Ok)
    }

    fn put_back(&self, project: Project) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // More than answer at once are not kept open.
        if idle.len() < IDLE {
            idle.push(project);
        }
    }
}

/// Does work that takes its time on a thread of its own.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| {
        let mut failure = Failure::caused("something in the program went wrong", &error);
        failure.kind = themata_project::FailureKind::Ours;
        Err(failure.hint("what was saved is safe; try again, and report it if it comes back"))
    })
}

/// A word for a study that no other open one has: its file's name in small letters.
fn free_word(open: &BTreeMap<String, Arc<OpenStudy>>, path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let parts: Vec<&str> = stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let word = if parts.is_empty() { "study".to_owned() } else { parts.join("-") };
    let numbered = (2..).map(|number| format!("{word}-{number}"));
    let mut words = std::iter::once(word.clone()).chain(numbered);
    words.find(|word| !open.contains_key(word)).unwrap_or(word)
}

/// A file's name without its folders.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
