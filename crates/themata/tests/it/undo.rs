use crate::env::Env;

#[test]
fn what_was_done_is_undone_and_done_again() {
    let env = Env::with_study();
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    env.run("undo").done().says(&["undone: code an excerpt of 01-nurse as leadership"]);
    env.run("codings list").answers_no();
    env.run("undo").done().says(&["undone: import a codebook of 6 codes"]);
    env.run("undo").done().says(&["undone: import 2 documents"]);
    env.run("documents").answers_no();
    env.run("redo").done();
    env.run("redo").done();
    env.run("redo").done();
    env.run("redo").answers_no().says(&["nothing to do again"]);
    env.run("codings list").done().says(&["She left in May"]);
    env.run("history").done().says(&["undo no. 5", "redo no. 5", "2026-05-01 12:00:00"]);
    env.run("check").done();
}

#[test]
fn something_new_ends_what_could_be_done_again() {
    let env = Env::with_study();
    env.run("codebook retire leadership").done();
    env.run("undo").done();
    env.run("codebook retire funding").done();
    env.run("redo").answers_no();
    env.run("undo").done().says(&["retire the code `funding`"]);
    for _ in 0..3 {
        env.run("undo").done();
    }
    env.run("undo").answers_no().says(&["nothing to undo"]);
}

/// Three codings and a code's name, by two coders: operations 5 to 8.
fn four_deeds() -> Env {
    let env = Env::with_study();
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    env.run("code 01-nurse --quote 'no money' --code funding --coder ben").done();
    env.run("codebook rename leadership leading --coder ana").done();
    env.run("code 04-manager --quote 'everyone by name' --code leading --coder ben").done();
    env
}

#[test]
fn one_operation_is_taken_back_alone() {
    let env = four_deeds();
    let codings = |env: &Env| env.run("codings list --format csv").done().out;
    let before = codings(&env);
    env.run("undo 5").done().says(&["undone: code an excerpt of 01-nurse as leadership"]);
    env.run("codings list")
        .done()
        .says_nothing_of(&["She left"])
        .says(&["no money", "by name"]);
    env.run("undo 7").done().says(&["undone: rename the code `leadership` to `leading`"]);
    env.run("codings list").done().says(&["leadership"]).says_nothing_of(&["leading"]);
    env.run("history").done().says(&["undo no. 5", "undo no. 7"]);
    env.run("check").done();
    env.run("redo").done().says(&["done again: rename"]);
    env.run("redo").done().says(&["done again: code an excerpt"]);
    env.run("redo").answers_no();
    assert_eq!(codings(&env), before);
    env.run("undo").done().says(&["undone: code an excerpt of 01-nurse as leadership"]);
    env.run("undo").done().says(&["undone: rename"]);
    env.run("undo").done().says(&["undone: code an excerpt of 04-manager as leading"]);
    env.run("check").done();
}

#[test]
fn what_later_operations_touch_is_not_taken_back() {
    let env = four_deeds();
    let before = env.run("history --format csv").done().out;
    env.run("undo 4").fails().says(&[
        "operation 4 cannot be taken back alone: 4 operations since touched what it did",
        "operation 8: code an excerpt of 04-manager as leading",
        "operation 5: code an excerpt of 01-nurse as leadership",
        "`themata undo 8`",
    ]);
    env.run("undo 3").fails().says(&["operation 6: code an excerpt of 01-nurse as funding"]);
    env.run("undo 1").fails().says(&["operation 1 made the study and stays"]);
    env.run("undo 99").fails().says(&["no operation 99", "the latest is 8", "themata history"]);
    env.run("undo no").fails();
    assert_eq!(env.run("history --format csv").done().out, before);
    env.run("codings remove 1 --coder ana").done();
    env.run("undo 5").fails().says(&["1 operation since", "operation 9: remove"]);
    env.run("undo 9").done();
    env.run("undo 5").done();
    env.run("undo 5").fails().says(&["operation 5 was taken back already, by operation 11"]);
    env.run("check").done();
}

#[test]
fn an_undoing_is_taken_back_too() {
    let env = four_deeds();
    let before = env.run("codings list --format csv").done().out;
    env.run("undo 5").done();
    env.run("attributes set 01-nurse wave=1 --new").done();
    env.run("redo").answers_no();
    env.run("undo 9").done().says(&["done again: code an excerpt of 01-nurse as leadership"]);
    assert_eq!(env.run("codings list --format csv").done().out, before);
    env.run("undo 9").fails().says(&["operation 9 was taken back already, by operation 11"]);
    env.run("undo 11").done().says(&["undone: code an excerpt"]);
    env.run("redo").done();
    assert_eq!(env.run("codings list --format csv").done().out, before);
    // Its number is given to another coding meanwhile.
    env.run("undo 8").done();
    env.run("code 04-manager --quote 'until March' --code funding --coder ana").done();
    env.run("undo 14")
        .fails()
        .says(&["operation 15: code an excerpt of 04-manager as funding"]);
    env.run("check").done();
}

#[test]
fn a_document_with_another_version_since_is_left_alone() {
    let env = four_deeds();
    env.write(
        "better.txt",
        "INTERVIEWER: How is the shared record?\n\nNURSE: It never loads 🙂, and we write \
         it all down twice. There is no money for licences.\n\nINTERVIEWER: And the \
         director?\n\nNURSE: She left in May. It never loads.\n",
    );
    env.run("reimport 01-nurse better.txt").done();
    env.run("undo 5").fails().says(&["operation 9: reimport"]);
    env.run("undo 8").done();
    env.run("undo 9").done();
    env.run("undo 5").done();
    env.run("check").done();
}

#[test]
fn what_others_do_blind_is_neither_undone_nor_named() {
    let env = Env::with_study();
    env.run("round new 'pilot 1' site:01 --coders ana,ben --blind").done();
    env.run("code 01-nurse --quote 'no money' --code funding --coder ben").done();
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    env.run("undo 6 --coder ana")
        .fails()
        .says(&["someone else's"])
        .says_nothing_of(&["funding"]);
    env.run("undo 6").fails().says(&["someone else's"]).says_nothing_of(&["funding"]);
    env.run("undo 5 --coder ana")
        .fails()
        .says(&["operation 6: (kept back", "operation 7: code an excerpt of 01-nurse"])
        .says_nothing_of(&["funding"]);
    env.run("history --about funding --coder ana").answers_no();
    env.run("history --about funding --coder ben").done().says(&["funding"]);
    env.run("undo 6 --coder ben").done().says(&["as funding"]);
    env.run("undo 8 --coder ana").fails().says(&["someone else's"]);
    env.run("undo 8 --coder ben").done().says(&["done again"]);
    env.run("check").done();
}

#[test]
fn the_history_is_asked() {
    let env = four_deeds();
    let numbers = |command: &str| {
        let rows = env.run(&format!("history {command} --format json")).done().json();
        let rows = rows["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["operation"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(""), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(numbers("--who BEN"), [6, 8]);
    assert_eq!(numbers("--who ben --coder ana --limit 1"), [8]);
    assert_eq!(numbers("--about EXCERPT --limit 2"), [6, 8]);
    assert_eq!(numbers("--since 2026-05-01 --until 2026-05-01").len(), 8);
    env.run("history --since 2026-05-02").answers_no();
    env.run("history --until 2026-04-30").answers_no();
    env.run("history --who bem").answers_no().says(&["nothing was done by `bem`", "`ben`"]);
    env.run("history --since May").fails().says(&["`May` is not a date such as 2024-05-31"]);
    env.run("history --who ana --limit 3").done().says(&["Of 8 operations by ana, the last 3"]);
}
