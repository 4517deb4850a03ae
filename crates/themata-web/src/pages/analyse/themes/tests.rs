#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use serde_json::json;

use crate::specimen::Specimen;

const HOME: &str = "/s/care/analyse/themes";

/// The study with an excerpt coded as `record`, and a theme with that code.
async fn themed() -> Specimen {
    let bench = Specimen::new();
    bench.done("/s/care/read/1/code", r#"{"start":33,"end":59,"codes":["record"]}"#).await;
    let made = bench.done(&format!("{HOME}/new"), r#"{"title":"<i>Tools"}"#).await;
    assert_eq!(made.status, 200, "{}", made.body);
    assert!(made.body.contains("/s/care/analyse/themes/1"), "{}", made.body);
    let added = bench.done(&format!("{HOME}/1/edit"), r#"{"add":"record"}"#).await;
    assert_eq!(
        added.body,
        r#"{"said":"“record” belongs to the theme now. From now on matrix, map and report show only themes of your own."}"#
    );
    bench
}

#[tokio::test]
async fn groups_of_the_codebook_become_themes() {
    let bench = Specimen::new();
    let page = bench.page(HOME).await;
    assert!(page.body.contains("top-level groups of the codebook"), "{}", page.body);
    assert!(page.body.contains(r#"data-does="from-codebook""#), "{}", page.body);
    let made = bench.done(&format!("{HOME}/from-codebook"), "{}").await;
    assert_eq!(made.body, r#"{"said":"Made 2 themes of the codebook’s groups."}"#);
    let page = bench.page(HOME).await;
    assert!(page.body.contains("It states nothing yet."), "{}", page.body);
    let (record, teamwork) =
        (page.body.find(">record</a>").unwrap(), page.body.find(">teamwork</a>").unwrap());
    assert!(record < teamwork);
    let moved = bench.done(&format!("{HOME}/2/edit"), r#"{"place":1}"#).await;
    assert_eq!(moved.body, r#"{"said":"Moved the theme."}"#);
    let page = bench.page(HOME).await;
    assert!(page.body.find(">teamwork</a>").unwrap() < page.body.find(">record</a>").unwrap());
}

#[tokio::test]
async fn a_theme_is_titled_stated_and_removed() {
    let bench = themed().await;
    let page = bench.page(&format!("{HOME}/1")).await;
    assert!(page.body.contains("&lt;i&gt;Tools"), "{}", page.body);
    assert!(!page.body.contains("<i>Tools"), "{}", page.body);
    assert!(page.body.contains(">1 coding</a>"), "{}", page.body);
    let state = |words: &str, was: &str| json!({ "statement": words, "was": was }).to_string();
    let edit = format!("{HOME}/1/edit");
    assert_eq!(bench.done_as("ben", &edit, &state("theirs", "")).await.status, 200);
    let refused = bench.done_as("ana", &edit, &state("mine", "")).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains(r#""now":["theirs"]"#), "{}", refused.body);
    assert_eq!(bench.done(&edit, &state("mine", "theirs")).await.status, 200);
    let dropped = bench.done(&edit, r#"{"remove":0}"#).await;
    assert_eq!(
        dropped.body,
        r#"{"said":"“record” belongs to the theme no longer. The groups of the codebook are themes again."}"#
    );
    let removed = bench.done(&format!("{HOME}/1/remove"), "{}").await;
    assert_eq!(removed.body, r#"{"said":"Removed the theme “<i>Tools”."}"#);
    assert_eq!(bench.page(&format!("{HOME}/1")).await.status, 404);
}

#[tokio::test]
async fn an_excerpt_becomes_evidence_and_is_none_again() {
    let bench = themed().await;
    let page = bench.page(&format!("{HOME}/1")).await;
    assert!(page.body.contains("No excerpt has been named that speaks for it."));
    assert!(page.body.contains("has it been looked for?"), "{}", page.body);
    assert!(page.body.contains(r#"id="p1-33-59""#), "{}", page.body);
    let said = |side: &str| format!(r#"{{"document":1,"start":33,"end":59,"side":{side}}}"#);
    let evidence = format!("{HOME}/1/evidence");
    let named = bench.done(&evidence, &said("\"against\"")).await;
    assert_eq!(named.body, r#"{"said":"The excerpt speaks against the theme."}"#);
    let note =
        r#"{"document":1,"start":33,"end":59,"side":"against","note":"<b>odd","was":""}"#;
    assert_eq!(bench.done(&evidence, note).await.status, 200);
    let page = bench.page(&format!("{HOME}/1")).await;
    assert!(!page.body.contains("has it been looked for?"), "{}", page.body);
    assert!(page.body.contains("&lt;b&gt;odd"), "{}", page.body);
    assert!(page.body.contains("/s/care/read/1#at-33-59"), "{}", page.body);
    assert_eq!(bench.done(&evidence, &note.replace("odd", "other")).await.status, 409);
    assert_eq!(bench.done(&evidence, &said("\"beside\"")).await.status, 422);
    assert_eq!(bench.done(&evidence, &said("null")).await.status, 200);
    assert_eq!(bench.done(&evidence, &said("null")).await.status, 404);
    let narrowed = bench.page(&format!("{HOME}/1?q=coder%3Aben")).await;
    assert!(!narrowed.body.contains(r#"id="p1-33-59""#), "{}", narrowed.body);
    let place = r#"{"to":"analyse/themes/1","q":"coder:ana"}"#;
    let place = bench.done("/s/care/seek/place", place).await;
    assert!(place.body.contains("/analyse/themes/1?q=~"), "{}", place.body);
}

#[tokio::test]
async fn the_map_keeps_where_themes_were_put() {
    let bench = themed().await;
    let page = bench.page("/s/care/analyse/map").await;
    assert!(page.body.contains(r#"data-map-theme="1" data-x="0" data-y="0""#), "{}", page.body);
    assert!(!page.body.contains("<i>Tools"), "{}", page.body);
    let put = r#"{"puts":[{"theme":1,"x":48,"y":320}]}"#;
    let done = bench.done("/s/care/analyse/map/put", put).await;
    assert_eq!(done.body, r#"{"said":"The map is saved."}"#);
    let page = bench.page("/s/care/analyse/map?together=1").await;
    assert!(page.body.contains(r#"data-x="48" data-y="320""#), "{}", page.body);
    let far = put.replace("320", "99999");
    assert_eq!(bench.done("/s/care/analyse/map/put", &far).await.status, 422);
    let back = bench.done("/s/care/analyse/map/back", "{}").await;
    assert_eq!(back.body, r#"{"said":"The themes stand in rows again."}"#);
    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let export = "/s/care/analyse/map/export";
    let svg = bench.asked("POST", export, &headers, "format=svg&together=1").await;
    assert!(svg.body.starts_with("<svg"), "{}", svg.body);
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    assert_eq!(bench.asked("POST", export, &headers, "format=gif").await.status, 422);
}

#[tokio::test]
async fn without_themes_the_map_says_what_is_next() {
    let bench = Specimen::new();
    for code in [0, 1] {
        bench.done(&format!("/s/care/codebook/{code}/retire"), "{}").await;
    }
    let page = bench.page("/s/care/analyse/map").await;
    assert!(page.body.contains("Make a theme"), "{}", page.body);
}

#[tokio::test]
async fn themes_are_narrowed_counted_and_leave_as_files() {
    let bench = themed().await;
    let code = r#"{"start":33,"end":59,"codes":["record"]}"#;
    assert_eq!(bench.done_as("ben", "/s/care/read/1/code", code).await.status, 200);
    let whole = bench.page(HOME).await.body;
    assert!(whole.contains(">2 codings</a>"), "{whole}");
    let q = bench.numbered("coder:ben");
    let page = bench.page(&format!("{HOME}?q={q}")).await.body;
    assert!(page.contains(">1 coding</a>"), "{page}");
    // The theme and the other ways are asked the same.
    let theme = format!("{HOME}/1?q={q}");
    assert!(page.contains(&format!("href=\"{theme}\"")), "{page}");
    assert!(page.contains(&format!("/s/care/analyse/matrix?q={q}")), "{page}");
    let page = bench.page(&theme).await.body;
    assert!(page.contains(">1 coding</a>") && page.contains("1 excerpt"), "{page}");
    assert!(page.contains(&format!("/s/care/analyse/map?q={q}")), "{page}");

    let wrong = bench.page(&format!("{HOME}?q=code:nowhere")).await.body;
    assert!(wrong.contains("role=\"alert\"") && wrong.contains(">2 codings</a>"), "{wrong}");
    let wrong = bench.page(&format!("{HOME}/1?q=code:nowhere")).await.body;
    assert!(wrong.contains("role=\"alert\"") && wrong.contains(">2 codings</a>"), "{wrong}");

    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let path = format!("{HOME}/export");
    for (format, begins) in [("csv", "theme,"), ("xlsx", "PK"), ("docx", "PK")] {
        let form = format!("q=coder%3Aben&format={format}");
        let file = bench.asked("POST", &path, &headers, &form).await;
        assert_eq!(file.status, 200, "{}", file.body);
        assert!(file.body.contains(begins), "{format}");
    }
    assert_eq!(bench.asked("POST", &path, &headers, "format=exe").await.status, 422);
}
