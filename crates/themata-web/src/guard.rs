//! What stands before every handler: it is addressed here, comes from here, and its sender is
//! let in (`door`); and what every answer forbids.

use axum::extract::{Request, State};
use axum::http::header::{HOST, STRICT_TRANSPORT_SECURITY};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;

/// What may happen on a page: only what this server sent, and nothing inline.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
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

/// Stands before every handler.
pub(crate) async fn guard(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    settle_host(&mut request);
    let response = match admitted(&app, &mut request) {
        Ok(()) => next.run(request).await,
        Err(response) => *response,
    };
    with_headers(response, app.door.place.is_secure())
}

/// Says whom a request is addressed to where everything looks for it. Over HTTP/2, which browsers
/// speak to a server with a certificate, that stands in the address and `Host` is not sent.
fn settle_host(request: &mut Request) {
    if request.version() != Version::HTTP_2 {
        return;
    }
    let authority = request.uri().authority().map(Authority::as_str);
    match authority.and_then(|host| HeaderValue::from_str(host).ok()) {
        Some(host) => request.headers_mut().insert(HOST, host),
        None => request.headers_mut().remove(HOST),
    };
}

fn admitted(app: &App, request: &mut Request) -> Result<(), Box<Response>> {
    let door = &app.door;
    let refuse = |status: StatusCode, words: &'static str| {
        Err(Box::new((status, words).into_response()))
    };
    if !door.place.is_addressed(request.headers()) {
        return refuse(StatusCode::MISDIRECTED_REQUEST, "This is not the address of Themata.");
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !door.place.is_from_here(request.headers()) {
        return refuse(
            StatusCode::FORBIDDEN,
            "This request did not come from a page of Themata.",
        );
    }
    door.admit(app, request)
}

fn with_headers(mut response: Response, secure: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if secure {
        // Whoever came sealed once does not come unsealed again.
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    // What stands on a page is confidential: no cache keeps it but for the page's own files.
    headers
        .entry(HeaderName::from_static("cache-control"))
        .or_insert(HeaderValue::from_static("no-store"));
    response
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
        let address = bench.app.door.invitation(0).unwrap();
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

    /// A whole address stands for what is asked over HTTP/2.
    #[tokio::test]
    async fn whom_a_request_is_addressed_to_is_known_over_every_protocol() {
        let bench = Specimen::new();
        let cookie = bench.come_in().await;
        let cookie = [("cookie", cookie.as_str())];
        for (address, status) in [
            ("http://127.0.0.1:4000/", 200),
            ("http://rebound.example:4000/", 421),
            ("http://ana@127.0.0.1:4000/", 421),
        ] {
            assert_eq!(bench.asked("GET", address, &cookie, "").await.status, status);
        }
        let both = [cookie[0], ("host", "127.0.0.1:4000")];
        let answer = bench.asked("GET", "http://rebound.example:4000/", &both, "").await;
        assert_eq!(answer.status, 421);
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
