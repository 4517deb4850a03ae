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
        "There is no money for",
        "There is hardly any money for",
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

#[test]
fn a_file_that_was_replaced_is_still_known() {
    let env = coded();
    env.write("in/01-nurse.txt", env.read("in/01-nurse.txt") + "\n\nINTERVIEWER: Thank you.\n");
    let old = env.read("in/01-nurse.txt").replace("\n\nINTERVIEWER: Thank you.\n", "");
    env.write("old.txt", old);
    env.run("reimport 01-nurse in/01-nurse.txt").done();
    env.run("import in old.txt").done().says(&["0 documents imported, 3 known already"]);
}

#[test]
fn a_speaker_who_is_spelt_better_now_keeps_what_is_known() {
    let env = Env::with_study();
    let words =
        |name: &str| format!("I: Well?\n\n{name}: No money.\n\nI: So?\n\n{name}: So.\n");
    env.write("a.txt", words("SPEAKER_00"));
    env.write("b.txt", words("Maria"));
    env.write("c.txt", words("Somebody"));
    env.write("who.csv", "speaker,name,age\nSPEAKER_00,Maria,61\n");
    env.run("import a.txt --speakers who.csv").done();
    env.run("reimport a b.txt").done().says_nothing_of(&["do not speak"]);
    env.run("search money age:61").done().says(&["Maria", "1 place"]);
    env.run("reimport a c.txt").done().says(&["`Maria`", "did not come over"]);
    env.run("check").done();
}

#[test]
fn a_respondent_is_replaced_only_by_the_same_respondent() {
    let env = Env::with_study();
    let survey = |answer: &str| {
        format!(
            "ID,Site,What helped you most at work?\nr1,04,The new director knows us all\n\
             r2,05,{answer}\n"
        )
    };
    env.write("s.csv", survey("We had enough people for once"));
    env.run("import s.csv --respondent ID --rows respondents").done();
    env.run("code 's r2' --quote 'enough people' --code funding --coder ana").done();
    env.write("t.csv", survey("We never had enough people").replace("05,", "06,"));
    env.run("reimport 's r2' t.csv --respondent ID --rows respondents")
        .done()
        .says(&["0 codings kept, 1 moved", "Site"]);
    env.run("documents site:05").done().says(&["s r2"]);
    env.write(
        "one.csv",
        "ID,Site,What helped you most at work?\nr1,04,The old director knew us\n",
    );
    env.run("reimport 's r2' one.csv --respondent ID --rows respondents")
        .fails()
        .says(&["the file holds one document, and it is not `s r2`"]);
    // What the corrected table holds besides is not known yet.
    env.run("import t.csv --respondent ID --rows respondents")
        .done()
        .says(&["1 document imported, 1 known already"]);
    env.run("check").done();
}

#[test]
fn other_values_alone_are_news_too() {
    let env = coded();
    env.run("reimport 01-nurse in/01-nurse.txt --set wave=3").done();
    env.run("documents wave:3").done().says(&["01-nurse"]);
}
