//! Coding the excerpts of a code again, one by one, with one of several codes.

use axum::Json;
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::codebook::{CodeExcerpt, CodeExcerpts, ListedCode};

use super::links;
use super::written::{Written, known, written};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::trouble::{Deed, Page, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

/// How many excerpts stand on a page.
const PAGE: usize = 25;

/// How many codes can be on keys.
const KEYS: usize = 9;

/// What an address says: the codes that excerpts may become, and behind which one to go on.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Places of codes, joined by commas.
    #[serde(default)]
    into: String,
    /// One more code.
    #[serde(default)]
    add: Option<u32>,
    /// Document, beginning and end of an excerpt: `3-120-180`.
    #[serde(default)]
    behind: Option<String>,
}

impl Asked {
    fn targets(&self) -> Vec<u32> {
        let said = self.into.split(',').filter_map(|place| place.trim().parse().ok());
        let mut targets: Vec<u32> = Vec::new();
        for place in said.chain(self.add) {
            if !targets.contains(&place) && targets.len() < KEYS {
                targets.push(place);
            }
        }
        targets
    }

    fn place(&self) -> Option<(u32, u32, u32)> {
        let mut numbers = self.behind.as_deref()?.split('-').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some((next()?, next()?, next()?))
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let behind = asked.place();
    let (codes, excerpts) = study
        .ask(&visitor, move |project| {
            let excerpts = project.code_excerpts(code, behind, PAGE)?;
            Ok((project.codes()?, excerpts))
        })
        .await?;
    let word = &study.word;
    let wanted = asked.targets();
    let find = |place: u32| codes.iter().find(|known| known.place == place);
    let targets: Vec<&ListedCode> = wanted
        .iter()
        .filter_map(|&place| find(place))
        .filter(|target| target.active && target.assignable && target.place != code)
        .collect();
    let name = find(code).map_or("", |code| code.name.as_str());
    let title = format!("{name}: one by one");
    let body = html! {
        div #split data-code=(code) {
            p.back { a href=(links::code(word, code)) { "← " (name) } }
            h1 { "Code the excerpts of “" (name) "” again" }
            p.lead {
                "Each excerpt takes the code whose key you press, for everyone who coded it so; \
                 each coding stays its coder's, with its memo."
            }
            (choices(&codes, &targets, code))
            (queue(&excerpts, &targets, word, name))
            @if excerpts.behind > 0 {
                p.buttons {
                    a.button #further href=(further(&excerpts, &targets)) {
                        "The next of " (count(excerpts.behind, "excerpt")) " behind these "
                        kbd { "f" }
                    }
                }
            }
        }
    };
    done(frame.around(Sheet {
        title: &title,
        place: "codebook",
        counts: false,
        own: "codebook",
        body,
    }))
}

/// The codes that an excerpt may become, each with its key.
fn choices(codes: &[ListedCode], targets: &[&ListedCode], code: u32) -> Markup {
    let into = joined(targets.iter().map(|target| target.place));
    html! {
        section.choices aria-label="The codes they may become" {
            @if !targets.is_empty() {
                ol.targets {
                    @for (key, target) in targets.iter().enumerate() {
                        @let rest = joined(targets.iter().map(|t| t.place).filter(|p| *p != target.place));
                        li class={ "c" (target.place) } data-target=(target.place)
                            data-name=(target.name) {
                            kbd { (key + 1) } span.swatch aria-hidden="true" {}
                            span dir="auto" { (target.name) }
                            a href={ "?into=" (rest) } aria-label={ "Leave out " (target.name) } {
                                "×"
                            }
                        }
                    }
                }
            }
            @if targets.len() < KEYS {
                form #choose method="get" {
                    input type="hidden" name="into" value=(into);
                    label for="add-target" {
                        @if targets.is_empty() { "Choose a code that excerpts may become " }
                        @else { "and " }
                    }
                    select #add-target name="add" {
                        option value="" { "choose a code…" }
                        @for other in codes {
                            @if other.active && other.assignable && other.place != code
                                && !targets.iter().any(|target| target.place == other.place) {
                                option value=(other.place) {
                                    @for _ in 0..other.depth.min(6) { "\u{2003}" }
                                    (other.name)
                                }
                            }
                        }
                    }
                    noscript { button type="submit" { "Add" } }
                }
            }
        }
    }
}

