//! What was handed in and is not imported yet: kept in a folder of the system's for temporary
//! files that nobody else can read, until it is imported, put away or forgotten.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use themata_project::Failure;
use themata_project::import::{Imported, Incoming};

use super::draft::Draft;
use crate::task::Task;

/// The beginning of the names of the folders.
const FOLDER: &str = "themata-import-";

/// After so long without a request, a visit is over.
const PATIENCE: Duration = Duration::from_secs(6 * 3600);

/// A folder that a program left behind that was killed is removed after so long.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 3600);

/// At most so many files at once.
const MOST_FILES: usize = 5_000;

/// At most so many bytes at once.
const MOST_BYTES: u64 = 4 << 30;

/// The visits that go on.
#[derive(Default)]
pub(crate) struct Visits {
    open: Mutex<BTreeMap<u32, Arc<Visit>>>,
    last: AtomicU32,
}

/// One person's import, from the first file to the last word on it.
pub(super) struct Visit {
    pub(super) number: u32,
    study: PathBuf,
    /// The account of whoever began it; none where only one person works.
    whose: Option<String>,
    kept: Mutex<Kept>,
    touched: Mutex<Instant>,
    /// What the person corrected so far.
    pub(super) draft: Mutex<Draft>,
    /// Finding out what the files hold.
    pub(super) reading: Arc<Task<Arc<Found>>>,
    /// Bringing them in.
    pub(super) recording: Arc<Task<Arc<Brought>>>,
}

#[derive(Default)]
struct Kept {
    /// Gone as soon as the files are in the study.
    folder: Option<TempDir>,
    files: Vec<HandedIn>,
    names: Names,
    bytes: u64,
    /// How many places were given out.
    places: u32,
}

/// The names of files that were handed in.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// The number that a name gets when it comes again.
    next: HashMap<String, u32>,
}

#[derive(Clone)]
struct HandedIn {
    called: String,
    path: PathBuf,
}

/// What a dry run found.
pub(super) struct Found {
    pub(super) imported: Imported,
    /// What documents of the study are described by already.
    pub(super) attributes: Vec<String>,
}

/// What came in.
pub(super) struct Brought {
    pub(super) imported: Imported,
    /// The numbers of the documents, by name.
    pub(super) numbers: BTreeMap<String, u32>,
}

impl Visits {
    /// Begins somebody's visit to a study.
    pub(super) fn begin(
        &self,
        study: &Path,
        whose: Option<String>,
    ) -> Result<Arc<Visit>, Failure> {
        let cannot = |error: &std::io::Error| {
            Failure::caused("there is no room to keep the files for now", error)
        };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, visit| visit.is_alive());
        if open.is_empty() {
            sweep(&std::env::temp_dir(), LEFT_BEHIND);
        }
        let folder = tempfile::Builder::new()
            .prefix(FOLDER)
            .tempdir()
            .map_err(|error| cannot(&error))?;
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let visit = Arc::new(Visit {
            number,
            study: study.to_owned(),
            whose,
            kept: Mutex::new(Kept { folder: Some(folder), ..Kept::default() }),
            touched: Mutex::new(Instant::now()),
            draft: Mutex::default(),
            reading: Arc::default(),
            recording: Arc::default(),
        });
        open.insert(number, Arc::clone(&visit));
        Ok(visit)
    }

    /// Somebody's visit of a number to a study. That of another one is not there for them.
    pub(super) fn named(
        &self,
        study: &Path,
        number: u32,
        whose: Option<&str>,
    ) -> Result<Arc<Visit>, Failure> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let visit = open
            .get(&number)
            .filter(|visit| visit.study == study && visit.whose.as_deref() == whose);
        let visit = visit.ok_or_else(|| {
            Failure::nothing("the files that were handed in are no longer kept here")
                .hint("nothing of them is in the study; hand them in again")
        })?;
        *visit.touched.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        Ok(Arc::clone(visit))
    }

    /// How many bytes lie in the folders of visits.
    #[cfg(test)]
    pub(crate) fn bytes_lying(&self) -> u64 {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let folders = open.values().filter_map(|visit| {
            visit.kept().folder.as_ref().map(|folder| folder.path().to_owned())
        });
        let files = folders.filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
        files.filter_map(|file| file.ok()?.metadata().ok()).map(|known| known.len()).sum()
    }

    /// Ends a visit: what was handed in is gone.
    pub(super) fn end(&self, visit: &Visit) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&visit.number);
        visit.forget_files();
    }
}

impl Visit {
    fn is_alive(&self) -> bool {
        let touched = *self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        touched.elapsed() < PATIENCE || self.recording.is_running() || self.reading.is_running()
    }

    /// A place for a file.
    pub(super) fn room(&self) -> Result<PathBuf, Failure> {
        let mut kept = self.kept();
        kept.places += 1;
        let Some(folder) = &kept.folder else {
            return Err(Failure::new("these files were imported already")
                .hint("begin another import for more"));
        };
        if kept.files.len() >= MOST_FILES {
            return Err(Failure::new(format!(
                "at most {MOST_FILES} files can be handed in at once"
            ))
            .hint("import these first, and then the others"));
        }
        // What someone else called a file does not name one here.
        Ok(folder.path().join(format!("{:05}", kept.places)))
    }

