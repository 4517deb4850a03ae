#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use serde_json::{Value, json};

use crate::specimen::Specimen;

async fn done(bench: &Specimen, path: &str, body: Value) -> Value {
    let path = format!("/s/care/reconcile/questions/{path}");
    let answer = bench.done(&path, &body.to_string()).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn a_question_is_asked_answered_and_settled() {
    let bench = Specimen::new();
    let page = bench.page("/s/care/reconcile/questions").await;
    assert!(page.body.contains("Ask the first question"), "{}", page.body);
    let passage = json!({ "place": "passage-1-34-40", "words": "whose <b>record</b>?" });
    assert_eq!(done(&bench, "ask", passage).await["number"], 1);
    done(&bench, "ask", json!({ "place": "code-1", "words": "one code?" })).await;
    done(&bench, "1/answer", json!({ "words": "<i>the trust's</i>" })).await;
    let page = bench.page("/s/care/reconcile/questions").await.body;
    assert!(page.contains("whose &lt;b&gt;record&lt;/b&gt;?"), "{page}");
    assert!(page.contains("&lt;i&gt;the trust's&lt;/i&gt;"), "{page}");
    assert!(page.contains("/s/care/read/1#at-34-39"), "{page}");
    assert!(page.contains(r#"href="/s/care/codebook/1""#), "{page}");
    assert!(page.contains("open <span class=\"number\">2</span>"), "{page}");

    done(&bench, "1/settle", json!({ "settled": true })).await;
    let page = bench.page("/s/care/reconcile/questions").await.body;
    assert!(!page.contains("whose") && page.contains("one code?"), "{page}");
    let all = bench.page("/s/care/reconcile/questions?show=all").await.body;
    assert!(all.contains("settled by <bdi>ana</bdi>"), "{all}");
    let twice = r#"{"settled":true}"#;
    let twice = bench.done("/s/care/reconcile/questions/1/settle", twice).await;
    assert_eq!(twice.status, 422, "{}", twice.body);
    done(&bench, "1/settle", json!({ "settled": false })).await;
    assert!(bench.page("/s/care/reconcile/questions").await.body.contains("whose"));
}

#[tokio::test]
async fn a_question_needs_words_and_something_to_be_about() {
    let bench = Specimen::new();
    for (path, body, status) in [
        ("ask", json!({ "place": "code-0", "words": " " }), 422),
        ("ask", json!({ "place": "study", "words": "?" }), 422),
        ("ask", json!({ "place": "moon", "words": "?" }), 422),
        ("ask", json!({ "place": "code-9", "words": "?" }), 404),
        ("ask", json!({ "place": "passage-1-34-40", "picked": "other", "words": "?" }), 422),
        ("9/answer", json!({ "words": "yes" }), 422),
        ("9/settle", json!({ "settled": true }), 422),
    ] {
        let path = format!("/s/care/reconcile/questions/{path}");
        let answer = bench.done(&path, &body.to_string()).await;
        assert_eq!(answer.status, status, "{path} {body}: {}", answer.body);
    }
    let page = bench.page("/s/care/reconcile/questions").await;
    assert!(page.body.contains("Ask the first question"), "{}", page.body);
    assert!(bench.page("/s/care/read/1").await.body.contains("Ask the team "));
}
