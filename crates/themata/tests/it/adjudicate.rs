use serde_json::json;

use crate::disagreements::{coded, column};
use crate::env::Env;

/// What each coder said: this is never to change.
fn layers(env: &Env) -> String {
    env.run("codings list coder:ana,ben --format csv").done().out
}

fn consensus(env: &Env) -> String {
    env.run("codings list coder:consensus --format csv").done().out
}

#[test]
fn one_coder_is_right() {
    let env = coded();
    let before = layers(&env);
    env.run("adjudicate 1 --accept BEN --reason 'the and is no part of it' --coder eve")
        .done()
        .says(&["1: accept, 1 coding of the consensus added", "new coder: consensus"]);
    assert!(consensus(&env).contains("double entry,consensus,,we write everything down twice"));
    assert_eq!(layers(&env), before);
    assert_eq!(column(&env, "disagreements --open", "number"), [3, 5, 6]);
    assert_eq!(column(&env, "disagreements", "state"), ["open", "open", "decided", "open"]);
    env.run("excerpts coder:consensus").done().says(&["we write everything down twice"]);
    env.run("history").done().says(&[
        "adjudicate 1: accept",
        "the and is no part of it",
        "eve",
    ]);
    env.run("adjudicate --list --format csv")
        .done()
        .says(&["1,1,01-nurse,accept,\"double entry, as ben\",eve,2026-05-01 12:00,\
         the and is no part of it,,,ana: double entry (1); ben: double entry (2),10,in force"]);
    env.run("check").done();
    env.run("undo").done();
    env.run("codings list coder:consensus").fails().says(&["consensus"]);
    assert_eq!(column(&env, "disagreements --open", "number"), [3, 5, 1, 6]);
    env.run("adjudicate --list").answers_no();
    env.run("redo").done();
    assert_eq!(column(&env, "disagreements --open", "number"), [3, 5, 6]);
    env.run("check").done();
}

#[test]
fn every_other_decision() {
    let env = coded();
    let before = layers(&env);
    env.run("adjudicate 3 --both").done().says(&["3: both, 2 codings"]);
    env.run("adjudicate 5 --reject").done().says(&["5: reject, 0 codings"]);
    env.run("adjudicate 6 --put-off --reason 'ask ben'")
        .done()
        .says(&["6: put off, 0 codings"]);
    assert_eq!(
        column(&env, "disagreements", "state"),
        ["decided", "decided", "open", "put off"]
    );
    assert_eq!(column(&env, "disagreements --open", "number"), [1, 6]);
    env.run("adjudicate 1 --redraw 'write everything down'")
        .done()
        .says(&["found exactly in turn 2 (NURSE)", "1: redraw, 1 coding"]);
    // What was put off is decided without more ado.
    env.run("adjudicate 6 --redraw 'It works, honestly'")
        .fails()
        .says(&["the coders' valences differ", "--valence none"]);
    env.run("adjudicate 6 --redraw 'It works, honestly' --valence none").done();
    let consensus = consensus(&env);
    for said in [
        "funding,consensus,,There is no money for licences",
        "leadership,consensus,,There is no money for licences",
        "double entry,consensus,,write everything down",
        "shared record,consensus,,\"It works, honestly\"",
    ] {
        assert!(consensus.contains(said), "{said}\n{consensus}");
    }
    assert_eq!(consensus.lines().count(), 5);
    assert_eq!(
        column(&env, "adjudicate --list", "holds"),
        [
            json!("funding, as ana; leadership, as ben"),
            json!("none of it holds"),
            json!(null),
            json!("double entry, on a stretch of its own"),
            json!("shared record, on a stretch of its own"),
        ]
    );
    env.run("disagreements --open").answers_no();
    assert_eq!(layers(&env), before);
    env.run("check").done();
}

#[test]
fn who_said_nothing_can_be_right() {
    let env = coded();
    env.run("adjudicate 5 --accept ben").done().says(&["5: reject, 0 codings"]);
    env.run("adjudicate 1 --accept zoe")
        .fails()
        .says(&["`zoe` did not judge this document", "ana and ben"]);
}

