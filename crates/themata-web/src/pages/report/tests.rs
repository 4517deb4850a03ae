#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use serde_json::{Value, json};
use themata_project::Session;
use themata_project::rounds::RoundPlan;

use super::preview::POLICY;
use crate::specimen::{Answer, Specimen};

/// A study with three excerpts of `record` and one of `teamwork`.
async fn coded() -> Specimen {
    let bench = Specimen::new();
    let text = bench.text(1).await;
    for (words, code) in [
        ("The record never loads.", "record"),
        ("We print everything, twice.", "record"),
        ("How is it here?", "record"),
        ("They listen to each other.", "teamwork"),
    ] {
        let start = text[..text.find(words).unwrap()].chars().count();
        let end = start + words.chars().count();
        let body = json!({ "start": start, "end": end, "codes": [code] });
        let done = bench.done("/s/care/read/1/code", &body.to_string()).await;
        assert_eq!(done.status, 200, "{}", done.body);
    }
    bench
}

async fn kept(bench: &Specimen, draft: Value) -> Value {
    let answer = bench.done("/s/care/report/draft", &draft.to_string()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn preview(bench: &Specimen) -> Answer {
    bench.page("/s/care/report/preview").await
}

/// The keys of the excerpts in a list of those of a theme.
fn keys(piece: &str, list: &str) -> Vec<String> {
    let list = piece.split_once(&format!("<ol class=\"{list}\"")).unwrap().1;
    let list = list.split_once("</ol>").unwrap().0;
    let rows = list.split("data-key=\"").skip(1);
    rows.map(|row| row.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_page_shows_what_can_be_chosen_and_frames_the_preview_alone() {
    let bench = coded().await;
    let page = bench.page("/s/care/report").await;
    assert_eq!(page.status, 200, "{}", page.body);
    for words in ["What was studied", "Theme by theme", "record", "teamwork", "Ctrl P"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(page.body.contains(r#"value="part-memos"><label"#), "memos are not ticked");
    assert!(page.body.contains(r#"value="part-study" checked>"#), "{}", page.body);
    assert!(page.body.contains(r#"href="/s/care/export""#));
    let number = bench.numbered("theme:\"record\"");
    assert!(page.body.contains(&format!("/s/care/excerpts?q={number}\"")), "{}", page.body);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-src 'self'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe") && page.header("x-frame-options") == "DENY");
}

#[tokio::test]
async fn the_preview_runs_nothing_loads_nothing_and_no_other_page_may_be_framed() {
    let bench = coded().await;
    let shown = preview(&bench).await;
    assert_eq!(shown.status, 200);
    assert_eq!(shown.header("content-security-policy"), POLICY);
    assert_eq!(shown.header("x-frame-options"), "SAMEORIGIN");
    assert_eq!(shown.header("cache-control"), "no-store");
    for rule in ["default-src 'none'", "script-src 'none'", "frame-ancestors 'self'", "sandbox"]
    {
        assert!(POLICY.contains(rule), "{rule}");
    }
    assert!(!POLICY.contains("allow-scripts") && !POLICY.contains("img-src"));
    assert!(!shown.body.contains("<script") && !shown.body.contains("src="));
    for page in ["report", "export", "excerpts", "report/theme/group-0"] {
        let other = bench.page(&format!("/s/care/{page}")).await;
        assert_eq!(other.header("x-frame-options"), "DENY", "{page}");
        let policy = other.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{page}: {policy}");
    }
}

#[tokio::test]
async fn a_part_that_is_left_out_is_not_in_the_report() {
    let bench = coded().await;
    assert!(preview(&bench).await.body.contains("How it was coded"));
    let parts = json!([
        { "key": "themes", "is_in": true },
        { "key": "coding", "is_in": false },
        { "key": "study", "is_in": true },
    ]);
    let draft = json!({ "parts": parts, "title": "What <b>we</b> heard" });
    assert_eq!(kept(&bench, draft).await["trouble"], "");
    let body = preview(&bench).await.body;
    assert!(!body.contains("How it was coded") && !body.contains("Summary"), "{body}");
    let at = |words: &str| body.find(words).unwrap_or_else(|| panic!("no {words}: {body}"));
    assert!(at(r#"<section id="themes""#) < at(r#"<section id="study""#));
    assert!(body.contains("What &lt;b&gt;we&lt;/b&gt; heard"));
    // The choices are there again, in their order, and those of another person are theirs.
    let page = bench.page("/s/care/report").await.body;
    let row = |part: &str| page.find(&format!("data-key=\"{part}\"")).unwrap();
    assert!(row("themes") < row("coding") && row("coding") < row("study"));
    assert!(page.contains(r#"value="part-coding"><label"#), "{page}");
    let other = bench.done_as("ben", "/s/care/report/file/html", "").await;
    assert!(other.body.contains("How it was coded"), "{}", other.body);
}

#[tokio::test]
async fn excerpts_that_are_chosen_are_quoted_in_their_order() {
    let bench = coded().await;
    let piece = bench.page("/s/care/report/theme/group-0").await.body;
    assert!(piece.contains("Chosen by the program"), "{piece}");
    let others = keys(&piece, "others");
    assert_eq!((keys(&piece, "quoted").len(), others.len()), (1, 2));
    let chosen = [others[1].clone(), others[0].clone()];
    kept(&bench, json!({ "excerpts": { "group-0": chosen } })).await;
    let piece = bench.page("/s/care/report/theme/group-0").await.body;
    assert_eq!(keys(&piece, "quoted"), chosen);
    assert!(piece.contains("Chosen by hand, in this order."), "{piece}");
    assert!(bench.page("/s/care/report").await.body.contains("2 chosen"));
    let html = bench.done("/s/care/report/file/html", "").await;
    assert_eq!(html.header("content-disposition"), "attachment; filename=\"care-report.html\"");
    let quoted = |body: &str| body.matches("<figure class=\"excerpt\">").count();
    // Two of the one theme, and one of the other by itself.
    assert_eq!(quoted(&html.body), 3);
    let docx = bench.done("/s/care/report/file/docx", "").await;
    assert!(docx.body.starts_with("PK"));
    assert_eq!(docx.header("content-disposition"), "attachment; filename=\"care-report.docx\"");
    // What is gone from the study is left out, and the page says so.
    kept(&bench, json!({ "excerpts": { "group-0": ["999", others[0]] } })).await;
    let piece = bench.page("/s/care/report/theme/group-0").await.body;
    assert!(piece.contains("1 of those chosen are not there any more"), "{piece}");
    assert_eq!(preview(&bench).await.status, 200);
    let refused = bench.done("/s/care/report/file/pdf", "").await;
    assert_eq!(refused.status, 404);
    let unknown = bench.page("/s/care/report/theme/group-77").await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_is_kept() {
    let bench = coded().await;
    let draft = json!({ "query": "code:recrd", "credit": "{speaker}" });
    let told = kept(&bench, draft).await;
    assert!(told["trouble"].as_str().unwrap().contains("recrd"), "{told}");
    let page = bench.page("/s/care/report").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains(r#"value="code:recrd""#), "{}", page.body);
    let shown = preview(&bench).await;
    assert_eq!((shown.status, shown.header("x-frame-options").as_str()), (422, "SAMEORIGIN"));
    kept(&bench, json!({ "query": "code:teamwork", "credit": "{speaker" })).await;
    assert_eq!(preview(&bench).await.status, 422);
    kept(&bench, json!({ "query": "code:teamwork" })).await;
    let body = preview(&bench).await.body;
    assert!(body.contains("They listen") && !body.contains("never loads"), "{body}");
    let long = json!({ "title": "a".repeat(70_000) });
    let refused = bench.done("/s/care/report/draft", &long.to_string()).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("more than can be chosen"), "{}", refused.body);
}

#[tokio::test]
async fn what_a_blind_round_keeps_back_is_nowhere() {
    let bench = coded().await;
    assert_eq!(bench.done("/s/care/people/coders", r#"{"name":"ben"}"#).await.status, 200);
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    let study = bench.app.studies.named("care").unwrap();
    let session = Session::fixed("ana", 900);
    study.looked_at(|project| project.round_new(&session, &plan)).unwrap();
    let everything = json!({ "parts": [
        { "key": "memos", "is_in": true }, { "key": "themes", "is_in": true },
        { "key": "summary", "is_in": true },
    ] });
    let body = json!({ "place": "passage-1-34-40", "words": "secretly" }).to_string();
    assert_eq!(bench.done("/s/care/memos/write", &body).await.status, 200);
    for coder in ["ana", "ben"] {
        let kept = bench.done_as(coder, "/s/care/report/draft", &everything.to_string()).await;
        assert_eq!(kept.status, 200);
        let report = bench.done_as(coder, "/s/care/report/file/html", "").await.body;
        let is_there = coder == "ana";
        assert_eq!(report.contains("We print everything, twice."), is_there, "{report}");
        assert_eq!(report.contains("secretly"), is_there, "{report}");
        // The method would say so, and it is not among the parts.
        assert!(report.contains("Not everything is counted here"), "{report}");
    }
}
