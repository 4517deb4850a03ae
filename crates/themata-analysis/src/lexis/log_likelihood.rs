use statrs::function::erf::erfc;

use super::{Collocation, Keyness, NoFigure};

impl Keyness {
    /// The log-likelihood G² of the two counts: how strongly they speak against the word being
    /// equally frequent in both parts. 0 if it is, and greater the more words there are to say
    /// so; it does not say how large the difference is.
    ///
    /// G² = 2 (a ln(a / E₁) + b ln(b / E₂)), with E₁ = c (a + b) / (c + d) and
    /// E₂ = d (a + b) / (c + d), for counts a and b in parts of c and d words; a term with a
    /// count of 0 is 0.
    ///
    /// Source: Dunning (1993); in this form Rayson & Garside (2000), equations 1 and 2.
    ///
    /// # Errors
    ///
    /// If a part has no words, or the word occurs in neither.
    pub fn log_likelihood(&self) -> Result<f64, NoFigure> {
        let (words, words_against) = self.both()?;
        let (count, against) = (self.count as f64, self.against as f64);
        let sum = count + against;
        if sum == 0.0 {
            return Err(NoFigure::NowhereUsed);
        }
        let all = words + words_against;
        let g2 = term(count, words * sum / all) + term(against, words_against * sum / all);
        // What rounding leaves of equal shares may lie below zero.
        Ok((2.0 * g2).max(0.0))
    }

    /// The chance of a G² as great or greater if the word were equally frequent in both parts
    /// and every word were drawn by itself: the upper tail of χ² with one degree of freedom.
    /// From 0 to 1.
    ///
    /// Words of one speaker are not drawn each by itself, so the chance is understated; and of
    /// many words some are rare by chance alone.
    ///
    /// # Errors
    ///
    /// As [`Keyness::log_likelihood`].
    pub fn p(&self) -> Result<f64, NoFigure> {
        self.log_likelihood().map(tail)
    }
}

impl Collocation {
    /// The log-likelihood G² of the four counts: near the word asked about or not, this word or another.
    /// 0 or more; it is as great where the word avoids the word asked about as where it seeks it.
    ///
    /// G² = 2 Σ O ln(O / E) over the four cells, E = row × column / text.
    ///
    /// Source: Dunning (1993); Evert (2008).
    ///
    /// # Errors
    ///
    /// If there is no text, or the word does not occur.
    pub fn log_likelihood(&self) -> Result<f64, NoFigure> {
        if self.text == 0 {
            return Err(NoFigure::NoWords);
        }
        if self.word == 0 {
            return Err(NoFigure::NowhereUsed);
        }
        let all = self.text as f64;
        let (near, word) = (self.near as f64, self.word as f64);
        let together = self.together as f64;
        let cells = [
            (together, near * word),
            (near - together, near * (all - word)),
            (word - together, (all - near) * word),
            (all - near - word + together, (all - near) * (all - word)),
        ];
        let sum: f64 = cells.iter().map(|&(seen, product)| term(seen, product / all)).sum();
        Ok((2.0 * sum).max(0.0))
    }
}

fn term(seen: f64, expected: f64) -> f64 {
    if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 }
}

/// The upper tail of χ² with one degree of freedom, which is that of the square of a normal
/// variable.
fn tail(g2: f64) -> f64 {
    erfc((g2 / 2.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::{Collocation, Keyness, NoFigure, tail};

    /// The example of the Lancaster Corpus toolbox's log-likelihood form (UCREL): a word 52
    /// times in 50,000 words and 57 times in 75,000 has LL 2.65.
    #[test]
    fn the_worked_example_of_the_calculator() {
        let word = Keyness { count: 52, words: 50_000, against: 57, words_against: 75_000 };
        assert_eq!(format!("{:.2}", word.log_likelihood().unwrap()), "2.65");
        assert!(word.is_more());
        // It says of the same example that 3.84 would be needed for p < 0.05.
        assert!(word.p().unwrap() > 0.05);
    }

    /// Dunning (1993), table 3: the first and three more bigrams with their four counts.
    #[test]
    fn bigrams_of_dunning() {
        let check = |[both, first, second, neither]: [u64; 4], expect: &str| {
            let word = Collocation {
                together: both,
                asked: both + first,
                word: both + second,
                near: both + first,
                text: both + first + second + neither,
            };
            assert_eq!(format!("{:.2}", word.log_likelihood().unwrap()), expect);
        };
        check([110, 2442, 111, 29114], "270.72");
        check([29, 13, 123, 31612], "263.90");
        check([31, 23, 139, 31584], "256.84");
        check([10, 0, 3, 31764], "167.23");
    }

    /// The critical values that Rayson's page on log-likelihood gives for 5, 1, 0.1 and 0.01
    /// per cent: 3.84, 6.63, 10.83, 15.13.
    #[test]
    fn critical_values() {
        for (g2, expect) in [(3.84, 0.05), (6.63, 0.01), (10.83, 0.001), (15.13, 0.0001)] {
            let p = tail(g2);
            assert!((p / expect - 1.0).abs() < 0.01, "{g2} has {p}");
        }
        assert_eq!(tail(0.0), 1.0);
    }

    #[test]
    fn equal_shares_say_nothing_and_no_words_have_no_figure() {
        let word = Keyness { count: 3, words: 700, against: 6, words_against: 1_400 };
        assert!(word.log_likelihood().unwrap() < 1e-12 && !word.is_more());
        let nowhere = Keyness { count: 0, against: 0, ..word };
        assert_eq!(nowhere.log_likelihood(), Err(NoFigure::NowhereUsed));
        let empty = Keyness { against: 0, words_against: 0, ..word };
        assert_eq!(empty.p(), Err(NoFigure::NoWords));
    }

    /// By hand: 4 in 100 against 0 in 300 expects 1 and 3, so G² = 2 × 4 ln 4 = 11.0904.
    #[test]
    fn a_word_that_is_only_on_one_side() {
        let word = Keyness { count: 4, words: 100, against: 0, words_against: 300 };
        assert!((word.log_likelihood().unwrap() - 8.0 * 4f64.ln()).abs() < 1e-12);
    }
}
