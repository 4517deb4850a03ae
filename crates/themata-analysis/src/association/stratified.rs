mod breslow_day;
mod cochran;
mod heterogeneity;
mod mantel_haenszel;
mod told;

use std::cmp::Ordering;

pub use breslow_day::BreslowDay;
pub use cochran::CochranMantelHaenszel;
pub use heterogeneity::Heterogeneity;
pub use mantel_haenszel::CommonOddsRatio;

use super::{AssociationUndefined, Fourfold};
use mantel_haenszel::Sums;

pub(crate) use told::Told;

/// Two codes in several strata: whether they go together once strata are held apart, and
/// whether they do so alike in all of them.
///
/// A stratum in which one of the codes is in no unit or in all of them can say nothing of
/// either; it adds nothing to any sum and does not count as a degree of freedom.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Stratified {
    /// The number of strata that can say something.
    pub informative: u64,
    /// All units together, as if there were no strata. Its odds ratio may differ from the
    /// common one, and even lie on the other side of 1 (Simpson's paradox).
    pub pooled: Fourfold,
    /// The odds ratio that the strata have in common.
    pub common: Result<CommonOddsRatio, AssociationUndefined>,
    /// Whether the codes are independent within every stratum.
    pub independence: Result<CochranMantelHaenszel, AssociationUndefined>,
    /// Whether the odds ratio is the same in all strata.
    pub homogeneity: Result<BreslowDay, AssociationUndefined>,
    /// How much of the spread of the odds ratios is more than chance.
    pub heterogeneity: Result<Heterogeneity, AssociationUndefined>,
    sums: Sums,
}

impl Stratified {
    /// The figures of all strata.
    #[must_use]
    pub fn of(strata: &[Fourfold]) -> Stratified {
        let told = Told::of(strata);
        let sums = Sums::of(&told);
        let common = sums.common();
        let two = match sums.strata {
            0 => Err(AssociationUndefined::NoStratum),
            1 => Err(AssociationUndefined::OneStratum),
            _ => Ok(()),
        };
        Stratified {
            informative: sums.strata,
            pooled: strata.iter().fold(Fourfold::default(), |sum, stratum| sum.plus(stratum)),
            independence: CochranMantelHaenszel::of(&told),
            homogeneity: two.and(common).and_then(|common| BreslowDay::of(&told, common.value)),
            heterogeneity: two.map(|()| Heterogeneity::of(&told)),
            common,
            sums,
        }
    }

    /// On which side of 1 the common odds ratio lies, also where it is 0 or infinite.
    #[must_use]
    pub fn direction(&self) -> Ordering {
        self.sums.direction()
    }

    /// Whether a stratum says the opposite of all strata together: its odds ratio is below 1
    /// and the common one above, or the other way round. A stratum that can say nothing, or
    /// has an odds ratio of 1, is not reversed.
    #[must_use]
    pub fn reverses(&self, stratum: &Fourfold) -> bool {
        let own = stratum.direction();
        own != Ordering::Equal
            && own == self.direction().reverse()
            && stratum.informative().is_ok()
    }

    /// What a stratum weighs in the common odds ratio, b c / N as a share of the sum over all
    /// strata, from 0 to 1. The common odds ratio is the mean of those of the strata by these
    /// weights; a stratum whose odds ratio is infinite weighs nothing in this sense, although
    /// it does raise the common one.
    ///
    /// # Errors
    ///
    /// If the stratum can say nothing, or there is no common odds ratio.
    pub fn weight(&self, stratum: &Fourfold) -> Result<f64, AssociationUndefined> {
        stratum.informative()?;
        self.common?;
        let [_, b, c, _] = stratum.cells();
        Ok(self.sums.share_of_apart(b * c / stratum.units() as f64))
    }
}
