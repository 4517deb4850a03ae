use crate::env::Env;

/// Two documents that ana and ben coded, not quite alike.
fn coded() -> Env {
    let env = Env::with_study();
    for (document, quote, code, coder) in [
        ("01-nurse", "It never loads 🙂", "shared record", "ana"),
        ("01-nurse", "It never loads 🙂, and we write everything down", "shared record", "ben"),
        ("01-nurse", "write everything down twice", "double entry", "ana"),
        ("01-nurse", "There is no money", "funding", "ana"),
        ("01-nurse", "There is no money for licences", "funding", "ben"),
        ("01-nurse", "She left in May", "leadership", "ana"),
        ("04-manager", "It works, honestly", "shared record", "ana"),
        ("04-manager", "It works, honestly", "shared record", "ben"),
        ("04-manager", "There is money", "funding", "ben"),
    ] {
        let command =
            format!("code {document} --quote '{quote}' --code '{code}' --coder {coder}");
        env.run(&command).done();
    }
    env
}

#[test]
fn every_set_of_measures_answers_in_every_format() {
    let env = coded();
    for (command, keys) in [
        ("", &["alpha", "kappa", "positive_agreement"][..]),
        ("--measures items", &["bennett_s", "scott_pi", "light_kappa", "ac1", "pabak"]),
        ("--measures items --unit document", &["holsti", "kappa_max", "bias_index"]),
        ("--measures sets --unit character", &["measure", "expected_disagreement"]),
        ("--measures unitizing", &["binary_u_alpha", "cu_alpha", "gamma_cat", "coverage"]),
        ("--measures unitizing --alpha-u", &["alpha_u"]),
        ("--measures spans", &["f1_exact", "mean_iou", "position_f1"]),
        ("--by pair", &["coders", "alpha", "documents"]),
        ("--by document --measures items", &["document", "fleiss_kappa"]),
        ("--interval --replicates 50", &["alpha_low", "alpha_below_667", "alpha_error"]),
        ("--measures items --interval=bca --replicates 20", &["cohen_kappa_low", "ac1_error"]),
        ("--discuss", &["excerpts_ana", "by_one", "to_talk_about"]),
    ] {
        let command = format!("agreement {command}");
        let csv = env.run(&format!("{command} --format csv")).done().out;
        let head: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
        for key in keys {
            assert!(head.contains(key), "{command}: no {key} in {head:?}");
        }
        let json = env.run(&format!("{command} --format json")).done().json();
        let definition = json["definition"].as_str().unwrap();
        for words in ["Unit", "oders: ana, ben", "2 documents", "query: everything"] {
            assert!(definition.contains(words), "{command}: {definition}");
        }
        let table = env.run(&command).done().out;
        for line in table.lines() {
            assert!(line.chars().count() <= 100, "{command}: {line}");
        }
        env.run(&format!("{command} --format markdown")).done();
    }
}

#[test]
fn the_same_seed_gives_the_same_interval() {
    let env = coded();
    let command =
        "agreement --unit character --interval --replicates 200 --seed 9 --format csv";
    let once = env.run(command).done().out;
    assert_eq!(once, env.run(command).done().out);
    env.run("agreement --interval --replicates 200 --seed 9").done().says(&[
        "200 replicates",
        "seed 9",
        "no interval is reliable",
        "more columns with --detail",
    ]);
}

#[test]
fn teams_without_coefficients_have_none() {
    let env = coded();
    env.run("agreement --discuss --unit turn")
        .done()
        .says(&["To talk about", "No coefficient is computed", "`disagreements`"])
        .says_nothing_of(&["kappa", "alpha", "Percent", "chance"]);
    let rows = env.run("agreement --discuss --unit turn --format csv").done().out;
    // ana saw leadership in one turn, and ben did not.
    assert!(rows.lines().any(|row| row.starts_with("leadership,1,1,0,0,0,1,1")), "{rows}");
    env.run("agreement --discuss --measures items").fails().says(&["computes no measure"]);
}

#[test]
fn what_cannot_be_measured_says_why_and_what_to_do() {
    let env = Env::with_study();
    env.run("code 01-nurse --quote 'no money' --code funding --coder ana").done();
    env.run("agreement coder:ana")
        .done()
        .says(&["agreement takes two coders, and the query means one (ana)", "have somebody"]);
    env.run("code 04-manager --quote 'There is money' --code funding --coder ben").done();
    for set in ["standard", "items", "sets", "unitizing", "spans"] {
        env.run(&format!("agreement --measures {set}")).done().says(&[
            "undefined",
            "no document was judged by two of the query's coders",
            "have two of them code",
        ]);
    }
    env.run("code 01-nurse --quote 'There is no money' --code funding --coder ben").done();
    env.run("coders add cara").done();
    env.run("agreement")
        .done()
        .says(&["cara judged none", "used by no coder in these documents, not pooled: "]);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let env = coded();
    for (options, words) in [
        ("--measures spans --unit turn", "leave out `--unit` and `--universe`"),
        ("--measures sets --interval", "take `--measures items`"),
        ("--measures sets --by pair", "coder:ana,ben"),
        ("--by pair --interval", "for rows by code"),
        ("--alpha-u", "take `--measures unitizing`"),
        ("--interval --replicates 0", "from 1 to"),
        ("--replicates 5", "--interval"),
        ("--measures gamma", "unitizing"),
    ] {
        env.run(&format!("agreement {options}")).fails().says(&[words]);
    }
}

#[test]
fn texts_without_turns_are_judged_by_paragraph() {
    let env = Env::new();
    env.run("init o --coder ana").done();
    env.write("notes.txt", "The record never loads.\n\nThere is no money for it.\n");
    env.write("book.toml", "[[code]]\nname = \"IT\"\n");
    env.run("import notes.txt").done();
    env.run("codebook import book.toml").done();
    env.run("code notes --quote 'never loads' --code IT --coder ana").done();
    env.run("code notes --quote 'no money' --code IT --coder ben").done();
    env.run("agreement").done().says(&["Agreement by paragraph", "Unit: paragraph"]);
}
