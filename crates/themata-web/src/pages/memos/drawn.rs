//! Memos and the forms in which they are written, the same on every page.

use maud::{Markup, html};
use themata_project::{ListedMemo, MemoOn};

/// How many letters a memo may have.
const LONGEST: u32 = 100_000;

/// A form in which a memo is written or changed.
pub(in crate::pages) struct Writing<'a> {
    /// What finds it again on the page; a form of its own for each memo.
    pub(in crate::pages) id: &'a str,
    /// Where its actions go, behind the address of the study.
    pub(in crate::pages) path: &'a str,
    /// What a new memo is about, as `actions` reads it; nothing for a known one.
    pub(in crate::pages) place: Option<&'a str>,
    /// What it is called; `None` if it can have no title.
    pub(in crate::pages) title: Option<&'a str>,
    pub(in crate::pages) words: &'a str,
    pub(in crate::pages) rows: u8,
    /// What is written in it.
    pub(in crate::pages) called: &'a str,
}

impl Writing<'_> {
    /// The form, with what else belongs into it above the words.
    pub(in crate::pages) fn form(&self, above: &Markup) -> Markup {
        self.drawn(self.path == NEW, above)
    }

    /// The form for something that is new each time.
    pub(in crate::pages) fn fresh(&self, above: &Markup) -> Markup {
        self.drawn(true, above)
    }

    fn drawn(&self, is_new: bool, above: &Markup) -> Markup {
        html! {
            form.memo-form id=(self.id) data-path=(self.path) data-place=[self.place]
                data-new[is_new] {
                (above)
                @if let Some(title) = self.title {
                    input id={ (self.id) "-title" } name="title" value=(title) maxlength="200"
                        autocomplete="off" dir="auto" placeholder="Title, if it needs one"
                        aria-label={ "Title: " (self.called) };
                }
                textarea id={ (self.id) "-words" } name="words" rows=(self.rows) dir="auto"
                    maxlength=(LONGEST) aria-label=(self.called) { (self.words) }
                div.buttons {
                    button.main type="submit" { "Save " kbd { "Ctrl Enter" } }
                    @if !is_new {
                        button.quiet type="button" data-leave { "Leave it as it was" }
                        button.danger type="button" data-remove { "Remove" }
                    }
                }
            }
        }
    }
}

/// Where new memos are sent.
pub(in crate::pages) const NEW: &str = "memos/write";

/// A known memo that may be changed, folded together behind `Edit`.
pub(in crate::pages) fn editing(memo: &ListedMemo) -> Markup {
    let (id, path) = match memo.on {
        MemoOn::Coding => {
            (format!("remark-{}", memo.number), format!("memos/coding/{}", memo.number))
        }
        _ => (format!("memo-{}", memo.number), format!("memos/{}", memo.number)),
    };
    let has_title = memo.on != MemoOn::Coding;
    let writing = Writing {
        id: &id,
        path: &path,
        place: None,
        title: has_title.then_some(memo.title.as_deref().unwrap_or_default()),
        words: &memo.words,
        rows: 5,
        called: "What the memo says",
    };
    html! {
        @if memo.may_change {
            details.memo-edit id={ "edit-" (id) } data-needs="note" {
                summary { "Edit" }
                (writing.form(&html! {}))
            }
        }
    }
}

/// What a memo says, with its title.
pub(in crate::pages) fn said(title: Option<&str>, words: &str) -> Markup {
    html! {
        @if let Some(title) = title { h3 dir="auto" { (title) } }
        p.words dir="auto" { (words) }
    }
}

/// Who wrote a memo.
pub(in crate::pages) fn author(author: Option<&str>, is_comment: bool) -> Markup {
    html! {
        @if let Some(author) = author { bdi { (author) } }
        @if is_comment { " (came with the file)" }
    }
}

/// When a memo was written: to the minute or, of a comment, as its source writes it.
pub(in crate::pages) fn when(at: Option<&str>, is_comment: bool) -> Markup {
    html! {
        @match at {
            Some(at) if is_comment => span dir="auto" { (at) },
            Some(at) => time datetime=(at) { (minute(at)) " UTC" },
            None => {}
        }
    }
}

/// `2026-05-01 14:02` of `2026-05-01T14:02:11Z`.
fn minute(at: &str) -> String {
    at.get(..16).map_or_else(|| at.to_owned(), |minute| minute.replace('T', " "))
}
