#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use serde_json::{Value, json};
use themata_project::codebook::CodeTexts;
use themata_project::rounds::RoundPlan;
use themata_project::{Project, Session};

use crate::specimen::{Answer, Specimen};

const PAGE: &str = "/s/care/reconcile";

/// Where some words of the interview stand.
async fn place(bench: &Specimen, words: &str) -> (u32, u32) {
    let text = bench.text(1).await;
    let start = text[..text.find(words).unwrap()].chars().count() as u32;
    (start, start + words.chars().count() as u32)
}

/// Ana and ben have coded two passages, neither alike: one that ben missed, and one to which he
/// gave other ends and another valence.
async fn coded() -> Specimen {
    let bench = Specimen::new();
    for (who, words, code, valence) in [
        ("ana", "The record never loads.", "record", "barrier"),
        ("ana", "They listen to each other.", "teamwork", "facilitator"),
        ("ben", "They listen", "teamwork", "barrier"),
    ] {
        let (start, end) = place(&bench, words).await;
        let body = json!({ "start": start, "end": end, "codes": [code], "valence": valence });
        let done = bench.done_as(who, "/s/care/read/1/code", &body.to_string()).await;
        assert_eq!(done.status, 200, "{}", done.body);
    }
    bench
}

/// What the page says of the disagreement that it shows.
fn shown(page: &str, name: &str) -> String {
    let section = page.split("<section id=\"case\"").nth(1).unwrap();
    let tag = section.split('>').next().unwrap();
    let behind = tag.split(&format!("data-{name}=\"")).nth(1);
    behind.map_or(String::new(), |rest| rest.split('"').next().unwrap().to_owned())
}

/// The numbers of the list.
fn listed(page: &str) -> Vec<u32> {
    let rows = page.split("id=\"row-").skip(1);
    rows.map(|row| row.split('"').next().unwrap().parse().unwrap()).collect()
}

/// Decides on a disagreement as the page shows it.
async fn decide(bench: &Specimen, number: u32, more: Value) -> Answer {
    let page = bench.page(&format!("{PAGE}?at={number}")).await.body;
    send(bench, "ana", &page, more).await
}

