use std::path::{Path, PathBuf};

use crate::env::Env;

/// The folder of real material, if this machine has it.
fn corpus() -> Option<PathBuf> {
    let folder = match std::env::var_os("THEMATA_CORPUS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
    };
    folder.is_dir().then_some(folder)
}

/// Files made to break programs: each ends in a document or in a clear failure with a hint,
/// and the study is sound afterwards.
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was left out")]
fn hostile_files_end_in_a_document_or_a_clear_failure() {
    let Some(corpus) = corpus() else {
        eprintln!("left out: the folder of real material is not here (THEMATA_CORPUS)");
        return;
    };
    let env = Env::new();
    env.run("init h --coder ana").done();
    let folder = corpus.join("odd/hostile").to_string_lossy().into_owned();
    let printed = env.run_args(&["import".into(), folder, "--format".into(), "json".into()]);
    let rows = printed.json()["rows"].as_array().unwrap().clone();
    assert!(rows.len() > 25, "{} files", rows.len());
    for row in &rows {
        match row["outcome"].as_str().unwrap() {
            "imported" | "known already" => assert!(!row["document"].is_null(), "{row}"),
            "failed" => assert!(row["remarks"].as_str().unwrap().len() > 20, "{row}"),
            other => panic!("{other}"),
        }
    }
    let million = rows.iter().find(|row| row["file"] == "one_million_short_lines.txt").unwrap();
    assert!(million["words"].as_u64().unwrap() >= 1_000_000, "{million}");
    env.run("check").done();
}

/// A PDF that is cut off anywhere neither crashes nor hangs the import, nor keeps the rest out.
#[test]
fn a_damaged_pdf_spoils_nothing() {
    let env = Env::with_study();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../corpus-samples/integrated-care/interviews/04-nurse-w1.pdf");
    let whole = std::fs::read(sample).unwrap();
    for part in 1..6 {
        let mut cut = whole[..whole.len() * part / 6].to_vec();
        // Some bytes in the middle are wrong, too.
        let middle = cut.len() / 2;
        cut[middle..middle + 40].fill(0x28);
        env.write(&format!("pdf/cut{part}.pdf"), &cut);
    }
    env.write("pdf/whole.pdf", &whole);
    let printed = env.run("import pdf --format json");
    let rows = printed.json()["rows"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[5]["outcome"], "imported");
    env.run("check").done();
}
