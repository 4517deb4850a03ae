use crate::env::Env;

#[test]
fn the_sample_study_goes_the_whole_way() {
    let env = Env::new();
    let printed = env.run("demo").done().says(&[
        "19 interviews",
        "40 codes",
        "Themes",
        "site 04",
        "try next",
        "report written to integrated-care-report.html",
    ]);
    assert!(printed.out.contains("Krippendorff"), "{}", printed.out);
    let page = env.read("integrated-care-report.html");
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert!(!page.contains("<script"));
    env.run("check").done().says(&["all is as it must be"]);
    let listed = env.run("codings list --format json").done().json();
    assert_eq!(listed["rows"].as_array().map(Vec::len), Some(870));
}

#[test]
fn the_sample_study_is_never_overwritten() {
    let env = Env::new();
    env.write("integrated-care.themata", "mine");
    env.run("demo")
        .fails()
        .says(&["integrated-care.themata is here already", "themata documents"]);
    assert_eq!(env.read("integrated-care.themata"), "mine");
}

#[test]
fn every_file_of_the_sample_is_read_with_its_speakers() {
    let env = Env::new();
    env.run("demo").done();
    let documents = env.run("documents --format json").done().json();
    for row in documents["rows"].as_array().unwrap() {
        let name = row["document"].as_str().unwrap();
        let speakers = if name == "06-group-w2" { 4 } else { 2 };
        assert_eq!(row["speakers"], speakers, "{name}");
        let words = row["words"].as_u64().unwrap();
        assert!((1_000..=2_100).contains(&words), "{name} has {words} words");
        assert!(row["turns"].as_u64().unwrap() >= 30, "{name}");
    }
}

/// Whoever is impatient and starts again must not be told to go on with half a study.
#[test]
fn an_interrupted_sample_study_has_no_name() {
    let env = Env::new();
    let folder = env.path("");
    let files = || -> Vec<String> {
        let files = std::fs::read_dir(&folder).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };
    let mut demo = env.command(&["demo".to_owned(), "--quiet".to_owned()]).spawn().unwrap();
    while files().is_empty() && demo.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    demo.kill().unwrap();
    demo.wait().unwrap();
    let left = files();
    assert!(!left.is_empty());
    for name in &left {
        assert!(!name.ends_with(".themata") && !name.ends_with(".html"), "{left:?}");
    }
    env.run("documents").fails().says(&["there is no study in this folder"]);
    env.run("demo").done();
    env.run("check").done().says(&["all is as it must be"]);
}

#[test]
fn the_sample_study_leaves_no_other_files() {
    let env = Env::new();
    env.run("demo").done();
    let files = std::fs::read_dir(env.path("")).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["integrated-care-report.html", "integrated-care.themata"]);
}
