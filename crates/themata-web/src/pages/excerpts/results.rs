use maud::{Markup, html};
use themata_project::{
    Cell, CoderKind, Found, FoundExcerpt, Kind, ListedAs, ReadCoding, Valence,
};

use super::{Asked, PAGE};
use crate::pages::leading::asking;
use crate::studies::OpenStudy;

/// What was found: how much, what can be done with it, and the results of this page.
pub(super) fn listing(study: &OpenStudy, asked: &Asked, found: &Found) -> Markup {
    let word = study.word.as_str();
    let is_places = found.listed_as == ListedAs::Places;
    let kind = if is_places { "places" } else { "codings" };
    html! {
        div #sum {
            p.sum role="status" { (sum(found)) }
            @if found.has_words {
                nav.as aria-label="List as" {
                    @for (value, words, here) in [
                        ("places", "Places of the words", true),
                        ("codings", "Coded excerpts", false),
                    ] {
                        a href={ "?q=" (study.sought.numbered(&asked.q)) "&as=" (value) }
                            aria-current=[(is_places == here).then_some("true")] { (words) }
                    }
                }
            }
            @for remark in &found.remarks { p.remark { (crate::wording::sentence(remark)) } }
        }
        @if found.total == 0 {
            (nothing(word, asked))
        } @else {
            div.tools {
                label.check {
                    input #choose-all type="checkbox";
                    "all on this page " kbd { "Shift A" }
                }
                button type="button" data-does="copy" { "Copy with credit " kbd { "y" } }
                @if is_places {
                    a.button href={ "/s/" (word) "/proposals?where=" (study.sought.numbered(&asked.q)) } {
                        "Propose a code at these places"
                    }
                } @else {
                    button type="button" data-does="recode" data-needs="lead" { "Recode " kbd { "e" } }
                }
                form.export method="post" action={ "/s/" (word) "/excerpts/export" } {
                    input type="hidden" name="q" value=(asked.q);
                    input type="hidden" name="as" value=(kind);
                    span { "Export all as" }
                    @for format in ["csv", "xlsx", "docx"] {
                        button type="submit" name="format" value=(format) {
                            (format.to_uppercase())
                        }
                    }
                }
            }
            ol #results data-as=(kind) data-total=(found.total)
                start=((asked.number() - 1) * PAGE + 1) aria-label="Results" {
                @for result in &found.results { (drawn(word, result, is_places)) }
            }
            (pages(study, asked, found.total))
        }
    }
}

/// How much was found, in a sentence.
fn sum(found: &Found) -> Markup {
    let documents = counted(found.documents, "document");
    html! {
        @match found.listed_as {
            ListedAs::Places => { b { (counted(found.total, "place")) } " in " (documents) }
            ListedAs::Codings => {
                b { (counted(found.total, "excerpt")) } " in " (documents) ", with "
                (counted(found.codings, "coding"))
            }
        }
    }
}

fn nothing(word: &str, asked: &Asked) -> Markup {
    html! {
        div.nothing {
            @if asked.q.trim().is_empty() {
                p {
                    "Nothing is coded yet: open a transcript, select a passage and give it a code."
                }
                a.button.main href={ "/s/" (word) "/documents" } { "Open a transcript" }
            } @else {
                p { "The query is sound, and nothing in the study is meant by it." }
                a.button.main href="?" { "Show all excerpts" }
            }
        }
    }
}

fn drawn(word: &str, result: &FoundExcerpt, is_place: bool) -> Markup {
    let (start, end) = (result.span.start(), result.span.end());
    let name = format!("r{}-{start}-{end}", result.document);
    let place = format!("/s/{word}/read/{}#at-{start}-{end}", result.document);
    let codings: Vec<String> = result.codings.iter().map(|it| it.id.to_string()).collect();
    html! {
        li.result.place[is_place] id=(name) tabindex="-1" data-codings=(codings.join(" ")) {
            label.choose { input type="checkbox" aria-label={ "Choose: " (result.credit) }; }
            div.what {
                (words(result, &place))
                p.by {
                    span.credit dir="auto" { (result.credit) }
                    (codes(&result.codings))
                    button.quiet type="button" data-copies
                        aria-label="Copy with credit" title="Copy with credit (y)" { "Copy" }
                }
            }
        }
    }
}

