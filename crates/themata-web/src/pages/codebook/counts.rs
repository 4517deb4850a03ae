//! How often a code was applied, by coder and by an attribute.

use maud::{Markup, html};
use themata_project::codebook::{CodeReading, Counted};

use super::{Asked, links};
use crate::studies::OpenStudy;
use crate::wording::count;

pub(super) fn counts(code: &CodeReading, study: &OpenStudy, asked: &Asked) -> Markup {
    let counts = &code.counts;
    let all = counts.rows.last().map_or(0, |row| row.all.codings);
    html! {
        section.counts aria-labelledby="counts-title" {
            h2 #counts-title { "Codings" }
            @if all == 0 {
                p.hint { "Nobody has applied it yet." }
            } @else {
                @if counts.attributes.len() > 1
                    || (counts.by.is_none() && !counts.attributes.is_empty()) {
                    form.by method="get" {
                        @if asked.all.is_some() { input type="hidden" name="all" value="1"; }
                        label for="by" { "By " }
                        select #by name="by" {
                            @if counts.by.is_none() { option value="" selected { "coder" } }
                            @for attribute in &counts.attributes {
                                option value=(study.sought.numbered(attribute))
                                    selected[counts.by.as_ref() == Some(attribute)] {
                                    (attribute)
                                }
                            }
                        }
                        noscript { button type="submit" { "Count" } }
                    }
                }
                div.scrolls tabindex="0" role="region" aria-label="Codings by coder" {
                    table.figures {
                        thead { tr {
                            th scope="col" { (counts.by.as_deref().unwrap_or("")) }
                            @for coder in &counts.coders {
                                th.number scope="col" { (coder) }
                            }
                            th.number scope="col" { "all coders" }
                            th.number scope="col" { "documents" }
                        } }
                        tbody { @for row in &counts.rows {
                            tr.total[row.value.is_none() && counts.by.is_some()] {
                                th scope="row" dir="auto" {
                                    (row.value.as_deref().unwrap_or("all documents"))
                                }
                                @for counted in &row.coders { (cell(counted, study)) }
                                (cell(&row.all, study))
                                td.number { (row.documents) }
                            }
                        } }
                    }
                }
                p.definition {
                    (count(all, "coding")) " with the code itself, by every person and the \
                     consensus; those of codes under it are not among them."
                }
            }
        }
    }
}

fn cell(counted: &Counted, study: &OpenStudy) -> Markup {
    html! {
        td.number {
            @if counted.codings == 0 {
                span.zero title="0" { "·" span.sr { "0" } }
            } @else {
                a href=(links::excerpts(study, &counted.query)) { (counted.codings) }
            }
        }
    }
}
