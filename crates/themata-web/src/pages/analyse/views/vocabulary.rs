//! What every way of counting words asks.

use themata_project::behind::{Behind, all_of};
use themata_project::{StopList, Who};

use super::fields::Field;
use super::way::View;

const WHO: [(&str, &str); 3] =
    [("", "participants"), ("interviewers", "interviewers"), ("all", "everyone")];

pub(super) fn who(view: &View<'_>) -> Who {
    match view.asked.get("voices") {
        "interviewers" => Who::Interviewers,
        "all" => Who::All,
        _ => Who::Participants,
    }
}

pub(super) fn who_field(view: &View<'_>) -> Field {
    Field::words("voices", "Words of", view.asked.get("voices"), &WHO)
}

/// The words that are not listed: those of a list, unless it is said otherwise or usual.
pub(super) fn stop(view: &View<'_>, usual: StopList) -> StopList {
    match view.asked.get("stop") {
        "auto" => StopList::Auto,
        "none" => StopList::None,
        _ => usual,
    }
}

pub(super) fn stop_field(stop: &StopList) -> Field {
    let word = if *stop == StopList::Auto { "auto" } else { "none" };
    let choices = [("auto", "left out"), ("none", "listed")];
    Field::words("stop", "Stop words", word, &choices)
}

pub(super) fn stem_field(view: &View<'_>) -> Field {
    Field::yes("stem", "all forms of a word as one", view.asked.says("stem"))
}

pub(super) fn by_stem(view: &View<'_>) -> bool {
    view.asked.says("stem")
}

/// The places of a word in what a query means, of those whose words count.
pub(super) fn places(view: &View<'_>, word: &str, parts: &[&str]) -> String {
    let sign = if by_stem(view) { "" } else { "=" };
    let quoted = word.replace('\\', "\\\\").replace('"', "\\\"");
    let is_plain = word.chars().all(char::is_alphanumeric);
    let word = if is_plain { format!("{sign}{word}") } else { format!("{sign}\"{quoted}\"") };
    let mut all = vec![word.as_str()];
    all.extend(parts);
    all.push(said_by(view.behind, who(view)));
    all_of(&all)
}

fn said_by(behind: &Behind, who: Who) -> &'static str {
    match who {
        Who::All => "",
        Who::Interviewers => "speaker:interviewer",
        // What stands in no turn counts only where a document has no turns at all.
        Who::Participants if behind.everywhere_is_spoken() && behind.has_interviewers() => {
            "speaker:* NOT speaker:interviewer"
        }
        Who::Participants if behind.everywhere_is_spoken() => "speaker:*",
        Who::Participants if behind.has_interviewers() => "NOT speaker:interviewer",
        Who::Participants => "",
    }
}

/// The same as a command says it.
pub(super) fn command(view: &View<'_>, stop: &StopList) -> String {
    let who = match who(view) {
        Who::Participants => "participants",
        Who::Interviewers => "interviewers",
        Who::All => "all",
    };
    let stop = if *stop == StopList::Auto { "auto" } else { "none" };
    let stem = if by_stem(view) { " --by-stem" } else { "" };
    format!(" --who {who} --stop-words {stop}{stem}")
}
