//! What is compared and how, in a form whose answers live in the address.

use maud::{Markup, html};

use super::{Asked, REPLICATES};
use crate::studies::OpenStudy;

pub(super) fn form(study: &OpenStudy, asked: &Asked) -> Markup {
    let measured = !asked.discuss();
    html! {
        form.narrow #ask role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="reconcile/agreement";
            label.wide { span { "Query " kbd { "/" } }
                span.field {
                    input #q type="text" name="q" value=(asked.q) autocomplete="off"
                        autocapitalize="off" spellcheck="false" data-completes
                        placeholder="everything, or coder:ana,ben round:\"pilot 1\"";
                }
            }
            (choice("unit", "Unit", &asked.unit, &[
                ("", "turn, or paragraph where nobody speaks"),
                ("character", "character"), ("sentence", "sentence"), ("paragraph", "paragraph"),
                ("turn", "turn"), ("document", "document"),
            ]))
            (choice("universe", "Universe", &asked.universe, &[
                ("", "the whole text"), ("coded-text", "what somebody coded"),
            ]))
            @if measured {
                (choice("measures", "Measures", &asked.measures, &[
                    ("", "percentages, kappa, alpha"), ("items", "all for given units"),
                    ("sets", "codes of a unit as a set"), ("unitizing", "free boundaries"),
                    ("spans", "stretches, without chance"),
                ]))
                (choice("rows", "Rows", &asked.rows, &[
                    ("", "by code"), ("pair", "by pair of coders"), ("document", "by document"),
                ]))
                (choice("interval", "Interval", &asked.interval, &[
                    ("", "none"), ("percentile", "percentile"), ("bca", "BCa"),
                ]))
                label { span { "Samples" }
                    input.short name="replicates" inputmode="numeric" maxlength="6"
                        value=(asked.replicates) placeholder=(REPLICATES) autocomplete="off";
                }
                label { span { "Seed" }
                    input.short name="seed" inputmode="numeric" maxlength="20" value=(asked.seed)
                        placeholder="1" autocomplete="off";
                }
            } @else {
                // What was chosen is there again when coefficients are.
                @for (name, value) in asked.fields() {
                    @if !["q", "unit", "universe", "discuss"].contains(&name) {
                        input type="hidden" name=(name) value=(value);
                    }
                }
            }
            label.check {
                input #discuss type="checkbox" name="discuss" value="1" checked[!measured];
                " Coefficients off: who marked what, and what there is to talk about "
                kbd { "d" }
            }
            button.main type="submit" { "Compare" }
        }
    }
}

/// What of the choices does not go with the others.
pub(super) fn notes(asked: &Asked) -> Markup {
    let measured = !asked.discuss();
    html! {
        @if measured && !asked.on_units() {
            p.hint {
                "Rows and intervals are for percentages, kappa and alpha, and for all measures of \
                 given units."
                @if asked.set().is_of_stretches() {
                    " Where coders chose the boundaries, characters of the whole text are compared."
                }
            }
        } @else if measured && !asked.rows.is_empty() && !asked.interval.is_empty() {
            p.hint { "Intervals are for rows by code." }
        }
    }
}

fn choice(name: &str, words: &str, chosen: &str, values: &[(&str, &str)]) -> Markup {
    html! {
        label {
            span { (words) }
            select name=(name) {
                @for (value, words) in values {
                    option value=(value) selected[*value == chosen] { (words) }
                }
            }
        }
    }
}

/// The same table as files.
pub(super) fn exports(study: &OpenStudy, asked: &Asked) -> Markup {
    html! {
        form.exports method="post" action={ "/s/" (study.word) "/reconcile/agreement/export" } {
            @for (name, value) in asked.fields() {
                @if !value.is_empty() { input type="hidden" name=(name) value=(value); }
            }
            span { "This table as a file" }
            @for (format, name, key) in
                [("csv", "CSV", "1"), ("xlsx", "XLSX", "2"), ("docx", "DOCX", "3")]
            {
                button type="submit" name="format" value=(format) id={ "export-" (format) } {
                    (name) " " kbd { (key) }
                }
            }
        }
    }
}
