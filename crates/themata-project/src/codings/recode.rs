use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use themata_codebook::CodeIndex;
use themata_model::{
    Change, CoderId, Coding, CodingId, CodingRecord, DocumentId, Session, Study, Valence,
};
use themata_store::{Action, Snapshot};
use themata_text::CharSpan;

use super::at::gone;
use super::{acting_coder, applicable, says_all_of};
use crate::ask::ask_of;
use crate::names::count;
use crate::project::coder_named;
use crate::rounds::guard::{may_code, starting};
use crate::view::seen_by;
use crate::{Failure, Project};

/// What becomes of many codings at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecodeQuestion {
    /// The codings that are meant; with them, the excerpts that they are on.
    pub chosen: ChosenCodings,
    /// What is done with them.
    pub recoding: Recoding,
    /// Whether nothing is to be recorded.
    pub dry_run: bool,
}

/// Which codings are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChosenCodings {
    /// Those of these numbers.
    Numbers(Vec<u32>),
    /// Those that a query means.
    Query(String),
}

/// What is done with many codings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recoding {
    /// Their excerpts get a code more, from whoever acts.
    Add {
        /// The name of the code.
        code: String,
        /// Whether what is said hinders or helps.
        valence: Option<Valence>,
    },
    /// Those of whoever acts say another code.
    Replace {
        /// The name of the code that is replaced; `None` for any.
        from: Option<String>,
        /// The name of the code that takes its place.
        to: String,
    },
    /// Those of whoever acts are taken away.
    Remove {
        /// The name of the code that is taken away; `None` for any.
        code: Option<String>,
    },
}

/// What recoding came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recoded {
    /// How many codings were meant.
    pub codings: usize,
    /// On how many excerpts they are.
    pub excerpts: usize,
    /// How many codings are new.
    pub added: usize,
    /// How many say another code.
    pub changed: usize,
    /// How many are gone.
    pub removed: usize,
    /// How many excerpts or codings stay as they are, because it is so already.
    pub known: usize,
    /// How many codings stay as they are, because they are someone else's.
    pub of_others: usize,
    /// How many excerpts or codings stay as they are, because the coder has finished the
    /// document in a round.
    pub finished: usize,
}

impl Project {
    /// Recodes many codings in one operation: adds a code to their excerpts, or replaces or
    /// removes those of whoever acts. What single codings are guarded from stays as it is and
    /// is counted: what others coded, and what lies in documents that the coder has finished.
    /// [`Project::code_again`] moves codings of everyone, when a code is split.
    ///
    /// # Errors
    ///
    /// If a coding is not there any more, the query is unsound, or a code cannot be applied.
    /// Nothing is changed then.
    pub fn recode(
        &mut self,
        session: &Session,
        question: &RecodeQuestion,
    ) -> Result<Recoded, Failure> {
        let mut done = Recoded::default();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let chosen = chosen(&study, snapshot, session.coder.as_deref(), &question.chosen)?;
            let next = snapshot.next_ids()?;
            let mut next_coder = next.coder;
            let (coder, made) =
                coder_named(&study, &mut next_coder, acting_coder(session, &study)?)?;
            let mut draft = Draft::new(&study, snapshot.memos()?, coder, next.coding, &chosen);
            let summary = match &question.recoding {
                Recoding::Add { code, valence } => {
                    let code = applicable(&study.codebook, code)?;
                    draft.add(code, *valence);
                    format!("add the code `{}` to", study.codebook[code].name)
                }
                Recoding::Replace { from, to } => {
                    let from = from.as_ref().map(|from| study.codebook.resolve(from));
                    let to = applicable(&study.codebook, to)?;
                    draft.replace(from.transpose()?, to);
                    format!("recode as `{}`", study.codebook[to].name)
                }
                Recoding::Remove { code } => {
                    let code = code.as_ref().map(|code| study.codebook.resolve(code));
                    draft.remove(code.transpose()?);
                    "remove the codings of".to_owned()
                }
            };
            done = draft.done.clone();
            let changes = match question.dry_run {
                true => Vec::new(),
                false => draft.changes(made),
            };
            let summary = format!("{summary} {}", count(draft.touched.len(), "excerpt"));
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(done)
    }
}

fn chosen(
    study: &Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    chosen: &ChosenCodings,
) -> Result<Vec<Coding>, Failure> {
    match chosen {
        ChosenCodings::Query(query) => {
            Ok(ask_of(Arc::clone(study), snapshot, viewer, query)?.asked.codings)
        }
        ChosenCodings::Numbers(numbers) => {
            let wanted: BTreeSet<u32> = numbers.iter().copied().collect();
            let all = study.codings.into_iter();
            let found: Vec<Coding> =
                all.filter(|coding| wanted.contains(&coding.id.0)).copied().collect();
            if found.len() < wanted.len() { Err(gone("coding")) } else { Ok(found) }
        }
    }
}

