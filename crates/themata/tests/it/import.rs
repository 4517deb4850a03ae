use std::io::Write;

use crate::env::Env;

#[test]
fn files_become_documents_with_attributes() {
    let env = Env::with_study();
    let listed = env.run("documents --format csv").done();
    assert_eq!(
        listed.out.replace("\r\n", "\n"),
        "document,site,role,words,turns,speakers,codings,coders,source\n\
         01-nurse,01,nurse,30,4,2,0,0,01-nurse.txt\n\
         04-manager,04,manager,24,4,2,0,0,04-manager.txt\n"
    );
}

#[test]
fn the_same_file_twice_is_known() {
    let env = Env::with_study();
    env.write("in/again.txt", env.read("in/01-nurse.txt"));
    env.run("import in").done().says(&["0 documents imported, 3 known already, 0 failed"]);
    env.run("history").done().says_nothing_of(&["import 0"]);
}

#[test]
fn one_bad_file_does_not_spoil_the_rest() {
    let env = Env::with_study();
    env.write("in/broken.docx", "PK\u{3}\u{4} no more");
    env.write("in/old.doc", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]);
    env.write("in/broken.pdf", "%PDF-1.7\nnothing here\n%%EOF");
    env.write("in/05-doctor.md", "**Interviewer:** And?\n\n**GP:** Fine.\n");
    env.run("import in missing.txt --format json").answers_no().says(&[
        "1 document imported, 2 known already, 4 failed",
        "broken.docx",
        "broken.pdf",
        "old.doc",
        "missing.txt",
    ]);
    env.run("documents").done().says(&["05-doctor"]);
    env.run("check").done();
}

#[test]
fn a_value_is_set_for_all() {
    let env = Env::with_study();
    env.write("x.txt", "Just words.");
    env.run("import x.txt --set site=09 --set wave=2").done();
    let listed = env.run("documents site:09 wave:2 --format json").done().json();
    assert_eq!(listed["rows"][0]["document"], "x");
    env.run("import x.txt --set site").fails().says(&["--set site=04"]);
}

#[test]
fn attributes_come_from_a_table() {
    let env = Env::with_study();
    env.write("a.csv", "document,wave,visited\n01-nurse,1,2024-03-14\n04-manager,2,\n");
    env.run("attributes import a.csv")
        .done()
        .says(&["wave (number), visited (date)", "3 values set"]);
    env.run("documents wave:2").done().says(&["04-manager"]).says_nothing_of(&["01-nurse"]);
    env.write("b.csv", "document,wave\n01-nurze,1\n");
    env.run("attributes import b.csv").fails().says(&[
        "line 2 of the table: no document is called `01-nurze`",
        "did you mean `01-nurse`?",
    ]);
}

#[test]
fn distinct_values_stay_distinct() {
    let env = Env::with_study();
    for (file, site, wave) in [("a", "4", "1.1"), ("b", "04", "1.10")] {
        env.write(&format!("{file}.txt"), format!("Words of {file}."));
        env.run(&format!("import {file}.txt --set site={site} --set wave={wave}")).done();
    }
    env.run("documents site:4").done().says_nothing_of(&["b.txt", "04-manager"]);
    env.run("documents wave:1.1").done().says(&["a.txt"]).says_nothing_of(&["b.txt"]);
    env.run("documents wave:1.10").done().says(&["b.txt"]).says_nothing_of(&["a.txt"]);
    env.run("check").done();
    env.run("undo").done();
    env.run("documents wave:1.1").done().says(&["a.txt"]);
    env.run("check").done();
}

