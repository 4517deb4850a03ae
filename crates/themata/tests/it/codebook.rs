use crate::env::Env;

#[test]
fn a_codebook_comes_in_and_goes_out() {
    let env = Env::with_study();
    env.run("codebook show")
        .done()
        .says(&["shared record", "6 codes of which 4 can be applied"]);
    env.run("codebook export out.toml").done();
    let before = env.read("out.toml");
    env.run("codebook import out.toml").done().says(&["0 codes added, 0 changed, 6 as before"]);
    env.run("codebook export out.toml").fails().says(&["--force"]);
    env.run("codebook export out.csv").done();
    let other = Env::new();
    other.write("out.csv", env.read("out.csv"));
    other.run("init other --coder ana").done();
    other.run("codebook import out.csv").done().says(&["6 codes added"]);
    other.run("codebook export out.toml").done();
    // The title and the rules are not in the table.
    let words = |text: &str| text.split_once("[[code]]").map(|(_, codes)| codes.to_owned());
    assert_eq!(words(&other.read("out.toml")), words(&before));
}

#[test]
fn codings_are_carried_along() {
    let env = Env::with_study();
    let code = |quote: &str, code: &str| {
        env.run(&format!("code 01-nurse --quote '{quote}' --code '{code}' --coder ana")).done();
    };
    code("we write everything down twice", "double entry");
    code("we write everything down twice", "shared record");
    code("There is no money for licences", "double entry");
    env.run("codebook rename 'double entry' 'twice over'").done();
    env.run("excerpts code:twice-over").done().says(&["everything down twice", "no money"]);
    env.run("codebook merge 'twice over' 'shared record'")
        .done()
        .says(&["1 coding carried over, 1 dropped"]);
    env.run("codings list --format csv").done().says_nothing_of(&["twice over"]);
    env.run("codebook history 'twice over'")
        .done()
        .says(&["rename the code", "merge the code"]);
    env.run("undo").done();
    env.run("codings list 'code:twice over' --format csv").done().says(&["no money"]);
    env.run("check").done();
}

#[test]
fn merging_loses_no_valence_and_no_memo() {
    let env = Env::with_study();
    let code = |code: &str, more: &str| {
        env.run(&format!(
            "code 01-nurse --quote 'She left in May' --code '{code}' --coder ana {more}"
        ))
        .done();
    };
    code("double entry", "--valence barrier --memo why");
    code("shared record", "--valence facilitator");
    env.run("codebook merge 'double entry' 'shared record'")
        .done()
        .says(&["1 coding carried over, 0 dropped"]);
    env.run("codings list --format csv").done().says(&["barrier", "facilitator", "why"]);
    env.run("check").done();
}

#[test]
fn a_table_changes_only_what_it_says() {
    let env = Env::with_study();
    env.run("codebook edit funding --definition 'Money and its lack.'").done();
    env.run("codebook merge 'double entry' 'shared record'").done();
    env.write("some.csv", "code\nfunding\ndouble entry\n");
    env.run("codebook import some.csv").done().says(&["0 codes added, 0 changed"]);
    env.run("codebook show funding")
        .done()
        .says(&["Money and its lack.", "Resources / funding"]);
    env.write("some.toml", "[[code]]\nname = \"funding\"\nparent = \"Resources\"\n\n[[code]]\nname = \"Resources\"\n");
    env.run("codebook import some.toml").done().says(&["`funding` has no definition any more"]);
}

#[test]
fn codes_are_added_edited_moved_and_retired() {
    let env = Env::with_study();
    env.run("codebook add staffing --under Resources --definition 'Who is there.'").done();
    env.run("codebook edit staffing --use-when 'posts are empty'").done();
    env.run("codebook show staffing").done().says(&["Who is there.", "posts are empty"]);
    env.run("codebook move staffing --under IT").done();
    env.run("codebook show staffing").done().says(&["IT / staffing"]);
    env.run("codebook move IT --under staffing").fails();
    env.run("codebook retire staffing").done();
    env.run("code 01-nurse --quote 'She left in May' --code staffing --coder ana")
        .fails()
        .says(&["the code `staffing` is out of use"]);
    env.run("codebook add 'SHARED-record'").fails();
    env.run("codebook check").done().says(&["definition"]);
}

#[test]
fn versions_are_frozen_and_compared() {
    let env = Env::with_study();
    env.run("codebook diff 1 2").fails().says(&["no version `1`", "codebook freeze"]);
    env.run("codebook freeze --note pilot --coder ana").done().says(&["as version 1"]);
    env.run("codebook freeze").fails().says(&["as it was frozen in version 1"]);
    env.run("code 01-nurse --quote 'no money' --code funding --coder ana").done();
    env.run("code 04-manager --quote 'There is money' --code funding --coder ben").done();
    env.run("codebook edit funding --use-when 'money from outside'").done();
    env.run("codebook rename leadership direction").done();
    env.run("codebook move direction --under Resources").done();
    env.run("codebook merge 'double entry' 'shared record'").done();
    env.run("codebook add staffing --under Resources").done();
    env.run("codebook freeze").done().says(&["as version 2"]);
    env.run("codebook split funding --into grants --into salaries")
        .done()
        .says(&["2 codings to be coded again"]);
    env.run("codebook diff 1 2 --format csv").done().says(&[
        "redefined: use when,funding,,money from outside,2",
        "renamed,direction,leadership,direction,",
        "moved,direction,at the top,under Resources,",
        "merged,double entry,,into shared record,",
        "added,staffing,,under Resources,",
    ]);
    env.run("codebook diff 2 --format csv")
        .done()
        .says(&["split,funding,,into grants and salaries,2", "added,grants,,under Resources,"]);
    env.run("codebook diff 2").done().says_nothing_of(&["retired"]);
    env.run("codebook diff 1 2 --codings").done().says(&[
        "no money",
        "There is money",
        "ben",
        "2 codings of 1 code",
    ]);
    env.run("codebook diff 2 2").answers_no();
    env.run("codebook diff 1 3").fails().says(&["there are 1, 2 and `now`"]);
    env.run("codebook export one.toml --frozen 1").done();
    assert!(env.read("one.toml").contains("leadership"));
    env.run("codebook versions --format csv").done().says(&[
        "1,2026-05-01 12:00,ana,6,,,pilot",
        "2,2026-05-01 12:00,,6,4,,",
        "now,,,7,3,,",
    ]);
    env.run("check").done();
    env.run("undo").done();
    env.run("codebook diff 2").answers_no();
    env.run("check").done();
}
