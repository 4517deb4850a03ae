use crate::env::Env;

#[test]
fn files_become_documents_with_attributes() {
    let env = Env::with_study();
    let listed = env.run("documents --format csv").done();
    assert_eq!(
        listed.out.replace("\r\n", "\n"),
        "document,site,role,words,turns,speakers,codings,coders,source\n\
         01-nurse,01,nurse,30,4,2,0,0,01-nurse.txt\n\
         04-manager,04,manager,24,4,2,0,0,04-manager.txt\n"
    );
}

#[test]
fn the_same_file_twice_is_known() {
    let env = Env::with_study();
    env.write("in/again.txt", env.read("in/01-nurse.txt"));
    env.run("import in").done().says(&["0 documents imported, 3 known already, 0 failed"]);
    env.run("history").done().says_nothing_of(&["import 0"]);
}

#[test]
fn one_bad_file_does_not_spoil_the_rest() {
    let env = Env::with_study();
    env.write("in/broken.docx", "PK\u{3}\u{4} no more");
    env.write("in/old.doc", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]);
    env.write("in/broken.pdf", "%PDF-1.7\nnothing here\n%%EOF");
    env.write("in/05-doctor.md", "**Interviewer:** And?\n\n**GP:** Fine.\n");
    env.run("import in missing.txt --format json").answers_no().says(&[
        "1 document imported, 2 known already, 4 failed",
        "broken.docx",
        "broken.pdf",
        "old.doc",
        "missing.txt",
    ]);
    env.run("documents").done().says(&["05-doctor"]);
    env.run("check").done();
}

#[test]
fn a_value_is_set_for_all() {
    let env = Env::with_study();
    env.write("x.txt", "Just words.");
    env.run("import x.txt --set site=09 --set wave=2").done();
    let listed = env.run("documents site:09 wave:2 --format json").done().json();
    assert_eq!(listed["rows"][0]["document"], "x");
    env.run("import x.txt --set site").fails().says(&["--set site=04"]);
}

#[test]
fn attributes_come_from_a_table() {
    let env = Env::with_study();
    env.write("a.csv", "document,wave,visited\n01-nurse,1,2024-03-14\n04-manager,2,\n");
    env.run("attributes import a.csv")
        .done()
        .says(&["wave (number), visited (date)", "3 values set"]);
    env.run("documents wave:2").done().says(&["04-manager"]).says_nothing_of(&["01-nurse"]);
    env.write("b.csv", "document,wave\n01-nurze,1\n");
    env.run("attributes import b.csv").fails().says(&[
        "line 2 of the table: no document is called `01-nurze`",
        "did you mean `01-nurse`?",
    ]);
}
