//! What the words of one part of a text have that those of another do not, and which words
//! keep company. Counts in, figures out; a measure a file. See `docs/methods/words.md`.

mod bayes_factor;
mod log_dice;
mod log_likelihood;
mod log_ratio;
mod mutual_information;
mod no_figure;
mod percent_difference;
mod rate;
mod t_score;

pub use no_figure::NoFigure;
pub use rate::{PER, rate};

/// How often a word occurs in two parts of a text that share no word's place: what is asked
/// about, and what it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyness {
    /// How often the word occurs in the part that is asked about; at most `words`.
    pub count: u64,
    /// The number of words in that part.
    pub words: u64,
    /// How often the word occurs in the other part; at most `words_against`.
    pub against: u64,
    /// The number of words in the other part.
    pub words_against: u64,
}

/// How often a word occurs near another one, which is asked about.
///
/// Near are the words within so many places to the left and right of some occurrence of the
/// other, in the same turn. A place near two occurrences is one place. The occurrences of the
/// other word themselves belong to none of the counts but `asked`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collocation {
    /// How often the word occurs near the word asked about; at most `word` and at most `near`.
    pub together: u64,
    /// How often the word asked about occurs.
    pub asked: u64,
    /// How often the word occurs.
    pub word: u64,
    /// The number of words near the word asked about; at most `text`.
    pub near: u64,
    /// The number of words of the text.
    pub text: u64,
}

impl Keyness {
    /// Whether the word is more frequent, for the length of the parts, in the one that is
    /// asked about.
    #[must_use]
    pub fn is_more(&self) -> bool {
        // Compared without dividing, so that equal shares are equal.
        let cross = |count: u64, words: u64| u128::from(count) * u128::from(words);
        cross(self.count, self.words_against) > cross(self.against, self.words)
    }

    fn both(&self) -> Result<(f64, f64), NoFigure> {
        match (self.words, self.words_against) {
            (0, _) | (_, 0) => Err(NoFigure::NoWords),
            (words, against) => Ok((words as f64, against as f64)),
        }
    }
}

impl Collocation {
    /// How often the word would occur near the word asked about if it stood anywhere with equal chance:
    /// E = word × near / text. 0 or more.
    ///
    /// Undefined without any text. Source: Evert (2008), surface co-occurrence, with the words
    /// that are near counted rather than taken to be the word asked about's occurrences times the window.
    ///
    /// # Errors
    ///
    /// [`NoFigure::NoWords`] without any text.
    pub fn expected(&self) -> Result<f64, NoFigure> {
        if self.text == 0 {
            return Err(NoFigure::NoWords);
        }
        Ok(self.word as f64 * self.near as f64 / self.text as f64)
    }

    /// What was observed and expected, where a measure needs some of both.
    fn seen(&self) -> Result<(f64, f64), NoFigure> {
        let expected = self.expected()?;
        if self.together == 0 || expected == 0.0 {
            return Err(NoFigure::NeverTogether);
        }
        Ok((self.together as f64, expected))
    }
}
