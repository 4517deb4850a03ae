use std::collections::{BTreeMap, BTreeSet};

use themata_model::{DocumentId, Study};
use themata_store::KnownSource;

use super::content::Content;
use super::read::Read;
use crate::Failure;

/// Which files become documents, and what those are called.
pub(super) struct Plan {
    next: DocumentId,
    /// The names in use, in lower case.
    names: BTreeSet<String>,
    /// The documents by the hash of their source, those of former versions too, and by the part
    /// of it that they are.
    sources: BTreeMap<(String, Option<String>), String>,
    /// The documents that are parts of files, by the file's name and the part: name and hash
    /// of the text. A table that has grown brings its old rows along.
    parts: BTreeMap<(String, String), (String, String)>,
    stems: Stems,
}

/// In which folders the files of an import lie that share a stem, in lower case, and how many
/// in each.
#[derive(Default)]
struct Stems(BTreeMap<String, BTreeMap<String, usize>>);

impl Plan {
    pub(super) fn new(
        study: &Study,
        sources: Vec<KnownSource>,
        next: DocumentId,
        reads: &[Read],
    ) -> Plan {
        let mut stems = Stems::default();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for read in reads {
            if let Ok((hash, Some(contents))) = &read.content
                && seen.insert(hash)
            {
                for content in &contents.documents {
                    stems.add(&content.record.name, &read.file);
                }
            }
        }
        let documents = &study.documents;
        let mut known = BTreeMap::new();
        let mut parts = BTreeMap::new();
        for KnownSource { hash, name, part, text_hash, document } in sources {
            if let Some(part) = &part {
                parts.insert((name, part.clone()), (document.clone(), text_hash));
            }
            known.insert((hash, part), document);
        }
        Plan {
            next,
            names: documents.iter().map(|document| document.name.to_lowercase()).collect(),
            stems,
            sources: known,
            parts,
        }
    }

    /// Keeps names for the documents that get them by correction.
    pub(super) fn reserve<'a>(
        &mut self,
        names: impl Iterator<Item = &'a str>,
    ) -> Result<(), Failure> {
        for name in names {
            if !self.names.insert(name.to_lowercase()) {
                return Err(Failure::new(format!("two documents would be called `{name}`"))
                    .hint("give one of them another name"));
            }
        }
        Ok(())
    }

    /// The name of the document that is a source, or a part of one.
    pub(super) fn known(&self, hash: &str, part: Option<&str>) -> Option<&str> {
        let key = (hash.to_owned(), part.map(str::to_owned));
        self.sources.get(&key).map(String::as_str)
    }

    /// The document that is the same part of a file of the same name, and whether it says the
    /// same.
    pub(super) fn same_part(&self, content: &Content) -> Option<(&str, bool)> {
        let source = &content.record.version.source;
        let key = (source.name.clone(), source.part.clone()?);
        let (document, text_hash) = self.parts.get(&key)?;
        Some((document, *text_hash == content.record.text_hash))
    }

    /// The number and name of a new document that comes from a path, unless it gets a name
    /// that was kept for it.
    pub(super) fn admit(
        &mut self,
        content: &Content,
        path: &str,
        kept: Option<&str>,
    ) -> (DocumentId, String) {
        let source = &content.record.version.source;
        // The name of a part says which one it is; that of the file does not.
        let name = match (kept, &source.part) {
            (Some(kept), _) => kept.to_owned(),
            (None, Some(_)) => numbered(&content.record.name, &self.names),
            (None, None) => free_name(&content.record.name, path, &self.stems, &self.names),
        };
        self.names.insert(name.to_lowercase());
        self.sources.insert((source.hash.clone(), source.part.clone()), name.clone());
        let id = self.next;
        self.next = DocumentId(id.0 + 1);
        (id, name)
    }
}

impl Stems {
    fn add(&mut self, stem: &str, path: &str) {
        let folders = self.0.entry(stem.to_lowercase()).or_default();
        *folders.entry(parts(path).0.to_owned()).or_default() += 1;
    }

    /// Whether files of other folders have the stem too.
    fn in_folders(&self, stem: &str) -> bool {
        self.0.get(&stem.to_lowercase()).is_some_and(|folders| folders.len() > 1)
    }

    /// Whether other files beside a file have the stem too.
    fn beside(&self, stem: &str, path: &str) -> bool {
        let folders = self.0.get(&stem.to_lowercase());
        folders.and_then(|folders| folders.get(parts(path).0)).is_some_and(|&files| files > 1)
    }
}