#[test]
fn a_code_is_said_where_codes_differ() {
    let env = coded();
    env.run("adjudicate 3 --redraw 'no money for licences'")
        .fails()
        .says(&["the coders' codes differ", "funding / leadership"]);
    env.run("adjudicate 3 --redraw 'nobody said so here at all' --code funding")
        .fails()
        .says(&["the words do not stand in the document"]);
    env.run("adjudicate 3 --redraw 'no money for licences' --code Resources")
        .fails()
        .says(&["is a group and cannot be applied"]);
    env.run("adjudicate 3 --redraw 'no money for licences' --code funding").done();
    // Words of another turn are not what was in question, unless that is said.
    env.run("adjudicate 3 --redraw 'She left in May' --code funding --again")
        .fails()
        .says(&["the disagreement is elsewhere"]);
    // The words stand twice; the disagreement stands in the fourth turn.
    env.run("adjudicate 5 --redraw 'It never loads'")
        .done()
        .says(&["found exactly in turn 4 (NURSE)"]);
    env.run("check").done();
}

#[test]
fn deciding_twice_is_said() {
    let env = coded();
    env.run("adjudicate 3 --both --coder eve").done();
    env.run("adjudicate 3 --accept ana")
        .fails()
        .says(&["the disagreement 3 is decided: both, by eve at 2026-05-01 12:00", "--again"]);
    env.run("adjudicate 3 --accept ana --again")
        .done()
        .says(&["0 codings of the consensus added, 1 removed"]);
    assert_eq!(consensus(&env).lines().count(), 2);
    assert_eq!(column(&env, "adjudicate --list", "state"), ["replaced", "in force"]);
    assert_eq!(
        column(&env, "adjudicate --list", "holds"),
        [json!(null), json!("funding, as ana")]
    );
    env.run("undo").done();
    assert_eq!(consensus(&env).lines().count(), 3);
    assert_eq!(column(&env, "adjudicate --list", "state"), ["in force"]);
    env.run("check").done();
}

#[test]
fn what_has_changed_since_is_open_again() {
    let env = coded();
    env.run("adjudicate 1 --accept ana").done();
    env.run("codings remove 2").done();
    env.run("code 01-nurse --quote 'write everything' --code 'double entry' --coder ben")
        .done();
    assert_eq!(column(&env, "disagreements code:double-entry", "state"), ["changed since"]);
    assert_eq!(column(&env, "adjudicate --list", "state"), ["changed since"]);
    env.run("adjudicate 1 --accept ben")
        .done()
        .says(&["1 coding of the consensus added, 1 removed that came of an earlier decision"]);
    assert!(consensus(&env).contains("double entry,consensus,,write everything,"));
    env.run("check").done();
}

#[test]
fn nobody_decides_without_a_name() {
    let env = coded().of("");
    for command in ["adjudicate 1 --both", "adjudicate --accept agreed --yes", "adjudicate"] {
        env.run(command).fails().says(&["it is not known who decides", "--coder NAME"]);
    }
    env.run("adjudicate --list").answers_no();
    // What a rule would decide may be looked at by anybody.
    env.run("adjudicate --accept agreed").done().says(&["1 clear case"]);
    env.run("adjudicate 1 --both --coder eve").done();
    assert_eq!(column(&env, "adjudicate --list", "by"), ["eve"]);
}

#[test]
fn what_nobody_says_any_more_has_changed_since() {
    let env = coded();
    env.run("adjudicate 1 --accept ana").done();
    env.run("adjudicate 3 --accept ana").done();
    assert_eq!(column(&env, "adjudicate --list", "state"), ["in force", "in force"]);
    let numbers = env.run("codings list coder:ana,ben code:double-entry --format json").done();
    for row in numbers.json()["rows"].as_array().unwrap() {
        env.run(&format!("codings remove {}", row["coding"])).done();
    }
    // There is no disagreement left, and the decision stands on nothing.
    env.run("disagreements code:double-entry").answers_no();
    assert_eq!(column(&env, "adjudicate --list", "state"), ["changed since", "in force"]);
    env.run("undo").done();
    env.run("undo").done();
    assert_eq!(column(&env, "adjudicate --list", "state"), ["in force", "in force"]);
}

#[test]
fn what_is_put_off_leaves_the_consensus_as_it_was() {
    let env = coded();
    env.run("adjudicate 1 --accept ana").done();
    let before = consensus(&env);
    env.run("adjudicate 1 --put-off --again --coder ben")
        .done()
        .says(&["1: put off, 0 codings", "instead of what was decided before: accept, by eve"]);
    assert_eq!(consensus(&env), before);
    assert_eq!(
        column(&env, "adjudicate --list", "holds"),
        [json!(null), json!("double entry, as ana")]
    );
    // What is decided then takes its place.
    env.run("adjudicate 1 --accept ben").done().says(&["1 coding", "1 removed"]);
    assert!(consensus(&env).contains("we write everything down twice"));
    assert_eq!(consensus(&env).lines().count(), 2);
    env.run("check").done();
}

