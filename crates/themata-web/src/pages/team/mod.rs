//! Signing in, accounts, and who is what in a study.

mod account;
mod accounts;
mod join;
mod link;
mod members;
mod sign_in;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};
use themata_project::Failure;

use crate::accounts::Accounts;
use crate::app::App;
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::hints;
use crate::wording::sentence;

/// Pages outside studies.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Right::Nothing, sign_in::page)
        .post("/sign-in", Right::Nothing, sign_in::sign_in)
        .post("/sign-out", Right::Inside, sign_in::sign_out)
        .get("/join/{link}", Right::Nothing, join::page)
        .post("/join/{link}", Right::Nothing, join::join)
        .get("/account", Right::Inside, account::page)
        .post("/account/password", Right::Inside, account::password)
        .post("/account/others", Right::Inside, account::sign_out_others)
        .get("/accounts", Right::Keep, accounts::page)
        .post("/accounts/invite", Right::Keep, accounts::invite)
        .post("/accounts/withdraw", Right::Keep, accounts::withdraw)
        .post("/accounts/password", Right::Keep, accounts::password)
        .post("/accounts/keeper", Right::Keep, accounts::keeper)
        .post("/accounts/remove", Right::Keep, accounts::remove)
}

/// Who is what in one study.
pub(super) fn of_study() -> Routes {
    Routes::new()
        .get("/team", Right::Read, members::page)
        .post("/team/invite", Right::Lead, members::invite)
        .post("/team/withdraw", Right::Lead, members::withdraw)
        .post("/team/role", Right::Lead, members::role)
}

/// The accounts, where there are any.
fn accounts(app: &App) -> Result<&Accounts, Failure> {
    app.door.accounts().ok_or_else(|| {
        Failure::nothing("this workbench is for one person, without accounts")
            .hint("a team shares a server: see the page Team of a study")
    })
}

/// What is wrong with what was sent, above the form that sent it.
fn wrong(failure: &Failure) -> Markup {
    html! {
        div.wrong role="alert" {
            p { (sentence(&failure.message)) }
            @for cause in &failure.causes { p { (sentence(cause)) } }
            @for hint in hints(failure) { p { (hint) } }
        }
    }
}

/// A form again, with what was wrong.
fn refused(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page.into_string())).into_response()
}

/// A day and an hour in UTC, which a script says in the time of the machine.
fn when(seconds: i64) -> Markup {
    let at = jiff::Timestamp::from_second(seconds).unwrap_or_default().to_string();
    html! { time datetime=(at) { (at.get(..16).unwrap_or(&at).replace('T', " ")) " UTC" } }
}

#[cfg(test)]
mod tests;
