//! One code, open beside the tree: everything that the codebook says of it, to be changed.

use maud::{Markup, html};
use themata_project::ListedMemo;
use themata_project::codebook::{BookReading, CodeReading, Colour, ListedCode, theme_colour};

use super::{Asked, counts, excerpts, links, memos};
use crate::studies::OpenStudy;
use crate::trouble::on_page;
use crate::wording::sentence;

/// How many colours the palette has.
const COLOURS: usize = 12;

pub(super) fn entry(
    book: &BookReading,
    code: &CodeReading,
    (study, asked): (&OpenStudy, &Asked),
    memos: &[ListedMemo],
) -> Markup {
    let word = study.word.as_str();
    let remarks = book.remarks.iter().filter(|remark| remark.code == Some(code.place));
    html! {
        article.entry data-code=(code.place) data-name=(code.name) {
            p.back { a href={ "/s/" (word) "/codebook" } { "← All codes" } }
            @if !code.above.is_empty() {
                nav.path aria-label="Stands under" {
                    @for (place, name) in &code.above {
                        a href=(links::code(word, *place)) dir="auto" { (name) } " / "
                    }
                }
            }
            h2 class={ "called c" (code.place) } {
                span.swatch aria-hidden="true" {}
                label.sr for="f-name" { "Name" }
                input #f-name data-field="name" dir="auto" maxlength="200" autocomplete="off"
                    value=(code.name);
                kbd { "r" }
            }
            (standing(code, word))
            @for remark in remarks {
                p.remark data-warning[remark.is_warning] {
                    (sentence(&remark.message))
                    @if let Some(hint) = remark.hint.as_deref().and_then(on_page) { " " (sentence(&hint)) }
                }
            }
            div.fields {
                (field("short", "In a few words", &code.short, 1, Some("e")))
                (field("definition", "Definition", &code.definition, 3, None))
                (field("use_when", "Use when", &code.use_when, 2, None))
                (field("do_not_use_when", "Do not use when", &code.do_not_use_when, 2, None))
                (examples(&code.examples))
                (colour(code))
                div.line {
                    label {
                        input #f-assignable type="checkbox" data-assignable
                            checked[code.assignable];
                        " Coders may apply it"
                    }
                    label {
                        "Stands under "
                        (chooser("f-parent", book, |other| !is_within(book, other, code.place), |select| html! {
                            option value="" selected[select.is_none()] { "nothing: at the top" }
                        }, code.above.last().map(|(place, _)| *place)))
                    }
                }
            }
            (memos::memos(code.place, memos))
            (counts::counts(code, study, asked))
            (excerpts::excerpts(code, study))
            (changes(book, code, word))
        }
    }
}

/// Whether it is out of use, and how it comes back.
fn standing(code: &CodeReading, word: &str) -> Markup {
    html! {
        @if !code.active {
            p.standing {
                @match &code.merged_into {
                    Some((into, name)) => {
                        "Merged into " a href=(links::code(word, *into)) { (name) } ". "
                    }
                    None => { "Out of use; what was coded with it stays coded. " }
                }
                button type="button" data-do="restore" data-needs="code" { "Use it again " kbd { "t" } }
            }
        }
    }
}

fn field(name: &str, called: &str, text: &str, rows: u8, key: Option<&str>) -> Markup {
    html! {
        label for={ "f-" (name) } {
            (called)
            @if let Some(key) = key { " " kbd { (key) } }
        }
        textarea id={ "f-" (name) } data-field=(name) data-edits="code" rows=(rows) dir="auto" maxlength="20000" {
            (text)
        }
    }
}

fn examples(examples: &[String]) -> Markup {
    html! {
        div.label #examples-title { "Examples" }
        div.examples role="group" aria-labelledby="examples-title" {
            @for (place, example) in examples.iter().enumerate() {
                div {
                    textarea id={ "example-" (place) } data-example data-edits="code" rows="2" dir="auto"
                        maxlength="20000" aria-label={ "Example " (place + 1) } { (example) }
                    button.quiet type="button" data-do="drop-example" data-needs="code"
                        aria-label={ "Remove example " (place + 1) } title="Remove it" { "×" }
                }
            }
            textarea id={ "example-" (examples.len()) } data-example data-edits="code" rows="1" dir="auto"
                maxlength="20000" placeholder="One more example, or take one of the excerpts below"
                aria-label="One more example" {}
        }
    }
}

