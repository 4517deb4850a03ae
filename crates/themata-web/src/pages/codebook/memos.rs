//! What was thought about a code: its memos, and a form for the next.

use maud::{Markup, html};
use themata_project::ListedMemo;

use crate::pages::memos::drawn::{NEW, Writing, author, editing, said, when};

pub(super) fn memos(code: u32, memos: &[ListedMemo]) -> Markup {
    let (id, place) = (format!("code-memo-{code}"), format!("code-{code}"));
    let writing = Writing {
        id: &id,
        path: NEW,
        place: Some(&place),
        title: Some(""),
        words: "",
        rows: 3,
        called: "A memo on this code",
    };
    html! {
        section.code-memos aria-labelledby="memos-title" {
            h2 #memos-title { "Memos" }
            @if !memos.is_empty() {
                ol.memos {
                    @for memo in memos {
                        li {
                            (said(memo.title.as_deref(), &memo.words))
                            p.facts {
                                span { (author(memo.author.as_deref(), memo.is_comment)) }
                                (when(memo.at.as_deref(), memo.is_comment))
                            }
                            (editing(memo))
                        }
                    }
                }
            }
            details.memo-new id={ "new-" (id) } data-needs="note" {
                summary.button { "Write a memo " kbd { "Shift M" } }
                (writing.form(&html! {}))
            }
        }
    }
}
