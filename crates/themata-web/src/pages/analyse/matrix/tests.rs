#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use serde_json::{Value, json};

use super::actions::command;
use super::asked::Asked;
use crate::specimen::Specimen;

const HOME: &str = "/s/care/analyse/matrix";

/// The study with an excerpt coded as `record`, which is a column until there are themes.
async fn coded() -> Specimen {
    let bench = Specimen::new();
    let done =
        bench.done("/s/care/read/1/code", r#"{"start":33,"end":59,"codes":["record"]}"#).await;
    assert_eq!(done.status, 200, "{}", done.body);
    bench
}

fn cell(words: &str, was: &str) -> String {
    json!({ "row": "d1", "column": "c0", "words": words, "was": was }).to_string()
}

#[tokio::test]
async fn a_cell_is_written_and_its_gap_is_gone() {
    let bench = coded().await;
    let page = bench.page(HOME).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains(r#"data-gap="unwritten""#), "{}", page.body);
    assert!(page.body.contains("<b>1 cell to write</b>"), "{}", page.body);
    assert!(page.body.contains(">1 excerpt</a>"), "{}", page.body);
    let written =
        bench.done(&format!("{HOME}/fill"), &cell("<b>It</b> never loads.", "")).await;
    assert_eq!(written.body, r#"{"said":"The summary is saved."}"#);
    let page = bench.page(HOME).await;
    assert!(page.body.contains("&lt;b&gt;It&lt;/b&gt; never loads."), "{}", page.body);
    assert!(!page.body.contains("<b>It"), "{}", page.body);
    assert!(!page.body.contains(r#"data-gap="unwritten""#), "{}", page.body);
    let page = bench.page(&format!("{HOME}?gaps=1")).await;
    assert!(page.body.contains("Every cell with excerpts has a summary."), "{}", page.body);
    let emptied =
        bench.done(&format!("{HOME}/fill"), &cell("", "<b>It</b> never loads.")).await;
    assert_eq!(emptied.body, r#"{"said":"The cell is empty now."}"#);
}

#[tokio::test]
async fn the_later_of_two_writers_gets_what_stands_there() {
    let bench = coded().await;
    let fill = format!("{HOME}/fill");
    assert_eq!(bench.done_as("ben", &fill, &cell("theirs", "")).await.status, 200);
    let refused = bench.done_as("ana", &fill, &cell("mine", "")).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains(r#""now":["theirs"]"#), "{}", refused.body);
    assert!(refused.body.contains("changed meanwhile by ben"), "{}", refused.body);
    assert!(bench.page(HOME).await.body.contains(r#"data-words="theirs""#));
    let nowhere = cell("x", "").replace("c0", "c9");
    assert_eq!(bench.done(&fill, &nowhere).await.status, 404);
    assert_eq!(bench.done(&fill, &cell("x", "").replace("d1", "x1")).await.status, 404);
}

#[tokio::test]
async fn the_excerpts_behind_a_cell_lead_to_their_places_and_can_be_rested_on() {
    let bench = coded().await;
    let asked = r#"{"row":"d1","column":"c0"}"#;
    let behind = bench.done(&format!("{HOME}/behind"), asked).await;
    let drawn: Value = serde_json::from_str(&behind.body).unwrap();
    let html = drawn["html"].as_str().unwrap();
    assert!(html.contains("/s/care/read/1#at-33-59"), "{html}");
    assert!(html.contains(r#"data-insert="1""#), "{html}");
    let asked = r#"{"row":"d1","column":"c0","first":true}"#;
    let first = bench.done(&format!("{HOME}/behind"), asked).await;
    assert!(!first.body.contains("data-insert") && first.body.contains("at-33-59"));
    let rests = json!({
        "row": "d1", "column": "c0", "words": "see [1]", "was": "", "link": [[1, 33, 59]],
    });
    let written = bench.done(&format!("{HOME}/fill"), &rests.to_string()).await;
    assert_eq!(written.status, 200, "{}", written.body);
    assert!(bench.page(HOME).await.body.contains("rests on 1"));
    let wrong = rests.to_string().replace("[1,33,59]", "[1,59,33]");
    assert_eq!(bench.done(&format!("{HOME}/fill"), &wrong).await.status, 404);
}

#[tokio::test]
async fn columns_and_rows_are_chosen_by_number() {
    let bench = coded().await;
    bench.done("/s/care/documents/attributes", r#"{"name":"wave","kind":"text"}"#).await;
    let page = bench.page(&format!("{HOME}?rows=a1&cols=c1.c0")).await;
    assert!(page.body.contains("no wave"), "{}", page.body);
    let (first, second) =
        (page.body.find(r#"id="h-c1""#).unwrap(), page.body.find(r#"id="h-c0""#).unwrap());
    assert!(first < second);
    let gone = bench.page(&format!("{HOME}?cols=t9")).await;
    assert!(gone.body.contains("This theme is no longer in the study."), "{}", gone.body);
    let wrong = bench.page(&format!("{HOME}?q=code%3Anone")).await;
    assert!(wrong.body.contains("No code is called"), "{}", wrong.body);
    let place = r#"{"to":"analyse/matrix","q":"code:record","rows":"documents"}"#;
    let place = bench.done("/s/care/seek/place", place).await;
    assert!(place.body.contains("/analyse/matrix?q=~"), "{}", place.body);
}

#[tokio::test]
async fn a_file_says_the_command_that_makes_it() {
    let bench = coded().await;
    let study = bench.app.studies.named("care").unwrap();
    let said = |asked: Asked| {
        let question = asked.question();
        let matrix = study.looked_at(|project| project.matrix_file(&question)).unwrap();
        command(&matrix, &question)
    };
    let rows = "documents".to_owned();
    let asked =
        Asked { q: " coder:ana  NOT \"nurse's\" ".to_owned(), rows, ..Asked::default() };
    let query = r#"'coder:ana  NOT "nurse'\''s"'"#;
    assert_eq!(said(asked.clone()), format!("themata matrix --rows document {query}"));
    let asked = Asked { q: String::new(), cols: "codes".to_owned(), ..asked };
    assert_eq!(said(asked.clone()), "themata matrix --rows document --cols codes");
    let asked = Asked { cols: "c0".to_owned(), ..asked };
    assert_eq!(said(asked), "themata matrix --rows document --cols record");
}

#[tokio::test]
async fn the_matrix_leaves_as_files() {
    let bench = coded().await;
    bench.done(&format!("{HOME}/fill"), &cell("It never loads.", "")).await;
    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    for (format, begins) in [("csv", "rows,row,column"), ("xlsx", "PK"), ("docx", "PK")] {
        let form = format!("q=&rows=documents&cols=c0&format={format}");
        let file = bench.asked("POST", &format!("{HOME}/export"), &headers, &form).await;
        assert_eq!(file.status, 200, "{format}: {}", file.body);
        assert!(file.body.trim_start_matches('\u{feff}').starts_with(begins), "{format}");
        assert!(format != "csv" || file.body.contains("It never loads."), "{}", file.body);
    }
    let none = bench.asked("POST", &format!("{HOME}/export"), &headers, "format=pdf").await;
    assert_eq!(none.status, 422);
}

#[tokio::test]
async fn what_was_written_of_a_group_is_a_click_away_when_themes_are_made() {
    let bench = coded().await;
    bench.done(&format!("{HOME}/fill"), &cell("It never loads.", "")).await;
    let themes = "/s/care/analyse/themes";
    bench.done(&format!("{themes}/new"), r#"{"title":"Tools"}"#).await;
    let page = bench.page(HOME).await.body;
    assert!(page.contains("It never loads.") && !page.contains("stands in columns"), "{page}");
    bench.done(&format!("{themes}/1/edit"), r#"{"add":"record"}"#).await;
    let page = bench.page(HOME).await.body;
    assert!(!page.contains("It never loads."), "{page}");
    assert!(page.contains("1 summary stands in columns that are not shown"), "{page}");
    let there = "/s/care/analyse/matrix?cols=t1.c0";
    assert!(page.contains(&format!("href=\"{there}\"")), "{page}");
    let page = bench.page(there).await.body;
    assert!(page.contains("It never loads.") && !page.contains("stands in columns"), "{page}");
}
