//! What machines propose, to be accepted or turned down, and how to have more proposed.

mod actions;

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::asking::QueryNames;
use themata_project::{Found, FoundExcerpt, Project};

use super::excerpts::builder::applicable;
use super::excerpts::results::{codes, counted, grouped, narrowed, pages, words};
use super::excerpts::{Asked, Listing, Sought};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::studies::OpenStudy;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/proposals", Right::Read, page)
        .post("/proposals/decide", Right::Code, actions::decide)
        .post("/proposals/autocode", Right::Code, actions::autocode)
}

/// What an address asks for besides a part of the proposals.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Where {
    /// The query at whose places a code is to be proposed.
    #[serde(rename = "where")]
    query: String,
}

async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    Query(Where { query }): Query<Where>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let Sought { moment, names, found } =
        Sought::of(&study, &visitor, &asked, Project::waiting).await?;
    let found = found.as_ref();
    let body = Listing {
        study: &study,
        page: "proposals",
        asked: &asked,
        trouble: found.err(),
        moment,
        head: html! {
            h1 { "Machine proposals" }
            a href={ "/s/" (study.word) "/excerpts" } { "Excerpts" }
        },
        lead: html! {
            p.lead {
                "A program proposes codings by a query. They count in no figure until a person \
                 accepts them; what is rejected is not proposed again."
            }
        },
        listing: html! { @if let Ok(found) = found { (listing(&study, &asked, found)) } },
        beside: (
            "Proposals by code, and new ones",
            html! {
                @if let Ok(found) = found { (by_code(&study, &asked, found)) }
                (form(&names, &query))
            },
        ),
        behind: html! {},
    }
    .drawn();
    let title = "Machine proposals";
    done(frame.around(Sheet { title, place: "excerpts", counts: true, own: "proposals", body }))
}

fn listing(study: &OpenStudy, asked: &Asked, found: &Found) -> Markup {
    html! {
        p.sum #sum role="status" {
            b { (counted(found.total, "proposal")) } " in "
            (counted(found.documents, "document"))
        }
        @if found.total == 0 {
            div.nothing {
                p {
                    "Nothing waits to be decided. Have a code proposed wherever a query means \
                     something."
                }
                button.main type="button" data-goes="autocode" data-needs="code" { "Propose a code" }
            }
        } @else {
            div.tools {
                button type="button" data-all="accept" data-needs="code" data-query=(asked.q) {
                    "Accept all " (grouped(found.total))
                }
                button type="button" data-all="reject" data-needs="code" data-query=(asked.q) {
                    "Reject all " (grouped(found.total))
                }
            }
            ol #results data-total=(found.total) aria-label="Proposals" {
                @for result in &found.results { (drawn(&study.word, result)) }
            }
            (pages(study, asked, found.total))
        }
    }
}

fn drawn(word: &str, result: &FoundExcerpt) -> Markup {
    let (start, end) = (result.span.start(), result.span.end());
    let place = format!("/s/{word}/read/{}#at-{start}-{end}", result.document);
    html! {
        @for coding in &result.codings {
            li.result id={ "proposal" (coding.id) } tabindex="-1" data-proposal=(coding.id) {
                div.what {
                    (words(result, &place))
                    p.by {
                        (codes(&result.codings))
                        span.credit dir="auto" { (result.credit) }
                        @if let Some(query) = &coding.memo {
                            span.made dir="auto" title="The query that made it" { (query) }
                        }
                    }
                    p.decide {
                        button type="button" data-decides="accept" data-needs="code" { "Accept " kbd { "a" } }
                        button type="button" data-decides="reject" data-needs="code" { "Reject " kbd { "r" } }
                        button.quiet type="button" data-decides="skip" { "Skip " kbd { "s" } }
                    }
                }
            }
        }
    }
}

