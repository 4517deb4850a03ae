use maud::html;
use themata_project::{Failure, Project};

use super::{day, new};
use crate::accounts::Accounts;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::studies::{apart, name_of};
use crate::task::told;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// The first page of a server: the studies that somebody is a member of.
pub(super) async fn page(app: &App, accounts: &Accounts, visitor: &Visitor) -> Page {
    let name = visitor.account().unwrap_or_default();
    let person =
        accounts.person(&name).ok_or_else(|| Failure::nothing("there is no such account"))?;
    let own: Vec<_> = app
        .studies
        .all()
        .into_iter()
        .filter_map(|study| {
            let role = person.role(&name_of(&study.path))?;
            Some((study, role))
        })
        .collect();
    let seen = apart(move || {
        let seen = own.into_iter().map(|(study, role)| {
            let glance = study.looked_at(Project::glance);
            (study, role, glance)
        });
        Ok(seen.collect::<Vec<_>>())
    });
    let seen = seen.await?;
    let body = html! {
        div.start {
            h1 { "Studies" }
            @if seen.is_empty() {
                p.lead {
                    "You are a member of no study yet. Open the link that whoever leads one sends \
                     you."
                }
            } @else {
                div.scrolls tabindex="0" role="region" aria-label="Your studies" {
                    table.figures {
                        thead { tr {
                            th scope="col" { "Study" }
                            th scope="col" { "You are" }
                            th scope="col" { "Last changed" }
                            th.number scope="col" { "Documents" }
                        } }
                        tbody { @for (study, role, glance) in &seen { tr {
                            @match glance {
                                Ok(glance) => {
                                    td dir="auto" {
                                        a href={ "/s/" (study.word) "/documents" } { (glance.title) }
                                    }
                                    td { (role.as_str()) }
                                    td.when { time datetime=(glance.changed) { (day(&glance.changed)) } }
                                    td.number { (glance.documents) }
                                }
                                Err(failure) => {
                                    td { (name_of(&study.path)) }
                                    td.wrong colspan="3" { (told(failure)) }
                                }
                            }
                        } } }
                    }
                }
            }
            @if visitor.may(Right::Keep) {
                p { a href="/accounts" { "Accounts" } ": who may come in, and to which study." }
                section aria-label="Ways to a study" {
                    details.way #new data-key="n" {
                        summary { span { "Make a new study" } " " kbd { "n" } }
                        (new::form(&name, &app.folder))
                    }
                }
            }
        }
    };
    let frame = Frame::outside(app, visitor);
    done(frame.around(Sheet { title: "Studies", place: "", counts: false, own: "start", body }))
}
