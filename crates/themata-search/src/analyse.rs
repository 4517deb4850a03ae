use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::{RawTokenizer, Stemmer, TextAnalyzer};
use themata_text::CharSpan;
use unicode_segmentation::UnicodeSegmentation;

use crate::Language;
use crate::fold::{letters, without_accents};

/// The number of bytes that are compared of a word. No word of any language comes near it;
/// what does is pasted data, and the engine would drop it whole at some larger size.
const LONGEST: usize = 255;

/// How many different words an analyser remembers before it starts afresh, so that a large
/// study does not fill the memory.
const REMEMBERED: usize = 200_000;

/// A word of a passage: where it stands, and what it is compared by.
pub(crate) struct Token {
    /// The place of the word in code points, counted from the beginning of the passage.
    pub(crate) span: CharSpan,
    pub(crate) forms: Arc<Forms>,
}

/// What a word is compared by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    /// The word as written, but for its case.
    pub(crate) letters: Box<str>,
    /// The word without regard to accents.
    pub(crate) folded: Box<str>,
    /// What the word shares with its other grammatical forms, without regard to accents.
    pub(crate) stem: Box<str>,
}

/// Cuts passages into words and brings the words into the forms that are compared.
///
/// It remembers the forms of the words it has met, since stemming and folding cost far more
/// than looking them up.
pub(crate) struct Analyser {
    language: Language,
    stemmer: Option<TextAnalyzer>,
    known: HashMap<Box<str>, Arc<Forms>>,
}

impl Analyser {
    pub(crate) fn new(language: Language) -> Analyser {
        let stemmer = language.algorithm().map(|algorithm| {
            TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(algorithm))
                .build()
        });
        Analyser { language, stemmer, known: HashMap::new() }
    }

    /// The words of a passage in reading order.
    pub(crate) fn tokens(&mut self, passage: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(passage.len() / 5);
        let (mut byte, mut position) = (0, 0);
        cut(passage, self.language, |range| {
            position += count(&passage[byte..range.start]);
            let word = &passage[range.clone()];
            let end = position + count(word);
            let span = CharSpan::new(position, end);
            tokens.push(Token { span, forms: self.forms(word) });
            (byte, position) = (range.end, end);
        });
        tokens
    }

    fn forms(&mut self, word: &str) -> Arc<Forms> {
        if let Some(forms) = self.known.get(word) {
            return Arc::clone(forms);
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let forms = Arc::new(self.analyse(word));
        self.known.insert(word.into(), Arc::clone(&forms));
        forms
    }

    fn analyse(&mut self, word: &str) -> Forms {
        // Cutting off first keeps the stemmers, some of which walk a word many times, from
        // pasted data of any length.
        let letters = clip(letters(word));
        let folded = without_accents(&letters, self.language);
        let stem = match &mut self.stemmer {
            Some(stemmer) => {
                // The stemmers of languages with accents read them, so they come first.
                let mut stream = stemmer.token_stream(&letters);
                let stem = if stream.advance() { stream.token().text.as_str() } else { "" };
                without_accents(stem, self.language)
            }
            None => String::new(),
        };
        let stem = if stem.is_empty() { folded.clone() } else { stem };
        Forms { letters, folded: clip(folded), stem: clip(stem) }
    }
}

impl fmt::Debug for Analyser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyser").field("language", &self.language).finish_non_exhaustive()
    }
}

fn count(text: &str) -> u32 {
    // A text holds at most 4 GiB, so the number fits.
    text.chars().count() as u32
}

fn clip(mut form: String) -> Box<str> {
    if form.len() > LONGEST {
        form.truncate(form.floor_char_boundary(LONGEST));
    }
    form.into()
}

/// Finds the words of a passage: the words of UAX 29 and the emoji, cut further where
/// transcripts run words together (`Anna:well`, `end.Then`, `_stressed_`, `site_04`).
fn cut(passage: &str, language: Language, mut each: impl FnMut(Range<usize>)) {
    for (start, piece) in passage.split_word_bound_indices() {
        if piece.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            each(start..start + piece.len());
        } else if piece.contains(begins_word) {
            divide(piece, language, |range| each(start + range.start..start + range.end));
        }
    }
}

/// Cuts one word of UAX 29 further.
fn divide(piece: &str, language: Language, mut each: impl FnMut(Range<usize>)) {
    let mut from = 0;
    let mut before = ' ';
    let mut chars = piece.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        if divides(before, c, after) || elides(&piece[from..at], c, language) {
            trim(piece, from..at, &mut each);
            from = at + c.len_utf8();
        }
        before = c;
    }
    trim(piece, from..piece.len(), &mut each);
}

fn trim(piece: &str, range: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
    if let Some(start) = piece[range.clone()].find(begins_word) {
        each(range.start + start..range.end);
    }
}

fn begins_word(c: char) -> bool {
    c.is_alphanumeric() || is_emoji(c)
}

