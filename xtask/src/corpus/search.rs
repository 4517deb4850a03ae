//! Every text there is, indexed, and words drawn from them looked for: what is found is held
//! against a plain scan of the texts, which shares no rule with the index but those below.

use std::collections::BTreeMap;

use themata_ingest::{Options, Source, read};
use themata_search::{Entry, Index, Language, Order, Words, places};
use themata_text::{Text, paragraphs};

use super::Corpus;
use super::files::{name_of, within};
use super::sheet::Sheet;
use crate::Result;

/// How many words are drawn from the words of all texts, evenly by the alphabet.
const DRAWN: usize = 1_000;

/// Texts beyond this many bytes are left out.
const LARGEST: usize = 20_000_000;

/// That every place holds the word looked for, and that there are as many as in a plain scan.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let entries = entries(corpus)?;
    sheet.told("texts", entries.len());
    let bytes: usize = entries.iter().map(|entry| entry.text.as_str().len()).sum();
    sheet.told("megabytes of text", format!("{:.1}", bytes as f64 / 1e6));
    let counted = count(&entries);
    let every = counted.len().div_ceil(DRAWN).max(1);
    let mut index = Index::in_memory();
    index.rebuild("corpus", entries.iter().cloned(), &|_| ())?;

    let (mut looked_for, mut right, mut found, mut astray) = (0, 0, 0u64, 0);
    let mut differing = Vec::new();
    for (word, expected) in counted.iter().step_by(every) {
        let words = Words::parse(&format!("={word}"), index.languages())?;
        let hits = index.find(&words, &|_| true, Order::Place)?;
        let (mut count, mut shown) = (0u64, 0u64);
        for hit in hits {
            count += u64::from(hit.count);
            let entry = &entries[hit.passage.document as usize];
            for place in places(&words, &entry.text, hit.passage.span, entry.language) {
                shown += 1;
                let slice = entry.text.slice(place).unwrap_or_default();
                astray += usize::from(plain(slice) != *word);
            }
        }
        looked_for += 1;
        found += count;
        if count == *expected && shown == count {
            right += 1;
        } else if differing.len() < 5 {
            differing.push(format!("{} letters: {count} for {expected}", word.len()));
        }
    }
    sheet.told("places found", found);
    sheet.expect("places that hold another word", 0, astray);
    sheet.expect("words found as often as by a plain scan", looked_for, right);
    if !differing.is_empty() {
        sheet.told("some that differ", differing.join("; "));
    }
    Ok(())
}

/// The texts of all files that can be read, each passage a paragraph.
fn entries(corpus: &Corpus) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    for file in within(&corpus.path(""))? {
        let bytes = std::fs::read(&file)?;
        if bytes.len() > LARGEST {
            continue;
        }
        // Without an engine for PDF such files are left out; their text is read elsewhere.
        let source = Source { name: &name_of(&file), bytes: &bytes };
        let no_pdf = |_: &[u8]| Err(themata_ingest::PdfError::NoText { pages: 0 });
        let Ok(reading) = read(source, &Options::default(), &no_pdf) else { continue };
        for document in reading.documents {
            let text = Text::new(document.transcript.text);
            let passages = paragraphs(&text).spans().to_vec();
            let number = u32::try_from(entries.len())?;
            entries.push(Entry {
                document: number,
                language: Language::English,
                text,
                passages,
            });
        }
    }
    Ok(entries)
}

/// How often each word of four and more plain letters stands in the texts.
fn count(entries: &[Entry]) -> BTreeMap<String, u64> {
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for entry in entries {
        for passage in &entry.passages {
            let passage = entry.text.slice(*passage).unwrap_or_default();
            for word in scan(passage) {
                if word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    *counted.entry(word).or_default() += 1;
                }
            }
        }
    }
    counted
}

/// The words of a passage: letters, digits and marks side by side, and apostrophes between.
fn scan(passage: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut chars = passage.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = is_apostrophe(c)
            && word.chars().next_back().is_some_and(char::is_alphabetic)
            && chars.peek().is_some_and(|c| c.is_alphabetic());
        if is_part(c) || joins {
            word.push(c);
        } else if !word.is_empty() {
            words.push(plain(&std::mem::take(&mut word)));
        }
    }
    if !word.is_empty() {
        words.push(plain(&word));
    }
    words
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}')
}

/// Whether a character belongs to a word of letters; signs of scripts without spaces do not.
fn is_part(c: char) -> bool {
    let is_sign = matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}');
    !is_sign && (c.is_alphanumeric() || is_mark(c))
}

/// Accents on the letter before, and characters that steer the display: they part no word.
fn is_mark(c: char) -> bool {
    is_unseen(c) || matches!(c, '\u{300}'..='\u{36F}')
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}')
}

/// A word in small letters, without what cannot be seen, ligatures, long s and wide letters.
fn plain(word: &str) -> String {
    let mut plain = String::new();
    for c in word.chars().filter(|&c| !is_unseen(c)) {
        match c {
            'ſ' => plain.push('s'),
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            '\u{FF01}'..='\u{FF5E}' => {
                plain.extend(char::from_u32(u32::from(c) - 0xFEE0));
            }
            c => plain.push(c),
        }
    }
    plain.to_lowercase()
}
