#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use themata_project::rounds::RoundPlan;
use themata_project::{Project, Session};

use crate::specimen::Specimen;

const READ: &str = "/s/care/read/1";

/// The words of the interview that are asked for, as places.
async fn place(bench: &Specimen, words: &'static str) -> (u32, u32) {
    let at = bench.text(1).await.find(words).unwrap();
    let start = bench.text(1).await[..at].chars().count() as u32;
    (start, start + words.chars().count() as u32)
}

async fn coded(bench: &Specimen, words: &'static str, rest: &str) -> serde_json::Value {
    coded_by(bench, "ana", "", words, rest).await
}

/// What comes of coding in someone's name, while stripes are shown as an address says.
async fn coded_by(
    bench: &Specimen,
    coder: &str,
    stripes: &str,
    words: &'static str,
    rest: &str,
) -> serde_json::Value {
    let (start, end) = place(bench, words).await;
    let body = format!(r#"{{"start":{start},"end":{end},{rest}}}"#);
    let answer = bench.done_as(coder, &format!("{READ}/code{stripes}"), &body).await;
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

/// Left edge and width of each stripe on a page, with the code's place.
fn stripes(page: &str) -> Vec<(u32, u32, u32)> {
    let number = |rest: &str, name: &str| -> u32 {
        let at = rest.find(name).unwrap() + name.len();
        let digits: String = rest[at..].chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    };
    let drawn = page.match_indices("<rect class=\"c").map(|(at, _)| &page[at..]);
    drawn
        .map(|rest| {
            (number(rest, "class=\"c"), number(rest, " x=\""), number(rest, " width=\""))
        })
        .collect()
}

#[tokio::test]
async fn each_coder_has_lanes_of_their_own_in_a_fixed_order() {
    let bench = Specimen::new();
    coded_by(&bench, "ben", "", "We print everything", r#""codes":["teamwork"]"#).await;
    coded(&bench, "We print everything", r#""codes":["record"]"#).await;
    coded(&bench, "They listen", r#""codes":["record"]"#).await;

    // Together, lanes are taken in the order of beginning; ana's second stands beside the text.
    let together = stripes(&bench.page(READ).await.body);
    assert_eq!(together.iter().map(|stripe| stripe.1).max(), Some(12), "{together:?}");
    assert_eq!(together[2].1, 2, "{together:?}");

    // By coder, ana's stripes are left of ben's, everywhere.
    let page = bench.page(&format!("{READ}?lanes=coders")).await.body;
    let apart = stripes(&page);
    let left = |code: u32| -> Vec<u32> {
        apart.iter().filter(|stripe| stripe.0 == code).map(|stripe| stripe.1).collect()
    };
    let (record, teamwork) =
        (together[2].0, apart.iter().map(|it| it.0).find(|&it| it != together[2].0));
    assert_eq!(left(record), [2, 2]);
    assert_eq!(left(teamwork.unwrap()), [24]);
    let (ana, ben) = (page.find(">ana</text>").unwrap(), page.find(">ben</text>").unwrap());
    assert!(ana < ben);
    // Rows on which nothing is coded have the same columns.
    assert_eq!(
        page.matches("<rect class=\"track\"").count(),
        2 * page.matches("class=\"no\"").count() - 2
    );
}

#[tokio::test]
async fn only_chosen_coders_are_shown_and_the_choice_goes_along() {
    let bench = Specimen::new();
    coded_by(&bench, "ben", "", "We print everything", r#""codes":["teamwork"]"#).await;
    coded(&bench, "They listen", r#""codes":["record"]"#).await;
    let numbers: Vec<String> = {
        let page = bench.page(READ).await.body;
        let inputs =
            page.match_indices("name=\"coders\" value=\"").map(|(at, it)| at + it.len());
        inputs.map(|at| page[at..].split('"').next().unwrap().to_owned()).collect()
    };
    let [ana, ben] = numbers.as_slice() else { panic!("{numbers:?}") };

    let page = bench.page(&format!("{READ}?coders={ben}")).await.body;
    assert!(page.contains("aria-label=\"teamwork, ben\""), "{page}");
    assert!(!page.contains("aria-label=\"record, ana\""), "{page}");
    assert!(!page.contains("They listen</span>"), "tints are those of the chosen: {page}");

    // What is redrawn after an action is shown as the page is.
    let hidden = format!("?coders={ben}");
    let redrawn = coded_by(&bench, "ana", &hidden, "The record", r#""codes":["record"]"#).await;
    assert!(!redrawn["rows"][0][1].as_str().unwrap().contains("record, ana"), "{redrawn}");
    let shown = format!("?coders={ana}&lanes=coders");
    let redrawn = coded_by(&bench, "ana", &shown, "How is it", r#""codes":["record"]"#).await;
    assert!(redrawn["rows"][0][1].as_str().unwrap().contains("record, ana"), "{redrawn}");

    let nobody = bench.page(&format!("{READ}?coders=77")).await.body;
    assert!(nobody.contains("Show everyone"), "{nobody}");
    assert!(stripes(&nobody).is_empty());
    let odd = bench.page(&format!("{READ}?coders=%3Cq%3E&lanes=%3Cq%3E")).await;
    assert_eq!((odd.status, odd.body.contains("<q>")), (200, false));
}

#[tokio::test]
async fn windows_are_told_when_all_rows_depend_on_something_else() {
    let bench = Specimen::new();
    let state = |page: &str| {
        let at = page.find("data-stripes=\"").unwrap() + "data-stripes=\"".len();
        page[at..].split('"').next().unwrap().to_owned()
    };
    coded(&bench, "They listen", r#""codes":["record"]"#).await;
    let by_coder = format!("{READ}?lanes=coders");
    let before = state(&bench.page(&by_coder).await.body);
    // A second of the same coder elsewhere changes nothing for other rows.
    let same = coded_by(&bench, "ana", "?lanes=coders", "The record", r#""codes":["record"]"#);
    assert_eq!(same.await["stripes"], before.as_str());
    // Another coder brings a column into every row.
    let other = coded_by(&bench, "ben", "?lanes=coders", "The record", r#""codes":["record"]"#);
    let after = other.await["stripes"].as_str().unwrap().to_owned();
    assert_ne!(after, before);
    assert_eq!(after, state(&bench.page(&by_coder).await.body));
}

#[tokio::test]
async fn a_blind_round_sends_nothing_of_others_however_stripes_are_shown() {
    let bench = Specimen::new();
    coded_by(&bench, "ben", "", "We print everything", r#""codes":["teamwork"]"#).await;
    let redrawn = coded(&bench, "They listen", r#""codes":["record"]"#).await;
    let seen = bench.page(READ).await.body;
    assert!(seen.contains("teamwork, ben"));

    let path = bench.app.studies.named("care").unwrap().path.clone();
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    Project::open(&path).unwrap().round_new(&Session::fixed("ana", 900), &plan).unwrap();

    for stripes in ["", "?lanes=coders", "?coders=1,2,3", "?lanes=coders&coders=2"] {
        let page = bench.page(&format!("{READ}{stripes}")).await.body;
        assert!(!page.contains("teamwork, ben"), "{stripes}: {page}");
        // Not even that ben has coded this one: he is no choice, and has no column.
        assert!(!page.contains("<bdi>ben"), "{stripes}: {page}");
        assert!(!page.contains(">ben</text>"), "{stripes}: {page}");
        assert!(!page.contains("data-coder=\"ben\""), "{stripes}: {page}");
        let since = if stripes.is_empty() {
            "?since=1".to_owned()
        } else {
            format!("{stripes}&since=1")
        };
        let rows = bench.page(&format!("{READ}/rows{since}")).await;
        assert_eq!(rows.status, 200, "{}", rows.body);
        assert!(!rows.body.contains("teamwork, ben"), "{stripes}: {}", rows.body);
    }
    let removed = format!(r#"{{"codings":[{}]}}"#, redrawn["codings"][0]);
    let answer = bench.done(&format!("{READ}/remove?lanes=coders"), &removed).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(!answer.body.contains("teamwork, ben"), "{}", answer.body);
}

#[tokio::test]
async fn twenty_stripes_over_each_other_stay_apart() {
    let bench = Specimen::new();
    for number in 0..20 {
        coded(&bench, "The record never loads", &format!(r#""new":"code {number}""#)).await;
    }
    let mut drawn = stripes(&bench.page(READ).await.body);
    drawn.sort_by_key(|stripe| stripe.1);
    assert_eq!(drawn.len(), 20);
    for pair in drawn.windows(2) {
        assert!(pair[0].1 + pair[0].2 < pair[1].1, "a gap between {pair:?}");
        assert!(pair[0].2 >= 2, "{pair:?}");
    }
    let last = drawn.last().unwrap();
    assert!(last.1 + last.2 <= 120, "{last:?}");
}
