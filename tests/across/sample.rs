//! The sample study is what it says it is. The files are read here as they lie in the folder,
//! so that a change of one is noticed even before it is built in.

use std::path::{Path, PathBuf};

use themata_project::codebook::BookFormat;
use themata_project::{Project, Session};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_codebook_has_full_definitions() {
    let mut project =
        Project::in_memory(&Session::fixed("ana", 1), "sample", &["ana"]).unwrap();
    let book = std::fs::read(root().join("codebooks/integrated-care.toml")).unwrap();
    let imported =
        project.codebook_import(&Session::fixed("ana", 9), &book, BookFormat::Toml).unwrap();
    assert!(imported.added >= 25 + 8, "{imported:?}");
    let shown = project.codebook_show().unwrap();
    let themes: Vec<String> = shown
        .rows
        .iter()
        .filter(|row| row.depth == 0)
        .map(|row| format!("{:?}", row.cells[0]))
        .collect();
    assert_eq!(themes.len(), 8, "{themes:?}");
    let remarks = project.codebook_check().unwrap();
    let ids: Vec<String> =
        remarks.rows.iter().map(|row| format!("{:?}", row.cells[4])).collect();
    for id in ["definition-missing", "use-when-missing", "example-missing", "rules-missing"] {
        assert!(!ids.iter().any(|found| found.contains(id)), "{id}: {remarks:?}");
    }
}

#[test]
fn every_interview_is_carried_by_the_program() {
    let folder = root().join("corpus-samples/integrated-care/interviews");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let demo =
        std::fs::read_to_string(root().join("crates/themata-project/src/demo.rs")).unwrap();
    for name in &names {
        assert!(demo.contains(&format!("\"{name}\"")), "{name} is not in the program");
    }
    assert!(names.len() >= 18);
}
