//! That a coder's codings in a blind round are neither seen nor counted nor named, by whatever
//! command, for the other coder and for someone who does not say who they are.

use crate::env::Env;

/// Ana and ben code one document blind; what ben says could not be said by chance. The other
/// document is in no round, and both have coded it.
fn blind() -> Env {
    let env = Env::with_study();
    let both = "04-manager --quote 'It works, honestly' --code 'shared record'";
    env.run(&format!("code {both} --coder ana")).done();
    env.run(&format!("code {both} --coder ben")).done();
    env.run("round new 'pilot 1' site:01 --coders ana,ben --blind").done();
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    ben_codes(&env, "There is no money for licences", "funding");
    env.run("memos add 'zzz as well' --document 01-nurse --coder ben").done();
    ben_codes(&env, "we write everything down twice", "double entry");
    env
}

fn ben_codes(env: &Env, quote: &str, code: &str) {
    env.run(&format!(
        "code 01-nurse --quote '{quote}' --code '{code}' --valence barrier --memo zzz --coder ben"
    ))
    .done();
}

/// Who looks: the other coder, someone who does not code, and someone who does not say.
const OTHERS: [&str; 3] = ["--coder ana", "--coder lea", ""];

/// Every command that lists or counts codings, with what only a sight of ben's would show.
const LISTINGS: [(&str, &[&str]); 20] = [
    ("excerpts", &["licences", "twice"]),
    ("excerpts code:funding", &["licences"]),
    ("codings list", &["licences", "twice", "zzz"]),
    ("codings list coder:ben", &["licences", "twice", "zzz"]),
    ("codings list --format json", &["licences", "twice", "zzz"]),
    ("codings export -", &["licences", "twice", "zzz"]),
    ("codebook show --format csv", &["funding,,,1", "double entry,,,1"]),
    ("codebook show funding", &["1 coding"]),
    ("frequencies coder:ben --format csv", &["funding,1"]),
    ("frequencies --by site --format csv", &["funding,1", "double entry,1"]),
    ("cooccurrence --unit document --layer any-coder", &["funding", "double entry"]),
    ("cooccurrence --unit turn --across site", &["funding", "double entry"]),
    ("agreement --format csv", &["funding,0", "double entry,0"]),
    ("show 01-nurse", &["funding", "double entry", "ben", "zzz"]),
    ("show 01-nurse --format json", &["funding", "double entry", "ben", "zzz"]),
    ("search licences code:funding", &["money for"]),
    ("memos", &["zzz"]),
    ("documents --format csv", &["01-nurse,01,nurse,30,4,2,3,2"]),
    ("history", &["funding", "double entry"]),
    ("report -o -", &["There is no money", "we write everything", "3 codings on 2 documents"]),
];

#[test]
fn nobody_else_sees_names_or_counts_them() {
    let env = blind();
    for who in OTHERS {
        for (command, hidden) in LISTINGS {
            let printed = env.run(&format!("{command} {who}"));
            printed.says_nothing_of(hidden);
        }
    }
}

/// What is hidden above is there to be seen: by all when the round is open, and by ben before.
#[test]
fn all_see_the_same_when_the_round_is_open() {
    let env = blind();
    env.run("codings list coder:ben --coder ben").done().says(&["licences", "twice", "zzz"]);
    env.run("codebook show --format csv --coder ben").done().says(&["double entry,,,1"]);
    env.run("frequencies --by site --format csv --coder ben").done().says(&["funding,1"]);
    env.run("search licences code:funding --coder ben").done().says(&["money for"]);
    env.run("history --coder ben").done().says(&["as funding"]);
    env.run("round open 'pilot 1' --reason 'to talk' --coder lea").done();
    env.run("assignments finish 'pilot 1' --all --coder ana").done();
    env.run("assignments finish 'pilot 1' --all --coder ben").done();
    for who in OTHERS {
        for (command, hidden) in LISTINGS {
            env.run(&format!("{command} {who}")).done().says(hidden);
        }
    }
}

