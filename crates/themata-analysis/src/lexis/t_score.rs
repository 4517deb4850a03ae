use super::{Collocation, NoFigure};

impl Collocation {
    /// The t-score: how certain it is that the word occurs near the word asked about more often than
    /// expected, in standard errors. It favours frequent words. It is a score for ranking and
    /// no test: words are not normally distributed.
    ///
    /// t = (O − E) / √O.
    ///
    /// Source: Church, Gale, Hanks & Hindle (1991); Manning & Schütze (1999), section 5.3.
    ///
    /// # Errors
    ///
    /// If there is no text, or the words never occur together.
    pub fn t_score(&self) -> Result<f64, NoFigure> {
        let (seen, expected) = self.seen()?;
        Ok((seen - expected) / seen.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::Collocation;

    /// Manning & Schütze (1999), section 5.3.1 (new companies, 0.999932) and table 5.6, in
    /// 14,307,668 words.
    #[test]
    fn bigrams_of_manning_and_schuetze() {
        let check = |together: u64, first: u64, second: u64, expect: &str| {
            let text = 14_307_668;
            let word = Collocation { together, asked: first, word: second, near: first, text };
            let decimals = expect.split('.').next_back().map_or(0, str::len);
            let t = word.t_score().unwrap();
            assert_eq!(format!("{t:.decimals$}"), expect);
        };
        check(8, 15_828, 4_675, "0.999932");
        check(20, 42, 20, "4.4721");
        check(20, 77, 59, "4.4721");
        check(20, 24, 320, "4.4720");
        check(20, 14_907, 9_017, "2.3714");
        check(20, 15_019, 15_629, "0.8036");
    }
}
