use crate::env::Env;

pub(crate) fn coded() -> Env {
    let env = Env::with_study();
    env.write("a.csv", "document,participant,kind\n01-nurse,Nurse 1,interview\n04-manager,Manager 1,interview\n");
    env.run("attributes import a.csv").done();
    env.write(
        "sheet.csv",
        "document,quote,code,coder,valence\n\
         01-nurse,we write everything down twice,double entry,ana,barrier\n\
         01-nurse,we write everything down twice,shared record,ana,barrier\n\
         01-nurse,write everything down twice,double entry,ben,barrier\n\
         01-nurse,She left in May,leadership,ana,barrier\n\
         04-manager,\"It works, honestly\",shared record,ana,facilitator\n\
         04-manager,The director knows everyone by name,leadership,ana,facilitator\n",
    );
    env.run("codings import sheet.csv").done();
    env
}

#[test]
fn excerpts_are_credited() {
    let env = coded();
    let listed = env.run("excerpts theme:leadership site:04 --format csv").done();
    assert_eq!(
        listed.out.replace("\r\n", "\n"),
        "words,credit,codes,coders,document,turn,start,end\n\
         The director knows everyone by name,\"Manager 1, site 04, interview\",leadership +,ana,\
         04-manager,2,46,81\n"
    );
    env.run("excerpts --credit '{role} of {site}' code:leadership")
        .done()
        .says(&["manager of 04"]);
    env.run("excerpts code:funding").answers_no();
    env.run("excerpts theme:leadrship").fails().says(&["did you mean `leadership`?"]);
}

#[test]
fn a_query_may_come_in_pieces_or_whole() {
    let env = coded();
    let whole = env.run("excerpts 'coder:ana NOT theme:IT' --format csv").done().out;
    let pieces = env.run("excerpts coder:ana NOT theme:IT --format csv").done().out;
    assert_eq!(whole, pieces);
    env.run("excerpts 'code:shared record'").done().says(&["It works"]);
}

#[test]
fn words_are_found_in_context() {
    let env = coded();
    let found = env.run("search licence --format json").done().json();
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(found["rows"][0]["words"], "licences");
    assert!(env.path("care.themata.index").is_dir());
    env.run("search '\"money for licences\" NOT until' --format csv")
        .done()
        .says(&["Nurse 1, site 01"]);
    env.run("search licence speaker:MANAGER --format csv")
        .done()
        .says(&["Manager 1"])
        .says_nothing_of(&["Nurse 1"]);
    env.run("search twice 'code:double entry' coder:ben").done().says(&["1 place"]);
    env.run("search money NOT code:funding").done().says(&["3 places"]);
    env.run("search twice NOT 'code:double entry'").answers_no();
    env.run("search zebra").answers_no();
    // The index is disposable.
    std::fs::remove_dir_all(env.path("care.themata.index")).unwrap();
    env.run("search licence").done().says(&["2 places"]);
}

#[test]
fn a_new_document_is_found_at_once() {
    let env = coded();
    env.run("search zebra").answers_no();
    env.write("z.txt", "NURSE: A zebra 🙂 came by.\n\nDOCTOR: Did it.\n");
    env.run("import z.txt").done();
    env.run("search zebra").done().says(&["1 place"]);
    env.run("undo").done();
    env.run("search zebra").answers_no();
}

#[test]
fn every_listing_speaks_every_format() {
    let env = coded();
    for command in [
        "documents",
        "documents --by site",
        "show 01-nurse",
        "codebook show",
        "codebook check",
        "codebook history",
        "codings list",
        "excerpts",
        "search money",
        "frequencies --by site",
        "cooccurrence --by site",
        "cooccurrence --matrix count",
        "cooccurrence --unit turn --coefficients",
        "cooccurrence --unit turn --across site",
        "cooccurrence --unit turn --across site --pair leadership 'shared record'",
        "agreement",
        "history",
        "check",
    ] {
        let json = env.run(&format!("{command} --format json")).done().json();
        let rows =
            json["rows"].as_array().unwrap_or_else(|| panic!("{command} has rows")).len();
        assert!(json["definition"].as_str().is_some_and(|d| d.len() > 10), "{command}");
        let csv = env.run(&format!("{command} --format csv")).done().out;
        let mut reader = csv_rows(&csv);
        assert_eq!(reader.len() - 1, rows, "{command}\n{csv}");
        let header = reader.remove(0);
        assert_eq!(header.len(), json["columns"].as_array().unwrap().len(), "{command}");
        let markdown = env.run(&format!("{command} --format markdown")).done().out;
        assert!(
            markdown.contains("| --- ") || markdown.contains("--- |"),
            "{command}\n{markdown}"
        );
        let table = env.run(&format!("{command} --format table")).done().out;
        for line in table.lines() {
            assert!(line.chars().count() <= 100, "{command}: {line}");
        }
    }
}

