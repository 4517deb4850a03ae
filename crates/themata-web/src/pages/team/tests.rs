#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use crate::specimen::Specimen;

const GOOD: &str = "ladder+otter+seven+pink";

/// The path of the link on a page.
fn link(body: &str) -> String {
    let at = body.find("/join/").unwrap();
    body[at..].split('"').next().unwrap().to_owned()
}

async fn joined(bench: &Specimen, link: &str, name: &str) -> String {
    let form = format!("name={name}&password={GOOD}&again={GOOD}");
    let answer = bench.sent_by("", link, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_lead_invites_a_coder_who_signs_in_again_later() {
    let bench = Specimen::team();
    let lea = bench.cookie_of("lea");
    let page = bench.sent_by(&lea, "/s/care/team/invite", "role=coder").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let link = link(&page.body);

    let shown = bench.asked("GET", &link, &[], "").await;
    assert!(shown.body.contains("invites you") && shown.body.contains("coder"));
    let title = bench.page_for("lea", "/s/care/documents").await;
    let title = title.body.split("class=\"study\"").nth(1).unwrap();
    let title = title.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(shown.body.contains(&format!("<bdi>{title}</bdi>")), "{title}: {}", shown.body);
    let form = format!("name=cas&password={GOOD}&again={GOOD}");
    let answer = bench.sent_by("", &link, &form).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/s/care/documents".to_owned())
    );
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let there = bench.asked("GET", "/s/care/documents", &[("cookie", &cookie)], "").await;
    assert_eq!(there.status, 200);
    assert!(there.body.contains("data-may=\"read note code\""));
    assert_eq!(bench.asked("GET", &link, &[], "").await.status, 404, "it works once");

    let out = bench.sent_by(&cookie, "/sign-out", "").await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    let after = bench.asked("GET", "/s/care/documents", &[("cookie", &cookie)], "").await;
    assert_eq!(after.status, 401);

    let wrong = bench.sent_by("", "/sign-in", "name=cas&password=wrong").await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("do not belong together") && !wrong.body.contains("value=\"wrong")
    );
    let form = format!("name=cas&password={GOOD}&next=%2Fs%2Fcare%2Fcodebook");
    let right = bench.sent_by("", "/sign-in", &form).await;
    assert_eq!((right.status, right.header("location")), (303, "/s/care/codebook".to_owned()));
    for elsewhere in ["//evil.example", "https://evil.example", "/s/\\evil", "/\\evil.example"]
    {
        let form = format!("name=cas&password={GOOD}&next={elsewhere}");
        let to = bench.sent_by("", "/sign-in", &form).await.header("location");
        assert_eq!(to, "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn whoever_was_coding_comes_to_their_work_and_others_to_what_they_take_part_in() {
    let bench = Specimen::team();
    let lea = bench.cookie_of("lea");
    let body = r#"{"name":"cas"}"#;
    let added = bench.done_for("lea", "/s/care/people/coders", body).await;
    assert_eq!(added.status, 200, "{}", added.body);
    for (wanted, name, there) in [
        ("role=coder&name=cas", "", "/s/care/rounds"),
        ("role=reader", "rhea", "/s/care/documents"),
        ("role=analyst", "ada", "/s/care/documents"),
    ] {
        let page = bench.sent_by(&lea, "/s/care/team/invite", wanted).await;
        let form = format!("name={name}&password={GOOD}&again={GOOD}");
        let answer = bench.sent_by("", &link(&page.body), &form).await;
        assert_eq!(answer.header("location"), there, "{wanted}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_cookie_is_for_this_server_alone() {
    let bench = Specimen::team();
    let lea = bench.cookie_of("lea");
    let page = bench.sent_by(&lea, "/s/care/team/invite", "role=reader").await;
    let form = format!("name=cas&password={GOOD}&again={GOOD}");
    let cookie = bench.sent_by("", &link(&page.body), &form).await.header("set-cookie");
    for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
}

#[tokio::test]
async fn a_lead_changes_roles_in_their_own_study_only() {
    let bench = Specimen::team();
    let lea = bench.cookie_of("lea");
    let done = bench.sent_by(&lea, "/s/care/team/role", "name=rob&role=coder").await;
    assert_eq!(done.status, 303, "{}", done.body);
    let rob = bench.page_for("rob", "/s/care/team").await;
    assert!(
        rob.body.contains("data-may=\"read note code\"") && !rob.body.contains("Make a link")
    );

    let other = bench.sent_by(&lea, "/s/other/team/role", "name=rob&role=lead").await;
    assert_eq!(other.status, 404);
    let stranger = bench.sent_by(&lea, "/s/care/team/role", "name=zoe&role=coder").await;
    assert_eq!(stranger.status, 422, "{}", stranger.body);
    let last = bench.sent_by(&lea, "/s/care/team/role", "name=lea&role=").await;
    assert!(last.body.contains("Nobody would lead this study"), "{}", last.body);
    assert_eq!(bench.page_for("lea", "/s/care/team").await.status, 200);
}

#[tokio::test]
async fn whoever_is_taken_out_is_out_at_once() {
    let bench = Specimen::team();
    let ana = bench.cookie_of("ana");
    let there = [("cookie", ana.as_str())];
    assert_eq!(bench.asked("GET", "/s/care/documents", &there, "").await.status, 200);
    let lea = bench.cookie_of("lea");
    bench.sent_by(&lea, "/s/care/team/role", "name=ana&role=").await;
    assert_eq!(bench.asked("GET", "/s/care/documents", &there, "").await.status, 404);
    assert_eq!(bench.asked("GET", "/", &there, "").await.status, 200);
}

#[tokio::test]
async fn nobody_acts_in_another_name() {
    let bench = Specimen::team();
    let ana = bench.cookie_of("ana");
    bench.sent_by(&ana, "/act", "coder=ben").await;
    let added = bench.done_for("ana", "/s/care/codebook/add", r#"{"name":"trust"}"#).await;
    assert_eq!(added.status, 200, "{}", added.body);
    let history = bench.page_for("lea", "/s/care/history").await;
    assert!(
        history.body.contains("ana") && !history.body.contains(">ben<"),
        "{}",
        history.body
    );
}

#[tokio::test]
async fn one_undoes_only_what_one_did_oneself() {
    let bench = Specimen::team();
    for (name, code, words) in [("ana", 0, "what trust is"), ("ben", 1, "who is there")] {
        let body = format!(r#"{{"field":"definition","value":"{words}"}}"#);
        let done = bench.done_for(name, &format!("/s/care/codebook/{code}/field"), &body).await;
        assert_eq!(done.status, 200, "{}", done.body);
    }
    let undone = bench.done_for("ana", "/s/care/undo", "{}").await;
    assert!(undone.body.contains("record"), "{}", undone.body);
    let kept = bench.page_for("ben", "/s/care/codebook/1").await;
    assert!(kept.body.contains("who is there"), "what ben did stays");
    let again = bench.done_for("ana", "/s/care/redo", "{}").await;
    assert!(again.body.contains("record"), "{}", again.body);
    let page = bench.page_for("lea", "/s/care/history").await;
    let number = page.body.split("data-turn=\"").nth(1).unwrap().split('"').next().unwrap();
    let turned = format!("/s/care/history/{number}/turn");
    let refused = bench.done_for("ana", &turned, "{}").await;
    assert!(refused.body.contains("omebody else did"), "{}", refused.body);
    assert_eq!(bench.done_for("lea", &turned, "{}").await.status, 200);
}

#[tokio::test]
async fn whoever_leads_no_more_undoes_nothing_that_leads_do() {
    let bench = Specimen::team();
    let lea = bench.cookie_of("lea");
    bench.sent_by(&lea, "/s/care/team/role", "name=ana&role=lead").await;
    let plan = r#"{"name":"pilot","coders":["ana"]}"#;
    let made = bench.done_for("ana", "/s/care/rounds/new", plan).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let page = bench.page_for("ana", "/s/care/history").await.body;
    let number = page.split("data-turn=\"").nth(1).unwrap().split('"').next().unwrap();
    bench.sent_by(&lea, "/s/care/team/role", "name=ana&role=coder").await;
    for path in ["/s/care/undo".to_owned(), format!("/s/care/history/{number}/turn")] {
        let refused = bench.done_for("ana", &path, "{}").await;
        assert_eq!(refused.status, 422, "{path}: {}", refused.body);
        assert!(refused.body.contains("role that you have no more"), "{}", refused.body);
    }
    // What a coder does, a coder takes back.
    let code = r#"{"start":27,"end":31,"codes":["record"]}"#;
    assert_eq!(bench.done_for("ana", "/s/care/read/1/code", code).await.status, 200);
    let undone = bench.done_for("ana", "/s/care/undo", "{}").await;
    assert_eq!(undone.status, 200, "{}", undone.body);
    let again = bench.done_for("ana", "/s/care/redo", "{}").await;
    assert_eq!(again.status, 200, "{}", again.body);
}

#[tokio::test]
async fn a_server_opens_nothing_that_it_was_not_started_with() {
    let bench = Specimen::team();
    let answer = bench.done_for("kit", "/open", r#"{"path":"/etc/passwd"}"#).await;
    assert!(answer.body.contains("started with"), "{}", answer.body);
    let made = bench.done_for("kit", "/new", r#"{"title":"Third wave","coder":"eve"}"#).await;
    assert_eq!(made.body, r#"{"address":"/s/third-wave/documents"}"#);
    let page = bench.page_for("kit", "/s/third-wave/documents").await;
    assert!(
        page.body.contains("data-may=\"keep read note code analyse lead\""),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_keeper_removes_accounts_and_sends_new_passwords() {
    let bench = Specimen::team();
    let kit = bench.cookie_of("kit");
    let rob = bench.cookie_of("rob");
    let page = bench.sent_by(&kit, "/accounts/password", "name=rob").await;
    joined(&bench, &link(&page.body), "ignored").await;
    let there = bench.asked("GET", "/", &[("cookie", &rob)], "").await;
    assert_eq!(there.status, 401, "other browsers are signed out");
    assert_eq!(bench.sent_by(&kit, "/accounts/remove", "name=rob").await.status, 303);
    let form = format!("name=rob&password={GOOD}");
    assert_eq!(bench.sent_by("", "/sign-in", &form).await.status, 422);
    let last = bench.sent_by(&kit, "/accounts/remove", "name=kit").await;
    assert!(last.body.contains("Nobody would keep this workbench"), "{}", last.body);
}

#[tokio::test]
async fn one_person_alone_is_told_how_a_team_works() {
    let bench = Specimen::new();
    let page = bench.page("/s/care/team").await;
    assert!(page.body.contains("--users team.json"), "{}", page.body);
    assert_eq!(bench.page("/sign-in").await.status, 404);
}
