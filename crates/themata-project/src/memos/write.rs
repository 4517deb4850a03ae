//! Writing memos, changing them and taking them away.

use std::collections::BTreeSet;

use themata_model::{Change, Coder, CoderKind, DocumentId, Memo, Session, Study};
use themata_store::{Action, Snapshot};

use super::place::{MemoPlace, target};
use crate::codings::acting_coder;
use crate::meanwhile::{Wanted, cleaned, reads_alike};
use crate::rounds::veil::memos_seen_by;
use crate::{Failure, Project};

/// A memo that somebody writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMemo {
    /// What it is about.
    pub place: MemoPlace,
    /// The words of the passage as whoever picked it read them, if that is known: it is not
    /// written if other words stand there by now.
    pub picked: Option<String>,
    /// What it is called, if anything.
    pub title: Option<String>,
    /// What it says.
    pub words: String,
}

/// How a memo is to be from now on; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoEdited {
    /// What it says.
    pub words: Option<String>,
    /// What it is called; the inner `None` takes the title away.
    pub title: Option<Option<String>>,
    /// What it was when whoever edits it began. What was changed meanwhile is not written
    /// over, and what whoever edits it left as it was stays as others made it.
    pub known: MemoKnown,
}

/// What somebody knows of a memo; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoKnown {
    /// What it says.
    pub words: Option<String>,
    /// What it is called; empty if it is called nothing.
    pub title: Option<String>,
}

impl MemoKnown {
    /// Whether a memo is as it is known.
    fn is_so(&self, memo: &Memo) -> bool {
        let title = self.title.as_deref().map(|known| title(Some(known)));
        self.words.as_deref().is_none_or(|known| reads_alike(known, &memo.words))
            && title.is_none_or(|known| known == memo.title)
    }
}

impl Project {
    /// Writes a memo on the study, a code, a document or a passage in the acting coder's name,
    /// and returns its number.
    ///
    /// # Errors
    ///
    /// If it says nothing, it is not known who writes, what it is about is not there, or
    /// other words stand there than were picked.
    pub fn memo_write(&mut self, session: &Session, memo: &NewMemo) -> Result<u32, Failure> {
        let mut number = 0;
        self.store.transact(session, |snapshot| {
            let words = said(&memo.words)?;
            let study = snapshot.study()?;
            let (target, what) = target(snapshot, &study, memo.place, memo.picked.as_deref())?;
            let id = snapshot.next_memo()?;
            number = id.0;
            let after = Some(Memo {
                id,
                target,
                title: title(memo.title.as_deref()),
                author: Some(author(session, &study)?),
                at: Some(session.now.to_string()),
                words,
                own: true,
            });
            let summary = match memo.place {
                MemoPlace::Study => "write an entry of the journal".to_owned(),
                _ => format!("write a memo on {what}"),
            };
            let changes = vec![Change::Memo { id, before: None, after }];
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(number)
    }

    /// Changes what a memo says or is called. When it was written stays.
    ///
    /// # Errors
    ///
    /// If there is no such memo, it is another coder's, it would say nothing, it came with a
    /// file that is coded blind, or what is to be changed was changed meanwhile.
    pub fn memo_edit(
        &mut self,
        session: &Session,
        number: u32,
        edited: &MemoEdited,
    ) -> Result<(), Failure> {
        let done = self.store.transact(session, |snapshot| {
            let before = own_memo(snapshot, session, number)?;
            let mut after = before.clone();
            let mut is_apart = false;
            if let Some(words) = &edited.words {
                match Wanted::of(edited.known.words.as_deref(), &before.words, words) {
                    Wanted::Written => after.words = said(words)?,
                    Wanted::Stays => {}
                    Wanted::Apart => is_apart = true,
                }
            }
            if let Some(wanted) = &edited.title {
                let wanted = title(wanted.as_deref());
                let known = edited.known.title.as_deref();
                let known = known.map(|known| title(Some(known)).unwrap_or_default());
                let (now, new) = (before.title.as_deref(), wanted.as_deref());
                let (now, new) = (now.unwrap_or_default(), new.unwrap_or_default());
                match Wanted::of(known.as_deref(), now, new) {
                    Wanted::Written => after.title = wanted,
                    Wanted::Stays => {}
                    Wanted::Apart => is_apart = true,
                }
            }
            if is_apart {
                let now = vec![before.title.unwrap_or_default(), before.words];
                let what = format!("memo {number}");
                return Err(Failure::changed_meanwhile(&what, now));
            }
            let mut changes = Vec::new();
            if after != before {
                let id = before.id;
                changes.push(Change::Memo { id, before: Some(before), after: Some(after) });
            }
            let summary = format!("change memo {number}");
            Ok(Action { summary, changes, ..Action::default() })
        });
        done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::Memo { id, before: Some(_), after: Some(_) } => id.0 == number,
                _ => false,
            })
        })?;
        Ok(())
    }

    /// Takes a memo away that is as it is known. The history keeps it.
    ///
    /// # Errors
    ///
    /// If there is no such memo, it is another coder's, it came with a file that is coded
    /// blind, or it was changed meanwhile.
    pub fn memo_remove(
        &mut self,
        session: &Session,
        number: u32,
        known: &MemoKnown,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let before = own_memo(snapshot, session, number)?;
            if !known.is_so(&before) {
                return Err(Failure::changed_before_removal(&format!("memo {number}")));
            }
            Ok::<_, Failure>(Action {
                summary: format!("remove memo {number}"),
                changes: vec![Change::Memo {
                    id: before.id,
                    before: Some(before),
                    after: None,
                }],
                ..Action::default()
            })
        })?;
        Ok(())
    }
}

