use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::Failure;

use super::{link, refused, when, wrong};
use crate::accounts::{Accounts, Purpose};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Role;
use crate::studies::{apart, name_of};
use crate::trouble::{Page, Trouble, page as done};
use crate::visitor::Visitor;

/// What a new link is for: a study with a role, or nothing for a keeper.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    study: String,
    #[serde(default)]
    role: String,
}

/// A link to be taken back.
#[derive(Deserialize)]
pub(super) struct Withdrawn {
    mark: String,
}

/// An account.
#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

/// Whether somebody keeps the workbench from now on.
#[derive(Deserialize)]
pub(super) struct Keeps {
    name: String,
    keeper: bool,
}

pub(super) async fn page(State(app): State<App>, visitor: Visitor) -> Page {
    done(drawn(&app, &visitor, None)?)
}

pub(super) async fn invite(
    State(app): State<App>,
    visitor: Visitor,
    Form(wanted): Form<Wanted>,
) -> Page {
    let purpose = match wanted.study.as_str() {
        "" => Purpose::Keep,
        study => {
            let is_served = app.studies.all().iter().any(|known| name_of(&known.path) == study);
            if !is_served {
                return Err(Failure::nothing("there is no such study").into());
            }
            let role = Role::from_word(&wanted.role);
            let role = role.ok_or_else(|| Failure::new("there is no such role"))?;
            Purpose::Study { study: study.to_owned(), role, name: None }
        }
    };
    let whom = match &purpose {
        Purpose::Study { study, role, .. } => {
            format!("whoever is to be {} of {study}", role.as_str())
        }
        _ => "whoever is to keep this workbench".to_owned(),
    };
    let (asked, by) = (app.clone(), visitor.account().unwrap_or_default());
    let secret =
        apart(move || super::accounts(&asked)?.invite(purpose, &by, asked.now()?)).await?;
    done(drawn(&app, &visitor, Some(link::told(&app, &secret, &whom)))?)
}

pub(super) async fn withdraw(
    State(app): State<App>,
    Form(withdrawn): Form<Withdrawn>,
) -> Result<Redirect, Trouble> {
    apart(move || super::accounts(&app)?.withdraw(&withdrawn.mark)).await?;
    Ok(Redirect::to("/accounts"))
}

/// Makes a link by which somebody chooses another password.
pub(super) async fn password(
    State(app): State<App>,
    visitor: Visitor,
    Form(named): Form<Named>,
) -> Page {
    let (asked, by, name) =
        (app.clone(), visitor.account().unwrap_or_default(), named.name.clone());
    let secret = apart(move || {
        super::accounts(&asked)?.invite(Purpose::Password { account: name }, &by, asked.now()?)
    });
    let told = link::told(&app, &secret.await?, &format!("{}, for a new password", named.name));
    done(drawn(&app, &visitor, Some(told))?)
}

pub(super) async fn keeper(
    State(app): State<App>,
    visitor: Visitor,
    Form(keeps): Form<Keeps>,
) -> Result<Response, Trouble> {
    let asked = app.clone();
    let changed =
        apart(move || super::accounts(&asked)?.set_keeper(&keeps.name, keeps.keeper)).await;
    answered(&app, &visitor, changed)
}

pub(super) async fn remove(
    State(app): State<App>,
    visitor: Visitor,
    Form(named): Form<Named>,
) -> Result<Response, Trouble> {
    let asked = app.clone();
    let changed = apart(move || super::accounts(&asked)?.remove(&named.name)).await;
    answered(&app, &visitor, changed)
}

fn answered(
    app: &App,
    visitor: &Visitor,
    changed: Result<(), Failure>,
) -> Result<Response, Trouble> {
    Ok(match changed {
        Ok(()) => Redirect::to("/accounts").into_response(),
        Err(failure) => refused(drawn(app, visitor, Some(wrong(&failure)))?),
    })
}

fn drawn(app: &App, visitor: &Visitor, told: Option<Markup>) -> Result<Markup, Failure> {
    let accounts = super::accounts(app)?;
    let studies: Vec<String> = app.studies.all().iter().map(|one| name_of(&one.path)).collect();
    let body = html! {
        div.team {
            h1 { "Accounts" }
            @if let Some(told) = told { (told) }
            (people(accounts))
            h2 { "Invite somebody" }
            form.row method="post" action="/accounts/invite" {
                label for="study" { "to" }
                select #study name="study" {
                    @for study in &studies { option value=(study) { (study) } }
                    option value="" { "keep this workbench" }
                }
                label for="role" { "as" }
                select #role name="role" {
                    @for role in Role::ALL { option value=(role.as_str()) { (role.as_str()) } }
                }
                button.main type="submit" { "Make a link" }
            }
            (links(accounts, app.now()?))
        }
    };
    Ok(Frame::outside(app, visitor).around(Sheet {
        title: "Accounts",
        place: "",
        counts: false,
        own: "team",
        body,
    }))
}

fn people(accounts: &Accounts) -> Markup {
    html! {
        div.scrolls tabindex="0" role="region" aria-label="Accounts" {
            table.figures {
                thead { tr {
                    th scope="col" { "Name" } th scope="col" { "Studies" }
                    th scope="col" { "Keeps the workbench" }
                    th scope="col" { span.sr { "Changes" } }
                } }
                tbody { @for person in accounts.people() { tr {
                    td dir="auto" { (person.name) }
                    td {
                        @for (place, (study, role)) in person.roles.iter().enumerate() {
                            @if place > 0 { ", " }
                            bdi { (study) } " (" (role.as_str()) ")"
                        }
                        @if person.roles.is_empty() { span.missing { "—" } }
                    }
                    td {
                        form.row method="post" action="/accounts/keeper" {
                            input type="hidden" name="name" value=(person.name);
                            input type="hidden" name="keeper" value=(!person.keeper);
                            @if person.keeper { "yes " } @else { "no " }
                            button.quiet type="submit" {
                                @if person.keeper { "No longer" } @else { "From now on" }
                                span.sr { " for " (person.name) }
                            }
                        }
                    }
                    td { div.row {
                        form method="post" action="/accounts/password" {
                            input type="hidden" name="name" value=(person.name);
                            button.quiet type="submit" {
                                "New password" span.sr { " for " (person.name) }
                            }
                        }
                        form method="post" action="/accounts/remove" {
                            input type="hidden" name="name" value=(person.name);
                            button.quiet type="submit" data-asks={ "Remove the account of " (person.name) "? What they did stays in the studies." } {
                                "Remove" span.sr { " " (person.name) }
                            }
                        }
                    } }
                } } }
            }
        }
    }
}

fn links(accounts: &Accounts, now: i64) -> Markup {
    let links = accounts.invitations(now);
    html! {
        @if !links.is_empty() {
            h2 { "Links that were not used yet" }
            ul.links { @for link in &links { li {
                form.row method="post" action="/accounts/withdraw" {
                    input type="hidden" name="mark" value=(link.mark);
                    span {
                        @match &link.purpose {
                            Purpose::Keep => { "to keep the workbench" }
                            Purpose::Study { study, role, .. } => { bdi { (study) } " as " (role.as_str()) }
                            Purpose::Password { account } => { "a new password for " bdi { (account) } }
                        }
                        ", made " @if link.by.is_empty() { "in the terminal" } @else { "by " bdi { (link.by) } }
                        ", until " (when(link.until))
                    }
                    button.quiet type="submit" { "Take back" }
                }
            } } }
        }
    }
}