/// A recoding that is being made.
struct Draft<'a> {
    study: &'a Study,
    chosen: &'a [Coding],
    coder: CoderId,
    next: CodingId,
    memos: BTreeMap<CodingId, String>,
    /// What the coder says of each stretch, as it will be.
    said: BTreeMap<(DocumentId, CharSpan, CodeIndex), Coding>,
    /// The documents that the coder has finished.
    finished: BTreeMap<DocumentId, bool>,
    before: Vec<CodingRecord>,
    after: Vec<CodingRecord>,
    touched: BTreeSet<(DocumentId, CharSpan)>,
    done: Recoded,
}

impl<'a> Draft<'a> {
    fn new(
        study: &'a Study,
        memos: BTreeMap<CodingId, String>,
        coder: CoderId,
        next: CodingId,
        chosen: &'a [Coding],
    ) -> Draft<'a> {
        let own = study.codings.into_iter().filter(|coding| coding.coder == coder);
        let said = own.map(|it| ((it.document, it.span, it.code), *it)).collect();
        let excerpts: BTreeSet<_> = chosen.iter().map(|it| (it.document, it.span)).collect();
        let done =
            Recoded { codings: chosen.len(), excerpts: excerpts.len(), ..Recoded::default() };
        Draft {
            study,
            chosen,
            coder,
            next,
            memos,
            said,
            finished: BTreeMap::new(),
            before: Vec::new(),
            after: Vec::new(),
            touched: BTreeSet::new(),
            done,
        }
    }

    fn add(&mut self, code: CodeIndex, valence: Option<Valence>) {
        let excerpts: BTreeSet<_> =
            self.chosen.iter().map(|coding| (coding.document, coding.span)).collect();
        for (document, span) in excerpts {
            if self.is_finished(document) {
                self.done.finished += 1;
            } else if self.said.contains_key(&(document, span, code)) {
                self.done.known += 1;
            } else {
                let (id, coder) = (self.next, self.coder);
                self.next.0 += 1;
                let weight = None;
                let coding = Coding { id, document, span, code, coder, valence, weight };
                self.after.push(CodingRecord { coding, memo: None });
                self.touched.insert((document, span));
                self.done.added += 1;
            }
        }
    }

    fn replace(&mut self, from: Option<CodeIndex>, to: CodeIndex) {
        for coding in self.own(from) {
            let place = (coding.document, coding.span);
            let record = self.record(coding);
            match self.said.get(&(place.0, place.1, to)) {
                _ if coding.code == to => self.done.known += 1,
                // It says so already: two codings become one, unless words would be lost.
                Some(other) => {
                    if record.memo.is_some() || !says_all_of(other, &coding) {
                        self.done.known += 1;
                        continue;
                    }
                    self.before.push(record);
                    self.touched.insert(place);
                    self.done.removed += 1;
                }
                None => {
                    let after = Coding { code: to, ..coding };
                    self.said.insert((place.0, place.1, to), after);
                    self.after.push(CodingRecord { coding: after, memo: record.memo.clone() });
                    self.before.push(record);
                    self.touched.insert(place);
                    self.done.changed += 1;
                }
            }
        }
    }

    fn remove(&mut self, code: Option<CodeIndex>) {
        for coding in self.own(code) {
            let record = self.record(coding);
            self.before.push(record);
            self.touched.insert((coding.document, coding.span));
            self.done.removed += 1;
        }
    }

    /// The chosen codings with a code that the coder may change; the others are counted.
    fn own(&mut self, code: Option<CodeIndex>) -> Vec<Coding> {
        let chosen = self.chosen.iter().filter(|it| code.is_none_or(|code| it.code == code));
        let mut own = Vec::new();
        for &coding in chosen {
            if coding.coder != self.coder {
                self.done.of_others += 1;
            } else if self.is_finished(coding.document) {
                self.done.finished += 1;
            } else {
                own.push(coding);
            }
        }
        own
    }

    fn is_finished(&mut self, document: DocumentId) -> bool {
        let (study, coder) = (self.study, self.coder);
        *self
            .finished
            .entry(document)
            .or_insert_with(|| may_code(study, document, coder).is_err())
    }

    fn record(&self, coding: Coding) -> CodingRecord {
        CodingRecord { coding, memo: self.memos.get(&coding.id).cloned() }
    }

    fn changes(&mut self, made: Option<Change>) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        if self.done.added > 0 {
            changes.extend(made);
            let documents: BTreeSet<DocumentId> = self.touched.iter().map(|it| it.0).collect();
            let begun = documents.into_iter();
            changes.extend(begun.filter_map(|it| starting(self.study, it, self.coder)));
        }
        if !self.before.is_empty() {
            changes.push(Change::CodingsRemoved(std::mem::take(&mut self.before)));
        }
        if !self.after.is_empty() {
            changes.push(Change::CodingsAdded(std::mem::take(&mut self.after)));
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::Session;
    use themata_text::CharSpan;

    use super::{ChosenCodings, RecodeQuestion, Recoded, Recoding};
    use crate::Project;
    use crate::codebook::CodeTexts;
    use crate::codings::PlacedCodes;
    use crate::import::{ImportOptions, Incoming};

    /// `We` is coded as `a` by ana and ben and as `b` by ana, with a memo if there is one;
    /// `wait` as `a` by ana.
    fn project(memo: Option<&str>) -> Project {
        let start = Session::fixed("ana", 1);
        let mut project = Project::in_memory(&start, "a study", &["ana", "ben"]).unwrap();
        let files = vec![Incoming::held("a.txt", b"We wait for weeks.")];
        let options = ImportOptions::default();
        project.import(&Session::fixed("ana", 3), files, &options, &|_, _| {}).unwrap();
        for (number, name) in [(4, "a"), (5, "b"), (6, "c")] {
            let session = Session::fixed("ana", number);
            project.codebook_add(&session, name, None, &CodeTexts::default()).unwrap();
        }
        let coded =
            [("ana", 0, 2, "a"), ("ana", 0, 2, "b"), ("ben", 0, 2, "a"), ("ana", 3, 7, "a")];
        for (number, (coder, start, end, code)) in (10..).zip(coded) {
            let wanted = PlacedCodes {
                document: 1,
                span: CharSpan::new(start, end),
                whole_words: true,
                codes: vec![code.to_owned()],
                new_code: None,
                valence: None,
                weight: None,
                memo: memo.filter(|_| code == "a").map(str::to_owned),
            };
            project.code_at(&Session::fixed(coder, number), &wanted).unwrap();
        }
        project
    }

    fn codings(project: &mut Project) -> String {
        let codings = project.reading(1).unwrap().codings.into_iter();
        let mut shown: Vec<String> = codings
            .map(|it| {
                format!("{}-{} {} {}", it.span.start(), it.span.end(), it.code_name, it.coder)
            })
            .collect();
        shown.sort();
        shown.join(", ")
    }

    fn check(query: &str, recoding: Recoding, expect: &str) -> Recoded {
        let mut project = project(None);
        let before = codings(&mut project);
        let chosen = ChosenCodings::Query(query.to_owned());
        let question = RecodeQuestion { chosen, recoding, dry_run: true };
        let session = Session::fixed("ana", 20);
        let told = project.recode(&session, &question).unwrap();
        assert_eq!(codings(&mut project), before, "a preview changes nothing");
        let question = RecodeQuestion { dry_run: false, ..question };
        assert_eq!(project.recode(&session, &question).unwrap(), told, "as the preview said");
        assert_eq!(codings(&mut project), expect);
        if before != expect {
            project.undo(&Session::fixed("ana", 21)).unwrap();
            assert_eq!(codings(&mut project), before, "it is one operation");
        }
        told
    }

    #[test]
    fn a_code_is_added_once_to_each_excerpt() {
        let add = Recoding::Add { code: "b".to_owned(), valence: None };
        let told =
            check("code:a", add, "0-2 a ana, 0-2 a ben, 0-2 b ana, 3-7 a ana, 3-7 b ana");
        assert_eq!((told.codings, told.excerpts, told.added, told.known), (3, 2, 1, 1));
    }

    #[test]
    fn only_ones_own_codings_are_replaced_and_two_become_one() {
        let to_b = Recoding::Replace { from: Some("a".to_owned()), to: "b".to_owned() };
        let told = check("", to_b, "0-2 a ben, 0-2 b ana, 3-7 b ana");
        assert_eq!((told.changed, told.removed, told.of_others), (1, 1, 1));
        let to_c = Recoding::Replace { from: None, to: "c".to_owned() };
        let told = check("", to_c, "0-2 a ben, 0-2 c ana, 3-7 c ana");
        assert_eq!((told.changed, told.removed, told.of_others), (2, 1, 1));
    }

    #[test]
    fn only_ones_own_codings_are_removed() {
        let all = Recoding::Remove { code: None };
        let told = check("code:a", all, "0-2 a ben, 0-2 b ana");
        assert_eq!((told.removed, told.of_others), (2, 1));
        let none = Recoding::Remove { code: Some("c".to_owned()) };
        check("", none, "0-2 a ana, 0-2 a ben, 0-2 b ana, 3-7 a ana");
    }

    #[test]
    fn a_memo_is_not_lost_where_two_would_become_one() {
        let mut project = project(Some("to discuss"));
        let recoding = Recoding::Replace { from: Some("a".to_owned()), to: "b".to_owned() };
        let chosen = ChosenCodings::Query(String::new());
        let question = RecodeQuestion { chosen, recoding, dry_run: false };
        let told = project.recode(&Session::fixed("ana", 20), &question).unwrap();
        assert_eq!((told.changed, told.removed, told.known), (1, 0, 1));
        let codings = project.reading(1).unwrap().codings;
        let memos = codings.iter().filter(|it| it.coder == "ana" && it.memo.is_some());
        assert_eq!(memos.count(), 2);
    }

    #[test]
    fn what_is_gone_changes_nothing() {
        let mut project = project(None);
        let chosen = ChosenCodings::Numbers(vec![1, 99]);
        let recoding = Recoding::Remove { code: None };
        let question = RecodeQuestion { chosen, recoding, dry_run: false };
        assert!(project.recode(&Session::fixed("ana", 20), &question).is_err());
    }
}
