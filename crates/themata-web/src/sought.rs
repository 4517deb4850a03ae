//! What is looked for on a page, by number. A query may hold a participant's words, or a name
//! that somebody gave; addresses stay in the history of a browser and in whatever is passed on.
//! So an address says `q=~5b0c…`, and the workbench knows which words that number stands for.
//!
//! Numbers are made when a page draws a link. Those that somebody went to are remembered until
//! later, so that such an address can be kept; see [`Memory::asked`](crate::memory::Memory::asked).

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
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
const WORDED: [&str; 6] = ["q", "where", "about", "who", "by", "author"];

/// The pages on which something can be looked for.
const PAGES: [&str; 5] = ["excerpts", "proposals", "documents", "memos", "history"];

/// What a number begins with in an address.
const SIGN: char = '~';

/// So many words are known by number while a study is open; a page of counts makes some hundreds.
const MOST: usize = 100_000;

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
}

impl Known {
    fn words(&self, number: u64) -> Option<&String> {
        self.young.get(&number).or_else(|| self.old.get(&number))
    }

    fn keep(&mut self, number: u64, words: &str) {
        if self.young.contains_key(&number) {
            return;
        }
        if self.young.len() >= MOST / 2 {
            self.old = std::mem::take(&mut self.young);
        }
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
        format!("{SIGN}{number:016x}")
    }

    /// The words that something in an address stands for.
    fn words(&self, number: &str) -> Option<String> {
        let number = u64::from_str_radix(number.strip_prefix(SIGN)?, 16).ok()?;
        self.known().words(number).cloned()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
            Ok(Meant::Words(uri)) => *request.uri_mut() = uri,
            Ok(Meant::Elsewhere(address)) => return Redirect::to(&address).into_response(),
            Err(failure) => return Trouble(failure).into_response(),
        }
    }
    next.run(request).await
}

enum Meant {
    AsItStands,
    /// The address with words instead of numbers, for this program alone.
    Words(Uri),
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
    if pairs.iter().any(|pair| is_worded(pair) && !pair.1.starts_with(SIGN)) {
        return Ok(Meant::Elsewhere(address(&study, uri.path(), &pairs)?));
    }
    for (_, value) in pairs.iter_mut().filter(|pair| is_worded(pair)) {
        *value = words(app, &study, value)?;
    }
    let spelt = spelt(uri.path(), &pairs);
    spelt.parse().map(Meant::Words).map_err(|_| too_long())
}

/// The words that a number stands for, remembered because somebody went there.
fn words(app: &App, study: &OpenStudy, number: &str) -> Result<String, Failure> {
    let words =
        study.sought.words(number).or_else(|| app.memory.asked_before(&study.path, number));
    let words = words.ok_or_else(|| {
        Failure::nothing("what this address looks for is no longer known here")
            .hint("look for it again: words of a study do not stand in addresses")
    })?;
    app.memory.asked(&study.path, number, &words);
    Ok(words)
}

/// An address in which numbers stand instead of words.
fn address(
    study: &OpenStudy,
    path: &str,
    pairs: &[(String, String)],
) -> Result<String, Failure> {
    if pairs.iter().any(|(_, value)| value.len() > LONGEST) {
        return Err(too_long());
    }
    let pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(name, value)| match WORDED.contains(&name.as_str()) {
            true if !value.starts_with(SIGN) => (name.clone(), study.sought.numbered(value)),
            _ => (name.clone(), value.clone()),
        })
        .collect();
    Ok(spelt(path, &pairs))
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
    let Some(page) = PAGES.into_iter().find(|page| *page == to) else {
        return Err(Failure::nothing("there is no such page"));
    };
    let pairs: Vec<(String, String)> =
        asked.into_iter().filter(|(name, _)| name != "to").collect();
    address(study, &format!("/s/{}/{page}", study.word), &pairs)
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
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use super::{LONGEST, MOST, Sought};
    use crate::specimen::Specimen;

    #[test]
    fn words_are_found_by_their_number_and_not_by_another() {
        let sought = Sought::default();
        let number = sought.numbered(" code:=trust ");
        assert_eq!(number, sought.numbered("code:=trust"));
        assert_eq!(sought.words(&number).as_deref(), Some("code:=trust"));
        assert_ne!(number, sought.numbered("code:=Trust"));
        assert_ne!(number, Sought::default().numbered("code:=trust"), "no key for all");
        assert_eq!(sought.numbered("  "), "");
        assert_eq!(sought.words("~0"), None);
        assert_eq!(sought.words("code:=trust"), None);
    }

    #[test]
    fn no_more_words_are_known_than_there_is_room_for() {
        let sought = Sought::default();
        let first = sought.numbered("first");
        let drawn = sought.numbered("drawn again and again");
        for place in 0..2 * MOST {
            sought.numbered(&place.to_string());
            sought.numbered("drawn again and again");
        }
        assert_eq!(sought.words(&first), None);
        assert!(sought.words(&drawn).is_some());
        let known = sought.known();
        assert!(known.young.len() + known.old.len() <= MOST);
    }

    #[tokio::test]
    async fn words_that_were_written_into_an_address_do_not_stay_there() {
        let bench = Specimen::new();
        let cookie = [("cookie", &*bench.come_in().await)];
        let asked =
            bench.asked("GET", "/s/care/excerpts?q=never+loads&as=places", &cookie, "").await;
        let address = asked.header("location");
        assert_eq!(asked.status, 303);
        assert!(address.starts_with("/s/care/excerpts?q=~"), "{address}");
        assert!(address.ends_with("&as=places") && !address.contains("loads"), "{address}");
        let page = bench.asked("GET", &address, &cookie, "").await;
        assert!(page.body.contains("value=\"never loads\""), "{}", page.body);
    }

    #[tokio::test]
    async fn a_form_leads_to_a_page_of_this_study_and_nowhere_else() {
        let bench = Specimen::new();
        let cookie = bench.come_in().await;
        let headers = [
            ("cookie", cookie.as_str()),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        for to in ["excerpts", "documents", "proposals", "memos"] {
            let form = format!("to={to}&q=document%3A04-nurse&page=");
            let sent = bench.asked("POST", "/s/care/seek", &headers, &form).await;
            let address = sent.header("location");
            assert_eq!(sent.status, 303, "{}", sent.body);
            assert!(address.starts_with(&format!("/s/care/{to}?q=~")), "{address}");
            let page = bench.asked("GET", &address, &headers[..1], "").await;
            assert!(page.body.contains("value=\"document:04-nurse\""), "{}", page.body);
            assert!(!page.body.contains("?q=document"), "{}", page.body);
        }
        let away = bench.asked("POST", "/s/care/seek", &headers, "to=//evil.example&q=a").await;
        assert_eq!(away.status, 404);
        let long = format!("to=excerpts&q={}", "a".repeat(LONGEST + 1));
        let long = bench.asked("POST", "/s/care/seek", &headers, &long).await;
        assert_eq!(long.status, 422);
        assert!(long.body.contains("longer than what can be looked for"), "{}", long.body);
    }

    #[tokio::test]
    async fn a_number_that_nobody_gave_is_said_to_be_unknown() {
        let bench = Specimen::new();
        for number in ["~0123456789abcdef", "~", "~zz"] {
            let page = bench.page(&format!("/s/care/excerpts?q={number}")).await;
            assert_eq!(page.status, 404, "{number}");
            assert!(page.body.contains("no longer known here"), "{}", page.body);
        }
    }
}
