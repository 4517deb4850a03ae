//! The form in which a round is made.

use axum::Json;
use axum::extract::{Path, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::asking::quoted;
use themata_project::behind::all_of;
use themata_project::rounds::{RoundChoices, RoundPlan};
use themata_project::{Failure, Project};

use super::actions::Done;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::studies::OpenStudy;
use crate::trouble::{Deed, Page, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

/// What the form says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    name: String,
    q: String,
    /// The documents that are drawn from; none for all that the query means.
    documents: Vec<String>,
    /// `all`, `share` or `number`.
    size: String,
    share: String,
    number: String,
    stratify: Vec<String>,
    seed: String,
    coders: Vec<String>,
    /// How many of the coders code each document; empty for all of them.
    each: String,
    blind: bool,
    /// `now` for the codebook as it is, `freeze` to freeze it, or the number of a version.
    codebook: String,
}

impl Wanted {
    /// The round that is meant. The codebook is not frozen by it.
    pub(super) fn plan(
        &self,
        choices: &RoundChoices,
        dry_run: bool,
    ) -> Result<RoundPlan, Failure> {
        let share = self.share.trim().trim_end_matches('%').trim();
        let sample = match self.size.as_str() {
            "share" if share.is_empty() => return Err(unsaid("how large the share is")),
            "number" if self.number.trim().is_empty() => {
                return Err(unsaid("how many documents are drawn"));
            }
            "share" => format!("{share}%"),
            "number" => self.number.trim().to_owned(),
            _ => String::new(),
        };
        let whole = |typed: &str, what: &str| -> Result<Option<u64>, Failure> {
            match typed.trim() {
                "" => Ok(None),
                typed => typed.parse().map(Some).map_err(|_| {
                    Failure::new(format!("{what} is a whole number"))
                        .hint("write digits alone, or leave the field empty")
                }),
            }
        };
        let codebook_version = match self.codebook.as_str() {
            "" | "now" => None,
            "freeze" => choices.versions.last().copied().filter(|_| choices.is_frozen),
            number => {
                u32::try_from(whole(number, "a version of the codebook")?.unwrap_or(0)).ok()
            }
        };
        let each = whole(&self.each, "the number of coders of a document")?;
        Ok(RoundPlan {
            name: self.name.clone(),
            query: self.query(),
            codebook_version,
            sample,
            stratify: self.stratify.clone(),
            seed: whole(&self.seed, "a seed")?,
            coders: self.coders.clone(),
            per_document: each.map(|each| usize::try_from(each).unwrap_or(usize::MAX)),
            blind: self.blind,
            dry_run,
        })
    }

    /// The query, held to the documents that were ticked.
    fn query(&self) -> String {
        if self.documents.is_empty() {
            return self.q.clone();
        }
        let names: Vec<String> = self.documents.iter().map(|name| quoted(name)).collect();
        all_of(&[&self.q, &format!("document:{}", names.join(","))])
    }

    /// Whether the codebook has to be frozen for it.
    fn freezes(&self, choices: &RoundChoices) -> bool {
        self.codebook == "freeze" && !choices.is_frozen
    }
}

fn unsaid(what: &str) -> Failure {
    Failure::new(format!("it was not said {what}"))
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let choices = study.ask(&visitor, Project::round_choices).await?;
    let body = html! {
        p.back { a href={ "/s/" (study.word) "/rounds" } { "← Rounds" } }
        h1 { "A new round" }
        @if choices.documents.is_empty() {
            p.lead { "A round is made of documents, and there are none yet." }
            p.next {
                a.button.main href={ "/s/" (study.word) "/import" } { "Bring documents in" }
            }
        } @else {
            (form(&study, &choices))
        }
    };
    done(frame.around(Sheet {
        title: "A new round",
        place: "rounds",
        counts: false,
        own: "rounds",
        body,
    }))
}

fn form(study: &OpenStudy, choices: &RoundChoices) -> Markup {
    html! {
        form #plan data-study=(study.word) {
            label.line { span { "Name" }
                input #plan-name name="name" required maxlength="120" autocomplete="off" dir="auto"
                    placeholder="pilot 1";
            }
            (documents(choices))
            (coders(choices))
            (codebook(choices))
            div.buttons {
                button.main #preview type="submit" { "See what is drawn " kbd { "Ctrl Enter" } }
            }
        }
        div #drawn role="region" aria-label="What is drawn" {
            p.hint { "Nothing is made before you have seen what is drawn." }
        }
        div.buttons #making hidden {
            button.main #make type="button" { "Make this round " kbd { "m" } }
        }
    }
}

