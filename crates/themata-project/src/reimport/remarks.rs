//! What people remarked and asked on a document that gets another version.

use std::collections::BTreeMap;

use themata_model::{About, Change, Memo, MemoId, MemoTarget, Question};

use super::{Fate, Replacement};
use crate::import::memo;

impl Replacement<'_> {
    /// The memos carried over, and the comments of the file that are new.
    pub(super) fn memos(&self, memos: Vec<Memo>, mut next: MemoId) -> Vec<Change> {
        let document = self.document.id;
        let here: Vec<Memo> =
            memos.into_iter().filter(|memo| memo.document() == Some(document)).collect();
        // Each comment that came before accounts for one: the same remark may stand at two
        // places. What a coder wrote here came with no file.
        let mut known: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
        for memo in here.iter().filter(|memo| !memo.own) {
            *known.entry((memo.author.as_deref(), memo.words.as_str())).or_default() += 1;
        }
        let mut changes = Vec::new();
        for comment in &self.content.comments {
            match known.get_mut(&(comment.author.as_deref(), comment.words.as_str())) {
                Some(left) if *left > 0 => *left -= 1,
                _ => {
                    let after = Some(memo(next, document, comment.clone()));
                    changes.push(Change::Memo { id: next, before: None, after });
                    next = MemoId(next.0 + 1);
                }
            }
        }
        for memo in here {
            let Some(from) = memo.span() else { continue };
            let (_, to) = self.carry(from);
            if to != from {
                let after =
                    Some(Memo { target: MemoTarget::Passage(document, to), ..memo.clone() });
                changes.push(Change::Memo { id: memo.id, before: Some(memo), after });
            }
        }
        changes
    }

    /// The questions on passages of the document, carried over with their words, and how many
    /// lost theirs.
    pub(super) fn questions(&self, questions: Vec<Question>) -> (Vec<Change>, usize) {
        let mut lost = 0;
        let mut moved = |question: Question| match question.about {
            About::Document(document, Some(from)) if document == self.document.id => {
                let (fate, to) = self.carry(from);
                lost += usize::from(fate == Fate::Lost && !from.is_empty());
                let about = About::Document(document, Some(to));
                let after = Some(Question { about, ..question.clone() });
                let id = question.id;
                (to != from).then_some(Change::Question { id, before: Some(question), after })
            }
            _ => None,
        };
        let changes = questions.into_iter().filter_map(&mut moved).collect();
        (changes, lost)
    }
}
