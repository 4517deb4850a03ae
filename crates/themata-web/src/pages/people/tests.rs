#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use crate::specimen::Specimen;

#[tokio::test]
async fn names_roles_and_values_are_changed_in_place() {
    let bench = Specimen::new();
    let page = bench.page("/s/care/people").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("data-name=\"NURSE\""), "{}", page.body);
    assert!(page.body.contains("2 names"), "{}", page.body);

    let role = r#"{"name":"NURSE","role":"interviewer"}"#;
    assert_eq!(bench.done("/s/care/people/role", role).await.status, 200);
    let renamed = r#"{"from":"NURSE","to":"<i>Nurse & co</i>"}"#;
    let done = bench.done("/s/care/people/rename", renamed).await;
    assert_eq!(done.body, r#"{"said":"Renamed in 1 document."}"#);
    let made = bench.done("/s/care/documents/attributes", r#"{"name":"age","kind":"number"}"#);
    assert_eq!(made.await.status, 200);
    let cells = r#"{"cells":[{"name":"<i>Nurse & co</i>","attribute":1,"value":"41"}]}"#;
    let done = bench.done("/s/care/people/fill", cells).await;
    assert_eq!(done.status, 200, "{}", done.body);

    let page = bench.page("/s/care/people").await;
    assert!(page.body.contains("&lt;i&gt;Nurse &amp; co&lt;/i&gt;"), "{}", page.body);
    assert!(!page.body.contains("<i>"), "{}", page.body);
    assert!(page.body.contains("data-value=\"41\""), "{}", page.body);
}

#[tokio::test]
async fn names_of_one_person_are_merged_and_words_are_counted() {
    let bench = Specimen::new();
    let words = bench.page("/s/care/people/words").await;
    assert_eq!(words.body, r#"{"INTERVIEWER":7,"NURSE":13}"#);
    let merged = r#"{"names":["NURSE","INTERVIEWER"],"into":"NURSE"}"#;
    let done = bench.done("/s/care/people/merge", merged).await;
    assert_eq!(done.status, 422, "{}", done.body);
    assert!(done.body.contains("one is asked"), "{}", done.body);
    for name in ["NURSE", "INTERVIEWER"] {
        let role = format!(r#"{{"name":"{name}","role":""}}"#);
        assert_eq!(bench.done("/s/care/people/role", &role).await.status, 200);
    }
    let done = bench.done("/s/care/people/merge", merged).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let page = bench.page("/s/care/people").await;
    assert!(page.body.contains("1 name<"), "{}", page.body);
}

#[tokio::test]
async fn coders_are_added_and_renamed() {
    let bench = Specimen::new();
    let done = bench.done("/s/care/people/coders", r#"{"name":"ben"}"#).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let again = bench.done("/s/care/people/coders", r#"{"name":"Ben"}"#).await;
    assert_eq!(again.status, 422);
    let done = bench.done("/s/care/people/coders/rename", r#"{"from":"ben","to":"bea"}"#).await;
    assert_eq!(done.body, r#"{"said":"The coder is called bea now."}"#);
    let page = bench.page("/s/care/people").await;
    assert!(page.body.contains(">bea</td>"), "{}", page.body);
    assert!(!page.body.contains(">ben</td>"), "{}", page.body);
}

#[tokio::test]
async fn what_somebody_else_said_of_a_speaker_meanwhile_is_not_overwritten() {
    let bench = Specimen::new();
    bench.done("/s/care/documents/attributes", r#"{"name":"age","kind":"number"}"#).await;
    let fill = async |coder: &str, value: &str, was: &str| {
        let cell = format!(
            r#"{{"cells":[{{"name":"NURSE","attribute":1,"value":"{value}","was":"{was}"}}]}}"#
        );
        bench.done_as(coder, "/s/care/people/fill", &cell).await
    };
    assert_eq!(fill("ben", "41", "").await.status, 200);
    let refused = fill("ana", "42", "").await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains(r#""now":["41"]"#), "{}", refused.body);
    assert_eq!(fill("ana", "42", "41").await.status, 200);
}

#[tokio::test]
async fn what_is_to_be_done_is_said_as_it_is_done_on_the_page() {
    let bench = Specimen::new();
    let refused =
        bench.done("/s/care/people/rename", r#"{"from":"zzzzzz","to":"somebody"}"#).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("The page People lists those who speak."),
        "{}",
        refused.body
    );
    assert!(!refused.body.contains("themata "), "{}", refused.body);
}
