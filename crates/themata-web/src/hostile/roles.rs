use std::collections::BTreeSet;

use crate::pages;
use crate::rights::Right;
use crate::routes::Known;
use crate::server::router;
use crate::specimen::{Specimen, TEAM};

/// An address with something in the place of what varies.
fn filled(path: &str) -> String {
    let path = path.replace("{study}", "care").replace("{code}", "0");
    let path = path.replace("{file}", "codebook.toml").replace("{what}", "workbook");
    let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Addresses that answer for as long as somebody listens.
fn goes_on(known: &Known) -> bool {
    known.path.ends_with("/live")
}

#[test]
fn every_address_of_the_router_says_whom_it_is_for() {
    let bench = Specimen::new();
    let told = format!("{:?}", router(&bench.app));
    let answered: BTreeSet<&str> = told
        .split('"')
        .filter(|part| {
            part.starts_with('/') && !part.starts_with("/assets/") && !part.starts_with("/{*")
        })
        .collect();
    let routes = pages::routes();
    let known: BTreeSet<&str> =
        routes.known().iter().map(|known| known.path.as_str()).collect();
    assert_eq!(answered, known);
}

/// What everybody may send who reads a study: questions whose words do not belong into an
/// address, files that are made, and what is remembered of oneself. None writes to the study.
const ASKED: [&str; 14] = [
    "analyse/map/export",
    "analyse/matrix/behind",
    "analyse/matrix/export",
    "analyse/themes/export",
    "excerpts/complete",
    "excerpts/export",
    "export/{what}",
    "favourites",
    "reconcile/agreement/export",
    "reconcile/report/file",
    "report/draft",
    "report/file/{what}",
    "seek",
    "seek/place",
];

/// What everybody may do but those who only read.
const NOTED: [&str; 14] = [
    "excerpts/forget",
    "excerpts/save",
    "history/{operation}/turn",
    "memos/coding/{coding}/edit",
    "memos/coding/{coding}/remove",
    "memos/write",
    "memos/{memo}/edit",
    "memos/{memo}/remove",
    "reconcile/questions/ask",
    "reconcile/questions/{question}/answer",
    "reconcile/questions/{question}/settle",
    "redo",
    "undo",
    "writes",
];

#[test]
fn what_little_right_is_needed_for_was_thought_of() {
    let routes = pages::routes();
    for (right, expect) in [(Right::Read, &ASKED[..]), (Right::Note, &NOTED[..])] {
        let posts = routes.known().iter().filter(|known| known.method == "POST");
        let with: BTreeSet<&str> = posts
            .filter(|known| known.right == right)
            .map(|known| known.path.trim_start_matches("/s/{study}/"))
            .collect();
        assert_eq!(with, expect.iter().copied().collect(), "{right:?}");
    }
    for known in routes.known() {
        let outside = !known.path.starts_with("/s/");
        let is_of_study = !matches!(known.right, Right::Nothing | Right::Inside | Right::Keep);
        assert!(outside != is_of_study, "{known:?}");
    }
}

#[tokio::test]
async fn every_address_is_for_those_only_whose_role_allows_it() {
    let bench = Specimen::team();
    let routes = pages::routes();
    let mut refused = 0;
    for (name, role) in TEAM {
        let keeper = name == "kit";
        for known in routes.known().iter().filter(|known| !goes_on(known)) {
            // Signing out would end the walk, and links of accounts want one that is there.
            if known.path == "/sign-out" {
                continue;
            }
            let may = match known.right {
                Right::Nothing | Right::Inside => true,
                Right::Keep => keeper,
                right => role.is_some_and(|role| role.may(right)),
            };
            let path = filled(&known.path);
            let answer = match known.method {
                "GET" => bench.page_for(name, &path).await,
                _ => bench.done_for(name, &path, "{}").await,
            };
            let what = format!(
                "{name}: {} {path} ({:?}) gave {}",
                known.method, known.right, answer.status
            );
            let is_refused = answer.body.contains("you cannot do this")
                || answer.body.contains("there is no such study for you")
                || answer.body.contains("There is no such study for you")
                || answer.body.contains("nly whoever keeps this workbench");
            assert_eq!(is_refused, !may, "{what}: {}", answer.body);
            if !may {
                refused += 1;
                assert!(matches!(answer.status, 403 | 404), "{what}");
                assert!(!answer.body.contains("record"), "{what} tells something");
            }
            assert!(answer.status < 500, "{what}: {}", answer.body);
        }
    }
    assert!(refused > 300, "only {refused} were refused");
}

#[tokio::test]
async fn nobody_gets_anything_without_signing_in() {
    let bench = Specimen::team();
    let routes = pages::routes();
    for known in routes.known() {
        let path = filled(&known.path);
        let (here, kind) =
            (("origin", "http://127.0.0.1:4000"), ("content-type", "application/json"));
        for cookie in ["", "themata-4000=0123"] {
            let answer =
                bench.asked(known.method, &path, &[here, kind, ("cookie", cookie)], "{}").await;
            let open = known.right == Right::Nothing;
            assert_eq!(
                answer.status == 401,
                !open,
                "{} {path}: {}",
                known.method,
                answer.status
            );
            assert!(!answer.body.contains("record"), "{path} tells something");
        }
    }
    // A page leads to where one signs in, and back.
    let page = [("accept", "text/html")];
    let answer = bench.asked("GET", "/s/care/codebook?into=1", &page, "").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/sign-in?next=%2Fs%2Fcare%2Fcodebook%3Finto%3D1");
}

#[tokio::test]
async fn what_is_not_offered_is_not_there_for_others_either() {
    let bench = Specimen::team();
    let before = bench.app.studies.named("care").unwrap().now_at().unwrap();
    for (name, status) in [("rob", 403), ("mia", 403), ("zoe", 404), ("ana", 200)] {
        let answer = bench.done_for(name, "/s/care/codebook/add", r#"{"name":"trust"}"#).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
    }
    let after = bench.app.studies.named("care").unwrap().now_at().unwrap();
    assert!(after > before);
    let lead = bench.page_for("lea", "/s/care/documents").await;
    assert!(lead.body.contains("data-may=\"read note code analyse lead\""));
    let reader = bench.page_for("rob", "/s/care/documents").await;
    assert!(reader.body.contains("data-may=\"read\""));
}
