//! Documents are removed with what hangs on them, and come back with it.

use crate::env::Env;

#[test]
fn a_document_that_nobody_worked_on_is_removed_and_comes_back() {
    let env = Env::with_study();
    let before = env.run("documents --format csv").done().out;
    env.run("documents remove 01-nurze").fails().says(&["did you mean `01-nurse`?"]);
    env.run("documents remove 01-nurse 01-NURSE").done().says(&["removed: 1 document"]);
    env.run("documents").done().says(&["04-manager"]).says_nothing_of(&["01-nurse"]);
    env.run("search twice").answers_no();
    env.run("check").done();
    env.run("undo").done().says(&["undone: remove 1 document"]);
    assert_eq!(env.run("documents --format csv").done().out, before);
    env.run("search twice").done();
    env.run("documents remove").fails();
    env.run("check").done();
}

/// A study in which everything that can hang on a document does.
fn worked_on() -> Env {
    let env = Env::with_study();
    for coder in ["ana", "ben"] {
        env.run(&format!(
            "code 01-nurse --quote 'She left in May' --code leadership --memo why --coder {coder}"
        ))
        .done();
    }
    env.run("code 04-manager --quote 'until March' --code funding --coder ana").done();
    env.run("questions ask 'Is this one?' --document 01-nurse --coder ana").done();
    env.run("questions answer 1 'It is.' --coder ben").done();
    env.run("themes new Change --statement 'All changes.' --codes leadership").done();
    env.run("themes evidence Change --for 1 --coder ana").done();
    env.run("themes evidence Change --against 3 --coder ana").done();
    env.run("matrix write 'They left.' --row 01-nurse --col leadership --coder ana").done();
    env.run("attributes set 01-nurse wave=1 --new").done();
    env.run("speakers set NURSE age=61 --new").done();
    env
}

const LISTINGS: [&str; 9] = [
    "documents --format csv",
    "codings list --format csv",
    "questions list --format csv",
    "themes show Change --format csv",
    "matrix --format csv",
    "attributes list --format csv",
    "speakers list --format csv",
    "show 01-nurse --format json",
    "documents --provenance --format csv",
];

#[test]
fn what_people_said_goes_only_if_that_is_said() {
    let env = worked_on();
    let all = || LISTINGS.map(|listing| env.run(listing).done().out);
    let before = all();
    env.run("documents remove 01-nurse").fails().says(&[
        "`01-nurse` has 2 codings, 1 question, evidence of 1 theme and 1 summary",
        "--with-codings",
    ]);
    assert_eq!(all(), before);
    env.run("documents remove 01-nurse --with-codings")
        .done()
        .says(&["removed: 1 document, with 2 codings, 1 question"]);
    env.run("codings list").done().says(&["until March"]).says_nothing_of(&["She left"]);
    env.run("themes show Change").done().says(&["until March"]);
    env.run("check").done();
    env.run("undo").done();
    assert_eq!(all(), before);
    env.run("check").done();
}

#[test]
fn versions_of_a_document_come_back_one_and_all() {
    let env = worked_on();
    env.write(
        "better.txt",
        "INTERVIEWER: How is the shared record?\n\nNURSE: It never loads 🙂, and we write \
         it all down twice. There is no money for licences.\n\nINTERVIEWER: And the \
         director?\n\nNURSE: She left in May. It never loads.\n",
    );
    let first = env.run("show 01-nurse --format json").done().out;
    env.run("reimport 01-nurse better.txt").done();
    let second = env.run("show 01-nurse --format json").done().out;
    env.run("documents remove 01-nurse --with-codings").done();
    env.run("check").done();
    env.run("undo").done();
    assert_eq!(env.run("show 01-nurse --format json").done().out, second);
    env.run("undo").done().says(&["undone: reimport"]);
    assert_eq!(env.run("show 01-nurse --format json").done().out, first);
    env.run("check").done();
}

#[test]
fn what_is_coded_blind_is_not_removed() {
    let env = Env::with_study();
    env.run("round new 'pilot 1' site:01 --coders ana,ben --blind").done();
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ben").done();
    for with in ["", "--with-codings"] {
        env.run(&format!("documents remove 01-nurse {with} --coder ana"))
            .fails()
            .says(&["`01-nurse` is still coded blind", "round open"])
            .says_nothing_of(&["coding "]);
    }
    env.run("round open 'pilot 1' --reason over --coder ana").done();
    env.run("documents remove 01-nurse").fails().says(&["has 1 coding"]);
    env.run("documents remove 01-nurse --with-codings").done().says(&["2 assignments"]);
    env.run("undo").done();
    env.run("assignments list --everyone --format csv").done().says(&["ben"]);
    env.run("check").done();
}
