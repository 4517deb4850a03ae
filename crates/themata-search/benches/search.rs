//! How long it takes to index and search a study of 213 interviews of 9,000 words.

mod study;

use std::sync::LazyLock;

use themata_search::{Entry, Index, Language, Order, Words, places};

fn main() {
    divan::main();
}

const DOCUMENTS: u32 = 213;
const WORDS: usize = 9_000;
const PASSAGE: usize = 60;

static STUDY: LazyLock<Vec<Entry>> = LazyLock::new(|| study::study(DOCUMENTS, WORDS, PASSAGE));

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::in_memory();
    index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("memory can be written");
    index
});

#[divan::bench(sample_count = 5, sample_size = 1)]
fn rebuild_in_memory() {
    let mut index = Index::in_memory();
    index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("memory can be written");
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn rebuild_in_folder(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| tempfile::tempdir().expect("a temporary folder")).bench_refs(
        |folder| {
            let mut index = Index::in_folder(folder.path());
            index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("a rebuild");
            assert!(index.trouble().is_none());
        },
    );
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_folder(bencher: divan::Bencher<'_, '_>) {
    let folder = built();
    bencher.bench_local(|| {
        let index = Index::in_folder(folder.path());
        assert!(index.stamp().is_some());
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn update_one_document(bencher: divan::Bencher<'_, '_>) {
    let folder = built();
    let mut index = Index::in_folder(folder.path());
    bencher.bench_local(|| index.update("bench", &[], [STUDY[7].clone()]).expect("an update"));
}

/// Word `w0` is as frequent as "the", `w50` as "people", `w5000` is rare.
const QUERIES: [&str; 16] = [
    "w5000",
    "w50",
    "w0",
    "w50 w70 NOT w90",
    "\"w0 w1\"",
    "w50 NEAR/5 w70",
    "w50*",
    "*99",
    "(w50 OR w51 OR w52) NEAR/5 (w70 OR w71)",
    "w50 PRECEDES/5 w70",
    "/w5[0-9]?(ing|ed)/",
    "/.*(7|8)ing/",
    "w1234~",
    "w1234~2",
    "=w50",
    "==w50",
];

#[divan::bench(args = QUERIES)]
fn find(bencher: divan::Bencher<'_, '_>, query: &str) {
    let words = Words::parse(query, &[Language::English]).expect("well formed words");
    let index = &*INDEX;
    bencher.bench(|| index.find(&words, &|_| true, Order::Place).expect("a search").len());
}

#[divan::bench(args = ["w50", "w0", "\"w0 w1\"", "w50*"])]
fn places_in_fifty_passages(bencher: divan::Bencher<'_, '_>, query: &str) {
    let words = Words::parse(query, &[Language::English]).expect("well formed words");
    let hits = INDEX.find(&words, &|_| true, Order::Place).expect("a search");
    bencher.bench(|| {
        hits.iter()
            .take(50)
            .map(|hit| {
                let text = &STUDY[hit.passage.document as usize].text;
                places(&words, text, hit.passage.span, Language::English).len()
            })
            .sum::<usize>()
    });
}

fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut index = Index::in_folder(folder.path());
    index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("a rebuild");
    let files = std::fs::read_dir(folder.path()).expect("a folder");
    let bytes: u64 = files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len())).sum();
    let text: usize = STUDY.iter().map(|entry| entry.text.as_str().len()).sum();
    assert!(bytes < 2 * text as u64, "the index has {bytes} bytes for {text} bytes of text");
    folder
}
