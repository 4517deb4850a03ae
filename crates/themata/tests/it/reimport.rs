use crate::env::Env;

/// The nurse's interview, three times coded.
fn coded() -> Env {
    let env = Env::with_study();
    let code = |quote: &str, code: &str| {
        let command =
            format!("code 01-nurse --quote '{quote}' --code '{code}' --coder ana --memo look");
        env.run(&command).done();
    };
    code("we write everything down twice", "double entry");
    code("There is no money for licences", "funding");
    code("She left in May", "leadership");
    env
}

#[test]
fn codings_go_with_their_words() {
    let env = coded();
    env.write(
        "fixed.txt",
        "INTERVIEWER: Thank you for coming. How is the shared record?\n\nNURSE: It never loads \
         🙂, and we write everything down twice. There is hardly any money for licenses.\n\n\
         INTERVIEWER: And the director?\n\nNURSE: She left in May. It never loads.\n",
    );
    env.run("reimport 01-nurse fixed.txt --dry-run").done().says(&[
        "0 codings kept, 2 moved, 1 changed, 0 lost",
        "nothing was recorded",
        "There is no money for licences",
        "There is hardly any money for licenses",
    ]);
    env.run("documents --provenance").done().says_nothing_of(&["fixed.txt"]);
    env.run("reimport 01-nurse fixed.txt").done().says(&["it is version 2 from now on"]);
    env.run("excerpts").done().says(&[
        "we write everything down twice",
        "There is hardly any money for licenses",
        "She left in May",
    ]);
    env.run("check").done();
    env.run("undo").done();
    env.run("excerpts").done().says(&["There is no money for licences"]);
    env.run("check").done();
    env.run("redo").done();
    env.run("excerpts").done().says(&["hardly any money"]);
    env.run("check").done();
}

#[test]
fn nothing_is_lost_unless_that_is_said() {
    let env = coded();
    env.write(
        "short.txt",
        "INTERVIEWER: How is the shared record?\n\nNURSE: It never loads 🙂, and we write \
         everything down twice.\n",
    );
    env.run("reimport 01-nurse short.txt").answers_no().says(&[
        "2 codings would be lost, so nothing was done",
        "--allow-lost",
        "She left in May",
    ]);
    env.run("excerpts").done().says(&["She left in May"]);
    env.run("reimport 01-nurse short.txt --allow-lost").done();
    env.run("excerpts").done().says_nothing_of(&["She left in May"]);
    env.run("undo").done();
    env.run("excerpts").done().says(&["She left in May"]);
    env.run("check").done();
}

#[test]
fn the_same_file_changes_nothing() {
    let env = coded();
    env.run("reimport 01-nurse in/01-nurse.txt")
        .answers_no()
        .says(&["the file says just what `01-nurse` says already"]);
    env.run("reimport nobody in/01-nurse.txt")
        .fails()
        .says(&["no document is called `nobody`"]);
}

#[test]
fn what_is_known_of_speakers_stays() {
    let env = coded();
    env.run("speakers rename NURSE Kim 'document:\"01-nurse\"'").done();
    env.write("more.txt", env.read("in/01-nurse.txt") + "\n\nINTERVIEWER: Thank you.\n");
    env.run("reimport 01-nurse more.txt --set wave=3").done().says(&["3 codings kept"]);
    env.run("speakers list").done().says(&["Kim"]);
    env.run("documents wave:3").done().says(&["01-nurse"]);
}
