use crate::env::Env;

/// What every listing of a study says, but for what it says of machines themselves.
fn figures(env: &Env) -> Vec<String> {
    let commands = [
        "frequencies",
        "frequencies --by site",
        "cooccurrence",
        "cooccurrence --unit document",
        "agreement",
        "agreement --measures spans",
        "agreement --by document",
        "disagreements",
        "excerpts",
        "codings list",
        "documents",
        "documents --sections",
        "documents --provenance",
        "show 01-nurse",
        "speakers list",
        "memos",
        "search licences code:funding",
        "search licences 'NOT code:IT'",
        "codebook show",
        "codebook show funding",
        "report -o out.html --force",
        "reconciliation report -o out.md --force",
        "export --to csv out --force",
        "round list",
        "questions list",
    ];
    let mut said = Vec::new();
    for command in commands {
        let printed = env.run(&format!("{command} --coder ana"));
        assert!(!printed.err.contains("Usage:"), "{command}: {}", printed.err);
        // Which operation a page is of follows the number of operations.
        let out = printed.out.lines().filter(|line| !line.contains("operation"));
        said.push(format!("{command}\n{}", out.collect::<Vec<_>>().join("\n")));
    }
    for file in
        ["out.html", "out.md", "out/codings.csv", "out/documents.csv", "out/codebook.csv"]
    {
        if env.path(file).exists() {
            let text = env.read(file);
            let lines = text.lines().filter(|line| !line.contains("operation"));
            said.push(format!("{file}\n{}", lines.collect::<Vec<_>>().join("\n")));
        }
    }
    said
}

/// A study in which two people have coded both interviews.
fn coded() -> Env {
    let env = Env::with_study();
    for coder in ["ana", "ben"] {
        env.run(&format!(
            "code 01-nurse --quote 'There is no money for licences.' --code funding --valence \
             barrier --coder {coder}"
        ))
        .done();
        env.run(&format!(
            "code 04-manager --quote 'The director knows everyone by name.' --code leadership \
             --coder {coder}"
        ))
        .done();
    }
    env.run("code 01-nurse --quote 'She left in May.' --code leadership --coder ben").done();
    env.run("speakers role INTERVIEWER interviewer").done();
    env
}

#[test]
fn places_of_words_are_proposed_once() {
    let env = coded();
    env.run("autocode licences --code funding --dry-run --coder ana").done().says(&[
        "1 coded so by you already",
        "1 proposal would be made; nothing was recorded",
        "There is money for licences until March.",
    ]);
    env.run("proposals list").answers_no();
    env.run("coders list").done().says_nothing_of(&["autocode"]);
    env.run("autocode 'licences OR money' --code funding --coder ana").done().says(&[
        "new machine coder: autocode",
        "1 left out: an interviewer speaks",
        "1 proposal made",
    ]);
    env.run("autocode licences --code funding --coder ana")
        .answers_no()
        .says(&["1 proposed already", "nothing new to propose"]);
    let listed = env.run("proposals list --format json").done().json();
    let row = &listed["rows"][0];
    assert_eq!(row["words"], "There is money for licences until March.");
    assert_eq!(row["query"], "licences OR money");
    assert_eq!(row["machine"], "autocode");
    assert_eq!(row["document"], "04-manager");
    env.run("proposals list code:leadership").answers_no();
    env.run("proposals list site:04").done().says(&["1 proposal with site:04"]);
    env.run("history").done().says(&["propose the code `funding` at 1 place as `autocode`"]);
    env.run("undo").done();
    env.run("proposals list").answers_no();
    env.run("coders list").done().says_nothing_of(&["autocode"]);
    env.run("check").done();
}

