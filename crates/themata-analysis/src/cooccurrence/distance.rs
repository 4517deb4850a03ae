use std::fmt;

/// How far apart two excerpts may be at most, in steps from the last word (sentence,
/// paragraph, turn) that the one touches to the first that the other touches.
///
/// Excerpts that touch the same word, or are otherwise intertwined, are 0 words apart; with
/// one word directly behind the other they are 1 word apart; with four words between them 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance {
    /// The largest number of steps.
    pub most: u32,
    /// What a step leads to the next of.
    pub of: DistanceUnit,
}

/// What a distance is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DistanceUnit {
    /// Words, by the rules of Unicode.
    Word,
    /// Sentences.
    Sentence,
    /// Paragraphs.
    Paragraph,
    /// Speakers' turns. What lies in no turn is near nothing.
    Turn,
}

impl DistanceUnit {
    /// What distances can be counted in, from the shortest to the longest.
    pub const ALL: [DistanceUnit; 4] = [
        DistanceUnit::Word,
        DistanceUnit::Sentence,
        DistanceUnit::Paragraph,
        DistanceUnit::Turn,
    ];

    pub(super) fn names(self) -> [&'static str; 2] {
        match self {
            DistanceUnit::Word => ["word", "words"],
            DistanceUnit::Sentence => ["sentence", "sentences"],
            DistanceUnit::Paragraph => ["paragraph", "paragraphs"],
            DistanceUnit::Turn => ["turn", "turns"],
        }
    }
}

impl Distance {
    /// The distance that a word stands for: `20words`, `1turn`, `2 paragraphs`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Distance> {
        let word = word.trim();
        let behind = word.find(|c: char| !c.is_ascii_digit())?;
        let (number, name) = word.split_at(behind);
        let name = name.trim();
        let of = DistanceUnit::ALL.into_iter().find(|of| of.names().contains(&name))?;
        Some(Distance { most: number.parse().ok()?, of })
    }
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, many] = self.of.names();
        write!(f, "{} {}", self.most, if self.most == 1 { one } else { many })
    }
}

#[cfg(test)]
mod tests {
    use super::{Distance, DistanceUnit};

    #[test]
    fn distances_are_a_number_and_a_unit() {
        let distance = |most, of| Some(Distance { most, of });
        let check = |word, expect: Option<Distance>| {
            assert_eq!(Distance::from_word(word), expect, "{word}");
        };
        check("20words", distance(20, DistanceUnit::Word));
        check(" 1 turn ", distance(1, DistanceUnit::Turn));
        check("0paragraphs", distance(0, DistanceUnit::Paragraph));
        check("2sentences", distance(2, DistanceUnit::Sentence));
        for word in ["", "20", "words", "-1words", "4294967296words", "2 pages", "2.5words"] {
            check(word, None);
        }
        assert_eq!(Distance { most: 1, of: DistanceUnit::Turn }.to_string(), "1 turn");
        assert_eq!(Distance { most: 0, of: DistanceUnit::Word }.to_string(), "0 words");
    }
}
