use super::{Collocation, NoFigure};

impl Collocation {
    /// Mutual information: how many times as often as expected the word occurs near the word asked about,
    /// as a power of two. 0 as expected, 3 eight times as often. It favours rare words: below
    /// five occurrences together it says little.
    ///
    /// MI = log₂ (O / E).
    ///
    /// Source: Church & Hanks (1990).
    ///
    /// # Errors
    ///
    /// If there is no text, or the words never occur together.
    pub fn mutual_information(&self) -> Result<f64, NoFigure> {
        let (seen, expected) = self.seen()?;
        Ok((seen / expected).log2())
    }
}

#[cfg(test)]
mod tests {
    use super::{Collocation, NoFigure};

    #[track_caller]
    fn check(together: u64, asked: u64, word: u64, text: u64, expect: &str) {
        let word = Collocation { together, asked, word, near: asked, text };
        let decimals = expect.split('.').next_back().map_or(0, str::len);
        let mi = word.mutual_information().unwrap();
        assert_eq!(format!("{mi:.decimals$}"), expect);
    }

    /// Church & Hanks (1990), table 1, AP 1987 of 15 million words: doctors dentists, doctors
    /// nurses. Their association ratio takes the window to be one word.
    #[test]
    fn pairs_of_church_and_hanks() {
        check(8, 1_105, 44, 15_000_000, "11.3");
        check(30, 1_105, 241, 15_000_000, "10.7");
    }

    /// Manning & Schütze (1999), table 5.14, in 14,307,668 words.
    #[test]
    fn bigrams_of_manning_and_schuetze() {
        check(20, 42, 20, 14_307_668, "18.38");
        check(20, 41, 27, 14_307_668, "17.98");
        check(20, 77, 59, 14_307_668, "15.94");
        check(20, 14_907, 9_017, 14_307_668, "1.09");
        check(20, 15_019, 15_629, 14_307_668, "0.29");
    }

    #[test]
    fn words_that_never_meet_have_none() {
        let word = Collocation { together: 0, asked: 3, word: 4, near: 9, text: 100 };
        assert_eq!(word.mutual_information(), Err(NoFigure::NeverTogether));
        assert_eq!(word.expected(), Ok(0.36));
    }
}