#[test]
fn proposals_reach_as_far_as_is_said() {
    let env = coded();
    let proposed = |unit: &str| {
        let command = format!(
            "autocode '\"no money\"' --code leadership --unit {unit} --dry-run --format json"
        );
        let listed = env.run(&command).done().json();
        listed["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["words"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(proposed("match"), ["no money"]);
    assert_eq!(proposed("1word"), ["is no money for"]);
    assert_eq!(proposed("sentence"), ["There is no money for licences."]);
    assert_eq!(proposed("excerpt"), ["There is no money for licences."]);
    assert!(proposed("turn")[0].as_str().unwrap().starts_with("It never loads"));
    env.run("autocode money --code leadership --unit pages").fails().says(&["5words"]);
    env.run("autocode honestly --code funding --unit excerpt")
        .answers_no()
        .says(&["1 left out: nobody coded an excerpt there"]);
    env.run("autocode '' --code funding").fails();
    env.run("autocode money --code IT").fails().says(&["is a group"]);
    env.run("autocode money --code funding --as ana").fails().says(&["who is a person"]);
    env.run(
        "autocode 'money OR licences OR director' --code 'shared record' --who all --limit 1",
    )
    .done()
    .says(&["1 proposal made", "beyond the limit"]);
}

#[test]
fn a_query_without_words_proposes_its_excerpts() {
    let env = coded();
    env.run(
        "autocode 'code:leadership coder:ben' --code 'shared record' --valence facilitator",
    )
    .done()
    .says(&["2 proposals made"]);
    env.run("proposals list --format csv").done().says(&[
        "She left in May.",
        "The director knows everyone by name.",
        "facilitator",
        "code:leadership coder:ben",
    ]);
}

#[test]
fn a_person_accepts() {
    let env = coded();
    env.run("autocode 'licences OR director' --code leadership --regardless --valence barrier")
        .done()
        .says(&["3 proposals made"]);
    env.run("proposals accept --all").fails().says(&["it is not known who codes"]);
    env.run("proposals accept --all --coder nobody").fails();
    env.run("proposals accept --all --coder autocode").fails().says(&["is a machine"]);
    env.run("proposals accept --coder ana").fails().says(&["--query", "--all"]);
    env.run("proposals accept 1 --coder ana").fails().says(&["no proposal of the number 1"]);
    // Ana has coded the director's sentence so already.
    env.run("proposals accept --query site:04 --coder ana")
        .done()
        .says(&["1 proposal taken away: ana had coded so already", "1 coding added for ana"]);
    env.run("codings list coder:ana --format csv").done().says(&["until March."]);
    env.run("proposals list").done().says(&["1 proposal."]);
    env.run("undo").done();
    env.run("proposals list").done().says(&["3 proposals."]);
    env.run("codings list coder:ana --format csv").done().says_nothing_of(&["until March."]);
    env.run("redo").done();
    env.run("proposals list").done().says(&["1 proposal."]);
    env.run("proposals accept --query site:04 --coder ana").answers_no();
    env.run("check").done();
}

#[test]
fn what_was_rejected_is_not_proposed_again() {
    let env = coded();
    env.run("autocode licences --code leadership --valence barrier").done();
    env.run("proposals reject --all --why 'not of leading' --coder ben")
        .done()
        .says(&["2 proposals rejected"]);
    env.run("proposals list").answers_no();
    env.run("proposals rejected").done().says(&[
        "2 rejected proposals",
        "not of leading",
        "ben",
    ]);
    env.run("proposals rejected site:04").done().says(&["1 rejected proposal with site:04"]);
    env.run("autocode licences --code leadership").answers_no().says(&["2 rejected before"]);
    env.write(
        "fixed.txt",
        "INTERVIEWER: Thank you for coming. How is the shared record?\n\nNURSE: It never loads \
         🙂, and we write everything down twice. There is no money for licences.\n\n\
         INTERVIEWER: And the director?\n\nNURSE: She left in May. It never loads.\n",
    );
    env.run("reimport 01-nurse fixed.txt").done();
    env.run("autocode licences --code leadership").answers_no().says(&["2 rejected before"]);
    env.run("proposals restore").fails();
    env.run("proposals restore 9").fails().says(&["no rejection of the number 9"]);
    env.run("proposals restore 1").done().says(&["1 proposal restored"]);
    // What it was is known of the rejection's operation.
    env.run("proposals list --format csv").done().says(&["no money", "licences", "barrier"]);
    env.run("autocode licences --code leadership")
        .answers_no()
        .says(&["1 proposed already", "1 rejected before"]);
    env.run("undo").done();
    env.run("proposals rejected").done().says(&["2 rejected proposals"]);
    env.run("undo").done();
    env.run("undo").done();
    env.run("proposals rejected").answers_no();
    env.run("proposals list").done().says(&["2 proposals"]);
    env.run("check").done();
}

#[test]
fn proposals_are_reviewed_one_by_one() {
    let env = coded();
    env.run("autocode 'licences OR honestly' --code leadership")
        .done()
        .says(&["3 proposals made"]);
    env.run_answering("proposals review --coder ana", "x\na\nr\nnot so\ns\n").done().says(&[
        "1 of 3: proposal",
        "leadership, from autocode by licences OR honestly",
        "[There is no money for licences.]",
        "`x` is none of these",
        "1 accepted, 1 rejected, 1 left",
    ]);
    env.run("proposals rejected").done().says(&["not so"]);
    env.run("codings list 'coder:ana code:leadership'").done().says(&["no money"]);
    env.run_answering("proposals review --coder ana", "q\n").done().says(&["1 left"]);
    env.run_answering("proposals review site:01 --coder ana", "").answers_no();
}

#[test]
fn nobody_sees_proposals_unasked() {
    let env = coded();
    let before = figures(&env);
    env.run("autocode 'licences OR director OR loads' --code leadership --coder ana").done();
    env.run("autocode licences --code 'shared record' --as second --unit turn").done();
    env.run("proposals list").done();
    for (before, after) in before.iter().zip(figures(&env)) {
        // The machines are coders of the study, but none of these names them.
        assert_eq!(*before, after);
    }
    env.run("code 01-nurse --quote 'She left in May.' --code funding").fails();
    env.run("codings list coder:machine").done().says(&["second", "autocode"]);
    env.run("frequencies coder:second").done().says(&["shared record"]);
}

#[test]
fn a_machine_is_measured_where_it_is_named() {
    let env = coded();
    env.run("autocode 'licences OR director' --code funding --as keywords --regardless")
        .done()
        .says(&["3 proposals made"]);
    for query in ["coder:keywords,ana", "coder:machine,ana"] {
        env.run(&format!("agreement {query} code:funding --unit turn --format csv"))
            .done()
            .says(&["ana", "keywords"]);
    }
    env.run("disagreements coder:keywords,ana").done().says(&["keywords"]);
}

#[test]
fn blind_documents_are_left_out() {
    let env = coded();
    env.run("round new blind --coders ana,ben --blind").done();
    env.run("autocode licences --code leadership --coder ana")
        .answers_no()
        .says(&["2 documents left out", "nothing new to propose"]);
    env.run("undo").done();
    env.run("autocode licences --code leadership --coder ana").done();
    env.run("round new blind --coders ana,ben --blind").done();
    // Whoever codes blind sees no machine's codings either.
    env.run("proposals list --coder ana").answers_no();
    env.run("proposals accept --all --coder ana").answers_no();
    env.run("proposals reject --all --coder ana").answers_no();
}
