//! Replacing a document by a corrected file, with its codings carried over.

mod findings;
mod matching;
mod remarks;

use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{
    Change, Coding, CodingRecord, Document, DocumentRecord, Session, Speaker, Study,
};
use themata_store::{Action, Deposit, Snapshot};
use themata_text::{Carried, CharSpan, Revision, Text};

use crate::attributes::{Described, Subject, describe};
use crate::import::{Content, ImportOptions, Incoming, last_said, read_all};
use crate::names::{count, list};
use crate::rounds::veil::Veil;
use crate::speakers::call;
use crate::{Failure, Project};
use matching::matching;

/// A file that keeps less of a text than this is probably another interview.
const UNLIKE: f64 = 0.3;

/// How a document is replaced.
#[derive(Clone, Debug, Default)]
pub struct ReimportOptions {
    /// How the file is read. Its `dry_run` finds out what would become of the codings and
    /// records nothing.
    pub import: ImportOptions,
    /// Whether codings may go whose words are gone.
    pub allow_lost: bool,
    /// Whether the codings are listed too whose words are as they were.
    pub list_all: bool,
}

/// What came of replacing a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Reimported {
    /// What the document is called.
    pub document: String,
    /// The number of its version from now on, or that it would have.
    pub version: u32,
    /// How many codings stand where they stood, on the same words.
    pub kept: usize,
    /// How many stand on the same words in another place.
    pub moved: usize,
    /// How many stand on words that were changed.
    pub changed: usize,
    /// How many have no words to stand on any more.
    pub lost: usize,
    /// Whether codings would be lost, or were, that are kept back while a round is blind. They
    /// are in none of the figures.
    pub lost_kept_back: bool,
    /// A row for each coding whose words were changed or are gone; or for every one.
    pub table: Table,
    /// What was odd about the file, and what else came of replacing the document.
    pub remarks: Vec<String>,
    /// What came of describing the document and those who speak in it.
    pub described: Described,
    /// Whether it was recorded: not if that was not wanted, or if codings would have been lost
    /// that were not allowed to be.
    pub recorded: bool,
}

/// What became of a coding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Moved,
    Changed,
    Lost,
}

impl Project {
    /// Replaces a document by a corrected file. It becomes the document's next version; what
    /// is known of the document and of those who speak in it stays, and each coding and memo
    /// is carried over to the same words, or to what became of them: see [`Revision`]. Undoing
    /// brings the version before back with its codings.
    ///
    /// # Errors
    ///
    /// If there is no such document, the file cannot be read or says just the same, or the
    /// study cannot be written.
    pub fn reimport(
        &mut self,
        session: &Session,
        document: &str,
        file: Incoming,
        options: &ReimportOptions,
    ) -> Result<Reimported, Failure> {
        let reads = read_all(vec![file], &BTreeSet::new(), &options.import, &|_, _| {});
        let read =
            reads.into_iter().next().ok_or_else(|| Failure::new("there is no file to read"))?;
        let remarks = read.remarks;
        let (_, contents) = read.content?;
        let contents = contents.ok_or_else(|| Failure::new("the file was not read"))?;
        let mut outcome = None;
        let replace = |snapshot: &Snapshot<'_>| {
            let study = snapshot.study()?;
            let document = crate::names::document(&study, document)?;
            let content = matching(contents.documents, document)?;
            let replacement = Replacement::new(snapshot, &study, document, content, options)?;
            let (mut action, mut reimported) = replacement.finish(snapshot, session)?;
            action.deposits.push(Deposit::Source(contents.bytes));
            reimported.remarks.splice(0..0, remarks);
            if !reimported.recorded {
                action = Action::default();
            }
            outcome = Some(reimported);
            Ok::<_, Failure>(action)
        };
        if options.import.dry_run {
            replace(&self.store.snapshot()?)?;
        } else {
            self.store.transact(session, replace)?;
        }
        outcome.ok_or_else(|| Failure::new("nothing came of it"))
    }
}

/// A replacement that is being put together.
struct Replacement<'a> {
    study: &'a Study,
    document: &'a Document,
    options: &'a ReimportOptions,
    before: DocumentRecord,
    after: DocumentRecord,
    old: Text,
    new: Text,
    content: Content,
    revision: Revision,
    /// Speakers of whom something was known and who do not speak any more.
    forgotten: Vec<String>,
}

