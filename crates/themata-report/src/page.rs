//! A report as one page of HTML that needs nothing beside it.

mod appendix;
mod exhibits;
mod parts;
mod themes;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::line::clean;
use crate::page::exhibits::Exhibits;
use crate::report::Report;

/// The style of the page. It names system fonts only.
const STYLE: &str = concat!(
    include_str!("page/style.css"),
    include_str!("page/shades.css"),
    include_str!("page/print.css"),
);

/// Nothing is loaded and nothing runs, even if something should have slipped through.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A report as one page of HTML: no script, nothing to fetch, light, dark and print.
///
/// All words are escaped; colours that are not `#rrggbb` are not used. Links lead to places on
/// the page only.
#[must_use]
pub fn page(report: &Report) -> String {
    let sections = sections(report);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                title { (clean(&report.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                div class="page" {
                    header class="masthead" {
                        h1 { (clean(&report.title)) }
                        @if !report.subtitle.is_empty() { p class="subtitle" { (clean(&report.subtitle)) } }
                        @if !report.date.is_empty() { p class="date" { (clean(&report.date)) } }
                    }
                    (contents(&sections))
                    main {
                        @for section in &sections {
                            section id=(section.anchor) class=[section.is_appendix.then_some("appendix")] {
                                h2 { (number(&section.number)) (section.title) }
                                (section.body)
                            }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

/// A part of the page with a heading of its own.
struct Section {
    anchor: &'static str,
    /// As printed before the heading; empty for the summary.
    number: String,
    title: &'static str,
    is_appendix: bool,
    body: Markup,
    /// The anchors and titles of what the contents list below the section.
    below: Vec<(String, String)>,
}

fn sections(report: &Report) -> Vec<Section> {
    let mut exhibits = Exhibits::default();
    let mut sections = Vec::new();
    if !report.summary.is_empty() {
        sections.push(Section {
            anchor: "summary",
            number: String::new(),
            title: "Summary",
            is_appendix: false,
            body: html! { div class="lead" { (paragraphs(&report.summary)) } },
            below: Vec::new(),
        });
    }
    let mut numbers = 1..;
    let mut number =
        || numbers.next().map_or_else(String::new, |number: u32| number.to_string());
    let parts = [
        ("study", "What was studied", &report.study),
        ("coding", "How it was coded", &report.coding),
        ("agreement", "How far the coders agreed", &report.agreement),
        ("sites", "What was found where", &report.sites),
        ("co-occurrence", "What occurs together", &report.co_occurrence),
    ];
    for (anchor, title, part) in parts {
        if !part.is_empty() {
            let body = parts::part(part, &mut exhibits);
            let (number, below) = (number(), Vec::new());
            sections.push(Section { anchor, number, title, is_appendix: false, body, below });
        }
    }
    if !report.themes.is_empty() {
        let number = number();
        sections.push(Section {
            anchor: "themes",
            title: "Theme by theme",
            is_appendix: false,
            body: themes::themes(&report.themes, &number, &mut exhibits),
            below: themes::anchors(&report.themes),
            number,
        });
    }
    let mut letters = ["Appendix A", "Appendix B"].into_iter().map(str::to_owned);
    let mut letter = || letters.next().unwrap_or_default();
    if !report.method.is_empty() || !exhibits.definitions().is_empty() {
        sections.push(Section {
            anchor: "method",
            number: letter(),
            title: "Method",
            is_appendix: true,
            body: appendix::method(&report.method, exhibits.definitions()),
            below: Vec::new(),
        });
    }
    if !report.codebook.is_empty() {
        sections.push(Section {
            anchor: "codebook",
            number: letter(),
            title: "Codebook",
            is_appendix: true,
            body: appendix::codebook(&report.codebook),
            below: Vec::new(),
        });
    }
    sections
}

fn contents(sections: &[Section]) -> Markup {
    html! {
        nav class="contents" aria-labelledby="contents" {
            h2 id="contents" { "Contents" }
            ol {
                @for section in sections {
                    li class=[section.is_appendix.then_some("appendix")] {
                        a href={ "#" (section.anchor) } { (number(&section.number)) (section.title) }
                        @if !section.below.is_empty() {
                            ol {
                                @for (anchor, title) in &section.below {
                                    li { a href={ "#" (anchor) } { (title) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn number(number: &str) -> Markup {
    html! { @if !number.is_empty() { span class="no" { (number) } " " } }
}

fn paragraphs(paragraphs: &[String]) -> Markup {
    html! { @for paragraph in paragraphs { p { (clean(paragraph)) } } }
}

/// A colour if it is exactly `#rrggbb`, because it stands where a style is read.
fn checked(colour: Option<&str>) -> Option<&str> {
    colour.filter(|colour| {
        colour.len() == 7
            && colour
                .strip_prefix('#')
                .is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests;
