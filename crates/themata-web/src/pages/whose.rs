use maud::{Markup, html};
use themata_project::behind::{Whose, WhoseCodings};

use crate::wording::count;

/// Whose codings are counted where the study has a consensus, and the way to the others.
/// Each is a page of its own, since the query that says it stands in the form.
pub(super) fn whose(whose: &WhoseCodings, address: &dyn Fn(&str) -> String) -> Markup {
    choice(whose, &|who, query| {
        let now = (who == whose.now).then_some("true");
        html! { a href=(address(query)) aria-current=[now] { (called(who)) } }
    })
}

/// The same where the query stands in a field: each puts its own there.
pub(super) fn asking_whose(whose: &WhoseCodings) -> Markup {
    choice(whose, &|who, query| {
        html! {
            button id={ "whose-" (word(who)) } type="button" data-query=(query)
                aria-pressed=(who == whose.now) { (called(who)) }
        }
    })
}

fn choice(whose: &WhoseCodings, drawn: &dyn Fn(Whose, &str) -> Markup) -> Markup {
    html! {
        p #whose.whose role="group" aria-label="Whose codings are counted" {
            span { "Counted is" }
            @for (who, query) in &whose.queries { (drawn(*who, query)) }
            @match whose.now {
                Whose::People => {}
                Whose::Agreed => {
                    span.hint {
                        "What was decided; the consensus has codings in "
                        (count(whose.agreed_in, "document")) "."
                    }
                }
                Whose::Final => {
                    span.hint {
                        "The consensus in the " (count(whose.agreed_in, "document"))
                        " where it has codings, and what people coded in the others."
                    }
                }
                Whose::Both => {
                    span.hint {
                        "The consensus was made from what people said; here both are counted."
                    }
                }
            }
        }
    }
}

fn word(who: Whose) -> &'static str {
    match who {
        Whose::People => "people",
        Whose::Agreed => "agreed",
        Whose::Final => "final",
        Whose::Both => "both",
    }
}

fn called(who: Whose) -> &'static str {
    match who {
        Whose::People => "what people coded",
        Whose::Agreed => "what was agreed on",
        Whose::Final => "what was agreed on, else what people coded",
        Whose::Both => "both together",
    }
}
