use themata_project::import::{ImportOptions, Outcome, incoming};
use themata_project::{Project, Session};

/// Files made to break programs: each ends in a document or in a clear failure, and the study
/// is sound afterwards.
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was left out")]
fn hostile_files_end_in_a_document_or_a_clear_failure() {
    let Some(corpus) = themata_tests::corpus() else {
        eprintln!("left out: the folder of real material is not here (THEMATA_CORPUS)");
        return;
    };
    let mut project =
        Project::in_memory(&Session::fixed("ana", 1), "hostile", &["ana"]).unwrap();
    let folder = corpus.join("odd/hostile").to_string_lossy().into_owned();
    let files = incoming(&[folder]).unwrap();
    assert!(files.len() > 25, "{} files", files.len());
    let number = files.len();
    let imported = project
        .import(&Session::fixed("ana", 9), files, &ImportOptions::default(), &|_, _| {})
        .unwrap();
    assert_eq!(imported.files.len(), number);
    for file in &imported.files {
        if let Outcome::Failed(failure) = &file.outcome {
            assert!(!failure.message.is_empty() && !failure.hints.is_empty(), "{}", file.file);
        }
    }
    let checked = project.check().unwrap();
    assert_eq!(checked.faults, 0, "{:?}", checked.table.rows);
    // A million lines are a million paragraphs, and a line of 4 MB is one.
    let million = imported.files.iter().find(|file| file.file.contains("one_million")).unwrap();
    assert!(
        matches!(million.outcome, Outcome::Document { words, .. } if words >= 1_000_000),
        "{million:?}"
    );
}
