//! The tree of codes.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, html};
use themata_project::codebook::{BookReading, BookRemark, ListedCode};

use super::links;
use crate::studies::OpenStudy;
use crate::wording::{count, sentence};

/// The codes as nested lists, those out of use only if they are wanted, open, or above others.
pub(super) fn tree(book: &BookReading, study: &OpenStudy, shows_all: bool) -> Markup {
    let open = book.open.as_ref().map(|code| code.place);
    let shown = shown(book, shows_all, open);
    let hidden = book.codes.len() - shown.len();
    let mut remarks: BTreeMap<u32, Vec<&BookRemark>> = BTreeMap::new();
    for remark in &book.remarks {
        if let Some(code) = remark.code {
            remarks.entry(code).or_default().push(remark);
        }
    }
    let names: BTreeMap<u32, &str> =
        book.codes.iter().map(|code| (code.place, code.name.as_str())).collect();
    // Lists are opened and closed as the depth goes up and down, because a codebook may be
    // deeper than a function may call itself.
    let mut lists = String::new();
    let mut depth = None;
    for code in book.codes.iter().filter(|code| shown.contains(&code.place)) {
        match depth {
            Some(above) if code.depth > above => lists.push_str("<ul>"),
            Some(above) => {
                lists.push_str("</li>");
                lists.push_str(&"</ul></li>".repeat(above - code.depth));
            }
            None => {}
        }
        depth = Some(code.depth);
        let of_code = remarks.get(&code.place).map_or(&[][..], Vec::as_slice);
        lists.push_str("<li>");
        lists.push_str(&row(code, &names, of_code, study, open).into_string());
    }
    if let Some(depth) = depth {
        lists.push_str("</li>");
        lists.push_str(&"</ul></li>".repeat(depth));
    }
    html! {
        div #tree {
            @if book.codes.is_empty() {
                p.lead {
                    "There are no codes yet. Type the first one above, make codes while you read, \
                     or drop a codebook file here."
                }
            } @else {
                div.heads #to-top aria-hidden="true" {
                    span { "Code" } span.n { "Codings" } span.n { "Documents" }
                }
                ul.codes { (PreEscaped(lists)) }
                @if hidden > 0 {
                    p.hint {
                        (count(hidden, "code")) " out of use. "
                        a href="?all=1" { "Show" }
                    }
                }
            }
        }
    }
}

fn shown(book: &BookReading, shows_all: bool, open: Option<u32>) -> BTreeSet<u32> {
    let mut shown = BTreeSet::new();
    // Codes come below what they stand under, so backwards everything is met before that.
    for code in book.codes.iter().rev() {
        let is_wanted = code.active || shows_all || open == Some(code.place);
        if is_wanted || shown.contains(&code.place) {
            shown.insert(code.place);
            shown.extend(code.parent);
        }
    }
    shown
}

fn row(
    code: &ListedCode,
    names: &BTreeMap<u32, &str>,
    remarks: &[&BookRemark],
    study: &OpenStudy,
    open: Option<u32>,
) -> Markup {
    let state = match (code.merged_into, code.active, code.assignable) {
        (Some(into), ..) => Some(format!("merged into {}", names.get(&into).unwrap_or(&""))),
        (None, false, _) => Some("out of use".to_owned()),
        (None, true, false) => Some("group".to_owned()),
        (None, true, true) => None,
    };
    let told: Vec<String> = remarks.iter().map(|remark| sentence(&remark.message)).collect();
    html! {
        div class={ "code c" (code.place) } draggable="true" data-code=(code.place)
            data-parent=[code.parent] data-name=(code.name) data-out[!code.active]
            data-open[open == Some(code.place)] {
            div.who {
                a.called draggable="false" href=(links::code(&study.word, code.place))
                    aria-current=[(open == Some(code.place)).then_some("true")] {
                    span.swatch aria-hidden="true" {}
                    span.name dir="auto" { (code.name) }
                }
                @if let Some(state) = &state { span.state { (state) } }
                @if !remarks.is_empty() {
                    span.remarked title=(told.join(" ")) {
                        span aria-hidden="true" { "✎" }
                        span.sr { (count(remarks.len(), "remark")) }
                    }
                }
            }
            span.short dir="auto" { (code.short) }
            (number(code.codings, "coding", code, study))
            (number(code.documents, "document", code, study))
        }
    }
}

/// A number that leads to the excerpts behind it. Zero is a pale dot that leads nowhere.
fn number(number: usize, what: &str, code: &ListedCode, study: &OpenStudy) -> Markup {
    html! {
        @if number == 0 {
            span.n.zero title="0" { "·" span.sr { "no " (what) "s" } }
        } @else {
            a.n draggable="false" href=(links::of_code(study, &code.name))
                aria-label={ (count(number, what)) " of " (code.name) } { (number) }
        }
    }
}
