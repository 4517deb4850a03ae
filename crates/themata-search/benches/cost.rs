//! What indexing and searching cost in the time of processors, which is the same however busy
//! the machine is with other things, beside what the engine costs alone. On Linux:
//! `cargo bench -p themata-search --bench cost`.

#![allow(clippy::print_stdout, reason = "a measurement is told")]

mod study;

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::time::Instant;

use tantivy::schema::{
    FAST, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    Language as Algorithm, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer,
    WhitespaceTokenizer,
};
use tantivy::{IndexWriter, TantivyDocument};
use themata_search::{Entry, Index, Language, Order, Words, places};

const QUERIES: [(&str, &str); 12] = [
    ("rare word", "w5000"),
    ("common word", "w50"),
    ("very frequent word", "w1"),
    ("phrase", "\"w50 w70\""),
    ("phrase, frequent words", "\"w1 w2\""),
    ("prefix", "w50*"),
    ("wildcard in front", "*99ing"),
    ("regular expression", "/.*(7|8)4ing/"),
    ("misspelt", "w1234~"),
    ("misspelt, two edits", "w1234~2"),
    ("near", "w50 NEAR/5 w70"),
    ("near, frequent words", "w1 NEAR/5 w2"),
];

fn main() {
    let study = study::study(190, 30_000, 57);
    let bytes: usize = study.iter().map(|entry| entry.text.as_str().len()).sum();
    let passages: usize = study.iter().map(|entry| entry.passages.len()).sum();
    let megabytes = bytes as f64 / 1e6;
    println!("{passages} passages, {megabytes:.1} MB of text");

    let per_core = |what: &str, seconds: f64| {
        println!("{what}: {seconds:.2} CPU-s, {:.1} MB a CPU-s", megabytes / seconds);
        seconds
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ours = per_core(
        "index in a folder",
        process(|| {
            let mut index = Index::in_folder(folder.path());
            index.rebuild("cost", study.iter().cloned(), &|_| ()).expect("a rebuild");
            assert!(index.trouble().is_none());
        }),
    );
    let terms = terms(&study);
    let cut_before =
        per_core("the engine alone, words already cut", bare(&study, &terms, false));
    let texts: Vec<String> = study
        .iter()
        .flat_map(|entry| entry.passages.iter().map(move |span| (entry, span)))
        .map(|(entry, &span)| entry.text.slice(span).unwrap_or_default().to_owned())
        .collect();
    let plain =
        per_core("the engine alone, its own cutting and stemming", bare(&study, &texts, true));
    println!("ours to the engine alone: {:.2} and {:.2}", ours / cut_before, ours / plain);

    let cost = thread(|| {
        let index = Index::in_folder(folder.path());
        let words = Words::parse("w50", index.languages()).expect("a word");
        assert!(!index.find(&words, &|_| true, Order::Place).expect("a search").is_empty());
    });
    println!("open the folder, first search: {cost:.1} CPU-ms");

    let index = Index::in_folder(folder.path());
    for (name, query) in QUERIES {
        let mut best = f64::MAX;
        let mut wall = f64::MAX;
        let mut told = (0, 0);
        for _ in 0..5 {
            let begun = Instant::now();
            best = best.min(thread(|| told = first_fifty(&index, &study, query)));
            wall = wall.min(begun.elapsed().as_secs_f64() * 1e3);
        }
        let (hits, count) = told;
        println!("{name} `{query}`: {best:.1} CPU-ms ({wall:.1} ms), {count} in {hits}");
    }
    let mut index = index;
    let cost = process(|| {
        index.update("cost", &[], [study[7].clone()]).expect("an update");
    });
    println!("one document anew: {:.0} CPU-ms", cost * 1e3);
}

/// Everything from what was typed to the places and context of the first fifty hits.
fn first_fifty(index: &Index, study: &[Entry], query: &str) -> (usize, u64) {
    let words = Words::parse(query, index.languages()).expect("well formed words");
    let hits = index.find(&words, &|_| true, Order::Place).expect("a search");
    for hit in hits.iter().take(50) {
        let entry = &study[hit.passage.document as usize];
        let places = places(&words, &entry.text, hit.passage.span, entry.language);
        assert_eq!(places.len(), hit.count as usize);
        for place in places {
            let (before, after) = entry.text.around(place, 60);
            assert!(entry.text.slice(before.hull(after)).is_some());
        }
    }
    (hits.len(), hits.iter().map(|hit| u64::from(hit.count)).sum())
}

/// The terms of each passage as the index holds them, divided by spaces.
fn terms(study: &[Entry]) -> Vec<String> {
    let mut stemmer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Algorithm::English))
        .build();
    let mut passages = Vec::new();
    for entry in study {
        for &span in &entry.passages {
            let mut terms = String::new();
            for word in entry.text.slice(span).unwrap_or_default().split_whitespace() {
                let small = word.to_lowercase();
                let mut of_word = BTreeSet::from([small.clone()]);
                if small != word {
                    of_word.insert(format!("#{small}#{word}"));
                }
                let mut stems = stemmer.token_stream(&small);
                if stems.advance() && stems.token().text != small {
                    of_word.insert(format!("+{}", stems.token().text));
                }
                if !small.is_ascii() {
                    of_word.insert(format!("-{small}"));
                }
                for term in of_word {
                    terms.push_str(&term);
                    terms.push(' ');
                }
            }
            passages.push(terms);
        }
    }
    passages
}

