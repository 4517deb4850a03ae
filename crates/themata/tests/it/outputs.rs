//! That every listing goes into a file of every format, and is the same there.

use std::fs::File;
use std::io::Read;

use crate::env::Env;
use crate::listing::coded;

/// A part of an archive, as text.
fn part(env: &Env, file: &str, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(File::open(env.path(file)).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The listing as JSON, which the other formats are held against.
struct Told {
    json: serde_json::Value,
}

impl Told {
    fn of(env: &Env, command: &str) -> Told {
        env.run(&format!("{command} -o told.json --force"))
            .done()
            .says(&["written: told.json"]);
        Told { json: serde_json::from_str(&env.read("told.json")).unwrap() }
    }

    fn rows(&self) -> &[serde_json::Value] {
        self.json["rows"].as_array().unwrap()
    }

    fn keys(&self) -> Vec<&str> {
        let columns = self.json["columns"].as_array().unwrap();
        columns.iter().map(|column| column["key"].as_str().unwrap()).collect()
    }

    fn definition(&self) -> &str {
        self.json["definition"].as_str().unwrap()
    }
}

#[test]
fn one_listing_in_every_format() {
    let env = coded();
    for command in ["excerpts", "frequencies --by site", "codings list coder:ana", "documents"]
    {
        let told = Told::of(&env, command);
        for ending in ["csv", "md", "html", "xlsx", "docx", "txt"] {
            let printed = env.run(&format!("{command} -o t.{ending} --force")).done();
            assert_eq!(printed.out, "", "{command}");
        }
        let mut csv = csv::Reader::from_path(env.path("t.csv")).unwrap();
        assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), told.keys());
        let records: Vec<_> = csv.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), told.rows().len(), "{command}");
        let first = &told.rows()[0][told.keys()[0]];
        assert_eq!(
            first.as_str().map(str::to_owned).unwrap_or(first.to_string()),
            records[0][0]
        );

        let markdown = env.read("t.md");
        let lines = markdown.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!(lines, told.rows().len() + 2, "{command}");
        assert!(env.read("t.txt").contains(told.json["title"].as_str().unwrap()));

        let page = env.read("t.html");
        assert!(page.starts_with("<!DOCTYPE html>"), "{command}");
        let table = page.find("</table>").unwrap();
        let begins: String = told.definition().chars().take(12).collect();
        assert!(page[table..].contains(&begins), "{command}: no definition below");
        assert!(page[table..].contains(&format!("themata {command}")), "{command}: {page}");
        assert_eq!(page.matches("<tr").count(), told.rows().len() + 1, "{command}");
        for loads in ["<script", "<link", "src=", "url(", "@import", "http://", "https://"] {
            assert!(!page.contains(loads), "{command} loads by {loads}");
        }

        let sheet = part(&env, "t.xlsx", "xl/worksheets/sheet1.xml");
        assert_eq!(sheet.matches("<row ").count(), told.rows().len() + 1, "{command}");
        let names = part(&env, "t.xlsx", "xl/workbook.xml");
        assert!(names.contains("name=\"Notes\""), "{names}");
        let words = part(&env, "t.xlsx", "xl/sharedStrings.xml");
        for note in [&begins, &format!("themata {command}"), "themata 0."] {
            assert!(words.contains(note), "{command}: {note}");
        }
        let text = part(&env, "t.docx", "word/document.xml");
        assert!(text.contains(&begins), "{command}");
    }
}

#[test]
fn files_have_the_columns_that_a_terminal_has_no_room_for() {
    let env = coded();
    env.run("excerpts --format table").done().says_nothing_of(&["Start"]);
    env.run("excerpts -o e.txt").done();
    assert!(env.read("e.txt").contains("Start"));
}

