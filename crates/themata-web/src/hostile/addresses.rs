use std::collections::BTreeSet;

use serde_json::json;

use super::html::Taken;
use crate::specimen::Specimen;

/// Words that stand nowhere but in the study.
const WORDS: [&str; 10] = [
    "aardvark",
    "bumblebee",
    "chinchilla",
    "dromedary",
    "echidna",
    "flamingo",
    "gazelle",
    "hedgehog",
    "ibex",
    "jackal",
];

/// A study in which each of the words is kept somewhere else.
async fn study() -> Specimen {
    let bench = Specimen::new();
    let [code, speaker, document, attribute, value, query, coder, remark, memo, title] = WORDS;
    for (path, body) in [
        ("codebook/add", json!({ "name": code })),
        ("people/rename", json!({ "from": "NURSE", "to": speaker })),
        ("documents/1/rename", json!({ "name": document })),
        ("documents/attributes", json!({ "name": attribute, "kind": "text" })),
        (
            "documents/fill",
            json!({ "cells": [{ "document": 1, "attribute": 1, "value": value }] }),
        ),
        ("excerpts/save", json!({ "name": query, "q": format!("code:{code}") })),
        ("people/coders", json!({ "name": coder })),
        ("read/1/code", json!({ "start": 35, "end": 55, "codes": [code], "memo": remark })),
        ("memos/write", json!({ "place": "study", "words": memo, "title": title })),
        ("memos/write", json!({ "place": "code-2", "words": memo, "title": title })),
        ("memos/write", json!({ "place": "passage-1-35-55", "words": memo, "title": title })),
        ("proposals/autocode", json!({ "q": "twice", "code": code, "unit": "sentence" })),
    ] {
        let done = bench.done(&format!("/s/care/{path}"), &body.to_string()).await;
        assert_eq!(done.status, 200, "{path}: {}", done.body);
    }
    bench
}

/// Goes wherever links lead, from page to page, and returns every address that was on one.
async fn walked(bench: &Specimen) -> BTreeSet<String> {
    let cookie = bench.come_in().await;
    let headers = [("cookie", cookie.as_str())];
    let mut seen = BTreeSet::new();
    let words = bench.numbered("everything");
    let mut next = vec!["/".to_owned(), format!("/s/care/excerpts?q={words}")];
    while let Some(address) = next.pop() {
        if seen.len() > 600 || !seen.insert(address.clone()) {
            continue;
        }
        let path = address.split('#').next().unwrap();
        let answer = bench.asked("GET", path, &headers, "").await;
        if answer.status == 303 {
            next.push(answer.header("location"));
            continue;
        }
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let page = Taken::of(&answer.body);
        let folder = path.split('?').next().unwrap();
        let is_narrowed = path.contains("?q=");
        for link in page.values("href") {
            let link =
                if link.starts_with('?') { format!("{folder}{link}") } else { link.clone() };
            // What narrows a query narrows the next one further, without end.
            let is_further = is_narrowed && folder == link.split('?').next().unwrap();
            if link.starts_with("/s/") && !is_further {
                next.push(link);
            } else {
                seen.insert(link);
            }
        }
        // Values of choices stand in the addresses of forms that ask.
        let choices = page.addresses().cloned();
        seen.extend(choices.filter(|address| address.contains("/seek")));
        let gets = answer.body.matches("method=\"get\"").count();
        for value in page.values("value").iter().filter(|_| gets > 0) {
            let free = folder.ends_with("/excerpts") || folder.ends_with("/proposals");
            assert!(
                free || !holds_words(value) || !is_offered(&answer.body, value),
                "{path}: {value}"
            );
        }
    }
    seen
}

/// Whether a value is one of those that a form would put into an address.
fn is_offered(page: &str, value: &str) -> bool {
    page.split("method=\"get\"").skip(1).any(|form| {
        let form = form.split("</form>").next().unwrap_or_default();
        form.contains(&format!("value=\"{value}\""))
    })
}

fn holds_words(address: &str) -> bool {
    let plain = address.to_lowercase();
    WORDS.iter().chain(&["everything", "twice"]).any(|word| plain.contains(word))
}

#[tokio::test]
async fn no_words_of_a_study_stand_in_an_address() {
    let bench = study().await;
    let addresses = walked(&bench).await;
    assert!(addresses.len() > 60, "{addresses:?}");
    for part in ["excerpts?q=~", "codebook/2", "read/1#at-", "proposals?q=~", "memos/journal"] {
        assert!(
            addresses.iter().any(|address| address.contains(part)),
            "{part}: {addresses:?}"
        );
    }
    let wordy: Vec<_> = addresses.iter().filter(|address| holds_words(address)).collect();
    assert!(wordy.is_empty(), "{wordy:?}");
}

#[tokio::test]
async fn a_number_leads_to_what_it_counts() {
    let bench = study().await;
    let book = bench.page("/s/care/codebook").await;
    let number = bench.numbered("code:=\"aardvark\"");
    assert!(book.body.contains(&format!("/s/care/excerpts?q={number}\"")), "{}", book.body);
    let listed = bench.page(&format!("/s/care/excerpts?q={number}")).await;
    assert!(listed.body.contains("<b>1 excerpt</b>"), "{}", listed.body);
}
