//! How long it takes to index and search a study of 213 interviews of 9,000 words.

use std::fmt::Write;
use std::sync::LazyLock;

use themata_search::{Entry, Index, Language, Order, Words, places};
use themata_text::{CharSpan, Text};

fn main() {
    divan::main();
}

const DOCUMENTS: u32 = 213;
const WORDS: usize = 9_000;
const PASSAGE: usize = 60;

static STUDY: LazyLock<Vec<Entry>> = LazyLock::new(study);

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::in_memory(Language::English);
    index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("memory can be written");
    index
});

#[divan::bench(sample_count = 5, sample_size = 1)]
fn rebuild_in_memory() {
    let mut index = Index::in_memory(Language::English);
    index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("memory can be written");
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn rebuild_in_folder(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| tempfile::tempdir().expect("a temporary folder")).bench_refs(
        |folder| {
            let mut index = Index::in_folder(folder.path(), Language::English);
            index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("a rebuild");
            assert!(index.trouble().is_none());
        },
    );
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_folder(bencher: divan::Bencher<'_, '_>) {
    let folder = built();
    bencher.bench_local(|| {
        let index = Index::in_folder(folder.path(), Language::English);
        assert!(index.stamp().is_some());
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn update_one_document(bencher: divan::Bencher<'_, '_>) {
    let folder = built();
    let mut index = Index::in_folder(folder.path(), Language::English);
    bencher.bench_local(|| index.update("bench", &[], [STUDY[7].clone()]).expect("an update"));
}

/// Word `w0` is as frequent as "the", `w50` as "people", `w5000` is rare.
const QUERIES: [&str; 9] = [
    "w5000",
    "w50",
    "w0",
    "w50 w70 NOT w90",
    "\"w0 w1\"",
    "w50 NEAR/5 w70",
    "w50*",
    "*99",
    "(w50 OR w51 OR w52) NEAR/5 (w70 OR w71)",
];

#[divan::bench(args = QUERIES)]
fn find(bencher: divan::Bencher<'_, '_>, query: &str) {
    let words = Words::parse(query, Language::English).expect("well formed words");
    let index = &*INDEX;
    bencher.bench(|| index.find(&words, &|_| true, Order::Place).expect("a search").len());
}

#[divan::bench(args = ["w50", "w0", "\"w0 w1\"", "w50*"])]
fn places_in_fifty_passages(bencher: divan::Bencher<'_, '_>, query: &str) {
    let words = Words::parse(query, Language::English).expect("well formed words");
    let hits = INDEX.find(&words, &|_| true, Order::Place).expect("a search");
    bencher.bench(|| {
        hits.iter()
            .take(50)
            .map(|hit| {
                let text = &STUDY[hit.passage.document as usize].text;
                places(&words, text, hit.passage.span).len()
            })
            .sum::<usize>()
    });
}

fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut index = Index::in_folder(folder.path(), Language::English);
    index.rebuild("bench", STUDY.iter().cloned(), &|_| ()).expect("a rebuild");
    let files = std::fs::read_dir(folder.path()).expect("a folder");
    let bytes: u64 = files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len())).sum();
    let text: usize = STUDY.iter().map(|entry| entry.text.as_str().len()).sum();
    assert!(bytes < 2 * text as u64, "the index has {bytes} bytes for {text} bytes of text");
    folder
}

/// Made-up interviews: words drawn by Zipf's law from a vocabulary of 8,000, with English
/// endings so that there is something to stem and some 40,000 forms to tell apart, and with
/// what costs extra now and then: an accent, an apostrophe, an emoji.
fn study() -> Vec<Entry> {
    const VOCABULARY: usize = 8_000;
    const ENDINGS: [&str; 8] = ["", "", "", "", "s", "ing", "ed", "’s"];
    let mut weights = Vec::with_capacity(VOCABULARY);
    let mut sum = 0.0;
    for rank in 1..=VOCABULARY {
        sum += 1.0 / rank as f64;
        weights.push(sum);
    }
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut document = |number: u32| {
        let mut string = String::new();
        let mut passages = Vec::new();
        let (mut chars, mut start) = (0, 0);
        for word in 1..=WORDS {
            let point = (random() >> 11) as f64 / (1u64 << 53) as f64 * sum;
            let rank = weights.partition_point(|&weight| weight < point);
            let before = string.len();
            write!(string, "w{rank}").expect("a string can be written");
            match random() % 100 {
                0 => string.push('é'),
                1 => string.push_str(" 🙂"),
                ending => string.push_str(ENDINGS[ending as usize % ENDINGS.len()]),
            }
            chars += string[before..].chars().count() as u32;
            if word % PASSAGE == 0 || word == WORDS {
                passages.push(CharSpan::new(start, chars));
                start = chars + 1;
            }
            string.push(if word % PASSAGE == 0 { '\n' } else { ' ' });
            chars += 1;
        }
        Entry { document: number, text: Text::new(string), passages }
    };
    (0..DOCUMENTS).map(&mut document).collect()
}
