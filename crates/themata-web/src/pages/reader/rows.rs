//! A transcript as rows: a paragraph, its place in the margin, and the codings on it.

use maud::{Markup, html};
use themata_project::{
    CoderKind, ReadCoding, Reading, ShownParagraph, ShownTurn, SpeakerRole, Valence,
};
use themata_text::{CharSpan, Text, runs, sentences};

use super::choice::{Choice, coders};
use super::direction::direction;
use super::lanes::touched;
use super::stripes::Stripes;

/// How many letters stand in a line.
const LETTERS: u32 = 72;

/// The numbers of lines that the styles know.
const LINES: [u32; 10] = [1, 2, 3, 4, 6, 8, 12, 18, 27, 40];

/// A document laid out, to be drawn whole or in part.
pub(super) struct Rows<'a> {
    reading: &'a Reading,
    /// The codings that are shown, in order of their beginning.
    codings: Vec<&'a ReadCoding>,
    stripes: Stripes,
    /// The furthest end of any coding up to each: what ends before a row began is skipped.
    reach: Vec<u32>,
}

/// The codings that touch a paragraph, by their places among those that are shown.
type Here = Vec<usize>;

impl<'a> Rows<'a> {
    pub(super) fn of(reading: &'a Reading, choice: &Choice) -> Rows<'a> {
        let codings = choice.shown(reading);
        let stripes = if choice.by_coder() {
            Stripes::by_coder(&codings, &coders(reading))
        } else {
            Stripes::together(&codings)
        };
        let reach = codings.iter().scan(0, |furthest, coding| {
            *furthest = coding.span.end().max(*furthest);
            Some(*furthest)
        });
        let reach = reach.collect();
        Rows { reading, codings, stripes, reach }
    }

    /// What all rows depend on, as a word: when it changes, all are to be drawn anew.
    pub(super) fn state(&self) -> String {
        self.stripes.state(&coders(self.reading))
    }

    /// What stands above the lanes.
    pub(super) fn lane_names(&self) -> Markup {
        self.stripes.names()
    }

    /// All rows.
    pub(super) fn all(&self) -> Markup {
        html! { @for (turn, paragraph, first) in self.paragraphs() {
            (self.row(turn, paragraph, first))
        } }
    }

    /// The rows that look different when codings at some stretches have come, gone or moved,
    /// by their names.
    pub(super) fn around(&self, changed: &[CharSpan]) -> Vec<(String, String)> {
        let spans: Vec<CharSpan> = self.codings.iter().map(|coding| coding.span).collect();
        let touched = touched(&spans, changed);
        self.paragraphs()
            .filter(|(_, paragraph, _)| {
                touched.iter().any(|stretch| stretch.overlaps(paragraph.span))
            })
            .map(|(turn, paragraph, first)| {
                (name(paragraph), self.row(turn, paragraph, first).into_string())
            })
            .collect()
    }

    /// Every paragraph with its turn, and whether it is the turn's first.
    fn paragraphs(&self) -> impl Iterator<Item = (&'a ShownTurn, &'a ShownParagraph, bool)> {
        self.reading.turns.iter().flat_map(|turn| {
            let paragraphs = turn.paragraphs.iter().enumerate();
            paragraphs.map(move |(place, paragraph)| (turn, paragraph, place == 0))
        })
    }

    fn row(&self, turn: &ShownTurn, paragraph: &ShownParagraph, first: bool) -> Markup {
        let here = self.touching(paragraph.span);
        let asks = self.role(turn) == Some(SpeakerRole::Interviewer);
        let runs = direction([paragraph.words.as_str()]).or_else(|| {
            direction(turn.paragraphs.iter().map(|paragraph| paragraph.words.as_str()))
        });
        html! {
            div.row.opens[first].asks[asks].{ "l" (lines(paragraph)) } id=(name(paragraph))
                data-from=(paragraph.span.start()) {
                div.no {
                    @if let Some(number) = turn.number.filter(|_| first) {
                        span { (number) }
                    }
                    @if let Some(time) = turn.time.as_ref().filter(|_| first) {
                        time { (time) }
                    }
                }
                div.said dir=(runs.unwrap_or("auto")) {
                    @if let Some(speaker) = turn.speaker.as_ref().filter(|_| first) {
                        h3 dir="auto" { (speaker) }
                    }
                    (self.words(paragraph, &here))
                    @if first {
                        @for memo in &turn.memos { (super::memo::drawn(memo)) }
                    }
                }
                (self.stripes(paragraph, &here))
                (self.names(paragraph, &here))
            }
        }
    }

    fn role(&self, turn: &ShownTurn) -> Option<SpeakerRole> {
        *self.reading.roles.get(turn.place? as usize)?
    }

    /// The codings that touch a stretch, in order of their beginning.
    fn touching(&self, span: CharSpan) -> Here {
        let from = self.reach.partition_point(|&reach| reach <= span.start());
        let codings = self.codings[from..].iter().enumerate();
        codings
            .take_while(|(_, coding)| coding.span.start() < span.end())
            .filter(|(_, coding)| coding.span.overlaps(span))
            .map(|(place, _)| from + place)
            .collect()
    }

    fn words(&self, paragraph: &ShownParagraph, here: &[usize]) -> Markup {
        let text = Text::new(paragraph.words.as_str());
        let begins: Vec<String> =
            sentences(&text).spans().iter().map(|span| span.start().to_string()).collect();
        let from = paragraph.span.start();
        // What machines propose is no coding yet, and tints nothing.
        let tinting: Vec<usize> =
            here.iter().copied().filter(|&place| !is_proposal(self.coding(place))).collect();
        let spans: Vec<CharSpan> = tinting
            .iter()
            .filter_map(|&place| self.coding(place).span.intersection(paragraph.span))
            .map(|span| CharSpan::new(span.start() - from, span.end() - from))
            .collect();
        html! {
            p data-sentences=(begins.join(" ")) {
                @for run in runs(text.span(), &spans) {
                    @let words = text.slice(run.span).unwrap_or_default();
                    @if run.members.is_empty() {
                        (words)
                    } @else {
                        @let codings: Vec<&ReadCoding> =
                            run.members.iter().map(|&at| self.coding(tinting[at])).collect();
                        span class={ "run " (tints(&codings)) } data-codings=(numbers(&codings)) {
                            (words)
                        }
                    }
                }
            }
        }
    }

    /// The stripes of a row, drawn as far down as its share of the words: a script moves them
    /// to the lines where the words are.
    fn stripes(&self, paragraph: &ShownParagraph, here: &[usize]) -> Markup {
        let width = self.stripes.width(here);
        let len = f64::from(paragraph.span.len().max(1));
        let share = |position: u32| {
            let within = position.clamp(paragraph.span.start(), paragraph.span.end());
            1000.0 * f64::from(within - paragraph.span.start()) / len
        };
        html! {
            @if width == 0 { span.lanes {} } @else {
                svg.lanes width=(width) viewBox={ "0 0 " (width) " 1000" }
                    preserveAspectRatio="none" aria-hidden="true" {
                    @for (left, width) in self.stripes.columns() {
                        rect.track x=(left) y="0" width=(width) height="1000" {}
                    }
                    @for &place in here {
                        @let coding = self.coding(place);
                        @let top = share(coding.span.start());
                        @let (left, width) = self.stripes.place(place);
                        @let height = (share(coding.span.end()) - top).max(1.0);
                        rect class={ "c" (coding.code) @if is_proposal(coding) { " proposed" } }
                            data-coding=(coding.id) x=(left) y=(round(top))
                            width=(width) height=(round(height)) {
                            title { (title(coding)) }
                        }
                    }
                }
            }
        }
    }

    /// The names of the codings that begin in a row.
    fn names(&self, paragraph: &ShownParagraph, here: &[usize]) -> Markup {
        let begin =
            |&&place: &&usize| self.coding(place).span.start() >= paragraph.span.start();
        let begun: Vec<&ReadCoding> =
            here.iter().filter(begin).map(|&place| self.coding(place)).collect();
        html! {
            @if begun.is_empty() { span.names {} } @else {
                ul.names aria-label="Codings that begin here" {
                    @for coding in begun {
                        li {
                            button type="button" tabindex="-1" data-coding=(coding.id)
                                data-from=(coding.span.start()) data-to=(coding.span.end())
                                data-code=(coding.code) data-coder=(coding.coder)
                                data-valence=[coding.valence.map(Valence::as_str)]
                                data-weight=[coding.weight.map(|weight| weight.get())]
                                data-memo=[coding.memo.as_ref()]
                                data-own[coding.own]
                                data-kind=(kind(coding.kind))
                                class={ "c" (coding.code) @if is_proposal(coding) { " proposed" } }
                                aria-label=(title(coding)) {
                                (coding.code_name)
                                @if let Some(valence) = coding.valence { b { (sign(valence)) } }
                                @if coding.memo.is_some() { i { "✎" } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn coding(&self, place: usize) -> &'a ReadCoding {
        self.codings[place]
    }
}

/// About how many lines the words of a paragraph take where they have most room, rounded up to
/// a number that the styles know: room is kept for rows that are out of sight.
fn lines(paragraph: &ShownParagraph) -> u32 {
    let lines = paragraph.span.len().div_ceil(LETTERS).max(1);
    LINES.into_iter().find(|&known| lines <= known).unwrap_or(LINES[LINES.len() - 1])
}

/// What a row is called: by where its paragraph begins, which no coding changes.
fn name(paragraph: &ShownParagraph) -> String {
    format!("p{}", paragraph.span.start())
}

fn is_proposal(coding: &ReadCoding) -> bool {
    coding.kind == CoderKind::Machine
}

fn kind(kind: CoderKind) -> &'static str {
    match kind {
        CoderKind::Human => "person",
        CoderKind::Consensus => "consensus",
        CoderKind::Machine => "machine",
    }
}

/// At most two tints under words: more cannot be told apart. The stripes tell all.
fn tints(codings: &[&ReadCoding]) -> String {
    let mut codes: Vec<u32> = Vec::new();
    for coding in codings {
        if !codes.contains(&coding.code) {
            codes.push(coding.code);
        }
    }
    let layers = ["a", "b"].iter().zip(codes);
    let classes: Vec<String> =
        layers.map(|(layer, code)| format!("t{layer} {layer}{code}")).collect();
    classes.join(" ")
}

fn numbers(codings: &[&ReadCoding]) -> String {
    let numbers: Vec<String> = codings.iter().map(|coding| coding.id.to_string()).collect();
    numbers.join(" ")
}

/// Code, valence and coder of a coding, as it is read out.
fn title(coding: &ReadCoding) -> String {
    let mut words = vec![coding.code_name.clone()];
    words.extend(coding.valence.map(|valence| valence.as_str().to_owned()));
    words.extend(coding.weight.map(|weight| format!("weight {}", weight.get())));
    words.push(match coding.kind {
        CoderKind::Machine => format!("proposed by {}", coding.coder),
        CoderKind::Human | CoderKind::Consensus => coding.coder.clone(),
    });
    if let Some(memo) = &coding.memo {
        words.push(format!("memo: {memo}"));
    }
    words.join(", ")
}

/// The sign of a valence.
fn sign(valence: Valence) -> &'static str {
    match valence {
        Valence::Barrier => " −",
        Valence::Facilitator => " +",
    }
}

fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