#[test]
fn a_file_without_a_stem_has_a_name() {
    let env = Env::with_study();
    env.write(".txt", "Just words.");
    env.run("import .txt").done();
    let listed = env.run("documents --format json").done().json();
    assert_eq!(listed["rows"][2]["document"], ".txt");
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_passed_over() {
    use std::os::unix::fs::symlink;

    let env = Env::with_study();
    env.write("away/one.txt", "The words of one.");
    env.write("other/two.txt", "The words of two.");
    env.write("more/three.txt", "The words of three.");
    symlink(env.path("away/one.txt"), env.path("more/linked.txt")).unwrap();
    symlink(env.path("other"), env.path("more/folder")).unwrap();
    symlink(env.path("more"), env.path("more/circle")).unwrap();
    symlink(env.path("nowhere"), env.path("more/broken.txt")).unwrap();
    env.run("import more")
        .answers_no()
        .says(&[
            "2 documents imported, 0 known already, 2 failed",
            "linked",
            "failed: more/broken.txt: the file cannot be opened",
            "caused by: ",
            "failed: more/folder: it is a link to a folder, which is not followed",
        ])
        .says_nothing_of(&["circle"]);
}

#[test]
fn attributes_do_not_take_the_place_of_other_columns() {
    let env = Env::with_study();
    env.write("x.txt", "Just words.");
    env.run("import x.txt --set words=many --set source=archive").done();
    let listed = env.run("documents words:many --format json").done().json();
    let row = &listed["rows"][0];
    assert_eq!(row["words"], 2);
    assert_eq!(row["attribute_words"], "many");
    assert_eq!(row["source"], "x.txt");
    assert_eq!(row["attribute_source"], "archive");
}

#[test]
fn a_table_does_not_contradict_itself() {
    let env = Env::with_study();
    env.write(
        "a.csv",
        "document,wave,seen\n04-manager,1,\n01-nurse,1,\n04-manager,1,yes\n01-nurse.txt,2,\n",
    );
    env.run("attributes import a.csv")
        .fails()
        .says(&["line 3 and line 5 of the table describe `01-nurse` differently in `wave`"]);
    env.run("documents").done().says_nothing_of(&["wave"]);
    env.write("b.csv", "document,wave,seen\n04-manager,1,\n04-manager,1,yes\n");
    env.run("attributes import b.csv").done().says(&["1 document described, 2 values set"]);
}

#[test]
fn a_known_file_keeps_its_attributes_and_says_so() {
    let env = Env::with_study();
    let remark = "the attributes of known files are not changed, so site is not set; use \
                  `themata attributes import` for that";
    env.run("import in/01-nurse.txt --set site=05").done().says(&["1 known already", remark]);
    env.run("import in/01-nurse.txt --set site=01").done().says_nothing_of(&[remark]);
    env.write("x.txt", "Just words.");
    env.write("y.txt", "Just words.");
    env.run("import x.txt y.txt --attributes-from {site}")
        .done()
        .says(&["y.txt: it says just what `x` says", "2 documents imported"]);
}

#[test]
fn files_of_one_name_are_called_by_their_folders() {
    let env = Env::with_study();
    for folder in ["2026-02-19_175", "2026-03-05_176"] {
        env.write(&format!("acdc/{folder}/transcript.txt"), format!("Words of {folder}."));
    }
    env.run("import acdc")
        .done()
        .says(&["2026-02-19_175 transcript", "2026-03-05_176 transcript"]);
}

/// A ZIP archive of small files.
fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_read_with_its_folders_as_attributes() {
    let env = Env::with_study();
    let archive = zipped(&[
        (
            "field/site/04/wave-1/cook.txt",
            "INTERVIEWER: Well?\n\nCOOK: We feed everybody here.\n",
        ),
        (
            "field/site/05/wave-2/cook.md",
            "**Interviewer:** Well?\n\n**Cook:** We feed nobody.\n",
        ),
        ("__MACOSX/field/._cook.txt", "left behind"),
        ("field/picture.png", "no transcript"),
    ]);
    env.write("field.zip", archive);
    env.run("import field.zip --attributes-from 'site/{site}/wave-{wave}/{role}.txt'")
        .done()
        .says(&["2 documents imported, 0 known already, 0 failed"]);
    env.run("search everybody site:04 wave:1 role:cook").done().says(&["We feed"]);
    env.write("torn.zip", "PK\u{3}\u{4} no more");
    env.run("import torn.zip").answers_no().says(&["the container of the archive is damaged"]);
}

#[test]
fn a_dry_run_tells_everything_and_records_nothing() {
    let env = Env::with_study();
    env.write(
        "zoom.vtt",
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:03.000\r\nAnn: How was it?\r\n\r\n2\r\n00:00:03.000 \
         --> 00:00:05.000\r\nBo: Fine, thank you.\r\n\r\n3\r\n00:00:05.000 --> \
         00:00:09.000\r\nAnn: And the food?\r\n",
    );
    let table = env.run("import zoom.vtt --dry-run --format json").done().json();
    let row = &table["rows"][0];
    assert_eq!(row["outcome"], "would be imported");
    assert_eq!(
        (row["format"].as_str(), row["encoding"].as_str()),
        (Some("vtt"), Some("UTF-8"))
    );
    assert_eq!((row["turns"].as_u64(), row["timed_turns"].as_u64()), (Some(3), Some(3)));
    assert_eq!(row["speakers"], "Ann, Bo");
    env.run("documents").done().says_nothing_of(&["zoom"]);
    env.run("history").done().says_nothing_of(&["import 1"]);
}

#[test]
fn where_a_document_came_from_is_kept() {
    let env = Env::with_study();
    env.write("latin.txt", b"Ann: Caf\xe9 or tea?\n\nBo: Th\xe9, please.\n\nAnn: So be it.\n");
    env.run("import latin.txt --encoding windows-1252").done();
    let table = env.run("documents document:latin --provenance --format json").done().json();
    let row = &table["rows"][0];
    assert_eq!(row["encoding"], "windows-1252");
    assert!(row["reader"].as_str().unwrap().starts_with("themata-ingest "));
    assert!(row["decisions"].as_str().unwrap().contains("windows-1252 was asked for"));
    assert_eq!(row["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn comments_of_a_word_document_become_memos() {
    let env = Env::with_study();
    let document = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/\
                    2006/main\"><w:body><w:p><w:r><w:t>We felt </w:t></w:r><w:commentRangeStart \
                    w:id=\"1\"/><w:r><w:t>heard at last</w:t></w:r><w:commentRangeEnd w:id=\"1\"/>\
                    <w:r><w:commentReference w:id=\"1\"/></w:r></w:p></w:body></w:document>";
    let comments = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/\
                    2006/main\"><w:comment w:id=\"1\" w:author=\"Ines\"><w:p><w:r><w:t>key \
                    passage</w:t></w:r></w:p></w:comment></w:comments>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/\
                     relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.\
                     openxmlformats.org/officeDocument/2006/relationships/comments\" \
                     Target=\"comments.xml\"/></Relationships>";
    let archive = zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document),
        ("word/comments.xml", comments),
        ("word/_rels/document.xml.rels", relations),
    ]);
    env.write("notes.docx", archive);
    env.run("import notes.docx").done();
    let memos = env.run("memos --format json").done().json();
    let row = &memos["rows"][0];
    assert_eq!(
        (row["about"].as_str(), row["memo"].as_str()),
        (Some("heard at last"), Some("key passage"))
    );
    assert_eq!(row["author"], "Ines");
    env.run("check").done();
    env.run("undo").done();
    env.run("memos").answers_no();
}

