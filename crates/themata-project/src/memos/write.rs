//! Writing memos, changing them and taking them away.

use themata_model::{Change, Coder, CoderKind, Memo, Session, Study};
use themata_store::{Action, Snapshot};

use super::place::{MemoPlace, target};
use crate::codings::acting_coder;
use crate::rounds::veil::memos_seen_by;
use crate::{Failure, Project};

/// A memo that somebody writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMemo {
    /// What it is about.
    pub place: MemoPlace,
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
    /// What it said when whoever edits it began, where that is known: it is not changed if it
    /// says something else by now.
    pub known: Option<String>,
}

impl Project {
    /// Writes a memo on the study, a code, a document or a passage in the acting coder's name,
    /// and returns its number.
    ///
    /// # Errors
    ///
    /// If it says nothing, it is not known who writes, or what it is about is not there.
    pub fn memo_write(&mut self, session: &Session, memo: &NewMemo) -> Result<u32, Failure> {
        let mut number = 0;
        self.store.transact(session, |snapshot| {
            let words = said(&memo.words)?;
            let study = snapshot.study()?;
            let (target, what) = target(snapshot, &study, memo.place)?;
            let id = snapshot.next_ids()?.memo;
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
    /// If there is no such memo, it is another coder's, it would say nothing, or it says
    /// something else than is known.
    pub fn memo_edit(
        &mut self,
        session: &Session,
        number: u32,
        edited: &MemoEdited,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let before = own_memo(snapshot, session, number)?;
            if edited.known.as_ref().is_some_and(|known| cleaned(known) != before.words) {
                return Err(Failure::new(format!("memo {number} was changed meanwhile"))
                    .hint("look at it again, and write once more what you want to change"));
            }
            let mut after = before.clone();
            if let Some(words) = &edited.words {
                after.words = said(words)?;
            }
            if let Some(wanted) = &edited.title {
                after.title = title(wanted.as_deref());
            }
            let mut changes = Vec::new();
            if after != before {
                let id = before.id;
                changes.push(Change::Memo { id, before: Some(before), after: Some(after) });
            }
            let summary = format!("change memo {number}");
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(())
    }

    /// Takes a memo away. The history keeps it.
    ///
    /// # Errors
    ///
    /// If there is no such memo, or it is another coder's.
    pub fn memo_remove(&mut self, session: &Session, number: u32) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let before = own_memo(snapshot, session, number)?;
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
/// file and is nobody's here.
pub(crate) fn may_change(coders: &[Coder], viewer: Option<&str>, memo: &Memo) -> bool {
    let mut people = coders.iter().filter(|coder| coder.kind != CoderKind::Machine);
    // Where only one person codes, nobody has to say who they are.
    let own = viewer.or_else(|| match (people.next(), people.next()) {
        (Some(only), None) => Some(only.name.as_str()),
        _ => None,
    });
    !memo.own || memo.is_by(own)
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

/// Words as they are kept: with one kind of line end, without what no page can show, and
/// without blank ends.
fn cleaned(words: &str) -> String {
    let lines = words.replace("\r\n", "\n").replace('\r', "\n");
    let shown = lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    shown.collect::<String>().trim().to_owned()
}
