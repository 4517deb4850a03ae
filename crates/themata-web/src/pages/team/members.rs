use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{Failure, Project};

use super::{accounts, link, refused, when, wrong};
use crate::accounts::{Accounts, Purpose};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::{Right, Role};
use crate::studies::{apart, name_of};
use crate::trouble::{Page, Trouble, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

/// The role of somebody who is to be invited.
#[derive(Deserialize)]
pub(super) struct Wanted {
    role: String,
    /// As which coder of the study; empty for somebody new.
    #[serde(default)]
    name: String,
}

/// A link to be taken back.
#[derive(Deserialize)]
pub(super) struct Withdrawn {
    mark: String,
}

/// What somebody is to be from now on; an empty role for no member.
#[derive(Deserialize)]
pub(super) struct Becomes {
    name: String,
    role: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Page {
    done(drawn(&app, &study, &visitor, None).await?)
}

pub(super) async fn invite(
    State(app): State<App>,
    Path(word): Path<String>,
    visitor: Visitor,
    Form(wanted): Form<Wanted>,
) -> Page {
    let study = name_of(&app.studies.named(&word)?.path);
    let role = known_role(&wanted.role)?;
    let by = visitor.account().unwrap_or_default();
    let name = Some(wanted.name.trim().to_owned()).filter(|name| !name.is_empty());
    let asked = app.clone();
    let secret = apart(move || {
        let accounts = accounts(&asked)?;
        if let Some(name) = name.as_deref().filter(|name| accounts.person(name).is_some()) {
            return Err(Failure::new(format!("`{name}` has an account already"))
                .hint("make a link for somebody new, and let them open it when signed in"));
        }
        accounts.invite(Purpose::Study { study, role, name }, &by, asked.now()?)
    });
    let whom = format!("whoever is to be {} of this study", role.as_str());
    let told = link::told(&app, &secret.await?, &whom);
    done(drawn(&app, &word, &visitor, Some(told)).await?)
}

pub(super) async fn withdraw(
    State(app): State<App>,
    Path(word): Path<String>,
    Form(withdrawn): Form<Withdrawn>,
) -> Result<Redirect, Trouble> {
    let study = name_of(&app.studies.named(&word)?.path);
    apart(move || {
        let accounts = accounts(&app)?;
        // A lead takes back links to their own study, and no others.
        let known = invitations(accounts, &study, app.now()?);
        match known.iter().any(|link| link.mark == withdrawn.mark) {
            true => accounts.withdraw(&withdrawn.mark),
            false => Err(Failure::nothing("there is no such link")),
        }
    })
    .await?;
    Ok(Redirect::to(&format!("/s/{word}/team")))
}

async fn become_it(app: &App, word: &str, becomes: Becomes) -> Result<(), Failure> {
    let study = name_of(&app.studies.named(word)?.path);
    let role = match becomes.role.as_str() {
        "" => None,
        word => Some(known_role(word)?),
    };
    let app = app.clone();
    apart(move || {
        let accounts = accounts(&app)?;
        let person = accounts.person(&becomes.name);
        // Who is no member comes in by a link, which they themselves open.
        if person.is_none_or(|person| person.role(&study).is_none()) {
            return Err(Failure::nothing("there is no such member of this study"));
        }
        accounts.set_role(&becomes.name, &study, role)
    })
    .await
}

pub(super) async fn role(
    State(app): State<App>,
    Path(word): Path<String>,
    visitor: Visitor,
    Form(becomes): Form<Becomes>,
) -> Result<Response, Trouble> {
    match become_it(&app, &word, becomes).await {
        Ok(()) => Ok(Redirect::to(&format!("/s/{word}/team")).into_response()),
        Err(failure) => Ok(refused(drawn(&app, &word, &visitor, Some(wrong(&failure))).await?)),
    }
}

fn known_role(word: &str) -> Result<Role, Failure> {
    Role::from_word(word).ok_or_else(|| {
        Failure::new("there is no such role").hint("roles are lead, coder, analyst and reader")
    })
}

/// A link to a study that can be used.
struct Link {
    mark: String,
    role: Role,
    name: Option<String>,
    by: String,
    until: i64,
}

/// The links to a study that can be used.
fn invitations(accounts: &Accounts, study: &str, now: i64) -> Vec<Link> {
    let known = accounts.invitations(now).into_iter();
    let of_study = known.filter_map(|known| match known.purpose {
        Purpose::Study { study: of, role, name } if of == study => {
            Some(Link { mark: known.mark, role, name, by: known.by, until: known.until })
        }
        _ => None,
    });
    of_study.collect()
}

async fn drawn(
    app: &App,
    word: &str,
    visitor: &Visitor,
    told: Option<Markup>,
) -> Result<Markup, Failure> {
    let study = app.studies.named(word)?;
    let frame = Frame::of(app, &study, visitor).await?;
    let body = match app.door.accounts() {
        None => without(&study.path),
        Some(accounts) => {
            let coders = study.ask(visitor, Project::people).await?;
            members(app, accounts, word, &name_of(&study.path), visitor, told, coders)?
        }
    };
    Ok(frame.around(Sheet { title: "Team", place: "", counts: false, own: "team", body }))
}

/// What to do to work together, where one person works alone.
fn without(path: &std::path::Path) -> Markup {
    html! {
        div.narrow {
            h1 { "Team" }
            p.lead {
                "This workbench is for you alone. To work on one study at once, one of you \
                 serves it to all: everybody signs in with an account of their own, sees who is \
                 reading what, and hears within a second of what others do."
            }
            p { "Whoever has the file starts, in a terminal on a machine that all can reach:" }
            pre { code {
                "themata serve " (name_of(path)) " --users team.json --host 0.0.0.0 "
                "--address https://care.example.org --tls-cert cert.pem --tls-key key.pem"
            } }
            p { "It prints a link for the first account; that one invites the others on this page." }
            p {
                "Coders who work on copies of their own can also send them: codings travel as \
                 sheets, and *Import* brings them together."
            }
        }
    }
}

fn members(
    app: &App,
    accounts: &Accounts,
    word: &str,
    study: &str,
    visitor: &Visitor,
    told: Option<Markup>,
    mut coders: Vec<String>,
) -> Result<Markup, Failure> {
    // Who codes there and has no account yet is invited in their name.
    coders.retain(|coder| accounts.person(coder).is_none());
    let leads = visitor.may(Right::Lead);
    let people = accounts.people();
    let members: Vec<_> = people
        .iter()
        .filter_map(|person| Some((person.name.as_str(), person.role(study)?)))
        .collect();
    let links = invitations(accounts, study, app.now()?);
    let at = |what: &str| format!("/s/{word}/team/{what}");
    Ok(html! {
        div.team {
            h1 { "Team" }
            @if let Some(told) = told { (told) }
            div.scrolls tabindex="0" role="region" aria-label="Members" {
                table.figures {
                    thead { tr {
                        th scope="col" { "Name" } th scope="col" { "Role" }
                        th.about scope="col" { "What that is" }
                        @if leads { th scope="col" { span.sr { "Changes" } } }
                    } }
                    tbody { @for (name, role) in &members { tr {
                        td dir="auto" { (name) }
                        td {
                            @if leads {
                                form.role method="post" action=(at("role")) {
                                    input type="hidden" name="name" value=(name);
                                    select name="role" aria-label={ "Role of " (name) } {
                                        @for known in Role::ALL {
                                            option value=(known.as_str()) selected[known == *role] {
                                                (known.as_str())
                                            }
                                        }
                                    }
                                    button.quiet type="submit" { "Change" }
                                }
                            } @else { (role.as_str()) }
                        }
                        td.about { (role.in_words()) }
                        @if leads { td {
                            form method="post" action=(at("role")) {
                                input type="hidden" name="name" value=(name);
                                input type="hidden" name="role" value="";
                                button.quiet type="submit" data-asks={ "Take " (name) " out of this study? What they did stays." } {
                                    "Take out" span.sr { " " (name) }
                                }
                            }
                        } }
                    } } }
                }
            }
            p.definition { (count(members.len(), "member")) " of this study." }
            @if leads {
                h2 { "Invite somebody" }
                form.row method="post" action=(at("invite")) {
                    label for="role" { "as" }
                    select #role name="role" {
                        @for role in [Role::Coder, Role::Analyst, Role::Reader, Role::Lead] {
                            option value=(role.as_str()) { (role.as_str()) " – " (role.in_words()) }
                        }
                    }
                    @if !coders.is_empty() {
                        label for="as-whom" { "in the name of" }
                        select #as-whom name="name" {
                            option value="" { "somebody new" }
                            @for coder in &coders { option value=(coder) { (coder) } }
                        }
                    }
                    button.main type="submit" { "Make a link" }
                }
                @if !links.is_empty() {
                    h2 { "Links that were not used yet" }
                    ul.links { @for link in &links { li {
                        form.row method="post" action=(at("withdraw")) {
                            input type="hidden" name="mark" value=(link.mark);
                            span {
                                (link.role.as_str()) " for "
                                @match &link.name {
                                    Some(name) => { bdi { (name) } },
                                    None => { "somebody new" },
                                }
                                ", made by " bdi { (link.by) } ", until " (when(link.until))
                            }
                            button.quiet type="submit" { "Take back" }
                        }
                    } } }
                }
            }
        }
    })
}
