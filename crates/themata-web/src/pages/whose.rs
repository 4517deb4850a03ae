use maud::{Markup, html};
use themata_project::behind::{Whose, WhoseCodings};

/// Whose codings are counted where the study has a consensus, and the way to the others.
/// Each is a page of its own, since the query that says it stands in the form.
pub(super) fn whose(whose: &WhoseCodings, address: &dyn Fn(&str) -> String) -> Markup {
    html! {
        p #whose.whose role="group" aria-label="Whose codings are counted"
            data-both[whose.now == Whose::Both] {
            span { "Counted is" }
            @for (who, query) in &whose.queries {
                @let is_now = *who == whose.now;
                a href=(address(query)) aria-current=[is_now.then_some("true")] {
                    (called(*who))
                }
            }
            @if whose.now == Whose::Both { (twice()) }
        }
    }
}

/// The same where the query stands in a field: each puts its own there.
pub(super) fn asking_whose(whose: &WhoseCodings) -> Markup {
    html! {
        p #whose.whose role="group" aria-label="Whose codings are counted"
            data-both[whose.now == Whose::Both] {
            span { "Counted is" }
            @for (who, query) in &whose.queries {
                button id={ "whose-" (word(*who)) } type="button" data-query=(query)
                    aria-pressed=(*who == whose.now) {
                    (called(*who))
                }
            }
            @if whose.now == Whose::Both { (twice()) }
        }
    }
}

fn twice() -> Markup {
    html! {
        span.hint {
            "The consensus was made from what people said; here both are counted."
        }
    }
}

fn word(who: Whose) -> &'static str {
    match who {
        Whose::People => "people",
        Whose::Agreed => "agreed",
        Whose::Both => "both",
    }
}

fn called(who: Whose) -> &'static str {
    match who {
        Whose::People => "what people coded",
        Whose::Agreed => "what was agreed on",
        Whose::Both => "both together",
    }
}
