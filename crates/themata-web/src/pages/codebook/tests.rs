#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use serde_json::{Value, json};

use crate::specimen::Specimen;

/// What came of an action.
async fn done(bench: &Specimen, path: &str, body: &Value) -> Value {
    let answer = bench.done(&format!("/s/care/codebook/{path}"), &body.to_string()).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn refused(bench: &Specimen, path: &str, body: &Value) -> String {
    let answer = bench.done(&format!("/s/care/codebook/{path}"), &body.to_string()).await;
    assert!((400..500).contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
    answer.body
}

async fn page(bench: &Specimen, path: &str) -> String {
    let answer = bench.page(&format!("/s/care/codebook{path}")).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

/// Codes the nurse's first words as `record`.
async fn coded(bench: &Specimen) {
    let body = json!({ "start": 37, "end": 60, "codes": ["record"] });
    let answer = bench.done("/s/care/read/1/code", &body.to_string()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn codes_are_made_moved_and_renamed() {
    let bench = Specimen::new();
    let made = done(&bench, "add", &json!({ "name": "slow start", "under": 0 })).await;
    assert_eq!(
        (made["code"].as_u64(), made["address"].as_str()),
        (Some(2), Some("/s/care/codebook/2"))
    );
    let tree = page(&bench, "").await;
    assert!(
        tree.contains("data-code=\"2\" data-parent=\"0\" data-name=\"slow start\""),
        "{tree}"
    );

    let moved = done(&bench, "2/move", &json!({ "under": 1 })).await;
    assert_eq!(moved["said"], "“slow start” now stands under “teamwork”.");
    let moved = done(&bench, "2/move", &json!({ "under": null })).await;
    assert_eq!(moved["said"], "“slow start” now stands at the top.");
    refused(&bench, "2/move", &json!({ "under": 2 })).await;
    refused(&bench, "9/move", &json!({ "under": 1 })).await;

    done(&bench, "2/field", &json!({ "field": "name", "value": "late" })).await;
    assert!(page(&bench, "/2").await.contains("data-name=\"late\""));
    assert!(
        refused(&bench, "2/field", &json!({ "field": "name", "value": "record" }))
            .await
            .contains("record")
    );
}

#[tokio::test]
async fn every_field_is_saved_and_undone() {
    let bench = Specimen::new();
    for (field, value, seen) in [
        ("short", json!("what they say of it"), "what they say of it</textarea>"),
        ("definition", json!("the shared file"), "the shared file</textarea>"),
        ("use_when", json!("of screens"), "of screens</textarea>"),
        ("do_not_use_when", json!("of paper"), "of paper</textarea>"),
        ("examples", json!(["it never loads"]), "it never loads</textarea>"),
        ("colour", json!("#123456"), "value=\"#123456\""),
        ("assignable", json!(false), "<span class=\"state\">group</span>"),
    ] {
        assert!(!page(&bench, "/0").await.contains(seen), "{field}");
        done(&bench, "0/field", &json!({ "field": field, "value": value })).await;
        assert!(page(&bench, "/0").await.contains(seen), "{field}");
        assert_eq!(bench.done("/s/care/undo", "{}").await.status, 200);
        assert!(!page(&bench, "/0").await.contains(seen), "{field} undone");
    }
    refused(&bench, "0/field", &json!({ "field": "colour", "value": "blueish" })).await;
    done(&bench, "rules", &json!({ "text": "One code for each turn." })).await;
    assert!(page(&bench, "").await.contains("One code for each turn.</textarea>"));
}

#[tokio::test]
async fn codes_go_out_of_use_and_come_back() {
    let bench = Specimen::new();
    done(&bench, "1/retire", &json!({})).await;
    let tree = page(&bench, "").await;
    assert!(!tree.contains("data-name=\"teamwork\"") && tree.contains("1 code out of use"));
    assert!(page(&bench, "?all=1").await.contains("data-name=\"teamwork\""));
    assert!(page(&bench, "/1").await.contains("Out of use"));
    refused(&bench, "1/retire", &json!({})).await;
    done(&bench, "1/restore", &json!({})).await;
    assert!(page(&bench, "").await.contains("data-name=\"teamwork\""));
}

#[tokio::test]
async fn excerpts_become_examples_and_counts_lead_to_them() {
    let bench = Specimen::new();
    assert!(page(&bench, "/0").await.contains("Nobody has applied it yet."));
    coded(&bench).await;
    let open = page(&bench, "/0").await;
    assert!(
        open.contains(&format!(
            "href=\"/s/care/excerpts?q={}\"",
            bench.numbered("code:=\"record\" coder:\"ana\"")
        )),
        "{open}"
    );
    assert!(open.contains("href=\"/s/care/read/1#at-"), "{open}");
    assert!(
        open.contains("data-do=\"example\" data-needs=\"code\" data-coding=\"1\""),
        "{open}"
    );
    done(&bench, "0/example", &json!({ "coding": 1 })).await;
    let open = page(&bench, "/0").await;
    assert!(!open.contains("data-do=\"example\"") && open.contains("an example"), "{open}");
    refused(&bench, "0/example", &json!({ "coding": 77 })).await;
    refused(&bench, "9/example", &json!({ "coding": 1 })).await;
}

#[tokio::test]
async fn a_merger_is_told_and_done() {
    let bench = Specimen::new();
    coded(&bench).await;
    let told = bench.page("/s/care/codebook/0/merge?into=1").await;
    assert!(
        told.body.contains("1 coding moves to “teamwork”, which then has 1."),
        "{}",
        told.body
    );
    assert_eq!(bench.page("/s/care/codebook/0/merge?into=0").await.status, 422);
    let merged = done(&bench, "0/merge", &json!({ "into": 1 })).await;
    assert_eq!(merged["said"], "Merged “record” into “teamwork”: 1 coding moved.");
    assert!(page(&bench, "/0").await.contains("Merged into <a href=\"/s/care/codebook/1\">"));
    refused(&bench, "0/merge", &json!({ "into": 1 })).await;
}

#[tokio::test]
async fn a_code_is_split_and_its_excerpts_coded_again() {
    let bench = Specimen::new();
    coded(&bench).await;
    refused(&bench, "0/split", &json!({ "into": ["loading", " "] })).await;
    let split = done(&bench, "0/split", &json!({ "into": ["loading", "printing"] })).await;
    assert_eq!(split["address"], "/s/care/codebook/0/split?into=2,3");
    let queue = page(&bench, "/0/split?into=2,3").await;
    assert!(
        queue.contains("data-codings=\"1\"") && queue.contains("data-into=\"3\""),
        "{queue}"
    );
    assert!(queue.contains("<mark>"), "{queue}");
    let said = done(&bench, "recode", &json!({ "codings": [1], "into": 3 })).await;
    assert_eq!(said["said"], "Coded as “printing”.");
    let queue = page(&bench, "/0/split?into=2,3").await;
    assert!(queue.contains("No excerpt carries"), "{queue}");
    refused(&bench, "recode", &json!({ "codings": [1], "into": 0 })).await;
    assert_eq!(bench.page("/s/care/codebook/9/split").await.status, 404);
    // What no longer exists in an address is passed over.
    page(&bench, "/3/split?into=2,x,99&behind=1-2").await;
}

#[tokio::test]
async fn versions_are_frozen_and_compared() {
    let bench = Specimen::new();
    coded(&bench).await;
    assert!(page(&bench, "/versions").await.contains("No version is frozen yet."));
    let frozen = done(&bench, "freeze", &json!({ "note": "after <b>the</b> pilot" })).await;
    assert_eq!(frozen["said"], "Frozen as version 1.");
    refused(&bench, "freeze", &json!({ "note": "" })).await;
    done(&bench, "0/field", &json!({ "field": "definition", "value": "anew" })).await;
    let versions = page(&bench, "/versions?from=1&to=now&again=1").await;
    assert!(versions.contains("after &lt;b&gt;the&lt;/b&gt; pilot"), "{versions}");
    assert!(versions.contains("redefined: definition"), "{versions}");
    assert!(versions.contains("href=\"/s/care/read/1#at-"), "{versions}");
    assert!(page(&bench, "").await.contains("Changed since version 1"));
    assert_eq!(bench.page("/s/care/codebook/versions?from=7&to=now").await.status, 422);
}

#[tokio::test]
async fn a_file_comes_in_and_goes_out() {
    let bench = Specimen::new();
    let book = "name,short\nrecord,the shared file\nwaiting,\n";
    let given = json!({ "name": "Book.CSV", "bytes": book.as_bytes() });
    let brought = done(&bench, "import", &given).await;
    assert_eq!(brought["said"], "Brought in: 1 code new, 1 changed, 0 as before.");
    assert!(brought["lines"].to_string().contains("teamwork"), "{brought}");
    let answer = bench.page("/s/care/codebook/export/codebook.toml").await;
    assert!(answer.body.contains("name = \"waiting\""), "{}", answer.body);
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"care-codebook.toml\""
    );
    let answer = bench.page("/s/care/codebook/export/codebook.csv").await;
    assert!(answer.body.contains("the shared file"), "{}", answer.body);
    assert_eq!(bench.page("/s/care/codebook/export/other.exe").await.status, 404);
    let wrong = json!({ "name": "book.toml", "bytes": [255, 254] });
    assert!(refused(&bench, "import", &wrong).await.contains("UTF-8"));
}

#[tokio::test]
async fn stored_words_are_escaped() {
    let bench = Specimen::new();
    let odd = "<script>alert(\"1\")</script> & 'x'";
    done(&bench, "0/field", &json!({ "field": "name", "value": odd })).await;
    for field in ["short", "definition", "use_when", "do_not_use_when"] {
        done(&bench, "0/field", &json!({ "field": field, "value": "</textarea><b>x" })).await;
    }
    done(&bench, "0/field", &json!({ "field": "examples", "value": ["</textarea><b>x"] }))
        .await;
    done(&bench, "rules", &json!({ "text": "</textarea><b>x" })).await;
    done(&bench, "1/move", &json!({ "under": 0 })).await;
    for path in ["", "/0", "/1", "/0/split?into=1", "/versions"] {
        let page = page(&bench, path).await;
        assert!(!page.contains("<script>alert") && !page.contains("<b>x"), "{path}: {page}");
    }
    let deep = page(&bench, "/1").await;
    assert!(deep.contains("&lt;script&gt;alert(&quot;1&quot;)"), "{deep}");
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let bench = Specimen::new();
    assert_eq!(bench.page("/s/care/codebook/9").await.status, 404);
    assert_eq!(bench.page("/s/care/codebook/0?by=nothing").await.status, 422);
    assert_eq!(bench.page("/s/none/codebook").await.status, 404);
    assert_eq!(bench.asked("POST", "/s/care/codebook/add", &[], "{}").await.status, 403);
}

#[tokio::test]
async fn an_empty_codebook_teaches_the_next_step() {
    let bench = Specimen::new();
    // The two codes of the specimen are taken back.
    for _ in 0..2 {
        assert_eq!(bench.done("/s/care/undo", "{}").await.status, 200);
    }
    let empty = page(&bench, "").await;
    assert!(empty.contains("There are no codes yet.") && empty.contains("data-do=\"new\""));
}

#[tokio::test]
async fn lists_of_any_depth_are_closed() {
    let bench = Specimen::new();
    for place in 2..9_u32 {
        let body = json!({ "name": format!("code {place}"), "under": place - 1 });
        done(&bench, "add", &body).await;
    }
    done(&bench, "add", &json!({ "name": "behind", "under": null })).await;
    let tree = page(&bench, "").await;
    let tree =
        tree.split_once("<div id=\"tree\">").unwrap().1.split_once("</section>").unwrap().0;
    assert_eq!(tree.matches("<ul").count(), tree.matches("</ul>").count());
    assert_eq!(tree.matches("<li>").count(), tree.matches("</li>").count());
    assert_eq!(tree.matches("<li>").count(), 10);
}

#[tokio::test]
async fn a_field_that_somebody_else_changed_meanwhile_is_shown_and_kept() {
    let bench = Specimen::new();
    let said = |value: &str, was: &str| {
        let was = json!({ "field": "definition", "value": was });
        json!({ "field": "definition", "value": value, "was": was }).to_string()
    };
    let path = "/s/care/codebook/0/field";
    assert_eq!(bench.done_as("ben", path, &said("<i>theirs", "")).await.status, 200);
    let refused = bench.done(path, &said("mine", "")).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.body.contains(r#""now":["<i>theirs"]"#), "{}", refused.body);
    assert!(refused.body.contains("changed meanwhile by ben"), "{}", refused.body);
    assert!(page(&bench, "/0").await.contains("&lt;i&gt;theirs</textarea>"));
    assert_eq!(bench.done(path, &said("mine", "<i>theirs")).await.status, 200);

    let rules = |text: &str, was: &str| json!({ "text": text, "was": was }).to_string();
    let path = "/s/care/codebook/rules";
    assert_eq!(bench.done_as("ben", path, &rules("one each", "")).await.status, 200);
    assert_eq!(bench.done(path, &rules("two", "")).await.status, 409);
    assert_eq!(bench.done(path, &rules("two", "one each")).await.status, 200);
}
