use std::fmt;

/// How strong or important a passage is for the code that it carries: a whole number from 0
/// (least) to 100 (most).
///
/// What the numbers stand for is the team's agreement, and the codebook says it best. A coding
/// without a weight is not one of weight 0: means leave it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u8);

/// Why a word is no weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightError {
    word: String,
}

impl Weight {
    /// The least weight there is.
    pub const LEAST: Weight = Weight(0);
    /// The greatest weight there is.
    pub const MOST: Weight = Weight(100);

    /// The weight of a number, if it is at most 100.
    #[must_use]
    pub const fn new(weight: u8) -> Option<Weight> {
        if weight <= Weight::MOST.0 { Some(Weight(weight)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The weight that a word stands for: a whole number, as `80` or, as spreadsheets write
    /// it, `80.0`.
    ///
    /// # Errors
    ///
    /// If the word is no whole number from 0 to 100.
    pub fn from_word(word: &str) -> Result<Weight, WeightError> {
        let word = word.trim();
        let whole = match word.split_once('.') {
            Some((whole, rest)) if !rest.is_empty() && rest.bytes().all(|b| b == b'0') => whole,
            _ => word,
        };
        let is_number = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
        let number = if is_number { whole.parse().ok() } else { None };
        number
            .and_then(Weight::new)
            .ok_or_else(|| WeightError { word: word.chars().take(40).collect() })
    }

    /// The weight of several codings taken as one: the one that all of them have that have
    /// any. `None` if they differ, or none has one.
    #[must_use]
    pub fn common(weights: impl IntoIterator<Item = Option<Weight>>) -> Option<Weight> {
        let mut said = weights.into_iter().flatten();
        let first = said.next()?;
        said.all(|weight| weight == first).then_some(first)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for WeightError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no weight: a weight is a whole number from 0 to 100", self.word)
    }
}

impl std::error::Error for WeightError {}

#[cfg(test)]
mod tests {
    use super::Weight;

    #[test]
    fn whole_numbers_from_0_to_100_are_weights() {
        for (word, number) in [("0", 0), (" 80 ", 80), ("100", 100), ("007", 7), ("50.0", 50)] {
            assert_eq!(Weight::from_word(word).map(Weight::get), Ok(number), "{word}");
        }
        for word in ["", "101", "-1", "+5", "12.5", "50.", "80%", "high", "1e1", "99999999999"]
        {
            let error = Weight::from_word(word).unwrap_err().to_string();
            assert!(error.ends_with("a whole number from 0 to 100"), "{error}");
        }
        assert_eq!(Weight::new(100), Some(Weight::MOST));
        assert_eq!(Weight::new(101), None);
    }

    #[test]
    fn several_weights_are_one_if_they_do_not_differ() {
        let common = |all: &[Option<u8>]| {
            let all = all.iter().map(|one| one.and_then(Weight::new));
            Weight::common(all).map(Weight::get)
        };
        assert_eq!(common(&[]), None);
        assert_eq!(common(&[None, None]), None);
        assert_eq!(common(&[None, Some(0), Some(0)]), Some(0));
        assert_eq!(common(&[Some(30), None, Some(40)]), None);
    }
}
