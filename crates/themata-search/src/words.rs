//! The words that a person looks for.

mod lexer;
mod parser;

use std::sync::Mutex;

use themata_text::CharSpan;

use crate::analyse::Forms;
use crate::expression::Expression;
use crate::fuzzy::Fuzzy;
use crate::pattern::Pattern;
use crate::seek::Seeker;
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
/// | `==IT`, `=="National Trust"` | exactly so, capitals and accents too: not the word *it* |
/// | `wait*`, `*care*`, `organi?e` | words with any number of letters for `*`, one for `?` |
/// | `recieve~`, `recieve~2` | words within one edit of it, or within two: receive |
/// | `/colou?r(ed)?/` | words that match the regular expression as a whole |
/// | `wait NEAR/5 nurse` | both, in either order, with at most five words between them |
/// | `wait NEAR nurse` | the same with at most ten words between them |
/// | `ask PRECEDES/5 nurse` | the first before the second, at most five words between them |
/// | `(wait OR queue) NEAR/3 "my turn"` | words joined by OR, or phrases, near each other |
///
/// `AND`, `OR`, `NOT`, `NEAR` and `PRECEDES` are written in capitals, since the small words
/// occur in every interview. `NEAR` and `PRECEDES` bind tightest, then `NOT`, then `AND`, then
/// `OR`. The unit is the passage: `wait NOT nurse` leaves out a passage that speaks of nurses
/// anywhere.
///
/// # What counts as the same word
///
/// * Each document is searched by the rules of its own [`Language`]; the words are read once
///   for all the languages that are given.
/// * Case does not count unless asked for by `==`.
/// * Accents do not count, as in browsers, in SQLite's full-text search and in the default of
///   XQuery Full Text: `cafe` finds *café*, and `café` finds *cafe*. After `=` they do count.
///   Letters that a language sorts on their own (å in Danish, ñ in Spanish) are never taken
///   for accented ones. The vowel signs of Arabic and Hebrew are accents.
/// * A single word without quotation marks is compared by its stem in the language of the
///   document, or by its folded form where the stem differs only because an accent was left
///   out. Quotation marks, `=`, wildcards, `~` and `/…/` switch stemming off.
/// * `'` and `’` are the same. Punctuation does not count: `co-worker` looks for the phrase
///   *co worker* and so finds *co-worker*. Inside quotation marks a `?` is punctuation.
/// * In scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) a dictionary
///   cuts the words. Signs looked for are found wherever they stand side by side, however the
///   words were cut: `等待` also in *我等待着*, and a part of a word in the whole. After `=`
///   only where words of the dictionary begin and end there. Wildcards, `~` and `/…/` mean
///   words of the dictionary, and a NEAR counts such words.
/// * An edit, after `~`, puts in, leaves out or exchanges a letter, or swaps two neighbours.
///   The word must have two letters more than there may be edits.
/// * A [regular expression](https://docs.rs/regex/latest/regex/#syntax) sees the folded form
///   of a word, after `=` the form with accents, after `==` the word as written. It is at most
///   500 characters long, and its time is bounded by the length of the word. `\/` is a slash.
/// * Words are compared by their first 255 bytes.
///
/// # Examples
///
/// ```
/// use themata_search::{Language, Words};
///
/// let languages = [Language::English, Language::German];
/// assert!(Words::parse("(wait* OR queue) NEAR/5 nurse", &languages).is_ok());
///
/// let error = Words::parse("wait AND (nurse", &languages).unwrap_err();
/// assert_eq!(error.to_string(), "search words, character 10: this parenthesis is never closed");
/// assert_eq!(error.hint(), Some("add a `)`"));
/// ```
#[derive(Debug)]
pub struct Words {
    text: Box<str>,
    /// What is meant in which languages, each language once.
    roots: Vec<(Vec<Language>, Expr)>,
    remarks: Vec<Remark>,
    /// Remember the words of the passages that were looked into, as most come again in the
    /// next. They speed things up and change nothing.
    seekers: Mutex<Vec<(Language, Seeker)>>,
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
    /// Whether the left side must come first.
    pub(crate) is_ordered: bool,
}

/// Words that follow one another. A single word is a phrase of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    /// Each word, or sign of a word, with the number of words that are skipped before it; at
    /// least one, and nothing is skipped before the first.
    pub(crate) words: Vec<(u32, Word)>,
}

/// What counts when words are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Neither case nor accents.
    Folded,
    /// Accents.
    Letters,
    /// Case and accents.
    Written,
}

/// One word looked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Word {
    /// Any form with this stem or this folded form.
    Stem {
        language: Language,
        stem: Box<str>,
        folded: Box<str>,
        /// Whether accents were typed. If not, a word without accents that has the folded
        /// form has the stem as well.
        accented: bool,
        /// Whether the word that is spelt like the stem has that stem.
        own: bool,
    },
    /// This form.
    Form {
        level: Level,
        form: Box<str>,
        /// The form in small letters, if case counts; else the form.
        small: Box<str>,
    },
    /// A form like this.
    Like { level: Level, like: Like },
    /// A sign of a script without spaces.
    Sign(SignWord),
}

/// What a word may be like.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Like {
    Pattern(Pattern),
    Fuzzy(Fuzzy),
    Expression(Expression),
}

