//! The reconciliation report: what it is to hold, how it reads, and as a file.

use std::path::Path as FilePath;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{
    AgreementUnit, AgreementUniverse, Failure, ReconciliationFormat, ReconciliationQuestion,
};
use themata_report::Dossier;

use super::desk::told;
use super::parts;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::leaving;
use crate::studies::OpenStudy;
use crate::table::table;
use crate::trouble::{Page, Trouble, page as done};
use crate::visitor::Visitor;

/// What the report is to hold, as an address or a form says it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    unit: String,
    universe: String,
    /// `no` for a report without any.
    coefficients: String,
    seed: String,
    replicates: String,
    /// `yes` if it is to be made.
    made: String,
}

impl Asked {
    fn question(&self) -> Result<ReconciliationQuestion, Failure> {
        fn number<T: std::str::FromStr>(said: &str, most: T, what: &str) -> Result<T, Failure> {
            match said.trim() {
                "" => Ok(most),
                said => said
                    .parse()
                    .map_err(|_| Failure::new(format!("the {what} is a whole number"))),
            }
        }
        Ok(ReconciliationQuestion {
            query: self.q.clone(),
            unit: AgreementUnit::from_word(&self.unit),
            universe: AgreementUniverse::from_word(&self.universe)
                .unwrap_or(AgreementUniverse::WholeText),
            seed: number(&self.seed, 1, "seed")?,
            replicates: number(&self.replicates, 1000, "number of replicates")?,
            discuss: self.coefficients == "no",
        })
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let made = match (asked.made.as_str(), asked.question()) {
        ("yes", Ok(question)) => {
            let session = (app.session)(visitor.coder())?;
            let ask = move |project: &mut themata_project::Project| {
                project.reconciliation(&session, &question)
            };
            Some(study.ask(&visitor, ask).await)
        }
        ("yes", Err(failure)) => Some(Err(failure)),
        _ => None,
    };
    let body = html! {
        (parts::head(&study, "report", &asked.q))
        p.lead {
            "What was compared, how far the coders agree, in what they differ and what it costs, \
             what to talk about first, and what was decided."
        }
        (form(&study, &asked))
        p #reckoning role="status" {}
        div #made {
            @match &made {
                None => {}
                Some(Err(failure)) => { (told(failure)) }
                Some(Ok(dossier)) => { (files(&study, &asked)) (drawn(dossier)) }
            }
        }
    };
    let own = "reconcile/report";
    done(frame.around(Sheet {
        title: "Reconciliation report",
        place: "reconcile",
        counts: true,
        own,
        body,
    }))
}

fn form(study: &OpenStudy, asked: &Asked) -> Markup {
    let chosen = |said: &str, value: &str| said == value;
    html! {
        form #report.tools data-takes-long method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="reconcile/report";
            input type="hidden" name="made" value="yes";
            label.wide { span { "Only what this query means " kbd { "/" } }
                input #q name="q" type="search" value=(asked.q) autocomplete="off"
                    spellcheck="false" dir="auto" placeholder="round:pilot coder:ana,ben";
            }
            label { span { "Unit of agreement" }
                select name="unit" {
                    option value="" { "turns, or paragraphs" }
                    @for unit in AgreementUnit::ALL {
                        option value=(unit.as_str()) selected[chosen(&asked.unit, unit.as_str())] { (unit.as_str()) }
                    }
                }
            }
            label { span { "Which units take part" }
                select name="universe" {
                    @for universe in AgreementUniverse::ALL {
                        option value=(universe.as_str()) selected[chosen(&asked.universe, universe.as_str())] {
                            (universe.as_str().replace('-', " "))
                        }
                    }
                }
            }
            label { span { "Coefficients" }
                select name="coefficients" {
                    option value="" { "with their intervals" }
                    option value="no" selected[asked.coefficients == "no"] { "none: what there is to talk about" }
                }
            }
            label { span { "Samples behind an interval" }
                input name="replicates" inputmode="numeric" size="6" maxlength="6"
                    value=(if asked.replicates.is_empty() { "1000" } else { &asked.replicates });
            }
            label { span { "Seed" }
                input name="seed" inputmode="numeric" size="4" maxlength="18"
                    value=(if asked.seed.is_empty() { "1" } else { &asked.seed });
            }
            button.main type="submit" { "Show the report" }
        }
    }
}

/// The report as a file.
fn files(study: &OpenStudy, asked: &Asked) -> Markup {
    html! {
        form.files method="post" action={ "/s/" (study.word) "/reconcile/report/file" } {
            @for (name, value) in [
                ("q", &asked.q), ("unit", &asked.unit), ("universe", &asked.universe),
                ("coefficients", &asked.coefficients), ("seed", &asked.seed),
                ("replicates", &asked.replicates),
            ] { input type="hidden" name=(name) value=(value); }
            span { "Download as" }
            @for (ending, name) in [("html", "HTML"), ("md", "Markdown"), ("xlsx", "XLSX"), ("json", "JSON")] {
                button type="submit" name="format" value=(ending) { (name) }
            }
        }
    }
}

fn drawn(dossier: &Dossier) -> Markup {
    html! {
        article.dossier {
            h2 dir="auto" { (dossier.title) }
            p.facts { span dir="auto" { (dossier.subtitle) } span { (dossier.date) } }
            nav.contents aria-label="Contents" {
                ol { @for (at, part) in dossier.parts.iter().enumerate() {
                    li { a href={ "#part-" (at + 1) } { (part.title) } }
                } }
            }
            @for (at, part) in dossier.parts.iter().enumerate() {
                section id={ "part-" (at + 1) } {
                    h2 { (at + 1) " " (part.title) }
                    @for words in &part.text { p.words dir="auto" { (words) } }
                    @for one in &part.tables {
                        @if !one.title.is_empty() && one.title != part.title { h3 { (one.title) } }
                        (table(one, &|_, _| None))
                    }
                }
            }
        }
    }
}

/// What is to leave the program.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(flatten)]
    asked: Asked,
    format: String,
}

pub(super) async fn file(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Form(Wanted { asked, format }): Form<Wanted>,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let (ending, kind) = match format.as_str() {
        "html" => ("html", leaving::HTML),
        "md" => ("md", "text/markdown; charset=utf-8"),
        "xlsx" => ("xlsx", leaving::XLSX),
        "json" => ("json", "application/json"),
        _ => {
            return Err(
                Failure::new("the report leaves as HTML, Markdown, XLSX or JSON").into()
            );
        }
    };
    let question = asked.question()?;
    let session = (app.session)(visitor.coder())?;
    let name = format!("{}-reconciliation.{ending}", study.word);
    let format = ReconciliationFormat::of(FilePath::new(&name))?;
    let bytes = study
        .ask(&visitor, move |project| {
            project.reconciliation_report(&session, &question, format)
        })
        .await?;
    Ok(leaving::saved(&name, kind, bytes))
}
