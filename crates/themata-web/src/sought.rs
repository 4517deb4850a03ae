//! What is looked for on a page, by number. A query may hold a participant's words, or a name
//! that somebody gave; addresses stay in the history of a browser and in whatever is passed on.
//! So an address says `q=~5b0c…`, and the workbench knows which words that number stands for.
//!
//! Numbers are made when a page draws a link. Those that somebody went to are remembered until
//! later, so that such an address can be kept; see [`Memory::asked`](crate::memory::Memory::asked).

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::{Form, Json, Path, Query, Request, State};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use themata_project::Failure;

use crate::app::App;
use crate::pages::leading::asking;
use crate::studies::OpenStudy;
use crate::trouble::{Deed, Trouble};

/// What in an address may be words of a study.
const WORDED: [&str; 8] = ["q", "where", "about", "who", "by", "author", "of", "against"];

/// The pages on which something can be looked for.
const PAGES: &[&str] = &[
    "excerpts",
    "analyse/matrix",
    "proposals",
    "documents",
    "memos",
    "history",
    "reconcile",
    "reconcile/agreement",
    "reconcile/rules",
    "reconcile/decisions",
    "reconcile/report",
    "analyse/frequencies",
    "analyse/tables",
    "analyse/cooccurrence",
    "analyse/across",
    "analyse/patterns",
    "analyse/saturation",
    "analyse/lines",
    "analyse/words",
    "analyse/keyness",
];

/// Before the number of a theme: on the page of each, something can be looked for.
const THEMES: &str = "analyse/themes/";

/// What a number begins with in an address.
const SIGN: char = '~';

/// How many digits follow.
const DIGITS: usize = 16;

/// So many words are known by number while a study is open; a page of counts makes some hundreds.
const MOST: usize = 100_000;

/// So many bytes of words are known while a study is open.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The longest that can be looked for, in bytes.
const LONGEST: usize = 16 * 1024;

/// The words that stand behind numbers in the addresses of a study.
#[derive(Default)]
pub(crate) struct Sought {
    /// Keyed by chance, so that nobody can tell words by their number.
    key: RandomState,
    known: Mutex<Known>,
}

/// Words by number in two generations: what no page has drawn for long is forgotten.
#[derive(Default)]
struct Known {
    young: HashMap<u64, String>,
    old: HashMap<u64, String>,
    /// The bytes of the words that are young.
    bytes: usize,
}

impl Known {
    fn words(&self, number: u64) -> Option<&String> {
        self.young.get(&number).or_else(|| self.old.get(&number))
    }

    fn keep(&mut self, number: u64, words: &str) {
        if self.young.contains_key(&number) {
            return;
        }
        if self.young.len() >= MOST / 2 || self.bytes + words.len() > MOST_BYTES / 2 {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += words.len();
        self.young.insert(number, words.to_owned());
    }
}

impl Sought {
    /// What stands in an address for words; nothing for none.
    pub(crate) fn numbered(&self, words: &str) -> String {
        let words = words.trim();
        if words.is_empty() {
            return String::new();
        }
        let mut known = self.known();
        let mut number = self.key.hash_one(words);
        while known.words(number).is_some_and(|other| other != words) {
            number = number.wrapping_add(1);
        }
        known.keep(number, words);
        format!("{SIGN}{number:0DIGITS$x}")
    }