/// Whether a character between two others parts words although UAX 29 lets it join them.
fn divides(before: char, c: char, after: char) -> bool {
    match c {
        '.' | '\u{2024}' | '\u{FE52}' | '\u{FF0E}' => {
            !(before.is_numeric() && after.is_numeric())
        }
        ':' | '\u{FE13}' | '\u{FE55}' | '\u{FF1A}' => true,
        '_'
        | '\u{202F}'
        | '\u{203F}'
        | '\u{2040}'
        | '\u{2054}'
        | '\u{FE33}'
        | '\u{FE34}'
        | '\u{FE4D}'..='\u{FE4F}'
        | '\u{FF3F}' => true,
        _ => false,
    }
}

/// Whether what stands before an apostrophe is a word of its own: `l'hôpital`.
fn elides(before: &str, c: char, language: Language) -> bool {
    let elided = language.elided_words();
    !elided.is_empty()
        && matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '\u{FF07}')
        && elided.iter().any(|word| word.eq_ignore_ascii_case(before))
}

/// The blocks that hold the emoji and the pictures of old symbol fonts. Chats say a lot in
/// them, so they can be looked for.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use themata_text::Text;

    use super::Analyser;
    use crate::Language;

    /// The words of a passage, taken from it by their spans.
    fn words(passage: &str, language: Language) -> Vec<String> {
        let text = Text::new(passage);
        let tokens = Analyser::new(language).tokens(passage);
        tokens.iter().map(|token| text.slice(token.span).unwrap_or("?!").to_owned()).collect()
    }

    #[track_caller]
    fn check(passage: &str, expect: &str) {
        assert_eq!(words(passage, Language::English).join("|"), expect);
    }

    #[test]
    fn words_that_transcripts_run_together_are_cut() {
        check("Anna:well, end.Then _so_ at site_04", "Anna|well|end|Then|so|at|site|04");
        check("at 10:30, 3.5 of 1,000 e.g. now", "at|10|30|3.5|of|1,000|e|g|now");
        check("oui\u{202f}! 12\u{202f}000", "oui|12|000");
    }

    #[test]
    fn apostrophes_of_all_kinds_stay_inside_a_word() {
        check("'Don't' and donʼt and don’t.", "Don't|and|donʼt|and|don’t");
    }

    #[test]
    fn emoji_and_scripts_without_spaces_are_words_of_one_sign() {
        check("Fine 🙂👍🏽 ok", "Fine|🙂|👍🏽|ok");
        check("我们等待 カタカナ 한국어", "我|们|等|待|カタカナ|한국어");
    }

    #[test]
    fn combining_marks_belong_to_their_word() {
        check("na\u{308}ive cafe\u{301}.", "na\u{308}ive|cafe\u{301}");
        check("a_\u{301}b", "a|b");
    }

    #[test]
    fn articles_part_from_their_noun_only_in_languages_that_elide() {
        let of = |language| words("L’hôpital aujourd'hui", language).join("|");
        assert_eq!(of(Language::French), "L|hôpital|aujourd'hui");
        assert_eq!(of(Language::English), "L’hôpital|aujourd'hui");
    }

    #[test]
    fn stems_join_the_forms_of_a_word() {
        let stem =
            |word: &str, language| Analyser::new(language).tokens(word)[0].forms.stem.clone();
        assert_eq!(stem("Waiting", Language::English), stem("waits", Language::English));
        assert_eq!(stem("nurse’s", Language::English), stem("nurse", Language::English));
        assert_eq!(stem("Häuser", Language::German), stem("Haus", Language::German));
        assert_eq!(&*stem("Waiting", Language::None), "waiting");
    }

    #[test]
    fn a_word_of_a_million_letters_is_compared_by_its_beginning() {
        let tokens = Analyser::new(Language::English).tokens(&"é".repeat(1_000_000));
        assert_eq!(tokens.len(), 1);
        assert_eq!(tokens[0].forms.letters.len(), 254);
        assert_eq!(tokens[0].span.len(), 1_000_000);
    }

    proptest! {
        #[test]
        fn words_lie_in_order_inside_their_passage(
            passage in "[a-zA-Zé’'._: 🙂👩‍⚕️我\\u{301}\\u{ad}\\u{345}\\u{202f}0-9\n]{0,60}",
        ) {
            let text = Text::new(passage.as_str());
            let mut end = 0;
            for token in Analyser::new(Language::French).tokens(&passage) {
                prop_assert!(end <= token.span.start() && token.span.end() <= text.len());
                prop_assert!(!token.span.is_empty());
                prop_assert!(!token.forms.letters.is_empty());
                prop_assert!(!token.forms.folded.is_empty());
                prop_assert!(!token.forms.stem.is_empty());
                prop_assert!(!token.forms.letters.contains(char::is_whitespace));
                end = token.span.end();
            }
        }
    }
}
