//! How long it takes to count the words of a study of 213 interviews of 9,000 words.

use std::fmt::Write;
use std::sync::LazyLock;

use themata_search::{Language, Tally, Vocabulary, WordList, WordUnit};

fn main() {
    divan::main();
}

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    // Numbers that follow from one another, so that every run counts the same words, and
    // small ones far more often than large ones, as words are.
    let mut state = 7u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as f64 / f64::from(1u32 << 31)
    };
    let mut text = |_| {
        let mut text = String::new();
        for _ in 0..9_000 {
            let _ = write!(text, "w{} ", (20_000f64.powf(next())) as u32);
        }
        text
    };
    (0..213).map(&mut text).collect()
});

#[divan::bench(sample_count = 5, sample_size = 1)]
fn count_words_on_one_thread() -> usize {
    let mut vocabulary = Vocabulary::default();
    let mut list = WordList::new(WordUnit::Form, 1);
    for text in TEXTS.iter() {
        let mut tally = Tally::new(1);
        for word in vocabulary.words_of(Language::English, text) {
            tally.add(&word, 0);
        }
        list.take(&tally);
    }
    list.into_entries().len()
}