/// Whether a viewer may change a memo: it is the viewer's own, or a comment that came with a
/// file, is nobody's here, and is not on one of the documents that are coded blind.
pub(crate) fn may_change(
    coders: &[Coder],
    blind: &BTreeSet<DocumentId>,
    viewer: Option<&str>,
    memo: &Memo,
) -> bool {
    let mut people = coders.iter().filter(|coder| coder.kind != CoderKind::Machine);
    // Where only one person codes, nobody has to say who they are.
    let own = viewer.or_else(|| match (people.next(), people.next()) {
        (Some(only), None) => Some(only.name.as_str()),
        _ => None,
    });
    if memo.own { memo.is_by(own) } else { !is_on(blind, memo) }
}

/// Whether a memo is on one of some documents, or on a passage of one.
fn is_on(documents: &BTreeSet<DocumentId>, memo: &Memo) -> bool {
    memo.document().is_some_and(|document| documents.contains(&document))
}

/// A memo that the acting coder may change.
fn own_memo(snapshot: &Snapshot<'_>, session: &Session, number: u32) -> Result<Memo, Failure> {
    let study = snapshot.study()?;
    let acting = author(session, &study)?;
    // What another wrote in a blind round is not to be told, not even that it is there.
    let memos = memos_seen_by(snapshot, Some(&acting))?;
    let memo = memos.into_iter().find(|memo| memo.id.0 == number);
    let memo = memo.ok_or_else(|| {
        Failure::new(format!("there is no memo {number}"))
            .hint("it may have been taken away; `themata memos` lists those that are there")
    })?;
    if memo.own && !memo.is_by(Some(&acting)) {
        let whose = memo.author.as_deref().unwrap_or("somebody else");
        return Err(Failure::new(format!(
            "memo {number} is {whose}'s, and you act as {acting}"
        ))
        .hint("what others wrote stays as it is; write a memo of your own"));
    }
    // It is shown to everyone: what was written into it would be, too.
    if !memo.own && is_on(&study.blind_documents(), &memo) {
        return Err(Failure::new(format!(
            "memo {number} came with its file, and stays as it is while the document is coded \
             blind"
        ))
        .hint("write a memo of your own; nobody else sees it until the round is over"));
    }
    Ok(memo)
}

/// The acting coder as the study spells the name.
fn author(session: &Session, study: &Study) -> Result<String, Failure> {
    let acting = acting_coder(session, study)?;
    Ok(study.coder_named(acting).map_or(acting, |coder| &coder.name).to_owned())
}

fn said(words: &str) -> Result<String, Failure> {
    match cleaned(words) {
        words if words.is_empty() => {
            Err(Failure::new("the memo says nothing")
                .hint("write something, or remove the memo"))
        }
        words => Ok(words),
    }
}

/// A title on one line, if there is any.
fn title(title: Option<&str>) -> Option<String> {
    let words = cleaned(title?);
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
