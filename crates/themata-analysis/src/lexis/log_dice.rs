use super::{Collocation, NoFigure};

impl Collocation {
    /// logDice: how exclusively the two keep company, whatever the size of the text, so that
    /// figures of different studies can be compared. At most 14, where neither occurs without
    /// the other, unless the word stands several times near one occurrence; one point less is half
    /// the company, and below 0 they meet less than once in 16,000 occurrences.
    ///
    /// logDice = 14 + log₂ (2 O / (asked + word)).
    ///
    /// Source: Rychlý (2008).
    ///
    /// # Errors
    ///
    /// If the words never occur together.
    pub fn log_dice(&self) -> Result<f64, NoFigure> {
        if self.together == 0 {
            return Err(NoFigure::NeverTogether);
        }
        let both = (self.asked + self.word) as f64;
        Ok(14.0 + (2.0 * self.together as f64 / both).log2())
    }
}

#[cfg(test)]
mod tests {
    use super::Collocation;

    #[track_caller]
    fn check(together: u64, asked: u64, word: u64, expect: f64) {
        let pair = Collocation { together, asked, word, near: asked, text: 1 << 20 };
        assert!((pair.log_dice().unwrap() - expect).abs() < 1e-12);
    }

    /// What Rychlý (2008) says of the measure: its maximum is 14, where all occurrences are
    /// together; 0 is one occurrence together in 16,384 of either; one point is twice as often.
    #[test]
    fn the_marks_that_rychly_gives() {
        check(50, 50, 50, 14.0);
        check(1, 16_384, 16_384, 0.0);
        check(2, 16_384, 16_384, 1.0);
        check(128, 16_384, 16_384, 7.0);
    }

    #[test]
    fn the_size_of_the_text_does_not_matter() {
        let pair = Collocation { together: 3, asked: 5, word: 7, near: 40, text: 100 };
        let larger = Collocation { text: 1_000_000, ..pair };
        assert_eq!(pair.log_dice(), larger.log_dice());
    }
}
