//! All memos, each with the way to what it is on.

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{ListedMemo, MemoOn, MemoPage, MemoQuestion};

use super::super::leading::asking;
use super::drawn::{NEW, Writing, author, editing, said, when};
use super::{head, parts};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::studies::OpenStudy;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many memos stand on a page.
const SIZE: usize = 100;

/// How many letters of a passage are shown.
const SHOWN: usize = 240;

/// Which memos are wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// What they are on: a word of [`MemoOn`], or nothing for all.
    on: String,
    author: String,
    q: String,
    page: String,
}

impl Asked {
    fn question(&self) -> MemoQuestion {
        MemoQuestion {
            on: MemoOn::from_word(&self.on),
            author: self.author.clone(),
            words: self.q.clone(),
        }
    }

    /// What the address keeps: words as numbers.
    fn kept(&self, study: &OpenStudy) -> [(&'static str, String); 3] {
        let numbered = |words: &str| study.sought.numbered(words);
        [("on", self.on.clone()), ("author", numbered(&self.author)), ("q", numbered(&self.q))]
    }

    fn is_narrow(&self) -> bool {
        !self.author.is_empty() || !self.q.trim().is_empty()
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let (question, number) = (asked.question(), asked.page.parse().unwrap_or(1));
    let page =
        study.ask(&visitor, move |project| project.memo_page(&question, SIZE, number)).await?;
    let word = &study.word;
    let path = format!("/s/{word}/memos");
    let kept = asked.kept(&study);
    let body = html! {
        (head(word, false))
        (tools(&study, &asked, &page))
        details #write data-needs="note" {
            summary.button { "Write a memo " kbd { "n" } }
            (writing(&page))
        }
        div #fresh data-moment=(page.moment) {
            @if page.counts.iter().sum::<usize>() == 0 && !asked.is_narrow() {
                p.lead {
                    "A memo holds what you think about the study, a code, a document or a \
                     passage; comments come with files that have them."
                }
                p.next { button.main type="button" data-writes data-needs="note" { "Write the first memo" } }
            } @else {
                (kinds(&path, &kept, &page))
                @if page.memos.is_empty() {
                    p.lead { "There is no such memo." }
                    p.next { a.button href=(path) data-stays { "Show all memos" } }
                }
                ol.memos { @for memo in &page.memos { (entry(word, memo)) } }
                (parts(&path, &kept.each_ref().map(|(name, value)| (*name, value.as_str())), &page))
            }
        }
    };
    done(frame.around(Sheet {
        title: "Memos",
        place: "memos",
        counts: false,
        own: "memos",
        body,
    }))
}

fn tools(study: &OpenStudy, asked: &Asked, page: &MemoPage) -> Markup {
    html! {
        form.narrow.tools role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="memos";
            input type="hidden" name="on" value=(asked.on);
            label { "Written by "
                select name="author" {
                    option value="" { "everybody" }
                    @for name in &page.authors {
                        option value=(name) selected[*name == asked.author] { (name) }
                    }
                }
            }
            label { "With the words "
                input #q name="q" type="search" value=(asked.q) autocomplete="off"
                    maxlength="200" dir="auto" placeholder="(/)";
            }
            button type="submit" { "Show" }
        }
    }
}

/// The form for a new memo, with the choice of what it is about.
fn writing(page: &MemoPage) -> Markup {
    let about = html! {
        label for="about" { "About " }
        select #about name="place" {
            option value="study" { "the study: an entry of the journal" }
            @if !page.documents.is_empty() {
                optgroup label="A document" {
                    @for (number, name) in &page.documents {
                        option value={ "document-" (number) } { (name) }
                    }
                }
            }
            @if !page.codes.is_empty() {
                optgroup label="A code" {
                    @for (place, name, depth) in &page.codes {
                        option value={ "code-" (place) } {
                            @for _ in 0..(*depth).min(6) { "\u{2003}" }
                            (name)
                        }
                    }
                }
            }
        }
        p.hint { "A memo on a passage is written where it is read, with " kbd { "Shift M" } "." }
    };
    let writing = Writing {
        id: "new-memo",
        path: NEW,
        place: None,
        title: Some(""),
        words: "",
        rows: 5,
        called: "What the memo says",
    };
    writing.form(&about)
}

/// What memos can be on, each with how many there are.
fn kinds(path: &str, kept: &[(&'static str, String); 3], page: &MemoPage) -> Markup {
    let [(_, on), (_, author), (_, words)] = kept;
    let all: usize = page.counts.iter().sum();
    let on = MemoOn::from_word(on);
    let link = |on: &str| asking(path, &[("on", on), ("author", author), ("q", words)]);
    html! {
        nav.kinds aria-label="What memos are on" {
            a id="on-all" href=(link("")) data-stays
                aria-current=[on.is_none().then_some("true")] {
                "all " span.number { (super::super::grouped(all)) }
            }
            @for (kind, count) in MemoOn::ALL.into_iter().zip(page.counts) {
                a id={ "on-" (kind.as_str()) } href=(link(kind.as_str())) data-stays
                    aria-current=[(on == Some(kind)).then_some("true")] {
                    @match kind {
                        MemoOn::Study => "on the study ",
                        kind => { "on " (kind.as_str()) "s " }
                    }
                    span.number { (super::super::grouped(count)) }
                }
            }
        }
    }
}

fn entry(study: &str, memo: &ListedMemo) -> Markup {
    let place = place(study, memo);
    html! {
        li tabindex="-1" {
            (said(memo.title.as_deref(), &memo.words))
            @if !memo.about.trim().is_empty() {
                blockquote dir="auto" { a href=(place) { (shortened(&memo.about)) } }
            }
            p.facts {
                @if let Some((_, name)) = &memo.document { a href=(place) dir="auto" { (name) } }
                @if let Some((code, name)) = &memo.code {
                    @let called = html! {
                        span.swatch.{ "c" (code) } aria-hidden="true" {} " " bdi { (name) }
                    };
                    @if memo.on == MemoOn::Code { a href=(place) { (called) } }
                    @else { span { (called) } }
                }
                @if memo.on == MemoOn::Study { a href=(place) { "Journal" } }
                span { (author(memo.author.as_deref(), memo.is_comment)) }
                (when(memo.at.as_deref(), memo.is_comment))
            }
            (editing(memo))
        }
    }
}

/// The address of what a memo is on.
fn place(study: &str, memo: &ListedMemo) -> String {
    match (&memo.document, memo.span, &memo.code) {
        (Some((number, _)), Some(span), _) => {
            format!("/s/{study}/read/{number}#at-{}-{}", span.start(), span.end())
        }
        (Some((number, _)), None, _) => format!("/s/{study}/read/{number}"),
        (None, _, Some((code, _))) => format!("/s/{study}/codebook/{code}"),
        (None, _, None) => format!("/s/{study}/memos/journal"),
    }
}

/// The beginning of a passage, whole words only.
fn shortened(words: &str) -> String {
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(SHOWN) {
        None => flat,
        Some((end, _)) => {
            let cut = &flat[..end];
            format!("{} …", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn passages_are_cut_between_words() {
        assert_eq!(shortened(" a  b\nc "), "a b c");
        let long = "words ".repeat(100);
        let cut = shortened(&long);
        assert!(cut.ends_with("words …") && cut.chars().count() < 250, "{cut}");
    }
}
