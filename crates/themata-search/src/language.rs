use tantivy::tokenizer::Language as Algorithm;

/// The language whose grammar decides which forms of a word count as the same word.
///
/// It names the Snowball stemmer (`wait`, `waits`, `waiting` and `waited` share a stem in
/// English), the letters that are letters of their own rather than accented ones, and the
/// articles that are cut off before an apostrophe. Each document of an index has its own.
///
/// Scripts without spaces between the words are cut by a dictionary whatever the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Arabic. Vowel signs count as accents.
    Arabic,
    /// Chinese: no stemming, as its words have one form.
    Chinese,
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
    /// Greek.
    Greek,
    /// Hungarian.
    Hungarian,
    /// Italian. `dell'ospedale` is two words, `dell` and `ospedale`.
    Italian,
    /// Japanese, without stemming.
    Japanese,
    /// Korean, without stemming: a particle belongs to its word, so `한국*` finds 한국을.
    Korean,
    /// Norwegian.
    Norwegian,
    /// Portuguese.
    Portuguese,
    /// Romanian.
    Romanian,
    /// Russian.
    Russian,
    /// Spanish.
    Spanish,
    /// Swedish.
    Swedish,
    /// Tamil.
    Tamil,
    /// Thai: no stemming, as its words have one form.
    Thai,
    /// Turkish. The small letter of `I` is `ı`.
    Turkish,
    /// No stemming: a word is found only in the form in which it was typed. For any other
    /// language.
    None,
}

/// What is known of a language: its name, its code and its stemmer.
type Row = (Language, &'static str, Option<&'static str>, Option<Algorithm>);

const TABLE: [Row; 23] = [
    (Language::English, "english", Some("en"), Some(Algorithm::English)),
    (Language::Arabic, "arabic", Some("ar"), Some(Algorithm::Arabic)),
    (Language::Chinese, "chinese", Some("zh"), None),
    (Language::Danish, "danish", Some("da"), Some(Algorithm::Danish)),
    (Language::Dutch, "dutch", Some("nl"), Some(Algorithm::Dutch)),
    (Language::Finnish, "finnish", Some("fi"), Some(Algorithm::Finnish)),
    (Language::French, "french", Some("fr"), Some(Algorithm::French)),
    (Language::German, "german", Some("de"), Some(Algorithm::German)),
    (Language::Greek, "greek", Some("el"), Some(Algorithm::Greek)),
    (Language::Hungarian, "hungarian", Some("hu"), Some(Algorithm::Hungarian)),
    (Language::Italian, "italian", Some("it"), Some(Algorithm::Italian)),
    (Language::Japanese, "japanese", Some("ja"), None),
    (Language::Korean, "korean", Some("ko"), None),
    (Language::Norwegian, "norwegian", Some("no"), Some(Algorithm::Norwegian)),
    (Language::Portuguese, "portuguese", Some("pt"), Some(Algorithm::Portuguese)),
    (Language::Romanian, "romanian", Some("ro"), Some(Algorithm::Romanian)),
    (Language::Russian, "russian", Some("ru"), Some(Algorithm::Russian)),
    (Language::Spanish, "spanish", Some("es"), Some(Algorithm::Spanish)),
    (Language::Swedish, "swedish", Some("sv"), Some(Algorithm::Swedish)),
    (Language::Tamil, "tamil", Some("ta"), Some(Algorithm::Tamil)),
    (Language::Thai, "thai", Some("th"), None),
    (Language::Turkish, "turkish", Some("tr"), Some(Algorithm::Turkish)),
    (Language::None, "none", None, None),
];

impl Language {
    /// Every language, English first and `None` last.
    pub const ALL: [Language; 23] = {
        let mut all = [Language::None; 23];
        let mut at = 0;
        while at < TABLE.len() {
            all[at] = TABLE[at].0;
            at += 1;
        }
        all
    };

    /// The English name of the language in small letters: `english`, `german`, `none`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The code of the language in ISO 639-1: `en`, `de`; there is none for `none`.
    #[must_use]
    pub fn code(self) -> Option<&'static str> {
        self.row().2
    }

    /// The language with this [`name`](Language::name) or [`code`](Language::code), without
    /// regard to case. What stands behind a code, as in `pt-BR`, does not count; `nb` and `nn`
    /// are Norwegian.
    #[must_use]
    pub fn named(name: &str) -> Option<Language> {
        let code = name.split(['-', '_']).next().unwrap_or(name);
        if ["nb", "nn"].iter().any(|written| code.eq_ignore_ascii_case(written)) {
            return Some(Language::Norwegian);
        }
        Language::ALL.into_iter().find(|language| {
            language.name().eq_ignore_ascii_case(name)
                || language.code().is_some_and(|it| it.eq_ignore_ascii_case(code))
        })
    }

    /// The number by which the index knows the language: that of its place in `ALL`.
    pub(crate) fn number(self) -> u8 {
        self as u8
    }

    pub(crate) fn numbered(number: u64) -> Option<Language> {
        Language::ALL.get(usize::try_from(number).ok()?).copied()
    }

    pub(crate) fn algorithm(self) -> Option<Algorithm> {
        self.row().3
    }

    fn row(self) -> Row {
        TABLE[self as usize]
    }

    /// Whether a small letter that Unicode can take apart is a letter of its own in this
    /// language: whether it differs primarily in the language's collation in CLDR. Such
    /// letters are not folded away with the accents, so a Danish `ga` does not find `gå`.
    pub(crate) fn owns(self, letter: char) -> bool {
        let own: &[char] = match self {
            Language::Danish | Language::Norwegian => &['å'],
            Language::Finnish | Language::Swedish => &['å', 'ä', 'ö'],
            Language::Hungarian => &['ö', 'ő', 'ü', 'ű'],
            Language::Romanian => &['ă', 'â', 'î', 'ș', 'ş', 'ț', 'ţ'],
            Language::Spanish => &['ñ'],
            Language::Turkish => &['ç', 'ğ', 'ö', 'ş', 'ü'],
            _ => &[],
        };
        // The short i of Cyrillic is a letter of its own wherever it is written.
        letter == 'й' || own.contains(&letter)
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
    fn every_language_is_found_by_its_name_and_its_code() {
        for (number, language) in (0..).zip(Language::ALL) {
            assert_eq!(Language::numbered(number), Some(language));
            assert_eq!(u64::from(language.number()), number);
            assert_eq!(Language::named(&language.name().to_uppercase()), Some(language));
            if let Some(code) = language.code() {
                assert_eq!(Language::named(&code.to_uppercase()), Some(language));
            }
        }
        assert_eq!(Language::named("pt-BR"), Some(Language::Portuguese));
        assert_eq!(Language::named("nb"), Some(Language::Norwegian));
        assert_eq!(Language::named("klingon"), None);
        assert_eq!(Language::named(""), None);
    }
}
