use tantivy::tokenizer::Language as Algorithm;

/// The language whose grammar decides which forms of a word count as the same word.
///
/// It names the Snowball stemmer (`wait`, `waits`, `waiting` and `waited` share a stem in
/// English), the letters that are letters of their own rather than accented ones, and the
/// articles that are cut off before an apostrophe. An index and the words looked for in it
/// must agree on the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Danish.
    Danish,
    /// Dutch.
    Dutch,
    /// Finnish.
    Finnish,
    /// French. `l'hôpital` is two words, `l` and `hôpital`.
    French,
    /// German.
    German,
    /// Italian. `dell'ospedale` is two words, `dell` and `ospedale`.
    Italian,
    /// Norwegian.
    Norwegian,
    /// Portuguese.
    Portuguese,
    /// Spanish.
    Spanish,
    /// Swedish.
    Swedish,
    /// No stemming: a word is found only in the form in which it was typed.
    None,
}

impl Language {
    /// Every language, English first and `None` last.
    pub const ALL: [Language; 12] = [
        Language::English,
        Language::Danish,
        Language::Dutch,
        Language::Finnish,
        Language::French,
        Language::German,
        Language::Italian,
        Language::Norwegian,
        Language::Portuguese,
        Language::Spanish,
        Language::Swedish,
        Language::None,
    ];

    /// The English name of the language in small letters: `english`, `german`, `none`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "english",
            Language::Danish => "danish",
            Language::Dutch => "dutch",
            Language::Finnish => "finnish",
            Language::French => "french",
            Language::German => "german",
            Language::Italian => "italian",
            Language::Norwegian => "norwegian",
            Language::Portuguese => "portuguese",
            Language::Spanish => "spanish",
            Language::Swedish => "swedish",
            Language::None => "none",
        }
    }

    /// The language with this [`name`](Language::name), without regard to case.
    #[must_use]
    pub fn named(name: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.name().eq_ignore_ascii_case(name))
    }

    pub(crate) fn algorithm(self) -> Option<Algorithm> {
        match self {
            Language::English => Some(Algorithm::English),
            Language::Danish => Some(Algorithm::Danish),
            Language::Dutch => Some(Algorithm::Dutch),
            Language::Finnish => Some(Algorithm::Finnish),
            Language::French => Some(Algorithm::French),
            Language::German => Some(Algorithm::German),
            Language::Italian => Some(Algorithm::Italian),
            Language::Norwegian => Some(Algorithm::Norwegian),
            Language::Portuguese => Some(Algorithm::Portuguese),
            Language::Spanish => Some(Algorithm::Spanish),
            Language::Swedish => Some(Algorithm::Swedish),
            Language::None => None,
        }
    }

    /// The small letters that this language sorts as letters of their own although Unicode
    /// can take them apart: the primary differences of its collation in CLDR. They are not
    /// folded away with the accents, so a Danish `ga` does not find `gå`.
    pub(crate) fn own_letters(self) -> &'static [char] {
        match self {
            Language::Danish | Language::Norwegian => &['å'],
            Language::Finnish | Language::Swedish => &['å', 'ä', 'ö'],
            Language::Spanish => &['ñ'],
            _ => &[],
        }
    }

    /// What may stand before an apostrophe as a word of its own.
    pub(crate) fn elided_words(self) -> &'static [&'static str] {
        match self {
            Language::French => &[
                "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu",
                "quoiqu",
            ],
            Language::Italian => &[
                "c", "d", "l", "m", "s", "t", "v", "un", "gl", "agl", "dagl", "degl", "negl",
                "sugl", "all", "coll", "dall", "dell", "nell", "quell", "sull",
            ],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn every_language_is_found_by_its_name() {
        for language in Language::ALL {
            assert_eq!(Language::named(&language.name().to_uppercase()), Some(language));
        }
        assert_eq!(Language::named("klingon"), None);
    }
}