    /// The words that something in an address stands for.
    fn words(&self, number: &str) -> Option<String> {
        self.known().words(self::number(number)?).cloned()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The number that something in an address is, if it is spelt as one is; whatever else begins
/// with the sign are words, as in `~30 patients`.
fn number(value: &str) -> Option<u64> {
    let digits = value.strip_prefix(SIGN)?;
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if digits.len() != DIGITS || !digits.bytes().all(is_digit) {
        return None;
    }
    u64::from_str_radix(digits, 16).ok()
}

/// Stands before every page of a study: numbers in an address become the words that they stand
/// for. Words that somebody wrote into an address become numbers there.
pub(crate) async fn resolved(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        match meant(&app, request.uri()) {
            Ok(Meant::AsItStands) => (),
            Ok(Meant::Words(uri, visited)) => {
                remembered(&app, visited).await;
                *request.uri_mut() = uri;
            }
            Ok(Meant::Elsewhere(address)) => return Redirect::to(&address).into_response(),
            Err(failure) => return Trouble(failure).into_response(),
        }
    }
    next.run(request).await
}

/// A study, and the numbers in an address of it that memory does not know, with their words.
struct Visited {
    study: PathBuf,
    asked: Vec<(String, String)>,
}

/// Remembers what somebody looked for. A file is written, so it is done where waiting for a
/// disk holds up nobody else.
async fn remembered(app: &App, visited: Visited) {
    if visited.asked.is_empty() {
        return;
    }
    let app = app.clone();
    let done = tokio::task::spawn_blocking(move || {
        for (number, words) in &visited.asked {
            app.memory.asked(&visited.study, number, words);
        }
    });
    // If it cannot be remembered, the address does not outlive this run; the page is shown.
    let _ = done.await;
}

enum Meant {
    AsItStands,
    /// The address with words instead of numbers, for this program alone, and what is to be
    /// remembered because somebody went there.
    Words(Uri, Visited),
    /// The address with numbers instead of words.
    Elsewhere(String),
}

fn meant(app: &App, uri: &Uri) -> Result<Meant, Failure> {
    let word = uri.path().strip_prefix("/s/").and_then(|rest| rest.split('/').next());
    let (Some(word), Some(_)) = (word, uri.query()) else { return Ok(Meant::AsItStands) };
    let Ok(study) = app.studies.named(word) else { return Ok(Meant::AsItStands) };
    let Ok(Query(mut pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
        return Ok(Meant::AsItStands);
    };
    let is_worded = |(name, value): &(String, String)| {
        WORDED.contains(&name.as_str()) && !value.trim().is_empty()
    };
    if !pairs.iter().any(is_worded) {
        return Ok(Meant::AsItStands);
    }
    if pairs.iter().any(|pair| is_worded(pair) && number(&pair.1).is_none()) {
        let numbered = pairs.into_iter().map(|(name, value)| {
            let is_number = number(&value).is_some();
            if is_number { (name, Said::Number(value)) } else { (name, Said::Words(value)) }
        });
        return Ok(Meant::Elsewhere(address(&study, uri.path(), numbered.collect())?));
    }
    let mut visited = Visited { study: study.path.clone(), asked: Vec::new() };
    for (_, value) in pairs.iter_mut().filter(|pair| is_worded(pair)) {
        let before = app.memory.asked_before(&study.path, value);
        let is_new = before.is_none();
        // What an open study draws goes before what was kept of another run.
        let words = study.sought.words(value).or(before).ok_or_else(unknown)?;
        let number = std::mem::replace(value, words);
        if is_new {
            visited.asked.push((number, value.clone()));
        }
    }
    let spelt = spelt(uri.path(), &pairs);
    let uri = spelt.parse().map_err(|_| too_long())?;
    Ok(Meant::Words(uri, visited))
}

fn unknown() -> Failure {
    Failure::nothing("what this address looks for is no longer known here")
        .hint("look for it again: words of a study do not stand in addresses")
}

/// What an address or a form says under a name.
enum Said {
    Words(String),
    /// A number already.
    Number(String),
}

/// An address in which numbers stand instead of words.
fn address(
    study: &OpenStudy,
    path: &str,
    said: Vec<(String, Said)>,
) -> Result<String, Failure> {
    let mut pairs = Vec::with_capacity(said.len());
    for (name, said) in said {
        let value = match said {
            Said::Words(words) if words.len() > LONGEST => return Err(too_long()),
            Said::Words(words) if WORDED.contains(&name.as_str()) => {
                study.sought.numbered(&words)
            }
            Said::Words(value) | Said::Number(value) => value,
        };
        pairs.push((name, value));
    }
    Ok(spelt(path, &pairs))
}

/// An address in which numbers stand for whatever may be words of a study.
pub(crate) fn address_of(
    study: &OpenStudy,
    path: &str,
    parameters: &[(String, String)],
) -> String {
    let said = parameters.iter().map(|(name, value)| match WORDED.contains(&name.as_str()) {
        true => (name.clone(), study.sought.numbered(value)),
        false => (name.clone(), value.clone()),
    });
    spelt(path, &said.collect::<Vec<_>>())
}

/// What stands under a name in an address, with the words that a number there stands for.
pub(crate) fn meaning(
    app: &App,
    study: &OpenStudy,
    name: &str,
    value: String,
) -> Result<String, Failure> {
    if !WORDED.contains(&name) || number(&value).is_none() {
        return Ok(value);
    }
    let words = study.sought.words(&value);
    words.or_else(|| app.memory.asked_before(&study.path, &value)).ok_or_else(unknown)
}

fn spelt(path: &str, pairs: &[(String, String)]) -> String {
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    asking(path, &pairs)
}

fn too_long() -> Failure {
    Failure::new("this is longer than what can be looked for")
        .hint(format!("{LONGEST} bytes are the most"))
}

/// Where a page is that shows what was asked in a form, of which `to` names the page.
fn place(study: &OpenStudy, asked: Vec<(String, String)>) -> Result<String, Failure> {
    let to = asked.iter().find(|(name, _)| name == "to").map_or("", |(_, value)| value);
    let theme = to.strip_prefix(THEMES).and_then(|number| number.parse::<u32>().ok());
    let page = match PAGES.iter().find(|page| **page == to) {
        Some(page) => (*page).to_owned(),
        None => match theme {
            Some(theme) => format!("{THEMES}{theme}"),
            None => return Err(Failure::nothing("there is no such page")),
        },
    };
    // Whatever somebody typed are words, even if it looks like a number of ours.
    let said = asked.into_iter().filter(|(name, _)| name != "to");
    let said = said.map(|(name, words)| (name, Said::Words(words))).collect();
    address(study, &format!("/s/{}/{page}", study.word), said)
}

/// What a form with words leads to.
pub(crate) async fn seek(
    State(app): State<App>,
    Path(study): Path<String>,
    Form(asked): Form<Vec<(String, String)>>,
) -> Result<Redirect, Trouble> {
    let study = app.studies.named(&study)?;
    Ok(Redirect::to(&place(&study, asked)?))
}

/// Where a script is to go on.
#[derive(Serialize)]
pub(crate) struct Place {
    address: String,
}

/// The same for a script, which goes there without leaving the page.
pub(crate) async fn seek_place(
    State(app): State<App>,
    Path(study): Path<String>,
    Json(asked): Json<BTreeMap<String, String>>,
) -> Deed<Place> {
    let study = app.studies.named(&study)?;
    Ok(Json(Place { address: place(&study, asked.into_iter().collect())? }))
}

#[cfg(test)]
mod tests;