#[test]
fn a_document_gets_another_name() {
    let env = Env::with_study();
    env.run("rename 01-nurse 'Nurse, site 01'").done();
    env.run("show 'Nurse, site 01'").done().says(&["It never loads"]);
    env.run("rename 04-manager 'nurse, SITE 01'").fails().says(&["another document is called"]);
    env.run("undo").done();
    env.run("show 01-nurse").done();
}

#[test]
fn what_one_file_says_of_itself_keeps_no_other_out() {
    let env = Env::with_study();
    env.write("a.md", "---\nspeaker: Jane\nsite: 07\n---\n\n**Ann:** Well?\n\n**Bo:** Well.\n");
    env.write(
        "b.cha",
        "@UTF8\n@Begin\n@Participants:\tCHI Alex Target_Child, MOT Mother\n@ID:\teng|x|CHI|2;6.|male|||\
         Target_Child|||\n*CHI:\tmore milk .\n*MOT:\tno more milk .\n@End\n",
    );
    env.run("import a.md b.cha").done().says(&["2 documents imported"]);
    env.run("documents site:07 attribute_speaker:Jane").done().says(&["a"]);
}

#[test]
fn wrong_files_get_the_right_hint() {
    let env = Env::with_study();
    env.run("import care.themata").answers_no().says(&["a study", "--study care.themata"]);
    std::fs::create_dir(env.path("empty")).unwrap();
    env.run("import empty").answers_no().says(&["there are no files in empty"]);
    env.write("odd/data.bin", "words");
    env.run("import odd").answers_no().says(&["none of a kind that can be read"]);
    env.write("noise.xls", [1u8, 2, 3, 0, 0xff, 0xee, 7, b'a']);
    env.run("import noise.xls").answers_no().says(&["is called a workbook", "as .xlsx"]);
    // Other programs write tables as text under the name of a workbook.
    env.write("table.xls", "speaker\ttext\nAnn\tIt never loads.\nBen\tIt does.\n");
    env.run("import table.xls").done().says(&["1 document imported"]);
}

