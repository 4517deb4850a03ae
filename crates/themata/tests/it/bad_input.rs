use crate::env::Env;

#[test]
fn no_study_and_several_studies() {
    let env = Env::new();
    env.run("documents").fails().says(&["there is no study in this folder", "themata init"]);
    env.run("init a --coder ana").done();
    env.run("init b --coder ana").done();
    env.run("documents").fails().says(&["a.themata, b.themata", "--study a.themata"]);
    env.run("documents --study a.themata").answers_no();
    env.run("init a --coder ana").fails().says(&["the file exists already"]);
}

#[test]
fn what_is_no_study_is_left_alone() {
    let env = Env::new();
    env.write("notes.themata", "Dear diary, today I coded nothing.".repeat(40));
    env.run("import .").fails().says(&["not a study file"]);
    assert!(env.read("notes.themata").starts_with("Dear diary"));
}

#[test]
fn unsound_codebooks_are_told_where() {
    let env = Env::with_study();
    env.write("twice.toml", "[[code]]\nname = \"a\"\n\n[[code]]\nname = \"A\"\n");
    env.run("codebook import twice.toml").fails().says(&["line 5"]);
    env.write(
        "ring.toml",
        "[[code]]\nname = \"a\"\nparent = \"b\"\n\n[[code]]\nname = \"b\"\nparent = \"a\"\n",
    );
    env.run("codebook import ring.toml").fails().says(&["`a`", "`b`"]);
    env.write("odd.toml", "[[code]]\nname = \"a\"\ndefinitoin = \"x\"\n");
    env.run("codebook import odd.toml").fails().says(&["line 3", "definition"]);
    env.write("bytes.toml", [0x74, 0xff, 0xfe]);
    env.run("codebook import bytes.toml").fails().says(&["UTF-8"]);
    env.run("codebook show").done().says(&["6 codes"]);
}

#[test]
fn a_ring_with_the_codes_of_the_study_is_refused() {
    let env = Env::with_study();
    env.write("ring.toml", "[[code]]\nname = \"IT\"\nparent = \"new\"\n\n[[code]]\nname = \"new\"\nparent = \"shared record\"\n\n[[code]]\nname = \"shared record\"\n");
    // The file is sound by itself and puts three codes in a row.
    env.run("codebook import ring.toml").done();
    env.run("codebook move 'shared record' --under IT").fails();
    env.run("check").done();
}

#[cfg(unix)]
#[test]
fn a_study_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let env = Env::with_study();
    let set = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(env.path("care.themata"), mode).unwrap();
    };
    set(0o444);
    env.run("documents").done().says(&["01-nurse"]);
    env.run("codebook retire funding").fails().says(&["the study cannot be written to"]);
    set(0o644);
    env.run("codebook show").done().says_nothing_of(&["retired"]);
}

#[test]
fn a_file_of_somebody_else_is_not_used_for_writing() {
    let env = Env::with_study();
    env.write("page.html.part", "precious");
    env.run("report --output page.html").done();
    assert_eq!(env.read("page.html.part"), "precious");
    assert!(env.read("page.html").starts_with("<!DOCTYPE html>"));
    env.write("page.html", "old");
    env.run("report --output page.html").fails().says(&["exists already", "--force"]);
    assert_eq!(env.read("page.html"), "old");
    env.run("report --output page.html --force").done();
    assert!(env.read("page.html").starts_with("<!DOCTYPE html>"));
    let parts = std::fs::read_dir(env.path("")).unwrap();
    let parts = parts.filter(|file| {
        file.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "part")
    });
    assert_eq!(parts.count(), 1);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_may_be_read_by_whom_any_file_may() {
    use std::os::unix::fs::PermissionsExt;

    let env = Env::with_study();
    env.run("report --output page.html").done();
    env.write("any", "");
    let mode = |name| std::fs::metadata(env.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("page.html"), mode("any"));
}

#[test]
fn big_and_odd_files_are_simply_read() {
    let env = Env::with_study();
    env.write("long.txt", "word ".repeat(800_000));
    env.write("many.txt", "so it goes\n".repeat(1_000_000));
    env.write("nul.txt", b"NURSE: a\0b\n\nNURSE: c\n");
    env.write("bytes.txt", [0x4e, 0xff, 0xfe, 0x20, 0x41]);
    let printed = env.run("import long.txt many.txt nul.txt bytes.txt --format json").done();
    let rows = printed.json();
    assert_eq!(rows["rows"][0]["words"], 800_000);
    assert_eq!(rows["rows"][1]["words"], 3_000_000);
    env.run("check").done();
}
