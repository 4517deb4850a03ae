//! One disagreement: what each coder said, what was decided, and how to decide.

use maud::{Markup, html};
use themata_project::adjudicate::{Case, CaseDecision, CaseVoice, Desk};
use themata_project::{ReadCoding, Valence};

use super::asked::Asked;
use super::desk::place;
use super::list::{characters, indent};
use crate::pages::grouped;
use crate::studies::OpenStudy;

pub(super) fn drawn(study: &OpenStudy, asked: &Asked, desk: &Desk, case: &Case) -> Markup {
    html! {
        header.of-case {
            h2 {
                @for (at, (code, name)) in case.codes.iter().enumerate() {
                    @if at > 0 { span.against { " / " } }
                    span.code { span class={ "swatch c" (code) } {} bdi { (name) } }
                }
            }
            p.facts {
                a #in-place href=(place(study, case)) {
                    bdi { (case.document_name) } ", " bdi { (case.location) }
                }
                span { (case.kinds) }
                span {
                    (characters(case.cost))
                    @if let Some(share) = case.share { " (" (per_cent(share)) " of all cost)" }
                }
                @if let Some(overlap) = case.overlap {
                    span { (per_cent(overlap)) " marked by all who marked anything" }
                }
            }
            (moving(study, asked, desk))
        }
        (decided(case))
        ol.voices aria-label="What each coder marked" {
            @for (at, voice) in case.voices.iter().enumerate() { (said(at + 1, voice)) }
        }
    }
}

/// A share with one decimal, as tables have it.
fn per_cent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// The ways to the disagreements beside this one.
fn moving(study: &OpenStudy, asked: &Asked, desk: &Desk) -> Markup {
    html! {
        nav.moving aria-label="Other disagreements" {
            @if let Some(number) = desk.previous {
                a #before rel="prev" href=(asked.to(study, number)) data-stays { "← before " kbd { "k" } }
            }
            @if let Some(place) = desk.place {
                span { (grouped(place)) " of " (grouped(desk.listed)) }
            } @else {
                span { "not in the list as it is narrowed" }
            }
            @if let Some(number) = desk.next {
                a #behind rel="next" href=(asked.to(study, number)) data-stays { "next " kbd { "j" } " →" }
            }
        }
    }
}

/// What was decided before, the last first.
fn decided(case: &Case) -> Markup {
    html! {
        @if !case.decisions.is_empty() {
            div.decided data-state=(case.state) {
                @if case.state == "changed since" {
                    p.state { b { "Changed since it was decided." } " The coders have said something else since; the consensus stays as it was until it is decided anew." }
                }
                @if case.state == "more coders" {
                    p.state { b { "Others have coded here, too." } " Those whose codings it was decided on say the same as then. It stands until it is decided anew." }
                }
                ol.decisions {
                    @for (at, one) in case.decisions.iter().enumerate() {
                        (decision(one, at == 0 && case.decision == Some(one.number)))
                    }
                }
                @if !case.is_open { p.hint data-needs="code" { "A key decides it anew and takes the place of this decision." } }
            }
        }
    }
}

fn decision(one: &CaseDecision, stands: bool) -> Markup {
    html! {
        li.stands[stands] {
            p {
                b { (in_words(one.decision)) }
                @if let Some(by) = &one.by { " by " bdi { (by) } }
                @if let Some(rule) = &one.rule { ", by the rule " (rule) }
                ", " time { (one.at) } " UTC"
                @if !stands { span.state { "replaced" } }
            }
            @if let Some(reason) = &one.reason { p.why dir="auto" { (reason) } }
            @if !one.yields.is_empty() {
                p.codes { "Consensus: " @for coding in &one.yields { (code(coding)) } }
            }
        }
    }
}

/// A decision as a sentence begins.
pub(super) fn in_words(decision: &str) -> &'static str {
    match decision {
        "accept" => "One coder accepted",
        "both" => "All accepted",
        "redraw" => "Redrawn",
        "reject" => "Rejected",
        _ => "Put off",
    }
}

