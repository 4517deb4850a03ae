//! Words that say how others belong together and little by themselves.

use std::collections::HashSet;

use crate::Language;
use crate::hash::Quick;
use crate::vocabulary::{Vocabulary, WordAt};

/// Words that are counted with the text but not listed: articles, pronouns, prepositions,
/// conjunctions, auxiliaries.
///
/// The lists that the program has are short on purpose. A word that may be what someone is
/// looking for (`people`, `want`, `think`, `like`, `good`) is in none of them, and neither
/// are numbers. Sounds of hesitation are.
///
/// Words are compared as they are written, but for their case: accents count, so that German
/// `schon` does not stand for `schön`.
#[derive(Clone, Debug, Default)]
pub struct StopWords {
    words: HashSet<Box<str>, Quick>,
}

impl StopWords {
    /// No stop words.
    #[must_use]
    pub fn none() -> StopWords {
        StopWords::default()
    }

    /// The list that the program has for a language; none for [`Language::None`].
    #[must_use]
    pub fn of_language(language: Language) -> StopWords {
        StopWords::read(text(language), language)
    }

    /// The words of a list that someone wrote, parted by white space; a line that begins with
    /// `#` is a remark.
    #[must_use]
    pub fn read(list: &str, language: Language) -> StopWords {
        let mut vocabulary = Vocabulary::default();
        let lines = list.lines().filter(|line| !line.trim_start().starts_with('#'));
        let words = lines.flat_map(|line| vocabulary.words_of(language, line));
        StopWords { words: words.map(|word| word.letters().into()).collect() }
    }

    /// Whether a word is one of them.
    #[must_use]
    pub fn holds(&self, word: &WordAt) -> bool {
        self.holds_letters(word.letters())
    }

    /// Whether a word of these letters is one of them.
    pub(crate) fn holds_letters(&self, letters: &str) -> bool {
        self.words.contains(letters)
    }

    /// The number of different words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn text(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("stop_words/english.txt"),
        Language::Danish => include_str!("stop_words/danish.txt"),
        Language::Dutch => include_str!("stop_words/dutch.txt"),
        Language::Finnish => include_str!("stop_words/finnish.txt"),
        Language::French => include_str!("stop_words/french.txt"),
        Language::German => include_str!("stop_words/german.txt"),
        Language::Italian => include_str!("stop_words/italian.txt"),
        Language::Norwegian => include_str!("stop_words/norwegian.txt"),
        Language::Portuguese => include_str!("stop_words/portuguese.txt"),
        Language::Spanish => include_str!("stop_words/spanish.txt"),
        Language::Swedish => include_str!("stop_words/swedish.txt"),
        // No list yet: nothing is left out, and the definition says so.
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::StopWords;
    use crate::{Language, Vocabulary};

    /// The words of a sentence that are no stop words.
    fn left(sentence: &str, stop: &StopWords, language: Language) -> String {
        let words = Vocabulary::default().words_of(language, sentence);
        let left = words.iter().filter(|word| !stop.holds(word)).map(|word| word.letters());
        left.collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check(language: Language, sentence: &str, expect: &str) {
        assert_eq!(left(sentence, &StopWords::of_language(language), language), expect);
    }

    #[test]
    fn what_is_left_is_what_the_sentence_speaks_of() {
        check(
            Language::English,
            "We didn’t want the nurses to wait, and I’m not happy.",
            "want nurses wait happy",
        );
        check(
            Language::German,
            "Wir haben auf die Ärztin gewartet, das war schön.",
            "ärztin gewartet schön",
        );
        check(
            Language::French,
            "L’hôpital n’est pas loin et j’ai attendu.",
            "hôpital loin attendu",
        );
        check(
            Language::Spanish,
            "No me gustó el hospital de la ciudad.",
            "gustó hospital ciudad",
        );
        check(Language::Italian, "Dell’ospedale non ho paura.", "ospedale paura");
        check(Language::Dutch, "Wij hebben op de arts gewacht.", "arts gewacht");
        check(Language::Portuguese, "Eu não tenho medo do hospital.", "medo hospital");
        check(
            Language::Swedish,
            "Jag väntade på läkaren i väntrummet.",
            "väntade läkaren väntrummet",
        );
        check(Language::Danish, "Jeg ventede på lægen og var bange.", "ventede lægen bange");
        check(Language::Norwegian, "Jeg ventet på legen, eg var redd.", "ventet legen redd");
        check(
            Language::Finnish,
            "Minä odotin lääkäriä ja olin peloissani.",
            "odotin lääkäriä peloissani",
        );
    }

    #[test]
    fn lists_are_short() {
        let lens = Language::ALL.map(|language| StopWords::of_language(language).len());
        assert_eq!(lens.iter().filter(|&&len| len > 0).count(), 11);
        assert!(lens.iter().all(|&len| len < 300), "{lens:?}");
        assert!(StopWords::of_language(Language::None).is_empty());
    }

    #[test]
    fn a_list_of_ones_own_has_remarks_and_any_case() {
        let stop = StopWords::read("# mine\nHospital  Ward\n\n# end\n", Language::English);
        assert_eq!(left("The hospital ward is mine", &stop, Language::English), "the is mine");
        assert_eq!(stop.len(), 2);
    }
}
