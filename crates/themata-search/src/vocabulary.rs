//! The words of texts, to be counted: each with its place and what it is compared by.

mod count;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use themata_text::{CharSpan, Text};

use crate::Language;
use crate::analyse::{Analyser, Forms};

pub use count::{Tally, WordEntry, WordList, WordUnit};

/// Cuts texts into words as the search does, and remembers the words that it has met.
///
/// # Examples
///
/// ```
/// use themata_search::{Language, Vocabulary};
/// use themata_text::Text;
///
/// let text = Text::new("We waited. The café’s list!");
/// let words = Vocabulary::default().words_in(Language::English, &text, text.span());
/// let letters: Vec<&str> = words.iter().map(|word| word.letters()).collect();
/// assert_eq!(letters, ["we", "waited", "the", "café's", "list"]);
/// assert_eq!(text.slice(words[1].span), Some("waited"));
/// assert_eq!((words[1].stem(), words[3].folded()), ("wait", "cafe's"));
/// ```
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// One for each language that was met; most studies have one or two.
    analysers: HashMap<Language, Analyser>,
}

/// A word where it stands in a text.
#[derive(Clone)]
pub struct WordAt {
    /// The place in code points of the whole text.
    pub span: CharSpan,
    forms: Arc<Forms>,
}

impl Vocabulary {
    /// The words of a passage in reading order. Their spans are those of the whole text; a
    /// passage that reaches beyond it has none.
    pub fn words_in(
        &mut self,
        language: Language,
        text: &Text,
        passage: CharSpan,
    ) -> Vec<WordAt> {
        let Some(slice) = text.slice(passage) else { return Vec::new() };
        let mut words = self.words_of(language, slice);
        for word in &mut words {
            let (start, end) = (word.span.start(), word.span.end());
            word.span = CharSpan::new(passage.start() + start, passage.start() + end);
        }
        words
    }

    /// The words of some text in reading order, with their places in it.
    pub fn words_of(&mut self, language: Language, text: &str) -> Vec<WordAt> {
        let analyser =
            self.analysers.entry(language).or_insert_with(|| Analyser::new(language));
        let tokens = analyser.tokens(text).into_iter();
        tokens.map(|token| WordAt { span: token.span, forms: token.forms }).collect()
    }
}

impl WordAt {
    /// The word as written, but for its case and the kind of its apostrophes.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.forms.letters
    }

    /// The word without regard to accents either.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.forms.folded
    }

    /// What the word shares with its other grammatical forms, without regard to accents. It
    /// need not be a word.
    #[must_use]
    pub fn stem(&self) -> &str {
        &self.forms.stem
    }
}

impl fmt::Debug for WordAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.letters(), self.span)
    }
}
