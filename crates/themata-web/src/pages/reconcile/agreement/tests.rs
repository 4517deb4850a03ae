#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::collections::BTreeSet;

use serde_json::json;

use super::meanings::meaning;
use super::{AgreementBy, Asked, MeasureSet};
use crate::pages::leading::encoded;
use crate::specimen::Specimen;

/// A study that ana and ben have coded: both the record, ana the team.
async fn coded() -> Specimen {
    let bench = Specimen::new();
    for (coder, start, code) in
        [("ana", 34, "record"), ("ben", 34, "record"), ("ana", 87, "teamwork")]
    {
        let body = json!({ "start": start, "end": start + 6, "codes": [code] });
        let answer = bench.done_as(coder, "/s/care/read/1/code", &body.to_string()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    bench
}

const PAGE: &str = "/s/care/reconcile/agreement";

#[tokio::test]
async fn agreement_is_measured_explained_and_read_out() {
    let bench = coded().await;
    let page = bench.page(&format!("{PAGE}?row=0")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    // Both marked the same one of four turns.
    assert!(page.body.contains("In words: <bdi>record</bdi>"), "{}", page.body);
    assert!(page.body.contains("Alpha is 1.000: the coders do not differ at all."));
    assert!(page.body.contains("Compared were 4 units."), "{}", page.body);
    for words in
        ["What the columns mean", "Krippendorff's alpha, nominal", "How many units ana"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let excerpts = bench.numbered("code:=\"record\" coder:\"ben\"");
    assert!(page.body.contains(&format!("/s/care/excerpts?q={excerpts}")), "{}", page.body);
    let desk = "/s/care/reconcile?code=0&amp;exactly=code";
    assert!(page.body.contains(desk), "{}", page.body);
}

#[tokio::test]
async fn numbers_lead_to_what_a_coder_said_also_under_the_final_coding() {
    let bench = coded().await;
    let saved = json!({ "name": "fin", "q": "coder:final", "replace": false });
    let saved = bench.done("/s/care/excerpts/save", &saved.to_string()).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    let excerpts = bench.numbered("code:=\"record\" coder:\"ben\"");
    let lead = format!("/s/care/excerpts?q={excerpts}");
    // Within something else it cannot be left out, and no number leads elsewhere than it says.
    for (asked, leads) in
        [("coder:final", true), ("query:fin", false), ("(coder:final OR code:record)", false)]
    {
        let page = bench.page(&format!("{PAGE}?row=0&q={}", encoded(asked))).await;
        assert!(page.body.contains("In words: <bdi>record</bdi>"), "{asked}: {}", page.body);
        assert_eq!(page.body.contains(&lead), leads, "{asked}: {}", page.body);
        assert_eq!(page.body.contains("/s/care/excerpts?q="), leads, "{asked}: {}", page.body);
    }
}

#[tokio::test]
async fn a_code_that_nobody_used_has_a_row_if_it_is_wanted() {
    let bench = coded().await;
    let added = bench.done("/s/care/codebook/add", r#"{"name":"unheard"}"#).await;
    assert_eq!(added.status, 200, "{}", added.body);
    let row = |body: &str| body.contains("in words<span class=\"sr\">: unheard</span>");
    let page = bench.page(PAGE).await.body;
    assert!(!row(&page) && page.contains("1 code that nobody used has no row"), "{page}");
    let page = bench.page(&format!("{PAGE}?unused=1")).await.body;
    assert!(row(&page) && page.contains("Leave out codes that nobody used"), "{page}");
}

#[tokio::test]
async fn a_number_leads_to_the_excerpts_that_it_counts() {
    let bench = coded().await;
    let listed = bench.page("/s/care/excerpts?q=code:=record%20coder:ben").await;
    assert!(listed.body.contains("<b>1 excerpt</b>"), "{}", listed.body);
    let page = bench.page(&format!("{PAGE}?q=coder:ana,ben&discuss=1")).await;
    let both = bench.numbered("coder:ana,ben code:=\"teamwork\" coder:\"ana\"");
    assert!(page.body.contains(&format!("excerpts?q={both}")), "{}", page.body);
    // The disagreements are those of the same coders.
    let coders = bench.numbered("coder:ana,ben");
    let desk = format!("/s/care/reconcile?q={coders}&amp;code=1&amp;exactly=code");
    assert!(page.body.contains(&desk), "{}", page.body);
}

#[tokio::test]
async fn what_does_not_exist_has_its_reason_on_the_page() {
    let bench = Specimen::new();
    let page = bench.page(PAGE).await;
    assert!(page.body.contains("undefined<sup>1</sup>"), "{}", page.body);
    assert!(page.body.contains("Where a number does not exist:"), "{}", page.body);
    assert!(page.body.contains("has no value here:"), "{}", page.body);
}

#[tokio::test]
async fn without_coefficients_there_is_none_on_the_page() {
    let bench = coded().await;
    let page = bench.page(&format!("{PAGE}?discuss=1&measures=items&row=1")).await.body;
    for word in
        ["data-column=\"alpha\"", "Alpha is", "data-column=\"kappa\"", "name=\"interval\"><o"]
    {
        assert!(!page.contains(word), "{word}: {page}");
    }
    assert!(page.contains("There is 1 passage to talk about."), "{page}");
    // What was chosen before is kept for when coefficients are on again.
    assert!(page.contains(r#"type="hidden" name="measures" value="items""#), "{page}");
    assert!(page.contains("discuss=1&amp;row=0"), "{page}");
}

#[tokio::test]
async fn every_choice_of_the_form_answers() {
    let bench = coded().await;
    for unit in ["", "character", "sentence", "paragraph", "turn", "document"] {
        for measures in ["", "items", "sets", "unitizing", "spans"] {
            for more in ["", "&rows=pair", "&rows=document", "&interval=bca&replicates=50"] {
                let address =
                    format!("{PAGE}?unit={unit}&measures={measures}&universe=coded-text{more}");
                let page = bench.page(&address).await;
                assert_eq!(page.status, 200, "{address}");
                assert!(!page.body.contains("id=\"refused\""), "{address}: {}", page.body);
            }
        }
    }
    for wrong in ["q=site:", "interval=bca&replicates=9999999"] {
        let page = bench.page(&format!("{PAGE}?{wrong}")).await;
        assert!(page.body.contains("id=\"refused\""), "{wrong}: {}", page.body);
    }
}

#[tokio::test]
async fn every_column_has_a_meaning() {
    let bench = coded().await;
    let study = bench.app.studies.named("care").unwrap();
    let mut without = BTreeSet::new();
    for measures in MeasureSet::ALL {
        for by in AgreementBy::ALL {
            for (interval, discuss) in [("", ""), ("percentile", ""), ("", "1")] {
                let asked = Asked {
                    measures: measures.as_str().to_owned(),
                    rows: by.as_str().to_owned(),
                    interval: interval.to_owned(),
                    replicates: "20".to_owned(),
                    legacy: "1".to_owned(),
                    discuss: discuss.to_owned(),
                    ..Asked::default()
                };
                let table =
                    study.looked_at(|project| project.agreement(&asked.question())).unwrap();
                let columns = table.columns.iter().filter(|column| meaning(column).is_none());
                without.extend(columns.map(|column| column.key.clone()));
            }
        }
    }
    assert!(without.is_empty(), "{without:?}");
}

#[tokio::test]
async fn the_same_table_leaves_as_a_file() {
    let bench = coded().await;
    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    for (format, begins) in [("csv", "code,"), ("xlsx", "PK"), ("docx", "PK")] {
        let body = format!("q=coder%3Aana%2Cben&rows=&format={format}");
        let answer = bench.asked("POST", &format!("{PAGE}/export"), &headers, &body).await;
        assert_eq!(answer.status, 200, "{format}: {}", answer.body);
        let plain = answer.body.trim_start_matches('\u{feff}');
        assert!(plain.starts_with(begins), "{format}: {plain}");
        let named = answer.header("content-disposition");
        assert_eq!(named, format!("attachment; filename=\"care-agreement.{format}\""));
    }
    let wrong = bench.asked("POST", &format!("{PAGE}/export"), &headers, "format=pdf").await;
    assert_eq!(wrong.status, 422, "{}", wrong.body);
}

#[tokio::test]
async fn nobody_reads_of_blind_codings_in_a_figure() {
    let bench = coded().await;
    let plan = json!({ "name": "pilot", "coders": ["ana", "ben"], "blind": true });
    let made = bench.done("/s/care/rounds/new", &plan.to_string()).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let page = bench.page(&format!("{PAGE}?discuss=1")).await.body;
    assert!(page.contains("are kept back: the round"), "{page}");
    let ben = bench.numbered("code:=\"record\" coder:\"ben\"");
    assert!(!page.contains(&ben), "{page}");
}

#[tokio::test]
async fn the_command_of_a_file_says_what_was_asked() {
    for (asked, command) in [
        (Asked::default(), "themata agreement --measures standard --by code"),
        (
            Asked { q: "site:04".into(), rows: "pair".into(), ..Asked::default() },
            "themata agreement --measures standard --by pair site:04",
        ),
        (
            Asked {
                q: "theme:\"nurse's day\"".into(),
                rows: "pair".into(),
                ..Asked::default()
            },
            r#"themata agreement --measures standard --by pair 'theme:"nurse'\''s day"'"#,
        ),
        (
            Asked { interval: "bca".into(), unit: "turn".into(), ..Asked::default() },
            "themata agreement --unit turn --measures standard --by code --interval=bca \
             --replicates 1000 --seed 1",
        ),
        (Asked { discuss: "1".into(), ..Asked::default() }, "themata agreement --discuss"),
    ] {
        assert_eq!(asked.command(), command);
    }
}

#[tokio::test]
async fn what_is_stored_is_escaped() {
    let bench = coded().await;
    let code = json!({ "start": 34, "end": 40, "codes": [], "new": "<b onload=x>" });
    bench.done("/s/care/read/1/code", &code.to_string()).await;
    let page = bench.page(&format!("{PAGE}?q=%22%3Ci%3E%22&seed=%3Cu%3E")).await;
    for raw in ["<b onload", "<i>", "<u>"] {
        assert!(!page.body.contains(raw), "{raw}");
    }
    let page = bench.page(PAGE).await;
    assert!(page.body.contains("&lt;b onload=x&gt;"), "{}", page.body);
}
