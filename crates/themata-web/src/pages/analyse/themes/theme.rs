use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::FailureKind;
use themata_project::asking::NamedCode;
use themata_project::themes::{MemberCode, ThemeReading};

use super::picked::{self, MOST, question};
use super::{evidence, list};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::analyse::parts::parts;
use crate::pages::excerpts::results::narrowed;
use crate::pages::leading::{excerpts, test};
use crate::rights::Right;
use crate::studies::OpenStudy;
use crate::trouble::{Page, hints, page as done};
use crate::visitor::Visitor;
use crate::wording::{count, sentence};

/// What the address of a theme asks for besides it: which excerpts are offered as evidence.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) page: String,
}

impl Asked {
    pub(super) fn number(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, 1_000_000)
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path((study, theme)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let (query, from) = (asked.q.trim().to_owned(), (asked.number() - 1) * MOST);
    let read = study.ask(&visitor, move |project| {
        // What is wrong with the query is told where it stands.
        let (reading, rest) = match project.theme_reading(theme, &query) {
            Err(failure) if failure.kind != FailureKind::Ours => {
                (project.theme_reading(theme, "")?, query.as_str())
            }
            reading => (reading?, ""),
        };
        let names = project.query_names()?.codes;
        let found = match project.found(&question(&reading, rest, from)) {
            Err(failure) if failure.kind == FailureKind::Ours => return Err(failure),
            found => found,
        };
        Ok((reading, names, found))
    });
    let (reading, names, found) = read.await?;
    let word = study.word.as_str();
    let writes = visitor.may(Right::Analyse);
    let body = html! {
        div.ways {
            (parts(&study, "themes", &asked.q))
            div.way #theme-page data-theme-number=(theme) {
                div #fresh data-moment=(reading.moment) {
                    (head(&study, &asked, &reading, writes))
                    div.halves {
                        div.said {
                            (statement(&reading, writes))
                            (members(&study, &asked, &reading, &names))
                            (evidence::evidence(&reading, word, writes))
                        }
                        section.picker aria-labelledby="picker-title" {
                            h2 #picker-title { "Excerpts of its codes" }
                            (picked::form(&study, theme, &asked))
                            @match &found {
                                Ok(found) => { (picked::results(&study, &reading, &asked, found)) }
                                Err(failure) => {
                                    p.refused role="alert" {
                                        (sentence(&failure.message))
                                        @for hint in hints(failure) { " " (hint) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        dialog #thing aria-labelledby="thing-title" {}
    };
    done(frame.around(Sheet {
        title: &reading.theme.title,
        place: "analyse",
        counts: true,
        own: "themes",
        body,
    }))
}

fn head(study: &OpenStudy, asked: &Asked, reading: &ThemeReading, writes: bool) -> Markup {
    let [before, behind] = &reading.neighbours;
    let link = |number: u32| list::address(study, &format!("themes/{number}"), &asked.q);
    html! {
        nav.beside aria-label="Other themes" {
            a data-up href=(list::address(study, "themes", &asked.q)) { "← All themes" }
            @if let Some((number, title)) = before {
                a data-step="before" href=(link(*number)) { span.hint { "before: " } span dir="auto" { (title) } " " kbd { "[" } }
            }
            @if let Some((number, title)) = behind {
                a data-step="behind" href=(link(*number)) { span.hint { "behind: " } span dir="auto" { (title) } " " kbd { "]" } }
            }
        }
        header.bar {
            h1.sr { (reading.theme.title) }
            label.sr for="f-title" { "Title" }
            input.title #f-title data-field="title" dir="auto" maxlength="200" autocomplete="off"
                readonly[!writes] value=(reading.theme.title);
            button.quiet type="button" data-does="remove-theme" data-needs="analyse"
                data-title=(reading.theme.title) { "Remove" }
        }
    }
}

fn statement(reading: &ThemeReading, writes: bool) -> Markup {
    html! {
        label.field for="f-statement" { "What it states " kbd { "e" } }
        textarea #f-statement data-field="statement" rows="4" dir="auto" maxlength="20000"
            readonly[!writes]
            placeholder="In a sentence or two: what the codes add up to" {
            (reading.theme.statement)
        }
    }
}

fn members(
    study: &OpenStudy,
    asked: &Asked,
    reading: &ThemeReading,
    names: &[NamedCode],
) -> Markup {
    let is_free = |code: &&NamedCode| {
        code.active && !reading.members.iter().any(|member| member.name == code.name)
    };
    html! {
        (list::numbers(study, &reading.theme))
        section aria-labelledby="members-title" {
            h2 #members-title { "Codes" }
            @if reading.members.is_empty() {
                p.missing-words { "It has no codes yet." }
            }
            ul.codes {
                @for member in &reading.members { (self::member(study, asked, member)) }
            }
            form #add-code data-needs="analyse" {
                label.sr for="new-code" { "A code that belongs to it" }
                input #new-code list="codes" autocomplete="off" maxlength="200"
                    placeholder="Add a code  (a)";
                datalist #codes {
                    @for code in names.iter().filter(is_free) { option value=(code.name) {} }
                }
                button type="submit" { "Add it" }
            }
        }
    }
}

fn member(study: &OpenStudy, asked: &Asked, member: &MemberCode) -> Markup {
    html! {
        li class={ "c" (member.place) } {
            a.code href={ "/s/" (study.word) "/codebook/" (member.place) } {
                span.swatch aria-hidden="true" {} " " span dir="auto" { (member.name) }
            }
            @if member.subcodes > 0 { span.hint { "with " (count(member.subcodes, "subcode")) } }
            span.short dir="auto" { (member.short) }
            @if member.codings == 0 {
                span.zero title="0" { "·" span.sr { "no codings" } }
            } @else {
                a.n href=(excerpts(study, &narrowed(&asked.q, &test("code", &member.name))))
                    aria-label={ (count(member.codings, "coding")) " of " (member.name) } {
                    (member.codings)
                }
            }
            button.quiet type="button" data-drops=(member.place) data-needs="analyse"
                aria-label={ "Take " (member.name) " out of the theme" } title="Take it out" { "×" }
        }
    }
}