/// Indexes passages with the engine and nothing else.
fn bare(study: &[Entry], texts: &[String], cut: bool) -> f64 {
    let mut schema = Schema::builder();
    let field = |name: &str, tokenizer: &str, schema: &mut tantivy::schema::SchemaBuilder| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(false);
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let first = field("first", if cut { "form" } else { "cut" }, &mut schema);
    let second = cut.then(|| field("second", "stem", &mut schema));
    let document = schema.add_u64_field("document", INDEXED | FAST);
    let numbers =
        ["start", "end", "words", "language"].map(|name| schema.add_u64_field(name, FAST));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = tantivy::Index::create_in_dir(folder.path(), schema.build()).expect("an index");
    let form = || TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    let stem = form().filter(Stemmer::new(Algorithm::English)).build();
    index.tokenizers().register("form", form().build());
    index.tokenizers().register("stem", stem);
    index.tokenizers().register("cut", WhitespaceTokenizer::default());
    process(|| {
        let mut writer: IndexWriter =
            index.writer_with_num_threads(2, 128 << 20).expect("a writer");
        let passages =
            study.iter().flat_map(|entry| entry.passages.iter().map(move |span| (entry, span)));
        for ((entry, span), text) in passages.zip(texts) {
            let mut passage = TantivyDocument::new();
            passage.add_text(first, text);
            if let Some(second) = second {
                passage.add_text(second, text);
            }
            passage.add_u64(document, u64::from(entry.document));
            for (number, value) in numbers.into_iter().zip([
                span.start(),
                span.end(),
                57,
                Language::ALL.len() as u32,
            ]) {
                passage.add_u64(number, u64::from(value));
            }
            writer.add_document(passage).expect("an entry");
        }
        writer.commit().expect("a commit");
        writer.wait_merging_threads().expect("merged");
    })
}

/// The seconds of processor time that all threads together take for something.
fn process(act: impl FnOnce()) -> f64 {
    let ticks = || -> f64 {
        let stat = read_to_string("/proc/self/stat").expect("Linux");
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
        let times = fields.split_whitespace().skip(11).take(2);
        times.map(|ticks| ticks.parse::<f64>().unwrap_or(0.0)).sum()
    };
    let before = ticks();
    act();
    // A tick is a hundredth of a second wherever Linux runs.
    (ticks() - before) / 100.0
}

/// The milliseconds of processor time that this thread takes for something.
fn thread(act: impl FnOnce()) -> f64 {
    let nanoseconds = || -> f64 {
        let stat = read_to_string("/proc/thread-self/schedstat").expect("Linux");
        let first = stat.split_whitespace().next().unwrap_or("0");
        first.parse().unwrap_or(0.0)
    };
    let before = nanoseconds();
    act();
    (nanoseconds() - before) / 1e6
}
