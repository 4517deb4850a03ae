mod draft;
mod standoff;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use themata_exchange::{CodingColumns, CodingRow, coding_rows};
use themata_model::{
    Change, CodingRecord, Document, DocumentId, Session, Study, Transcript, suggestions,
};
use themata_store::{Action, Snapshot};
use themata_text::{CharSpan, Found, Outcome, QuoteFinder, Way};

use super::add::acting_coder;
use super::place::{is_of_several, of_one_speaker, per_cent, place, way};
use crate::names::count;
use crate::rounds::veil::Veil;
use crate::{Failure, Progress, Project};
use draft::{Draft, Faults};

pub use standoff::StandoffFile;

/// How a sheet of coded passages is read.
#[derive(Clone, Debug, Default)]
pub struct SheetOptions {
    /// Which columns hold what; the others are recognised by their names.
    pub columns: CodingColumns,
    /// The document of all rows, for a sheet without a column for it.
    pub document: Option<String>,
    /// Whether codes that the codebook lacks are added to it rather than refused.
    pub new_codes: bool,
    /// Whether only to say what would be done.
    pub dry_run: bool,
}

/// What became of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetImported {
    /// Every quote of the sheet once, in the order of its first row.
    pub rows: Vec<ImportedRow>,
    /// How many codings are new.
    pub added: usize,
    /// How many codings the same coder had made before.
    pub known: usize,
    /// How many the same coder had made before with another valence or weight. They stay as
    /// they are.
    pub differing: usize,
    /// How many codings are of others on documents that are coded blind. They are added where
    /// they are new, and how many were is not told: they are in none of the figures before.
    pub kept_back: usize,
    /// Names in the sheet that are only the beginning of a document's, and the document that
    /// was taken for each.
    pub taken: Vec<(String, String)>,
    /// The coders that are new.
    pub new_coders: Vec<String>,
    /// The codes that are new.
    pub new_codes: Vec<String>,
    /// What is to be said besides.
    pub remarks: Vec<String>,
}

/// A quote of a sheet and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRow {
    /// The line of the sheet that it first stands on, counted from 1.
    pub line: u64,
    /// The name of the document.
    pub document: String,
    /// What became of it.
    pub fate: Fate,
    /// Where it was found, or the most similar passage.
    pub place: String,
    /// The quote.
    pub quote: String,
}

/// What became of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in one place, found in the way that is said.
    Found {
        /// How it was found: `exactly`, `after normalising`.
        way: String,
    },
    /// It stands in several places and was not placed.
    Ambiguous,
    /// It does not stand in the document.
    NotFound,
}

impl SheetImported {
    /// How many quotes were not placed.
    #[must_use]
    pub fn unplaced(&self) -> usize {
        self.rows.iter().filter(|row| !matches!(row.fate, Fate::Found { .. })).count()
    }
}

impl Project {
    /// Brings in a sheet of coded passages. Quotes that stand in one place of their document
    /// are coded, in one operation; all others are reported and left out.
    ///
    /// # Errors
    ///
    /// If the sheet cannot be read, or names a document or code that the study does not have,
    /// or a code that cannot be applied; then nothing is changed.
    pub fn codings_import(
        &mut self,
        session: &Session,
        sheet: &[u8],
        options: &SheetOptions,
        progress: Progress<'_>,
    ) -> Result<SheetImported, Failure> {
        let mut imported = SheetImported::default();
        let outcome = self.store.transact(session, |snapshot| {
            let book = snapshot.codebook()?;
            let is_code = |name: &str| book.find(name).is_some();
            let rows = coding_rows(sheet, &options.columns, &is_code)?;
            let action = plan(snapshot, session, &rows, options, progress, &mut imported)?;
            if options.dry_run {
                return Ok(Action::default());
            }
            Ok::<_, Failure>(action)
        })?;
        debug_assert!(outcome.is_none() || !options.dry_run);
        Ok(imported)
    }
}

/// A quote of a sheet: its document, its words, and where they lie if the sheet says so.
type Quote<'a> = (DocumentId, &'a str, Option<CharSpan>);

fn plan(
    snapshot: &Snapshot<'_>,
    session: &Session,
    rows: &[CodingRow],
    options: &SheetOptions,
    progress: Progress<'_>,
    imported: &mut SheetImported,
) -> Result<Action, Failure> {
    let study = snapshot.study()?;
    let mut faults = Faults::default();
    let documents = documents_meant(&study, rows, options, imported, &mut faults);
    let quote = |row: usize| -> Option<Quote<'_>> {
        Some((documents[row]?, rows[row].quote.as_str(), rows[row].span))
    };
    let quotes: BTreeSet<Quote<'_>> = (0..rows.len()).filter_map(quote).collect();
    let used: BTreeSet<DocumentId> = quotes.iter().map(|&(document, ..)| document).collect();
    let transcripts = snapshot.transcripts(used)?;
    let outcomes = find(&quotes, &transcripts, progress);

    let acting = acting_coder(session, &study).map(str::to_owned);
    let veil = Veil::of(&study, session.coder.as_deref());
    let mut draft = Draft::new(&study, snapshot, acting, veil)?;
    let mut reported: BTreeSet<Quote<'_>> = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(key) = quote(at) else { continue };
        let outcome = &outcomes[&key];
        if reported.insert(key) {
            imported.rows.push(report(&study, &transcripts, key, row.line, outcome));
        }
        // Names are looked at in every row, so that a typing error is told even where the
        // quote is not found; codes and coders are made only for what is placed.
        let place = outcome.placed().map(|found| (key.0, found.span));
        draft.row(row, place, options.new_codes, &mut faults)?;
    }
    faults.into_result()?;
    imported.kept_back = draft.kept_back;
    let is_shown =
        |record: &&CodingRecord| !draft.hides(record.coding.document, record.coding.coder);
    imported.added = draft.added.iter().filter(is_shown).count();
    imported.known = draft.known;
    imported.differing = draft.differing;
    imported.new_coders = draft.new_coders;
    imported.new_codes = draft.new_codes;
    let mut changes = draft.changes;
    if !draft.added.is_empty() {
        changes.push(Change::CodingsAdded(draft.added));
    }
    let summary = match imported.kept_back {
        0 => format!("import {}", count(imported.added, "coding")),
        _ => "import codings".to_owned(),
    };
    Ok(Action { summary, changes, ..Action::default() })
}