/// Cells of a CSV text, just well enough for tests.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    for c in text.trim_end().chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => rows.last_mut().unwrap().push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' => {}
            c => rows.last_mut().unwrap().last_mut().unwrap().push(c),
        }
    }
    rows
}

#[test]
fn a_document_is_shown_with_its_codings() {
    let env = coded();
    env.run("show 01-nurse").done().says(&[
        "2  NURSE",
        "double entry − ana",
        "double entry − ben",
    ]);
    env.run("show 01-nurse coder:ben").done().says_nothing_of(&["ana"]);
    env.run("show 01-nurze").fails().says(&["did you mean `01-nurse`?"]);
}

#[test]
fn tidy_tables_are_written_once() {
    let env = coded();
    env.run("export --to csv tables").done();
    assert!(
        env.read("tables/codings.csv").contains("MANAGER,shared record,IT,ana,facilitator")
    );
    env.run("export --to csv tables").fails().says(&["--force"]);
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let env = coded();
    let mut child = env
        .command(&crate::env::words("show 01-nurse"))
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn turns_that_begin_within_a_line_are_shown_apart() {
    let env = Env::new();
    env.run("init o --coder ana").done();
    env.write(
        "talk.otr",
        r#"{"text":"<p><span class=\"timestamp\" data-timestamp=\"9.4\">00:09</span> We came. <span class=\"timestamp\" data-timestamp=\"17.4\">00:17</span> They left.</p>","media":"a.mp3","media-time":0}"#,
    );
    env.run("import talk.otr").done();
    let shown = env.run("show talk --format json").done().json();
    let times: Vec<&str> = shown["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["time"].as_str().unwrap())
        .collect();
    assert_eq!(times, ["0:00:09", "0:00:17"]);
}

#[test]
fn codes_can_meet_on_every_unit() {
    let env = coded();
    let n12 = |options: &str| {
        let command = format!("cooccurrence {options} --format json");
        let table = env.run(&command).done().json();
        let row = |row: &&serde_json::Value| {
            [&row["code_1"], &row["code_2"]].iter().any(|code| **code == "double entry")
                && [&row["code_1"], &row["code_2"]].iter().any(|code| **code == "shared record")
        };
        let rows = table["rows"].as_array().expect("rows");
        rows.iter().find(row).map(|row| row["n12"].as_u64().expect("a count"))
    };
    for unit in ["overlap", "stretch", "excerpt", "sentence", "document", "case", "site"] {
        assert_eq!(n12(&format!("--unit {unit}")), Some(1), "{unit}");
    }
    assert_eq!(n12("--unit character"), Some(30));
    assert_eq!(n12("--within 0words"), Some(1));
    assert_eq!(n12("--unit near --within 1turn --layer any-coder"), Some(2));
    assert_eq!(n12("--within 1turn --ordered"), None);
    assert_eq!(n12("--unit case --case-attribute kind"), Some(1));
    env.run("cooccurrence --unit near").fails().says(&["--within"]);
    env.run("cooccurrence --within 20miles").fails().says(&["such as `20words`"]);
    env.run("cooccurrence --unit turn --within 1turn")
        .fails()
        .says(&["is for the unit `near`"]);
    env.run("cooccurrence --case-attribute kind").fails().says(&["is for the unit `case`"]);
    env.run("cooccurrence --unit case --case-attribute knd").fails().says(&["kind"]);
    env.run("cooccurrence --ordered").fails().says(&["--within"]);
}

#[test]
fn events_alone_are_those_of_the_whole_answer() {
    let env = coded();
    let events = env.run("cooccurrence --events --by site --format csv").done();
    let whole = env.run("cooccurrence --by site --format csv").done();
    let pairs = |out: &str, columns: [&str; 5]| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(out.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let places =
            columns.map(|column| heads.iter().position(|head| head == column).unwrap());
        let rows = reader.records().map(Result::unwrap);
        rows.map(|row| places.iter().map(|&at| row[at].to_owned()).collect()).collect()
    };
    let columns = ["code_1", "code_2", "n12", "site_04_n12", "site_01_n12"];
    assert_eq!(pairs(&events.out, columns), pairs(&whole.out, columns));
    assert!(!pairs(&events.out, columns).is_empty());
    env.run("cooccurrence --events --unit turn").fails().says(&["overlap", "--unit"]);
}