#[test]
fn a_decision_is_found_under_the_number_that_its_disagreement_has_now() {
    let env = coded();
    env.run("adjudicate 1 --accept ben").done();
    env.run("adjudicate --accept agreed --yes").done();
    // The coders do not differ in what they say alike.
    assert_eq!(column(&env, "adjudicate --list", "number"), [json!(1), json!(null)]);
    env.run("codings remove 1").done();
    assert_eq!(column(&env, "disagreements code:double-entry", "number"), [2]);
    assert_eq!(column(&env, "adjudicate --list", "number"), [json!(2), json!(null)]);
}

#[test]
fn decisions_are_listed_by_who_took_them_by_what_and_by_what_became_of_them() {
    let env = coded();
    env.run("adjudicate 1 --accept ben --coder ana").done();
    env.run("adjudicate 3 --both --coder ben").done();
    env.run("adjudicate --accept agreed --yes --coder ben").done();
    env.run("adjudicate 1 --reject --again --coder ben").done();
    let listed = |how: &str| column(&env, &format!("adjudicate --list {how}"), "adjudication");
    assert_eq!(listed(""), [1, 2, 3, 4]);
    assert_eq!(listed("--who ANA"), [1]);
    assert_eq!(listed("--who ben"), [2, 3, 4]);
    assert_eq!(listed("--rule agreed"), [3]);
    assert_eq!(listed("--rule hand"), [1, 2, 4]);
    assert_eq!(listed("--state replaced"), [1]);
    assert_eq!(listed("--who ben --rule hand --state in-force"), [2, 4]);
    env.run("adjudicate --list --who ben --rule hand")
        .done()
        .says(&["2 decisions by ben one by one"]);
    env.run("adjudicate --list --rule majority").answers_no();
    env.run("adjudicate --list --who eve")
        .fails()
        .says(&["nobody called `eve` has decided anything here", "`ana` and `ben` did"]);
    env.run("adjudicate 5 --reject --who ana").fails();
}

#[test]
fn the_final_coding_is_counted_and_what_coders_said_is_compared() {
    let env = coded();
    env.run("adjudicate 1 --accept ben").done();
    env.run("adjudicate 3 --both").done();
    let csv = |command: &str| env.run(&format!("{command} --format csv")).done().out;
    let agreed = csv("codings list coder:consensus");
    assert!(agreed.lines().count() == 4, "{agreed}");
    assert_eq!(csv("codings list coder:final document:01-nurse"), agreed);
    let elsewhere = "codings list NOT document:01-nurse";
    assert_eq!(csv(&elsewhere.replace("list", "list coder:final")), csv(elsewhere));
    // A consensus is held against nobody: there it is people's codings that are meant.
    for command in ["agreement", "agreement --by pair", "disagreements", "adjudicate --list"] {
        assert_eq!(csv(&format!("{command} coder:final")), csv(command), "{command}");
    }
    for query in ["", "coder:final"] {
        env.run(&format!("report {query} --parts agreement --force -o r.html")).done();
        let report = env.read("r.html");
        assert!(report.contains("judged by at least two of ana and ben"), "{query}: {report}");
        assert!(!report.contains("no coder used the value"), "{query}: {report}");
    }
    env.run("query explain coder:final").done().says(&[
        "the final coding: the consensus in the 1 document",
        "what people coded in the others",
    ]);
}

