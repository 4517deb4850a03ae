use crate::env::Env;

#[test]
fn speakers_are_renamed_in_a_way_that_can_be_reviewed() {
    let env = Env::with_study();
    env.run("speakers rename NURSE Kim").done().says(&["1 speaker changed in 1 document"]);
    let listed = env.run("speakers list --format csv").done();
    assert!(listed.out.contains("01-nurse,NURSE,Kim,"), "{}", listed.out);
    env.run("speakers rename NURZE Kim").fails().says(&["no speaker is called `NURZE`"]);
    env.run("undo").done();
    env.run("speakers list").done().says_nothing_of(&["Kim"]);
}

#[test]
fn two_people_become_one_only_when_that_is_said() {
    let env = Env::with_study();
    env.run("speakers rename INTERVIEWER NURSE")
        .fails()
        .says(&["somebody in `01-nurse` is called `NURSE` already", "speakers merge"]);
    env.write(
        "fg.txt",
        "P1: One thing.\n\nP 1: Two things.\n\nP2: Three.\n\nP1: Four.\n\nP2: Five.\n",
    );
    env.run("import fg.txt").done();
    env.run("speakers list document:fg --names").done().says(&["P 1"]);
    env.run("speakers merge P1 'P 1' --into P1 --in document:fg").done();
    let shown = env.run("show fg --format json").done().json();
    let speakers: Vec<&str> = shown["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["speaker"].as_str().unwrap())
        .collect();
    assert_eq!(speakers, ["P1", "P1", "P2", "P1", "P2"]);
    env.run("documents document:fg --format csv").done().says(&["fg,,,7,5,2,"]);
    env.run("check").done();
}

#[test]
fn roles_are_guessed_and_can_be_set() {
    let env = Env::with_study();
    env.run("speakers list --format csv").done().says(&[
        "01-nurse,INTERVIEWER,INTERVIEWER,interviewer",
        "01-nurse,NURSE,NURSE,participant",
    ]);
    env.run("search money speaker:interviewer").done().says(&["And the"]);
    env.run("speakers role NURSE none").done();
    env.run("speakers role NURSE boss").fails().says(&["interviewer, participant or none"]);
}

#[test]
fn members_of_a_focus_group_differ() {
    let env = Env::with_study();
    env.write(
        "fg.txt",
        "M: Well?\n\nP1: No money.\n\nP2: Plenty of money.\n\nM: So?\n\nP1: So.\n\nP2: So.\n",
    );
    env.write(
        "who.csv",
        "speaker,name,role,age\nP1,Ana,participant,61\nP2,,,34\nP9,Nobody,,\n",
    );
    env.run("import fg.txt --speakers who.csv").done().says(&["`P9`", "do not speak"]);
    env.run("search money age:61")
        .done()
        .says(&["Ana", "1 place"])
        .says_nothing_of(&["Plenty"]);
    env.write("more.csv", "document,speaker,age\nfg,P2,35\n");
    env.run("speakers import more.csv").done().says(&["1 value set"]);
    env.run("search money age:35").done().says(&["Plenty"]);
    env.run("check").done();
}