fn documents(choices: &RoundChoices) -> Markup {
    html! {
        fieldset {
            legend { "Documents" }
            label.line { span { "Drawn from those with" }
                span.field {
                    input #plan-q type="text" name="q" autocomplete="off" autocapitalize="off"
                        spellcheck="false" data-completes
                        placeholder=(format!("all {}", count(choices.documents.len(), "document")));
                }
            }
            p.hint {
                "A query, such as site:04, or NOT round:\"pilot 1\" for what a round left; empty for \
                 all documents."
            }
            details #these {
                summary { "Tick the documents that are drawn from" }
                ul.ticked aria-label="Documents" {
                    @for name in &choices.documents {
                        li { label { input type="checkbox" name="documents" value=(name); " " bdi { (name) } } }
                    }
                }
                p.hint { "Without a tick, all that the query means." }
            }
            div.choices role="radiogroup" aria-label="How many" {
                label { input type="radio" name="size" value="all" checked; " all of them" }
                label { input type="radio" name="size" value="share"; " a share of "
                    input.short name="share" inputmode="decimal" maxlength="8" placeholder="10"
                        aria-label="Share in per cent" autocomplete="off"; " %" }
                label { input type="radio" name="size" value="number"; " a number of "
                    input.short name="number" inputmode="numeric" maxlength="6" placeholder="20"
                        aria-label="Number of documents" autocomplete="off"; }
            }
            @if !choices.attributes.is_empty() {
                div.choices role="group" aria-label="Stratified by" {
                    span { "Stratified by" }
                    @for (name, values) in &choices.attributes {
                        label {
                            input type="checkbox" name="stratify" value=(name);
                            " " bdi { (name) } " " span.hint { (count(*values, "value")) }
                        }
                    }
                }
                p.hint {
                    "Each stratum is drawn from in proportion to its size, and at least once where \
                     the sample is large enough."
                }
            }
            label.line { span { "Seed" }
                input.short #plan-seed name="seed" inputmode="numeric" maxlength="20"
                    autocomplete="off" placeholder="made up";
            }
            p.hint { "The same seed draws the same documents for the same coders, anywhere." }
        }
    }
}

fn coders(choices: &RoundChoices) -> Markup {
    html! {
        fieldset {
            legend { "Coders" }
            div.choices role="group" aria-label="Who codes" {
                @for name in &choices.coders {
                    label { input type="checkbox" name="coders" value=(name); " " bdi { (name) } }
                }
            }
            label.line { span { "Each document is coded by" }
                select name="each" {
                    option value="" { "all of them" }
                    @for number in 1..choices.coders.len() {
                        option value=(number) { (number) " of them" }
                    }
                }
            }
            label.choice {
                input type="checkbox" name="blind";
                " Blind: nobody sees another's codings on a document until all of its coders have \
                 finished"
            }
            p.hint {
                "What a coder has coded on these documents before counts in the round, too, and \
                 is theirs to go on with."
            }
        }
    }
}

fn codebook(choices: &RoundChoices) -> Markup {
    let last = choices.versions.last().copied().unwrap_or_default();
    html! {
        fieldset {
            legend { "Codebook" }
            div.choices role="radiogroup" aria-label="Codebook" {
                label { input type="radio" name="codebook" value="now" checked; " as it is, whatever becomes of it" }
                @if choices.has_codes {
                    label { input type="radio" name="codebook" value="freeze";
                        @if choices.is_frozen { " version " (last) ", as which it stands frozen" }
                        @else { " frozen for this round as version " (last + 1) }
                    }
                }
                @for number in choices.versions.iter().rev().filter(|&&number| {
                    !(choices.is_frozen && number == last)
                }) {
                    label { input type="radio" name="codebook" value=(number); " version " (number) }
                }
            }
        }
    }
}

pub(super) async fn make(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> Deed<Done> {
    let study = app.studies.named(&study)?;
    let word = study.word.clone();
    // Two things that are done are two operations, each to be undone by itself.
    let for_version = (app.session)(visitor.coder())?;
    let done = study.act(&app, &visitor, move |project, session| {
        let choices = project.round_choices()?;
        let mut plan = wanted.plan(&choices, true)?;
        // What cannot be made freezes nothing.
        project.round_new(session, &plan)?;
        if wanted.freezes(&choices) {
            let note = format!("for the round {}", plan.name.trim());
            plan.codebook_version = Some(project.codebook_freeze(&for_version, &note)?);
        }
        plan.dry_run = false;
        let made = project.round_new(session, &plan)?;
        let (documents, coders) = (made.documents.rows.len(), made.coders.rows.len());
        let (documents, coders) = (count(documents, "document"), count(coders, "coder"));
        let said = format!("The round “{}” has {documents} and {coders}", made.name);
        let number = project.rounds_known()?.rounds.last().map(|round| round.number);
        let address = match number {
            Some(number) => format!("/s/{word}/rounds/{number}"),
            None => format!("/s/{word}/rounds"),
        };
        Ok(Done::of(project, said)?.elsewhere(address))
    });
    Ok(Json(done.await?))
}
