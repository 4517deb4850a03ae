//! Small random texts and questions, answered a second time by reading every passage.

use std::collections::BTreeMap;

use proptest::prelude::*;
use themata_search::{Entry, Language, Words, places};

use crate::drawing::{document_in, find, index};

/// What is looked for, before it is written down.
#[derive(Clone, Debug)]
enum Question {
    Word(&'static str),
    Exact(&'static str),
    Written(&'static str),
    Phrase(Vec<&'static str>),
    Like(&'static str),
    Near(&'static str, u32, &'static str),
    Precedes(&'static str, u32, &'static str),
    And(Vec<Question>),
    Or(Vec<Question>),
    Not(Box<Question>),
}

/// The vocabulary: how a word is written, without accents and case, and its stem.
const WORDS: [(&str, &str, &str); 11] = [
    ("wait", "wait", "wait"),
    ("Waiting", "waiting", "wait"),
    ("WAITED", "waited", "wait"),
    ("café", "cafe", "cafe"),
    ("Cafe", "cafe", "cafe"),
    ("cafe\u{301}s", "cafes", "cafe"),
    ("don’t", "don't", "don't"),
    ("DON'T", "don't", "don't"),
    ("🙂", "🙂", "🙂"),
    ("list", "list", "list"),
    ("等", "等", "等"),
];

fn folded(written: &str) -> &'static str {
    WORDS.iter().find(|word| word.0 == written).map_or("", |word| word.1)
}

fn stem(written: &str) -> &'static str {
    WORDS.iter().find(|word| word.0 == written).map_or("", |word| word.2)
}

/// The letters of a written word: small, with one apostrophe, with composed accents.
fn letters(written: &str) -> String {
    written.to_lowercase().replace('’', "'").replace("e\u{301}", "é")
}

/// The same with its capitals.
fn as_written(written: &str) -> String {
    written.replace('’', "'").replace("e\u{301}", "é")
}

/// What a word is compared by in a language: its stem, or itself where there are no stems.
fn compared(written: &str, language: Language) -> &'static str {
    if language == Language::English { stem(written) } else { folded(written) }
}

fn written() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WORDS.map(|word| word.0).to_vec())
}

fn question() -> impl Strategy<Value = Question> {
    let like = prop::sample::select(vec![
        "wait*",
        "*s",
        "caf?",
        "cafe*",
        "*a*t*",
        "?a*",
        "cafe~",
        "watied~",
        "wait~2",
        "/wait(ed)?/",
        "=/caf./",
        "==/WAIT.*|[^A-Z]+e/",
        "==?a??",
    ]);
    let leaf = prop_oneof![
        3 => written().prop_map(Question::Word),
        1 => written().prop_map(Question::Exact),
        1 => written().prop_map(Question::Written),
        2 => prop::collection::vec(written(), 1..4).prop_map(Question::Phrase),
        1 => like.prop_map(Question::Like),
        2 => (written(), 0u32..4, written()).prop_map(|(a, n, b)| Question::Near(a, n, b)),
        2 => (written(), 0u32..4, written()).prop_map(|(a, n, b)| Question::Precedes(a, n, b)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Question::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Question::Or),
            inner.prop_map(|question| Question::Not(Box::new(question))),
        ]
    })
}

fn write(question: &Question) -> String {
    let join = |questions: &[Question], with: &str| {
        let written: Vec<String> = questions.iter().map(write).collect();
        format!("({})", written.join(with))
    };
    match question {
        Question::Word(word) | Question::Like(word) => (*word).to_owned(),
        Question::Exact(word) => format!("={word}"),
        Question::Written(word) => format!("=={word}"),
        Question::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Question::Near(left, between, right) => format!("({left} NEAR/{between} {right})"),
        Question::Precedes(left, between, right) => {
            format!("({left} PRECEDES/{between} {right})")
        }
        Question::And(questions) => join(questions, " "),
        Question::Or(questions) => join(questions, " OR "),
        Question::Not(question) => format!("NOT {}", write(question)),
    }
}