/// The document of each row, or `None` where a fault was found.
fn documents_meant(
    study: &Study,
    rows: &[CodingRow],
    options: &SheetOptions,
    imported: &mut SheetImported,
    faults: &mut Faults,
) -> Vec<Option<DocumentId>> {
    let mut known: BTreeMap<&str, Option<DocumentId>> = BTreeMap::new();
    rows.iter()
        .map(|row| {
            if row.quote.is_empty() {
                faults.add(row, &Failure::new("the row has no quote"));
                return None;
            }
            let name = match row.document.as_str() {
                "" => options.document.as_deref().unwrap_or_default(),
                name => name,
            };
            if let Some(Some(document)) = known.get(name) {
                return Some(*document);
            }
            let document = match document_meant(study, name) {
                Ok(document) => document,
                Err(failure) => {
                    faults.add(row, &failure);
                    return None;
                }
            };
            if study.document_named(name).is_none() {
                imported.taken.push((name.trim().to_owned(), document.name.clone()));
            }
            known.insert(name, Some(document.id));
            Some(document.id)
        })
        .collect()
}

/// The document of a name; sheets often have only the beginning of a file's name, which is
/// taken if it ends at the end of a word and no other document begins so.
fn document_meant<'a>(study: &'a Study, name: &str) -> Result<&'a Document, Failure> {
    if let Some(document) = study.document_named(name) {
        return Ok(document);
    }
    let key = name.trim().to_lowercase();
    let mut begun = study.documents.iter().filter(|document| {
        document
            .name
            .to_lowercase()
            .strip_prefix(&key)
            .is_some_and(|rest| !key.is_empty() && !rest.starts_with(char::is_alphanumeric))
    });
    if let (Some(document), None) = (begun.next(), begun.next()) {
        return Ok(document);
    }
    let names = study.documents.iter().map(|document| document.name.as_str());
    let failure = if name.trim().is_empty() {
        Failure::new("the row names no document").hint("`--document NAME` says it for all rows")
    } else {
        Failure::new(format!("no document is called `{}`", name.trim()))
    };
    let meant = suggestions(name, names);
    Err(failure.hinted(meant.first().map(|meant| format!("did you mean `{meant}`?"))))
}

/// Looks for all quotes side by side.
fn find<'a>(
    quotes: &BTreeSet<Quote<'a>>,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    progress: Progress<'_>,
) -> BTreeMap<Quote<'a>, Outcome> {
    let finders: BTreeMap<DocumentId, QuoteFinder<'_>> = transcripts
        .iter()
        .map(|(&id, transcript)| (id, QuoteFinder::new(&transcript.text)))
        .collect();
    let total = quotes.len();
    let done = AtomicUsize::new(0);
    quotes
        .par_iter()
        .map(|&quote| {
            let (document, words, span) = quote;
            let text = &transcripts[&document].text;
            // A sheet that this program wrote says where the words lie; where they still lie
            // there, that settles which of several places is meant.
            let outcome = match span.filter(|&span| text.slice(span) == Some(words)) {
                Some(span) => Outcome::Placed(Found { span, way: Way::Exact }),
                None => of_one_speaker(finders[&document].find(words), &transcripts[&document]),
            };
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            (quote, outcome)
        })
        .collect()
}

fn report(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    (id, quote, _): Quote<'_>,
    line: u64,
    outcome: &Outcome,
) -> ImportedRow {
    let document = study.document(id).map_or(String::new(), |document| document.name.clone());
    let shown = |span| place(study, &document, &transcripts[&id], span);
    let (fate, place) = match outcome {
        Outcome::Placed(found) => (Fate::Found { way: way(found.way) }, shown(found.span)),
        Outcome::Ambiguous { places, way: found } => {
            let mut all: Vec<String> = places.iter().take(4).map(|&span| shown(span)).collect();
            if places.len() > all.len() {
                all.push(format!("{} more", places.len() - all.len()));
            }
            let likeness = match found {
                Way::Close { similarity } => format!("{} % alike: ", per_cent(*similarity)),
                _ => String::new(),
            };
            (Fate::Ambiguous, likeness + &all.join(", "))
        }
        Outcome::NotFound { nearest: Some(near) } => {
            let likeness = per_cent(near.similarity);
            let several = match is_of_several(&transcripts[&id], near.span) {
                true => ", reaching over several speakers' turns",
                false => "",
            };
            let place = shown(near.span);
            (Fate::NotFound, format!("most similar: {place} ({likeness} %){several}"))
        }
        Outcome::NotFound { nearest: None } => (Fate::NotFound, String::new()),
    };
    ImportedRow { line, document, fate, place, quote: quote.to_owned() }
}
