use std::collections::BTreeSet;

use crate::server::router;
use crate::specimen::Specimen;

/// Every address that the workbench answers to, as the router itself tells it, with numbers and
/// names in the place of what varies.
fn addresses(bench: &Specimen) -> Vec<String> {
    let told = format!("{:?}", router(&bench.app));
    let paths: BTreeSet<&str> = told.split('"').filter(|part| part.starts_with('/')).collect();
    let filled = |path: &str| {
        path.replace("{study}", "care")
            .replace("{code}", "0")
            .replace("{file}", "codebook.toml")
            .replace("{state}/{*name}", "x/page.css")
            .replace("{what}", "workbook")
    };
    let numbered = |path: String| {
        let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    paths.into_iter().map(|path| numbered(filled(path))).collect()
}

#[test]
fn the_router_tells_every_address() {
    let all = addresses(&Specimen::new());
    for known in [
        "/",
        "/act",
        "/new",
        "/s/care/documents",
        "/s/care/codebook/0/merge",
        "/s/care/read/1/code",
        "/s/care/import/1/files",
        "/s/care/excerpts/export",
        "/s/care/history/1/turn",
        "/s/care/live",
        "/s/care/seek",
        "/assets/x/page.css",
    ] {
        assert!(all.iter().any(|path| path == known), "{known}: {all:?}");
    }
    assert!(all.len() > 60 && all.iter().all(|path| !path.contains('{')), "{all:?}");
}

#[tokio::test]
async fn nobody_gets_anything_who_was_not_let_in() {
    let bench = Specimen::new();
    let cookie = bench.come_in().await;
    let (cookie, kind) = (("cookie", cookie.as_str()), ("content-type", "application/json"));
    let here = ("origin", "http://127.0.0.1:4000");
    let wrong_cookie = ("cookie", "themata-4000=0123");
    let other_port = ("cookie", cookie.1.replacen("4000", "4001", 1));
    for path in addresses(&bench) {
        for (method, headers, status) in [
            ("GET", vec![], 401),
            ("HEAD", vec![], 401),
            ("GET", vec![wrong_cookie], 401),
            ("GET", vec![(other_port.0, other_port.1.as_str())], 401),
            ("POST", vec![here, kind], 401),
            ("POST", vec![wrong_cookie, here, kind], 401),
            ("GET", vec![cookie, ("host", "care.example:4000")], 421),
            ("GET", vec![cookie, ("host", "127.0.0.1:4001")], 421),
            ("POST", vec![cookie, here, kind, ("host", "care.example:4000")], 421),
            ("POST", vec![cookie, kind, ("origin", "http://care.example")], 403),
            ("POST", vec![cookie, kind, ("origin", "http://127.0.0.1:4001")], 403),
            ("POST", vec![cookie, kind, ("origin", "null")], 403),
            ("POST", vec![cookie, kind], 403),
            ("POST", vec![cookie, kind, ("sec-fetch-site", "cross-site")], 403),
            ("PUT", vec![cookie, kind], 403),
            ("DELETE", vec![cookie], 403),
        ] {
            let answer = bench.asked(method, &path, &headers, "{}").await;
            assert_eq!(answer.status, status, "{method} {path} with {headers:?}");
            assert!(!answer.body.contains("record"), "{method} {path} tells something");
        }
    }
    let study = bench.app.studies.named("care").unwrap();
    assert_eq!(
        study.now_at().unwrap(),
        Specimen::new().app.studies.named("care").unwrap().now_at().unwrap()
    );
}

#[tokio::test]
async fn looking_changes_nothing() {
    let bench = Specimen::new();
    let cookie = bench.come_in().await;
    let headers = [("cookie", cookie.as_str())];
    let study = bench.app.studies.named("care").unwrap();
    let before = study.now_at().unwrap();
    let history = study.looked_at(|project| project.history(&Default::default())).unwrap();
    for path in addresses(&bench) {
        for query in ["", "?q=record&by=x&who=ana&at=1&page=2&into=1&visit=1&key=1"] {
            if path.ends_with("/live") {
                // It answers for as long as somebody listens.
                continue;
            }
            let answer = bench.asked("GET", &format!("{path}{query}"), &headers, "").await;
            assert!(answer.status < 500, "{path}{query}: {}", answer.body);
        }
        assert_eq!(study.now_at().unwrap(), before, "{path} wrote something");
    }
    let after = study.looked_at(|project| project.history(&Default::default())).unwrap();
    assert_eq!(after.rows.len(), history.rows.len());
}

#[tokio::test]
async fn what_no_handler_takes_is_refused_in_a_sentence_without_its_words() {
    let bench = Specimen::new();
    let cookie = bench.come_in().await;
    let with = |kind| {
        [
            ("cookie", cookie.as_str()),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", kind),
        ]
    };
    let path = "/s/care/codebook/add";
    for (kind, body, status) in [
        ("application/json", "{\"name\": \"aardvark", 400),
        ("application/json", "{\"name\": 7, \"aardvark\": \"aardvark\"}", 422),
        ("application/json", "\"aardvark\"", 422),
        ("text/plain", "{\"name\":\"aardvark\"}", 415),
        ("application/x-www-form-urlencoded", "name=aardvark", 415),
        ("multipart/form-data", "aardvark", 415),
    ] {
        let answer = bench.asked("POST", path, &with(kind), body).await;
        assert_eq!(answer.status, status, "{kind} {body}: {}", answer.body);
        assert!(answer.body.contains("\"message\":\"This"), "{kind}: {}", answer.body);
        assert!(!answer.body.contains("aardvark"), "{kind}: {}", answer.body);
    }
    let page = [("cookie", cookie.as_str()), ("accept", "text/html,*/*")];
    let nowhere = bench.asked("GET", "/s/care/nowhere", &page, "").await;
    assert!(nowhere.status == 404 && nowhere.body.contains("<h1>There is no such page"));
    assert!(!bench.page("/s/care/codebook").await.body.contains("aardvark"));
}
