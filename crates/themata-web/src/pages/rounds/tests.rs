#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use serde_json::{Value, json};

use crate::specimen::Specimen;

const HOSTILE: &str = "<img src=x onerror=alert(1)> & \"so\"";

/// What comes of a request, which must succeed.
async fn done(bench: &Specimen, coder: &str, path: &str, body: Value) -> Value {
    let answer = bench.done_as(coder, &format!("/s/care/{path}"), &body.to_string()).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// A workbench with a second coder and a blind round of both.
async fn blind(name: &str) -> Specimen {
    let bench = Specimen::new();
    done(&bench, "ana", "people/coders", json!({ "name": "ben" })).await;
    let plan = json!({ "name": name, "coders": ["ana", "ben"], "blind": true });
    done(&bench, "ana", "rounds/new", plan).await;
    bench
}

#[tokio::test]
async fn an_empty_page_teaches_the_next_step() {
    let bench = Specimen::new();
    let page = bench.page("/s/care/rounds").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Make the first round"), "{}", page.body);
    assert_eq!(bench.page("/s/care/rounds/1").await.status, 404);
}

#[tokio::test]
async fn what_is_drawn_is_seen_before_it_is_made() {
    let bench = Specimen::new();
    let plan = json!({ "name": "pilot", "coders": ["ana"], "size": "number", "number": "1" });
    let seen = done(&bench, "ana", "rounds/plan", plan.clone()).await;
    let html = seen["html"].as_str().unwrap();
    assert!(html.contains("04-nurse") && html.contains("1 document and 1 coder"), "{html}");
    let page = bench.page("/s/care/rounds").await;
    assert!(page.body.contains("Make the first round"), "a preview makes nothing");
    let made = done(&bench, "ana", "rounds/new", plan).await;
    assert_eq!(made["address"], "/s/care/rounds/1");
    let page = bench.page("/s/care/rounds/1").await;
    assert!(page.body.contains("04-nurse") && page.body.contains("○ to do"), "{}", page.body);
}

#[tokio::test]
async fn a_round_can_be_of_documents_that_were_ticked() {
    let bench = Specimen::new();
    let form = bench.page("/s/care/rounds/new").await;
    assert!(form.body.contains("name=\"documents\" value=\"04-nurse\""), "{}", form.body);
    let plan = |documents: Value| json!({ "name": "pilot", "coders": ["ana"], "documents": documents });
    let seen = done(&bench, "ana", "rounds/plan", plan(json!(["04-nurse"]))).await;
    let html = seen["html"].as_str().unwrap();
    assert!(html.contains("1 document and 1 coder"), "{html}");
    let mut narrower = plan(json!(["04-nurse"]));
    narrower["q"] = json!("NOT document:04-nurse");
    let none = bench.done("/s/care/rounds/plan", &narrower.to_string()).await;
    assert_eq!(none.status, 422, "what is ticked is held to the query: {}", none.body);
    let gone = plan(json!(["gone"])).to_string();
    let refused = bench.done("/s/care/rounds/plan", &gone).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
}

#[tokio::test]
async fn a_plan_that_cannot_be_is_refused_and_freezes_nothing() {
    let bench = Specimen::new();
    for (plan, said) in [
        (json!({ "name": "", "coders": ["ana"] }), "A round needs a name"),
        (json!({ "name": "a", "coders": [] }), "A round needs coders"),
        (json!({ "name": "a", "coders": ["ana"], "blind": true }), "takes two coders"),
        (json!({ "name": "a", "coders": ["ana"], "size": "share" }), "how large the share is"),
        (json!({ "name": "a", "coders": ["ana"], "seed": "x" }), "A seed is a whole number"),
        (json!({ "name": "a", "coders": ["ana"], "q": "site:" }), "site"),
        (json!({ "name": "a", "coders": ["ana"], "each": "3" }), "3 coders"),
    ] {
        let mut plan = plan;
        plan["codebook"] = json!("freeze");
        for path in ["plan", "new"] {
            let path = format!("/s/care/rounds/{path}");
            let answer = bench.done(&path, &plan.to_string()).await;
            assert_eq!(answer.status, 422, "{plan}: {}", answer.body);
            assert!(answer.body.contains(said), "{plan}: {}", answer.body);
            assert!(!answer.body.contains("--"), "{}", answer.body);
        }
    }
    let versions = bench.page("/s/care/codebook/versions").await;
    assert!(versions.body.contains("No version is frozen yet"), "{}", versions.body);
}

#[tokio::test]
async fn the_codebook_is_frozen_with_a_round_once() {
    let bench = Specimen::new();
    let plan = |name| json!({ "name": name, "coders": ["ana"], "codebook": "freeze" });
    done(&bench, "ana", "rounds/new", plan("one")).await;
    done(&bench, "ana", "rounds/new", plan("two")).await;
    for number in [1, 2] {
        let page = bench.page(&format!("/s/care/rounds/{number}")).await;
        assert!(page.body.contains("version 1 of the codebook"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_blind_document_is_opened_by_the_last_to_finish() {
    let bench = blind("pilot").await;
    let mine = bench.page("/s/care/rounds").await;
    assert!(mine.body.contains("Begin with "), "{}", mine.body);
    assert!(mine.body.contains("nothing coded yet"), "{}", mine.body);
    let read = bench.page("/s/care/read/1").await;
    assert!(read.body.contains("Yours to code in "), "{}", read.body);
    assert!(read.body.contains("nobody sees another's codings here"), "{}", read.body);

    let code = json!({ "start": 27, "end": 31, "codes": ["record"] });
    done(&bench, "ben", "read/1/code", code).await;
    let finish = json!({ "step": "finish", "documents": [1] });
    let said = done(&bench, "ana", "rounds/1/step", finish.clone()).await;
    let said = said["said"].as_str().unwrap();
    assert!(said.contains("1 document with nothing coded"), "{said}");
    assert!(said.contains("1 document stays blind until the others"), "{said}");
    let read = bench.page("/s/care/read/1").await.body;
    assert!(read.contains("Blind until 1 other coder finished"), "{read}");
    assert!(!read.contains("data-coding="), "ben's coding is kept back");
    let fragment = bench.page("/s/care/rounds/on/1").await.body;
    assert!(fragment.contains("You have finished it in"), "{fragment}");

    let said = done(&bench, "ben", "rounds/1/step", finish).await;
    assert!(said["said"].as_str().unwrap().contains("all see all codings there"), "{said}");
    done(&bench, "ana", "rounds/1/step", json!({ "step": "reopen", "reason": "again" })).await;
    let opened = done(&bench, "ana", "rounds/1/open", json!({ "words": "ben left" })).await;
    assert!(opened["said"].as_str().unwrap().starts_with("Opened"), "{opened}");
    let page = bench.page("/s/care/rounds/1").await;
    assert!(page.body.contains("blind, and opened early"), "{}", page.body);
}

#[tokio::test]
async fn steps_need_reasons_and_say_for_whom_they_are() {
    let bench = blind("pilot").await;
    let path = "/s/care/rounds/1/step";
    for (body, status, said) in [
        (json!({ "step": "excuse", "documents": [1] }), 422, "why"),
        (json!({ "step": "reopen", "documents": [1] }), 422, "why"),
        (json!({ "step": "dance", "documents": [1] }), 422, "no such step"),
        (json!({ "step": "start", "documents": [9] }), 404, "no such document"),
        (json!({ "step": "start", "documents": [1], "coder": 9 }), 404, "no such coder"),
    ] {
        let answer = bench.done(path, &body.to_string()).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.body);
        assert!(answer.body.contains(said), "{body}: {}", answer.body);
    }
    assert_eq!(bench.done("/s/care/rounds/9/step", r#"{"step":"start"}"#).await.status, 404);
    let excuse =
        json!({ "step": "excuse", "documents": [1], "coder": 2, "reason": "knows her" });
    let said = done(&bench, "ana", "rounds/1/step", excuse).await;
    assert_eq!(said["said"], "Excused: 1 document, for ben");
    let page = bench.page("/s/care/rounds/1").await;
    assert!(page.body.contains("– excused"), "{}", page.body);
}

#[tokio::test]
async fn a_round_is_renamed_and_removed_until_somebody_began() {
    let bench = blind("pilot").await;
    done(&bench, "ana", "rounds/1/rename", json!({ "words": "first" })).await;
    assert!(bench.page("/s/care/rounds/1").await.body.contains(">first</h1>"));
    assert_eq!(bench.done("/s/care/rounds/1/rename", r#"{"words":" "}"#).await.status, 422);
    done(&bench, "ana", "rounds/1/step", json!({ "step": "start", "documents": [1] })).await;
    let begun = bench.done("/s/care/rounds/1/remove", "{}").await;
    assert_eq!(begun.status, 422, "{}", begun.body);
    assert!(!bench.page("/s/care/rounds/1").await.body.contains("id=\"remove\""));
    assert_eq!(bench.done("/s/care/undo", "{}").await.status, 200);
    assert!(bench.page("/s/care/rounds/1").await.body.contains("id=\"remove\""));
    let removed = done(&bench, "ana", "rounds/1/remove", json!({})).await;
    assert_eq!(removed["address"], "/s/care/rounds");
    assert_eq!(bench.page("/s/care/rounds/1").await.status, 404);
}

#[tokio::test]
async fn names_are_escaped_and_stand_in_no_address() {
    let bench = blind(HOSTILE).await;
    for page in ["rounds", "rounds/1", "rounds/new", "read/1"] {
        let body = bench.page(&format!("/s/care/{page}")).await.body;
        assert!(!body.contains("<img src"), "{page}: {body}");
        if page != "rounds/new" {
            assert!(body.contains("&lt;img src=x onerror=alert(1)&gt;"), "{page}: {body}");
        }
        let links = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        assert!(links.clone().all(|link| !link.contains("onerror")), "{page}");
    }
    let plan = json!({ "name": HOSTILE, "coders": ["ana"] });
    let taken = bench.done("/s/care/rounds/plan", &plan.to_string()).await;
    assert_eq!(taken.status, 422, "{}", taken.body);
}

#[tokio::test]
async fn looking_makes_no_round() {
    let bench = Specimen::new();
    for path in ["rounds/plan", "rounds/1/step", "rounds/1/open", "rounds/1/remove"] {
        assert_eq!(bench.page(&format!("/s/care/{path}")).await.status, 405, "{path}");
    }
}
