use std::io::Read;

use crate::disagreements::coded;
use crate::env::Env;

/// The nine parts, in order.
const PARTS: [&str; 9] = [
    "What was compared",
    "In short",
    "Code by code",
    "Coder by coder, document by document",
    "Codes taken for codes",
    "Kinds of disagreement",
    "What to talk about first",
    "Diagnostics",
    "Decisions",
];

fn decided() -> Env {
    let env = coded();
    env.run("adjudicate 1 --accept ben --reason 'the and is no part of it' --coder eve").done();
    env
}

fn report(env: &Env, file: &str) -> String {
    env.run(&format!("reconciliation report -o {file} --replicates 50"))
        .done()
        .says(&[&format!("report written to {file}")]);
    env.read(file)
}

#[test]
fn all_four_formats_hold_all_parts() {
    let env = decided();
    let page = report(&env, "r.html");
    assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("<script"));
    let text = report(&env, "r.md");
    for (number, part) in (1..).zip(PARTS) {
        assert!(page.contains(part), "{part}");
        assert!(text.contains(&format!("## {number} {part}\n")), "{part}");
    }
    for words in [
        "alpha, all codes",
        "gamma-cat",
        "P(&lt; .667)",
        "Alpha of every two coders",
        "There is no money for licences",
        "few documents",
        "Before: the coders",
        "After: each coder with the consensus (no estimate of reliability)",
        "the and is no part of it",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&report(&env, "r.json")).unwrap();
    let titles: Vec<&str> = json["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, PARTS);
    let alpha =
        |json: &serde_json::Value| json["parts"][1]["tables"][0]["rows"][0]["value"].clone();
    // The headline is the figure of the command that measures.
    let measured = env.run("agreement --format json").done().json();
    let rows = measured["rows"].as_array().unwrap();
    assert_eq!(alpha(&json), rows.last().unwrap()["alpha"]);
    // The same study gives the same report.
    report(&env, "again.json");
    assert_eq!(env.read("r.json"), env.read("again.json"));
    env.run("check").done();
}

#[test]
fn the_workbook_has_a_sheet_for_each_table_and_its_notes() {
    let env = decided();
    env.run("reconciliation report -o r.xlsx --replicates 50").done();
    let file = std::fs::File::open(env.path("r.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut names = String::new();
    archive.by_name("xl/workbook.xml").unwrap().read_to_string(&mut names).unwrap();
    for sheet in ["What the figures rest on", "All codes together", "Decision log", "Notes"] {
        assert!(names.contains(&format!("name=\"{sheet}\"")), "{sheet}\n{names}");
    }
    // The program reads it as it reads any workbook.
    env.run("import r.xlsx --sheet Coders --rows respondents --respondent Coder --dry-run")
        .says(&["r.xlsx"])
        .says_nothing_of(&["no sheet of this name"]);
}

#[test]
fn whoever_wants_none_gets_no_coefficient() {
    let env = decided();
    for file in ["d.md", "d.html", "d.json"] {
        env.run(&format!("reconciliation report -o {file} --discuss")).done();
        let text = env.read(file).to_lowercase();
        // The style of the page is no words of it.
        let text = text.split("</style>").last().unwrap().to_owned();
        for word in
            ["alpha", "kappa", "gamma", "masi", "ac1", "percent agreement", "replicates"]
        {
            assert!(!text.contains(word), "{file}: {word}");
        }
        for part in PARTS {
            assert!(text.contains(&part.to_lowercase()), "{file}: {part}");
        }
    }
}

#[test]
fn what_cannot_be_reported_is_refused_and_nothing_written() {
    let env = decided();
    let check = |command: &str, says: &[&str]| {
        env.run(&format!("reconciliation report {command}")).fails().says(says);
    };
    check("-o r.pdf", &["says no format", ".html, .md, .xlsx or .json"]);
    check("-o report", &["says no format"]);
    check("-o r.html --replicates 0", &["from 1 to 100000, not 0"]);
    check("-o r.html coder:anna", &["anna", "did you mean"]);
    let nothing = |command: &str, says: &[&str]| {
        env.run(&format!("reconciliation report -o r.html {command}")).answers_no().says(says);
    };
    nothing("coder:ana", &["nothing can be compared", "two coders"]);
    assert!(!env.path("r.html").exists());
    env.write("r.html", "mine");
    check("-o r.html", &["exists already", "--force"]);
    assert_eq!(env.read("r.html"), "mine");
    env.run("reconciliation report -o r.html --force").done();
    assert!(env.read("r.html").starts_with("<!DOCTYPE html>"));
}

#[test]
fn unfinished_and_blind_work_is_left_out_and_said() {
    let env = decided();
    env.run("round new late document:01-nurse --coders ana,ben --blind").done();
    env.run("reconciliation report -o r.md coder:ana,ben document:01-nurse")
        .answers_no()
        .says(&["nothing can be compared", "kept back"]);
    env.run("reconciliation report -o r.md").done().says(&["kept back"]);
    let text = env.read("r.md");
    assert!(text.contains("Not everything is compared here"), "{text}");
    assert!(text.contains("a blind round goes on there"), "{text}");
    assert!(!text.contains("There is no money for licences"), "{text}");
}
