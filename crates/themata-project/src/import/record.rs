//! What an import changes in a study.

use std::collections::{BTreeMap, BTreeSet};

use themata_ingest::Rows;
use themata_model::{Change, DocumentId, DocumentRecord, Memo, MemoId, MemoTarget, Study};
use themata_store::{Action, Deposit, Snapshot};

use super::content::Content;
use super::corrections::Correction;
use super::describe::{description, not_known, unchanged, without};
use super::plan::Plan;
use super::read::{Contents, Read};
use super::{ImportOptions, Imported, ImportedDocument, ImportedFile, Outcome, summary};
use crate::Failure;
use crate::attributes::{Description, Subject, describe};
use crate::names::list;
use crate::speakers::call;

/// An import that is being put together.
pub(super) struct Recording<'a> {
    study: &'a Study,
    options: &'a ImportOptions,
    plan: Plan,
    next_memo: MemoId,
    action: Action,
    descriptions: Vec<(Subject, Description)>,
    /// What is known of the documents of this import, by name.
    admitted: BTreeMap<String, Description>,
    /// The rows of the sheet of speakers that were of use.
    used: BTreeSet<usize>,
    imported: Imported,
}

impl<'a> Recording<'a> {
    pub(super) fn new(
        study: &'a Study,
        snapshot: &Snapshot<'_>,
        reads: &[Read],
        options: &'a ImportOptions,
    ) -> Result<Recording<'a>, Failure> {
        let next = snapshot.next_ids()?;
        let mut plan = Plan::new(study, snapshot.sources()?, next.document, reads);
        plan.reserve(options.corrections.names())?;
        Ok(Recording {
            study,
            options,
            plan,
            next_memo: snapshot.next_memo()?,
            action: Action::default(),
            descriptions: Vec::new(),
            admitted: BTreeMap::new(),
            used: BTreeSet::new(),
            imported: Imported::default(),
        })
    }

    /// Takes in what came of one file.
    pub(super) fn take(&mut self, read: Read) -> Result<(), Failure> {
        let Read { file, shown, mut remarks, refused, mut content } = read;
        if let Ok((_, Some(contents))) = &mut content {
            contents.documents.retain(|content| self.comes_in(&shown, content));
            if contents.documents.is_empty() {
                return Ok(());
            }
        }
        if !refused.is_empty() {
            self.imported.refused.push((shown.clone(), refused));
        }
        let mut outcomes = Vec::new();
        match content {
            Err(failure) => outcomes.push(Outcome::Failed(failure)),
            Ok((hash, contents)) => {
                let known = self.plan.known(&hash, None).map(str::to_owned);
                match (known, contents) {
                    (Some(name), contents) => match (self.known(&file, &name), contents) {
                        // Two files of one import may say the same at different sites.
                        (Some(_), Some(contents)) if self.admitted.contains_key(&name) => {
                            remarks.push(format!("it says just what `{name}` says"));
                            outcomes = self.admit(&file, &shown, contents, &mut remarks)?;
                        }
                        (remark, _) => {
                            remarks.extend(remark);
                            remarks.extend(self.read_anew());
                            outcomes.push(Outcome::Known { name });
                        }
                    },
                    (None, None) => outcomes.push(Outcome::Failed(
                        Failure::new("the study was changed while it was read")
                            .hint("import the file again"),
                    )),
                    (None, Some(contents)) => {
                        outcomes = self.admit(&file, &shown, contents, &mut remarks)?;
                    }
                }
            }
        }
        let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
        for outcome in outcomes {
            self.imported.files.push(ImportedFile {
                file: shown.clone(),
                name: name.clone(),
                outcome,
                // What was odd about a file of many documents is said once.
                remarks: std::mem::take(&mut remarks),
            });
        }
        Ok(())
    }

    /// Whether nobody left a document out.
    fn comes_in(&self, file: &str, content: &Content) -> bool {
        let part = content.record.version.source.part.as_deref();
        self.options.corrections.of(file, part).is_none_or(|correction| !correction.left_out)
    }

    /// The remark on a file that the study knows, if anything new was to be known of it.
    fn known(&self, file: &str, name: &str) -> Option<String> {
        let told = description(&Vec::new(), file, self.options, &mut Vec::new());
        let left_out = match self.admitted.get(name) {
            Some(known) => without(told, known),
            None => not_known(told, self.study, name),
        };
        unchanged(&left_out)
    }

    /// The remark that a known file is not read again, if another way of reading was asked for.
    fn read_anew(&self) -> Option<String> {
        self.options.encoding.as_ref().map(|_| {
            "a known file is not read again; `themata reimport DOCUMENT FILE --encoding …` reads \
             it in another encoding"
                .to_owned()
        })
    }

    fn admit(
        &mut self,
        file: &str,
        shown: &str,
        contents: Contents,
        remarks: &mut Vec<String>,
    ) -> Result<Vec<Outcome>, Failure> {
        let Contents { bytes, documents, encoding, table } = contents;
        self.action.deposits.push(Deposit::Source(bytes));
        if let Some(table) = table {
            let tables = match table.rows {
                Rows::Respondents => &mut self.imported.surveys,
                Rows::Turns => &mut self.imported.turns,
            };
            tables.push((shown.to_owned(), table.columns));
        }
        let mut outcomes = Vec::new();
        let (mut first, mut changed) = (true, Vec::new());
        for content in documents {
            let source = &content.record.version.source;
            let known = self.plan.known(&source.hash, source.part.as_deref());
            if let Some(name) = known.filter(|_| source.part.is_some()) {
                outcomes.push(Outcome::Known { name: name.to_owned() });
                continue;
            }
            if let Some((name, is_same)) = self.plan.same_part(&content) {
                if !is_same {
                    changed.push(format!("`{name}`"));
                }
                outcomes.push(Outcome::Known { name: name.to_owned() });
                continue;
            }
            // What the name does not tell it does not tell for each of its documents anew.
            let mut again = Vec::new();
            let remarks = if std::mem::take(&mut first) { &mut *remarks } else { &mut again };
            let mut document = self.document((file, shown), content, remarks)?;
            document.encoding.clone_from(&encoding);
            outcomes.push(Outcome::Document(document));
        }
        if !changed.is_empty() {
            let (shown, more) = changed.split_at(changed.len().min(5));
            let more = if more.is_empty() { "" } else { " and more" };
            remarks.push(format!(
                "{} of those that are known say something else now ({}{more}); `themata reimport` \
                 replaces them one by one",
                changed.len(),
                shown.join(", ")
            ));
        }
        Ok(outcomes)
    }

    fn document(
        &mut self,
        (file, shown): (&str, &str),
        content: Content,
        remarks: &mut Vec<String>,
    ) -> Result<ImportedDocument, Failure> {
        let part = content.record.version.source.part.as_deref();
        let options = self.options;
        let correction = options.corrections.of(shown, part);
        let name = correction.and_then(Correction::name);
        let (id, name) = self.plan.admit(&content, file, name);
        let Content { mut record, text, attributes, of_speakers, comments } = content;
        let mut told = description(&attributes, file, self.options, remarks);
        if let Some(correction) = correction {
            correction.describe(&mut told);
        }
        self.admitted.insert(name.clone(), told.clone());
        self.descriptions.push((Subject::Document(id), told.clone()));
        record.name = name;
        let mut described: BTreeMap<u32, Description> = of_speakers.into_iter().collect();
        if let Some(sheet) = &self.options.speakers {
            let called = call(&mut record, sheet);
            self.used.extend(called.rows);
            for (place, description) in called.descriptions {
                described.entry(place).or_default().extend(description);
            }
        }
        if let Some(correction) = correction {
            correction.call(&mut record)?;
        }
        let speakers = described
            .into_iter()
            .map(|(place, description)| (Subject::Speaker(id, place), last_said(description)));
        self.descriptions.extend(speakers);
        let document = ImportedDocument { values: told, ..imported(&record, comments.len()) };
        self.action.deposits.push(Deposit::Text(text));
        self.action.changes.push(Change::Document { id, before: None, after: Some(record) });
        for comment in comments {
            self.memo(id, comment);
        }
        Ok(document)
    }

    fn memo(&mut self, document: DocumentId, comment: themata_ingest::Comment) {
        let id = self.next_memo;
        self.next_memo = MemoId(id.0 + 1);
        let after = Some(memo(id, document, comment));
        self.action.changes.push(Change::Memo { id, before: None, after });
    }

    /// What is to be recorded, and what came of it.
    pub(super) fn finish(
        mut self,
        snapshot: &Snapshot<'_>,
        imported: &mut Imported,
    ) -> Result<Action, Failure> {
        let mut described = std::mem::take(&mut self.imported.described);
        let changes = describe(snapshot, self.study, &self.descriptions, &mut described)?;
        self.action.changes.extend(changes);
        self.action.summary = summary(self.admitted.len());
        self.imported.described = described;
        if let Some(sheet) = &self.options.speakers {
            let unused = sheet.unused(&self.used);
            if let (false, Some(last)) = (unused.is_empty(), self.imported.files.last_mut()) {
                last.remarks.push(format!(
                    "the sheet of speakers names {}, who do not speak in the files that came in; \
                     `themata speakers import` names those of documents that are there already",
                    list(&unused)
                ));
            }
        }
        *imported = self.imported;
        Ok(self.action)
    }
}

