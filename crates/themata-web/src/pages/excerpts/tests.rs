#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use crate::specimen::{Answer, Specimen};

/// A study in which `The record never loads.` is coded as `record` and, if one is named, by
/// one code more.
async fn coded(more: Option<&str>) -> Specimen {
    let bench = Specimen::new();
    let page = bench.page("/s/care/read/1").await.body;
    // Where the nurse begins to speak.
    let from: u32 = page
        .split("data-from=\"")
        .skip(1)
        .find(|row| row.contains("The record never loads."))
        .and_then(|row| row.split('"').next()?.parse().ok())
        .unwrap();
    let more = more.map_or(String::new(), |name| format!(",\"new\":\"{name}\""));
    let body = format!(
        "{{\"start\":{from},\"end\":{},\"codes\":[\"record\"],\"valence\":\"barrier\"{more}}}",
        from + 23
    );
    let answer = bench.done("/s/care/read/1/code", &body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    bench
}

async fn form(bench: &Specimen, path: &str, body: &str) -> Answer {
    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    bench.asked("POST", path, &headers, body).await
}

#[tokio::test]
async fn excerpts_are_listed_with_their_place() {
    let bench = coded(None).await;
    let page = bench.page("/s/care/excerpts?q=code:record").await;
    assert_eq!(page.status, 200);
    let narrowed = format!("?q={}", bench.numbered("code:record code:=record"));
    for words in [
        "<b>1 excerpt</b>",
        ">The record never loads.</a>",
        "/s/care/read/1#at-",
        "record",
        &narrowed,
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    let none = bench.page("/s/care/excerpts?q=code:teamwork").await;
    assert!(none.body.contains("<b>0 excerpts</b>") && !none.body.contains("never loads"));
    let behind = bench.page("/s/care/excerpts?page=9").await;
    assert!(behind.status == 200 && !behind.body.contains("never loads"));
}

#[tokio::test]
async fn words_are_listed_as_places_or_as_excerpts() {
    let bench = coded(None).await;
    let places = bench.page("/s/care/excerpts?q=record").await;
    assert!(places.body.contains("<b>1 place</b>"), "{}", places.body);
    assert!(places.body.contains("<span class=\"around\">The </span>"), "{}", places.body);
    let excerpts = bench.page("/s/care/excerpts?q=record&as=codings").await;
    assert!(excerpts.body.contains("<b>1 excerpt</b>"), "{}", excerpts.body);
}

#[tokio::test]
async fn what_is_wrong_is_told_under_the_field_with_what_was_meant() {
    let bench = coded(None).await;
    let page = bench.page("/s/care/excerpts?q=valence:barrier+code:recrd").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("No code is called `recrd`."), "{}", page.body);
    assert!(page.body.contains("valence:barrier code:<mark>recrd</mark>"), "{}", page.body);
    assert!(
        page.body.contains("value=\"valence:barrier code:record\">record</button>"),
        "{}",
        page.body
    );
    let page = bench.page("/s/care/excerpts?q=(code:record").await;
    assert!(page.body.contains("<mark>(code:record</mark>"), "{}", page.body);
}

#[tokio::test]
async fn a_query_is_completed() {
    let bench = coded(None).await;
    let writing = r#"{"q":"code:re","at":7}"#;
    let offered = bench.done("/s/care/excerpts/complete", writing).await;
    assert_eq!(offered.status, 200);
    assert!(offered.body.contains("{\"from\":5,\"to\":7,"), "{}", offered.body);
    assert!(offered.body.contains("\"text\":\"record\""), "{}", offered.body);
}

#[tokio::test]
async fn a_query_is_saved_and_taken_away() {
    let bench = coded(None).await;
    let kept = r#"{"name":"broken <i>records","q":"code:record"}"#;
    let answer = bench.done("/s/care/excerpts/save", kept).await;
    assert!(answer.body.contains("1 coding now"), "{}", answer.body);
    let page = bench.page("/s/care/excerpts").await;
    assert!(page.body.contains("broken &lt;i&gt;records") && !page.body.contains("<i>records"));
    let link = format!("href=\"?q={}\"", bench.numbered("code:record"));
    assert!(page.body.contains(&link), "{}", page.body);
    let twice = bench.done("/s/care/excerpts/save", kept).await;
    assert_eq!(twice.status, 422, "{}", twice.body);
    bench.done("/s/care/excerpts/forget", r#"{"name":"broken <i>records"}"#).await;
    assert!(!bench.page("/s/care/excerpts").await.body.contains("broken"));
}

#[tokio::test]
async fn excerpts_are_recoded_after_a_preview_and_taken_back() {
    let bench = coded(None).await;
    let recode = |preview: bool| {
        format!(
            "{{\"codings\":null,\"q\":\"code:record\",\"what\":\"replace\",\"from\":\"record\",\"code\":\"teamwork\",\"preview\":{preview}}}"
        )
    };
    let told = bench.done("/s/care/excerpts/recode", &recode(true)).await;
    assert!(told.body.contains("\"concerned\":1"), "{}", told.body);
    let count = async |query: &str| {
        let page = bench.page(&format!("/s/care/excerpts?q=code:={query}")).await;
        page.body.contains("<b>1 excerpt</b>")
    };
    assert!(count("record").await, "a preview changes nothing");
    bench.done("/s/care/excerpts/recode", &recode(false)).await;
    assert!(count("teamwork").await && !count("record").await);
    bench.done("/s/care/undo", "{}").await;
    assert!(count("record").await && !count("teamwork").await);
    let nothing = r#"{"codings":[1],"what":"add"}"#;
    assert_eq!(bench.done("/s/care/excerpts/recode", nothing).await.status, 422);
}

#[tokio::test]
async fn what_is_listed_leaves_as_a_file_named_after_the_study() {
    let bench = coded(None).await;
    let path = "/s/care/excerpts/export";
    let csv = form(&bench, path, "q=code%3Arecord&as=codings&format=csv").await;
    assert_eq!(csv.status, 200, "{}", csv.body);
    let named = "attachment; filename=\"care-excerpts.csv\"";
    assert_eq!(csv.header("content-disposition"), named);
    assert!(csv.body.contains("The record never loads."), "{}", csv.body);
    let places = form(&bench, path, "q=record&as=places&format=csv").await;
    assert!(places.body.starts_with("before,words,after"), "{}", places.body);
    let docx = form(&bench, path, "q=&as=codings&format=docx").await;
    assert!(docx.body.starts_with("PK"));
    assert_eq!(form(&bench, path, "q=&as=codings&format=exe").await.status, 422);
    // Nothing that reads the study for a file answers to an address alone.
    assert_eq!(bench.page(path).await.status, 405);
}

#[tokio::test]
async fn what_is_stored_is_escaped() {
    let bench = coded(Some("<img src=x onerror=y>")).await;
    let page = bench.page("/s/care/excerpts?q=%22%3C/script%3E%22+OR+code:record").await;
    assert!(!page.body.contains("<img") && !page.body.contains("\"</script>\""));
    assert!(page.body.contains("&lt;img src=x onerror=y&gt;"));
}