/// What a file's document is called: the file's name without its ending.
///
/// If that is taken, or files of several folders share it, the nearest folder's name stands
/// before it. Files that lie side by side differ by their endings only, so those are kept.
/// If all of these are taken, a number follows.
fn free_name(stem: &str, path: &str, stems: &Stems, names: &BTreeSet<String>) -> String {
    let (folders, file) = parts(path);
    let folder = folders.rsplit('/').next().map(str::trim).unwrap_or_default();
    // These name a place only for whoever stands where the import was started.
    let nameless = matches!(folder, "" | "." | "..") || folder.ends_with(':');
    let placed = |name: &str| {
        if nameless { name.to_owned() } else { format!("{folder} {name}") }
    };
    let mut wanted = Vec::new();
    let apart = nameless || !stems.in_folders(stem);
    if apart {
        wanted.push(stem.to_owned());
    }
    if stems.beside(stem, path) {
        if apart {
            wanted.push(file.to_owned());
        }
        wanted.extend([placed(stem), placed(file)]);
    }
    wanted.push(placed(stem));
    if nameless {
        wanted.push(file.to_owned());
    }
    // Further folders say more than a number does.
    let mut above: Vec<&str> = folders.split('/').map(str::trim).collect();
    above.pop();
    let mut longer = placed(stem);
    while let Some(folder) = above.pop().filter(|folder| !matches!(*folder, "" | "." | "..")) {
        if nameless || folder.ends_with(':') || longer.chars().count() > 80 {
            break;
        }
        longer = format!("{folder} {longer}");
        wanted.push(longer.clone());
    }
    let free = |name: &String| !names.contains(&name.to_lowercase());
    let numbered = (2_u64..).map(|number| format!("{} ({number})", placed(stem)));
    wanted.into_iter().chain(numbered).find(free).unwrap_or_else(|| file.to_owned())
}

/// A name, with a number behind it if it is taken.
fn numbered(name: &str, names: &BTreeSet<String>) -> String {
    let free = |name: &String| !names.contains(&name.to_lowercase());
    let others = (2_u64..).map(|number| format!("{name} ({number})"));
    std::iter::once(name.to_owned()).chain(others).find(free).unwrap_or_default()
}

/// The folders of a path and the file's name.
fn parts(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Stems, free_name, parts};

    /// The names that files get one after the other in one import.
    fn check(taken: &[&str], paths: &[&str], expect: &[&str]) {
        let stem = |path: &str| {
            let file = parts(path).1;
            file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
        };
        let mut names: BTreeSet<String> =
            taken.iter().map(|name| name.to_lowercase()).collect();
        let mut stems = Stems::default();
        paths.iter().for_each(|path| stems.add(&stem(path), path));
        let found: Vec<String> = paths
            .iter()
            .map(|path| {
                let name = free_name(&stem(path), path, &stems, &names);
                names.insert(name.to_lowercase());
                name
            })
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_document_is_called_by_the_stem() {
        check(&[], &["in/a.txt", "in/b.txt"], &["a", "b"]);
    }

    #[test]
    fn files_of_one_name_are_called_by_their_folders() {
        check(
            &[],
            &["acdc/2026-02-19_175/transcript.vtt", "acdc/2026-03-05_176/Transcript.vtt"],
            &["2026-02-19_175 transcript", "2026-03-05_176 Transcript"],
        );
        check(&[], &["transcript.vtt", "w1/transcript.vtt"], &["transcript", "w1 transcript"]);
        check(&["Transcript"], &["./w1/transcript.vtt"], &["w1 transcript"]);
    }

    #[test]
    fn files_side_by_side_are_told_apart_by_their_endings() {
        check(&[], &["in/a.txt", "in/a.docx"], &["a", "a.docx"]);
        check(&[], &["w1/t.txt", "w1/t.vtt", "w2/t.vtt"], &["w1 t", "w1 t.vtt", "w2 t"]);
    }

    #[test]
    fn numbers_are_the_last_resort() {
        check(&[], &["x/w1/t.vtt", "y/w1/t.vtt"], &["w1 t", "y w1 t"]);
        check(&["y w1 t"], &["x/w1/t.vtt", "y/w1/t.vtt"], &["w1 t", "w1 t (2)"]);
        check(&["t", "t.vtt"], &["./t.vtt"], &["t (2)"]);
        check(&["t", "w1 t"], &["w1/t.vtt"], &["w1 t (2)"]);
    }
}
