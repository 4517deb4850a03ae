use crate::env::Env;

#[test]
fn memos_are_written_listed_changed_and_removed() {
    let env = Env::with_study();
    env.run("memos").answers_no();
    env.run("memos add 'A tired voice' --document 01-nurse --coder ana").done();
    let quote = "--document 01-nurse --quote 'She left in May'";
    env.run(&format!("memos add 'Who?' {quote} --title 'To ask' --coder ben")).done();
    env.run("memos add 'With overtime?' --code funding --coder ana")
        .done()
        .says(&["memo 3 is written"]);
    env.run("memos add 'Line by line' --document 04-manager --line 3 --coder ana").done();
    env.run("memos add Here --document 04-manager --at 0-3 --coder ana").done();
    env.run("memos add Began --journal --coder ana").done();
    env.run("memos").done().says(&["A tired voice", "She left in May", "To ask", "funding"]);
    let csv = env.run("memos --format csv").done().out;
    let expect = [
        "number,on,document,code,turn,about,title,memo,author,at,start,end",
        "1,document,01-nurse,,,,,A tired voice,ana,2026-05-01 12:00,,",
        "3,code,,funding,,,,With overtime?,ana,2026-05-01 12:00,,",
        "6,study,,,,,,Began,ana,2026-05-01 12:00,,",
    ];
    for row in expect {
        assert!(csv.lines().any(|line| line.trim_end() == row), "{row}\n{csv}");
    }
    env.run("memos --on code").done().says(&["overtime"]).says_nothing_of(&["tired"]);
    env.run("memos --author ben").done().says(&["Who?"]).says_nothing_of(&["tired"]);
    env.run("memos site:04").done().says(&["Here"]).says_nothing_of(&["overtime", "Began"]);
    env.run("memos code:funding").done().says_nothing_of(&["Began"]);

    env.run("memos edit 1 'A bright voice' --coder ana").done();
    env.run("memos edit 2 --title '' --coder ben").done();
    env.run("memos").done().says(&["A bright voice"]).says_nothing_of(&["tired", "To ask"]);
    env.run("memos remove 1 --coder ana").done().says(&["undo"]);
    env.run("memos").done().says_nothing_of(&["voice"]);
    env.run("undo").done();
    env.run("memos").done().says(&["A bright voice"]);
    env.run("history").done().says(&["write a memo on 01-nurse", "change memo 1"]);
    env.run("show 01-nurse").done().says(&["A bright voice", "Who?"]);
    env.run("check").done();
}

#[test]
fn what_is_no_memo_is_refused_with_what_to_do() {
    let env = Env::with_study();
    env.run("memos add x").fails().says(&["--document", "--code", "--journal"]);
    env.run("memos add x --code fundin --coder ana").fails().says(&["did you mean `funding`?"]);
    env.run("memos add '' --code funding --coder ana").fails().says(&["the memo says nothing"]);
    env.run("memos add x --code funding").fails().says(&["--coder NAME"]);
    let nurse = "memos add x --document 01-nurse --coder ana";
    env.run(&format!("{nurse} --at 5")).fails().says(&["120-180"]);
    env.run(&format!("{nurse} --at 9-5")).fails().says(&["there is nothing"]);
    env.run(&format!("{nurse} --at 5-99999")).fails().says(&["lies outside 01-nurse"]);
    env.run(&format!("{nurse} --line 99")).fails().says(&["has no line 99", "counted from 1"]);
    env.run("memos edit 7 x --coder ana").fails().says(&["there is no memo 7"]);
    env.run("memos add mine --code funding --coder ben").done();
    env.run("memos remove 1 --coder ana").fails().says(&["memo 1 is ben's"]);
    env.run("memos edit 1 --coder ben").fails();
}

#[test]
fn the_journal_tells_the_newest_last() {
    let env = Env::with_study();
    env.run("journal").answers_no();
    env.run("journal add 'Began with site 01' --coder ana").done().says(&["entry 1"]);
    env.run_answering("journal add - --title 'Second day' --coder ben", "Read on.\nTired.\n")
        .done();
    env.run("memos add 'Not of the journal' --code funding --coder ana").done();
    let told = env.run("journal").done().says(&["Second day", "ben"]).out;
    assert!(told.find("Began").unwrap() < told.find("Read on").unwrap(), "{told}");
    assert!(!told.contains("Not of the journal"), "{told}");
    let rows = env.run("journal --format json").done().json();
    assert_eq!(rows["rows"][1]["words"], "Read on.\nTired.");
    env.run("memos edit 1 'Began with both' --coder ana").done();
    env.run("journal").done().says(&["Began with both"]);
    env.run("undo").done();
    env.run("undo").done();
    env.run("undo").done();
    env.run("journal").done().says_nothing_of(&["Second day"]);
    env.run("check").done();
}

/// Memos go along where codes are merged, and out into every export.
#[test]
fn memos_go_along() {
    let env = Env::with_study();
    env.run("memos add 'One code or two?' --code funding --coder ana").done();
    env.run("journal add 'Began <here>' --coder ana").done();
    env.run("codebook merge funding leadership --coder ana").done();
    env.run("memos --on code --format csv").done().says(&["1,code,,leadership,"]);
    env.run("undo").done();
    env.run("memos --on code --format csv").done().says(&["1,code,,funding,"]);
    env.run("export --to csv tables").done();
    let memos = env.read("tables/memos.csv");
    assert!(memos.contains("One code or two?,code,funding,"), "{memos}");
    assert!(memos.contains("Began <here>,study,,"), "{memos}");
    env.run("journal --format html").done().says(&["Began &lt;here&gt;"]);
    env.run("coders rename ana 'Ana L'").done();
    env.run("memos edit 1 'Two codes' --coder 'Ana L'").done();
    env.run("check").done();
}

#[test]
fn a_memo_goes_with_its_words() {
    let env = Env::with_study();
    env.run("memos add 'Who?' --document 01-nurse --quote 'She left in May' --coder ana")
        .done();
    env.run("memos add 'A tired voice' --document 01-nurse --coder ana").done();
    env.write(
        "fixed.txt",
        "INTERVIEWER: Thank you for coming. How is the shared record?\n\nNURSE: It never loads \
         🙂, and we write everything down twice. There is no money for licences.\n\n\
         INTERVIEWER: And the director?\n\nNURSE: She left in May. It never loads.\n",
    );
    env.run("reimport 01-nurse fixed.txt").done();
    env.run("memos --format csv").done().says(&[",4,She left in May,", "A tired voice"]);
    env.run("documents remove 01-nurse").fails().says(&["2 own memos", "--with-codings"]);
    env.run("documents remove 01-nurse --with-codings").done();
    env.run("memos").answers_no();
    env.run("undo").done();
    env.run("memos --format csv").done().says(&[",4,She left in May,", "A tired voice"]);
    env.run("check").done();
}