/// The words in their context, which lead to their place.
pub(in crate::pages) fn words(result: &FoundExcerpt, place: &str) -> Markup {
    html! {
        p.words dir="auto" {
            span.around { (result.before) }
            a.found href=(place) { (result.words) }
            span.around { (result.after) }
        }
    }
}

/// Codes as names with swatches, each with valence and coder.
pub(in crate::pages) fn codes(codings: &[ReadCoding]) -> Markup {
    html! {
        span.codes {
            @for coding in codings {
                span class={ "code c" (coding.code) } title=(title(coding)) {
                    span.swatch aria-hidden="true" {}
                    (coding.code_name)
                    @if let Some(valence) = coding.valence {
                        b title=(valence.as_str()) { (sign(valence)) }
                    }
                    span.coder { (coding.coder) }
                }
            }
        }
    }
}

fn title(coding: &ReadCoding) -> String {
    let whose = match coding.kind {
        CoderKind::Machine => "proposed by ",
        CoderKind::Human | CoderKind::Consensus => "",
    };
    let valence = coding.valence.map_or(String::new(), |it| format!(", {}", it.as_str()));
    format!("{}{valence}, {whose}{}", coding.code_name, coding.coder)
}

fn sign(valence: Valence) -> &'static str {
    match valence {
        Valence::Barrier => " −",
        Valence::Facilitator => " +",
    }
}

/// How many there are of each kind; each number leads to those.
pub(super) fn counts(study: &OpenStudy, asked: &Asked, found: &Found) -> Markup {
    html! {
        div #counts data-anew {
            @for counts in &found.counts {
                section {
                    h2 { "By " (counts.by) }
                    table.figures {
                        thead.sr {
                            tr { th scope="col" { (counts.by) } th scope="col" { "number" } }
                        }
                        tbody {
                            @for (name, count, term) in &counts.rows {
                                tr {
                                    td dir="auto" { (name) }
                                    td.number {
                                        @match term {
                                            Some(term) => {
                                                (number(study, asked, term, *count, name))
                                            }
                                            None => { (grouped(*count)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                    @if counts.more > 0 { p.hint { "and " (grouped(counts.more)) " more" } }
                }
            }
        }
    }
}

/// A number that leads to what is counted.
fn number(study: &OpenStudy, asked: &Asked, term: &str, count: usize, name: &str) -> Markup {
    let query = study.sought.numbered(&narrowed(&asked.q, term));
    let address = asking("", &[("q", &query), ("as", &asked.listed_as)]);
    html! {
        a href=(address) aria-label={ (grouped(count)) ", " (name) } { (grouped(count)) }
    }
}

/// A query that means what also a term means.
pub(in crate::pages) fn narrowed(query: &str, term: &str) -> String {
    match query.trim() {
        "" => term.to_owned(),
        query if query.split_whitespace().any(|word| word == "OR") => {
            format!("({query}) {term}")
        }
        query => format!("{query} {term}"),
    }
}

/// The way to the other pages.
pub(in crate::pages) fn pages(study: &OpenStudy, asked: &Asked, total: usize) -> Markup {
    let (here, last) = (asked.number(), total.div_ceil(PAGE).max(1));
    let query = study.sought.numbered(&asked.q);
    let to = |page: usize| {
        asking("", &[("q", &query), ("as", &asked.listed_as), ("page", &page.to_string())])
    };
    html! {
        nav #pages aria-label="Pages" {
            @if last > 1 {
                @if here > 1 { a rel="prev" href=(to(here.min(last + 1) - 1)) { "← before" } }
                span { "page " (grouped(here)) " of " (grouped(last)) }
                @if here < last { a rel="next" href=(to(here + 1)) { "next →" } }
            }
        }
    }
}

/// A whole number with thin spaces between thousands.
pub(in crate::pages) fn grouped(number: usize) -> String {
    match number {
        // In a sentence nothing is said in figures, and not as in a table.
        0 => "0".to_owned(),
        _ => themata_report::cell_text(&Cell::Count(number as u64), Kind::Count),
    }
}

pub(in crate::pages) fn counted(number: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}
