use std::collections::BTreeMap;

use themata_exchange::{CodingRow, standoff};
use themata_model::{DocumentId, Session, Transcript};
use themata_store::{Action, Snapshot};
use themata_text::{Carried, CharSpan, Revision, Text};

use super::{SheetImported, SheetOptions, document_meant, plan};
use crate::names::count;
use crate::{Failure, Progress, Project};

/// One coder's file of standoff codings, with the text that its places are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandoffFile {
    /// The file's name without its ending: the document's name.
    pub document: String,
    /// Whose codings these are, if the file's place says so.
    pub coder: Option<String>,
    /// What the file says.
    pub ann: String,
    /// The text beside it, if there is one. Without it, places are not used.
    pub txt: Option<String>,
}

impl Project {
    /// Brings in codings that a program of the brat family wrote beside texts. Their places
    /// are carried over from the text beside the file to the document as it was read, so that
    /// a word that stands in a hundred places is coded in the one that was meant.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or names a document or code that the study does not have, or
    /// a code that cannot be applied; then nothing is changed.
    pub fn codings_import_standoff(
        &mut self,
        session: &Session,
        files: &[StandoffFile],
        options: &SheetOptions,
        progress: Progress<'_>,
    ) -> Result<SheetImported, Failure> {
        let mut imported = SheetImported::default();
        self.store.transact(session, |snapshot| {
            let rows = rows(snapshot, files, &mut imported)?;
            let action = plan(snapshot, session, &rows, options, progress, &mut imported)?;
            if options.dry_run {
                return Ok(Action::default());
            }
            Ok::<_, Failure>(action)
        })?;
        Ok(imported)
    }
}

fn rows(
    snapshot: &Snapshot<'_>,
    files: &[StandoffFile],
    imported: &mut SheetImported,
) -> Result<Vec<CodingRow>, Failure> {
    let study = snapshot.study()?;
    let mut transcripts: BTreeMap<DocumentId, Transcript> = BTreeMap::new();
    let mut all = Vec::new();
    let (mut in_parts, mut left_out) = (0, 0);
    for file in files {
        let of_file = |failure: Failure| {
            let coder = file.coder.as_ref().map_or(String::new(), |coder| format!("{coder}/"));
            let what = format!("{coder}{}.ann cannot be brought in: {failure}", file.document);
            Failure { hints: failure.hints, ..Failure::new(what) }
        };
        let document = document_meant(&study, &file.document)
            .map_err(|failure| of_file(failure.hint("import the texts first")))?;
        let read = standoff(&file.ann).map_err(|error| of_file(error.into()))?;
        in_parts += read.in_parts;
        left_out += read.left_out;
        if !transcripts.contains_key(&document.id) {
            transcripts.extend(snapshot.transcripts([document.id])?);
        }
        let text = &transcripts[&document.id].text;
        let from = file.txt.as_deref().map(Text::new);
        let revision = from.as_ref().map(|from| Revision::between(from, text));
        for mut row in read.rows {
            row.document.clone_from(&document.name);
            row.coder.clone_from(&file.coder);
            // Where the file's own words are not those at its place, the place is wrong, and the
            // words are looked for instead.
            let there = row.span.zip(from.as_ref()).and_then(|(span, from)| from.slice(span));
            let agrees = there.is_some_and(|there| {
                row.quote.is_empty()
                    || solid(there).starts_with(&first_part(&solid(&row.quote)))
            });
            row.span = row.span.filter(|_| agrees);
            let place = row
                .span
                .zip(revision.as_ref())
                .zip(from.as_ref())
                .and_then(|((span, revision), from)| carried(from, text, revision, span));
            // Words of several parts are hardly the words that stand there.
            if let Some(words) = place.and_then(|place| text.slice(place)) {
                words.clone_into(&mut row.quote);
            }
            row.span = place;
            all.push(row);
        }
    }
    if in_parts > 0 {
        imported.remarks.push(format!(
            "{} of several parts, coded from the first part's beginning to the last one's end",
            count(in_parts, "stretch")
        ));
    }
    if left_out > 0 {
        imported.remarks.push(format!(
            "{} of events, relations and the like left out",
            count(left_out, "line")
        ));
    }
    Ok(all)
}

fn solid(words: &str) -> String {
    words.split_whitespace().collect()
}

/// The beginning of some words: those of a stretch in several parts are not the words of the
/// whole stretch, but begin as it does.
fn first_part(words: &str) -> String {
    words.chars().take(8).collect()
}

/// Where a stretch of one text stands in another, if its words stand there just so.
fn carried(from: &Text, to: &Text, revision: &Revision, span: CharSpan) -> Option<CharSpan> {
    let same = |place: CharSpan| to.slice(place) == from.slice(span);
    if same(span) && from.slice(span).is_some() && from.len() == to.len() {
        return Some(span);
    }
    match revision.carry(span) {
        Carried::Kept(place) | Carried::Changed(place) if same(place) => Some(place),
        Carried::Kept(place) | Carried::Changed(place) => within(from, to, span, place),
        Carried::Lost(_) => None,
    }
}

/// A stretch within a word, in the word's place: where its letters stand there once.
fn within(from: &Text, to: &Text, span: CharSpan, place: CharSpan) -> Option<CharSpan> {
    let (words, there) = (from.slice(span)?, to.slice(place)?);
    let mut found = there.match_indices(words);
    let (at, _) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let start = place.start() + there.get(..at)?.chars().count() as u32;
    CharSpan::checked(start, start + words.chars().count() as u32)
}
