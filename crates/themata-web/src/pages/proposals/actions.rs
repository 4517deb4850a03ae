use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use themata_project::proposals::{AutocodeQuestion, Chosen, Reach};

use crate::app::App;
use crate::pages::excerpts::results::counted;
use crate::pages::said::Said;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// Whose proposals those are that are made on the page.
const MACHINE: &str = "autocode";

/// What is decided on which proposals.
#[derive(Deserialize)]
pub(super) struct Decided {
    /// Their numbers; `None` for all that the query means.
    proposals: Option<Vec<u32>>,
    #[serde(default)]
    q: String,
    accept: bool,
}

pub(super) async fn decide(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Decided { proposals, q, accept }): Json<Decided>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let chosen = match proposals {
        Some(numbers) => Chosen::Numbers(numbers),
        None if q.trim().is_empty() => Chosen::All,
        None => Chosen::Query(q),
    };
    let said = study.act(&app, &visitor, move |project, session| {
        if !accept {
            let concerned = project.proposals_reject(session, &chosen, None)?;
            let said = format!("Rejected: {}", counted(concerned, "proposal"));
            return Ok(Said::of(said, concerned));
        }
        let accepted = project.proposals_accept(session, &chosen)?;
        let concerned = accepted.added + accepted.known;
        let known = match accepted.known {
            0 => String::new(),
            known => format!(", {known} of them coded so before"),
        };
        let said = format!("Accepted: {}{known}", counted(concerned, "proposal"));
        Ok(Said::of(said, concerned))
    });
    Ok(Json(said.await?))
}

/// What is to be proposed where.
#[derive(Deserialize)]
pub(super) struct Wanted {
    q: String,
    code: String,
    unit: String,
    /// Whether what interviewers say is coded too.
    #[serde(default)]
    everyone: bool,
    /// Whether only to say how many there would be.
    #[serde(default)]
    preview: bool,
}

pub(super) async fn autocode(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let question = AutocodeQuestion {
        query: wanted.q,
        code: wanted.code,
        reach: Some(Reach::parse(&wanted.unit)?),
        machine: MACHINE.to_owned(),
        valence: None,
        everyone: wanted.everyone,
        regardless: false,
        limit: None,
        dry_run: wanted.preview,
    };
    let done = study
        .act(&app, &visitor, move |project, session| project.autocode(session, &question))
        .await?;
    let left = [
        (done.known, "proposed already"),
        (done.rejected, "rejected before"),
        (done.coded, "coded so by you"),
        (done.of_interviewers, "said by interviewers"),
        (done.without_excerpt, "in no coded excerpt"),
        (done.blind, "documents left out that are coded blind"),
    ];
    let left: Vec<String> = left
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, why)| format!("{number} {why}"))
        .collect();
    let begins = if wanted.preview { "It would be " } else { "Proposed: " };
    let besides = match left.is_empty() {
        true => String::new(),
        false => format!("; besides {}", left.join(", ")),
    };
    let said = format!("{begins}{}{besides}.", counted(done.proposed, "proposal"));
    Ok(Json(Said::of(said, done.proposed)))
}
