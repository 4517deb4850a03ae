use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use themata_codebook::{Code, CodeIndex};
use themata_exchange::{CodingColumns, CodingRow, coding_rows};
use themata_model::{
    Change, CoderId, Coding, CodingId, CodingRecord, Document, DocumentId, Session, Study,
    Transcript, Valence, suggestions,
};
use themata_store::{Action, Snapshot};
use themata_text::{CharSpan, Outcome, QuoteFinder, Way};

use super::add::{acting_coder, applicable};
use super::place::{per_cent, place, way};
use crate::names::count;
use crate::project::coder_named;
use crate::{Cell, Column, Failure, Kind, Progress, Project, Table};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetImported {
    /// Every quote of the sheet once, in the order of its first row.
    pub rows: Vec<ImportedRow>,
    /// How many codings are new.
    pub added: usize,
    /// How many codings the same coder had made before.
    pub known: usize,
    /// The coders that are new.
    pub new_coders: Vec<String>,
    /// The codes that are new.
    pub new_codes: Vec<String>,
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

    /// How many quotes were found in which way, and how many were not.
    #[must_use]
    pub fn summary(&self) -> Table {
        let mut ways: Vec<(&str, usize)> = Vec::new();
        for row in &self.rows {
            let way = match &row.fate {
                // The degree of likeness is listed with each quote.
                Fate::Found { way } if way.starts_with("closely") => "closely",
                Fate::Found { way } if way.starts_with("by its") && way.ends_with("parts") => {
                    "by its parts"
                }
                Fate::Found { way } => way,
                Fate::Ambiguous => "in several places (not placed)",
                Fate::NotFound => "not found (not placed)",
            };
            match ways.iter_mut().find(|(known, _)| *known == way) {
                Some((_, number)) => *number += 1,
                None => ways.push((way, 1)),
            }
        }
        ways.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
        let mut table = Table::new(
            "codings-import-summary",
            "How the quotes were found",
            [
                Column::new("way", "Way", Kind::Text),
                Column::new("quotes", "Quotes", Kind::Count),
                Column::new("share", "Share", Kind::Share),
            ],
        );
        for (way, number) in ways {
            table.push([
                Cell::text(way),
                Cell::from(number),
                Cell::share(number as u64, self.rows.len() as u64),
            ]);
        }
        table.definition = format!(
            "{}: distinct pairs of document and words. {} added, {} known already.",
            count(self.rows.len(), "quote"),
            count(self.added, "coding"),
            self.known
        );
        table
    }

    /// A row for each quote; with `all` false only those not found exactly.
    #[must_use]
    pub fn table(&self, all: bool) -> Table {
        let mut table = Table::new(
            "codings-import",
            if all { "Quotes" } else { "Quotes that were not found exactly" },
            [
                Column::new("line", "Line", Kind::Count),
                Column::new("document", "Document", Kind::Text),
                Column::new("found", "Found", Kind::Text),
                Column::new("place", "Where", Kind::Text),
                Column::new("quote", "Quote", Kind::Passage),
            ],
        );
        for row in &self.rows {
            let found = match &row.fate {
                Fate::Found { way } if way == "exactly" && !all => continue,
                Fate::Found { way } => way.as_str(),
                Fate::Ambiguous => "in several places",
                Fate::NotFound => "not found",
            };
            table.push([
                Cell::Count(row.line),
                Cell::text(&row.document),
                Cell::text(found),
                Cell::text(&row.place),
                Cell::text(&row.quote),
            ]);
        }
        table.definition =
            "Line of the sheet, counted from 1. What stands in several places or \
                            nowhere was not placed."
                .to_owned();
        table
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
        let mut imported = SheetImported {
            rows: Vec::new(),
            added: 0,
            known: 0,
            new_coders: Vec::new(),
            new_codes: Vec::new(),
        };
        let outcome = self.store.transact(session, |snapshot| {
            let book = snapshot.study()?.codebook;
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

/// A row of which all names are known.
struct Meant<'a> {
    row: &'a CodingRow,
    document: DocumentId,
    codes: Vec<CodeIndex>,
    coder: CoderId,
    valence: Option<Valence>,
}

fn plan(
    snapshot: &Snapshot<'_>,
    session: &Session,
    rows: &[CodingRow],
    options: &SheetOptions,
    progress: Progress<'_>,
    imported: &mut SheetImported,
) -> Result<Action, Failure> {
    let study = snapshot.study()?;
    let next = snapshot.next_ids()?;
    let mut changes = Vec::new();
    let meant = mean(&study, session, rows, options, next.coder, &mut changes, imported)?;

    let quotes: BTreeSet<(DocumentId, &str)> =
        meant.iter().map(|meant| (meant.document, meant.row.quote.as_str())).collect();
    let documents: BTreeSet<DocumentId> =
        quotes.iter().map(|&(document, _)| document).collect();
    let transcripts = snapshot.transcripts(documents)?;
    let outcomes = find(&quotes, &transcripts, progress);

    let mut taken: BTreeSet<(DocumentId, CharSpan, CodeIndex, CoderId)> = study
        .codings
        .into_iter()
        .map(|coding| (coding.document, coding.span, coding.code, coding.coder))
        .collect();
    let mut reported: BTreeSet<(DocumentId, &str)> = BTreeSet::new();
    let mut records: Vec<CodingRecord> = Vec::new();
    for Meant { row, document, codes, coder, valence } in meant {
        let key = (document, row.quote.as_str());
        let Some(outcome) = outcomes.get(&key) else { continue };
        if reported.insert(key) {
            imported.rows.push(report(&study, &transcripts, key, row.line, outcome));
        }
        let Some(found) = outcome.placed() else { continue };
        for code in codes {
            if !taken.insert((document, found.span, code, coder)) {
                imported.known += 1;
                continue;
            }
            let id = CodingId(next.coding.0 + records.len() as u32);
            let span = found.span;
            let coding = Coding { id, document, span, code, coder, valence };
            records.push(CodingRecord { coding, memo: row.memo.clone() });
        }
    }
    imported.added = records.len();
    if records.is_empty() {
        return Ok(Action::default());
    }
    let summary = format!("import {}", count(records.len(), "coding"));
    changes.push(Change::CodingsAdded(records));
    Ok(Action { summary, changes, ..Action::default() })
}

/// Finds what the names in the rows mean. All that is wrong is said at once.
fn mean<'a>(
    study: &Study,
    session: &Session,
    rows: &'a [CodingRow],
    options: &SheetOptions,
    mut next_coder: CoderId,
    changes: &mut Vec<Change>,
    imported: &mut SheetImported,
) -> Result<Vec<Meant<'a>>, Failure> {
    let before = study;
    let mut study = study.clone();
    let mut faults: Vec<String> = Vec::new();
    let mut meant = Vec::new();
    for row in rows {
        let mut fault = |failure: Failure| {
            let hint = failure.hints.first().map_or(String::new(), |hint| format!("; {hint}"));
            faults.push(format!("line {}: {failure}{hint}", row.line));
        };
        if row.quote.is_empty() {
            fault(Failure::new("the row has no quote"));
            continue;
        }
        let named = if row.document.is_empty() { options.document.as_deref() } else { None };
        let document = match document_meant(&study, named.unwrap_or(&row.document)) {
            Ok(document) => document.id,
            Err(failure) => {
                fault(failure);
                continue;
            }
        };
        let mut codes = Vec::new();
        for name in &row.codes {
            if options.new_codes && study.codebook.find(name).is_none() {
                let (book, place) = study.codebook.add(Code::named(name.as_str()))?;
                let after = book.get(place).cloned();
                changes.push(Change::Code { place, before: None, after });
                imported.new_codes.push(book[place].name.clone());
                study.codebook = book;
            }
            match applicable(&study, name) {
                Ok(code) => codes.push(code),
                Err(failure) => fault(failure),
            }
        }
        if row.codes.is_empty() {
            fault(Failure::new("the row has no code"));
        }
        let valence = match &row.valence {
            Some(word) => match Valence::from_word(word) {
                Some(valence) => Some(valence),
                None => {
                    fault(Failure::new(format!("`{word}` is neither barrier nor facilitator")));
                    None
                }
            },
            None => None,
        };
        let name = match &row.coder {
            Some(name) => name.as_str(),
            None => acting_coder(session, before)?,
        };
        let (coder, made) = coder_named(&study, &mut next_coder, name)?;
        if let Some(made) = made {
            if let Change::Coder { after: Some(coder), .. } = &made {
                imported.new_coders.push(coder.name.clone());
                study.coders.push(coder.clone());
            }
            changes.push(made);
        }
        meant.push(Meant { row, document, codes, coder, valence });
    }
    if faults.is_empty() { Ok(meant) } else { Err(unsound(&faults)) }
}

/// How many faults of a sheet are told one by one.
const TOLD: usize = 12;

fn unsound(faults: &[String]) -> Failure {
    let mut failure = Failure::new(format!(
        "the sheet has {}; nothing was imported",
        count(faults.len(), "fault")
    ));
    failure.causes.extend(faults.iter().take(TOLD).cloned());
    if faults.len() > TOLD {
        failure.causes.push(format!("and {} more", faults.len() - TOLD));
    }
    failure
        .hint("`--new-codes` adds codes that the codebook lacks")
        .hint("`--dry-run` tries the sheet without changing anything")
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

/// Looks for every quote, document by document side by side.
fn find<'a>(
    quotes: &BTreeSet<(DocumentId, &'a str)>,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    progress: Progress<'_>,
) -> BTreeMap<(DocumentId, &'a str), Outcome> {
    let quotes: Vec<(DocumentId, &str)> = quotes.iter().copied().collect();
    let total = quotes.len();
    let done = std::sync::atomic::AtomicUsize::new(0);
    quotes
        .par_chunk_by(|a, b| a.0 == b.0)
        .flat_map_iter(|quotes| {
            let finder = quotes
                .first()
                .and_then(|(id, _)| transcripts.get(id))
                .map(|transcript| QuoteFinder::new(&transcript.text));
            let found: Vec<_> = quotes
                .iter()
                .map(|&(document, quote)| {
                    let outcome = finder
                        .as_ref()
                        .map_or(Outcome::NotFound { nearest: None }, |f| f.find(quote));
                    ((document, quote), outcome)
                })
                .collect();
            let before = done.fetch_add(quotes.len(), std::sync::atomic::Ordering::Relaxed);
            progress(before + quotes.len(), total);
            found
        })
        .collect()
}

fn report(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    (id, quote): (DocumentId, &str),
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
            (Fate::NotFound, format!("most similar: {} ({likeness} %)", shown(near.span)))
        }
        Outcome::NotFound { nearest: None } => (Fate::NotFound, String::new()),
    };
    ImportedRow { line, document, fate, place, quote: quote.to_owned() }
}
