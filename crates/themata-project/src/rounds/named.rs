use themata_model::{Round, Study, suggestions};

use crate::Failure;
use crate::names::list;

/// The round of a name.
pub(super) fn round<'a>(study: &'a Study, name: &str) -> Result<&'a Round, Failure> {
    study.round_named(name).ok_or_else(|| {
        let names = || study.rounds.iter().map(|round| round.name.as_str());
        let failure = Failure::new(format!("no round is called `{}`", name.trim()));
        match (suggestions(name, names()).first(), study.rounds.is_empty()) {
            (Some(meant), _) => failure.hint(format!("did you mean `{meant}`?")),
            (None, true) => failure.hint("there is none so far; `themata round new` makes one"),
            (None, false) => {
                failure.hint(format!("there are: {}", quoted(names().collect::<Vec<_>>())))
            }
        }
    })
}

/// A reason that was given, without which nothing is done.
pub(super) fn reason(reason: Option<&str>, what: &str) -> Result<String, Failure> {
    match reason.map(str::trim) {
        Some(reason) if !reason.is_empty() => Ok(reason.to_owned()),
        _ => Err(Failure::new(format!("it was not said why {what}"))
            .hint("say it: `--reason \"…\"`; it goes on record")),
    }
}

/// Names in quotation marks, as a list in words, the first few of many.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 8;
    let names: Vec<&str> = names.into_iter().collect();
    let mut shown: Vec<String> =
        names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        shown.push(format!("{} more", names.len() - SHOWN));
    }
    list(&shown)
}
