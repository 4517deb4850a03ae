//! The list of disagreements, what narrows it, and how far the team is.

use maud::{Markup, html};
use themata_project::DisagreementKind;
use themata_project::adjudicate::{Desk, DeskRow};

use super::asked::Asked;
use crate::pages::grouped;
use crate::pages::leading::asking;
use crate::studies::OpenStudy;
use crate::trouble::on_page;
use crate::wording::{count, sentence};

/// What each kind means, in words.
const KINDS: [(DisagreementKind, &str); 5] = [
    (DisagreementKind::OtherCode, "another code"),
    (DisagreementKind::Missed, "missed by someone"),
    (DisagreementKind::Split, "split"),
    (DisagreementKind::Boundary, "other ends"),
    (DisagreementKind::Valence, "other valence"),
];

pub(super) fn tools(study: &OpenStudy, asked: &Asked, desk: Option<&Desk>) -> Markup {
    let chosen = |one: &str, value: &str| one == value;
    html! {
        form #narrow.tools role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="reconcile";
            label.wide { span { "Query " kbd { "/" } }
                input #q name="q" type="search" value=(asked.q) autocomplete="off"
                    spellcheck="false" dir="auto" placeholder="coder:ana,ben round:pilot";
            }
            label { span { "Document" }
                select name="document" {
                    option value="" { "all" }
                    @for (number, name) in desk.iter().flat_map(|desk| &desk.documents) {
                        option value=(number) selected[chosen(&asked.document, &number.to_string())] { (name) }
                    }
                }
            }
            label { span { "Code" }
                select name="code" {
                    option value="" { "all" }
                    @for code in desk.iter().flat_map(|desk| &desk.codes) {
                        option value=(code.place) selected[chosen(&asked.code, &code.place.to_string())] {
                            (indent(code.depth)) (code.name)
                        }
                    }
                }
            }
            label { span { "Codes under it" }
                select name="exactly" {
                    option value="" { "count, too" }
                    option value="code" selected[asked.exactly == "code"] { "do not count" }
                }
            }
            label { span { "Kind" }
                select name="kind" {
                    option value="" { "all" }
                    @for (kind, words) in KINDS {
                        option value=(kind.as_str()) selected[chosen(&asked.kind, kind.as_str())] { (words) }
                    }
                }
            }
            label { span { "Order" }
                select name="order" {
                    option value="" { "cost, the most first" }
                    option value="place" selected[asked.order == "place"] { "place in the documents" }
                }
            }
            label { span { "Show" }
                select name="show" {
                    option value="" { "open ones" }
                    option value="all" selected[asked.show == "all"] { "decided ones, too" }
                }
            }
            button type="submit" { "Show" }
        }
    }
}

fn decisions(study: &OpenStudy, asked: &Asked) -> String {
    let q = study.sought.numbered(&asked.q);
    asking(&format!("/s/{}/reconcile/decisions", study.word), &[("q", q.as_str())])
}

/// The depth of a code, to the eye.
pub(super) fn indent(depth: usize) -> String {
    "\u{2003}".repeat(depth)
}

/// How many there are, and how far the team is.
pub(super) fn sum(study: &OpenStudy, asked: &Asked, desk: &Desk) -> Markup {
    let open = desk.open + desk.changed + desk.more_coders;
    let all = open + desk.put_off + desk.decided;
    html! {
        @if all > 0 {
            p.counts role="status" {
                span { b { (grouped(open)) } " open" }
                @if desk.changed > 0 {
                    span { b { (grouped(desk.changed)) } " of them changed since they were decided" }
                }
                @if desk.more_coders > 0 {
                    span title="Those whose codings they were decided on say the same as then" {
                        b { (grouped(desk.more_coders)) } " of them decided, where others have coded, too"
                    }
                }
                @if desk.put_off > 0 { span { b { (grouped(desk.put_off)) } " put off" } }
                span {
                    a href=(asked.with(study, &[("show", "all"), ("at", ""), ("part", "")])) data-stays {
                        b { (grouped(desk.decided)) } " decided"
                    }
                }
                span.of { "of " (grouped(all)) }
                progress max=(all) value=(desk.decided)
                    aria-label="Decided" { (desk.decided) " of " (all) }
            }
        }
        @if desk.changed_without_dispute > 0 {
            p.remark #changed-since {
                "In " (count(desk.changed_without_dispute, "place")) " the coders say something else since it \
                 was decided, without differing there: "
                a href=(decisions(study, asked)) { "Decisions" }
                " has them as “changed since”. What coders say alike the rule “agreed” takes in; \
                 what nobody says any more stands in the consensus until its decision is taken \
                 back in History."
            }
        }
        @for remark in &desk.remarks { p.remark { (sentence(remark)) } }
    }
}

