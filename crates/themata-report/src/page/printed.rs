//! A report on a screen as it stands on paper.

use maud::html;

use super::{PRINT, SCREEN, Section, contents, drawn, dressed, masthead, sections};
use crate::report::Report;

/// What only a preview has: sheets on a desk.
const DESK: &str = include_str!("desk.css");

/// A report as it will print, for a preview: the styles of paper on sheets of A4. Wherever a
/// new page always begins, a new sheet does; what lies between is one long sheet, since only
/// the printer knows where its pages end. It prints as [`page`](crate::page) does.
#[must_use]
pub fn page_as_printed(report: &Report) -> String {
    let sections = sections(report);
    let head = [&report.title, &report.subtitle, &report.date, &report.notice];
    let (appendices, body): (Vec<&Section>, Vec<&Section>) =
        sections.iter().partition(|section| section.is_appendix);
    // What holds for paper holds here too, and the page is light whatever the system says.
    let light = SCREEN.replace("(prefers-color-scheme: dark)", "(max-width: 0)");
    let style = format!("{light}{}{DESK}", PRINT.replacen("@media print", "@media all", 1));
    let body = html! {
        div class="page" {
            (masthead(head.map(String::as_str)))
            (contents(&sections))
        }
        @if !body.is_empty() {
            div class="page" { main { @for section in body { (drawn(section)) } } }
        }
        @for section in appendices { div class="page" { (drawn(section)) } }
    };
    dressed(&report.title, "light", &style, &body)
}