/// A comment of a file as a memo.
pub(crate) fn memo(id: MemoId, document: DocumentId, comment: themata_ingest::Comment) -> Memo {
    let themata_ingest::Comment { span, author, at, words, .. } = comment;
    let target = MemoTarget::Passage(document, span);
    Memo { id, target, title: None, author, at, words, own: false }
}

/// Of what is said twice, what is said last.
pub(crate) fn last_said(description: Description) -> Description {
    let mut said: Description = Vec::new();
    for (name, value) in description {
        said.retain(|(known, _)| known.to_lowercase() != name.to_lowercase());
        said.push((name, value));
    }
    said
}

fn imported(record: &DocumentRecord, comments: usize) -> ImportedDocument {
    let DocumentRecord { name, version, turns, .. } = record;
    let of_length = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    ImportedDocument {
        name: name.clone(),
        part: version.source.part.clone(),
        values: Vec::new(),
        format: version.source.format.clone(),
        encoding: None,
        words: version.words,
        turns: version.turns,
        timed: of_length(turns.iter().filter(|turn| turn.start_ms.is_some()).count()),
        speakers: version
            .speakers
            .iter()
            .map(|speaker| (speaker.name.clone(), speaker.role.map(|role| role.as_str())))
            .collect(),
        sections: of_length(version.sections.len()),
        comments: of_length(comments),
    }
}
