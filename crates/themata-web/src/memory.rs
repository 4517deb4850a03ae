//! What is remembered between two runs: which studies were open, who acted, how pages look.
//! It is a convenience of this machine and no part of any study; if it cannot be kept, the
//! workbench goes on without it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// How many studies are remembered.
const RECENT: usize = 12;

/// How many things that were looked for are remembered of each study.
const ASKED: usize = 200;

/// How many bytes of what was looked for are remembered of each study.
const ASKED_BYTES: usize = 64 * 1024;

/// What is remembered, and the file that it is kept in.
pub(crate) struct Memory {
    file: Option<PathBuf>,
    kept: Mutex<Kept>,
    /// Held while the file is written, so that an older state never comes after a newer one;
    /// whoever only reads does not wait for it.
    writing: Mutex<()>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Kept {
    /// The studies that were open, the last first.
    studies: Vec<PathBuf>,
    coder: Option<String>,
    /// The port of the last run.
    port: Option<u16>,
    looks: Looks,
    /// The codes on the keys 1 to 9, by study.
    favourites: BTreeMap<PathBuf, Vec<String>>,
    /// What was looked for, by study: the number in an address and the words, the last first.
    asked: BTreeMap<PathBuf, Vec<(String, String)>>,
    /// What was chosen for reports, by study and by who chose it.
    reports: BTreeMap<PathBuf, BTreeMap<String, serde_json::Value>>,
}

impl Kept {
    /// Forgets what was looked for in studies that are not remembered.
    fn forget(&mut self) {
        let studies = &self.studies;
        self.asked.retain(|study, _| studies.contains(study));
    }
}

/// How pages look.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(default)]
pub(crate) struct Looks {
    /// `light` or `dark`; empty for what the system says.
    pub(crate) theme: String,
    /// By how many steps texts are larger, from -2 to 4.
    pub(crate) size: i8,
    /// Whether transcripts are set in a serif.
    pub(crate) serif: bool,
}

impl Memory {
    /// What a file remembers. One that cannot be read is forgotten.
    pub(crate) fn of(file: Option<PathBuf>, coder: Option<String>) -> Memory {
        let read = file.as_deref().and_then(|file| std::fs::read(file).ok());
        let mut kept: Kept =
            read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        if coder.is_some() {
            kept.coder = coder;
        }
        kept.forget();
        Memory { file, kept: Mutex::new(kept), writing: Mutex::default() }
    }

    /// The studies that were open and are still there, the last first.
    pub(crate) fn studies(&self) -> Vec<PathBuf> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.studies.iter().filter(|path| path.is_file()).cloned().collect()
    }

    pub(crate) fn coder(&self) -> Option<String> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).coder.clone()
    }

    pub(crate) fn looks(&self) -> Looks {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).looks.clone()
    }

    /// The codes that are kept on keys for a study.
    pub(crate) fn favourites(&self, study: &Path) -> Vec<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.favourites.get(study).cloned().unwrap_or_default()
    }

    /// What somebody chose for a report on a study. It is work of theirs, and is not forgotten
    /// as what was looked for is.
    pub(crate) fn report_draft(&self, study: &Path, coder: &str) -> Option<serde_json::Value> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.reports.get(study)?.get(coder).cloned()
    }

    /// Remembers what somebody chose for a report on a study.
    pub(crate) fn drafts_report(&self, study: &Path, coder: &str, draft: serde_json::Value) {
        self.keep(|kept| {
            kept.reports.entry(study.to_owned()).or_default().insert(coder.to_owned(), draft);
        });
    }

    /// Remembers that a study was looked at.
    pub(crate) fn opened(&self, study: &Path) {
        let first = self.studies().first().is_some_and(|last| last == study);
        if first {
            return;
        }
        self.keep(|kept| {
            kept.studies.retain(|known| known != study);
            kept.studies.insert(0, study.to_owned());
            kept.studies.truncate(RECENT);
            kept.forget();
        });
    }

    /// The port of the last run.
    pub(crate) fn port(&self) -> Option<u16> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).port
    }

    pub(crate) fn listens(&self, port: u16) {
        if self.port() != Some(port) {
            self.keep(|kept| kept.port = Some(port));
        }
    }

    /// Remembers which studies are served, and what was looked for in these and no others.
    pub(crate) fn serves(&self, studies: Vec<PathBuf>) {
        self.keep(|kept| {
            kept.studies = studies;
            kept.forget();
        });
    }

    pub(crate) fn acts(&self, coder: &str) {
        self.keep(|kept| kept.coder = Some(coder.to_owned()));
    }

    pub(crate) fn looks_like(&self, looks: Looks) {
        self.keep(|kept| kept.looks = looks);
    }

    pub(crate) fn favours(&self, study: &Path, codes: Vec<String>) {
        self.keep(|kept| {
            kept.favourites.insert(study.to_owned(), codes);
        });
    }

    /// The words that a number in an address of a study stood for in another run.
    pub(crate) fn asked_before(&self, study: &Path, number: &str) -> Option<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = kept.asked.get(study)?;
        asked.iter().find(|(known, _)| known == number).map(|(_, words)| words.clone())
    }

    /// Remembers what was looked for under a number.
    pub(crate) fn asked(&self, study: &Path, number: &str, words: &str) {
        if self.asked_before(study, number).is_some() {
            return;
        }
        self.keep(|kept| {
            let asked = kept.asked.entry(study.to_owned()).or_default();
            asked.insert(0, (number.to_owned(), words.to_owned()));
            asked.truncate(ASKED);
            let mut bytes = 0;
            asked.retain(|(_, words)| {
                bytes += words.len();
                bytes <= ASKED_BYTES
            });
        });
    }

    fn keep(&self, change: impl FnOnce(&mut Kept)) {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            change(&mut kept);
            serde_json::to_vec_pretty(&*kept)
        };
        let (Some(file), Ok(bytes)) = (&self.file, bytes) else { return };
        // If it cannot be kept, the next run knows less; nothing is lost.
        let _ = written(file, &bytes);
    }
}

