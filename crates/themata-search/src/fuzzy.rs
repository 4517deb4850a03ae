/// A word that may be misspelt: within so many edits.
///
/// An edit puts in, leaves out or exchanges one letter, or swaps two neighbours (Damerau 1964;
/// no letter is edited twice, so this is the optimal string alignment distance).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fuzzy {
    letters: Vec<char>,
    edits: u8,
}

impl Fuzzy {
    /// The most letters that a word may have to be looked for in this way.
    pub(crate) const MOST: usize = 60;

    /// The word with at most so many edits, or `None` if the word is longer than [`MOST`] or
    /// so short that the edits could leave nothing of it.
    ///
    /// [`MOST`]: Fuzzy::MOST
    pub(crate) fn new(word: &str, edits: u8) -> Option<Fuzzy> {
        let letters: Vec<char> = word.chars().collect();
        let sound = (usize::from(edits) + 2..=Fuzzy::MOST).contains(&letters.len());
        sound.then_some(Fuzzy { letters, edits })
    }

    /// Whether the whole word is within the edits.
    pub(crate) fn matches(&self, word: &str) -> bool {
        let (len, edits) = (self.letters.len(), usize::from(self.edits));
        // A letter has one to four bytes.
        if word.len() + edits < len || word.len() > 4 * (len + edits) {
            return false;
        }
        // The distances between the beginnings of the letters and of the word: the row of the
        // word's beginning at hand and the two rows before it.
        let mut rows = [[0u8; Fuzzy::MOST + 1]; 3];
        let [mut older, mut old, mut row] = rows.each_mut().map(|row| &mut row[..=len]);
        for (distance, at) in (0..).zip(old.iter_mut()) {
            *at = distance;
        }
        let mut last = '\0';
        let mut nearest_before = 0;
        for (at, c) in word.chars().enumerate() {
            if at >= len + edits {
                return false;
            }
            row[0] = at as u8 + 1;
            let mut nearest = row[0];
            for (i, &letter) in self.letters.iter().enumerate() {
                let mut distance =
                    (old[i] + u8::from(letter != c)).min(old[i + 1] + 1).min(row[i] + 1);
                if i > 0 && at > 0 && letter == last && self.letters[i - 1] == c {
                    distance = distance.min(older[i - 1] + 1);
                }
                row[i + 1] = distance;
                nearest = nearest.min(distance);
            }
            // A swap reaches back over two rows.
            if nearest > self.edits && nearest_before > self.edits {
                return false;
            }
            (older, old, row) = (old, row, older);
            (last, nearest_before) = (c, nearest);
        }
        old[len] <= self.edits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Fuzzy;

    #[track_caller]
    fn check(looked_for: &str, edits: u8, word: &str, expect: bool) {
        let fuzzy = Fuzzy::new(looked_for, edits).expect("neither short nor long");
        assert_eq!(fuzzy.matches(word), expect);
    }

    #[test]
    fn an_edit_is_a_letter_more_less_other_or_swapped() {
        check("receive", 1, "receive", true);
        check("recieve", 1, "receive", true);
        check("receive", 1, "receve", true);
        check("receive", 1, "receivee", true);
        check("receive", 1, "deceive", true);
        check("recieve", 1, "deceive", false);
        check("recieve", 2, "deceive", true);
        check("naïve", 1, "näïve", true);
    }

    #[test]
    fn too_short_or_too_long_a_word_is_none() {
        assert_eq!(Fuzzy::new("of", 1), None);
        assert_eq!(Fuzzy::new("off", 2), None);
        assert_eq!(Fuzzy::new(&"a".repeat(61), 1), None);
    }

    /// The definition, slow and plain.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut best = match (a, b) {
            ([], rest) | (rest, []) => return rest.len(),
            ([a @ .., x], [b @ .., y]) => distance(a, b) + usize::from(x != y),
        };
        best = best.min(distance(&a[..a.len() - 1], b) + 1);
        best = best.min(distance(a, &b[..b.len() - 1]) + 1);
        if let ([a @ .., p, q], [b @ .., r, s]) = (a, b)
            && p == s
            && q == r
        {
            best = best.min(distance(a, b) + 1);
        }
        best
    }

    proptest! {
        #[test]
        fn matching_is_as_defined(a in "[abé]{3,6}", b in "[abé]{0,7}", edits in 1u8..=2) {
            let Some(fuzzy) = Fuzzy::new(&a, edits) else { return Ok(()) };
            let chars = |word: &str| word.chars().collect::<Vec<_>>();
            let expect = distance(&chars(&a), &chars(&b)) <= usize::from(edits);
            prop_assert_eq!(fuzzy.matches(&b), expect);
        }
    }
}