#[test]
fn a_table_decides_all_or_nothing() {
    let env = coded();
    let listing = env.run("disagreements --open --format csv").done().out;
    let mut lines = listing.lines();
    let head = lines.next().unwrap();
    assert!(
        head.ends_with("state,decision,coder,quote,in_turn,code,valence,reason,codings"),
        "{head}"
    );
    // What is filled in stands between the state and the fingerprint.
    let fill = |number: &str, cells: &str| -> String {
        let line =
            listing.lines().find(|line| line.starts_with(&format!("{number},"))).unwrap();
        line.replace(",open,,,,,,,,", &format!(",open,{cells},"))
    };
    let table = |rows: &[String]| format!("{head}\n{}\n", rows.join("\n"));
    env.write(
        "wrong.csv",
        table(&[
            fill("3", "accept,,,,,,"),
            fill("5", "perhaps,,,,,,"),
            fill("1", ",ana,,,,,"),
            fill("6", "accept,ana,,,,,"),
            fill("6", "reject,,,,,,"),
        ]),
    );
    env.run("adjudicate --from wrong.csv").fails().says(&[
        "the table has 4 faults; nothing was decided",
        "line 2: it is not said which coder is accepted",
        "line 3: `perhaps` is no decision; decisions are: accept, both",
        "line 4: the row says something but no decision",
        "line 6: line 5 decides the same disagreement",
    ]);
    assert_eq!(column(&env, "disagreements --open", "number"), [3, 5, 1, 6]);

    let right = table(&[
        fill("3", "accept,ana,,,,,money it is"),
        fill("5", "Put-off,,,,,,"),
        fill("1", "redraw,,write everything down twice,2,double entry,barrier,"),
        fill("6", ",,,,,,"),
    ]);
    env.write("right.csv", &right);
    env.run("adjudicate --from right.csv --coder eve").done().says(&[
        "3 disagreements decided, 1 of them put off; 1 row without a decision",
        "2 codings of the consensus added, 0 removed",
    ]);
    assert!(consensus(&env).contains("double entry,consensus,barrier,write everything down"));
    assert_eq!(column(&env, "disagreements --open", "number"), [5, 6]);
    env.run("adjudicate --from right.csv").fails().says(&[
        "the disagreement 3 is decided: accept, by eve",
        "the disagreement 1 is decided: redraw, by eve",
    ]);
    env.run("adjudicate --from right.csv --again").done();
    assert_eq!(consensus(&env).lines().count(), 3);
    env.run("check").done();
    env.run("undo").done();
    env.run("undo").done();
    assert_eq!(column(&env, "disagreements --open", "number"), [3, 5, 1, 6]);
}

#[test]
fn a_table_that_is_out_of_date_decides_nothing() {
    let env = coded();
    let listing = env.run("disagreements --open --format csv").done().out;
    env.run("codings remove 2").done();
    env.run("code 01-nurse --quote 'write everything' --code 'double entry' --coder ben")
        .done();
    env.write("old.csv", listing.replace(",open,,,", ",open,both,,"));
    env.run("adjudicate --from old.csv").fails().says(&[
        "the table has 1 fault; nothing was decided",
        "the disagreement 1 has changed since it was looked at",
    ]);
    env.run("adjudicate --list").answers_no();
}

#[test]
fn clear_cases_are_listed_before_they_are_done() {
    let env = coded();
    let before = layers(&env);
    env.run("adjudicate --accept agreed")
        .done()
        .says(&["[knows", "1 clear case; nothing was decided: `--yes` decides them"]);
    env.run("adjudicate --list").answers_no();
    env.run("adjudicate --accept agreed --yes").done().says(&["1 clear case decided"]);
    env.run("adjudicate --accept agreed --yes").answers_no();
    env.run("adjudicate --accept same-code --overlap 0.95 --boundary union").answers_no();
    env.run(
        "adjudicate --accept same-code --overlap 0.8 --boundary intersection --yes --coder eve",
    )
    .done()
    .says(&["write everything down twice]", "1 coding of the consensus added"]);
    assert_eq!(
        column(&env, "adjudicate --list", "rule"),
        ["agreed", "same-code, overlap 0.8, intersection"]
    );
    assert_eq!(column(&env, "disagreements --open", "number"), [3, 5, 6]);
    assert_eq!(layers(&env), before);
    env.run("undo").done();
    env.run("adjudicate --accept same-code --boundary longest --yes").done();
    assert!(consensus(&env).contains("and we write everything down twice"));
    env.run("check").done();
    env.run("adjudicate --accept better").fails().says(&["`better` is no rule", "same-code"]);
    env.run("adjudicate --accept same-code --overlap 80").fails().says(&["such as 0.8"]);
    env.run("adjudicate --accept agreed --boundary union").fails();
}

#[test]
fn most_of_three_decide() {
    let env = coded();
    for (document, quote, code) in [
        ("01-nurse", "we write everything down twice", "double entry"),
        ("01-nurse", "There is no money for licences", "funding"),
        ("04-manager", "It works", "shared record"),
    ] {
        env.run(&format!("code {document} --quote '{quote}' --code '{code}' --coder eve"))
            .done();
    }
    // ben's stretch and eve's; funding by ana and eve; nobody but ana in May; valence left open
    // by ben and eve; the last, which eve missed, is said alike by two.
    env.run("adjudicate --accept majority --yes").done().says(&["5 clear cases decided"]);
    let consensus = consensus(&env);
    for said in [
        "double entry,consensus,,we write everything down twice",
        "funding,consensus,,There is no money",
        "shared record,consensus,,It works",
        "leadership,consensus,,knows everyone by name",
    ] {
        assert!(consensus.contains(said), "{said}\n{consensus}");
    }
    assert_eq!(consensus.lines().count(), 5);
    env.run("check").done();
}