/// Puts a file in the place of another, whole or not at all, and for nobody else to read.
fn written(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut part = tempfile::NamedTempFile::new_in(folder)?;
    part.write_all(bytes)?;
    part.persist(file)?;
    Ok(())
}

/// What is remembered of each of those who have accounts, in a file for each.
#[derive(Default)]
pub(crate) struct Own {
    folder: Option<PathBuf>,
    open: Mutex<BTreeMap<String, Arc<Memory>>>,
}

impl Own {
    /// In files in a folder; `None` to forget.
    pub(crate) fn within(folder: Option<PathBuf>) -> Own {
        Own { folder, open: Mutex::default() }
    }

    /// What is remembered of somebody.
    pub(crate) fn of(&self, name: &str) -> Arc<Memory> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let known = open.entry(name.to_lowercase()).or_insert_with(|| {
            // A name may hold what no file is called, and be longer.
            let spelt = crate::accounts::mark(&name.to_lowercase());
            let file = self.folder.as_ref().map(|folder| folder.join(format!("{spelt}.json")));
            Arc::new(Memory::of(file, None))
        });
        Arc::clone(known)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use std::path::Path;

    use super::{ASKED, ASKED_BYTES, Looks, Memory, RECENT};

    #[test]
    fn so_much_is_remembered_of_what_was_looked_for() {
        let memory = Memory::of(None, None);
        let study = Path::new("care.themata");
        for number in 0..=ASKED {
            memory.asked(study, &number.to_string(), "code:trust");
        }
        assert_eq!(memory.asked_before(study, "0"), None);
        assert!(memory.asked_before(study, "1").is_some());
    }

    #[test]
    fn so_many_bytes_are_remembered_of_what_was_looked_for() {
        let memory = Memory::of(None, None);
        let study = Path::new("care.themata");
        let long = "a".repeat(ASKED_BYTES / 4);
        for number in 0..6 {
            memory.asked(study, &number.to_string(), &long);
        }
        let known = |number: usize| memory.asked_before(study, &number.to_string()).is_some();
        assert_eq!(
            (0..6).map(known).collect::<Vec<_>>(),
            [false, false, true, true, true, true]
        );
    }

    #[test]
    fn what_was_looked_for_is_forgotten_with_the_study() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("workbench.json");
        let study = |number: usize| folder.path().join(format!("{number}.themata"));
        let memory = Memory::of(Some(file.clone()), None);
        for number in 0..=RECENT {
            std::fs::write(study(number), "").unwrap();
            memory.opened(&study(number));
            memory.asked(&study(number), "~1", "never loads");
        }
        assert_eq!(memory.asked_before(&study(0), "~1"), None);
        assert!(memory.asked_before(&study(1), "~1").is_some());

        // Nor does a file of an earlier time bring it back.
        let other = Memory::of(Some(file.clone()), None);
        other.asked(&folder.path().join("never opened"), "~1", "never loads");
        let again = Memory::of(Some(file), None);
        assert_eq!(again.asked_before(&folder.path().join("never opened"), "~1"), None);
        assert!(again.asked_before(&study(1), "~1").is_some());
    }

    #[test]
    fn what_is_remembered_is_there_in_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/workbench.json");
        let study = folder.path().join("care.themata");
        std::fs::write(&study, "").unwrap();
        let memory = Memory::of(Some(file.clone()), Some("ana".to_owned()));
        memory.opened(&study);
        memory.opened(&folder.path().join("gone.themata"));
        memory.looks_like(Looks { theme: "dark".to_owned(), ..Looks::default() });
        memory.favours(&study, vec!["trust".to_owned()]);
        memory.asked(&study, "~1", "code:trust");
        memory.drafts_report(&study, "ana", serde_json::json!({ "title": "T" }));

        let again = Memory::of(Some(file.clone()), None);
        assert_eq!(again.studies(), std::slice::from_ref(&study));
        assert_eq!(again.coder(), Some("ana".to_owned()));
        assert_eq!(again.looks().theme, "dark");
        assert_eq!(again.favourites(&study), ["trust"]);
        assert_eq!(again.asked_before(&study, "~1").as_deref(), Some("code:trust"));
        assert_eq!(again.asked_before(&study, "~2"), None);
        assert_eq!(again.asked_before(Path::new("other"), "~1"), None);
        let draft = again.report_draft(&study, "ana");
        assert_eq!(draft, Some(serde_json::json!({ "title": "T" })));
        assert_eq!(again.report_draft(&study, "ben"), None);

        std::fs::write(&file, "not what was written").unwrap();
        assert!(Memory::of(Some(file), None).studies().is_empty());
    }
}
