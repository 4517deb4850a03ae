use std::collections::BTreeSet;

use maud::{Markup, html};
use themata_project::SpeakerRole;
use themata_project::speakers::{SpeakerOverview, SpeakerRow};

use crate::pages::grouped;
use crate::pages::leading::{excerpts, test};
use crate::studies::OpenStudy;
use crate::wording::count;

/// The sheet of speakers, a row for each name.
pub(super) fn table(study: &OpenStudy, sheet: &SpeakerOverview) -> Markup {
    html! {
        div.scrolls #sheet {
            table.figures.sheet data-edits="lead" role="grid" aria-label="Those who speak" {
                thead { tr {
                    (head("name", "Name"))
                    (head("role", "Role"))
                    @for column in &sheet.columns {
                        th scope="col" role="columnheader" id={ "h-a" (column.number) }
                            tabindex="-1" data-edit="attribute" data-attribute=(column.number)
                            data-kind=(column.kind) data-value=(column.name) {
                            a tabindex="-1" { (column.name) }
                            button.tool type="button" tabindex="-1" data-needs="lead"
                                aria-label={ "Rename or remove the attribute " (column.name) } {
                                "⋯"
                            }
                        }
                    }
                    (head("documents", "Documents"))
                    (head("turns", "Turns"))
                    (head("words", "Words"))
                    (head("like", "Perhaps the same"))
                } }
                tbody {
                    @for (place, row) in sheet.rows.iter().enumerate() {
                        (drawn(study, sheet, row, place))
                    }
                }
            }
        }
        p.definition {
            "A row for each name, over all documents; words by Unicode’s rules (UAX 29). Names \
             are perhaps the same if they differ in nothing but case, spaces, signs and zeros \
             before a number. What a transcript calls someone stays beside the name that is \
             given here."
        }
        p.hint {
            kbd { "F2" } " gives a name or an attribute another name, " kbd { "Enter" }
            " edits what is known of someone, " kbd { "Space" } " picks names that are to be \
            merged, " kbd { "Esc" } " leaves a cell as it was."
        }
    }
}

fn head(key: &str, name: &str) -> Markup {
    let figures = matches!(key, "documents" | "turns" | "words");
    html! {
        th scope="col" role="columnheader" id={ "h-" (key) } tabindex="-1" data-value=(name)
            class=[figures.then_some("number")] { (name) }
    }
}

fn drawn(study: &OpenStudy, sheet: &SpeakerOverview, row: &SpeakerRow, place: usize) -> Markup {
    html! {
        tr data-name=(row.name) {
            th scope="row" role="rowheader" id={ "s" (place) } tabindex="-1"
                data-edit="name" data-value=(row.name) dir="auto" {
                label.pick {
                    input type="checkbox" tabindex="-1" id={ "pick-" (place) } value=(row.name)
                        aria-label={ "Pick " (row.name) };
                }
                @let heard: Vec<&str> = row.heard_as.iter().map(String::as_str).collect();
                span.name title=[(!heard.is_empty()).then(|| format!("in transcripts: {}", heard.join(", ")))] {
                    (row.name)
                }
                button.tool type="button" tabindex="-1" data-needs="lead"
                    aria-label={ "Give " (row.name) " another name" } { "⋯" }
            }
            td role="gridcell" id={ "s" (place) "-role" } tabindex="-1" { (role(row, place)) }
            @for (column, values) in sheet.columns.iter().zip(&row.values) {
                (value(place, column.number, values))
            }
            td.number role="gridcell" id={ "s" (place) "-documents" } tabindex="-1" {
                (documents(&study.word, row, place))
            }
            td.number role="gridcell" id={ "s" (place) "-turns" } tabindex="-1" {
                (grouped(row.turns))
            }
            td.number role="gridcell" id={ "s" (place) "-words" } tabindex="-1" {
                a href=(excerpts(study, &test("speaker", &row.name))) tabindex="-1"
                    data-words title="Excerpts of what is said so" { "…" }
            }
            td role="gridcell" id={ "s" (place) "-like" } tabindex="-1" dir="auto" {
                @for (other, name) in row.like.iter().enumerate() {
                    button.same type="button" tabindex="-1" data-needs="lead" id={ "like-" (place) "-" (other) }
                        data-like=(name) {
                        "merge with " bdi { (name) }
                    }
                }
            }
        }
    }
}

/// What someone does, to be chosen.
fn role(row: &SpeakerRow, place: usize) -> Markup {
    let roles: Vec<SpeakerRole> = row.roles.iter().copied().collect();
    let differs = roles.len() > 1 || (roles.len() == 1 && row.unsaid);
    let all = |role: SpeakerRole| !differs && roles.first() == Some(&role);
    html! {
        select tabindex="-1" id={ "role-" (place) } aria-label={ "Role of " (row.name) } {
            @if differs {
                option value="differs" selected disabled { "differs by document" }
            }
            option value="" selected[roles.is_empty()] { "not said" }
            @for (role, name) in [
                (SpeakerRole::Interviewer, "asks"),
                (SpeakerRole::Participant, "is asked"),
            ] {
                option value=(role.as_str()) selected[all(role)] { (name) }
            }
        }
    }
}

/// What is known of someone. Where documents differ, all of it is shown and none is edited.
fn value(place: usize, attribute: u32, values: &BTreeSet<String>) -> Markup {
    let all: Vec<&str> = values.iter().map(String::as_str).collect();
    let one = if let [only] = all.as_slice() { only } else { "" };
    html! {
        td role="gridcell" id={ "s" (place) "-a" (attribute) } tabindex="-1" data-edit="value"
            data-value=(one) data-attribute=(attribute) dir="auto"
            title=[(all.len() > 1).then_some("differs by document")] {
            (all.join(", "))
        }
    }
}

/// The documents that someone speaks in, each with its place.
fn documents(study: &str, row: &SpeakerRow, place: usize) -> Markup {
    html! {
        @if let [(number, name)] = row.documents.as_slice() {
            a href={ "/s/" (study) "/read/" (number) } tabindex="-1" dir="auto" { (name) }
        } @else {
            details id={ "in-" (place) } {
                summary tabindex="-1" aria-label={
                    (count(row.documents.len(), "document")) " of " (row.name)
                } { (grouped(row.documents.len())) }
                ul {
                    @for (number, name) in &row.documents {
                        li { a href={ "/s/" (study) "/read/" (number) } dir="auto" { (name) } }
                    }
                }
            }
        }
    }
}