impl<'a> Replacement<'a> {
    fn new(
        snapshot: &Snapshot<'_>,
        study: &'a Study,
        document: &'a Document,
        mut content: Content,
        options: &'a ReimportOptions,
    ) -> Result<Replacement<'a>, Failure> {
        let before = snapshot.record(document)?;
        let mut after = content.record.clone();
        after.name.clone_from(&before.name);
        after.version.number = before.version.number + 1;
        let forgotten = keep_what_is_known(&mut after, &before);
        // What a person said of a speaker goes before what the file says.
        content.of_speakers.retain_mut(|(place, description)| {
            let known = &after.version.speakers[*place as usize].values;
            description.retain(|(name, _)| {
                let attribute = study.attribute_named(name);
                attribute.is_none_or(|attribute| !known.contains_key(&attribute.id))
            });
            !description.is_empty()
        });
        if let Some(sheet) = &options.import.speakers {
            let called = call(&mut after, sheet);
            for (place, description) in called.descriptions {
                let own = content.of_speakers.iter_mut().find(|(known, _)| *known == place);
                match own {
                    Some((_, own)) => {
                        *own = last_said(own.drain(..).chain(description).collect());
                    }
                    None => content.of_speakers.push((place, description)),
                }
            }
        }
        let mut transcripts = snapshot.transcripts([document.id])?;
        let old = transcripts.remove(&document.id).map(|transcript| transcript.text);
        let old = old.unwrap_or_else(|| Text::new(""));
        let new = Text::new(content.text.as_str());
        let revision = Revision::between(&old, &new);
        Ok(Replacement {
            study,
            document,
            options,
            before,
            after,
            old,
            new,
            content,
            revision,
            forgotten,
        })
    }

    fn finish(
        self,
        snapshot: &Snapshot<'_>,
        session: &Session,
    ) -> Result<(Action, Reimported), Failure> {
        let veil = Veil::of(self.study, session.coder.as_deref());
        let is_seen = |coding: &Coding| {
            veil.as_ref().is_none_or(|veil| !veil.hides(coding.document, coding.coder))
        };
        let mut lost_kept_back = false;
        let mut memos = snapshot.memos()?;
        let codings: Vec<CodingRecord> = self
            .study
            .codings
            .on(self.document.id)
            .iter()
            .map(|&coding| CodingRecord { coding, memo: memos.remove(&coding.id) })
            .collect();
        let mut carried: Vec<(CodingRecord, CharSpan)> = Vec::with_capacity(codings.len());
        let mut fates: BTreeMap<CharSpan, (Fate, CharSpan)> = BTreeMap::new();
        let mut table = self.table();
        let mut counts = [0usize; 4];
        // Two excerpts may have become one; a coder's code is on it once.
        let mut seen: BTreeMap<_, usize> = BTreeMap::new();
        let mut joined = 0;
        for record in &codings {
            let from = record.coding.span;
            let (fate, to) = *fates.entry(from).or_insert_with(|| self.carry(from));
            let is_shown = is_seen(&record.coding);
            if !is_shown {
                lost_kept_back |= fate == Fate::Lost;
            } else {
                counts[fate as usize] += 1;
                if self.options.list_all || matches!(fate, Fate::Changed | Fate::Lost) {
                    table.push(self.row(record, fate, to));
                }
            }
            if fate != Fate::Lost {
                let mut record = record.clone();
                record.coding.span = to;
                let Coding { span, code, coder, valence, weight, .. } = record.coding;
                // What stood on one excerpt before stays as it was.
                let key = (span.start(), span.end(), code, coder, valence, weight);
                let twin = seen.get(&key).map(|&at: &usize| &mut carried[at]);
                match twin {
                    Some((other, was)) if *was != from => {
                        join(other, record);
                        joined += usize::from(is_shown);
                    }
                    _ => {
                        seen.insert(key, carried.len());
                        carried.push((record, from));
                    }
                }
            }
        }
        let [kept, moved, changed, lost] = counts;
        let keeps_all = lost == 0 && !lost_kept_back;
        let recorded = !self.options.import.dry_run && (keeps_all || self.options.allow_lost);
        table.definition = format!(
            "{} on {}: {kept} where they were, {moved} on the same words in another place, \
             {changed} on words that were changed, {lost} lost. Texts are compared word by word; \
             a coding is lost if less than a quarter of its letters was kept and what stands in \
             their place is not like them.",
            count(counts.iter().sum(), "coding"),
            self.before.name
        );
        let mut reimported = Reimported {
            document: self.before.name.clone(),
            version: self.after.version.number,
            kept,
            moved,
            changed,
            lost,
            lost_kept_back,
            table,
            remarks: Vec::new(),
            described: Described::default(),
            recorded,
        };
        let next = snapshot.next_memo()?;
        let memo_changes = self.memos(snapshot.all_memos()?, next);
        let described = self.describing(snapshot, &mut reimported)?;
        if memo_changes.is_empty() && described.is_empty() && self.says_the_same() {
            let message =
                format!("the file says just what `{}` says already", self.before.name);
            return Err(Failure::nothing(message).hint("is it the right file?"));
        }
        let kept = self.revision.kept();
        if kept < UNLIKE {
            reimported.remarks.push(format!(
                "no more than {:.0} % of what `{}` says stands in this file: is it the right one? \
                 `themata undo` takes it back",
                kept * 100.0,
                self.before.name
            ));
        }
        if lost_kept_back {
            let remark =
                "some codings that are kept back while the round is blind lose their words";
            reimported.remarks.push(remark.to_owned());
        }
        if joined > 0 {
            reimported.remarks.push(format!(
                "{} of one coder and code came together on one excerpt and were joined",
                count(joined, "coding")
            ));
        }
        let (question_changes, unplaced) = self.questions(snapshot.questions()?);
        if unplaced > 0 {
            let questions = count(unplaced, "question");
            reimported.remarks.push(format!(
                "{questions} to the team lost the words asked about; `themata questions list`"
            ));
        }
        let (finding_changes, remarks) = self.findings(veil.as_ref());
        reimported.remarks.extend(remarks);
        if !memo_changes.is_empty() {
            let memos = count(memo_changes.len(), "memo");
            reimported.remarks.push(format!("{memos} came in or went with their words"));
        }
        if !self.forgotten.is_empty() {
            reimported.remarks.push(format!(
                "{} do not speak under their names of the transcript any more, and what was known \
                 of them did not come over; `themata speakers import` gives it again",
                list(&self.forgotten)
            ));
        }
        let mut changes = Vec::new();
        if !codings.is_empty() {
            changes.push(Change::CodingsRemoved(codings));
        }
        let id = self.document.id;
        let (before, after) = (Some(self.before.clone()), Some(self.after.clone()));
        changes.push(Change::Document { id, before, after });
        if !carried.is_empty() {
            changes.push(Change::CodingsAdded(carried.into_iter().map(|(c, _)| c).collect()));
        }
        changes.extend(memo_changes);
        changes.extend(question_changes);
        changes.extend(finding_changes);
        changes.extend(described);
        let mut summary = format!("reimport document {id} as version {}", reimported.version);
        // Whoever reads the history later may not know how much others have coded.
        if veil.is_none() {
            summary += &format!(": {} changed, {lost} lost", count(changed, "coding"));
        }
        let deposits = vec![Deposit::Text(self.content.text)];
        Ok((Action { summary, changes, deposits, ..Action::default() }, reimported))
    }

    fn says_the_same(&self) -> bool {
        let (before, after) = (&self.before, &self.after);
        after.text_hash == before.text_hash
            && after.turns == before.turns
            && after.pages == before.pages
            && after.version.speakers == before.version.speakers
            && after.version.sections == before.version.sections
    }

    pub(super) fn carry(&self, span: CharSpan) -> (Fate, CharSpan) {
        match self.revision.carry(span) {
            Carried::Kept(to) if to == span => (Fate::Kept, to),
            Carried::Kept(to) => (Fate::Moved, to),
            Carried::Changed(to) => (Fate::Changed, to),
            Carried::Lost(place) => (Fate::Lost, place),
        }
    }

    /// What the file and the command say of the document that is not known yet. Where the file
    /// says something else than is known, that stays, and a remark tells.
    fn describing(
        &self,
        snapshot: &Snapshot<'_>,
        reimported: &mut Reimported,
    ) -> Result<Vec<Change>, Failure> {
        let mut told = Vec::new();
        let mut differing = Vec::new();
        for (name, text) in &self.content.attributes {
            let attribute = self.study.attribute_named(name);
            match attribute.and_then(|known| self.document.values.get(&known.id)) {
                None => told.push((name.clone(), text.clone())),
                Some(value) if value.is_meant_by(text) => {}
                Some(_) => differing.push(name.clone()),
            }
        }
        told.extend(self.options.import.set.iter().cloned());
        let set =
            |name: &String| self.options.import.set.iter().any(|(known, _)| known == name);
        differing.retain(|name| !set(name));
        if !differing.is_empty() {
            reimported.remarks.push(format!(
                "the file says otherwise in {}, which stays as it is known; `--set` changes it",
                list(&differing)
            ));
        }
        let told = last_said(told);
        let mut descriptions = vec![(Subject::Document(self.document.id), told)];
        for (place, description) in &self.content.of_speakers {
            descriptions
                .push((Subject::Speaker(self.document.id, *place), description.clone()));
        }
        // What is known of speakers comes over with them, to other places perhaps.
        let mut study = self.study.clone();
        if let Some(document) = study.documents.iter_mut().find(|d| d.id == self.document.id) {
            document.version = self.after.version.clone();
        }
        describe(snapshot, &study, &descriptions, &mut reimported.described)
    }

    fn table(&self) -> Table {
        Table::new(
            "reimport",
            format!("Codings of {}", self.before.name),
            [
                Column::new("coding", "Coding", Kind::Count),
                Column::new("outcome", "Outcome", Kind::Text),
                Column::new("code", "Code", Kind::Text),
                Column::new("coder", "Coder", Kind::Text),
                Column::new("words_before", "Words until now", Kind::Passage),
                Column::new("words", "Words from now on", Kind::Passage),
                Column::new("start", "Start", Kind::Count),
                Column::new("end", "End", Kind::Count),
            ],
        )
    }

    fn row(&self, record: &CodingRecord, fate: Fate, to: CharSpan) -> Vec<Cell> {
        let coding = &record.coding;
        let coder = self.study.coder(coding.coder).map_or("", |coder| coder.name.as_str());
        let outcome = match fate {
            Fate::Kept => "kept",
            Fate::Moved => "moved",
            Fate::Changed => "changed",
            Fate::Lost => "lost",
        };
        let words = |text: &Text, span| {
            let words = text.slice(span).unwrap_or_default();
            if words.is_empty() { Cell::Empty } else { Cell::text(words) }
        };
        vec![
            Cell::Count(u64::from(coding.id.0)),
            Cell::text(outcome),
            Cell::text(&self.study.codebook[coding.code].name),
            Cell::text(coder),
            words(&self.old, coding.span),
            words(&self.new, to),
            Cell::Count(u64::from(to.start())),
            Cell::Count(u64::from(to.end())),
        ]
    }
}

