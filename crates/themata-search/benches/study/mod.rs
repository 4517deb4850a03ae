//! A study that nobody said, as like a real one as searching needs.

use std::fmt::Write;

use themata_search::{Entry, Language};
use themata_text::{CharSpan, Text};

/// Made-up interviews: words drawn by Zipf's law from a vocabulary of 8,000, with English
/// endings so that there is something to stem and some 40,000 forms to tell apart, and with
/// what costs extra now and then: an accent, an apostrophe, an emoji, a capital.
pub(crate) fn study(documents: u32, words: usize, per_passage: usize) -> Vec<Entry> {
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
        for word in 1..=words {
            let point = (random() >> 11) as f64 / (1u64 << 53) as f64 * sum;
            let rank = weights.partition_point(|&weight| weight < point);
            let before = string.len();
            let first = if random() % 12 == 0 { 'W' } else { 'w' };
            write!(string, "{first}{rank}").expect("a string can be written");
            match random() % 100 {
                0 => string.push('é'),
                1 => string.push_str(" 🙂"),
                ending => string.push_str(ENDINGS[ending as usize % ENDINGS.len()]),
            }
            chars += string[before..].chars().count() as u32;
            if word % per_passage == 0 || word == words {
                passages.push(CharSpan::new(start, chars));
                start = chars + 1;
            }
            string.push(if word % per_passage == 0 { '\n' } else { ' ' });
            chars += 1;
        }
        Entry {
            document: number,
            language: Language::English,
            text: Text::new(string),
            passages,
        }
    };
    (0..documents).map(&mut document).collect()
}
