//! The report: what it holds is chosen by options, and it is written as a page or for Word.

use crate::env::Env;
use std::io::Read as _;

/// A study with five codings of three codes by one coder, and a memo.
fn coded() -> Env {
    let env = Env::with_study();
    for (document, quote, code) in [
        ("01-nurse", "It never loads 🙂", "shared record"),
        ("01-nurse", "we write everything down twice", "double entry"),
        ("01-nurse", "She left in May", "leadership"),
        ("04-manager", "It works, honestly", "shared record"),
        ("04-manager", "The director knows everyone by name", "leadership"),
    ] {
        env.run(&format!("code {document} --quote '{quote}' --code '{code}' --coder ana"))
            .done();
    }
    env.run("memos add 'one code or two?' --code 'double entry' --coder ana").done();
    env
}

/// The words of a report for Word.
pub(crate) fn words(env: &Env, file: &str) -> String {
    let bytes = std::fs::read(env.path(file)).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let pieces = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    let words: Vec<&str> = pieces.map(|piece| piece.split("</w:t>").next().unwrap()).collect();
    words.join("\n")
}

/// The numbers of the sections of a page, in their order.
fn sections(page: &str) -> Vec<&str> {
    let sections = page.split("<section id=\"").skip(1);
    let named = sections.map(|rest| rest.split('"').next().unwrap());
    named.filter(|name| !name.starts_with("theme-")).collect()
}

#[test]
fn parts_are_left_out_and_put_in_order() {
    let env = coded();
    env.run("report -o all.html").done().says(&["report written to all.html"]);
    let all = env.read("all.html");
    assert_eq!(sections(&all)[..2], ["summary", "study"]);
    assert!(!all.contains("one code or two?"));
    env.run("report -o few.html --without agreement,codebook,method --memos").done();
    let few = env.read("few.html");
    assert!(!sections(&few).contains(&"agreement") && few.contains("one code or two?"));
    assert_eq!(sections(&few).last(), Some(&"memos"));
    env.run("report -o own.html --parts codebook,themes,study --heading 'What we heard'")
        .done();
    let own = env.read("own.html");
    assert_eq!(sections(&own), ["themes", "study", "codebook"]);
    assert!(own.contains("<h1>What we heard</h1>"));
    env.run("report -o x.html --parts themes,discussion")
        .fails()
        .says(&["no part `discussion`", "co-occurrence"]);
    assert!(!env.path("x.html").exists());
}

#[test]
fn what_was_written_in_the_framework_matrix_stands_theme_by_theme() {
    let env = coded();
    env.run("report -o none.html").done();
    assert!(!sections(&env.read("none.html")).contains(&"matrix"));
    let numbers = env.run("codings list --format json document:04-manager").done().json();
    let number = numbers["rows"][0]["coding"].as_u64().unwrap();
    for (row, column, words) in [
        ("01", "IT", "It never loads for them."),
        ("04", "leadership", "They know each other."),
        ("01", "double entry", "Twice, and on paper."),
    ] {
        env.run(&format!("matrix write '{words}' --row {row} --col '{column}' --coder ana"))
            .done();
    }
    env.run(&format!(
        "matrix write 'It works there [{number}].' --row 04 --col IT --excerpts {number} --coder ana"
    ))
    .done();
    env.run("matrix write 'A busy place.' --rows document --row 01-nurse --col IT").done();

    env.run("report -o all.html").done();
    let page = env.read("all.html");
    assert_eq!(sections(&page)[5..7], ["themes", "matrix"]);
    let matrix = page.split("<section id=\"matrix\">").nth(1).unwrap();
    let matrix = matrix.split("</section>").next().unwrap();
    // Themes before codes, sites in their order.
    let at = |words: &str| matrix.find(words).unwrap_or_else(|| panic!("no {words}: {matrix}"));
    assert!(at("It never loads for them.") < at("It works there"));
    assert!(at("It works there") < at("They know each other."));
    assert!(at("They know each other.") < at("Twice, and on paper."));
    assert!(at("Twice, and on paper.") < at("A busy place."), "documents come last");
    // The number by which the words speak of an excerpt stands before it.
    assert!(matrix.contains(&format!("[{number}] “It works, honestly” (")), "{matrix}");
    assert!(matrix.contains("IT, by site") && matrix.contains("IT, by document"));
    assert!(!matrix.contains("left out"), "{matrix}");
    assert!(matrix.contains("nothing was written of 1 of 2 sites"), "{matrix}");

    // Only the themes that were chosen, in their order, also for Word; rows as they are asked.
    env.run("report -o some.docx --parts matrix --themes leadership --themes IT").done();
    let some = words(&env, "some.docx");
    let at = |words: &str| some.find(words).unwrap_or_else(|| panic!("no {words}: {some}"));
    assert!(at("They know each other.") < at("It never loads for them."));
    assert!(!some.contains("Twice, and on paper."));
    env.run("report site:04 -o site.html --parts matrix").done();
    assert!(!env.read("site.html").contains("It never loads for them."));
    env.run("report -o sites.html --parts matrix --by site").done();
    let sites = env.read("sites.html");
    assert!(sites.contains("1 summary of other rows or themes is left out here."), "{sites}");
    env.run("report -o roles.html --parts matrix --by role").done();
    let roles = env.read("roles.html");
    assert!(
        roles.contains("5 summaries of other rows or themes are left out here."),
        "{roles}"
    );
}

#[test]
fn themes_and_excerpts_are_those_that_are_named() {
    let env = coded();
    env.run("report -o t.html --parts themes --themes leadership --quote 2").done();
    let page = env.read("t.html");
    assert!(page.contains("She left in May") && page.contains("knows everyone by name"));
    assert!(!page.contains("never loads"));
    let listed = env.run("codings list --format json 'code:\"shared record\"'").done().json();
    let number = listed["rows"][1]["coding"].as_u64().unwrap();
    env.run(&format!("report -o e.html --parts themes --excerpts IT={number}")).done();
    let page = env.read("e.html");
    assert!(page.contains("It works, honestly") && !page.contains("never loads"));
    env.run("report -o x.html --themes leadershp").fails().says(&["did you mean `leadership`"]);
    env.run("report -o x.html --excerpts IT=99").fails().says(&["of the number 99"]);
    env.run("report -o x.html --excerpts IT").fails().says(&["'Leadership=12,40'"]);
    assert!(!env.path("x.html").exists());
}

#[test]
fn the_ending_or_the_format_makes_it_a_text_for_word() {
    let env = coded();
    env.run("report -o r.docx").done();
    let text = words(&env, "r.docx");
    for said in ["Contents", "Theme by theme", "She left in May", "What was studied"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    env.run("report -o r.dat --format docx --without summary").done();
    assert!(!words(&env, "r.dat").contains("Summary"));
    env.run("report -o r.xlsx").fails().says(&["HTML or DOCX, and not xlsx"]);
    env.run("report -o r.html --format docx").fails().says(&["says html"]);
    let printed = env.run("report -o -").done().out;
    assert_eq!(printed.trim_end(), {
        env.run("report -o p.html").done();
        env.read("p.html").trim_end().to_owned()
    });
}
