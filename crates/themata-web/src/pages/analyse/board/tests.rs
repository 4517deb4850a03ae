#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use serde_json::json;

use crate::specimen::Specimen;

const HOME: &str = "/s/care/analyse/board";

/// The study with an excerpt coded as `record` and `teamwork`.
async fn coded() -> Specimen {
    let bench = Specimen::new();
    let coded = r#"{"start":33,"end":59,"codes":["record","teamwork"]}"#;
    assert_eq!(bench.done("/s/care/read/1/code", coded).await.status, 200);
    bench
}

async fn put(bench: &Specimen, page: &str, title: &str) -> u16 {
    let q = bench.numbered("code:record");
    let body = json!({
        "page": page,
        "parameters": [["q", q], ["level", "code"], ["save", "1"]],
        "title": title,
        "note": "say <b>more</b>",
    });
    bench.done(&format!("{HOME}/put"), &body.to_string()).await.status
}

#[tokio::test]
async fn an_empty_board_says_how_it_is_filled() {
    let page = Specimen::new().page(HOME).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Nothing is on the board yet"), "{}", page.body);
    assert_eq!(page.body.matches("class=\"button main\"").count(), 1, "{}", page.body);
    assert!(!page.body.contains("id=\"to-board\""), "{}", page.body);
    let view = Specimen::new().page("/s/care/analyse/frequencies").await;
    assert!(view.body.contains("id=\"to-board\""), "{}", view.body);
}

#[tokio::test]
async fn a_view_on_the_board_opens_as_it_was_asked_and_says_no_words_in_its_address() {
    let bench = coded().await;
    assert_eq!(put(&bench, "frequencies", "<i>Often").await, 200);
    let page = bench.page(HOME).await.body;
    let q = bench.numbered("code:record");
    let address = format!("/s/care/analyse/frequencies?q={q}&amp;level=code");
    assert!(page.contains(&format!("href=\"{address}\"")), "{page}");
    assert!(page.contains("frequencies/picture.svg?level=code&amp;q="), "{page}");
    assert!(!page.contains("save=1") && !page.contains("q=code"), "{page}");
    assert!(page.contains("&lt;i&gt;Often") && !page.contains("<i>Often"), "{page}");
    assert!(page.contains("say &lt;b&gt;more") && !page.contains("<b>more"), "{page}");
    assert!(page.contains("code:record</code>") && page.contains(">ana</span>"), "{page}");
    assert_eq!(bench.page(&address.replace("&amp;", "&")).await.status, 200);
}

#[tokio::test]
async fn what_is_no_view_of_the_analysis_is_refused() {
    let bench = coded().await;
    for page in ["history", "board", "themes/x", "../read/1", ""] {
        assert_ne!(put(&bench, page, "a").await, 200, "{page}");
    }
    assert_ne!(put(&bench, "matrix", " ").await, 200);
    let unknown = json!({
        "page": "words", "parameters": [["q", "~0123456789abcdef"]], "title": "a",
    });
    let refused = bench.done(&format!("{HOME}/put"), &unknown.to_string()).await;
    assert_ne!(refused.status, 200);
    assert!(bench.page(HOME).await.body.contains("Nothing is on the board yet"));
    for page in ["matrix", "themes", "themes/1", "map", "words"] {
        assert_eq!(put(&bench, page, page).await, 200, "{page}");
    }
    assert_eq!(bench.page(HOME).await.body.matches("data-view-number=").count(), 5);
}

#[tokio::test]
async fn views_are_moved_edited_and_removed() {
    let bench = coded().await;
    put(&bench, "frequencies", "first").await;
    put(&bench, "words", "second").await;
    let moved = bench.done(&format!("{HOME}/2/edit"), r#"{"place":1}"#).await;
    assert_eq!(moved.body, r#"{"said":"Moved the view."}"#);
    let page = bench.page(HOME).await.body;
    assert!(page.find(">second</a>").unwrap() < page.find(">first</a>").unwrap());
    let edited = r#"{"title":"third","was":"first"}"#;
    assert_eq!(bench.done(&format!("{HOME}/1/edit"), edited).await.status, 200);
    let late = r#"{"title":"fourth","was":"first"}"#;
    let refused = bench.done(&format!("{HOME}/1/edit"), late).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains(r#""now":["third"]"#), "{}", refused.body);
    let gone = bench.done(&format!("{HOME}/2/remove"), "{}").await;
    assert_eq!(gone.body, r#"{"said":"“second” is off the board."}"#);
    assert_ne!(bench.done(&format!("{HOME}/2/remove"), "{}").await.status, 200);
    let page = bench.page(HOME).await.body;
    assert!(page.contains(">third</a>") && !page.contains(">second</a>"), "{page}");
}

#[tokio::test]
async fn a_view_without_a_picture_shows_its_first_rows() {
    let bench = coded().await;
    put(&bench, "patterns", "sets").await;
    let page = bench.page(HOME).await.body;
    assert!(page.contains(&format!("data-rows=\"{HOME}/1/rows\"")), "{page}");
    let rows = bench.page(&format!("{HOME}/1/rows")).await;
    assert_eq!(rows.status, 200);
    assert!(rows.body.contains("<table") && rows.body.matches("<tr").count() <= 6);
    assert_eq!(bench.page(&format!("{HOME}/7/rows")).await.status, 404);
}

#[tokio::test]
async fn readers_look_and_analysts_change() {
    let bench = Specimen::team();
    let body = r#"{"page":"words","parameters":[],"title":"a"}"#;
    assert_eq!(bench.done_for("rob", &format!("{HOME}/put"), body).await.status, 403);
    assert_eq!(bench.done_for("mia", &format!("{HOME}/put"), body).await.status, 200);
    assert_eq!(bench.done_for("rob", &format!("{HOME}/1/remove"), "{}").await.status, 403);
    assert_eq!(bench.done_for("rob", &format!("{HOME}/1/edit"), "{}").await.status, 403);
    let page = bench.page_for("rob", HOME).await;
    assert!(
        page.body.contains(">a</a>") && !page.body.contains("data-removes"),
        "{}",
        page.body
    );
    assert!(bench.page_for("mia", HOME).await.body.contains("data-removes"));
}
