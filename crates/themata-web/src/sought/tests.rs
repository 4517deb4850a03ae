#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use super::{LONGEST, MOST, MOST_BYTES, Sought};
use crate::specimen::Specimen;

/// What a browser that was let in sends along with a form.
fn of_a_form(cookie: &str) -> [(&str, &str); 3] {
    [
        ("cookie", cookie),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ]
}

#[test]
fn words_are_found_by_their_number_and_not_by_another() {
    let sought = Sought::default();
    let number = sought.numbered(" code:=trust ");
    assert_eq!(number, sought.numbered("code:=trust"));
    assert_eq!(sought.words(&number).as_deref(), Some("code:=trust"));
    assert_ne!(number, sought.numbered("code:=Trust"));
    assert_ne!(number, Sought::default().numbered("code:=trust"), "no key for all");
    assert_eq!(sought.numbered("  "), "");
    assert_eq!(sought.words("~0"), None);
    assert_eq!(sought.words("code:=trust"), None);
}

#[test]
fn no_more_words_are_known_than_there_is_room_for() {
    let sought = Sought::default();
    let first = sought.numbered("first");
    let drawn = sought.numbered("drawn again and again");
    for place in 0..2 * MOST {
        sought.numbered(&place.to_string());
        sought.numbered("drawn again and again");
    }
    assert_eq!(sought.words(&first), None);
    assert!(sought.words(&drawn).is_some());
    let known = sought.known();
    assert!(known.young.len() + known.old.len() <= MOST);
}

#[test]
fn no_more_bytes_are_known_than_there_is_room_for() {
    let sought = Sought::default();
    let first = sought.numbered("first");
    for place in 0..2 * MOST_BYTES / LONGEST {
        sought.numbered(&format!("{place:0LONGEST$}"));
    }
    let known = sought.known();
    let bytes: usize = known.young.values().chain(known.old.values()).map(String::len).sum();
    assert!((MOST_BYTES / 4..=MOST_BYTES).contains(&bytes), "{bytes}");
    drop(known);
    assert_eq!(sought.words(&first), None);
}

#[tokio::test]
async fn words_that_were_written_into_an_address_do_not_stay_there() {
    let bench = Specimen::new();
    let cookie = [("cookie", &*bench.come_in().await)];
    let asked =
        bench.asked("GET", "/s/care/excerpts?q=never+loads&as=places", &cookie, "").await;
    let address = asked.header("location");
    assert_eq!(asked.status, 303);
    assert!(address.starts_with("/s/care/excerpts?q=~"), "{address}");
    assert!(address.ends_with("&as=places") && !address.contains("loads"), "{address}");
    let page = bench.asked("GET", &address, &cookie, "").await;
    assert!(page.body.contains("value=\"never loads\""), "{}", page.body);
}

#[tokio::test]
async fn a_form_leads_to_a_page_of_this_study_and_nowhere_else() {
    let bench = Specimen::new();
    let cookie = bench.come_in().await;
    let headers = of_a_form(&cookie);
    for to in ["excerpts", "documents", "proposals", "memos"] {
        let form = format!("to={to}&q=document%3A04-nurse&page=");
        let sent = bench.asked("POST", "/s/care/seek", &headers, &form).await;
        let address = sent.header("location");
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(address.starts_with(&format!("/s/care/{to}?q=~")), "{address}");
        let page = bench.asked("GET", &address, &headers[..1], "").await;
        assert!(page.body.contains("value=\"document:04-nurse\""), "{}", page.body);
        assert!(!page.body.contains("?q=document"), "{}", page.body);
    }
    let away = bench.asked("POST", "/s/care/seek", &headers, "to=//evil.example&q=a").await;
    assert_eq!(away.status, 404);
    let long = format!("to=excerpts&q={}", "a".repeat(LONGEST + 1));
    let long = bench.asked("POST", "/s/care/seek", &headers, &long).await;
    assert_eq!(long.status, 422);
    assert!(long.body.contains("longer than what can be looked for"), "{}", long.body);
}

#[tokio::test]
async fn a_number_that_nobody_gave_is_said_to_be_unknown() {
    let bench = Specimen::new();
    let page = bench.page("/s/care/excerpts?q=~0123456789abcdef").await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("no longer known here"), "{}", page.body);
}

#[tokio::test]
async fn words_that_begin_as_a_number_does_are_words() {
    let bench = Specimen::new();
    let cookie = bench.come_in().await;
    let headers = of_a_form(&cookie);
    // The last is spelt as a number is: what was typed is never one.
    for words in ["~30 patients", "~", "~zz", "~1", "~0123456789ABCDEF", "~0123456789abcdef"] {
        let form = format!("to=memos&q={}", words.replace(' ', "+"));
        let sent = bench.asked("POST", "/s/care/seek", &headers, &form).await;
        let address = sent.header("location");
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(!address.ends_with(&format!("={}", words.replace(' ', "%20"))), "{address}");
        let page = bench.asked("GET", &address, &headers[..1], "").await;
        assert_eq!(page.status, 200, "{words}: {}", page.body);
        assert!(page.body.contains(&format!("value=\"{words}\"")), "{}", page.body);
    }
    let written = "/s/care/memos?q=~30+patients";
    let sent = bench.asked("GET", written, &headers[..1], "").await;
    assert_eq!(sent.status, 303);
    assert!(!sent.header("location").contains("patients"), "{}", sent.header("location"));
}
