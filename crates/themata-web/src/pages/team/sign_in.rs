use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::Failure;

use super::{accounts, refused, wrong};
use crate::app::App;
use crate::caller::Caller;
use crate::layout::{Frame, Sheet};
use crate::studies::apart;
use crate::trouble::{Page, Trouble, page as done};
use crate::visitor::Visitor;

/// Where to go on.
#[derive(Deserialize)]
pub(super) struct On {
    #[serde(default)]
    next: String,
}

/// What somebody typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Query(on): Query<On>,
) -> Page {
    accounts(&app)?;
    done(drawn(&app, &visitor, "", &on.next, None))
}

pub(super) async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    Caller(from): Caller,
    Form(typed): Form<Typed>,
) -> Result<Response, Trouble> {
    let Typed { name, password, next } = typed;
    let (asked, tried) = (app.clone(), name.clone());
    let secret =
        apart(move || accounts(&asked)?.sign_in(&tried, &password, from, asked.now()?));
    match secret.await {
        Ok(secret) => {
            let mut response = Redirect::to(on_this_server(&next)).into_response();
            app.door.hand_out(&mut response, &secret);
            Ok(response)
        }
        Err(failure) => Ok(refused(drawn(&app, &visitor, &name, &next, Some(&failure)))),
    }
}

pub(super) async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let secret = app.door.shown(&headers).unwrap_or_default();
    let asked = app.clone();
    apart(move || accounts(&asked)?.sign_out(&secret)).await?;
    let mut response = Redirect::to("/sign-in").into_response();
    app.door.hand_out(&mut response, "");
    Ok(response)
}

/// A page of this server, or the first one: two slashes would lead elsewhere.
fn on_this_server(next: &str) -> &str {
    let is_here = next.starts_with("/s/") || next.starts_with("/join/") || next == "/account";
    if is_here && !next.contains(['\\', '\r', '\n']) { next } else { "/" }
}

fn drawn(
    app: &App,
    visitor: &Visitor,
    name: &str,
    next: &str,
    failure: Option<&Failure>,
) -> Markup {
    let body = html! {
        div.narrow {
            h1 { "Sign in" }
            @if let Some(failure) = failure { (wrong(failure)) }
            form.account method="post" action="/sign-in" {
                input type="hidden" name="next" value=(next);
                p.field {
                    label for="name" { "Name" }
                    input #name name="name" value=(name) required maxlength="80"
                        autocomplete="username" autofocus[name.is_empty()];
                }
                p.field {
                    label for="password" { "Password" }
                    input #password name="password" type="password" required
                        autocomplete="current-password" autofocus[!name.is_empty()];
                }
                p { button.main type="submit" { "Sign in " kbd { "Enter" } } }
            }
            p.hint {
                "You have no account? Whoever leads your study can send you a link. You forgot \
                 the password? Whoever keeps this workbench can send you one for another."
            }
        }
    };
    Frame::outside(app, visitor).around(Sheet {
        title: "Sign in",
        place: "",
        counts: false,
        own: "team",
        body,
    })
}
