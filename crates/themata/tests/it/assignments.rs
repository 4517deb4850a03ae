use crate::env::Env;

/// The small study with a round of both documents for both coders.
fn round(blind: bool) -> Env {
    let env = Env::with_study();
    let blind = if blind { "--blind" } else { "" };
    env.run(&format!("round new pilot --coders ana,ben {blind}")).done();
    env
}

#[test]
fn assignments_are_listed_for_whoever_looks() {
    let env = round(false);
    env.run("assignments list --coder ana")
        .done()
        .says(&["2 assigned"])
        .says_nothing_of(&["ben"]);
    env.run("assignments list").done().says(&["4 assigned", "ana", "ben"]);
    env.run("assignments list --everyone --coder ana").done().says(&["4 assigned"]);
    env.run("assignments list --for ben --coder ana --format csv")
        .done()
        .says(&["pilot,01-nurse,ben,"])
        .says_nothing_of(&["ana,"]);
    env.run("assignments list --state finished").answers_no();
    env.run("assignments list --round pilto").fails().says(&["did you mean `pilot`?"]);
    env.run("assignments list --for bne").fails().says(&["did you mean `ben`?"]);
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    env.run("assignments list --round pilot --state started --format csv")
        .done()
        .says(&["pilot,01-nurse,ana,started,1"])
        .says_nothing_of(&["ben", "manager"]);
}

#[test]
fn work_goes_from_assigned_to_finished() {
    let env = round(false);
    env.run("assignments start pilot 01-nurse --coder ana")
        .done()
        .says(&["1 document started"]);
    env.run("assignments start pilot 01-nurse --coder ana").done().says(&["so already"]);
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    env.run("assignments finish pilot --all --coder ana")
        .done()
        .says(&["2 documents finished", "finished with nothing coded: 04-manager"]);
    env.run("assignments finish pilot --all --coder ana").done().says(&["nothing to change"]);
    env.run("assignments finish pilot 01-nurse --coder ana").done().says(&["so already"]);
    env.run("round show pilot --format csv").done().says(&["01-nurse,finished,assigned"]);
    env.run("assignments start pilot 01-nurse --coder ana")
        .fails()
        .says(&["`ana` has finished `01-nurse`", "assignments reopen \"pilot\" \"01-nurse\""]);
    env.run("assignments excuse pilot 01-nurse --reason x --coder ana").fails();
    env.run("history").done().says(&["finish 2 assignments of `ana` in the round `pilot`"]);
    env.run("undo").done();
    env.run("round show pilot --format csv").done().says(&["01-nurse,started,assigned"]);
    env.run("check").done();
}

/// The command that the refusal names is the one that helps.
#[test]
fn what_is_finished_is_coded_again_after_the_hint_was_followed() {
    let env = round(false);
    let code = "code 01-nurse --quote 'She left in May' --code leadership --coder ana";
    env.run("assignments finish pilot 01-nurse --coder ana").done();
    let refused = env.run(code).fails().says(&["`ana` has finished `01-nurse` in the round"]);
    let hint = refused.err.split('`').find(|piece| piece.contains("reopen")).unwrap();
    let hint =
        hint.strip_prefix("themata ").unwrap().replace('"', "'").replace('…', "'a slip'");
    env.run(&hint).done().says(&["1 document taken up again"]);
    env.run(code).done();
    env.run("history").done().says(&["reopen 1 assignment of `ana`", "a slip"]);
}

#[test]
fn excusing_and_reopening_need_a_reason() {
    let env = round(false);
    env.run("assignments excuse pilot 01-nurse --coder ana").fails().says(&["--reason"]);
    env.run("assignments reopen pilot 01-nurse --coder ana").fails().says(&["--reason"]);
    env.run("assignments excuse pilot 01-nurse --reason 'knows her' --coder ana").done();
    env.run("assignments finish pilot 01-nurse --coder ana")
        .fails()
        .says(&["`ana` is excused from `01-nurse`"]);
    env.run("assignments reopen pilot 01-nurse --reason 'does not' --coder ana").done();
    // Nothing was coded, so nothing was begun.
    env.run("round show pilot --format csv").done().says(&["01-nurse,assigned,assigned"]);
    env.run("history").done().says(&["excuse 1 assignment", "knows her", "does not"]);
}

#[test]
fn another_s_assignment_is_moved_on_by_name_and_on_record() {
    let env = round(false);
    env.run("assignments finish pilot 01-nurse").fails().says(&["not known who", "--coder"]);
    env.run("assignments finish pilot 01-nurse --for ben").fails().says(&["not known who"]);
    env.run("assignments finish pilot 01-nurse --for ben --reason 'he told me' --coder ana")
        .done()
        .says(&["ben: 1 document finished"]);
    let history = env.run("history --format csv").done();
    let line = history.out.lines().find(|line| line.contains("of `ben`")).unwrap().to_owned();
    assert!(line.contains(",ana,") && line.contains("he told me"), "{line}");
    env.run("round show pilot --format csv").done().says(&["01-nurse,assigned,finished"]);
}

#[test]
fn what_is_not_assigned_is_said_with_what_is() {
    let env = Env::with_study();
    env.run("round new pilot site:01 --coders ana,ben").done();
    env.run("assignments start pilot 04-manager --coder ana")
        .fails()
        .says(&["`04-manager` is not assigned to `ana`", "assigned are `01-nurse`"]);
    env.run("assignments start pilot 01-nrse --coder ana")
        .fails()
        .says(&["did you mean `01-nurse`?"]);
    env.run("assignments start pilto 01-nurse --coder ana")
        .fails()
        .says(&["did you mean `pilot`?"]);
    env.run("assignments start pilot 01-nurse --coder lea")
        .fails()
        .says(&["no coder is called `lea`"]);
    env.run("round new other --coders ben").done();
    env.run("assignments start other 01-nurse --coder ana")
        .fails()
        .says(&["`ana` has no assignments in the round `other`", "its coders are `ben`"]);
    env.run("assignments start pilot --coder ana").fails();
    env.run("assignments start pilot 01-nurse --all --coder ana").fails();
}

#[test]
fn finishing_says_when_a_blind_document_opens() {
    let env = round(true);
    env.run("assignments finish pilot 01-nurse --coder ana")
        .done()
        .says(&["kept back from others until they have finished too: 01-nurse"]);
    env.run("assignments finish pilot 01-nurse --coder ben")
        .done()
        .says(&["open to all from now on, since everyone is done: 01-nurse"]);
    env.run("assignments reopen pilot 01-nurse --reason 'a slip' --coder ben")
        .done()
        .says(&["blind again until everyone has finished: 01-nurse"]);
    env.run("assignments excuse pilot 01-nurse --reason ill --coder ben")
        .done()
        .says(&["open to all from now on"]);
}

#[test]
fn agreement_counts_who_has_finished() {
    let env = round(true);
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ben").done();
    env.run("agreement").done().says(&[
        "no document was judged by two",
        "4 assignments left out as unfinished",
        "2 documents left out: still coded blind",
        "ana, ben have finished no assignment",
    ]);
    env.run("assignments finish pilot --all --coder ana").done();
    env.run("assignments finish pilot 01-nurse --coder ben").done();
    env.run("agreement")
        .done()
        .says(&["document (of 2 asked for)", "1 assignment left out as unfinished"]);
    // Finished with nothing coded is a judgement.
    env.run("assignments finish pilot 04-manager --coder ben").done();
    env.run("agreement")
        .done()
        .says(&["documents (of 2 asked for)", "8 units"])
        .says_nothing_of(&["left out as"]);
}
