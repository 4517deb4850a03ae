use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tantivy::tokenizer::{RawTokenizer, Stemmer, TextAnalyzer};
use themata_text::CharSpan;
use unicode_segmentation::UnicodeSegmentation;

use crate::Language;
use crate::cut::{MOST_SIGNS, cut};
use crate::fold::{letters, without_accents, written};
use crate::hash::Quick;
use crate::memory::Memory;
use crate::script::is_unspaced;
use crate::terms;

/// The number of bytes that are compared of a word. No word of any language comes near it;
/// what does is pasted data, and the engine would drop it whole at some larger size.
const LONGEST: usize = 255;

/// The number of bytes of a word that are looked at before it is folded, which may make it
/// shorter.
const LONGEST_RAW: usize = 16 * LONGEST;

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
    /// The word as written.
    pub(crate) written: Box<str>,
    /// The word as written, but for its case.
    pub(crate) letters: Box<str>,
    /// The word without regard to accents.
    pub(crate) folded: Box<str>,
    /// What the word shares with its other grammatical forms, without regard to accents.
    pub(crate) stem: Box<str>,
    /// The signs of a word in a script without spaces; other words have none.
    pub(crate) signs: Box<[Sign]>,
    /// What the index holds of the word, as [`terms::of`] writes it.
    pub(crate) terms: Box<str>,
}

/// What a reader takes for one letter, in a script without spaces between the words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// The sign without regard to accents.
    pub(crate) folded: Box<str>,
    /// Where it ends, in code points from the beginning of its word.
    pub(crate) end: u32,
}

/// Cuts passages into words and brings the words into the forms that are compared.
///
/// It remembers the forms of the words it has met, since stemming and folding cost far more
/// than looking them up.
pub(crate) struct Analyser {
    language: Language,
    stemmer: Option<TextAnalyzer>,
    /// For each word met, the place of its forms.
    known: HashMap<Box<str>, u32, Quick>,
    forms: Vec<Arc<Forms>>,
    /// What the index holds of the words that were written to it.
    written: Memory,
}

impl Analyser {
    pub(crate) fn new(language: Language) -> Analyser {
        let stemmer = language.algorithm().map(|algorithm| {
            TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(algorithm))
                .build()
        });
        Analyser {
            language,
            stemmer,
            known: HashMap::default(),
            forms: Vec::new(),
            written: Memory::default(),
        }
    }

    /// The words of a passage in reading order.
    pub(crate) fn tokens(&mut self, passage: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(passage.len() / 5);
        let is_ascii = passage.is_ascii();
        let (mut byte, mut position) = (0, 0);
        cut(passage, self.language, |range| {
            let word = &passage[range.clone()];
            let span = if is_ascii {
                // A text holds at most 4 GiB, so the numbers fit.
                CharSpan::new(range.start as u32, range.end as u32)
            } else {
                let start = position + count(&passage[byte..range.start]);
                CharSpan::new(start, start + count(word))
            };
            (byte, position) = (range.end, span.end());
            tokens.push(Token { span, forms: Arc::clone(self.forms(word)) });
        });
        tokens
    }

    /// Appends what the index holds of a passage to a string; returns the number of words.
    pub(crate) fn terms(&mut self, passage: &str, terms: &mut String) -> u32 {
        let mut words = 0;
        cut(passage, self.language, |range| {
            let word = &passage[range];
            match self.written.get(word) {
                Some(known) => terms.push_str(known),
                None => {
                    let forms = self.analyse(word);
                    terms.push_str(&forms.terms);
                    self.written.put(word, &forms.terms);
                }
            }
            words += 1;
        });
        words
    }

    /// The stem, without regard to accents, of a word given by its letters.
    pub(crate) fn stem(&mut self, letters: &str) -> Box<str> {
        let stem = match &mut self.stemmer {
            Some(stemmer) => {
                // The stemmers of languages with accents read them, so they come first.
                let mut stream = stemmer.token_stream(letters);
                let stem = if stream.advance() { stream.token().text.as_str() } else { "" };
                without_accents(stem, self.language)
            }
            None => String::new(),
        };
        clip(if stem.is_empty() { without_accents(letters, self.language) } else { stem })
    }

    fn forms(&mut self, word: &str) -> &Arc<Forms> {
        let place = match self.known.get(word) {
            Some(&place) => place as usize,
            None => {
                if self.forms.len() >= REMEMBERED {
                    self.known.clear();
                    self.forms.clear();
                }
                let forms = Arc::new(self.analyse(word));
                self.known.insert(word.into(), self.forms.len() as u32);
                self.forms.push(forms);
                self.forms.len() - 1
            }
        };
        &self.forms[place]
    }

    /// What a word is compared by; nothing of it is remembered.
    pub(crate) fn analyse(&mut self, word: &str) -> Forms {
        // Cutting off first keeps all that follows, and above all the stemmers, some of which
        // walk a word many times, from pasted data of any length.
        let word = &word[..word.floor_char_boundary(LONGEST_RAW)];
        let written = clip(written(word));
        let letters = clip(letters(&written, self.language));
        let folded = clip(without_accents(&letters, self.language));
        let stem = self.stem(&letters);
        let signs = signs(word, self.language);
        let terms = terms::of(&written, &letters, &folded, &stem, &signs, self.language);
        Forms { written, letters, folded, stem, signs, terms }
    }
}

impl fmt::Debug for Analyser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyser").field("language", &self.language).finish_non_exhaustive()
    }
}

fn signs(word: &str, language: Language) -> Box<[Sign]> {
    if !word.starts_with(is_unspaced) {
        return Box::default();
    }
    let mut end = 0;
    let sign = |sign: &str| {
        end += count(sign);
        let folded = without_accents(&letters(&written(sign), language), language);
        Sign { folded: clip(folded), end }
    };
    word.graphemes(true).take(MOST_SIGNS).map(sign).collect()
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
    fn emoji_are_words_and_scripts_without_spaces_are_cut_by_a_dictionary() {
        check("Fine 🙂👍🏽 ok", "Fine|🙂|👍🏽|ok");
        check("我们等待 カタカナ 한국어", "我们|等待|カタカナ|한국어");
        check("ทุกสองสัปดาห์ 3月", "ทุก|สอง|สัปดาห์|3|月");
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
            passage in "[a-zA-Zé’'._: 🙂👩‍⚕️我们カกาא\\u{5b8}مـहि한\\u{301}\\u{ad}\\u{345}\\u{202f}0-9\n]{0,60}",
            language in prop::sample::select(Language::ALL.to_vec()),
        ) {
            let text = Text::new(passage.as_str());
            let mut end = 0;
            for token in Analyser::new(language).tokens(&passage) {
                prop_assert!(end <= token.span.start() && token.span.end() <= text.len());
                prop_assert!(!token.span.is_empty());
                prop_assert!(!token.forms.letters.is_empty());
                prop_assert!(!token.forms.folded.is_empty());
                prop_assert!(!token.forms.stem.is_empty());
                prop_assert!(!token.forms.letters.contains(char::is_whitespace));
                if let Some(last) = token.forms.signs.last() {
                    prop_assert_eq!(last.end, token.span.len());
                }
                end = token.span.end();
            }
        }
    }
}
