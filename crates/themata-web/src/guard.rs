//! Who is let in: the one who opened the address that the program printed, from this machine,
//! on a page that this server made.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use themata_project::Failure;

use crate::app::App;
use crate::rights::Standing;
use crate::visitor::Visitor;

/// What may happen on a page: only what this server sent, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    // No other page learns where someone came from. `no-referrer` would also keep browsers from
    // saying that a form is one of this server's.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("x-frame-options", "DENY"),
];

/// The keys that open the door, and who has come in.
pub(crate) struct Door {
    port: u16,
    /// The key of the address that was printed last. It opens once.
    key: Mutex<Option<String>>,
    inside: Mutex<BTreeMap<String, Visitor>>,
}

impl Door {
    pub(crate) fn new(port: u16) -> Door {
        Door { port, key: Mutex::new(None), inside: Mutex::default() }
    }

    /// An address that lets one browser in, once. The one before it no longer does.
    ///
    /// # Errors
    ///
    /// If the system has no chance to give.
    pub(crate) fn invitation(&self) -> Result<String, Failure> {
        let key = secret()?;
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.clone());
        Ok(format!("http://127.0.0.1:{}/?key={key}", self.port))
    }

    /// Lets someone in who has the key, and returns the secret that they show from now on.
    fn admit(&self, key: &str, visitor: Visitor) -> Option<String> {
        let mut held = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_deref().is_none_or(|held| !same(held, key)) {
            return None;
        }
        let secret = secret().ok()?;
        *held = None;
        self.inside
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(secret.clone(), visitor);
        Some(secret)
    }

    fn visitor(&self, headers: &HeaderMap) -> Option<Visitor> {
        let name = self.cookie();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let secret = cookies
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(known, secret)| (known == name).then_some(secret))?;
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).get(secret).cloned()
    }

    /// Ports share their cookies, so the name says which workbench is meant.
    fn cookie(&self) -> String {
        format!("themata-{}", self.port)
    }

    /// Whether a request was addressed to this machine by one of its names, and not by one
    /// that someone else made to point here.
    fn is_addressed(&self, headers: &HeaderMap) -> bool {
        headers.get(HOST).is_some_and(|host| self.is_here(host.as_bytes()))
    }

    /// Whether a request that changes something comes from a page of this server.
    fn is_from_here(&self, headers: &HeaderMap) -> bool {
        match headers.get(ORIGIN).map(HeaderValue::as_bytes) {
            Some(origin) => {
                origin.strip_prefix(b"http://").is_some_and(|host| self.is_here(host))
            }
            None => headers
                .get(HeaderName::from_static("sec-fetch-site"))
                .is_some_and(|site| site == "same-origin"),
        }
    }

    fn is_here(&self, host: &[u8]) -> bool {
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|name| format!("{name}:{}", self.port).as_bytes() == host)
    }
}

/// Stands before every handler.
pub(crate) async fn guard(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let response = match admitted(&app, &mut request) {
        Ok(()) => next.run(request).await,
        Err(response) => *response,
    };
    with_headers(response)
}

fn admitted(app: &App, request: &mut Request) -> Result<(), Box<Response>> {
    let door = &app.door;
    let refuse = |status: StatusCode, words: &'static str| {
        Err(Box::new((status, words).into_response()))
    };
    if !door.is_addressed(request.headers()) {
        return refuse(StatusCode::MISDIRECTED_REQUEST, "This is not the address of Themata.");
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !door.is_from_here(request.headers()) {
        return refuse(
            StatusCode::FORBIDDEN,
            "This request did not come from a page of Themata.",
        );
    }
    if let Some(key) = key_of(request) {
        let visitor = Visitor::new(app.memory.coder());
        if let Some(secret) = door.admit(&key, visitor) {
            return Err(Box::new(welcomed(door, &secret)));
        }
        if door.visitor(request.headers()).is_some() {
            return Err(Box::new(Redirect::to("/").into_response()));
        }
    }
    match door.visitor(request.headers()) {
        Some(visitor) => {
            request.extensions_mut().insert(visitor);
            request.extensions_mut().insert(Standing::Alone);
            Ok(())
        }
        None => Err(Box::new(crate::pages::closed())),
    }
}