/// What one coder said.
fn said(key: usize, voice: &CaseVoice) -> Markup {
    html! {
        li.voice {
            h3 { bdi { (voice.coder) } }
            @if voice.codings.is_empty() {
                p.none { "marked nothing here" }
            } @else {
                ul.codes { @for coding in &voice.codings { li { (code(coding)) (remark(coding)) } } }
            }
            p.words dir="auto" {
                @for (words, marked) in &voice.words {
                    @if *marked {
                        mark { (words) }
                    } @else { (words) }
                }
            }
            button.accept type="button" data-verdict="accept" data-coder=(voice.coder_number)
                data-key=(key) data-needs="code" {
                "Accept " bdi { (voice.coder) } " " @if key < 10 { kbd { (key) } }
            }
        }
    }
}

/// A code with its valence and weight.
fn code(coding: &ReadCoding) -> Markup {
    html! {
        span.code {
            span class={ "swatch c" (coding.code) } {}
            bdi { (coding.code_name) }
            @if let Some(valence) = coding.valence { span.valence { (valence_in_words(valence)) } }
            @if let Some(weight) = coding.weight { span.weight { "weight " (weight.get()) } }
        }
    }
}

fn remark(coding: &ReadCoding) -> Markup {
    html! {
        span.length { (grouped(coding.span.len() as usize)) " characters" }
        @if let Some(memo) = &coding.memo { p.memo dir="auto" { (memo) } }
    }
}

pub(super) fn valence_in_words(valence: Valence) -> &'static str {
    match valence {
        Valence::Barrier => "− barrier",
        Valence::Facilitator => "+ facilitator",
    }
}

/// What can be decided, and why. It stays while other disagreements come and go.
pub(super) fn deciding() -> Markup {
    html! {
        form #decide data-needs="code" aria-label="Decide" {
            label.why { span { "Reason, if you like " kbd { "r" } }
                input #reason name="reason" autocomplete="off" maxlength="2000" dir="auto";
            }
            div.buttons {
                button type="button" data-verdict="both" { "Both " kbd { "b" } }
                button type="button" data-redraws { "Redraw " kbd { "d" } }
                button type="button" data-verdict="reject" { "Reject " kbd { "x" } }
                button type="button" data-verdict="put-off" { "Put off " kbd { "p" } }
                button.quiet type="button" data-undoes { "Undo " kbd { "u" } }
            }
        }
    }
}

/// Where another stretch, code and valence are chosen.
pub(super) fn redrawing(desk: Option<&Desk>, case: Option<&Case>) -> Markup {
    html! {
        form #palette.redraw hidden data-needs="code" aria-label="Redraw" {
            p { "The marked words are to carry the code. Move their ends by mouse, or with "
                kbd { "{" } " " kbd { "}" } " the beginning and " kbd { "[" } " " kbd { "]" } " the end." }
            div.fields {
                label { span { "Code" }
                    select #redraw-code name="code" autocomplete="off" data-swap { (codes(desk, case)) }
                }
                fieldset.valences {
                    legend { "Valence" }
                    @for (value, words) in [("", "none"), ("barrier", "− barrier"), ("facilitator", "+ facilitator")] {
                        label { input type="radio" name="valence" value=(value) checked[value.is_empty()]; (words) }
                    }
                }
                div.buttons {
                    button.main type="submit" { "Redraw " kbd { "Enter" } }
                    button type="button" data-leaves { "Leave " kbd { "Esc" } }
                }
            }
        }
        input #redraw-valence type="hidden" data-swap
            data-differs[case.is_some_and(|case| case.valences_differ)]
            data-valence=[case.and_then(Case::valence).map(Valence::as_str)];
    }
}

/// The codes of the disagreement first, then all that may be applied.
fn codes(desk: Option<&Desk>, case: Option<&Case>) -> Markup {
    let known = case.map_or(&[][..], |case| &case.codes[..]);
    html! {
        @if known.len() > 1 { option value="" { "choose which holds" } }
        @if !known.is_empty() {
            optgroup label="Codes of this disagreement" {
                @for (place, name) in known {
                    option value=(place) selected[known.len() == 1] { (name) }
                }
            }
        }
        optgroup label="Other codes" {
            @for code in desk.iter().flat_map(|desk| &desk.codes) {
                @if !known.iter().any(|(place, _)| *place == code.place) {
                    option value=(code.place) disabled[!(code.assignable && code.active)] {
                        (indent(code.depth)) (code.name)
                    }
                }
            }
        }
    }
}
