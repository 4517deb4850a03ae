use super::{Keyness, NoFigure};

impl Keyness {
    /// The Bayes factor, approximated by the Bayesian information criterion: how strongly the
    /// counts speak for a difference rather than for none, the number of words considered.
    /// Below 0 they speak for none; Wilson reads 0 to 2 as not worth more than a bare mention,
    /// 2 to 6 as positive, 6 to 10 as strong and above 10 as very strong evidence.
    ///
    /// BIC = G² − ln(c + d), with one degree of freedom.
    ///
    /// Source: Wilson (2013).
    ///
    /// # Errors
    ///
    /// As [`Keyness::log_likelihood`].
    pub fn bayes_factor(&self) -> Result<f64, NoFigure> {
        let g2 = self.log_likelihood()?;
        Ok(bic(g2, self.words + self.words_against))
    }
}

fn bic(g2: f64, words: u64) -> f64 {
    g2 - (words as f64).ln()
}

#[cfg(test)]
mod tests {
    use super::{Keyness, bic};

    /// Wilson (2013), page 7: G² 22.22 in texts of 9,611 and 144,925 words is 10.27.
    #[test]
    fn the_worked_example_of_wilson() {
        assert_eq!(format!("{:.2}", bic(22.22, 9_611 + 144_925)), "10.27");
    }

    #[test]
    fn equal_shares_speak_for_no_difference() {
        let word = Keyness { count: 1, words: 500, against: 1, words_against: 500 };
        assert!((word.bayes_factor().unwrap() + 1_000f64.ln()).abs() < 1e-12);
    }
}