#[test]
fn counts_are_those_of_what_is_seen() {
    let env = blind();
    let codings = |who: &str| {
        let listed = env.run(&format!("documents --format json {who}")).done().json();
        let rows = listed["rows"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| (row["codings"].as_u64().unwrap(), row["coders"].as_u64().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(codings("--coder ana"), [(1, 1), (2, 2)]);
    assert_eq!(codings("--coder ben"), [(2, 1), (2, 2)]);
    assert_eq!(codings(""), [(0, 0), (2, 2)]);
    env.run("documents --by site --coder ana --format csv").done().says(&["01,1,"]);
    env.run("codings list").done().says(&["2 codings."]);
    env.run("check --coder ana").done().says(&["3 codings and those that are kept back"]);
    env.run("assignments list --everyone --coder ana --format csv")
        .done()
        .says(&["pilot 1,01-nurse,ana,started,1\r\n", "pilot 1,01-nurse,ben,started,\r\n"]);
    env.run("assignments list").done().says(&["codings of 2 assignments are kept back"]);
}

#[test]
fn exports_and_reports_hold_nothing_of_them() {
    let env = blind();
    env.run("export --to csv tables --coder ana").done().says(&["are kept back"]);
    let mut files = 0;
    for file in std::fs::read_dir(env.path("tables")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("zzz"), "{}", path.display());
        files += 1;
    }
    assert!(files >= 4);
    let codings = env.read("tables/codings.csv");
    assert_eq!(codings.lines().count(), 1 + 3, "{codings}");
    assert!(!codings.contains("funding"), "{codings}");
    env.run("export --to parquet columns --coder ana")
        .done()
        .says(&["are kept back", "codings.parquet (3 rows)"]);
    env.run("excerpts -o seen.md --coder ana").done();
    let seen = env.read("seen.md");
    assert!(seen.contains("She left in May") && seen.contains("are kept back"), "{seen}");
    assert!(!seen.contains("licences"), "{seen}");
    env.run("report -o care.html --coder ana").done();
    let page = env.read("care.html");
    assert!(page.contains("Not everything is counted here: codings of others on 1 document"));
    env.run("report -o care.docx --coder ana --without method --memos").done();
    let text = crate::report::words(&env, "care.docx");
    assert!(text.contains("Not everything is counted here: codings of others on 1 document"));
    assert!(text.contains("She left in May"), "{text}");
    for hidden in ["zzz", "There is no money", "twice"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    env.run("report -o own.docx --coder ben --memos").done();
    let text = crate::report::words(&env, "own.docx");
    assert!(text.contains("zzz") && text.contains("There is no money"), "{text}");
    env.run("export --to csv own --coder ben").done();
    assert!(env.read("own/codings.csv").contains("zzz"));
    env.run("export --to parquet mine --coder ben").done().says(&["codings.parquet (4 rows)"]);
}

#[test]
fn it_is_said_once_that_something_is_kept_back() {
    let env = blind();
    let notice =
        "codings of others on 1 document are kept back: the round \"pilot 1\" is blind";
    for command in [
        "excerpts",
        "codings list",
        "codings export -",
        "codebook show",
        "codebook show funding",
        "frequencies",
        "cooccurrence",
        "agreement",
        "report -o -",
        "show 01-nurse",
        "search money code:leadership",
        "documents",
    ] {
        let printed = env.run(&format!("{command} --coder ana"));
        assert_eq!(printed.err.matches(notice).count(), 1, "{command}: {}", printed.err);
        let quiet = env.run(&format!("{command} --coder ana --quiet"));
        assert!(!quiet.err.contains("kept back"), "{command}");
    }
    env.run("documents").done().says(&["codings on 1 document are kept back"]);
    env.run("search money").done().says_nothing_of(&["kept back"]);
    env.run("assignments finish 'pilot 1' --all --coder ana").done();
    env.run("assignments finish 'pilot 1' --all --coder ben").done();
    env.run("excerpts").done().says_nothing_of(&["kept back"]);
}

#[test]
fn history_keeps_what_was_coded_to_itself() {
    let env = blind();
    let history = env.run("history --coder ana --format csv").done();
    history
        .says(&["code an excerpt of 01-nurse as leadership", "code an excerpt of 04-manager"])
        .says(&["ben,(kept back while the round is blind)"])
        .says_nothing_of(&["funding", "double entry"]);
    let history = env.run("history --format csv").done();
    assert_eq!(history.out.matches("(kept back while the round is blind)").count(), 4);
    env.run("history --coder BEN")
        .done()
        .says(&["as funding"])
        .says_nothing_of(&["leadership"]);
    env.run("round open 'pilot 1' --reason 'to talk' --coder lea").done();
    env.run("history --coder ana").done().says(&["as funding"]).says_nothing_of(&["kept back"]);
}

#[test]
fn nobody_takes_back_what_someone_else_coded_blind() {
    let env = blind();
    let refused = "is someone else's and concerns codings that are kept back";
    env.run("undo --coder ana").fails().says(&[refused]).says_nothing_of(&["double entry"]);
    env.run("undo").fails().says(&[refused, "--coder NAME"]).says_nothing_of(&["double entry"]);
    env.run("undo --coder ben").done().says(&["double entry"]);
    env.run("redo --coder ana").fails().says(&[refused]).says_nothing_of(&["double entry"]);
    env.run("redo --coder ben").done();
    env.run("codings list --coder ben").done().says(&["twice"]);
    env.run("code 01-nurse --quote 'It never loads 🙂' --code IT --coder ana").fails();
    env.run("code 01-nurse --quote 'It never loads 🙂' --code 'shared record' --coder ana")
        .done();
    env.run("undo --coder ana").done();
    env.run("check").done();
}

#[test]
fn nobody_removes_what_someone_else_coded_blind() {
    let env = blind();
    let listed = env.run("codings list code:funding --coder ben --format json").done().json();
    let number = listed["rows"][0]["coding"].as_u64().unwrap();
    for who in OTHERS {
        env.run(&format!("codings remove {number} {who}"))
            .fails()
            .says(&[&format!("there is no coding of the number {number}")]);
        env.run(&format!("codings remove --query code:funding {who}")).answers_no();
    }
    env.run(&format!("codings remove {number} --coder ben")).done();
}

/// Whoever brings in a sheet in the name of others does not learn what they have coded.
#[test]
fn a_sheet_of_others_codings_does_not_tell_which_are_known() {
    let env = blind();
    env.write(
        "guess.csv",
        "document,quote,code,coder\n01-nurse,There is no money for licences,funding,ben\n01-nurse,\
         She left in May,funding,ben\n01-nurse,It never loads 🙂,shared record,ana\n",
    );
    for dry in ["--dry-run", ""] {
        env.run(&format!("codings import guess.csv --coder ana {dry}")).done().says(&[
            "2 codings of others on blind documents",
            "1 coding ",
            "0 known already",
        ]);
    }
    env.run("history --coder ana").done().says(&["import codings"]);
    // Ben's own is there once, and the other one was brought in.
    env.run("codings list code:funding --coder ben").done().says(&["2 codings", "zzz"]);
    env.run("codings import guess.csv --coder ben --dry-run").done().says(&["2 known already"]);
    env.run("check").done();
}

/// What is done to the codes of others' codings is done, and tells nothing of them.
#[test]
fn merging_codes_does_not_tell_how_often_others_used_them() {
    let env = blind();
    env.run("codebook merge funding leadership --coder ana")
        .done()
        .says_nothing_of(&["1 coding"]);
    env.run("codings list --coder ben").done().says(&["leadership", "licences"]);
    env.run("history --coder ana").done().says(&["merge the code `funding` into `leadership`"]);
    env.run("history --coder ana").done().says_nothing_of(&["carried over"]);
    // What someone else did to codings that are kept back stays with whoever did it.
    let history = |who| env.run(&format!("codebook history funding --format csv {who}")).done();
    history("--coder lea").says(&["(kept back while the round is blind)"]);
    history("--coder ana").says(&["merge the code"]).says_nothing_of(&["kept back"]);
    env.run("check").done();
}

#[test]
fn a_corrected_transcript_does_not_tell_what_others_coded() {
    let env = blind();
    env.write(
        "new.txt",
        "INTERVIEWER: How is the shared record?\n\nNURSE: It never loads 🙂, and we write \
         everything down twice.\n\nINTERVIEWER: And the director?\n\nNURSE: She left in May. It \
         never loads.\n",
    );
    let refused = env.run("reimport 01-nurse new.txt --all --coder ana").answers_no();
    refused
        .says(&["codings that are kept back would be lost", "1 moved, 0 changed, 0 lost"])
        .says_nothing_of(&["funding", "double entry", "licences"]);
    env.run("reimport 01-nurse new.txt --coder ben").answers_no().says(&["licences", "1 lost"]);
    env.run("reimport 01-nurse new.txt --allow-lost --coder ana").done();
    env.run("history --coder ana").done().says_nothing_of(&["changed, "]);
    env.run("undo --coder ana").done();
    env.run("codings list --coder ben").done().says(&["licences"]);
    env.run("check").done();
}

#[test]
fn all_is_seen_when_both_have_finished_or_the_round_is_opened() {
    let env = blind();
    env.run("assignments finish 'pilot 1' --all --coder ben").done();
    env.run("codings list --coder ana").done().says_nothing_of(&["licences"]);
    env.run("assignments finish 'pilot 1' --all --coder ana").done();
    for who in OTHERS {
        env.run(&format!("codings list {who}")).done().says(&["licences", "zzz", "twice"]);
    }
    let env = blind();
    env.run("round open 'pilot 1' --reason 'to talk' --coder lea").done();
    for who in OTHERS {
        env.run(&format!("excerpts {who}")).done().says(&["licences", "twice"]);
    }
}

#[test]
fn undoing_the_opening_makes_the_round_blind_again() {
    let env = blind();
    env.run("round open 'pilot 1' --reason 'to talk' --coder lea").done();
    env.run("undo --coder lea").done();
    env.run("codings list --coder ana").done().says_nothing_of(&["licences"]);
}
