//! The words that a person looks for.

mod lexer;
mod parser;

use std::sync::Mutex;

use themata_text::CharSpan;

use crate::analyse::{Analyser, Forms, Token};
use crate::pattern::Pattern;
use crate::{Error, Language};

/// Words to look for: what a person typed, understood.
///
/// # The language of searching
///
/// | typed | finds the passages that hold |
/// | --- | --- |
/// | `wait` | any form of the word: wait, Waits, waiting, waited |
/// | `wait nurse`, `wait AND nurse` | both |
/// | `wait OR queue` | at least one of them |
/// | `wait NOT nurse`, `wait -nurse` | the first but not the second |
/// | `(wait OR queue) nurse` | as the parentheses say |
/// | `"waiting list"` | these words in this order, each in exactly this form |
/// | `"waiting * list"` | the same with any one word in the place of the star |
/// | `=waiting` | exactly this form, its accents too |
/// | `="café noir"` | a phrase with its accents |
/// | `wait*`, `*care*`, `organi?e` | words with any number of letters for `*`, one for `?` |
/// | `wait NEAR/5 nurse` | both, in either order, with at most five words between them |
/// | `wait NEAR nurse` | the same with at most ten words between them |
/// | `(wait OR queue) NEAR/3 "my turn"` | words joined by OR, or phrases, near each other |
///
/// `AND`, `OR`, `NOT` and `NEAR` are written in capitals, since the small words occur in
/// every interview. `NEAR` binds tightest, then `NOT`, then `AND`, then `OR`. The unit is the
/// passage: `wait NOT nurse` leaves out a passage that speaks of nurses anywhere.
///
/// # What counts as the same word
///
/// * Case never counts.
/// * Accents do not count, as in browsers, in SQLite's full-text search and in the default of
///   XQuery Full Text: `cafe` finds *café*, and `café` finds *cafe*. After `=` they do count.
///   Letters that a language sorts on their own (å in Danish, ñ in Spanish) are never taken
///   for accented ones.
/// * A single word without quotation marks is compared by its stem in the chosen
///   [`Language`], or by its folded form where the stem differs only because an accent was
///   left out. Quotation marks, `=` and wildcards switch stemming off.
/// * `'` and `’` are the same. Punctuation does not count: `co-worker` looks for the phrase
///   *co worker* and so finds *co-worker*. Inside quotation marks a `?` is punctuation.
/// * In scripts without spaces every sign is a word, and a chain of signs is a phrase.
/// * Words are compared by their first 255 bytes.
///
/// # Examples
///
/// ```
/// use themata_search::{Language, Words};
///
/// assert!(Words::parse("(wait* OR queue) NEAR/5 nurse", Language::English).is_ok());
///
/// let error = Words::parse("wait AND (nurse", Language::English).unwrap_err();
/// assert_eq!(error.to_string(), "search words, character 10: this parenthesis is never closed");
/// assert_eq!(error.hint(), Some("add a `)`"));
/// ```
#[derive(Debug)]
pub struct Words {
    text: Box<str>,
    language: Language,
    root: Expr,
    remarks: Vec<Remark>,
    /// Remembers the words of the passages that were looked into, as most come again in the
    /// next. It speeds things up and changes nothing.
    analyser: Mutex<Analyser>,
}

/// Something in the words looked for that people often mean otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    place: CharSpan,
    message: &'static str,
}

/// What a passage must hold. Negation stands only directly before a phrase or a NEAR: the
/// parser pushes it inwards, so that everything else can only add to what is found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Phrase(Phrase),
    Near(Near),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Without(Box<Expr>),
}

/// Phrases of either side with at most so many words between them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Near {
    pub(crate) left: Vec<Phrase>,
    pub(crate) right: Vec<Phrase>,
    pub(crate) between: u32,
}

/// Words that stand at fixed distances from one another. A single word is a phrase of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    /// Each word with its distance from the first one, in words; at least one, in order.
    pub(crate) words: Vec<(u32, Word)>,
}