#[test]
fn one_after_the_other() {
    let env = coded();
    let before = layers(&env);
    // 3: no such key, then the first coder; 5: skipped; 1: other words; 6: left.
    let answers = "9\n1\nmoney it is\ns\nr\nwrite everything down\n\nq\n";
    env.run_answering("adjudicate --coder eve", answers).done().says(&[
        "1 of 4: disagreement 3, 01-nurse, turn 2 (NURSE)",
        "other code (other theme): funding / leadership; costs 60.0 characters",
        "1 ana  funding: ",
        "[There is no money for licences]",
        "1 ana, 2 ben, b both, r redraw, x reject, p put off, s skip, q quit?",
        "`9` is none of these",
        "3: accept, 1 coding of the consensus added",
        "2 ben  nothing",
        "2 decided, 2 left",
    ]);
    env.run("history").done().says(&["money it is"]);
    assert_eq!(column(&env, "disagreements --open", "number"), [5, 6]);
    // What is put off comes again; an end of the answers is an end.
    env.run_answering("adjudicate", "p\nask ben\n").done().says(&["1 decided, 1 left"]);
    env.run_answering("adjudicate", "2\n\nx\n\n").done().says(&[
        "1 of 2: disagreement 6",
        "decided before: put off",
        "2 decided, 0 left",
    ]);
    env.run("adjudicate").done().says(&["every disagreement is decided"]);
    assert_eq!(layers(&env), before);
    env.run("check").done();
}

#[test]
fn two_people_at_once_do_not_decide_over_each_other() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;

    let env = coded();
    let mut first = env
        .command(&crate::env::words("adjudicate --coder eve"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The first has seen the disagreement when the second decides it.
    let mut talk = BufReader::new(first.stderr.take().unwrap());
    let mut asked = String::new();
    talk.read_line(&mut asked).unwrap();
    assert!(asked.contains("b both"), "{asked}");
    env.run("adjudicate 3 --accept ben --coder dan --reason 'I was here first'").done();
    let mut answers = first.stdin.take().unwrap();
    answers.write_all(b"1\n\ns\ns\ns\n").unwrap();
    drop(answers);
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut talk, &mut rest).unwrap();
    first.wait().unwrap();
    assert!(rest.contains("the disagreement 3 is decided: accept, by dan"), "{rest}");
    assert!(rest.contains("0 decided, 4 left"), "{rest}");
    assert_eq!(column(&env, "adjudicate --list", "by"), ["dan"]);
    assert!(consensus(&env).contains("leadership,consensus"));
}

#[test]
fn decisions_stay_when_a_transcript_is_corrected() {
    let env = coded();
    env.run("adjudicate 1 --accept ana").done();
    env.run("adjudicate 3 --both").done();
    env.write(
        "fixed.txt",
        "INTERVIEWER: Thank you for coming. How is the shared record?\n\nNURSE: It never loads \
         🙂, and we write everything down twice. There is hardly any money for licences.\n\n\
         INTERVIEWER: And the director?\n\nNURSE: She left in May. It never loads.\n",
    );
    env.run("reimport 01-nurse fixed.txt").done();
    assert_eq!(column(&env, "disagreements site:01", "state"), ["decided", "open", "decided"]);
    assert!(consensus(&env).contains("There is hardly any money for licences"));
    env.run("adjudicate 3 --reject --again").done().says(&["2 removed"]);
    env.run("check").done();
}

#[test]
fn what_is_missing_in_a_command_is_said() {
    let env = coded();
    env.run("adjudicate 3").fails().says(&["it was not said what is decided", "--both"]);
    env.run("adjudicate --both").fails().says(&["it was not said which disagreement"]);
    env.run("adjudicate 4 --both").fails().says(&[
        "no disagreement of the number 4",
        "the coding 4 is part of the disagreement 3",
    ]);
    env.run("adjudicate 9 --both").fails().says(&["all agree on the coding 9"]);
    env.run("adjudicate 99 --both").fails().says(&["no disagreement of the number 99"]);
    env.run("adjudicate 3 --both --reject").fails();
    env.run("adjudicate 3 --both --turn 2").fails().says(&["are for `--redraw WORDS`"]);
    env.run("adjudicate 3 --both --yes").fails().says(&["are for rules"]);
    env.run("adjudicate --again").fails().says(&["which disagreement is decided anew"]);
}