/// Answers a question about one passage by reading it.
fn holds(question: &Question, passage: &[&str], language: Language) -> bool {
    let stem = |word: &str| compared(word, language);
    let holds = |question: &Question, passage: &[&str]| holds(question, passage, language);
    match question {
        Question::Word(word) => {
            passage.iter().any(|it| stem(it) == stem(word) || folded(it) == folded(word))
        }
        Question::Exact(word) => passage.iter().any(|it| letters(it) == letters(word)),
        Question::Written(word) => passage.iter().any(|it| as_written(it) == as_written(word)),
        Question::Phrase(words) => passage.windows(words.len()).any(|window| {
            window.iter().zip(words).all(|(it, word)| folded(it) == folded(word))
        }),
        Question::Like(pattern) => passage.iter().any(|word| {
            let it = folded(word);
            match *pattern {
                "wait*" => it.starts_with("wait"),
                "*s" => it.ends_with('s'),
                "caf?" => it.starts_with("caf") && it.chars().count() == 4,
                "cafe*" => it.starts_with("cafe"),
                "cafe~" => ["cafe", "cafes"].contains(&it),
                "watied~" => it == "waited",
                "wait~2" => ["wait", "waited"].contains(&it),
                "/wait(ed)?/" => ["wait", "waited"].contains(&it),
                "=/caf./" => ["cafe", "café"].contains(&letters(word).as_str()),
                "==/WAIT.*|[^A-Z]+e/" => ["WAITED"].contains(word),
                "==?a??" => ["wait", "café", "Cafe"].contains(word),
                "*a*t*" => it.split_once('a').is_some_and(|(_, rest)| rest.contains('t')),
                _ => it.chars().nth(1) == Some('a'),
            }
        }),
        Question::Near(left, between, right) => (0..passage.len()).any(|a| {
            (0..passage.len()).any(|b| {
                a != b
                    && a.abs_diff(b) <= *between as usize + 1
                    && stem(passage[a]) == stem(left)
                    && stem(passage[b]) == stem(right)
            })
        }),
        Question::Precedes(left, between, right) => (0..passage.len()).any(|a| {
            (a + 1..passage.len()).any(|b| {
                b - a <= *between as usize + 1
                    && stem(passage[a]) == stem(left)
                    && stem(passage[b]) == stem(right)
            })
        }),
        Question::And(questions) => questions.iter().all(|it| holds(it, passage)),
        Question::Or(questions) => questions.iter().any(|it| holds(it, passage)),
        Question::Not(question) => !holds(question, passage),
    }
}

/// The written words that may stand at a place, by the words of a question that does not say
/// what to leave out.
fn sought(question: &Question, found: &str, language: Language) -> bool {
    let stem = |word: &str| compared(word, language);
    let sought = |question: &Question, found: &str| sought(question, found, language);
    let one = |written: &str| WORDS.iter().any(|word| word.0 == written);
    match question {
        Question::Word(word) => one(found) && stem(found) == stem(word),
        Question::Exact(word) => letters(found) == letters(word),
        Question::Written(word) => as_written(found) == as_written(word),
        Question::Phrase(words) => {
            let found: Vec<&str> =
                found.split([' ', ',']).filter(|it| !it.is_empty()).collect();
            found.len() == words.len()
                && found.iter().zip(words).all(|(it, word)| folded(it) == folded(word))
        }
        Question::Like(_) => one(found) && holds(question, &[found], language),
        Question::Near(left, _, right) | Question::Precedes(left, _, right) => {
            one(found) && (stem(found) == stem(left) || stem(found) == stem(right))
        }
        Question::And(questions) | Question::Or(questions) => {
            questions.iter().any(|it| sought(it, found))
        }
        Question::Not(question) => match &**question {
            // What is left out twice is looked for.
            Question::Not(question) => sought(question, found),
            Question::And(questions) | Question::Or(questions) => {
                questions.iter().any(|it| sought(&Question::Not(Box::new(it.clone())), found))
            }
            _ => false,
        },
    }
}

/// Documents of passages of words.
fn study() -> impl Strategy<Value = Vec<Vec<Vec<&'static str>>>> {
    let passage = prop::collection::vec(written(), 1..8);
    prop::collection::vec(prop::collection::vec(passage, 0..6), 1..5)
}

/// Every other document is in a language without stems.
fn language_of(number: u32) -> Language {
    if number.is_multiple_of(2) { Language::English } else { Language::None }
}

