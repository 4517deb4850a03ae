//! Texts in, hits drawn under the words out: no test names an offset.

use themata_search::{Entry, Hit, Index, Language, Order, Words, places};
use themata_text::{CharSpan, Text};

/// A document whose passages are its lines.
pub(crate) fn document(number: u32, text: &str) -> Entry {
    document_in(Language::English, number, text)
}

/// The same in a language.
pub(crate) fn document_in(language: Language, number: u32, text: &str) -> Entry {
    let mut passages = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.chars().count() as u32;
        if start < end {
            passages.push(CharSpan::new(start, end));
        }
        start = end + 1;
    }
    Entry { document: number, language, text: Text::new(text), passages }
}

/// An index of the documents in memory.
pub(crate) fn index(documents: &[Entry]) -> Index {
    let mut index = Index::in_memory();
    index.rebuild("a test", documents.to_vec(), &|_| ()).expect("memory can be written");
    index
}

/// What is found, by place.
pub(crate) fn find(index: &Index, words: &str) -> Vec<Hit> {
    let words = Words::parse(words, index.languages()).expect("the words are well formed");
    index.find(&words, &|_| true, Order::Place).expect("the index can be read")
}

/// The passages found, each with its places under it, one caret for a code point.
pub(crate) fn draw(hits: &[Hit], words: &str, language: Language, text: &Text) -> String {
    let words = Words::parse(words, &[language]).expect("the words are well formed");
    let mut drawing = String::new();
    for hit in hits {
        let passage = hit.passage.span;
        let places = places(&words, text, passage, language);
        assert_eq!(places.len(), hit.count as usize, "places are counted as they are shown");
        let caret = |position: u32| {
            // Two places side by side would run together in one row of carets.
            let place = places.iter().position(|place| place.contains(position));
            place.map_or(' ', |at| if at % 2 == 0 { '^' } else { '~' })
        };
        let carets: String = (passage.start()..passage.end()).map(caret).collect();
        drawing += text.slice(passage).expect("a hit lies in its text");
        drawing += "\n";
        drawing += carets.trim_end();
        drawing += "\n";
    }
    drawing
}

/// Looks for words in the lines of a text and compares the drawing of what is found.
#[track_caller]
pub(crate) fn check_in(language: Language, text: &str, words: &str, expect: &str) {
    let document = document_in(language, 0, text);
    let index = index(std::slice::from_ref(&document));
    let drawing = draw(&find(&index, words), words, language, &document.text);
    assert_eq!(drawing, expect.trim_start_matches('\n'), "\n{drawing}");
}

/// The same in English.
#[track_caller]
pub(crate) fn check(text: &str, words: &str, expect: &str) {
    check_in(Language::English, text, words, expect);
}
