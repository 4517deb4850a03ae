//! Which codes go together, how closely, and whether they do so at every site.

use crate::env::Env;

/// Six turns at each of two sites. At the first site both codes come together, at the second
/// they come apart; a third document has no site.
fn two_sites() -> Env {
    let env = Env::new();
    env.write(
        "book.toml",
        "title = \"Small\"\n\n[[code]]\nname = \"record\"\n\n[[code]]\nname = \"money\"\n",
    );
    let sites = [
        ("01-nurse", ["rm", "rm", "rm", "r", "m", "", "", ""]),
        ("02-nurse", ["rm", "r", "r", "m", "m", "", "", ""]),
        ("x", ["rm", "r", "m", "", "", "", "", ""]),
    ];
    let mut sheet = "document,quote,code,coder\n".to_owned();
    for (document, turns) in sites {
        let mut text = String::new();
        for (number, codes) in turns.iter().enumerate() {
            let words = format!("Word{number} of {document}");
            text.push_str(&format!("NURSE: {words}.\n\nDOCTOR: Yes.\n\n"));
            for code in codes.chars() {
                let (code, coder) =
                    if code == 'r' { ("record", "ana") } else { ("money", "ben") };
                sheet.push_str(&format!("{document},{words},{code},{coder}\n"));
            }
        }
        env.write(&format!("in/{document}.txt"), text);
    }
    env.write("sheet.csv", sheet);
    env.write("a.csv", "document,site\n01-nurse,01\n02-nurse,02\n");
    env.run("init care --title Care --coder ana --also ben").done();
    env.run("import in").done();
    env.run("codebook import book.toml").done();
    env.run("attributes import a.csv").done();
    env.run("codings import sheet.csv").done();
    env
}

#[test]
fn a_pair_is_shown_across_sites() {
    let env = two_sites();
    let json = env.run("cooccurrence --unit turn --across site --format json").done().json();
    let row = &json["rows"][0];
    assert_eq!((&row["code_1"], &row["n12"]), (&"record".into(), &5.into()));
    assert_eq!((&row["strata_with"], &row["strata_absent"]), (&3.into(), &0.into()));
    // a d / n over b c / n of the sites: (3·11 + 1·11 + 1·13) / (1·1 + 2·2 + 1·1) with 16 units
    // each.
    assert!((row["odds_ratio"].as_f64().unwrap() - 57.0 / 6.0).abs() < 1e-12);
    let said = json["definition"].as_str().unwrap();
    assert!(said.contains("any coder") && said.contains("never as a verdict"), "{said}");

    let forest = env
        .run("cooccurrence --unit turn --across site --pair money record --format csv")
        .done()
        .out;
    let lines: Vec<&str> = forest.lines().collect();
    assert!(lines[1].starts_with("01,1,3,1,1,11,16,33"), "{forest}");
    assert!(lines[2].starts_with("02,1,1,2,2,11,16,2.75"), "{forest}");
    assert!(lines[3].starts_with("no site,1,1,1,1,13,16,13"), "{forest}");
    assert!(lines[4].starts_with("common,3,5,4,4,35,48,9.5"), "{forest}");
    env.run("cooccurrence --unit turn --across site").done().says(&["record", "9.500"]);
}

#[test]
fn coefficients_stand_beside_the_pairs() {
    let env = two_sites();
    let json = env.run("cooccurrence --unit turn --coefficients --format json").done().json();
    let row = &json["rows"][0];
    // a 5, b 4, c 4, d 35 of 48.
    assert!((row["odds_ratio"].as_f64().unwrap() - 175.0 / 16.0).abs() < 1e-12);
    assert!((row["dice"].as_f64().unwrap() - 10.0 / 18.0).abs() < 1e-12);
    assert_eq!(row["p_test"], "Fisher");
    assert_eq!(row["p"], row["p_adjusted"]);
    env.run("cooccurrence --unit turn --coefficients").done().says(&["Fisher's exact test"]);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let env = two_sites();
    env.run("cooccurrence --across site").fails().says(&["events are counted", "--unit"]);
    env.run("cooccurrence --coefficients").fails().says(&["--unit"]);
    env.run("cooccurrence --unit turn --layer same-coder --across site")
        .fails()
        .says(&["--layer any-coder", "coder:NAME"]);
    env.run("cooccurrence --unit turn --across ward").fails().says(&["no attribute `ward`"]);
    env.run("cooccurrence --unit turn --across site --pair record monei")
        .fails()
        .says(&["did you mean `money`"]);
    env.run("cooccurrence --unit turn --across site --pair record record")
        .fails()
        .says(&["two codes"]);
    env.run("cooccurrence --unit turn --pair record money").fails().says(&["--across"]);
    // One coder alone has no units in which another said the second code.
    env.run("cooccurrence --unit turn --layer same-coder --across site coder:ana").answers_no();
}
