use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::Failure;

use super::{accounts, refused, when, wrong};
use crate::accounts::SHORTEST;
use crate::app::App;
use crate::caller::Caller;
use crate::layout::{Frame, Sheet};
use crate::studies::{apart, name_of};
use crate::trouble::{Page, Trouble, page as done};
use crate::visitor::Visitor;

/// What was just done.
#[derive(Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    done: String,
}

/// The password that is known, and the one that is wanted.
#[derive(Deserialize)]
pub(super) struct Typed {
    before: String,
    password: String,
    again: String,
}

pub(super) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(told): Query<Told>,
) -> Page {
    done(drawn(&app, &visitor, &headers, &told.done, None)?)
}

pub(super) async fn password(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Caller(from): Caller,
    Form(typed): Form<Typed>,
) -> Result<Response, Trouble> {
    let (asked, name) = (app.clone(), visitor.account().unwrap_or_default());
    let secret = app.door.shown(&headers).unwrap_or_default();
    let changed = apart(move || {
        if typed.password != typed.again {
            return Err(Failure::new("the two new passwords are not the same"));
        }
        let accounts = accounts(&asked)?;
        accounts.change_password(&name, &typed.before, &typed.password, from, &secret)
    });
    Ok(match changed.await {
        Ok(()) => Redirect::to("/account?done=password").into_response(),
        Err(failure) => refused(drawn(&app, &visitor, &headers, "", Some(&failure))?),
    })
}

pub(super) async fn sign_out_others(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Redirect, Trouble> {
    let name = visitor.account().unwrap_or_default();
    let secret = app.door.shown(&headers).unwrap_or_default();
    apart(move || accounts(&app)?.sign_out_others(&name, &secret)).await?;
    Ok(Redirect::to("/account?done=others"))
}

fn drawn(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    told: &str,
    failure: Option<&Failure>,
) -> Result<Markup, Failure> {
    let accounts = accounts(app)?;
    let name = visitor.account().unwrap_or_default();
    let person =
        accounts.person(&name).ok_or_else(|| Failure::nothing("there is no such account"))?;
    let own = app.door.shown(headers).map(|secret| accounts.mark_of(&secret));
    let browsers = accounts.browsers(&name, app.now()?);
    let word = |file: &str| {
        let all = app.studies.all();
        all.into_iter()
            .find(|study| name_of(&study.path) == file)
            .map(|study| study.word.clone())
    };
    let body = html! {
        div.narrow {
            h1 { bdi { (person.name) } }
            @match told {
                "password" => p.made role="status" {
                    "Your password is changed; other browsers are signed out."
                },
                "others" => p.made role="status" { "Other browsers are signed out." },
                _ => {}
            }
            @if let Some(failure) = failure { (wrong(failure)) }
            h2 { "What you are" }
            ul {
                @if person.keeper { li { "You keep this workbench: " a href="/accounts" { "accounts" } "." } }
                @for (study, role) in &person.roles { li {
                    @match word(study) {
                        Some(word) => a href={ "/s/" (word) "/documents" } { bdi { (study) } },
                        None => bdi { (study) },
                    }
                    ": " strong { (role.as_str()) } ", who " (role.in_words())
                } }
            }
            h2 { "Another password" }
            form.account method="post" action="/account/password" {
                input type="hidden" name="username" value=(person.name) autocomplete="username";
                p.field {
                    label for="before" { "The password that you have" }
                    input #before name="before" type="password" required
                        autocomplete="current-password";
                }
                p.field {
                    label for="password" { "A new one of at least " (SHORTEST) " characters" }
                    input #password name="password" type="password" required
                        minlength=(SHORTEST) autocomplete="new-password";
                }
                p.field {
                    label for="again" { "The new one again" }
                    input #again name="again" type="password" required
                        minlength=(SHORTEST) autocomplete="new-password";
                }
                p { button type="submit" { "Change the password" } }
            }
            h2 { "Where you are signed in" }
            ul {
                @for browser in &browsers { li {
                    @if own.as_ref() == Some(&browser.mark) { "this browser" }
                    @else { "another browser" }
                    ", since " (when(browser.since)) ", last used " (when(browser.seen))
                } }
            }
            p.hint { "A browser that is not used for 12 hours is signed out, and any after two weeks." }
            div.row {
                @if browsers.len() > 1 {
                    form method="post" action="/account/others" {
                        button type="submit" { "Sign out the others" }
                    }
                }
                form method="post" action="/sign-out" { button type="submit" { "Sign out" } }
            }
        }
    };
    Ok(Frame::outside(app, visitor).around(Sheet {
        title: "Account",
        place: "",
        counts: false,
        own: "team",
        body,
    }))
}
