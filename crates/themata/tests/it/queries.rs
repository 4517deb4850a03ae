use crate::env::Env;

fn coded() -> Env {
    let env = Env::with_study();
    env.run(
        "code 01-nurse --quote 'There is no money for licences' --code funding --valence \
         barrier --coder ana",
    )
    .done();
    env.run("code 04-manager --quote 'It works, honestly.' --code 'shared record' --coder ben")
        .done();
    env
}

#[test]
fn a_query_is_kept_and_follows_the_study() {
    let env = coded();
    env.run("query save money 'licence* OR code:funding' --note 'for chapter 3' --coder ana")
        .done()
        .says(&["money is saved; now it means 1 coding; its words stand at 2 places"]);
    env.run("excerpts 'query:money site:01'").done().says(&["There is no money for licences"]);
    env.run("code 04-manager --quote 'There is money for licences' --code funding --coder ben")
        .done();
    let listed = env.run("query list --format json").done().json();
    let row = &listed["rows"][0];
    assert_eq!(row["query"], "money");
    assert_eq!(row["note"], "for chapter 3");
    assert_eq!(row["by"], "ana");
    assert_eq!(row["at"], "2026-05-01 12:00");
    assert_eq!(row["codings"], 2);
    assert_eq!(row["documents"], 2);
    assert_eq!(row["places"], 2);
    env.run("query save Money site:04").fails().says(&["called `money` already", "--replace"]);
    env.run("query save money site:04 --replace --coder ben").done().says(&["2 codings"]);
    env.run("query show money").done().says(&[
        "written as: site:04",
        "saved by ben",
        "for chapter 3",
        "what lies in 04-manager, of which site is 04",
    ]);
    env.run("undo").done();
    env.run("query show money").done().says(&["licence* OR code:funding", "saved by ana"]);
    env.run("query show mony").fails().says(&["did you mean `money`?"]);
    env.run("check").done();
}

#[test]
fn what_does_not_hold_is_not_kept() {
    let env = coded();
    env.run("query save x code:fundin").fails().says(&["did you mean `funding`?"]);
    env.run("query save x ''").fails().says(&["needs no name"]);
    env.run("query save '' code:funding").fails().says(&["needs a name"]);
    env.run("query save x /[/").fails();
    env.run("query save x query:x").fails().says(&["refers to itself"]);
    env.run("query list").answers_no();
    env.run("query save a code:funding").done();
    env.run("query save b 'query:a site:01'").done();
    env.run("query save c 'query:b OR code:leadership'").done();
    env.run("query save a 'query:c site:01' --replace").fails().says(&["refers to itself"]);
    env.run("query save a 'site:01' --replace").done();
    env.run("query save d 'code:funding OVERLAPS query:e'").fails().says(&["`e`"]);
    env.run("query save d 'query:a code:funding OVERLAPS code:leadership'").done();
}

#[test]
fn a_query_that_others_are_made_of_is_not_lost_unasked() {
    let env = coded();
    env.run("query save base code:funding").done();
    env.run("query save 'a place' 'query:base site:01,04'").done();
    env.run("query remove base").fails().says(&["`a place` is made of `base`", "--force"]);
    env.run("query rename base 'money matters'").done().says(&["changed along: a place"]);
    env.run("query list --format csv")
        .done()
        .says(&["\"query:\"\"money matters\"\" site:01,04\""]);
    env.run("excerpts 'query:a place'").done().says(&["no money"]);
    env.run("query rename 'a place' 'Money matters'").fails().says(&["already"]);
    env.run("query remove 'money matters' --force").done();
    env.run("query list --format csv")
        .done()
        .says(&["no saved query is called `money matters`"]);
    env.run("query show 'a place'").done().says(&["cannot be asked now"]);
    env.run("undo").done();
    env.run("excerpts 'query:a place'").done().says(&["no money"]);
    env.run("query remove 'a place'").done();
    env.run("query remove 'money matters'").done();
    env.run("check").done();
}

#[test]
fn a_query_is_explained_part_by_part() {
    let env = coded();
    let told = env
        .run("query explain '(code:IT OR valence:barrier) site:01 NOT licences' --format json")
        .done()
        .json();
    let rows = told["rows"].as_array().unwrap();
    let row = |part: &str| rows.iter().find(|row| row["part"] == part).unwrap().clone();
    assert_eq!(row("code:IT")["codings"], 1);
    assert_eq!(row("valence:barrier")["meaning"], "codings with the valence barrier");
    assert_eq!(row("licences")["places"], 2);
    assert_eq!(row("NOT licences")["codings"], 1);
    // Lines of a table are broken where they are full.
    let flat = |query: &str| {
        let printed = env.run(&format!("query explain '{query}'")).done();
        printed.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let out = flat("(code:IT OR valence:barrier) site:01 NOT licences");
    for words in [
        "In standard spelling: (code:IT OR valence:barrier) site:01 NOT licences.",
        "It means 0 codings on 0 excerpts in 0 documents.",
        "it can hold in 1 of 2 documents: 01-nurse",
        "it can hold for 4 of 4 codes: shared record, double entry, funding, leadership",
        "it can hold for 2 of 2 coders: ana, ben",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let near =
        env.run("query explain 'code:funding NEAR/2turns code:leadership' --format json");
    assert_eq!(
        near.done().json()["rows"][0]["meaning"],
        "codings of the first, if it overlaps, or is at most 2 turns away from, one of the \
         second; only codings of the same coder are held together"
    );
    env.run("query explain 'code:funding NOT WITHIN (code:leadership coder:ana)'")
        .done()
        .says_nothing_of(&["same coder"]);
    env.run("query explain ''").done().says(&["everything", "It means 2 codings"]);
    env.run("query explain code:nothing").fails();
}
