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