#[test]
fn names_of_documents_are_shown_whole() {
    let env = Env::with_study();
    let name = "interview-with-manager-second-ward-site-04";
    for site in 5..7 {
        let file = format!("new/{name}-{site}.txt");
        env.write(&file, format!("INTERVIEWER: How is site {site}?\n\nMANAGER: It is so.\n"));
    }
    let printed = env.run("import new --dry-run").done();
    assert!(printed.out.contains(&format!("{name}-5")) && !printed.out.contains('…'));
    assert!(!printed.out.contains("File"), "{}", printed.out);
    env.write("new/broken.docx", "PK\u{3}\u{4} no more");
    let printed = env.run("import new").answers_no();
    assert!(printed.out.contains("broken.docx") && !printed.out.contains('…'));
    assert!(printed.out.contains("failed"), "{}", printed.out);
}

#[test]
fn comments_are_shown_and_exported_with_sections_and_speakers() {
    let env = Env::with_study();
    let document = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
        <w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Records</w:t></w:r></w:p>\
        <w:p><w:r><w:t>INTERVIEWER: How is it?</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">NURSE: It </w:t></w:r><w:commentRangeStart w:id=\"0\"/>\
        <w:r><w:t>never loads</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
        <w:r><w:commentReference w:id=\"0\"/></w:r></w:p>\
        <w:p><w:r><w:t>INTERVIEWER: And now?</w:t></w:r></w:p>\
        <w:p><w:r><w:t>NURSE: It does.</w:t></w:r></w:p></w:body></w:document>";
    let comments = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:comment w:id=\"0\" w:author=\"Ann\" w:date=\"2024-05-01T10:00:00Z\"><w:p><w:r>\
        <w:t>Ask again.</w:t></w:r></w:p></w:comment></w:comments>";
    let types = "<Types/>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
        relationships/comments\" Target=\"comments.xml\"/></Relationships>";
    env.write(
        "talk.docx",
        zipped(&[
            ("[Content_Types].xml", types),
            ("word/document.xml", document),
            ("word/comments.xml", comments),
            ("word/_rels/document.xml.rels", relations),
        ]),
    );
    env.run("import talk.docx").done();
    env.run("show talk").done().says(&["» memo Ann: Ask again."]);
    env.run("show talk --no-memos").done().says_nothing_of(&["Ask again"]);
    env.run("show talk speaker:NURSE")
        .done()
        .says(&["…", "It never loads", "2 of 5 passages shown", "Ask again."])
        .says_nothing_of(&["How is it?", "And now?"]);
    let shown = env.run("show talk speaker:NURSE --format json").done().json();
    assert_eq!(shown["rows"][0]["memos"], "Ann: Ask again.");
    env.run("show talk speaker:interviewer").done().says_nothing_of(&["Ask again"]);
    env.run("show talk speaker:MANAGER").answers_no().says(&["nothing in talk is meant"]);
    env.write("who.csv", "speaker,name,age\nNURSE,Kim,61\n");
    env.run("speakers import who.csv").done();
    env.run("frequencies --by age").fails().says(&["known of speakers", "age:\"61\""]);
    env.run("cooccurrence --by age").fails().says(&["known of speakers"]);
    env.run("export --to csv tables").done();
    assert_eq!(
        env.read("tables/memos.csv").replace("\r\n", "\n"),
        "memo,document,start,end,turn,author,at,about,words,on,code,title\n\
         1,talk,22,33,2,Ann,2024-05-01T10:00:00Z,never loads,Ask again.,passage,,\n"
    );
    assert_eq!(
        env.read("tables/sections.csv").replace("\r\n", "\n"),
        "document,section,title,kind,level,start,end,first_turn,last_turn\n\
         talk,1,Records,heading,1,0,51,1,4\n"
    );
    let speakers = env.read("tables/speakers.csv");
    assert!(speakers.starts_with("document,name,heard_as,role,turns,words,age"), "{speakers}");
    assert!(speakers.contains("talk,Kim,NURSE,participant,2,5,61"), "{speakers}");
}

#[test]
fn history_says_where_nobody_was_named() {
    let env = Env::with_study();
    env.run("history").done().says(&["not said"]);
    env.run("rename 01-nurse Kim --coder ben").done();
    let rows = env.run("history --format json").done().json();
    let rows = rows["rows"].as_array().unwrap();
    assert_eq!(rows.last().unwrap()["coder"], "ben");
    assert!(rows[rows.len() - 2]["coder"].is_null());
}
