#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use crate::specimen::Specimen;

const HOSTILE: &str = r#"<script>alert(1)</script> \u0000\u202e & \"so\""#;

/// What comes of writing a memo.
async fn written(bench: &Specimen, place: &str, words: &str) -> serde_json::Value {
    let body = format!(r#"{{"place":"{place}","words":"{words}","title":"<i>t</i>"}}"#);
    let answer = bench.done("/s/care/memos/write", &body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// That a page shows the hostile words, and only as words.
#[track_caller]
fn is_escaped(body: &str) {
    assert!(body.contains("&lt;script&gt;alert(1)&lt;/script&gt; \u{202e} &amp;"), "{body}");
    assert!(body.contains("&lt;i&gt;t&lt;/i&gt;"), "{body}");
    assert!(!body.contains("<script>alert") && !body.contains("<i>t") && !body.contains('\0'));
}

#[tokio::test]
async fn an_empty_page_teaches_the_next_step() {
    let bench = Specimen::new();
    let empty = bench.page("/s/care/memos").await;
    assert!(empty.body.contains("Write the first memo"), "{}", empty.body);
    let journal = bench.page("/s/care/memos/journal").await;
    assert!(journal.body.contains("Write the first entry above."), "{}", journal.body);
}

#[tokio::test]
async fn memos_are_escaped_wherever_they_stand() {
    let bench = Specimen::new();
    for place in ["study", "code-0", "document-1", "passage-1-34-40"] {
        written(&bench, place, HOSTILE).await;
    }
    let code = r#"{"start":34,"end":40,"codes":["record"],"memo":"<b>why</b> & how"}"#;
    let coded = bench.done("/s/care/read/1/code", code).await;
    assert_eq!(coded.status, 200, "{}", coded.body);
    for page in ["memos", "memos?on=code", "memos/journal", "codebook/0", "read/1"] {
        is_escaped(&bench.page(&format!("/s/care/{page}")).await.body);
    }
    let page = bench.page("/s/care/memos?on=coding").await;
    assert!(page.body.contains("&lt;b&gt;why&lt;/b&gt; &amp; how"), "{}", page.body);
    assert!(!page.body.contains("<b>why"), "{}", page.body);
}

#[tokio::test]
async fn a_memo_leads_to_what_it_is_on() {
    let bench = Specimen::new();
    written(&bench, "code-1", "one").await;
    written(&bench, "passage-1-34-40", "two").await;
    let page = bench.page("/s/care/memos").await.body;
    assert!(page.contains(r#"href="/s/care/codebook/1""#), "{page}");
    assert!(page.contains("/s/care/read/1#at-34-39"), "{page}");
    let [words, ana, ben] = ["TWO", "ana", "ben"].map(|words| bench.numbered(words));
    let narrowed = bench.page(&format!("/s/care/memos?q={words}&author={ana}")).await.body;
    assert!(narrowed.contains(">two</p>") && !narrowed.contains(">one</p>"), "{narrowed}");
    let none = bench.page(&format!("/s/care/memos?author={ben}")).await.body;
    assert!(none.contains("There is no such memo."), "{none}");
    let other = bench.page("/s/care/codebook/0").await.body;
    assert!(!other.contains(">one</p>"), "{other}");
}

#[tokio::test]
async fn a_memo_is_changed_removed_and_brought_back() {
    let bench = Specimen::new();
    let number = written(&bench, "document-1", "a tired voice").await["number"].clone();
    let path = format!("/s/care/memos/{number}");
    let words = r#"{"words":"a bright voice","title":"","known":"a tired voice"}"#;
    let edit = format!("{path}/edit");
    let foreign = bench.done_as("ben", &edit, words).await;
    assert_eq!(foreign.status, 422, "{}", foreign.body);
    assert!(foreign.body.contains("is ana's"), "{}", foreign.body);
    assert_eq!(bench.done(&edit, words).await.status, 200);
    let late = r#"{"words":"no voice","title":"<i>t</i>","known":"a tired voice","known_title":"<i>t</i>"}"#;
    let late = bench.done(&edit, late).await;
    assert_eq!(late.status, 409, "{}", late.body);
    let told: serde_json::Value = serde_json::from_str(&late.body).unwrap();
    assert_eq!(told["now"], serde_json::json!(["", "a bright voice"]));
    let empty = bench.done(&edit, r#"{"words":" "}"#).await;
    assert!(empty.body.contains("The memo says nothing"), "{}", empty.body);
    let read = bench.page("/s/care/read/1").await.body;
    assert!(read.contains("a bright voice") && !read.contains("&lt;i&gt;"), "{read}");

    let stale = bench.done(&format!("{path}/remove"), r#"{"known":"a tired voice"}"#).await;
    assert_eq!(stale.status, 422, "{}", stale.body);
    assert!(stale.body.contains("before you remove it"), "{}", stale.body);
    let known = r#"{"known":"a bright voice","known_title":""}"#;
    assert_eq!(bench.done(&format!("{path}/remove"), known).await.status, 200);
    assert!(!bench.page("/s/care/memos").await.body.contains("a bright voice"));
    assert_eq!(bench.done(&format!("{path}/remove"), "{}").await.status, 422);
    assert_eq!(bench.done("/s/care/undo", "{}").await.status, 200);
    assert!(bench.page("/s/care/memos").await.body.contains("a bright voice"));
    assert_eq!(bench.page(&format!("{path}/remove")).await.status, 405);
}

#[tokio::test]
async fn a_remark_on_a_coding_is_changed_and_removed() {
    let bench = Specimen::new();
    let code = r#"{"start":34,"end":40,"codes":["record"],"memo":"sure?"}"#;
    bench.done("/s/care/read/1/code", code).await;
    let path = "/s/care/memos/coding/1";
    let changed = bench.done(&format!("{path}/edit"), r#"{"words":"quite sure"}"#).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert!(bench.page("/s/care/memos").await.body.contains("quite sure"));
    let late = r#"{"words":"not sure","known":"sure?"}"#;
    let late = bench.done(&format!("{path}/edit"), late).await;
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(late.body.contains(r#""now":["quite sure"]"#), "{}", late.body);
    let late = bench.done(&format!("{path}/remove"), r#"{"known":"sure?"}"#).await;
    assert_eq!(late.status, 422, "{}", late.body);
    let empty = bench.done(&format!("{path}/edit"), r#"{"words":" "}"#).await;
    assert_eq!(empty.status, 422, "{}", empty.body);
    assert_eq!(bench.done(&format!("{path}/remove"), "{}").await.status, 200);
    assert!(!bench.page("/s/care/memos").await.body.contains("quite sure"));
}

#[tokio::test]
async fn a_memo_is_on_the_words_that_stand_on_the_page() {
    let bench = Specimen::new();
    let body = |picked: &str| {
        format!(r#"{{"place":"passage-1-10-20","words":"?","picked":"{picked}"}}"#)
    };
    let moved = bench.done("/s/care/memos/write", &body("here? And")).await;
    assert_eq!(moved.status, 422, "{}", moved.body);
    assert!(moved.body.contains("ick the words once more"), "{}", moved.body);
    let good = bench.done("/s/care/memos/write", &body("here? The")).await;
    assert_eq!(good.status, 200, "{}", good.body);
}

#[tokio::test]
async fn what_a_memo_is_about_must_be_there() {
    let bench = Specimen::new();
    for (place, status) in
        [("code-7", 404), ("document-7", 404), ("passage-1-4-9999", 422), ("moon", 422)]
    {
        let body = format!(r#"{{"place":"{place}","words":"?"}}"#);
        let answer = bench.done("/s/care/memos/write", &body).await;
        assert_eq!(answer.status, status, "{place} {}", answer.body);
    }
}
