//! Which words of a passage are words looked for.

use std::collections::HashMap;
use std::fmt;

use themata_text::CharSpan;

use crate::Language;
use crate::analyse::{Analyser, Token};
use crate::cut::cut;
use crate::hash::Quick;
use crate::words::{Expr, Phrase, Word};

/// How many different words of texts are remembered before all are forgotten, so that a large
/// study does not fill the memory.
const REMEMBERED: usize = 200_000;

/// Finds in passages the words that are looked for, and remembers of every word that it has
/// met which of them it is: most words of a passage were met before and are none, and to know
/// that, one look is enough. Always the same expression has to be looked for with it.
pub(crate) struct Seeker {
    language: Language,
    analyser: Analyser,
    /// For each word met, the place of its meanings.
    known: HashMap<Box<str>, u32, Quick>,
    /// Which of the words looked for a word is, by their numbers in ascending order. In the
    /// first place stands: none of them.
    meanings: Vec<Vec<u32>>,
}

/// A word of a passage that is a word looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Met {
    /// Its number among the words of the passage.
    pub(crate) number: u32,
    /// Its place in code points, counted from the beginning of the passage.
    pub(crate) span: CharSpan,
    meaning: u32,
}

impl Seeker {
    pub(crate) fn new(language: Language) -> Seeker {
        let analyser = Analyser::new(language);
        Seeker { language, analyser, known: HashMap::default(), meanings: vec![Vec::new()] }
    }

    /// The words of a passage that are any of those looked for, in reading order.
    pub(crate) fn seek(&mut self, passage: &str, looked_for: &[&Word]) -> Vec<Met> {
        let mut met = Vec::new();
        let is_ascii = passage.is_ascii();
        let (mut number, mut byte, mut position) = (0, 0, 0);
        cut(passage, self.language, |range| {
            let word = &passage[range.clone()];
            let meaning = match self.known.get(word) {
                Some(&meaning) => meaning,
                None => learn(
                    word,
                    looked_for,
                    &mut self.analyser,
                    &mut self.known,
                    &mut self.meanings,
                ),
            };
            if meaning > 0 {
                let span = if is_ascii {
                    // A text holds at most 4 GiB, so the numbers fit.
                    CharSpan::new(range.start as u32, range.end as u32)
                } else {
                    let start = position + count(&passage[byte..range.start]);
                    let end = start + count(word);
                    (byte, position) = (range.end, end);
                    CharSpan::new(start, end)
                };
                met.push(Met { number, span, meaning });
            }
            number += 1;
        });
        met
    }

    /// All words of a passage in reading order, with all that is known of them.
    pub(crate) fn tokens(&mut self, passage: &str) -> Vec<Token> {
        self.analyser.tokens(passage)
    }

    /// Whether a word that was met is the word looked for that has a number.
    pub(crate) fn is(&self, met: Met, looked_for: u32) -> bool {
        let meaning = self.meanings.get(met.meaning as usize);
        meaning.is_some_and(|meaning| meaning.binary_search(&looked_for).is_ok())
    }
}

/// Finds out which of the words looked for a word is, and remembers it.
fn learn(
    word: &str,
    looked_for: &[&Word],
    analyser: &mut Analyser,
    known: &mut HashMap<Box<str>, u32, Quick>,
    meanings: &mut Vec<Vec<u32>>,
) -> u32 {
    let forms = analyser.analyse(word);
    let meant = (0..).zip(looked_for).filter(|(_, word)| word.matches(&forms));
    let meant: Vec<u32> = meant.map(|(number, _)| number).collect();
    // There are few: most words are none of those looked for, and most others are one.
    let place = meanings.iter().position(|it| *it == meant).unwrap_or_else(|| {
        meanings.push(meant);
        meanings.len() - 1
    });
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(word.into(), place as u32);
    place as u32
}

/// All words of an expression, in the order in which they stand in it.
pub(crate) fn words_of(root: &Expr) -> Vec<&Word> {
    let mut words = Vec::new();
    gather(root, &mut words);
    words
}

fn gather<'a>(node: &'a Expr, words: &mut Vec<&'a Word>) {
    let mut add = |phrases: &'a [Phrase]| {
        let all = phrases.iter().flat_map(|phrase| &phrase.words);
        words.extend(all.map(|(_, word)| word));
    };
    match node {
        Expr::Phrase(phrase) => add(std::slice::from_ref(phrase)),
        Expr::Near(near) => {
            add(&near.left);
            add(&near.right);
        }
        Expr::And(nodes) | Expr::Or(nodes) => {
            nodes.iter().for_each(|node| gather(node, words));
        }
        Expr::Without(node) => gather(node, words),
    }
}

fn count(text: &str) -> u32 {
    text.chars().count() as u32
}

impl fmt::Debug for Seeker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seeker").field("language", &self.language).finish_non_exhaustive()
    }
}
