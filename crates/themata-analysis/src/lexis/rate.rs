use super::NoFigure;

/// The number of words that rates are taken of.
pub const PER: u64 = 10_000;

/// How often a word occurs in every 10,000 words: count / words × 10,000; from 0 to 10,000.
///
/// # Errors
///
/// [`NoFigure::NoWords`] if there are no words.
pub fn rate(count: u64, words: u64) -> Result<f64, NoFigure> {
    if words == 0 {
        return Err(NoFigure::NoWords);
    }
    Ok(count as f64 * PER as f64 / words as f64)
}

#[cfg(test)]
mod tests {
    use super::{NoFigure, rate};

    #[test]
    fn rates_are_of_ten_thousand_words() {
        assert_eq!(rate(52, 50_000), Ok(10.4));
        assert_eq!(rate(0, 7), Ok(0.0));
        assert_eq!(rate(0, 0), Err(NoFigure::NoWords));
    }
}
