#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use crate::specimen::Specimen;

const HOME: &str = "/s/care/documents";

#[tokio::test]
async fn a_cell_is_filled_and_stands_on_the_page() {
    let bench = Specimen::new();
    let made = bench.done("/s/care/documents/attributes", r#"{"name":"wave","kind":"number"}"#);
    assert_eq!(made.await.body, r#"{"said":"Made the attribute wave."}"#);
    let cells = r#"{"cells":[{"document":1,"attribute":1,"value":" 3 "}]}"#;
    let filled = bench.done("/s/care/documents/fill", cells).await;
    assert_eq!(
        filled.body,
        r#"{"said":"Filled 1 cell.","cells":[{"document":1,"attribute":1,"value":"3"}]}"#
    );
    let page = bench.page("/s/care/documents?sort=-a1").await;
    assert!(page.body.contains(r#"id="v1-1""#), "{}", page.body);
    assert!(page.body.contains(r#"data-value="3""#), "{}", page.body);
    assert!(page.body.contains(r#"aria-sort="descending""#), "{}", page.body);

    let refused = bench.done("/s/care/documents/fill", &cells.replace(" 3 ", "three")).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let lost = cells.replace("\"document\":1", "\"document\":9");
    let gone = bench.done("/s/care/documents/fill", &lost).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn attributes_are_renamed_and_removed() {
    let bench = Specimen::new();
    bench.done("/s/care/documents/attributes", r#"{"name":"wave","kind":"text"}"#).await;
    let renamed =
        bench.done("/s/care/documents/attributes/1/rename", r#"{"name":"<b>round</b>"}"#);
    assert_eq!(renamed.await.status, 200);
    let page = bench.page(HOME).await;
    assert!(page.body.contains("&lt;b&gt;round&lt;/b&gt;"), "{}", page.body);
    assert!(!page.body.contains("<b>round"), "{}", page.body);
    let removed = bench.done("/s/care/documents/attributes/1/remove", "{}").await;
    assert_eq!(removed.body, r#"{"said":"Removed <b>round</b> with 0 values."}"#);
    assert!(!bench.page(HOME).await.body.contains("round&lt;"));
}

#[tokio::test]
async fn a_document_is_renamed_and_goes_with_what_is_told_before() {
    let bench = Specimen::new();
    let renamed = bench.done("/s/care/documents/1/rename", r#"{"name":"04 <i>"}"#).await;
    assert_eq!(renamed.status, 200, "{}", renamed.body);
    let page = bench.page(HOME).await;
    assert!(page.body.contains("04 &lt;i&gt;"), "{}", page.body);
    bench.done("/s/care/read/1/code", r#"{"start":28,"end":40,"codes":["record"]}"#).await;
    let told = bench.page("/s/care/documents/1/removal").await;
    assert_eq!(told.body, r#"{"said":"With it go 1 coding. Undo brings all of it back."}"#);
    let removed = bench.done("/s/care/documents/1/remove", "{}").await;
    assert_eq!(removed.body, r#"{"said":"Removed 04 <i> with 1 coding."}"#);
    let page = bench.page(HOME).await;
    assert!(page.body.contains("Import documents"), "{}", page.body);
    assert!(!page.body.contains("<table"), "{}", page.body);
}

#[tokio::test]
async fn what_is_wrong_with_a_query_is_said_beside_it() {
    let bench = Specimen::new();
    let page = bench.page("/s/care/documents?q=code%3Anone").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("No code is called"), "{}", page.body);
    assert!(page.body.contains(r#"value="code:none""#), "{}", page.body);
    let page = bench.page("/s/care/documents?q=NOT%20document%3A04-nurse").await;
    assert!(page.body.contains("0 documents of 1"), "{}", page.body);
}

#[tokio::test]
async fn what_somebody_else_wrote_meanwhile_is_shown_and_not_overwritten() {
    let bench = Specimen::new();
    bench.done("/s/care/documents/attributes", r#"{"name":"wave","kind":"text"}"#).await;
    let fill = async |coder: &str, value: &str, was: &str| {
        let cell = format!(
            r#"{{"cells":[{{"document":1,"attribute":1,"value":"{value}","was":"{was}"}}]}}"#
        );
        bench.done_as(coder, "/s/care/documents/fill", &cell).await
    };
    assert_eq!(fill("ben", "theirs", "").await.status, 200);
    let refused = fill("ana", "mine", "").await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains(r#""now":["theirs"]"#), "{}", refused.body);
    assert!(refused.body.contains("changed meanwhile by ben"), "{}", refused.body);
    assert!(bench.page(HOME).await.body.contains(r#"data-value="theirs""#));
    assert_eq!(fill("ana", "mine", "theirs").await.status, 200);

    let rename = async |name: &str, was: &str| {
        let body = format!(r#"{{"name":"{name}","was":"{was}"}}"#);
        bench.done("/s/care/documents/1/rename", &body).await
    };
    assert_eq!(rename("one", "04-nurse").await.status, 200);
    let refused = rename("two", "04-nurse").await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains("It is `one` now."), "{}", refused.body);
    assert_eq!(rename("two", "one").await.status, 200);
}
