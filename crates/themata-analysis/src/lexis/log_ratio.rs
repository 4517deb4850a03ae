use super::{Keyness, NoFigure};

impl Keyness {
    /// How many times as frequent the word is in the part that is asked about, as a power of
    /// two: 0 equally, 1 twice, 2 four times as frequent, −1 half.
    ///
    /// log₂ ((a / c) / (b / d)); a count of 0 is taken for 0.5, so that a word that one part
    /// lacks has a figure too.
    ///
    /// Source: Hardie (2014).
    ///
    /// # Errors
    ///
    /// If a part has no words, or the word occurs in neither.
    pub fn log_ratio(&self) -> Result<f64, NoFigure> {
        let (words, words_against) = self.both()?;
        if self.count == 0 && self.against == 0 {
            return Err(NoFigure::NowhereUsed);
        }
        let at_least = |count: u64| if count == 0 { 0.5 } else { count as f64 };
        let share = at_least(self.count) / words;
        let share_against = at_least(self.against) / words_against;
        Ok((share / share_against).log2())
    }
}

#[cfg(test)]
mod tests {
    use super::Keyness;

    #[track_caller]
    fn check(count: u64, against: u64, expect: f64) {
        let word = Keyness { count, words: 1_000_000, against, words_against: 1_000_000 };
        assert!((word.log_ratio().unwrap() - expect).abs() < 1e-12);
    }

    /// Hardie (2014): as frequent is 0, twice as frequent 1, four, eight, sixteen times as
    /// frequent 2, 3 and 4, and the other way round below 0.
    #[test]
    fn every_point_doubles_the_ratio() {
        check(1, 1, 0.0);
        check(2, 1, 1.0);
        check(4, 1, 2.0);
        check(8, 1, 3.0);
        check(16, 1, 4.0);
        check(1, 2, -1.0);
    }

    #[test]
    fn a_word_that_is_lacking_counts_for_a_half() {
        check(4, 0, 3.0);
        check(0, 8, -4.0);
    }
}
