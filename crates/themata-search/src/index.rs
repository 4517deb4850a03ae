//! The index: which passages hold which words.

mod folder;
mod layout;
mod reading;
mod shelf;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};

use tantivy::{IndexWriter, TantivyError};
use themata_text::{CharSpan, Text};

use self::shelf::{Commit, Shelf, Speaking};
use crate::evaluate::{Found, Tally, find, tally};
use crate::score::scores;
use crate::{Error, Language, Words};

/// A passage of a document: what is found or not found as a whole, such as a turn or a
/// paragraph. `span` is in code points of the document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The number by which the caller knows the document.
    pub document: u32,
    /// Where the passage lies in the document.
    pub span: CharSpan,
}

/// A document to be indexed, with the passages that can be found in it. What lies outside
/// every passage cannot be found; a passage without words is skipped.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The number by which the caller knows the document. Each document comes once.
    pub document: u32,
    /// The language of the document: by its rules its words are cut and compared.
    pub language: Language,
    /// The text of the document. A [`Text`] is cheap to clone.
    pub text: Text,
    /// The passages of the document.
    pub passages: Vec<CharSpan>,
}

/// A passage that holds what is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// The number of places in the passage that make it a hit: exactly as many as
    /// [`places`](crate::places()) gives for it, but known without the text.
    pub count: u32,
    /// How much the passage speaks of what is looked for, compared with other passages of
    /// the same search (BM25): never negative, greater is more. It depends on the documents
    /// in the index and on nothing else.
    pub score: f32,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By document, then by place in the document.
    Place,
    /// The greatest score first; hits of the same score by place.
    Score,
}

/// An index of passages: finds those that hold given words without reading the texts.
///
/// It holds no text and no work. Whoever has the texts can make it again, and should, when
/// its [`stamp`](Index::stamp) is not the one expected.
///
/// # More than one program
///
/// Any number of programs may search one folder, also while another writes it: each goes on
/// seeing the commit that it has opened until it [looks again](Index::look_again). Only one
/// may write at a time, and it holds the folder's lock no longer than the writing takes. For
/// a second writer
///
/// * [`rebuild`](Index::rebuild) builds in memory instead, so that the search works in any
///   case; [`trouble`](Index::trouble) says so, and the next rebuild tries the folder again;
/// * [`update`](Index::update) fails and asks for a rebuild, as it does when the other
///   program has changed the index in the meantime.
pub struct Index {
    folder: Option<PathBuf>,
    /// What can be searched; `None` until something has been built.
    shelf: Option<Shelf>,
    /// Whether the shelf is in memory although there is a folder.
    trouble: Option<Error>,
    /// Whether writing to the folder has failed half-way before.
    given_up: bool,
}

