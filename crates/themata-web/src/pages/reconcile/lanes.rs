//! The passage in its transcript, with a lane for each coder.

use maud::{Markup, html};
use themata_project::adjudicate::Case;
use themata_project::{CharSpan, ReadCoding, ShownParagraph, ShownTurn, SpeakerRole};
use themata_text::{Text, runs, sentences};

use super::case::valence_in_words;

/// How wide a lane is, and how far lanes are apart, in pixels.
const LANE: usize = 18;
const APART: usize = 6;

/// How many letters of a coder's name stand above a lane.
const NAME: usize = 14;

/// Whoever said something: the judges in the order of their keys, then the consensus.
fn lanes(case: &Case) -> Vec<(&str, Vec<&ReadCoding>)> {
    let mut lanes: Vec<(&str, Vec<&ReadCoding>)> = case
        .voices
        .iter()
        .map(|voice| (voice.coder.as_str(), voice.codings.iter().collect()))
        .collect();
    let standing = case.decisions.first().filter(|one| case.decision == Some(one.number));
    let yields: Vec<&ReadCoding> = standing.iter().flat_map(|one| &one.yields).collect();
    if let Some(first) = yields.first() {
        lanes.push((first.coder.as_str(), yields));
    }
    lanes
}

fn width(lanes: usize) -> usize {
    (lanes * (LANE + APART)).saturating_sub(APART)
}

/// The names above the lanes, for eyes alone: the list of what each coder marked says the same.
pub(super) fn names(case: &Case) -> Markup {
    let lanes = lanes(case);
    let short = |name: &str| -> String {
        match name.chars().count() > NAME {
            true => name.chars().take(NAME - 1).chain(['…']).collect(),
            false => name.to_owned(),
        }
    };
    let letters = lanes.iter().map(|(name, _)| short(name).chars().count() + 2).max();
    let height = letters.map_or(0, |letters| 8 + letters * 7);
    html! {
        div.row {
            div.no {} div.said {}
            svg.of-lanes width=(width(lanes.len())) height=(height) {
                @for (at, (name, _)) in lanes.iter().enumerate() {
                    @let (x, y) = (at * (LANE + APART) + LANE / 2 + 4, height - 4);
                    text x=(x) y=(y) transform={ "rotate(-90 " (x) " " (y) ")" } {
                        @if at < case.voices.len() { (at + 1) " " } (short(name))
                    }
                }
            }
            span.begin {}
        }
    }
}

/// The paragraphs around, as the reader draws them.
pub(super) fn rows(case: &Case) -> Markup {
    let lanes = lanes(case);
    html! {
        @for turn in &case.turns {
            @for (at, paragraph) in turn.paragraphs.iter().enumerate() {
                (row(case, &lanes, turn, paragraph, at == 0))
            }
        }
    }
}

fn row(
    case: &Case,
    lanes: &[(&str, Vec<&ReadCoding>)],
    turn: &ShownTurn,
    paragraph: &ShownParagraph,
    first: bool,
) -> Markup {
    let role = turn.place.and_then(|place| *case.roles.get(place as usize)?);
    let asks = role == Some(SpeakerRole::Interviewer);
    html! {
        div.row.opens[first].asks[asks] data-from=(paragraph.span.start()) {
            div.no {
                @if let Some(number) = turn.number.filter(|_| first) { span { (number) } }
                @if let Some(time) = turn.time.as_ref().filter(|_| first) { time { (time) } }
            }
            div.said dir="auto" {
                @if let Some(speaker) = turn.speaker.as_ref().filter(|_| first) {
                    h3 dir="auto" { (speaker) }
                }
                (words(case, paragraph))
            }
            (stripes(lanes, paragraph))
            (begun(case, lanes, paragraph))
        }
    }
}