/// A sign looked for: accents do not count.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SignWord {
    pub(crate) sign: Box<str>,
    /// Whether a word must begin with it.
    pub(crate) begins: bool,
    /// Whether a word must end with it.
    pub(crate) ends: bool,
}

impl Words {
    /// Understands what a person typed, for documents in any of some languages: those of the
    /// [index](crate::Index::languages), or all there are. With no language, words have no
    /// forms but the one that was typed.
    ///
    /// # Errors
    ///
    /// If the words break the rules above, look for nothing, or only say what to leave out.
    /// The error knows the [place](Error::place) and has a [hint](Error::hint).
    pub fn parse(text: &str, languages: &[Language]) -> Result<Words, Error> {
        let lexemes = lexer::lexemes(text)?;
        let remarks = lexemes.iter().filter_map(remark).collect();
        let mut roots: Vec<(Vec<Language>, Expr)> = Vec::new();
        let mut expressions = Vec::new();
        let languages = if languages.is_empty() { &[Language::None] } else { languages };
        for &language in languages {
            if roots.iter().any(|(of, _)| of.contains(&language)) {
                continue;
            }
            let root = parser::parse(text, &lexemes, language, &mut expressions)?;
            match roots.iter_mut().find(|(_, it)| *it == root) {
                Some((of, _)) => of.push(language),
                None => roots.push((vec![language], root)),
            }
        }
        Ok(Words { text: text.into(), roots, remarks, seekers: Mutex::default() })
    }

    /// What was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The languages for which the words were read, in ascending order.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let of = |(languages, _): &(Vec<Language>, Expr)| languages.clone();
        let mut languages: Vec<Language> = self.roots.iter().flat_map(of).collect();
        languages.sort();
        languages
    }

    /// What in the words was perhaps meant otherwise, in the order of the words.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// What is meant, and in which languages.
    pub(crate) fn roots(&self) -> &[(Vec<Language>, Expr)] {
        &self.roots
    }

    /// What is meant in a language, if the words were read for it.
    pub(crate) fn root(&self, language: Language) -> Option<&Expr> {
        let (_, root) = self.roots.iter().find(|(of, _)| of.contains(&language))?;
        Some(root)
    }

    /// Looks for these words with what is remembered of the words met in a language.
    pub(crate) fn seeking<R>(
        &self,
        language: Language,
        look: impl FnOnce(&mut Seeker) -> R,
    ) -> R {
        let Ok(mut seekers) = self.seekers.try_lock() else {
            // Another thread is at it. Waiting would cost more than starting afresh.
            return look(&mut Seeker::new(language));
        };
        let known = seekers.iter().position(|(of, _)| *of == language);
        let at = known.unwrap_or_else(|| {
            seekers.push((language, Seeker::new(language)));
            seekers.len() - 1
        });
        look(&mut seekers[at].1)
    }
}

impl Clone for Words {
    fn clone(&self) -> Words {
        Words {
            text: self.text.clone(),
            roots: self.roots.clone(),
            remarks: self.remarks.clone(),
            seekers: Mutex::default(),
        }
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
    /// Whether a word of a text is the word looked for; a sign is no word.
    pub(crate) fn matches(&self, forms: &Forms) -> bool {
        match self {
            Word::Stem { stem, folded, .. } => *stem == forms.stem || *folded == forms.folded,
            Word::Form { level, form, .. } => **form == *level.of(forms),
            Word::Like { level, like } => like.matches(level.of(forms)),
            Word::Sign(_) => false,
        }
    }
}

impl Level {
    /// The form of a word in which it is compared.
    pub(crate) fn of(self, forms: &Forms) -> &str {
        match self {
            Level::Folded => &forms.folded,
            Level::Letters => &forms.letters,
            Level::Written => &forms.written,
        }
    }
}

impl Like {
    pub(crate) fn matches(&self, form: &str) -> bool {
        match self {
            Like::Pattern(pattern) => pattern.matches(form),
            Like::Fuzzy(fuzzy) => fuzzy.matches(form),
            Like::Expression(expression) => expression.matches(form),
        }
    }

    /// The letters that every form like this begins with.
    pub(crate) fn beginning(&self) -> String {
        match self {
            Like::Pattern(pattern) => pattern.beginning(),
            Like::Fuzzy(_) => String::new(),
            Like::Expression(expression) => expression.beginning().to_owned(),
        }
    }
}

impl SignWord {
    /// Whether a sign is the one looked for, given whether it is the first and whether it is
    /// the last of its word.
    pub(crate) fn matches(&self, sign: &str, is_first: bool, is_last: bool) -> bool {
        *self.sign == *sign && (is_first || !self.begins) && (is_last || !self.ends)
    }
}

fn remark(lexeme: &lexer::Lexeme) -> Option<Remark> {
    let lexer::Kind::Word { text, level: Level::Folded } = &lexeme.kind else { return None };
    let message = match text.as_str() {
        "and" => "`and` in small letters is looked for as a word; write AND, or leave it out",
        "or" => "`or` in small letters is looked for as a word; write OR for a choice",
        "not" => "`not` in small letters is looked for as a word; write NOT to leave out",
        "near" => "`near` in small letters is looked for as a word; write NEAR for closeness",
        "precedes" => "`precedes` in small letters is looked for as a word; write PRECEDES",
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
        let words =
            Words::parse(text, &[Language::English]).expect("the words are well formed");
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