fn queue(excerpts: &CodeExcerpts, targets: &[&ListedCode], word: &str, name: &str) -> Markup {
    html! {
        @if excerpts.excerpts.is_empty() {
            p.lead #queue { "No excerpt carries “" (name) "” here any more." }
        } @else {
            ol #queue {
                @for excerpt in &excerpts.excerpts { (waiting(excerpt, targets, word)) }
            }
        }
    }
}

fn waiting(excerpt: &CodeExcerpt, targets: &[&ListedCode], word: &str) -> Markup {
    let codings = joined(excerpt.codings.iter().map(|(id, _)| *id));
    html! {
        li tabindex="0" data-codings=(codings) {
            p.passage dir="auto" {
                span.around { "…" (excerpt.before) }
                mark { (excerpt.words) }
                span.around { (excerpt.after) "…" }
            }
            (super::excerpts::credit(excerpt, word))
            p.buttons {
                @for (key, target) in targets.iter().enumerate() {
                    button type="button" class={ "c" (target.place) } data-into=(target.place) {
                        kbd { (key + 1) } " " span.swatch aria-hidden="true" {} " " (target.name)
                    }
                }
                span.became role="status" {}
            }
        }
    }
}

/// Where the excerpts behind these are.
fn further(excerpts: &CodeExcerpts, targets: &[&ListedCode]) -> String {
    let into = joined(targets.iter().map(|target| target.place));
    let behind = excerpts.excerpts.last().map_or(String::new(), |last| {
        format!("{}-{}-{}", last.document, last.span.start(), last.span.end())
    });
    format!("?into={into}&behind={behind}")
}

fn joined(numbers: impl Iterator<Item = u32>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(",")
}

/// The names of the codes that one is split into.
#[derive(Deserialize)]
pub(super) struct Names {
    into: Vec<String>,
}

pub(super) async fn split(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    visitor: Visitor,
    Json(names): Json<Names>,
) -> Deed<Written> {
    let study = app.studies.named(&study)?;
    let word = study.word.clone();
    let done = study.act(&app, &visitor, move |project, session| {
        let source = known(project, code)?;
        let names: Vec<String> = names.into.iter().map(|name| name.trim().to_owned()).collect();
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let before = project.codes()?.len();
        let waiting = project.codebook_split(session, &source.name, &names)?;
        // New codes stand behind all others.
        let made = project.codes()?.into_iter().map(|code| code.place);
        let mut made: Vec<u32> = made.filter(|&place| place as usize >= before).collect();
        made.sort_unstable();
        let said = format!(
            "Split “{}” into {}; {} to code again.",
            source.name,
            count(made.len(), "code"),
            count(waiting, "coding")
        );
        let mut done = written(project, said)?;
        done.address = Some(match waiting {
            0 => links::code(&word, made.first().copied().unwrap_or(code)),
            _ => {
                format!("{}/split?into={}", links::code(&word, code), joined(made.into_iter()))
            }
        });
        Ok(done)
    });
    Ok(Json(done.await?))
}

/// Codings that are to say another code.
#[derive(Deserialize)]
pub(super) struct Again {
    codings: Vec<u32>,
    into: u32,
}

pub(super) async fn recode(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(again): Json<Again>,
) -> Deed<Written> {
    let study = app.studies.named(&study)?;
    let done = study.act(&app, &visitor, move |project, session| {
        let target = known(project, again.into)?;
        let done = project.code_again(session, &again.codings, again.into)?;
        let mut said = format!("Coded as “{}”", target.name);
        if done.dropped > 0 {
            said += &format!("; {} said so already", count(done.dropped, "coding"));
        }
        written(project, said + ".")
    });
    Ok(Json(done.await?))
}