/// How many wait of each code; each number leads to those.
fn by_code(study: &OpenStudy, asked: &Asked, found: &Found) -> Markup {
    html! {
        div #counts data-anew {
            @for counts in found.counts.iter().filter(|counts| !counts.rows.is_empty()) {
                section {
                    h2 { "By code" }
                    table.figures {
                        thead.sr {
                            tr { th scope="col" { "code" } th scope="col" { "number" } }
                        }
                        tbody {
                            @for (name, count, term) in &counts.rows {
                                @let term = term.as_deref().unwrap_or_default();
                                tr {
                                    td dir="auto" { (name) }
                                    td.number {
                                        a href={ "?q=" (study.sought.numbered(&narrowed(&asked.q, term))) }
                                            aria-label={ (grouped(*count)) ", " (name) } {
                                            (grouped(*count))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How to have a code proposed.
fn form(names: &QueryNames, query: &str) -> Markup {
    html! {
        details #autocode open {
            summary { "Propose a code" }
            form {
                label {
                    span { "Wherever this is found" }
                    input #where type="text" name="q" value=(query) autocomplete="off"
                        spellcheck="false" data-completes required
                        placeholder="\"waiting list\"";
                }
                label {
                    span { "The code" }
                    select name="code" required {
                        option value="" { "choose a code" }
                        @for code in applicable(&names.codes) {
                            option value=(code.name) { (code.name) }
                        }
                    }
                }
                label {
                    span { "On" }
                    select name="unit" {
                        @for (value, words) in [
                            ("sentence", "the sentence"),
                            ("match", "the words alone"),
                            ("5words", "five words on either side"),
                            ("paragraph", "the paragraph"),
                            ("turn", "the turn"),
                            ("excerpt", "the coded excerpt around it"),
                        ] { option value=(value) { (words) } }
                    }
                }
                label.check {
                    input type="checkbox" name="everyone";
                    "what interviewers say, too"
                }
                p #autocode-preview role="status" {}
                div.buttons {
                    button type="submit" value="preview" { "How many?" }
                    button.main type="submit" value="propose" { "Propose" }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::specimen::Specimen;

    const AUTOCODE: &str = r#"{"q":"everything OR never","code":"record","unit":"sentence"}"#;

    #[tokio::test]
    async fn a_code_is_proposed_told_and_decided() {
        let bench = Specimen::new();
        let page = bench.page("/s/care/proposals").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Nothing waits to be decided"), "{}", page.body);
        assert!(page.body.contains("<b>0 proposals</b>"));

        let preview = AUTOCODE.replace("\"unit\"", "\"preview\":true,\"unit\"");
        let answer = bench.done("/s/care/proposals/autocode", &preview).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.body.contains("\"concerned\":2"), "{}", answer.body);
        let page = bench.page("/s/care/proposals").await;
        assert!(page.body.contains("<b>0 proposals</b>"), "a preview proposes nothing");

        bench.done("/s/care/proposals/autocode", AUTOCODE).await;
        let page = bench.page("/s/care/proposals?q=code:record").await;
        assert!(page.body.contains("<b>2 proposals</b>"), "{}", page.body);
        assert!(page.body.contains("The record never loads."));

        let number = page.body.split("data-proposal=\"").nth(1).unwrap_or_default();
        let number = number.split('"').next().unwrap_or_default();
        let one = format!("{{\"proposals\":[{number}],\"accept\":true}}");
        let answer = bench.done("/s/care/proposals/decide", &one).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let rest = r#"{"q":"code:record","accept":false}"#;
        let answer = bench.done("/s/care/proposals/decide", rest).await;
        assert!(answer.body.contains("\"concerned\":1"), "{}", answer.body);
        let page = bench.page("/s/care/excerpts?q=code:record").await;
        assert!(page.body.contains("<b>1 excerpt</b>"), "what was accepted is a coding");
        let again = bench.done("/s/care/proposals/decide", rest).await;
        assert_eq!(again.status, 404, "{}", again.body);
    }

    #[tokio::test]
    async fn what_is_stored_is_escaped() {
        let bench = Specimen::new();
        let naughty = r#"{"start":27,"end":31,"codes":[],"new":"<b onload=x>"}"#;
        bench.done("/s/care/read/1/code", naughty).await;
        let page = bench.page("/s/care/proposals?where=%3Cscript%3E&q=%22%3Ci%3E%22").await;
        assert_eq!(page.status, 200);
        for raw in ["<b onload", "<script>", "<i>"] {
            assert!(!page.body.contains(raw), "{raw}");
        }
        assert!(page.body.contains("&lt;b onload=x&gt;"));
        assert!(page.body.contains("&lt;script&gt;"));
    }
}
