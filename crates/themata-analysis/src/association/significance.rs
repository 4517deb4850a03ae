use super::{AssociationUndefined, Fourfold};

/// How likely it is that codes which are independent are found together so often or so
/// seldom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Significance {
    /// The test.
    pub test: SignificanceTest,
    /// The two-sided p, from 0 to 1.
    pub p: f64,
}

/// A test of independence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignificanceTest {
    /// Fisher's exact test, where some cell's expected count is below 5.
    Fisher,
    /// Pearson's chi-squared, not corrected, elsewhere.
    ChiSquared,
}

/// The expected count from which on chi-squared is close enough (Cochran 1954).
const ENOUGH: f64 = 5.0;

impl SignificanceTest {
    /// The words for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SignificanceTest::Fisher => "Fisher",
            SignificanceTest::ChiSquared => "chi-squared",
        }
    }
}

impl Fourfold {
    /// The smallest of the four counts that chance alone lets expect: the smaller margin of
    /// the first code times that of the second over N. 0 without units.
    #[must_use]
    pub fn smallest_expected(&self) -> f64 {
        let units = self.units();
        if units == 0 {
            return 0.0;
        }
        let least = |margin: u64| margin.min(units - margin) as f64;
        least(self.first()) * least(self.second()) / units as f64
    }

    /// A two-sided p: exact where an expected count is below 5, by chi-squared elsewhere.
    ///
    /// Units of a transcript are not independent draws, and which pairs to look at was not
    /// settled beforehand, so the figure describes and decides nothing.
    ///
    /// Cochran, W. G. (1954). Some methods for strengthening the common χ² tests. *Biometrics*
    /// 10(4), 417–451.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them.
    pub fn significance(&self) -> Result<Significance, AssociationUndefined> {
        if self.smallest_expected() < ENOUGH {
            let p = self.fisher_exact()?;
            return Ok(Significance { test: SignificanceTest::Fisher, p });
        }
        let p = self.chi_squared()?.p;
        Ok(Significance { test: SignificanceTest::ChiSquared, p })
    }
}
