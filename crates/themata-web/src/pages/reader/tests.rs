#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use crate::specimen::Specimen;

const READ: &str = "/s/care/read/1";

/// The words of the interview that are asked for, as places.
async fn place(bench: &Specimen, words: &'static str) -> (u32, u32) {
    let at = bench.text(1).await.find(words).unwrap();
    let start = bench.text(1).await[..at].chars().count() as u32;
    (start, start + words.chars().count() as u32)
}

async fn coded(bench: &Specimen, words: &'static str, rest: &str) -> serde_json::Value {
    let (start, end) = place(bench, words).await;
    let body = format!(r#"{{"start":{start},"end":{end},{rest}}}"#);
    let answer = bench.done(&format!("{READ}/code"), &body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn a_code_is_applied_and_its_rows_come_back() {
    let bench = Specimen::new();
    let redrawn =
        coded(&bench, "ecord never loa", r#""codes":["record"],"valence":"barrier""#).await;
    let rows = redrawn["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    let html = rows[0][1].as_str().unwrap();
    // Ends are widened to whole words, and what is coded is tinted.
    assert!(html.contains(">record never loads</span>"), "{html}");
    assert!(html.contains(r#"class="run ta a0""#), "{html}");
    assert!(html.contains(r#"aria-label="record, barrier, ana""#), "{html}");
    let page = bench.page(READ).await;
    assert!(page.body.contains(">record never loads</span>"));
}

#[tokio::test]
async fn a_code_is_made_with_the_coding_and_undone_with_it() {
    let bench = Specimen::new();
    let redrawn = coded(&bench, "We print everything", r#""new":"workarounds""#).await;
    assert!(redrawn["codes"].as_str().unwrap().contains("workarounds"));
    let undone = bench.done("/s/care/undo", "{}").await;
    assert!(undone.body.contains("workarounds"), "{}", undone.body);
    let page = bench.page(READ).await;
    assert!(!page.body.contains("workarounds"));
}

#[tokio::test]
async fn a_coding_is_changed_and_removed_by_whoever_made_it() {
    let bench = Specimen::new();
    let redrawn = coded(&bench, "We print everything", r#""codes":["record"]"#).await;
    let coding = redrawn["codings"][0].as_u64().unwrap();
    let (start, end) = place(&bench, "print everything, twice").await;
    let body = format!(
        r#"{{"coding":{coding},"start":{start},"end":{end},"valence":"facilitator","weight":"80","memo":"again"}}"#
    );
    let changed = bench.done(&format!("{READ}/revise"), &body).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let page = bench.page(READ).await;
    assert!(
        page.body.contains(r#"aria-label="record, facilitator, weight 80, ana, memo: again""#)
    );

    let bad = format!(r#"{{"coding":{coding},"weight":"lots"}}"#);
    let refused = bench.done(&format!("{READ}/revise"), &bad).await;
    assert_eq!(refused.status, 422, "{}", refused.body);

    let remove = format!(r#"{{"codings":[{coding}]}}"#);
    let as_ben = bench.done_as("ben", &format!("{READ}/remove"), &remove).await;
    assert_eq!(as_ben.status, 422, "{}", as_ben.body);
    assert!(as_ben.body.contains("ana"), "{}", as_ben.body);
    assert_eq!(bench.done(&format!("{READ}/remove"), &remove).await.status, 200);
    let page = bench.page(READ).await;
    assert!(!page.body.contains("data-coding="));
    let gone = bench.done(&format!("{READ}/remove"), &remove).await;
    assert_eq!(gone.status, 404, "{}", gone.body);
}

#[tokio::test]
async fn rows_that_others_changed_are_told_since_a_moment() {
    let bench = Specimen::new();
    let redrawn = coded(&bench, "We print everything", r#""codes":["record"]"#).await;
    let moment = redrawn["moment"].as_u64().unwrap();
    let same = bench.page(&format!("{READ}/rows?since={moment}")).await;
    let same: serde_json::Value = serde_json::from_str(&same.body).unwrap();
    assert_eq!(same["rows"].as_array().unwrap().len(), 0);

    coded(&bench, "They listen", r#""codes":["teamwork"]"#).await;
    let since = bench.page(&format!("{READ}/rows?since={moment}")).await;
    let since: serde_json::Value = serde_json::from_str(&since.body).unwrap();
    assert_eq!(since["whole"], false);
    let rows = since["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0][1].as_str().unwrap().contains("teamwork"));
}

#[tokio::test]
async fn nothing_that_is_stored_becomes_part_of_the_page() {
    let bench = Specimen::new();
    let hostile = r#"<img src=x onerror=alert(1)>\"'&lt;"#;
    let rest = format!(r#""new":"{hostile}","memo":"{hostile}""#);
    coded(&bench, "We print everything", &rest).await;
    let page = bench.page(READ).await;
    assert!(!page.body.contains("<img"), "{}", page.body);
    assert!(page.body.contains("&lt;img src=x onerror=alert(1)&gt;&quot;"));
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_in_words() {
    let bench = Specimen::new();
    for (body, words) in [
        (r#"{"start":5,"end":3,"codes":["record"]}"#, "nothing is picked"),
        (r#"{"start":0,"end":999999,"codes":["record"]}"#, "no words are picked"),
        (r#"{"start":0,"end":8,"codes":["rekord"]}"#, "record"),
        (r#"{"start":0,"end":8,"codes":[]}"#, "no code"),
    ] {
        let answer = bench.done(&format!("{READ}/code"), body).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.body);
        assert!(answer.body.to_lowercase().contains(words), "{body}: {}", answer.body);
    }
    assert_eq!(bench.page("/s/care/read/77").await.status, 404);
}
