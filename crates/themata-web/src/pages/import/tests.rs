#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use crate::specimen::{Answer, Specimen};

const NURSE: &str = "I: How is it here?\n\nN1: We print it.\n\nI: Why?\n\nN01: It never loads.\n\n\
                     I: And then?\n\nN1: We wait.\n";

/// One visit of a person who was let in.
struct Visiting<'a> {
    bench: &'a Specimen,
    cookie: String,
    visit: String,
}

impl Visiting<'_> {
    async fn begun(bench: &Specimen) -> Visiting<'_> {
        let cookie = bench.come_in().await;
        let mut visiting = Visiting { bench, cookie, visit: String::new() };
        let answer = visiting.sent("visit", "application/json", "{}").await;
        visiting.visit = answer.body.chars().filter(char::is_ascii_digit).collect();
        visiting
    }

    async fn sent(&self, path: &str, kind: &str, body: &str) -> Answer {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", kind),
        ];
        self.bench.asked("POST", &format!("/s/care/import/{path}"), &headers, body).await
    }

    async fn hands_in(&self, path: &str, words: &str) -> Answer {
        let body = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"path\"\r\n\r\n{path}\r\n--edge\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"x\"\r\n\
             content-type: application/octet-stream\r\n\r\n{words}\r\n--edge--\r\n"
        );
        let path = format!("{}/files", self.visit);
        self.sent(&path, "multipart/form-data; boundary=edge", &body).await
    }

    async fn does(&self, what: &str, body: &str) -> Answer {
        self.sent(&format!("{}/{what}", self.visit), "application/json", body).await
    }

    async fn page(&self, path: &str) -> Answer {
        self.bench.asked("GET", path, &[("cookie", &self.cookie)], "").await
    }

    async fn is_done(&self) -> Answer {
        loop {
            let answer = self.page(&format!("/s/care/import/{}/state", self.visit)).await;
            if !answer.body.contains("running") {
                return answer;
            }
            tokio::task::yield_now().await;
        }
    }

    async fn findings(&self) -> Answer {
        self.page(&format!("/s/care/import?visit={}", self.visit)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_found_corrected_and_brought_in() {
    let bench = Specimen::new();
    let visiting = Visiting::begun(&bench).await;
    visiting.hands_in("site-05/05-nurse-w1.txt", NURSE).await;
    let kept = visiting.hands_in("site-05/photo.jpg", "not read").await;
    assert_eq!(kept.body, r#"{"files":1,"passed_over":1}"#);
    visiting.hands_in("empty.txt", " ").await;
    visiting.does("read", "null").await;
    assert!(visiting.is_done().await.body.contains(r#""state":"done""#));

    let page = visiting.findings().await;
    for shown in
        ["1 document would come in", "1 cannot be read", "05-nurse-w1", r#"data-heard="N01""#]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let before = visiting.page("/s/care/documents").await;
    assert!(
        !before.body.contains("05-nurse"),
        "nothing is written before the button is pressed"
    );

    let draft = r#"{"pattern":"{site}-{role}-w{wave}","documents":[{
        "file":"site-05/05-nurse-w1.txt","part":null,"out":false,"name":"Nora, site 5",
        "speakers":[{"heard":"N01","name":"Nora","role":"participant"},
            {"heard":"N1","name":"Nora","role":"participant"}],
        "values":[["wave",""],["age","41"]]}]}"#;
    assert_eq!(visiting.does("draft", draft).await.status, 204);
    let page = visiting.findings().await;
    assert!(page.body.contains("1 of 1 name follows the pattern"), "{}", page.body);
    assert!(page.body.contains(r#"value="Nora, site 5""#), "what was corrected is still there");

    visiting.does("start", draft).await;
    let state = visiting.is_done().await;
    assert!(state.body.contains(r#""state":"done""#), "{}", state.body);
    let summary = visiting.findings().await;
    assert!(
        summary.body.contains(r#"href="/s/care/read/2">Nora, site 5<"#),
        "{}",
        summary.body
    );

    let study = bench.app.studies.named("care").unwrap();
    let (speakers, values) = study
        .looked_at(|project| Ok((project.speaker_names("")?, project.documents("")?)))
        .unwrap();
    let named = |name: &str| {
        speakers.rows.iter().filter(|row| row.cells[0].words() == Some(name)).count()
    };
    assert_eq!((named("Nora"), named("N1"), named("N01")), (1, 0, 0));
    let columns: Vec<&str> = values.columns.iter().map(|column| column.key.as_str()).collect();
    assert_eq!(columns[1..4], ["site", "role", "age"], "an emptied value is none");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_files_is_words_and_no_markup() {
    let bench = Specimen::new();
    let visiting = Visiting::begun(&bench).await;
    let odd = "<b>x</b>: How is it?\n\nN1: Fine.\n\n<b>x</b>: Why?\n\nN1: Because.\n";
    visiting.hands_in("<script>alert(1)</script>.txt", odd).await;
    visiting.does("read", r#"{"pattern":"\"><i>{site}"}"#).await;
    visiting.is_done().await;
    let page = visiting.findings().await;
    assert!(page.body.contains("&lt;script&gt;alert(1)"), "{}", page.body);
    for raw in ["<script>alert", "<b>x</b>", "\"><i>"] {
        assert!(!page.body.contains(raw), "{raw}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_documents_of_one_name_are_refused_before_anything_is_written() {
    let bench = Specimen::new();
    let visiting = Visiting::begun(&bench).await;
    visiting.hands_in("a.txt", NURSE).await;
    visiting.hands_in("b.txt", "I: Other words?\n\nN1: Yes.\n").await;
    visiting.does("read", "null").await;
    visiting.is_done().await;
    let draft = r#"{"documents":[{"file":"a.txt","name":"B"}]}"#;
    let answer = visiting.does("start", draft).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Two documents would be called"), "{}", answer.body);

    // What stays out is in nobody's way.
    let draft = r#"{"documents":[{"file":"a.txt","name":"B"},{"file":"b.txt","out":true}]}"#;
    visiting.does("start", draft).await;
    visiting.is_done().await;
    let summary = visiting.findings().await;
    assert!(summary.body.contains("1 document came in"), "{}", summary.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_read_as_it_is_said_to_be() {
    let bench = Specimen::new();
    let visiting = Visiting::begun(&bench).await;
    let survey = "who,site,What helped?\nP1,04,The team did.\nP2,05,Nothing did at all.\n";
    visiting.hands_in("survey.csv", survey).await;
    let rows = r#"{"files":[{"file":"survey.csv","rows":"respondents","columns":[["site","ignore"]]}]}"#;
    visiting.does("read", rows).await;
    visiting.is_done().await;
    let page = visiting.findings().await;
    assert!(page.body.contains("2 documents would come in"), "{}", page.body);
    assert!(!page.body.contains(r#"data-attribute="site""#), "its column was to be left out");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_put_away_are_gone() {
    let bench = Specimen::new();
    let visiting = Visiting::begun(&bench).await;
    visiting.hands_in("a.txt", NURSE).await;
    assert_eq!(visiting.does("leave", "{}").await.status, 204);
    assert_eq!(visiting.does("read", "null").await.status, 404);
    let page = visiting.findings().await;
    assert!(page.body.contains("no longer kept"), "{}", page.body);
}