/// The key in an address such as `/?key=…`.
fn key_of(request: &Request) -> Option<String> {
    let query = request.uri().query().filter(|_| request.uri().path() == "/")?;
    query.split('&').find_map(|pair| pair.strip_prefix("key=")).map(str::to_owned)
}

/// Sends a browser on to the first page, so that the key does not stay in the address.
fn welcomed(door: &Door, secret: &str) -> Response {
    let mut response = Redirect::to("/").into_response();
    let cookie = format!("{}={secret}; HttpOnly; SameSite=Strict; Path=/", door.cookie());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    // What stands on a page is confidential: no cache keeps it but for the page's own files.
    headers
        .entry(HeaderName::from_static("cache-control"))
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// 256 bits that nobody can guess, as hexadecimal digits.
fn secret() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::caused("cannot make a key that nobody can guess", &error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
fn same(a: &str, b: &str) -> bool {
    let differences = a.bytes().zip(b.bytes()).fold(0, |so_far, (a, b)| so_far | (a ^ b));
    a.len() == b.len() && differences == 0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use crate::specimen::Specimen;

    #[tokio::test]
    async fn nobody_is_let_in_without_the_key() {
        let bench = Specimen::new();
        let answer = bench.asked("GET", "/", &[], "").await;
        assert_eq!(answer.status, 401);
        assert!(!answer.body.contains("integrated"), "{}", answer.body);
        let answer = bench.asked("GET", "/?key=0123", &[], "").await;
        assert_eq!(answer.status, 401);
    }

    #[tokio::test]
    async fn the_key_opens_once() {
        let bench = Specimen::new();
        let address = bench.app.door.invitation().unwrap();
        let path = address.split_once(":4000").unwrap().1;
        let answer = bench.asked("GET", path, &[], "").await;
        assert_eq!((answer.status, answer.header("location")), (303, "/".to_owned()));
        let cookie = answer.header("set-cookie");
        for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(word), "{cookie}");
        }
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let inside = bench.asked("GET", "/", &[("cookie", &cookie)], "").await;
        assert_eq!(inside.status, 200);
        assert_eq!(bench.asked("GET", path, &[], "").await.status, 401);
    }

    #[tokio::test]
    async fn requests_from_elsewhere_are_refused() {
        let bench = Specimen::new();
        let cookie = bench.come_in().await;
        let look = r#"{"theme":"dark","size":0,"serif":false}"#;
        let kind = ("content-type", "application/json");
        for (origin, status) in [
            ("http://127.0.0.1:4000", 204),
            ("http://localhost:4000", 204),
            ("http://127.0.0.1:4001", 403),
            ("https://127.0.0.1:4000", 403),
            ("http://evil.example", 403),
            ("null", 403),
        ] {
            let headers = [("cookie", cookie.as_str()), ("origin", origin), kind];
            let answer = bench.asked("POST", "/looks", &headers, look).await;
            assert_eq!(answer.status, status, "{origin}");
        }
        let unsaid = [("cookie", cookie.as_str()), kind];
        assert_eq!(bench.asked("POST", "/looks", &unsaid, look).await.status, 403);

        let elsewhere = [("cookie", cookie.as_str()), ("host", "rebound.example:4000")];
        assert_eq!(bench.asked("GET", "/", &elsewhere, "").await.status, 421);
    }

    #[tokio::test]
    async fn every_answer_forbids_what_no_page_needs() {
        let bench = Specimen::new();
        let cookie = bench.come_in().await;
        for path in ["/", "/s/care/documents", "/s/nowhere/documents", "/assets/x/page.css"] {
            let answer = bench.asked("GET", path, &[("cookie", &cookie)], "").await;
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert!(!answer.body.contains("style=\""), "{path} carries a style of its own");
        }
    }
}