const LANGUAGES: [Language; 2] = [Language::English, Language::None];

/// A document of many passages, so that the parts of an index hold more than one document
/// and a document may lie in more than one part.
fn long(number: u32, passages: &[Vec<&str>]) -> Entry {
    let lines: Vec<String> = passages.iter().map(|words| words.join(" ")).collect();
    document_in(language_of(number), number, &lines.join("\n").repeat(20))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn an_updated_index_finds_what_a_new_one_finds(
        before in study(),
        steps in prop::collection::vec(prop::collection::vec((0u32..6, study()), 1..3), 1..4),
        questions in prop::collection::vec(question(), 6),
    ) {
        let mut now: BTreeMap<u32, Entry> = BTreeMap::new();
        for (number, passages) in (0..).zip(&before) {
            now.insert(number, long(number, passages));
        }
        let mut updated = index(&now.values().cloned().collect::<Vec<_>>());
        for step in &steps {
            let mut changed = BTreeMap::new();
            let mut removed = Vec::new();
            for (number, study) in step {
                now.remove(number);
                match study.first().filter(|passages| !passages.is_empty()) {
                    Some(passages) => {
                        changed.insert(*number, long(*number, passages));
                    }
                    None => removed.push(*number),
                }
            }
            for number in changed.keys() {
                removed.retain(|it| it != number);
            }
            now.extend(changed.clone());
            updated.update("", &removed, changed.into_values()).expect("an update");
        }
        let new = index(&now.values().cloned().collect::<Vec<_>>());
        prop_assert_eq!(updated.passage_count(), new.passage_count());
        for question in questions.iter().filter(|question| !holds(question, &[], Language::English)) {
            let typed = write(question);
            prop_assert_eq!(find(&updated, &typed), find(&new, &typed), "{}", typed);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn the_index_finds_what_a_reader_finds(
        study in study(),
        questions in prop::collection::vec(question(), 12),
        separator in prop::sample::select(vec![" ", ", ", "  "]),
    ) {
        let documents: Vec<_> = (0..)
            .zip(&study)
            .map(|(number, passages)| {
                let lines: Vec<String> = passages.iter().map(|words| words.join(separator)).collect();
                document_in(language_of(number), number, &lines.join("\n"))
            })
            .collect();
        let index = index(&documents);
        for question in &questions {
            let typed = write(question);
            if holds(question, &[], Language::English) {
                prop_assert!(Words::parse(&typed, &LANGUAGES).is_err(), "{}", typed);
                continue;
            }
            let words = Words::parse(&typed, &LANGUAGES).expect("well formed words");
            let found = find(&index, &typed);
            let mut expect = Vec::new();
            for (document, passages) in documents.iter().zip(&study) {
                let language = document.language;
                for (&span, passage) in document.passages.iter().zip(passages) {
                    let places = places(&words, &document.text, span, language);
                    // A hit has a place to show, and what is no hit has none.
                    prop_assert_eq!(holds(question, passage, language), !places.is_empty(), "{}", &typed);
                    if !places.is_empty() {
                        expect.push((document.document, span, places.len() as u32));
                    }
                    for place in places {
                        prop_assert!(span.encloses(place), "{}", &typed);
                        let text = document.text.slice(place).unwrap_or_default();
                        prop_assert!(sought(question, text, language), "{} is no {}", text, &typed);
                    }
                }
            }
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.passage.document, it.passage.span, it.count))
                .collect();
            prop_assert_eq!(found, expect, "{}", &typed);
        }
    }

    #[test]
    fn whatever_is_typed_is_understood_or_refused_with_a_place(typed in "[a-é\"“()*?=~\\\\\\[\\-/ :ORANDTE5🙂等\\u{301}]{0,24}") {
        match Words::parse(&typed, &LANGUAGES) {
            Ok(words) => {
                let text = themata_text::Text::new(typed.as_str());
                for place in places(&words, &text, text.span(), Language::English) {
                    prop_assert!(text.span().encloses(place) && !place.is_empty());
                }
            }
            Err(error) => {
                let place = error.place().expect("an error about words has a place");
                prop_assert!(place.end() as usize <= typed.chars().count());
                prop_assert!(error.hint().is_some());
            }
        }
    }
}