fn colour(code: &CodeReading) -> Markup {
    html! {
        div.label #colour-title { "Colour" }
        div.colours role="group" aria-labelledby="colour-title" {
            button type="button" data-colour="" data-needs="code" aria-pressed=(!code.has_own_colour) {
                "from its place"
            }
            @for place in 0..COLOURS {
                @let choice = theme_colour(place);
                button.choice type="button" data-colour=(choice) data-needs="code"
                    aria-pressed=(code.has_own_colour && code.colour == choice)
                    aria-label={ "Colour " (place + 1) " of the palette" } {
                    (patch(choice))
                }
            }
            label.own title="A colour of your own" {
                input #f-colour type="color" data-own-colour value=(code.colour)
                    aria-label="A colour of your own";
            }
            @if !code.near.is_empty() {
                p.hint #colour-hint {
                    "Hard to tell from the colour of " (some(&code.near)) "."
                }
            }
        }
    }
}

/// A patch of a colour. Its colour is an attribute, because a page may not carry styles.
fn patch(colour: Colour) -> Markup {
    html! {
        svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" {
            rect width="18" height="18" rx="3" fill=(colour) {}
        }
    }
}

/// Some names: the first three, and how many more.
fn some(names: &[String]) -> String {
    let first: Vec<String> = names.iter().take(3).map(|name| format!("“{name}”")).collect();
    match names.len().saturating_sub(3) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// What else can be done with a code.
fn changes(book: &BookReading, code: &CodeReading, word: &str) -> Markup {
    html! {
        section.changes aria-labelledby="changes-title" {
            h2 #changes-title { "Change the tree" }
            p.buttons {
                @if code.active {
                    button type="button" data-do="new" data-needs="code" { "New code under it " kbd { "n" } }
                }
                @if code.active {
                    button type="button" data-do="retire" data-needs="code" { "Take it out of use " kbd { "t" } }
                }
                @if code.counts.rows.last().is_some_and(|row| row.all.codings > 0) {
                    a.button href={ (links::code(word, code.place)) "/split" } data-needs="lead" data-recode {
                        "Code its excerpts again one by one " kbd { "s" }
                    }
                }
            }
            @if code.merged_into.is_none() {
                details #merging data-needs="lead" {
                    summary { "Merge it into another code " kbd { "m" } }
                    p {
                        label for="f-merge" { "The code that takes it over " }
                        (chooser("f-merge", book, |other| other.place != code.place, |_| html! {
                            option value="" { "choose…" }
                        }, None))
                    }
                    div #merge-preview aria-live="polite" {}
                }
            }
            @if code.active {
                details #splitting {
                    summary { "Split it into new codes" }
                    form {
                        label for="f-split" { "Names of the new codes, one in a line" }
                        textarea #f-split rows="3" dir="auto" maxlength="2000" {}
                        p.hint {
                            "They stand where this one does, which goes out of use; then its \
                             excerpts are coded again one by one."
                        }
                        p { button type="submit" { "Split it" } }
                    }
                }
            }
        }
    }
}

/// A choice among the codes in use for which a test holds.
fn chooser(
    id: &str,
    book: &BookReading,
    is_choice: impl Fn(&ListedCode) -> bool,
    first: impl Fn(Option<u32>) -> Markup,
    chosen: Option<u32>,
) -> Markup {
    html! {
        select id=(id) {
            (first(chosen))
            @for other in &book.codes {
                @if chosen == Some(other.place) || (other.active && is_choice(other)) {
                    option value=(other.place) selected[chosen == Some(other.place)] {
                        @for _ in 0..other.depth.min(6) { "\u{2003}" }
                        (other.name)
                    }
                }
            }
        }
    }
}

/// Whether a code is another one or stands somewhere under it.
fn is_within(book: &BookReading, code: &ListedCode, above: u32) -> bool {
    let from = book.codes.iter().position(|known| known.place == above);
    let Some(from) = from else { return false };
    let depth = book.codes[from].depth;
    let under = book.codes[from + 1..].iter().take_while(|known| known.depth > depth);
    code.place == above || under.into_iter().any(|known| known.place == code.place)
}