/// Joins a coding to another of the same coder and code on the same excerpt.
fn join(other: &mut CodingRecord, record: CodingRecord) {
    other.memo = match (other.memo.take(), record.memo) {
        (Some(memo), Some(more)) if memo != more => Some(format!("{memo}\n{more}")),
        (memo, more) => memo.or(more),
    };
}

/// Lets the speakers of a new version keep the names, roles and values that are known: those
/// of whoever the transcript spelt just so before, or else spelt so but for case, or else of
/// the one person to whom the study gives the name that the transcript has now. Returns those
/// of whom something is known and who were not found.
fn keep_what_is_known(after: &mut DocumentRecord, before: &DocumentRecord) -> Vec<String> {
    let known = &before.version.speakers;
    let was_guessed = before.version.source.reader.is_some();
    let lower = |name: &str| name.trim().to_lowercase();
    let mut found = BTreeSet::new();
    for speaker in &mut after.version.speakers {
        let heard = lower(&speaker.heard_as);
        let only = |is_meant: &dyn Fn(&Speaker) -> bool| {
            let mut meant = known.iter().enumerate().filter(|(_, known)| is_meant(known));
            let first = meant.next();
            if meant.next().is_some() { None } else { first }
        };
        let was = only(&|known| known.heard_as == speaker.heard_as)
            .or_else(|| only(&|known| lower(&known.heard_as) == heard))
            .or_else(|| only(&|known| lower(&known.name) == heard));
        let Some((at, was)) = was else { continue };
        found.insert(at);
        speaker.name.clone_from(&was.name);
        // A role that somebody took away is not guessed again; where none was ever guessed,
        // because the version is older than that, it may be.
        speaker.role = if was_guessed { was.role } else { was.role.or(speaker.role) };
        speaker.values.clone_from(&was.values);
    }
    let is_described =
        |speaker: &Speaker| speaker.name != speaker.heard_as || !speaker.values.is_empty();
    let speakers = known.iter().enumerate();
    speakers
        .filter(|(at, speaker)| !found.contains(at) && is_described(speaker))
        .map(|(_, speaker)| format!("`{}`", speaker.name))
        .collect()
}