#[test]
fn excerpts_become_a_text_for_word() {
    let env = coded();
    env.run("excerpts --group-by code -o e.docx").done();
    let text = part(&env, "e.docx", "word/document.xml");
    let count = |style: &str| text.matches(&format!("w:val=\"{style}\"")).count();
    // Two of the six codings are on one stretch, which stands under both of its codes.
    assert_eq!((count("Quote"), count("Credit"), count("Heading1")), (6, 6, 3));
    assert!(text.contains("— Manager 1, site 04, interview"), "{text}");
    assert!(text.contains(" (04-manager, turn 2)"), "{text}");
    let core = part(&env, "e.docx", "docProps/core.xml");
    assert!(core.contains("themata excerpts --group-by code"), "{core}");
    // The program reads it as it reads any document.
    let other = Env::new();
    other.run("init other --coder ana").done();
    std::fs::copy(env.path("e.docx"), other.path("e.docx")).unwrap();
    other.run("import e.docx").done();
    let read = other.run("show e --format json").done().out;
    for words in ["“She left in May”", "double entry", "Made with themata"] {
        assert!(read.contains(words), "{words}: {read}");
    }
}

#[test]
fn excerpts_stand_in_groups() {
    let env = coded();
    let groups = |by: &str| {
        let listed = env.run(&format!("excerpts --group-by {by} --format json")).done().json();
        let rows = listed["rows"].as_array().unwrap().clone();
        let groups = rows.iter().map(|row| row["group"].as_str().unwrap().to_owned());
        groups.collect::<Vec<_>>().join("|")
    };
    assert_eq!(
        groups("code"),
        "shared record|shared record|double entry|double entry|leadership|leadership"
    );
    assert_eq!(groups("theme"), "IT|IT|IT|leadership|leadership");
    assert_eq!(groups("document"), "01-nurse|01-nurse|01-nurse|04-manager|04-manager");
    assert_eq!(groups("site"), "site 01|site 01|site 01|site 04|site 04");
    env.run("excerpts --group-by sight").fails().says(&[
        "no attribute `sight`",
        "there are: site",
        "code, theme or document",
    ]);
}

#[test]
fn nothing_is_overwritten_and_nothing_done_before_that_is_known() {
    let env = coded();
    env.write("mine.csv", "mine");
    let refused = |command: &str, says: &[&str]| {
        env.run(command).fails().says(says);
        assert_eq!(env.read("mine.csv"), "mine");
    };
    refused("excerpts -o mine.csv", &["exists already: mine.csv", "--force"]);
    refused("undo -o mine.csv", &["exists already"]);
    refused("excerpts -o x.pdf", &["`x.pdf` says no format", ".xlsx", "--format"]);
    refused(
        "excerpts -o mine.csv --format json --force",
        &["says csv, and --format says json"],
    );
    refused("excerpts -o nowhere/x.csv", &["cannot write nowhere/x.csv"]);
    env.run("codings list").done().says(&["6 codings"]);
    env.run("excerpts -o mine.csv --force").done();
    assert!(env.read("mine.csv").starts_with("words,credit"));
    env.run("excerpts -o x.dat --format markdown").done();
    assert!(env.read("x.dat").starts_with("### "));
    env.run("excerpts code:funding -o none.csv").answers_no();
    assert_eq!(env.read("none.csv").lines().count(), 1);
    env.run("codebook freeze -o frozen.csv").fails().says(&["there was no listing"]);
    assert!(!env.path("frozen.csv").exists());
}

#[test]
fn standard_output_takes_every_format() {
    let env = coded();
    let page = env.run("frequencies --format html").done().out;
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert_eq!(
        env.run("frequencies --format csv -o -")
            .done()
            .out
            .lines()
            .next()
            .unwrap()
            .split(',')
            .next(),
        Some("code")
    );
    let words = crate::env::words("frequencies --format xlsx");
    let book = env.command(&words).output().unwrap();
    assert!(book.status.success() && book.stdout.starts_with(b"PK"));
}

#[test]
fn a_study_goes_out_as_parquet() {
    let env = coded();
    env.run("export --to parquet columns").done().says(&[
        "documents.parquet (2 rows)",
        "turns.parquet (8 rows)",
        "codings.parquet (6 rows)",
        "coders.parquet (2 rows)",
    ]);
    let bytes = std::fs::read(env.path("columns/codings.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    env.run("export --to parquet columns").fails().says(&["exists already", "--force"]);
    env.run("export --to parquet columns --force").done();
    assert_eq!(std::fs::read(env.path("columns/codings.parquet")).unwrap(), bytes);
}
