//! A report as one page of HTML that needs nothing beside it.

mod appendix;
mod exhibits;
mod parts;
mod themes;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use themata_analysis::Table;

use crate::Origin;
use crate::dossier::Dossier;
use crate::html::{Dress, figure};
use crate::line::{clean, in_one_line};
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
    sheet([&report.title, &report.subtitle, &report.date], &sections(report))
}

/// Sections under a title, a subtitle and a date, as one page.
fn sheet([title, subtitle, date]: [&str; 3], sections: &[Section]) -> String {
    whole(
        title,
        "page",
        &html! {
            header class="masthead" {
                h1 { (clean(title)) }
                @if !subtitle.is_empty() { p class="subtitle" { (clean(subtitle)) } }
                @if !date.is_empty() { p class="date" { (clean(date)) } }
            }
            (contents(sections))
            main {
                @for section in sections {
                    section id=(section.anchor) class=[section.is_appendix.then_some("appendix")] {
                        h2 { (number(&section.number)) (section.title) }
                        (section.body)
                    }
                }
            }
        },
    )
}

/// A page that needs nothing beside it.
fn whole(title: &str, class: &str, body: &Markup) -> String {
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
                title { (clean(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                div class=(class) { (body) }
            }
        }
    }
    .into_string()
}

/// A part of the page with a heading of its own.
struct Section {
    anchor: String,
    /// As printed before the heading; empty for the summary.
    number: String,
    title: String,
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
            anchor: "summary".to_owned(),
            number: String::new(),
            title: "Summary".to_owned(),
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
            let (anchor, title) = (anchor.to_owned(), title.to_owned());
            sections.push(Section { anchor, number, title, is_appendix: false, body, below });
        }
    }
    if !report.themes.is_empty() {
        let number = number();
        sections.push(Section {
            anchor: "themes".to_owned(),
            title: "Theme by theme".to_owned(),
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
            anchor: "method".to_owned(),
            number: letter(),
            title: "Method".to_owned(),
            is_appendix: true,
            body: appendix::method(&report.method, exhibits.definitions()),
            below: Vec::new(),
        });
    }
    if !report.codebook.is_empty() {
        sections.push(Section {
            anchor: "codebook".to_owned(),
            number: letter(),
            title: "Codebook".to_owned(),
            is_appendix: true,
            body: appendix::codebook(&report.codebook),
            below: Vec::new(),
        });
    }
    sections
}

/// A dossier as one page of HTML: no script, nothing to fetch, light, dark and print.
#[must_use]
pub fn dossier_page(dossier: &Dossier) -> String {
    let mut exhibits = Exhibits::default();
    let sections: Vec<Section> = (1_usize..)
        .zip(&dossier.parts)
        .map(|(number, part)| Section {
            anchor: format!("part-{number}"),
            number: number.to_string(),
            title: clean(&part.title),
            is_appendix: false,
            body: html! {
                (paragraphs(&part.text))
                @for table in &part.tables { (exhibits.table(table, None)) }
            },
            below: Vec::new(),
        })
        .collect();
    sheet([&dossier.title, &dossier.subtitle, &dossier.date], &sections)
}

/// Tables as one page of HTML: no script, nothing to fetch, light, dark and print. Under each
/// stands its definition, at the end where they come from.
#[must_use]
pub fn table_page(tables: &[&Table], origin: &Origin) -> String {
    let title = tables.first().map_or("No table", |table| table.title.as_str());
    whole(
        title,
        "page alone",
        &html! {
            main {
                // The caption of the table is what is read; a page without a heading is lost
                // on screen readers.
                h1 class="unseen" { (in_one_line(title)) }
                @for table in tables { (figure(table, &Dress::default())) }
                @let made: Vec<&str> = [origin.command.as_str(), origin.program.as_str()]
                    .into_iter()
                    .filter(|words| !words.is_empty())
                    .collect();
                @if !made.is_empty() { p class="definition origin" { (clean(&made.join(" · "))) } }
            }
        },
    )
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
pub(crate) fn checked(colour: Option<&str>) -> Option<&str> {
    colour.filter(|colour| {
        colour.len() == 7
            && colour
                .strip_prefix('#')
                .is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests;