impl Index {
    /// The index in a folder.
    ///
    /// An index that is missing, damaged or of another version of this program is as good as
    /// none: nothing is found, the stamp is `None`, and the next rebuild replaces it. The
    /// folder is made by the rebuild. Files in the folder that are not an index's are left
    /// alone.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Index {
        let shelf = folder::open(folder);
        let folder = Some(folder.to_owned());
        Index { folder, shelf, trouble: None, given_up: false }
    }

    /// An index that is gone when it is dropped.
    #[must_use]
    pub fn in_memory() -> Index {
        Index { folder: None, shelf: None, trouble: None, given_up: false }
    }

    /// The languages of the documents in the index, in ascending order: those for which
    /// words must be [read](Words::parse) that are looked for in it.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        self.shelf.as_ref().map_or(&[], Shelf::languages)
    }

    /// What the index was built from, in the words of whoever built it, or `None` if nothing
    /// has been built that can be used.
    #[must_use]
    pub fn stamp(&self) -> Option<&str> {
        self.shelf.as_ref().map(|shelf| shelf.stamp.as_str())
    }

    /// The number of passages that can be found.
    #[must_use]
    pub fn passage_count(&self) -> usize {
        self.shelf.as_ref().map_or(0, Shelf::count)
    }

    /// Why the index is held in memory although it has a folder, or `None` if it is not. The
    /// search works all the same; the next program will have to build the index again.
    #[must_use]
    pub fn trouble(&self) -> Option<&Error> {
        self.trouble.as_ref()
    }

    /// Opens what another program may have written to the folder since. What was open stays
    /// open if there is nothing usable in the folder.
    pub fn look_again(&mut self) {
        let Some(folder) = &self.folder else { return };
        if let Some(shelf) = folder::open(folder) {
            self.shelf = Some(shelf);
            self.trouble = None;
        }
    }

    /// Builds the index anew from all documents. `stamp` says what they are and is given back
    /// by [`stamp`](Index::stamp); `progress` is told after each document how many are done.
    ///
    /// If the folder cannot be written, the index is built in memory.
    ///
    /// # Errors
    ///
    /// If a passage reaches beyond its text, or if writing breaks off half-way, as on a full
    /// disk; what could be searched before can be searched still. After writing has broken
    /// off, the next rebuild goes to memory.
    pub fn rebuild(
        &mut self,
        stamp: &str,
        entries: impl IntoIterator<Item = Entry>,
        progress: &dyn Fn(u64),
    ) -> Result<(), Error> {
        let Start { index, writer, place, trouble } = self.start()?;
        let place = place.as_deref();
        writer.delete_all_documents().map_err(|error| Error::engine(place, error))?;
        let mut adding = write::Adding::new(&writer);
        for (done, entry) in (1..).zip(entries) {
            let failed = |error| Error::engine(place, error);
            let added = adding.add(&entry, failed);
            added.inspect_err(|error| self.given_up |= error.wants_rebuild())?;
            progress(done);
        }
        write::commit(writer, stamp).map_err(|error| {
            self.given_up = true;
            Error::engine(place, error)
        })?;
        self.open(index, place)?;
        self.trouble = trouble;
        Ok(())
    }

    /// Brings the index up to date: takes out the removed documents and those in `entries`,
    /// and adds the entries. `stamp` says what the index holds then.
    ///
    /// # Errors
    ///
    /// If a passage reaches beyond its text. If there is nothing that could be updated, if
    /// another program is writing the index or has changed it, or if writing fails: then the
    /// error [wants a rebuild](Error::wants_rebuild). What could be searched before can be
    /// searched still.
    pub fn update(
        &mut self,
        stamp: &str,
        removed: &[u32],
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<(), Error> {
        let shelf = self.shelf.as_ref().ok_or_else(Error::not_built)?;
        let place = if self.trouble.is_some() { None } else { self.folder.clone() };
        let place = place.as_deref();
        let index = shelf.index.clone();
        let failed = |error: TantivyError| Error::engine(place, error);
        let writer = write::small(&index).map_err(failed)?;
        // Only now that nobody else can write is it certain what the folder holds.
        let last = Commit::last(&index).map_err(failed)?;
        if let Some(folder) = place
            && last != shelf.commit
        {
            return Err(Error::changed_elsewhere(folder));
        }
        for &document in removed {
            write::remove(&writer, &shelf.layout, document);
        }
        let mut adding = write::Adding::new(&writer);
        for entry in entries {
            write::remove(&writer, &shelf.layout, entry.document);
            adding.add(&entry, failed)?;
        }
        write::commit(writer, stamp).map_err(failed)?;
        let place = place.map(Path::to_owned);
        self.open(index, place.as_deref())
    }

    /// All passages that hold what is looked for, of the documents for which `within` says
    /// yes, each with the number of its places. No text is needed for it: of a long answer
    /// the caller takes the part that is shown and asks [`places`](crate::places()) for that.
    /// `within` is asked once for each document that has hits.
    ///
    /// # Errors
    ///
    /// If the words were not read for the language of a document in the index, or if the
    /// index cannot be read.
    pub fn find(
        &self,
        words: &Words,
        within: &dyn Fn(u32) -> bool,
        order: Order,
    ) -> Result<Vec<Hit>, Error> {
        let Some(shelf) = &self.shelf else { return Ok(Vec::new()) };
        let (found, tallies) = self.evaluate(shelf, words)?;
        let counts = tally(&found.places());
        let numbers: Vec<u32> = counts.iter().map(|&(number, _)| number).collect();
        let count = shelf.count();
        let average = shelf.sum() as f32 / count.max(1) as f32;
        let scores = scores(&numbers, &tallies, count, |number| shelf.words(number), average);
        let mut hits: Vec<Hit> = counts
            .into_iter()
            .zip(scores)
            .filter_map(|((number, count), score)| {
                Some(Hit { passage: shelf.passage(number)?, count, score })
            })
            .collect();
        // The passages of a document lie side by side in the index, in order, and the stable
        // sort makes use of that.
        hits.sort_by_key(|hit| hit.passage);
        let mut asked: Option<(u32, bool)> = None;
        hits.retain(|hit| {
            let document = hit.passage.document;
            let inside = match asked {
                Some((last, inside)) if last == document => inside,
                _ => within(document),
            };
            asked = Some((document, inside));
            inside
        });
        if order == Order::Score {
            // The sort is stable, so hits of the same score stay in order of place.
            hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        }
        Ok(hits)
    }

    /// What is found of the words, in the documents of each language by its rules.
    fn evaluate(&self, shelf: &Shelf, words: &Words) -> Result<(Found, Vec<Tally>), Error> {
        let spoken = shelf.languages();
        if let Some(&missing) = spoken.iter().find(|&&it| words.root(it).is_none()) {
            return Err(Error::language(missing));
        }
        let mut found = Found::default();
        let mut tallies: Vec<Tally> = Vec::new();
        for (languages, root) in words.roots() {
            if !spoken.iter().any(|language| languages.contains(language)) {
                continue;
            }
            let is_all = spoken.iter().all(|language| languages.contains(language));
            let languages = (!is_all).then_some(languages.as_slice());
            let mut of_these = Vec::new();
            found.join(
                find(root, &mut Speaking { shelf, languages }, &mut of_these)
                    .map_err(|error| Error::engine(self.folder.as_deref(), error))?,
            );
            // What was typed has the same phrases in every language, so the tallies of the
            // languages belong together one by one.
            tallies.resize_with(tallies.len().max(of_these.len()), Vec::new);
            for (all, mut tally) in tallies.iter_mut().zip(of_these) {
                if all.is_empty() {
                    *all = tally;
                } else {
                    all.append(&mut tally);
                    all.sort();
                }
            }
        }
        Ok((found, tallies))
    }

    /// Opens the index to be filled, in the folder if that can be done.
    fn start(&self) -> Result<Start, Error> {
        let trouble = match &self.folder {
            Some(folder) if self.given_up => Some(Error::broken_off(folder)),
            Some(folder) => {
                let prepared = folder::prepare(folder)
                    .and_then(|index| Ok((write::large(&index)?, index)));
                match prepared {
                    Ok((writer, index)) => {
                        let place = Some(folder.clone());
                        return Ok(Start { index, writer, place, trouble: None });
                    }
                    Err(error) => Some(Error::engine(Some(folder), error)),
                }
            }
            None => None,
        };
        let failed = |error| Error::engine(None, error);
        let index = folder::in_memory().map_err(failed)?;
        let writer = write::large(&index).map_err(failed)?;
        Ok(Start { index, writer, place: None, trouble })
    }

    /// Opens what has just been committed.
    fn open(&mut self, index: tantivy::Index, place: Option<&Path>) -> Result<(), Error> {
        let opened = Shelf::open(index);
        self.shelf = match opened.map_err(|error| Error::engine(place, error))? {
            Some(shelf) => Some(shelf),
            // Another version of the program was quick enough to write over it.
            None => return Err(place.map_or_else(Error::not_built, Error::changed_elsewhere)),
        };
        Ok(())
    }
}

/// An index that is about to be filled.
struct Start {
    index: tantivy::Index,
    writer: IndexWriter,
    /// The folder of the index, or `None` if it is in memory.
    place: Option<PathBuf>,
    /// Why it is in memory although there is a folder.
    trouble: Option<Error>,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("folder", &self.folder)
            .field("stamp", &self.stamp())
            .field("trouble", &self.trouble)
            .finish_non_exhaustive()
    }
}
