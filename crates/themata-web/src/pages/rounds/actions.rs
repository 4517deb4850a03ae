//! What is done to rounds and assignments.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::rounds::{Progressed, Step};
use themata_project::{Failure, Project, Session};

use crate::app::App;
use crate::rights::Right;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// What came of an action.
#[derive(Debug, Serialize)]
pub(super) struct Done {
    /// The moment that the study is at.
    moment: u32,
    /// What was done, to be said.
    said: String,
    /// Where to go on, if elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

impl Done {
    pub(super) fn of(project: &mut Project, said: String) -> Result<Done, Failure> {
        Ok(Done { moment: project.moment()?, said, address: None })
    }

    pub(super) fn elsewhere(self, address: String) -> Done {
        Done { address: Some(address), ..self }
    }
}

/// A step that assignments are to take.
#[derive(Deserialize)]
pub(super) struct Wanted {
    step: String,
    /// The numbers of the documents; none for all that can take the step.
    #[serde(default)]
    documents: Vec<u32>,
    /// The number of the coder, if it is not whoever acts.
    #[serde(default)]
    coder: Option<u32>,
    #[serde(default)]
    reason: Option<String>,
}

pub(super) async fn step(
    State(app): State<App>,
    Path((study, round)): Path<(String, u32)>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> Deed<Done> {
    let study = app.studies.named(&study)?;
    let step = named(&wanted.step)?;
    let may_all = visitor.may(Right::Lead);
    let done = study.act(&app, &visitor, move |project, session| {
        let mut question = project.step_on(round, &wanted.documents, wanted.coder)?;
        if !may_all && !is_own(question.coder.as_deref(), session) {
            return Err(Failure::new("these are somebody else's assignments")
                .hint("a lead of the study can move them; you can move your own"));
        }
        question.reason = wanted.reason;
        let progressed = project.assignments_step(session, step, &question)?;
        Done::of(project, told(step, &progressed, session))
    });
    Ok(Json(done.await?))
}

fn named(word: &str) -> Result<Step, Failure> {
    match word {
        "start" => Ok(Step::Start),
        "finish" => Ok(Step::Finish),
        "excuse" => Ok(Step::Excuse),
        "reopen" => Ok(Step::Reopen),
        _ => Err(Failure::new("an assignment takes no such step")),
    }
}

/// Whether assignments of a coder are those of whoever acts.
fn is_own(coder: Option<&str>, session: &Session) -> bool {
    let plain = |name: &str| name.trim().to_lowercase();
    coder.is_none_or(|coder| session.coder.as_deref().map(plain) == Some(plain(coder)))
}

/// What came of a step, in sentences.
fn told(step: Step, progressed: &Progressed, session: &Session) -> String {
    let Progressed { coder, changed, known, uncoded, opened, blind } = progressed;
    let done = match step {
        Step::Start => "Started",
        Step::Finish => "Finished",
        Step::Excuse => "Excused",
        Step::Reopen => "Taken up again",
    };
    let mut said = match (*changed, *known) {
        (0, 0) => return "Nothing to change: there is none left".to_owned(),
        (0, known) => format!("{} so already", count(known, "document")),
        (changed, _) => format!("{done}: {}", count(changed, "document")),
    };
    if !is_own(Some(coder), session) {
        said = format!("{said}, for {coder}");
    }
    let mut more = |sentence: String| {
        said.push_str(". ");
        said.push_str(&sentence);
    };
    if !uncoded.is_empty() {
        more(format!("{} with nothing coded", count(uncoded.len(), "document")));
    }
    if !opened.is_empty() {
        let number = count(opened.len(), "document");
        more(format!("Everyone is done with {number}: all see all codings there from now on"));
    }
    let waits = step == Step::Finish && !blind.is_empty();
    if waits {
        let number = count(blind.len(), "document");
        let stay = if blind.len() == 1 { "stays" } else { "stay" };
        more(format!("{number} {stay} blind until the others have finished, too"));
    }
    if step == Step::Reopen && !blind.is_empty() {
        more(format!("{} blind again", count(blind.len(), "document")));
    }
    said
}

/// What a round is to be called, or why something is done to it.
#[derive(Deserialize)]
pub(super) struct Words {
    #[serde(default)]
    words: String,
}

pub(super) async fn rename(
    State(app): State<App>,
    Path((study, round)): Path<(String, u32)>,
    visitor: Visitor,
    Json(Words { words }): Json<Words>,
) -> Deed<Done> {
    let study = app.studies.named(&study)?;
    let done = study.act(&app, &visitor, move |project, session| {
        let name = project.round_called(round)?;
        let name = project.round_rename(session, &name, &words)?;
        Done::of(project, format!("The round is called “{name}” from now on"))
    });
    Ok(Json(done.await?))
}

pub(super) async fn open(
    State(app): State<App>,
    Path((study, round)): Path<(String, u32)>,
    visitor: Visitor,
    Json(Words { words }): Json<Words>,
) -> Deed<Done> {
    let study = app.studies.named(&study)?;
    let done = study.act(&app, &visitor, move |project, session| {
        let name = project.round_called(round)?;
        let documents = project.round_open(session, &name, &words)?;
        let documents = count(documents, "document");
        Done::of(project, format!("Opened: all see all codings on {documents} from now on"))
    });
    Ok(Json(done.await?))
}

pub(super) async fn remove(
    State(app): State<App>,
    Path((study, round)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Done> {
    let study = app.studies.named(&study)?;
    let word = study.word.clone();
    let done = study.act(&app, &visitor, move |project, session| {
        let name = project.round_called(round)?;
        let name = project.round_remove(session, &name)?;
        let done = Done::of(project, format!("The round “{name}” is removed"))?;
        Ok(done.elsewhere(format!("/s/{word}/rounds")))
    });
    Ok(Json(done.await?))
}

#[cfg(test)]
mod tests {
    use themata_project::Session;

    use super::is_own;

    #[test]
    fn only_ones_own_are_moved_without_leading() {
        let ana = Session::fixed("Ana", 1);
        assert!(is_own(None, &ana) && is_own(Some(" ana"), &ana));
        assert!(!is_own(Some("ben"), &ana));
        let nobody = Session { coder: None, ..ana };
        assert!(!is_own(Some("ana"), &nobody));
    }
}