/// One word looked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Word {
    /// Any form with this stem or this folded form.
    Stem {
        stem: Box<str>,
        folded: Box<str>,
        /// Whether accents were typed. If not, a word without accents that has the folded
        /// form has the stem as well.
        accented: bool,
    },
    /// This form; accents do not count.
    Folded(Box<str>),
    /// This form; accents count.
    Letters(Box<str>),
    /// A form like this; accents do not count.
    FoldedPattern(Pattern),
    /// A form like this; accents count.
    LettersPattern(Pattern),
}

impl Words {
    /// Understands what a person typed.
    ///
    /// # Errors
    ///
    /// If the words break the rules above, look for nothing, or only say what to leave out.
    /// The error knows the [place](Error::place) and has a [hint](Error::hint).
    pub fn parse(text: &str, language: Language) -> Result<Words, Error> {
        let lexemes = lexer::lexemes(text)?;
        let remarks = lexemes.iter().filter_map(remark).collect();
        let root = parser::parse(text, &lexemes, language)?;
        Ok(Words::new(text.into(), language, root, remarks))
    }

    fn new(text: Box<str>, language: Language, root: Expr, remarks: Vec<Remark>) -> Words {
        let analyser = Mutex::new(Analyser::new(language));
        Words { text, language, root, remarks, analyser }
    }

    /// What was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The language whose stems are compared.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// What in the words was perhaps meant otherwise, in the order of the words.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    pub(crate) fn root(&self) -> &Expr {
        &self.root
    }

    /// Cuts a passage into the words that are compared with these.
    pub(crate) fn tokens(&self, passage: &str) -> Vec<Token> {
        match self.analyser.try_lock() {
            Ok(mut analyser) => analyser.tokens(passage),
            // Another thread is at it. Waiting would cost more than starting afresh.
            Err(_) => Analyser::new(self.language).tokens(passage),
        }
    }
}

impl Clone for Words {
    fn clone(&self) -> Words {
        let (root, remarks) = (self.root.clone(), self.remarks.clone());
        Words::new(self.text.clone(), self.language, root, remarks)
    }
}

impl Remark {
    /// The place in the words looked for, in code points.
    #[must_use]
    pub fn place(&self) -> CharSpan {
        self.place
    }

    /// How it was understood, and how to write what was perhaps meant.
    #[must_use]
    pub fn message(&self) -> &'static str {
        self.message
    }
}

impl Word {
    /// Whether a word of a text is the word looked for.
    pub(crate) fn matches(&self, forms: &Forms) -> bool {
        match self {
            Word::Stem { stem, folded, .. } => *stem == forms.stem || *folded == forms.folded,
            Word::Folded(folded) => *folded == forms.folded,
            Word::Letters(letters) => *letters == forms.letters,
            Word::FoldedPattern(pattern) => pattern.matches(&forms.folded),
            Word::LettersPattern(pattern) => pattern.matches(&forms.letters),
        }
    }
}

fn remark(lexeme: &lexer::Lexeme) -> Option<Remark> {
    let lexer::Kind::Word { text, exact: false } = &lexeme.kind else { return None };
    let message = match text.as_str() {
        "and" => "`and` in small letters is looked for as a word; write AND, or leave it out",
        "or" => "`or` in small letters is looked for as a word; write OR for a choice",
        "not" => "`not` in small letters is looked for as a word; write NOT to leave out",
        "near" => "`near` in small letters is looked for as a word; write NEAR for closeness",
        text if text.ends_with('?') => "`?` stands for exactly one letter",
        _ => return None,
    };
    Some(Remark { place: lexeme.place, message })
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::Language;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let words = Words::parse(text, Language::English).expect("the words are well formed");
        let chars: Vec<char> = text.chars().collect();
        let got: Vec<(String, &str)> = words
            .remarks()
            .iter()
            .map(|remark| {
                let place = remark.place().start() as usize..remark.place().end() as usize;
                (chars[place].iter().collect(), remark.message())
            })
            .collect();
        let got: Vec<(&str, &str)> =
            got.iter().map(|(at, said)| (at.as_str(), *said)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn small_operators_are_remarked_on() {
        check(
            "🙂 wait or nurse",
            &[("or", "`or` in small letters is looked for as a word; write OR for a choice")],
        );
        check("\"this or that\" OR =or", &[]);
        check("what?", &[("what?", "`?` stands for exactly one letter")]);
    }
}
