use serde_json::json;

use crate::pages;
use crate::specimen::Specimen;

/// A server on which ben and ana code the one interview blind. In one of two worlds ben has
/// coded it; in the other he has only begun.
async fn world(coded: bool) -> Specimen {
    let bench = Specimen::team();
    let lea = |path: &'static str, body: serde_json::Value| {
        let bench = &bench;
        async move {
            let answer = bench.done_for("lea", path, &body.to_string()).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        }
    };
    lea("/s/care/people/coders", json!({ "name": "ben" })).await;
    lea(
        "/s/care/rounds/new",
        json!({ "name": "pilot", "coders": ["ana", "ben"], "blind": true }),
    )
    .await;
    let own = json!({ "start": 35, "end": 60, "codes": ["teamwork"] });
    let done = bench.done_for("ana", "/s/care/read/1/code", &own.to_string()).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let begun = json!({ "step": "start", "documents": [1] });
    let done = bench.done_for("ben", "/s/care/rounds/1/step", &begun.to_string()).await;
    assert_eq!(done.status, 200, "{}", done.body);
    if coded {
        for (path, body) in [
            (
                "read/1/code",
                json!({ "start": 30, "end": 75, "codes": ["record"],
                                    "valence": "barrier", "weight": "40", "memo": "aardvark" }),
            ),
            ("read/1/code", json!({ "start": 35, "end": 60, "codes": ["teamwork"] })),
            ("memos/write", json!({ "place": "passage-1-35-60", "words": "aardvark" })),
            ("memos/write", json!({ "place": "document-1", "words": "aardvark" })),
        ] {
            let done =
                bench.done_for("ben", &format!("/s/care/{path}"), &body.to_string()).await;
            assert_eq!(done.status, 200, "{path}: {}", done.body);
        }
    }
    bench
}

/// What an answer says, without what stands for how much was written to the study since, and
/// without numbers that chance makes.
fn plain(body: &str) -> String {
    let mut plain = body.to_owned();
    for before in ["data-moment=\"", "\"moment\":", "data-since=\"", "=~", "=%7E", "operation "]
    {
        let parts: Vec<&str> = plain.split(before).collect();
        let parts: Vec<String> = parts
            .iter()
            .enumerate()
            .map(|(place, part)| match place {
                0 => (*part).to_owned(),
                _ => part.trim_start_matches(|c: char| c.is_ascii_hexdigit()).to_owned(),
            })
            .collect();
        plain = parts.join(before);
    }
    plain
}

/// Addresses of a study that can be looked at, with what else can be asked of them.
fn looked_at() -> Vec<String> {
    let routes = pages::routes();
    let mut paths = Vec::new();
    for known in routes.known().iter().filter(|known| known.method == "GET") {
        let Some(rest) = known.path.strip_prefix("/s/{study}/") else { continue };
        // The history tells that something was done, on purpose; it has tests of its own.
        if rest == "live" || rest.starts_with("history") || rest.starts_with("import") {
            continue;
        }
        let rest = rest.replace("{code}", "0").replace("{file}", "codebook.csv");
        let parts = rest.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
        let path = format!("/s/care/{}", parts.collect::<Vec<_>>().join("/"));
        for asked in [
            "",
            "?q=coder%3Aben",
            "?q=code%3Arecord",
            "?q=record",
            "?q=memo%3Aaardvark",
            "?lanes=coders&coders=1,2,3&since=1",
            "?by=coder&rows=pair&columns=coder&row=0&open=0&order=place&cell=excerpts",
            "?discuss=1&show=all&measures=items",
        ] {
            paths.push(format!("{path}{asked}"));
        }
    }
    paths
}

#[tokio::test]
async fn what_others_code_blind_changes_nothing_that_anybody_can_ask_for() {
    let (with, without) = (world(true).await, world(false).await);
    let mut compared = 0;
    for name in ["ana", "lea", "mia", "rob"] {
        let (seen, unseen) = (with.cookie_of(name), without.cookie_of(name));
        for path in looked_at() {
            let (mut said, mut other) = (path.clone(), path.clone());
            for _ in 0..2 {
                let headers = |cookie| [("cookie", cookie), ("accept", "text/html")];
                let a = with.asked("GET", &said, &headers(seen.as_str()), "").await;
                let b = without.asked("GET", &other, &headers(unseen.as_str()), "").await;
                assert_eq!(a.status, b.status, "{name}: {path}: {}", a.body);
                assert!(
                    !a.body.contains("aardvark") || path.contains("aardvark"),
                    "{name}: {path}"
                );
                assert!(
                    plain(&a.body) == plain(&b.body),
                    "{name} sees more at {path}:\n{}",
                    differing(&plain(&a.body), &plain(&b.body))
                );
                compared += 1;
                if a.status != 303 {
                    break;
                }
                (said, other) = (a.header("location"), b.header("location"));
            }
        }
    }
    assert!(compared > 500, "only {compared} answers were compared");
}

#[tokio::test]
async fn what_others_code_blind_is_in_no_file_and_in_no_answer_to_an_action() {
    let (with, without) = (world(true).await, world(false).await);
    let routes = pages::routes();
    let mut files: Vec<(String, String)> = Vec::new();
    for what in ["report", "workbook", "tables", "parquet", "codebook-csv", "copy"] {
        files.push((format!("/s/care/export/{what}"), String::new()));
    }
    for known in routes.known().iter().filter(|known| known.method == "POST") {
        let Some(rest) = known.path.strip_prefix("/s/{study}/") else { continue };
        let is_file = ["export", "file", "download", "complete", "plan", "words", "preview"]
            .iter()
            .any(|end| rest.ends_with(end));
        if is_file && !rest.contains('{') {
            for body in ["{}", r#"{"q":"","query":"","format":"csv","where":""}"#] {
                files.push((format!("/s/care/{rest}"), body.to_owned()));
            }
        }
    }
    for name in ["ana", "mia", "rob"] {
        for (path, body) in &files {
            let a = with.done_for(name, path, body).await;
            let b = without.done_for(name, path, body).await;
            assert_eq!(a.status, b.status, "{name}: {path}");
            assert!(!a.body.contains("aardvark"), "{name}: {path}");
            let is_packed = a.body.starts_with("PK");
            assert!(
                is_packed || plain(&a.body) == plain(&b.body),
                "{name} gets more of {path}"
            );
            let lengths = (plain(&a.body).len(), plain(&b.body).len());
            assert_eq!(lengths.0, lengths.1, "{name} gets a longer file of {path}");
        }
    }
    let copy = with.done_for("lea", "/s/care/export/copy", "").await;
    assert!(copy.body.contains("take it when the round is over"), "{}", copy.body);
}

/// Where two texts begin to differ.
fn differing(a: &str, b: &str) -> String {
    let place = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let around =
        |text: &str| text.chars().skip(place.saturating_sub(120)).take(300).collect::<String>();
    format!("{}\n-- instead of --\n{}", around(a), around(b))
}