/// The words of a paragraph: what all judges marked is solid, what some did is broken.
fn words(case: &Case, paragraph: &ShownParagraph) -> Markup {
    let text = Text::new(paragraph.words.as_str());
    let begins: Vec<String> =
        sentences(&text).spans().iter().map(|span| span.start().to_string()).collect();
    let from = paragraph.span.start();
    let marks: Vec<(usize, CharSpan)> = case
        .voices
        .iter()
        .enumerate()
        .flat_map(|(who, voice)| voice.codings.iter().map(move |coding| (who, coding.span)))
        .filter_map(|(who, span)| Some((who, span.intersection(paragraph.span)?)))
        .map(|(who, span)| (who, CharSpan::new(span.start() - from, span.end() - from)))
        .collect();
    let spans: Vec<CharSpan> = marks.iter().map(|(_, span)| *span).collect();
    html! {
        p data-sentences=(begins.join(" ")) {
            @for run in runs(text.span(), &spans) {
                @let words = text.slice(run.span).unwrap_or_default();
                @let who: std::collections::BTreeSet<usize> =
                    run.members.iter().map(|&at| marks[at].0).collect();
                @if who.is_empty() { (words) }
                @else if who.len() == case.voices.len() { span.by-all { (words) } }
                @else { span.by-some { (words) } }
            }
        }
    }
}

/// The lanes of a row, drawn as far down as its share of the words: a script moves the stripes
/// to the lines where the words are.
fn stripes(lanes: &[(&str, Vec<&ReadCoding>)], paragraph: &ShownParagraph) -> Markup {
    let width = width(lanes.len());
    let len = f64::from(paragraph.span.len().max(1));
    let share = |position: u32| {
        let within = position.clamp(paragraph.span.start(), paragraph.span.end());
        (10_000.0 * f64::from(within - paragraph.span.start()) / len).round() / 10.0
    };
    html! {
        svg.lanes width=(width) viewBox={ "0 0 " (width) " 1000" } preserveAspectRatio="none"
            aria-hidden="true" {
            @for (at, (name, codings)) in lanes.iter().enumerate() {
                @let left = at * (LANE + APART);
                rect.track x=(left) y="0" width=(LANE) height="1000" {}
                @for coding in codings.iter().filter(|it| it.span.overlaps(paragraph.span)) {
                    @let (top, foot) = (share(coding.span.start()), share(coding.span.end()));
                    @let part = coding.span.intersection(paragraph.span).unwrap_or(paragraph.span);
                    rect class={ "stripe c" (coding.code) } x=(left + 2) width=(LANE - 4)
                        y=(top) height=((foot - top).max(4.0))
                        data-start=(part.start()) data-end=(part.end()) {
                        title { (title(name, coding)) }
                    }
                }
            }
        }
    }
}

/// Whose codings begin in a row, so that no colour has to be known.
fn begun(
    case: &Case,
    lanes: &[(&str, Vec<&ReadCoding>)],
    paragraph: &ShownParagraph,
) -> Markup {
    let inside = |coding: &&&ReadCoding| {
        (paragraph.span.start()..paragraph.span.end()).contains(&coding.span.start())
    };
    html! {
        ul.begin aria-hidden="true" {
            @for (at, (name, codings)) in lanes.iter().enumerate() {
                @for coding in codings.iter().filter(inside) {
                    li data-start=(coding.span.start()) {
                        span class={ "swatch c" (coding.code) } {}
                        b { @if at < case.voices.len() { (at + 1) " " } bdi { (name) } }
                        " " bdi { (coding.code_name) }
                        @if let Some(valence) = coding.valence { " " (valence_in_words(valence)) }
                    }
                }
            }
        }
    }
}

fn title(name: &str, coding: &ReadCoding) -> String {
    let valence = coding.valence.map(|valence| format!(", {}", valence_in_words(valence)));
    format!("{name}: {}{}", coding.code_name, valence.unwrap_or_default())
}

/// What the marks in the words mean.
pub(super) fn legend(case: &Case) -> Markup {
    let all = if case.voices.len() == 2 { "both" } else { "all" };
    html! {
        p.hint {
            span.by-all { "marked by " (all) } " " span.by-some { "marked by some" }
            " · a lane for each coder, in the order of their keys"
        }
    }
}
