use super::{Keyness, NoFigure};

impl Keyness {
    /// %DIFF: by what share of its frequency in the other part the word is more or less
    /// frequent in the part that is asked about. 0 equally, 1 (100%) twice as frequent, −1
    /// where it does not occur.
    ///
    /// (a / c − b / d) / (b / d), as a share; the source multiplies by 100.
    ///
    /// Undefined if the word does not occur in the other part: the source divides by a number
    /// close to zero there, which gives figures of quadrillions that mean nothing.
    ///
    /// Source: Gabrielatos & Marchi (2012).
    ///
    /// # Errors
    ///
    /// If a part has no words, or the other part lacks the word.
    pub fn percent_difference(&self) -> Result<f64, NoFigure> {
        let (words, words_against) = self.both()?;
        if self.against == 0 {
            return Err(NoFigure::NotAgainst);
        }
        let (share, against) = (self.count as f64 / words, self.against as f64 / words_against);
        Ok((share - against) / against)
    }
}

#[cfg(test)]
mod tests {
    use super::{Keyness, NoFigure};

    /// Gabrielatos & Marchi (2012), slides 21 and 22: 20 in 29,954 words against 1 in 23,691
    /// is 1481.83%.
    #[test]
    fn the_worked_example_of_gabrielatos_and_marchi() {
        let word = Keyness { count: 20, words: 29_954, against: 1, words_against: 23_691 };
        assert_eq!(format!("{:.2}", word.percent_difference().unwrap() * 100.0), "1481.83");
    }

    #[test]
    fn of_nothing_there_is_no_per_cent() {
        let word = Keyness { count: 2, words: 10, against: 0, words_against: 10 };
        assert_eq!(word.percent_difference(), Err(NoFigure::NotAgainst));
        let word = Keyness { count: 0, against: 2, ..word };
        assert_eq!(word.percent_difference(), Ok(-1.0));
    }
}