async fn send(bench: &Specimen, who: &str, page: &str, more: Value) -> Answer {
    let mut body = json!({
        "number": shown(page, "number").parse::<u32>().unwrap(),
        "fingerprint": shown(page, "fingerprint"),
        "decision": shown(page, "decision").parse::<u32>().ok(),
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    bench.done_as(who, &format!("{PAGE}/decide"), &body.to_string()).await
}

async fn consensus(bench: &Specimen) -> Vec<(String, u32, u32)> {
    let study = bench.app.studies.named("care").unwrap();
    let reading = study.looked_at(|project| project.reading(1)).unwrap();
    let made = reading.codings.into_iter().filter(|coding| coding.coder == "consensus");
    made.map(|it| (it.code_name, it.span.start(), it.span.end())).collect()
}

#[tokio::test]
async fn disagreements_are_listed_and_one_is_shown_with_all_that_was_said() {
    let bench = coded().await;
    let page = bench.page(PAGE).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(listed(&page.body), [1, 2], "what costs most comes first");
    assert_eq!(shown(&page.body, "number"), "1");
    assert_eq!(shown(&page.body, "next-open"), "2");
    for part in [
        "<b>2</b> open",
        "marked nothing here",
        "<mark>The record never loads.</mark>",
        "− barrier",
        "missed",
        "data-coder=\"1\"",
        "/s/care/read/1?lanes=coders#at-",
        "ana: record, − barrier</title>",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let second = bench.page(&format!("{PAGE}?at=2")).await.body;
    assert!(second.contains("by-all\">They listen</span>"), "{second}");
    assert!(second.contains("by-some\"> to each other.</span>"), "{second}");
    assert!(second.contains("data-differs"), "their valences differ");
}

#[tokio::test]
async fn the_list_is_narrowed_and_ordered() {
    let bench = coded().await;
    let path = bench.app.studies.named("care").unwrap().path.clone();
    let mut study = Project::open(&path).unwrap();
    let texts = CodeTexts::default();
    study.codebook_add(&Session::fixed("ana", 700), "calls", Some("teamwork"), &texts).unwrap();
    let (start, end) = place(&bench, "And the team?").await;
    let under = json!({ "start": start, "end": end, "codes": ["calls"] }).to_string();
    assert_eq!(bench.done("/s/care/read/1/code", &under).await.status, 200);
    for (address, expect) in [
        ("?kind=missed", vec![1, 4]),
        ("?kind=valence", vec![2]),
        ("?code=1&order=place", vec![4, 2]),
        ("?code=1&exactly=code", vec![2]),
        ("?code=2&exactly=code", vec![4]),
        ("?code=0", vec![1]),
        ("?code=99", vec![]),
        ("?document=1&order=place", vec![1, 4, 2]),
        ("?document=7", vec![]),
        ("?q=code:=teamwork", vec![2]),
    ] {
        let page = bench.page(&format!("{PAGE}{address}")).await;
        assert_eq!(page.status, 200, "{address}: {}", page.body);
        assert_eq!(listed(&page.body), expect, "{address}");
    }
    let wrong = bench.page(&format!("{PAGE}?q=code:")).await;
    assert!(wrong.body.contains("role=\"alert\""), "{}", wrong.body);
}

#[tokio::test]
async fn each_decision_is_recorded_with_its_reason_and_leaves_what_was_said() {
    let bench = coded().await;
    let accepted = json!({ "verdict": "accept", "coder": 1, "reason": "it hinders" });
    let done = decide(&bench, 1, accepted).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let (start, end) = place(&bench, "The record never loads.").await;
    assert_eq!(consensus(&bench).await, [("record".to_owned(), start, end)]);

    let page = bench.page(PAGE).await.body;
    assert_eq!(listed(&page), [2], "what is decided is not open");
    assert!(page.contains("<b>1</b> decided"), "{page}");
    let page = bench.page(&format!("{PAGE}?at=1")).await.body;
    for part in ["One coder accepted", " by <bdi>ana</bdi>", "it hinders", "not in the list"] {
        assert!(page.contains(part), "{part}: {page}");
    }

    // A stretch that ends within a word is widened to it.
    let (start, end) = place(&bench, "listen to each").await;
    let redraw = json!({ "start": start, "end": end - 2, "code": 1, "valence": "barrier" });
    let done = decide(&bench, 2, json!({ "verdict": "redraw", "redraw": redraw })).await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(consensus(&bench).await.contains(&("teamwork".to_owned(), start, end)));

    // Decided anew, the first goes; undone, it is there again.
    let done = decide(&bench, 2, json!({ "verdict": "both" })).await;
    assert!(done.body.contains("2 codings") && done.body.contains("went"), "{}", done.body);
    assert_eq!(consensus(&bench).await.len(), 3);
    bench.done("/s/care/undo", "{}").await;
    assert_eq!(consensus(&bench).await.len(), 2);

    let log = bench.page(&format!("{PAGE}/decisions")).await.body;
    assert!(log.contains("it hinders") && log.contains("2 decisions"), "{log}");
    assert!(log.contains("/s/care/reconcile?show=all&amp;at=1"), "{log}");
    // By whom, by what, and what has become of it.
    for (asked, expect) in [
        ("who=ana", "2 decisions by ana"),
        ("rule=hand&state=in-force", "2 decisions one by one (in force)"),
        ("rule=agreed", "No decision is like that"),
        ("who=eve", "has decided anything here"),
    ] {
        let log = bench.page(&format!("{PAGE}/decisions?{asked}")).await.body;
        assert!(log.contains(expect), "{asked}: {log}");
    }
}

#[tokio::test]
async fn what_is_put_off_comes_last_and_stays_open() {
    let bench = coded().await;
    let done = decide(&bench, 1, json!({ "verdict": "put-off", "reason": "ask ben" })).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let page = bench.page(PAGE).await.body;
    assert_eq!(listed(&page), [2, 1]);
    assert!(page.contains("<b>1</b> put off"), "{page}");
    assert!(consensus(&bench).await.is_empty());
}

#[tokio::test]
async fn whoever_decides_on_what_is_something_else_now_is_told_and_changes_nothing() {
    let bench = coded().await;
    let seen = bench.page(&format!("{PAGE}?at=2")).await.body;
    let other = send(&bench, "ben", &seen, json!({ "verdict": "reject" })).await;
    assert_eq!(other.status, 200, "{}", other.body);
    let late = send(&bench, "ana", &seen, json!({ "verdict": "both" })).await;
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(late.body.contains("decided meanwhile: reject, by ben"), "{}", late.body);
    assert!(consensus(&bench).await.is_empty());

    // Ben takes his coding of the other away, and says something else.
    bench.done("/s/care/undo", "{}").await;
    let (start, end) = place(&bench, "They listen to each").await;
    let more = json!({ "start": start, "end": end, "codes": ["teamwork"] }).to_string();
    assert_eq!(bench.done_as("ben", "/s/care/read/1/code", &more).await.status, 200);
    let late = send(&bench, "ana", &seen, json!({ "verdict": "both" })).await;
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(late.body.contains("have changed"), "{}", late.body);
    assert!(consensus(&bench).await.is_empty());
}

#[tokio::test]
async fn nonsense_is_refused() {
    let bench = coded().await;
    let page = bench.page(&format!("{PAGE}?at=2")).await.body;
    for more in [
        json!({ "verdict": "dance" }),
        json!({ "verdict": "accept" }),
        json!({ "verdict": "accept", "coder": 77 }),
        json!({ "verdict": "redraw", "redraw": { "start": 9, "end": 3, "code": 1, "valence": "" } }),
        json!({ "verdict": "redraw", "redraw": { "start": 90_000, "end": 90_010, "code": 1, "valence": "" } }),
        json!({ "verdict": "redraw", "redraw": { "start": 0, "end": 9, "code": 99, "valence": "" } }),
        json!({ "verdict": "redraw", "redraw": { "start": 0, "end": 9, "code": 1, "valence": "sad" } }),
    ] {
        let told = more.to_string();
        let answer = send(&bench, "ana", &page, more).await;
        assert!(
            [404, 422].contains(&answer.status),
            "{told}: {} {}",
            answer.status,
            answer.body
        );
    }
    assert!(consensus(&bench).await.is_empty());
    let gone = bench.page(&format!("{PAGE}?at=900")).await;
    assert!(gone.body.contains("There is no disagreement 900 any more"), "{}", gone.body);
}

#[tokio::test]
async fn the_team_is_asked_beside_and_answers() {
    let bench = coded().await;
    let (start, end) = place(&bench, "They listen to each other.").await;
    let passage = format!("passage-1-{start}-{end}");
    let picked = shown(&bench.page(&format!("{PAGE}?at=2")).await.body, "words");
    assert_eq!(picked, "They listen to each other.");
    for (path, body) in [
        ("ask", json!({ "words": "Is <i>this</i> help?", "place": passage, "picked": picked })),
        ("ask", json!({ "words": "What is in teamwork?", "place": "code-1" })),
        ("ask", json!({ "words": "Elsewhere?", "place": "code-0" })),
        ("1/answer", json!({ "words": "To me it is." })),
        ("2/settle", json!({ "settled": true })),
    ] {
        let done = bench.done(&format!("{PAGE}/questions/{path}"), &body.to_string()).await;
        assert_eq!(done.status, 200, "{path}: {}", done.body);
    }
    let page = bench.page(&format!("{PAGE}?at=2")).await.body;
    for part in [
        "Is &lt;i&gt;this&lt;/i&gt; help?",
        "To me it is.",
        "What is in teamwork?",
        "settled by <bdi>ana</bdi>",
        "value=\"answer-1\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Elsewhere?"), "another code's");
    assert!(!page.contains("value=\"answer-2\""), "it is settled");
    // Other words stand there by now.
    let moved = json!({ "words": "Why?", "place": passage, "picked": "They shout." });
    let late = bench.done(&format!("{PAGE}/questions/ask"), &moved.to_string()).await;
    assert_eq!(late.status, 422, "{}", late.body);
    assert!(late.body.contains("Other words stand"), "{}", late.body);
    let gone = bench.done(&format!("{PAGE}/ask"), r#"{"words":"Why?"}"#).await;
    assert!([404, 405].contains(&gone.status), "{} {}", gone.status, gone.body);
}

#[tokio::test]
async fn clear_cases_are_listed_and_decided_but_for_those_left_out() {
    let bench = coded().await;
    for words in ["How is it here?", "And the team?"] {
        let (start, end) = place(&bench, words).await;
        let body = json!({ "start": start, "end": end, "codes": ["record"] }).to_string();
        for who in ["ana", "ben"] {
            assert_eq!(bench.done_as(who, "/s/care/read/1/code", &body).await.status, 200);
        }
    }
    let rules = format!("{PAGE}/rules?rule=agreed");
    let page = bench.page(&rules).await.body;
    assert!(page.contains("<b>2 clear cases</b>"), "{page}");
    let stamp = page.split("data-stamp=\"").nth(1).unwrap().split('"').next().unwrap();
    let boxes = page.split("type=\"checkbox\"").skip(1);
    let first: u32 = boxes
        .filter_map(|rest| rest.split("value=\"").nth(1)?.split('"').next()?.parse().ok())
        .next()
        .unwrap();
    let wrong = json!({ "rule": "agreed", "stamp": "0" }).to_string();
    let refused = bench.done(&format!("{PAGE}/rules/apply"), &wrong).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let body =
        json!({ "rule": "agreed", "stamp": stamp, "reason": "alike", "except": [first] });
    let done = bench.done(&format!("{PAGE}/rules/apply"), &body.to_string()).await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(done.body.contains("\"concerned\":1"), "{}", done.body);
    assert_eq!(consensus(&bench).await.len(), 1);
    let left = bench.page(&rules).await.body;
    assert!(left.contains("<b>1 clear case</b>"), "{left}");
    assert!(left.contains(&format!("data-numbers=\"{first}\"")), "which is still open: {left}");

    let same = bench.page(&format!("{PAGE}/rules?rule=same-code&overlap=2")).await.body;
    assert!(same.contains("role=\"alert\""), "an overlap of 2: {same}");
    let none = bench.page(&format!("{PAGE}/rules?rule=majority")).await.body;
    assert!(none.contains("This rule finds nothing to decide"), "{none}");
}

#[tokio::test]
async fn the_report_is_shown_and_leaves_as_a_file() {
    let bench = coded().await;
    let page = bench.page(&format!("{PAGE}/report?made=yes&replicates=20")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for part in ["What to talk about first", "The record never loads.", "alpha"] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let talk = bench.page(&format!("{PAGE}/report?made=yes&coefficients=no")).await.body;
    assert!(page.body.contains("Krippendorff") && !talk.contains("Krippendorff"), "{talk}");
    let wrong = bench.page(&format!("{PAGE}/report?made=yes&seed=x")).await.body;
    assert!(wrong.contains("whole number"), "{wrong}");

    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    for (format, begins) in
        [("html", "<!DOCTYPE html>"), ("md", "# "), ("json", "{"), ("xlsx", "PK")]
    {
        let body = format!("replicates=20&format={format}");
        let file = bench.asked("POST", &format!("{PAGE}/report/file"), &headers, &body).await;
        assert_eq!(file.status, 200, "{format}: {}", file.body);
        assert!(file.body.to_lowercase().starts_with(&begins.to_lowercase()), "{format}");
        let name = format!("care-reconciliation.{format}");
        assert!(file.header("content-disposition").contains(&name), "{format}");
    }
}

#[tokio::test]
async fn a_blind_round_gives_nothing_of_it_by_any_of_these_addresses() {
    let bench = coded().await;
    let seen = bench.page(&format!("{PAGE}?at=2")).await.body;
    decide(&bench, 1, json!({ "verdict": "accept", "coder": 1, "reason": "it hinders" })).await;
    let path = bench.app.studies.named("care").unwrap().path.clone();
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    Project::open(&path).unwrap().round_new(&Session::fixed("ana", 900), &plan).unwrap();

    for address in [
        "",
        "?at=1",
        "?at=2",
        "?at=3",
        "?show=all",
        "?document=1&order=place",
        "?q=coder:ben",
        "?q=coder:ana,ben&at=2",
        "/rules?rule=agreed",
        "/rules?rule=same-code&overlap=0.1",
        "/rules?rule=majority",
        "/decisions",
        "/decisions?q=document:04-nurse",
        "/report?made=yes&replicates=5",
        "/report?made=yes&coefficients=no",
    ] {
        let page = bench.page(&format!("{PAGE}{address}")).await.body;
        let parts = [
            "They listen",
            "The record never",
            "it hinders",
            "id=\"row-",
            "<mark>",
            "data-stamp",
        ];
        for part in parts {
            assert!(!page.contains(part), "{address}: {part}: {page}");
        }
    }
    for more in [json!({ "verdict": "both" }), json!({ "verdict": "accept", "coder": 2 })] {
        let answer = send(&bench, "ana", &seen, more).await;
        assert_eq!(answer.status, 409, "{}", answer.body);
        assert!(!answer.body.contains("teamwork"), "{}", answer.body);
    }
    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    for format in ["html", "md", "json"] {
        let body = format!("replicates=5&format={format}");
        let file = bench.asked("POST", &format!("{PAGE}/report/file"), &headers, &body).await;
        assert!(!file.body.contains("They listen"), "{format}: {}", file.body);
    }
}

#[tokio::test]
async fn what_is_stored_is_escaped() {
    let bench = Specimen::new();
    let (start, end) = place(&bench, "They listen").await;
    let naughty = json!({
        "start": start, "end": end, "codes": [], "new": "<b onload=x>", "memo": "<i>why</i>",
    });
    bench.done("/s/care/read/1/code", &naughty.to_string()).await;
    let other = json!({ "start": start, "end": start + 4, "codes": ["record"] }).to_string();
    bench.done_as("ben", "/s/care/read/1/code", &other).await;
    let page = bench.page(PAGE).await.body;
    let number = shown(&page, "number").parse().unwrap();
    decide(&bench, number, json!({ "verdict": "both", "reason": "<u>so</u>" })).await;
    for address in ["", "?show=all", "/decisions", "/report?made=yes&replicates=5", "?at=1"] {
        let page = bench.page(&format!("{PAGE}{address}")).await.body;
        for raw in ["<b onload", "<i>why", "<u>so"] {
            assert!(!page.contains(raw), "{address}: {raw}");
        }
    }
    assert!(bench.page(&format!("{PAGE}?at={number}")).await.body.contains("&lt;u&gt;so"));
}
