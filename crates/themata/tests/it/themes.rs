use crate::env::Env;

/// Two interviews, coded: shared record twice, double entry, funding twice, leadership twice.
pub(crate) fn coded() -> Env {
    let env = Env::with_study();
    for (document, quote, code) in [
        ("01-nurse", "we write everything down twice", "double entry"),
        ("01-nurse", "There is no money for licences", "funding"),
        ("01-nurse", "She left in May", "leadership"),
        ("04-manager", "It works, honestly", "shared record"),
        ("04-manager", "There is money for licences until March", "funding"),
        ("04-manager", "The director knows everyone by name", "leadership"),
    ] {
        env.run(&format!("code {document} --quote '{quote}' --code '{code}' --coder ana"))
            .done();
    }
    env
}

/// The cells of some columns of a listing, a line for each row.
pub(crate) fn cells(env: &Env, command: &str, columns: &[&str]) -> Vec<String> {
    let json = env.run(&format!("{command} --format json")).done().json();
    let rows = json["rows"].as_array().unwrap();
    let cell = |row: &serde_json::Value, column: &&str| match &row[*column] {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    rows.iter()
        .map(|row| columns.iter().map(|c| cell(row, c)).collect::<Vec<_>>().join(" | "))
        .collect()
}

const NUMBERS: [&str; 5] = ["theme", "members", "codings", "excerpts", "documents"];

#[test]
fn groups_are_themes_until_there_are_some() {
    let env = coded();
    let groups = [
        "IT | shared record; double entry | 2 | 2 | 2",
        "Resources | funding | 2 | 2 | 2",
        "leadership | - | 2 | 2 | 2",
    ];
    assert_eq!(cells(&env, "themes", &NUMBERS), groups);
    env.run("themes")
        .done()
        .says(&["until a theme of the study's own has codes", "themes from-codebook"]);
    // A theme without codes takes nothing away.
    env.run("themes new Trust").done();
    assert_eq!(cells(&env, "themes", &NUMBERS)[1..], groups);
    assert_eq!(cells(&env, "themes", &NUMBERS)[0], "Trust | - | 0 | 0 | 0");
    let only = "from now on the themes are those that you make";
    env.run("themes edit Trust --add funding").done().says(&[only]);
    assert_eq!(cells(&env, "themes", &NUMBERS)[0], "Trust | funding | 2 | 2 | 2");
    env.run("themes edit Trust --add leadership").done().says_nothing_of(&[only]);
    env.run("themes edit Trust --remove leadership").done().says_nothing_of(&["again"]);
    let again = "the groups of the codebook are themes again";
    env.run("themes edit Trust --remove funding").done().says(&[again]);
    env.run("themes remove Trust").done();
    // A theme without codes that is called as a group leaves it, and gets it when asked for.
    env.run("themes new it").done();
    assert_eq!(cells(&env, "themes", &NUMBERS)[1..], groups);
    env.run("themes from-codebook").done().says(&["3 themes made"]);
    assert_eq!(cells(&env, "themes", &NUMBERS)[0], "it | IT | 2 | 2 | 2");
    env.run("undo").done();
    env.run("undo").done();
    env.run("themes show IT").fails().says(&["no theme is called `IT`", "from-codebook"]);
    let before = env.run("frequencies --format json").done().out;
    env.run("themes from-codebook").done().says(&["3 themes made"]);
    env.run("themes from-codebook").fails().says(&["is a theme already"]);
    let own = ["IT | IT | 2 | 2 | 2", "Resources | Resources | 2 | 2 | 2"];
    assert_eq!(cells(&env, "themes", &NUMBERS)[..2], own);
    // What is a theme of one code now has a row above that of the code.
    let after = env.run("frequencies --format json").done().out;
    assert_ne!(before, after);
    env.run("undo").done();
    assert_eq!(cells(&env, "themes", &NUMBERS), groups);
    assert_eq!(before, env.run("frequencies --format json").done().out);
}

#[test]
fn a_theme_counts_the_same_everywhere() {
    let env = coded();
    env.run(
        "themes new 'Carried by people' --codes 'leadership,funding' --statement 'They last.'",
    )
    .done();
    env.run("themes new Tools --codes 'IT,funding'").done();
    assert_eq!(
        cells(&env, "themes", &NUMBERS),
        [
            "Carried by people | leadership; funding | 4 | 4 | 2",
            "Tools | IT; funding | 4 | 4 | 2"
        ]
    );
    env.run("excerpts theme:Tools").done().says(&["4 excerpts"]);
    env.run("excerpts 'theme:\"carried by people\"'").done().says(&["4 excerpts"]);
    env.run("frequencies").done().says(&["Carried by people", "1 code is in several themes"]);
    let pair = cells(
        &env,
        "cooccurrence --level theme --unit excerpt",
        &["code_1", "code_2", "n1", "n2", "n12"],
    );
    assert_eq!(pair, ["Carried by people | Tools | 4 | 4 | 2"]);
    let totals = cells(&env, "matrix --cell count", &["site", "Carried by people", "Tools"]);
    assert_eq!(totals, ["01 | 2 | 2", "04 | 2 | 2", "all | 4 | 4"]);
    env.run("report -o care.html").done();
    assert!(env.read("care.html").contains("They last."));
    env.run("export --to csv tables").done();
    assert!(env.read("tables/codings.csv").contains("Carried by people; Tools"));
}

#[test]
fn what_is_in_no_theme_is_listed_last() {
    let env = coded();
    env.run("themes new Money --codes Resources").done();
    assert_eq!(
        cells(&env, "themes --tree", &["name", "level", "excerpts"]),
        [
            "Money | theme | 2",
            "funding | code | 2",
            "in no theme | none | 4",
            "shared record | code | 1",
            "double entry | code | 1",
            "leadership | code | 2",
        ]
    );
    env.run("themes").done().says(&["3 codes are in no theme"]);
    env.run("themes show Money").done().says(&["Codes in no theme", "nothing is stated yet"]);
    let none = env.run("cooccurrence --level theme --unit document").answers_no();
    none.says_nothing_of(&["in no theme"]);
}

#[test]
fn a_theme_is_edited_and_its_faults_are_told() {
    let env = coded();
    env.run("themes new ' ' --codes funding").fails().says(&["a theme needs a title"]);
    env.run("themes new Money --codes fundin").fails().says(&["did you mean `funding`?"]);
    env.run("themes new Money --codes funding").done();
    env.run("themes new ' money '").fails().says(&["there is a theme `Money` already"]);
    env.run("themes new People --codes leadership").done();
    env.run("themes edit Peeple --add IT").fails().says(&["did you mean `People`?"]);
    env.run("themes edit People --title MONEY").fails().says(&["`Money` already"]);
    env.run("themes edit People").fails().says(&["--statement"]);
    env.run("themes edit People --remove funding")
        .fails()
        .says(&["its members are leadership"]);
    env.run("themes edit People --place 0").fails().says(&["counted from 1"]);
    env.run("themes edit People --add leadership").done().says(&["it is so already"]);
    env.run("themes edit people --title PEOPLE --add IT --remove leadership --place 1").done();
    let listed = cells(&env, "themes", &["theme", "members"]);
    assert_eq!(listed, ["PEOPLE | IT", "Money | funding"]);
    env.run("undo").done();
    let listed = cells(&env, "themes", &["theme", "members"]);
    assert_eq!(listed, ["Money | funding", "People | leadership"]);
    env.run("redo").done();
    env.run("check").done();
    env.run("history").done().says(&["edit the theme `People`"]);
}

#[test]
fn evidence_is_named_by_number_or_quote() {
    let env = coded();
    env.run("themes new Tools --codes IT --statement 'They do not talk.'").done();
    env.run("themes evidence Tools --for 1 --note 'at once'").done();
    env.run(
        "themes evidence Tools --against --document 04-manager --quote 'it works, honestly'",
    )
    .done();
    env.run("themes evidence Tools --for --document 01-nurse --quote 'nowhere said'").fails();
    env.run("themes evidence Tools --for").fails().says(&["--quote"]);
    env.run("themes evidence Tools").fails().says(&["--against"]);
    env.run("themes evidence Tools --for 99").fails().says(&["codings list"]);
    env.run("themes evidence Tools --for 1").done().says(&["it is so already"]);
    env.run("themes show Tools").done().says(&[
        "They do not talk.",
        "we write everything down twice",
        "NURSE, site 01",
        "at once",
        "It works, honestly",
        "1 excerpt for the theme and 1 against it",
    ]);
    let sides = |env: &Env| {
        cells(env, "themes show Tools --only evidence", &["number", "side", "words"])
    };
    let first = "1 | for | we write everything down twice";
    assert_eq!(sides(&env), [first, "2 | against | It works, honestly"]);
    env.run("report -o care.html").done();
    assert!(env.read("care.html").contains("It works, honestly"));
    env.run("themes evidence Tools --remove 3").fails().says(&["2 pieces", "themes show"]);
    env.run("themes evidence Tools --remove 2").done();
    assert_eq!(sides(&env), [first]);
    env.run("themes show Tools")
        .done()
        .says(&["nothing is named that speaks against the theme"]);
    env.run("undo").done();
    assert_eq!(sides(&env).len(), 2);
    env.run("check").done();
}

#[test]
fn a_theme_with_summaries_is_not_removed_by_the_way() {
    let env = coded();
    env.run("themes new Tools --codes IT").done();
    env.run("matrix write --row 04 --col Tools 'They work.'").done();
    env.run("themes remove Tools").fails().says(&["has 1 summary", "04", "--with-summaries"]);
    env.run("themes remove tools --with-summaries").done().says(&["with 1 summary"]);
    env.run("themes show Tools").fails();
    env.run("undo").done();
    env.run("matrix --cell summary").done().says(&["They work."]);
    env.run("check").done();
}
