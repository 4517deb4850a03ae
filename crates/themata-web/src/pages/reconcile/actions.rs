//! What is done on the page of disagreements.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::adjudicate::{Ruled, SeenRuling, SeenVerdict};
use themata_project::{CharSpan, Failure, Valence};

use super::case::in_words;
use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// What somebody decides, and what they saw when they did.
#[derive(Deserialize)]
pub(super) struct Decided {
    number: u32,
    fingerprint: String,
    #[serde(default)]
    decision: Option<u32>,
    verdict: String,
    #[serde(default)]
    coder: Option<u32>,
    #[serde(default)]
    redraw: Option<Redrawn>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    q: String,
}

#[derive(Deserialize)]
struct Redrawn {
    start: u32,
    end: u32,
    code: u32,
    valence: String,
}

/// What came of it.
#[derive(Serialize)]
pub(super) struct Answered {
    said: String,
    /// The moment that the study is at by it.
    moment: u32,
}

impl Decided {
    fn verdict(&self) -> Result<SeenVerdict, Failure> {
        Ok(match (self.verdict.as_str(), self.coder, &self.redraw) {
            ("accept", Some(coder), _) => SeenVerdict::Accept(coder),
            ("both", ..) => SeenVerdict::Both,
            ("reject", ..) => SeenVerdict::Reject,
            ("put-off", ..) => SeenVerdict::PutOff,
            ("redraw", _, Some(redraw)) => SeenVerdict::Redraw {
                span: CharSpan::checked(redraw.start, redraw.end)
                    .ok_or_else(|| Failure::new("no words are picked"))?,
                code: redraw.code,
                valence: valence(&redraw.valence)?,
            },
            _ => return Err(Failure::new("it was not said what is decided")),
        })
    }
}

fn valence(word: &str) -> Result<Option<Valence>, Failure> {
    match (word, Valence::from_word(word)) {
        ("", _) => Ok(None),
        (_, Some(valence)) => Ok(Some(valence)),
        _ => Err(Failure::new("this is neither barrier nor facilitator nor none")),
    }
}

pub(super) async fn decide(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(decided): Json<Decided>,
) -> Deed<Answered> {
    let study = app.studies.named(&study)?;
    let verdict = decided.verdict()?;
    let Decided { number, fingerprint, decision, reason, q, .. } = decided;
    let reason = Some(reason).filter(|reason| !reason.trim().is_empty());
    let ruling = SeenRuling { number, fingerprint, decision, verdict, reason };
    let (ruled, moment) = study
        .act(&app, &visitor, move |project, session| {
            let ruled = project.adjudicate_seen(session, &q, &ruling)?;
            Ok((ruled, project.moment()?))
        })
        .await?;
    Ok(Json(Answered { said: told(&ruled), moment }))
}

/// What came of a decision, in a sentence.
fn told(ruled: &Ruled) -> String {
    let mut told = in_words(&ruled.decision).to_owned();
    if ruled.added > 0 {
        told.push_str(&format!("; the consensus has {} more", count(ruled.added, "coding")));
    }
    if ruled.removed > 0 {
        told.push_str(&format!(
            "; {} of an earlier decision went",
            count(ruled.removed, "coding")
        ));
    }
    if let Some(before) = &ruled.instead_of {
        told.push_str(&format!("; instead of what was decided before: {before}"));
    }
    format!("{told}.")
}