    /// That there is room for so many bytes more.
    pub(super) fn has_room_for(&self, bytes: u64) -> Result<(), Failure> {
        if self.kept().bytes.saturating_add(bytes) > MOST_BYTES {
            return Err(Failure::new("at most 4 GB can be handed in at once")
                .hint("import these files first, and then the others"));
        }
        Ok(())
    }

    /// Keeps a file that was written to its place.
    pub(super) fn keep(&self, called: &str, path: PathBuf, bytes: u64) {
        let mut kept = self.kept();
        kept.bytes += bytes;
        let called = kept.names.free(called);
        kept.files.push(HandedIn { called, path });
    }

    /// How many files were handed in.
    pub(super) fn files(&self) -> usize {
        self.kept().files.len()
    }

    /// The files, as an import takes them.
    pub(super) fn incoming(&self) -> Vec<Incoming> {
        let files = self.kept().files.clone();
        files.into_iter().flat_map(|file| Incoming::received(file.path, &file.called)).collect()
    }

    /// Removes the files that were handed in.
    pub(super) fn forget_files(&self) {
        let mut kept = self.kept();
        kept.files.clear();
        kept.names = Names::default();
        kept.bytes = 0;
        kept.folder = None;
    }

    /// What was corrected so far.
    pub(super) fn draft(&self) -> Draft {
        self.draft.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Names {
    /// A name that no other file handed in has: with a number before the ending if need be.
    fn free(&mut self, called: &str) -> String {
        if self.taken.insert(called.to_owned()) {
            return called.to_owned();
        }
        let begins = called.rfind('/').map_or(0, |at| at + 1);
        let dot = called.rfind('.').filter(|&dot| dot > begins);
        let (stem, ending) = called.split_at(dot.unwrap_or(called.len()));
        let next = self.next.entry(called.to_owned()).or_insert(2);
        loop {
            let name = format!("{stem} ({next}){ending}");
            *next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Removes what a program left behind that was killed.
fn sweep(temporary: &Path, after: Duration) {
    for entry in std::fs::read_dir(temporary).into_iter().flatten().filter_map(Result::ok) {
        let is_ours = entry.file_name().to_string_lossy().starts_with(FOLDER);
        let age = entry.metadata().and_then(|known| known.modified());
        // A clock that was set back makes nothing old.
        let is_old = age.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age >= after));
        if is_ours && is_old && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            // Another program that removes it at the same time does as well.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use std::path::Path;
    use std::time::Duration;

    use super::{LEFT_BEHIND, MOST_BYTES, MOST_FILES, Visits, sweep};

    #[test]
    fn files_are_gone_when_the_visit_ends() {
        let visits = Visits::default();
        let study = Path::new("care.themata");
        let visit = visits.begin(study, Some("ana".to_owned())).unwrap();
        let mut places = Vec::new();
        for called in ["w1/a.txt", "w1/a.txt", ".txt", "w1/a (3).txt", "w1/a.txt"] {
            let place = visit.room().unwrap();
            std::fs::write(&place, "I: Words.").unwrap();
            visit.keep(called, place.clone(), 9);
            places.push(place);
        }
        let shown: Vec<String> =
            visit.incoming().iter().map(|file| file.shown.clone()).collect();
        assert_eq!(shown, ["w1/a.txt", "w1/a (2).txt", ".txt", "w1/a (3).txt", "w1/a (4).txt"]);
        let ana = Some("ana");
        assert!(visits.named(Path::new("other.themata"), visit.number, ana).is_err());
        assert!(visits.named(study, visit.number, Some("ben")).is_err());
        assert!(visits.named(study, visit.number, None).is_err());

        let visit = visits.named(study, visit.number, ana).unwrap();
        visits.end(&visit);
        assert!(places.iter().all(|place| !place.exists()));
        assert!(visits.named(study, visit.number, ana).is_err());
        assert!(visit.room().is_err());
    }

    #[test]
    fn no_more_is_taken_than_there_is_room_for() {
        let visits = Visits::default();
        let visit = visits.begin(Path::new("care.themata"), None).unwrap();
        for number in 0..MOST_FILES {
            let place = visit.room().unwrap();
            visit.keep(&format!("{number}.txt"), place, 1);
        }
        let refused = visit.room().unwrap_err();
        assert_eq!(refused.message, "at most 5000 files can be handed in at once");
        let left = MOST_BYTES - MOST_FILES as u64;
        assert!(visit.has_room_for(left).is_ok());
        assert!(visit.has_room_for(left + 1).is_err() && visit.has_room_for(u64::MAX).is_err());
    }

    #[test]
    fn what_was_left_behind_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["themata-import-x", "something-else"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        sweep(folder.path(), LEFT_BEHIND);
        assert!(folder.path().join("themata-import-x").exists(), "another program may use it");
        sweep(folder.path(), Duration::ZERO);
        assert!(!folder.path().join("themata-import-x").exists());
        assert!(folder.path().join("something-else").exists());
    }
}
