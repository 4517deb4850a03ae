//! What the pages share on which results of a query are listed.

use std::sync::Arc;

use maud::{Markup, html};
use themata_project::asking::{QueryNames, QueryTrouble};
use themata_project::{Failure, Found, FoundQuestion, Project};

use super::{Asked, sought};
use crate::studies::OpenStudy;
use crate::visitor::Visitor;

/// What a query comes to, or what is wrong with it.
pub(in crate::pages) struct Sought {
    pub(in crate::pages) moment: u32,
    pub(in crate::pages) names: QueryNames,
    pub(in crate::pages) found: Result<Found, QueryTrouble>,
}

impl Sought {
    /// Asks a study. What is wrong with the query is told on the page; all else is a page
    /// itself.
    pub(in crate::pages) async fn of(
        study: &Arc<OpenStudy>,
        visitor: &Visitor,
        asked: &Asked,
        find: fn(&mut Project, &FoundQuestion) -> Result<Found, Failure>,
    ) -> Result<Sought, Failure> {
        let question = asked.question();
        study
            .ask(visitor, move |project| {
                let moment = project.moment()?;
                let (names, found) = match find(project, &question) {
                    Ok(found) => (found.names.clone(), Ok(found)),
                    Err(failure) => match project.query_trouble(&question.query)? {
                        Some(trouble) => (project.query_names()?, Err(trouble)),
                        None => return Err(failure),
                    },
                };
                Ok(Sought { moment, names, found })
            })
            .await
    }
}

/// A page that lists what a query means, with what narrows it beside the list.
pub(in crate::pages) struct Listing<'a> {
    pub(in crate::pages) study: &'a OpenStudy,
    /// The word of the page in addresses.
    pub(in crate::pages) page: &'a str,
    pub(in crate::pages) asked: &'a Asked,
    pub(in crate::pages) trouble: Option<&'a QueryTrouble>,
    pub(in crate::pages) moment: u32,
    pub(in crate::pages) head: Markup,
    /// What stands before the field.
    pub(in crate::pages) lead: Markup,
    pub(in crate::pages) listing: Markup,
    /// What stands beside the list, and what that is called.
    pub(in crate::pages) beside: (&'a str, Markup),
    pub(in crate::pages) behind: Markup,
}

impl Listing<'_> {
    pub(in crate::pages) fn drawn(self) -> Markup {
        let (called, beside) = self.beside;
        html! {
            div #excerpts data-moment=(self.moment)
                data-proposals[self.page == "proposals"] {
                header.of-page { (self.head) }
                (self.lead)
                (sought::field(self.study, self.page, self.asked, self.trouble))
                div.columns {
                    div #listing data-anew { (self.listing) }
                    aside.beside aria-label=(called) { (beside) }
                }
                (self.behind)
            }
        }
    }
}