pub(super) fn rows(study: &OpenStudy, asked: &Asked, desk: &Desk) -> Markup {
    let current = desk.case.as_ref().map(|case| case.number);
    html! {
        @if !desk.rows.is_empty() {
            ol {
                @for row in &desk.rows { (drawn(study, asked, row, current == Some(row.number))) }
            }
            @if desk.parts > 1 { (parts(study, asked, desk)) }
        }
    }
}

fn drawn(study: &OpenStudy, asked: &Asked, row: &DeskRow, is_current: bool) -> Markup {
    html! {
        li {
            a id={ "row-" (row.number) } href=(asked.to(study, row.number)) data-stays
                aria-current=[is_current.then_some("true")] {
                span.codes {
                    @for (place, (code, name)) in row.codes.iter().enumerate() {
                        @if place > 0 { span.against { " / " } }
                        span.code { span class={ "swatch c" (code) } {} bdi { (name) } }
                    }
                }
                span.facts {
                    span.kind { (row.kind) }
                    bdi.of { (row.document) }
                    span.cost title="What it costs, in characters" { (characters(row.cost)) }
                }
                @if row.state != "open" { span.state { (row.state) } }
            }
        }
    }
}

/// A cost as it is listed.
pub(super) fn characters(cost: f64) -> String {
    // A cost is a share of pairs times characters, so it is neither negative nor huge.
    let whole = cost.round() as usize;
    match whole {
        0 => "costs nothing".to_owned(),
        1 => "1 character".to_owned(),
        _ => format!("{} characters", grouped(whole)),
    }
}

fn parts(study: &OpenStudy, asked: &Asked, desk: &Desk) -> Markup {
    let at = desk.case.as_ref().map_or(String::new(), |case| case.number.to_string());
    let part = |number: usize| {
        asked.with(study, &[("part", &number.to_string()), ("at", at.as_str())])
    };
    html! {
        p.parts {
            @if desk.part > 1 { a rel="prev" href=(part(desk.part - 1)) data-stays { "← before" } }
            span { (grouped(desk.part)) " of " (grouped(desk.parts)) }
            @if desk.part < desk.parts { a rel="next" href=(part(desk.part + 1)) data-stays { "next →" } }
        }
    }
}

/// What to do where there is nothing to decide.
pub(super) fn nothing(study: &OpenStudy, asked: &Asked, desk: &Desk) -> Markup {
    let word = &study.word;
    html! {
        div.nothing {
            @if !asked.at.is_empty() && desk.listed > 0 {
                p { "There is no disagreement " (asked.at) " any more: the coders have changed what they said." }
                a.button.main href=(asked.with(study, &[("at", ""), ("part", "")])) data-stays { "Go to the first" }
            } @else if desk.compared == 0 {
                p { "Disagreements appear here as soon as two coders have coded the same document." }
                a.button.main href={ "/s/" (word) "/rounds" } { "Hand out documents" }
            } @else if desk.decided > 0 {
                p {
                    @if desk.decided == 1 { "The one disagreement here is decided." }
                    @else { "All " (count(desk.decided, "disagreement")) " here are decided." }
                }
                a.button.main href=(asked.with(study, &[("show", "all"), ("at", ""), ("part", "")])) data-stays {
                    "Look at the decisions"
                }
            } @else if asked.is_narrow() {
                p { "No disagreement is as you ask." }
                a.button.main href={ "/s/" (word) "/reconcile" } data-stays { "Show all" }
            } @else {
                p { "The coders agree on everything that two of them have judged." }
                a.button.main href={ "/s/" (word) "/reconcile/rules?rule=agreed" } { "Make it the consensus" }
            }
        }
    }
}

/// Why nothing is compared, where a page has nothing else to say.
pub(super) fn reasons(remarks: &[String]) -> Markup {
    html! { @for remark in remarks.iter().filter_map(|it| on_page(it)) { p.remark { (sentence(&remark)) } } }
}
