use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{CoderKind, Failure};

use super::{accounts, refused, when, wrong};
use crate::accounts::{Invited, Purpose, SHORTEST};
use crate::app::App;
use crate::caller::Caller;
use crate::layout::{Frame, Sheet};
use crate::rights::Role;
use crate::studies::{OpenStudy, apart, name_of};
use crate::trouble::{Page, Trouble, page as done};
use crate::visitor::Visitor;

/// What somebody typed who follows a link.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(link): Path<String>,
    visitor: Visitor,
) -> Page {
    let invited = invited(&app, &link)?;
    let title = title(&app, &visitor, &invited).await;
    done(drawn(&app, &visitor, &link, (&invited, &title), "", None))
}

/// The study that a link invites to, if it is here.
fn study_of(app: &App, purpose: &Purpose) -> Option<Arc<OpenStudy>> {
    let Purpose::Study { study: file, .. } = purpose else { return None };
    app.studies.all().into_iter().find(|study| name_of(&study.path) == *file)
}

/// What the study is called that a link invites to: its title, or its file where there is none
/// or the study cannot be read, which is no reason to turn somebody away.
async fn title(app: &App, visitor: &Visitor, invited: &Invited) -> String {
    let Purpose::Study { study: file, .. } = &invited.purpose else { return String::new() };
    let title = match study_of(app, &invited.purpose) {
        Some(study) => study.ask(visitor, |project| project.title()).await.unwrap_or_default(),
        None => String::new(),
    };
    let file = file.trim_end_matches(".themata");
    if title.trim().is_empty() { file.to_owned() } else { title }
}

/// Where somebody goes who came in: who codes here already to their work, others to the
/// documents.
fn begin(app: &App, purpose: &Purpose) -> String {
    let word = study_of(app, purpose).map(|study| study.word.clone());
    match (purpose, word) {
        (Purpose::Study { role: Role::Coder, name: Some(_), .. }, Some(word)) => {
            format!("/s/{word}/rounds")
        }
        (Purpose::Study { .. }, Some(word)) => format!("/s/{word}/documents"),
        _ => "/".to_owned(),
    }
}

fn invited(app: &App, link: &str) -> Result<Invited, Failure> {
    accounts(app)?.invited(link, app.now()?).ok_or_else(|| {
        Failure::nothing("this link was used, was taken back or is older than a week")
            .hint("ask whoever sent it for a new one; if you have an account, sign in")
    })
}

pub(super) async fn join(
    State(app): State<App>,
    Path(link): Path<String>,
    visitor: Visitor,
    Caller(from): Caller,
    Form(typed): Form<Typed>,
) -> Result<Response, Trouble> {
    let invited = invited(&app, &link)?;
    let (asked, secret, name) = (app.clone(), link.clone(), typed.name.clone());
    let signed_in = visitor.account();
    let purpose = invited.purpose.clone();
    let came = apart(move || {
        let (accounts, now) = (accounts(&asked)?, asked.now()?);
        let taken = asked.studies.names_in_use()?;
        let settled = |name: &str| match &purpose {
            // Somebody has to begin: a keeper leads what nobody leads yet.
            Purpose::Keep => accounts.leads_unled(name, &asked.studies.file_names()),
            // Who is to code can be given work at once.
            Purpose::Study { role: Role::Coder, name: None, .. } => {
                codes_in(&asked, &purpose, name)
            }
            Purpose::Study { .. } | Purpose::Password { .. } => Ok(()),
        };
        if let Some(person) = signed_in.and_then(|name| accounts.person(&name))
            && typed.password.is_empty()
        {
            accounts.join_as(&secret, &person, &taken, now)?;
            return settled(&person.name).map(|()| None);
        }
        if typed.password != typed.again {
            return Err(Failure::new("the two passwords are not the same"));
        }
        let shown = accounts.join(&secret, &typed.name, &typed.password, &taken, from, now)?;
        settled(typed.name.trim()).map(|()| Some(shown))
    });
    match came.await {
        Ok(secret) => {
            let begin = begin(&app, &invited.purpose);
            let mut response = Redirect::to(&begin).into_response();
            if let Some(secret) = secret {
                app.door.hand_out(&mut response, &secret);
            }
            Ok(response)
        }
        Err(failure) => {
            let title = title(&app, &visitor, &invited).await;
            Ok(refused(drawn(&app, &visitor, &link, (&invited, &title), &name, Some(&failure))))
        }
    }
}

