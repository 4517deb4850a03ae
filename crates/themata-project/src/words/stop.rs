use std::collections::HashMap;

use themata_search::{Language, StopWords, Tally};

use crate::names::{capital, count};

/// Which words are counted with the text but not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StopList {
    /// The short list that the program has for the language of each document.
    Auto,
    /// None.
    #[default]
    None,
    /// The words of a list, parted by white space; lines that begin with `#` are remarks.
    Own(String),
}

/// The stop words for each language of a study.
pub(crate) struct Stop {
    of: HashMap<Language, StopWords>,
    said: String,
}

impl StopList {
    pub(crate) fn read(&self, languages: &[Language]) -> Stop {
        let read = |language: Language| match self {
            StopList::Auto => StopWords::of_language(language),
            StopList::None => StopWords::none(),
            StopList::Own(list) => StopWords::read(list, language),
        };
        let of: HashMap<Language, StopWords> =
            languages.iter().map(|&language| (language, read(language))).collect();
        let len = |language: &Language| of.get(language).map_or(0, StopWords::len);
        let said = match self {
            StopList::None => String::new(),
            StopList::Own(_) => {
                let words = languages.first().map_or(0, len);
                format!(" The {} of the list given are", count(words, "stop word"))
            }
            StopList::Auto => {
                let lists: Vec<String> = languages
                    .iter()
                    .map(|it| format!("{} ({})", capital(it.name()), count(len(it), "word")))
                    .collect();
                format!(" Stop words of the list for {} are", crate::names::list(&lists))
            }
        };
        let said = match said.is_empty() {
            true => said,
            false => format!("{said} counted with the text and not listed."),
        };
        Stop { of, said }
    }
}

impl Stop {
    /// Forgets what was counted of stop words in a document of a language.
    pub(crate) fn leave_out(&self, language: Language, tally: &mut Tally) {
        if let Some(stop) = self.of.get(&language) {
            tally.leave_out(stop);
        }
    }

    /// A sentence with a space before it, or nothing.
    pub(crate) fn sentence(&self) -> &str {
        &self.said
    }
}
