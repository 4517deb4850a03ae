use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use themata_project::Failure;

use super::Door;
use crate::accounts::{Accounts, Person};
use crate::app::App;
use crate::pages::leading::asking;
use crate::rights::Standing;
use crate::studies::name_of;
use crate::trouble::{Refusal, told_to, wants_page};
use crate::visitor::Visitor;

/// What is there for those who are not signed in.
const OPEN: [&str; 3] = ["/sign-in", "/join/", "/assets/"];

/// Lets in whoever is signed in, to the studies that they are members of.
pub(super) fn admit(
    app: &App,
    door: &Door,
    accounts: &Accounts,
    request: &mut Request,
) -> Result<(), Box<Response>> {
    let path = request.uri().path();
    let now = app.now().map_err(|failure| Box::new(Refusal(failure).into_response()))?;
    let shown = door.shown(request.headers());
    let person = shown.as_deref().and_then(|secret| accounts.signed_in(secret, now));
    let Some(person) = person else {
        if OPEN.iter().any(|open| path.starts_with(open)) {
            request.extensions_mut().insert(Visitor::nobody());
            return Ok(());
        }
        return Err(Box::new(sign_in_first(request)));
    };
    if let Some(secret) = shown.filter(|secret| accounts.is_due(secret, now)) {
        note_use(app, secret, now);
    }
    let study = path.strip_prefix("/s/").and_then(|rest| rest.split('/').next());
    let role = study.and_then(|word| role_in(app, &person, word));
    if study.is_some() && role.is_none() {
        // Whether there is a study of which one is no member is nobody's business.
        return Err(Box::new(no_member(request.headers())));
    }
    let standing = Standing::Account { role, keeper: person.keeper };
    request.extensions_mut().insert(Visitor::signed_in(person.name, standing));
    Ok(())
}

/// Writes down that a browser was used, where waiting for a disk holds up nobody.
fn note_use(app: &App, secret: String, now: i64) {
    let app = app.clone();
    tokio::task::spawn_blocking(move || {
        // If it cannot be written, the session ends earlier than it might.
        let _ = app.door.accounts().map(|accounts| accounts.was_used(&secret, now));
    });
}

/// What somebody is in the study that a word in an address stands for.
pub(super) fn role_in(app: &App, person: &Person, word: &str) -> Option<crate::rights::Role> {
    let study = app.studies.named(word).ok()?;
    person.role(&name_of(&study.path))
}

fn sign_in_first(request: &Request) -> Response {
    let is_page = request.method() == Method::GET && wants_page(request.headers());
    if !is_page {
        let failure = Failure::new("you are not signed in here any more")
            .hint("sign in in another window, then do it again; what you typed is kept here");
        let mut response = Refusal(failure).into_response();
        *response.status_mut() = StatusCode::UNAUTHORIZED;
        return response;
    }
    let wanted = request.uri().path_and_query().map_or("/", |wanted| wanted.as_str());
    match wanted {
        "/" => Redirect::to("/sign-in").into_response(),
        wanted => Redirect::to(&asking("/sign-in", &[("next", wanted)])).into_response(),
    }
}

fn no_member(headers: &HeaderMap) -> Response {
    let failure = Failure::nothing("there is no such study for you")
        .hint("the first page lists the studies that you are a member of");
    told_to(headers, failure)
}
