/// A word with wildcards: `*` stands for any number of letters, `?` for exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Letter(char),
    AnyLetter,
    AnyLetters,
}

impl Pattern {
    /// The pattern of these pieces, or `None` if it names no letter at all and would find
    /// every word.
    pub(crate) fn new(mut pieces: Vec<Piece>) -> Option<Pattern> {
        pieces.dedup_by(|a, b| *a == Piece::AnyLetters && *b == Piece::AnyLetters);
        let names_a_letter = pieces.iter().any(|piece| matches!(piece, Piece::Letter(_)));
        names_a_letter.then_some(Pattern { pieces })
    }

    /// The letters that every word matching the pattern begins with.
    pub(crate) fn beginning(&self) -> String {
        self.pieces.iter().map_while(|piece| piece.letter()).collect()
    }

    /// Whether the whole word matches. The time is at most the length of the word times the
    /// length of the pattern, whatever the pattern.
    pub(crate) fn matches(&self, word: &str) -> bool {
        let mut rest = word.chars();
        let mut next = 0;
        // Only the last star can be wrong about how much it covers: going back to it and
        // letting it cover one letter more is enough.
        let mut star: Option<(usize, std::str::Chars<'_>)> = None;
        loop {
            if self.pieces.get(next) == Some(&Piece::AnyLetters) {
                next += 1;
                star = Some((next, rest.clone()));
                continue;
            }
            let mut ahead = rest.clone();
            match (ahead.next(), self.pieces.get(next)) {
                (None, None) => return true,
                // The word is used up, and covering more of it cannot help.
                (None, Some(_)) => return false,
                (Some(c), Some(piece)) if piece.letter().is_none_or(|letter| letter == c) => {
                    next += 1;
                    rest = ahead;
                }
                (Some(_), _) => {
                    let Some((after, covered)) = &mut star else { return false };
                    covered.next();
                    next = *after;
                    rest = covered.clone();
                }
            }
        }
    }
}

impl Piece {
    fn letter(self) -> Option<char> {
        match self {
            Piece::Letter(c) => Some(c),
            Piece::AnyLetter | Piece::AnyLetters => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pattern, Piece};

    fn pieces(pattern: &str) -> Vec<Piece> {
        pattern
            .chars()
            .map(|c| match c {
                '*' => Piece::AnyLetters,
                '?' => Piece::AnyLetter,
                c => Piece::Letter(c),
            })
            .collect()
    }

    #[track_caller]
    fn check(pattern: &str, word: &str, expect: bool) {
        let pattern = Pattern::new(pieces(pattern)).expect("the pattern names a letter");
        assert_eq!(pattern.matches(word), expect);
    }

    #[test]
    fn a_star_covers_any_number_of_letters() {
        check("wait*", "wait", true);
        check("wait*", "waiting", true);
        check("wait*", "await", false);
        check("*wait*", "awaited", true);
        check("*ing", "waitinging", true);
        check("w*t*g", "waiting", true);
        check("w*t*g", "waitings", false);
    }

    #[test]
    fn a_question_mark_covers_one_letter() {
        check("organi?e", "organise", true);
        check("organi?e", "organie", false);
        check("caf?", "café", true);
        check("?a*", "a", false);
    }

    #[test]
    fn many_stars_do_not_make_it_slow() {
        check(&format!("{}b", "a*".repeat(60)), &"a".repeat(255), false);
    }

    #[test]
    fn a_pattern_without_letters_is_none() {
        assert_eq!(Pattern::new(pieces("*?*")), None);
    }

    /// The definition of matching, slow and plain.
    fn plainly(pieces: &[Piece], word: &[char]) -> bool {
        match (pieces, word) {
            ([], []) => true,
            ([Piece::AnyLetters, rest @ ..], word) => {
                (0..=word.len()).any(|covered| plainly(rest, &word[covered..]))
            }
            ([Piece::AnyLetter, rest @ ..], [_, others @ ..]) => plainly(rest, others),
            ([Piece::Letter(a), rest @ ..], [b, others @ ..]) => {
                a == b && plainly(rest, others)
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn matching_is_as_defined(pattern in "[ab*?]{0,7}a[ab*?]{0,3}", word in "[ab]{0,9}") {
            let pieces = pieces(&pattern);
            let letters: Vec<char> = word.chars().collect();
            let expect = plainly(&pieces, &letters);
            let pattern = Pattern::new(pieces).expect("the pattern names a letter");
            prop_assert_eq!(pattern.matches(&word), expect);
            prop_assert!(!expect || word.starts_with(&pattern.beginning()));
        }
    }
}
