//! A report as one page of HTML that needs nothing beside it.

mod appendix;
mod exhibits;
mod memos;
mod parts;
mod printed;
mod themes;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use themata_analysis::Table;

use crate::Origin;
use crate::dossier::Dossier;
use crate::html::{Dress, figure};
use crate::line::{clean, in_one_line};
use crate::page::exhibits::Exhibits;
use crate::report::{Report, ReportPart};

pub use self::printed::page_as_printed;

/// The style of the page. It names system fonts only.
const STYLE: &str = concat!(
    include_str!("page/style.css"),
    include_str!("page/shades.css"),
    include_str!("page/print.css"),
);

/// What of it is for screens, and what for paper.
const SCREEN: &str = concat!(include_str!("page/style.css"), include_str!("page/shades.css"));
const PRINT: &str = include_str!("page/print.css");

/// Nothing is loaded and nothing runs, even if something should have slipped through.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A report as one page of HTML: no script, nothing to fetch, light, dark and print.
///
/// All words are escaped; colours that are not `#rrggbb` are not used. Links lead to places on
/// the page only.
#[must_use]
pub fn page(report: &Report) -> String {
    let head = [&report.title, &report.subtitle, &report.date, &report.notice];
    sheet(head.map(String::as_str), &sections(report))
}

/// Sections under a title, a subtitle, a date and a notice, as one page.
fn sheet(head: [&str; 4], sections: &[Section]) -> String {
    whole(
        head[0],
        "page",
        &html! {
            (masthead(head))
            (contents(sections))
            main { @for section in sections { (drawn(section)) } }
        },
    )
}

fn masthead([title, subtitle, date, notice]: [&str; 4]) -> Markup {
    html! {
        header class="masthead" {
            h1 { (clean(title)) }
            @if !subtitle.is_empty() { p class="subtitle" { (clean(subtitle)) } }
            @if !date.is_empty() { p class="date" { (clean(date)) } }
            @if !notice.is_empty() { p class="date" { (clean(notice)) } }
        }
    }
}

fn drawn(section: &Section) -> Markup {
    html! {
        section id=(section.anchor) class=[section.is_appendix.then_some("appendix")] {
            h2 { (number(&section.number)) (section.title) }
            (section.body)
        }
    }
}

/// A page that needs nothing beside it.
fn whole(title: &str, class: &str, body: &Markup) -> String {
    dressed(title, "light dark", STYLE, &html! { div class=(class) { (body) } })
}

fn dressed(title: &str, schemes: &str, style: &str, body: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="color-scheme" content=(schemes);
                title { (clean(title)) }
                style { (PreEscaped(style)) }
            }
            body { (body) }
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
    let section = |part: ReportPart| {
        let number = exhibits.numbering.heading(part);
        let below = match part {
            ReportPart::Themes => themes::anchors(&report.themes),
            _ => Vec::new(),
        };
        let body = match part {
            ReportPart::Summary => {
                html! { div class="lead" { (paragraphs(&report.summary)) } }
            }
            ReportPart::Themes => themes::themes(&report.themes, &number, &mut exhibits),
            ReportPart::Memos => memos::memos(&report.memos),
            ReportPart::Method => {
                appendix::method(&report.method, exhibits.numbering.definitions())
            }
            ReportPart::Codebook => appendix::codebook(&report.codebook),
            part => match report.part(part) {
                Some(part) => parts::part(part, &mut exhibits),
                None => Markup::default(),
            },
        };
        Section {
            anchor: part.as_str().to_owned(),
            number,
            title: part.heading().to_owned(),
            is_appendix: part.is_appendix(),
            body,
            below,
        }
    };
    report.parts().into_iter().map(section).collect()
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
    sheet([&dossier.title, &dossier.subtitle, &dossier.date, ""], &sections)
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
