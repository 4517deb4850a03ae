//! The memos of a study, each with the way to what it is on.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{ListedMemo, MemoOn, MemoPage};

use super::leading::asking;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many memos stand on a page.
const SIZE: usize = 100;

/// How many letters of a passage are shown.
const SHOWN: usize = 240;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/memos", get(page))
}

/// Which memos are wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// What they are on: a word of [`MemoOn`], or nothing for all.
    on: String,
    page: String,
}

async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let (on, number) = (MemoOn::from_word(&asked.on), asked.page.parse().unwrap_or(1));
    let page = study.ask(&visitor, move |project| project.memo_page(on, SIZE, number)).await?;
    let word = &study.word;
    let body = html! {
        h1 { "Memos" }
        div #fresh data-moment=(page.moment) {
            @if page.counts.iter().sum::<usize>() == 0 {
                p.lead {
                    "A memo is written in the transcript, with the code that it goes with, and \
                     comments come with files that have them."
                }
                p.next {
                    a.button.main href={ "/s/" (word) "/documents" } { "Go to the documents" }
                }
            } @else {
                (kinds(word, on, &page))
                @if page.memos.is_empty() {
                    p.lead { "There is no memo of this kind." }
                }
                ol.memos { @for memo in &page.memos { (drawn(word, memo)) } }
                (parts(word, &asked, &page))
            }
        }
    };
    done(frame.around(Sheet { title: "Memos", place: "memos", own: "memos", body }))
}

/// What memos can be on, each with how many there are.
fn kinds(study: &str, on: Option<MemoOn>, page: &MemoPage) -> Markup {
    let path = format!("/s/{study}/memos");
    let all: usize = page.counts.iter().sum();
    html! {
        nav.kinds aria-label="What memos are on" {
            a id="on-all" href=(path) data-stays aria-current=[on.is_none().then_some("true")] {
                "all " span.number { (super::grouped(all)) }
            }
            @for (kind, count) in MemoOn::ALL.into_iter().zip(page.counts) {
                a id={ "on-" (kind.as_str()) } href=(asking(&path, &[("on", kind.as_str())]))
                    data-stays aria-current=[(on == Some(kind)).then_some("true")] {
                    "on " (kind.as_str()) "s " span.number { (super::grouped(count)) }
                }
            }
        }
    }
}

fn drawn(study: &str, memo: &ListedMemo) -> Markup {
    let (number, name) = &memo.document;
    let place = match memo.span {
        Some(span) => format!("/s/{study}/read/{number}#at-{}-{}", span.start(), span.end()),
        None => format!("/s/{study}/read/{number}"),
    };
    html! {
        li tabindex="-1" {
            p.words dir="auto" { (memo.words) }
            @if !memo.about.trim().is_empty() {
                blockquote dir="auto" { a href=(place) { (shortened(&memo.about)) } }
            }
            p.facts {
                a href=(place) dir="auto" { (name) }
                @if let Some((place, code)) = &memo.code {
                    span { span.swatch.{ "c" (place) } aria-hidden="true" {} " " bdi { (code) } }
                }
                @if let Some(author) = &memo.author { span dir="auto" { (author) } }
                @if let Some(at) = &memo.at { span { (at) } }
            }
        }
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

fn parts(study: &str, asked: &Asked, page: &MemoPage) -> Markup {
    let part = |number: usize| {
        let (path, number) = (format!("/s/{study}/memos"), number.to_string());
        asking(&path, &[("on", &asked.on), ("page", &number)])
    };
    html! {
        @if page.pages > 1 {
            nav.parts aria-label="Parts of the memos" {
                @if page.page > 1 {
                    a rel="prev" href=(part(page.page - 1)) { "← before " kbd { "[" } }
                }
                span { "Page " (page.page) " of " (super::grouped(page.pages)) }
                @if page.page < page.pages {
                    a rel="next" href=(part(page.page + 1)) { "next " kbd { "]" } " →" }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use super::shortened;
    use crate::specimen::Specimen;

    #[tokio::test]
    async fn a_memo_leads_to_its_place_and_is_escaped() {
        let bench = Specimen::new();
        let empty = bench.page("/s/care/memos").await;
        assert!(empty.body.contains("Go to the documents"), "{}", empty.body);
        let code = r#"{"start":34,"end":40,"codes":["record"],"memo":"<b>why</b> & how"}"#;
        let coded = bench.done("/s/care/read/1/code", code).await;
        assert_eq!(coded.status, 200, "{}", coded.body);
        let page = bench.page("/s/care/memos?on=coding").await;
        assert!(page.body.contains("&lt;b&gt;why&lt;/b&gt; &amp; how"), "{}", page.body);
        assert!(page.body.contains("/s/care/read/1#at-"), "{}", page.body);
        assert!(!page.body.contains("<b>why"), "{}", page.body);
        let none = bench.page("/s/care/memos?on=passage").await;
        assert!(none.body.contains("There is no memo of this kind."), "{}", none.body);
    }

    #[test]
    fn passages_are_cut_between_words() {
        assert_eq!(shortened(" a  b\nc "), "a b c");
        let long = "words ".repeat(100);
        let cut = shortened(&long);
        assert!(cut.ends_with("words …") && cut.chars().count() < 250, "{cut}");
    }
}