/// Makes somebody a coder of a study, unless they are one.
fn codes_in(app: &App, purpose: &Purpose, name: &str) -> Result<(), Failure> {
    let Some(study) = study_of(app, purpose) else { return Ok(()) };
    let session = (app.session)(Some(name.to_owned()))?;
    study.write(|project| {
        if !project.people()?.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            project.add_coder(&session, name, CoderKind::Human)?;
        }
        Ok(())
    })
}

fn drawn(
    app: &App,
    visitor: &Visitor,
    link: &str,
    (invited, title): (&Invited, &str),
    name: &str,
    failure: Option<&Failure>,
) -> Markup {
    let renews = match &invited.purpose {
        Purpose::Password { account } => Some(account.as_str()),
        Purpose::Study { name, .. } => name.as_deref(),
        Purpose::Keep => None,
    };
    let account = visitor
        .account()
        .filter(|account| {
            renews.is_none_or(|name| name.to_lowercase() == account.to_lowercase())
        })
        .filter(|_| !matches!(invited.purpose, Purpose::Password { .. }));
    let body = html! {
        div.narrow {
            @match &invited.purpose {
                Purpose::Keep => {
                    h1 { "Keep this workbench" }
                    p { "Whoever keeps it makes studies, invites leads and removes accounts." }
                }
                Purpose::Study { role, name, .. } => {
                    h1 { "Take part in " bdi { (title) } }
                    p {
                        @if !invited.by.is_empty() { bdi { (invited.by) } " invites you. " }
                        "You take part as " strong { (role.as_str()) } ". This role " (role.in_words()) "."
                        @if let Some(name) = name { " Your name there is " strong { bdi { (name) } } "." }
                    }
                }
                Purpose::Password { account } => {
                    h1 { "A new password for " bdi { (account) } }
                    p { "All browsers in which you are signed in will be signed out." }
                }
            }
            @if let Some(failure) = failure { (wrong(failure)) }
            @if let Some(account) = &account {
                form.account method="post" action={ "/join/" (link) } {
                    p { button.main type="submit" { "Join as " bdi { (account) } } }
                }
            } @else {
                form.account method="post" action={ "/join/" (link) } {
                    @match renews {
                        Some(account) => {
                            input type="hidden" name="username" value=(account)
                                autocomplete="username";
                        }
                        None => p.field {
                            label for="name" { "Your name, as it stands beside your codings" }
                            input #name name="name" value=(name) required maxlength="80"
                                autocomplete="username" autofocus;
                        },
                    }
                    p.field {
                        label for="password" {
                            "A password of at least " (SHORTEST) " characters"
                        }
                        input #password name="password" type="password" required
                            minlength=(SHORTEST) autocomplete="new-password"
                            aria-describedby="advice";
                        span.hint #advice {
                            "Four words that do not belong together are easy to keep in mind."
                        }
                    }
                    p.field {
                        label for="again" { "The password again" }
                        input #again name="again" type="password" required
                            minlength=(SHORTEST) autocomplete="new-password";
                    }
                    p { button.main type="submit" { "Come in " kbd { "Enter" } } }
                }
                @if renews.is_none() {
                    p.hint {
                        "You have an account here already? "
                        a href={ "/sign-in?next=/join/" (link) } { "Sign in with it" } " instead."
                    }
                }
            }
            p.hint { "The link can be used once, until " (when(invited.until)) "." }
        }
    };
    Frame::outside(app, visitor).around(Sheet {
        title: "Come in",
        place: "",
        counts: false,
        own: "team",
        body,
    })
}
