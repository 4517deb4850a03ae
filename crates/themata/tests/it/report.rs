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
