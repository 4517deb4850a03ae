//! Memos beside the text that they are about, and the form for a new one.

use maud::{Markup, html};
use themata_project::ShownMemo;

use crate::pages::memos::drawn::{NEW, Writing, author, when};

/// A memo folded together: its words, and behind them who wrote it, when, and what can be done.
pub(super) fn drawn(memo: &ShownMemo) -> Markup {
    let (id, path) = (format!("memo-{}", memo.id), format!("memos/{}", memo.id));
    let writing = Writing {
        id: &id,
        path: &path,
        place: None,
        title: Some(memo.title.as_deref().unwrap_or_default()),
        words: &memo.words,
        rows: 4,
        called: "What the memo says",
    };
    html! {
        details.memo id={ "open-" (id) } {
            summary {
                span.sr { "Memo: " }
                @if let Some(author) = &memo.author { b { bdi { (author) } } " " }
                @if let Some(title) = &memo.title { i { bdi { (title) } } " " }
                span.words dir="auto" { (memo.words) }
            }
            div.facts {
                @if memo.is_comment { span { (author(None, true)) } }
                (when(memo.at.as_deref(), memo.is_comment))
                @if let Some(span) = memo.span.filter(|span| !span.is_empty()) {
                    button.quiet type="button" data-passage={ (span.start()) "-" (span.end()) } {
                        "Show the passage"
                    }
                }
            }
            @if memo.may_change { (writing.form(&html! {})) }
        }
    }
}

/// The form for a new memo; a script says what it is about and shows it.
pub(super) fn writing() -> Markup {
    let about = html! { h2 #memo-about {} };
    let writing = Writing {
        id: "new-memo",
        path: NEW,
        place: Some(""),
        title: Some(""),
        words: "",
        rows: 5,
        called: "What the memo says",
    };
    html! {
        div #writing popover="manual" role="dialog" aria-labelledby="memo-about" {
            (writing.form(&about))
            button.quiet #not-now type="button" { "Not now " kbd { "Esc" } }
        }
    }
}
