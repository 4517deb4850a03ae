//! What is known of documents and speakers, said by hand.

use crate::env::Env;

fn listed(env: &Env) -> String {
    env.run("attributes list --format csv").done().out.replace("\r\n", "\n")
}

#[test]
fn values_are_set_and_taken_away_by_hand() {
    let env = Env::with_study();
    env.run("attributes set 01-nurse 04-manager country=UK --new")
        .done()
        .says(&["2 documents: 2 values set", "new attributes: country (text)"]);
    env.run("attributes set 04-manager 'role=charge nurse' country=").done();
    assert_eq!(
        listed(&env),
        "attribute,kind,value,documents,speakers\n\
         site,text,01,1,0\nsite,text,04,1,0\n\
         role,text,charge nurse,1,0\nrole,text,nurse,1,0\n\
         country,text,UK,1,0\ncountry,text,,1,0\n"
    );
    let names = env.run("attributes list --names --format csv").done();
    names.says(&["country,text,1,1,1,0"]);
    env.run("attributes set 04-manager country=").done().says(&["nothing to change"]);
    env.run("history --limit 1").done().says(&["describe 1 document by role and country"]);
    env.run("undo").done();
    env.run("documents site:04 --format csv").done().says(&["04-manager,04,manager,UK"]);
    env.run("check").done();
}

#[test]
fn a_query_says_which_documents() {
    let env = Env::with_study();
    env.run("attributes set --query site:04 wave=2 --new")
        .done()
        .says(&["1 document: 1 value"]);
    env.run("attributes set --query '' wave=1").done().says(&["2 documents: 2 values set"]);
    env.run("attributes set --query site:09 wave=1").fails().says(&["no document has site"]);
    env.run("attributes set --query 'role:nurse AND site:04' wave=1").answers_no();
    env.run("documents wave:1 --format json").done().says(&["01-nurse", "04-manager"]);
}

#[test]
fn a_slip_makes_no_attribute_and_no_other_kind() {
    let env = Env::with_study();
    let before = env.run("history --format csv").done().out;
    env.run("attributes set 01-nurse rol=nurse").fails().says(&[
        "no attribute `rol`",
        "did you mean `role`?",
        "`--new`",
    ]);
    env.run("attributes set 01-nurze role=nurse").fails().says(&["did you mean `01-nurse`?"]);
    env.run("attributes set 01-nurse code=x --new").fails().says(&["cannot be called `code`"]);
    env.run("attributes set 01-nurse nothing= --new").fails().says(&["no attribute `nothing`"]);
    env.run("attributes set 01-nurse").fails().says(&["no attribute is set", "site=04"]);
    env.run("attributes set role=x").fails().says(&["no document is named", "--query"]);
    env.run("attributes set 01-nurse role=a ROLE=b")
        .fails()
        .says(&["two values are given for `ROLE` of one document"]);
    env.run("attributes set 01-nurse =4").fails().says(&["sets no attribute"]);
    assert_eq!(env.run("history --format csv").done().out, before);

    env.run("attributes set 01-nurse wave=2 --new").done().says(&["wave (number)"]);
    env.run("attributes set 04-manager wave=two")
        .fails()
        .says(&["`two` is no value of `wave`, which holds numbers", "attributes import"]);
    env.run("attributes set 04-manager wave=02").fails();
    env.run("attributes set 04-manager wave=3").done();
    env.run("documents wave:3").done().says(&["04-manager"]);
}

#[test]
fn an_attribute_gets_another_name_and_says_what_that_breaks() {
    let env = Env::with_study();
    env.run("query save sisters role:nurse").done();
    env.run("attributes rename role profession")
        .done()
        .says(&["profession", "note: the saved query `sisters`"]);
    env.run("documents profession:nurse").done().says(&["01-nurse"]);
    env.run("attributes rename profession SITE").fails().says(&["called `site` already"]);
    env.run("attributes rename profession speaker").fails().says(&["means something else"]);
    env.run("attributes rename role x").fails().says(&["no attribute `role`"]);
    env.run("attributes rename profession Profession").done();
    env.run("undo").done();
    env.run("undo").done();
    env.run("documents query:sisters").done().says(&["01-nurse"]);

    env.run("attributes set 01-nurse ward=4 --new").done().says(&["ward (number)"]);
    env.run("attributes remove site").done();
    env.run("attributes rename ward site").done();
    env.run("attributes list --format csv").done().says(&["site,text,4,1,0"]);
    env.run("undo").done();
    env.run("attributes list --format csv").done().says(&["ward,number,4,1,0"]);
    env.run("check").done();
}

#[test]
fn an_attribute_goes_with_its_values_and_comes_back() {
    let env = Env::with_study();
    env.run("speakers set NURSE age=61 role=sister --new").done().says(&["2 values set"]);
    let before = listed(&env);
    assert!(before.contains("age,number,61,0,1\nage,number,,0,3\n"), "{before}");
    assert!(before.contains("role,text,sister,0,1\n"), "{before}");
    env.run("attributes remove role").done().says(&["role with 3 values"]);
    env.run("attributes list").done().says_nothing_of(&["role", "sister"]);
    env.run("attributes remove role")
        .fails()
        .says(&["no attribute `role`", "there are: site, age"]);
    env.run("check").done();
    env.run("undo").done();
    assert_eq!(listed(&env), before);
    env.run("check").done();
}

#[test]
fn what_the_matrix_and_earlier_versions_rest_on_stays() {
    let env = Env::with_study();
    env.run("matrix write 'They know each other.' --row 04 --col leadership --coder ana")
        .done();
    env.run("attributes remove site")
        .fails()
        .says(&["the framework matrix has 1 summary by `site`", "matrix clear"]);
    env.run("speakers set NURSE age=61 --new").done();
    env.write(
        "better.txt",
        "INTERVIEWER: How is the shared record?\n\nNURSE: It never loads 🙂, and we write \
         it all down twice. There is no money for licences.\n\nINTERVIEWER: And the \
         director?\n\nNURSE: She left in May. It never loads.\n",
    );
    env.run("reimport 01-nurse better.txt").done();
    env.run("attributes remove age")
        .fails()
        .says(&["an earlier version of `01-nurse`", "speakers set"]);
    env.run("speakers set NURSE age=").done().says(&["1 value taken away"]);
    env.run("check").done();
}

#[test]
fn speakers_are_described_by_hand() {
    let env = Env::with_study();
    env.run("speakers set INTERVIEWER trained=yes --new").done().says(&["2 values set"]);
    env.run("speakers set INTERVIEWER trained=no --in document:01-nurse").done();
    let now = "trained,boolean,no,0,1\ntrained,boolean,yes,0,1\ntrained,boolean,,0,2\n";
    assert!(listed(&env).ends_with(now), "{}", listed(&env));
    env.run("search money trained:yes").done().says(&["1 place", "And the"]);
    env.run("search money trained:no").answers_no();
    env.run("speakers set INTERVIEWER trained=perhaps").fails().says(&["yes and no"]);
    env.run("speakers set INTERVIEWER traned=yes").fails().says(&["did you mean `trained`?"]);
    env.run("speakers set INTERVIEWR trained=yes")
        .fails()
        .says(&["did you mean `INTERVIEWER`?"]);
    env.run("history --limit 1").done().says(&["describe a speaker in 1 document by trained"]);
    env.run("undo").done();
    env.run("attributes list --format csv").done().says(&["trained,boolean,yes,0,2"]);
    env.run("check").done();
}
