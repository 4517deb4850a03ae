use super::{AssociationUndefined, Fourfold};

/// Tables whose probability exceeds that of the observed one by less than this part are as
/// probable: sums in another order differ in the last digits.
const SAME: f64 = 1.0 + 1e-7;

impl Fourfold {
    /// Fisher's exact test, two-sided: of all tables with these margins the probability of
    /// those that are at most as probable as this one. From 0 to 1.
    ///
    /// The work is that of the smallest margin.
    ///
    /// Fisher, R. A. (1935). *The Design of Experiments*, ch. 2; two-sided by the sum of small
    /// probabilities, Irwin, J. O. (1935). Tests of significance for differences between
    /// percentages based on small numbers. *Metron* 12, 83–94.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them: there is then only one table.
    pub fn fisher_exact(&self) -> Result<f64, AssociationUndefined> {
        self.informative()?;
        let (n1, n2, units) = (self.first(), self.second(), self.units());
        let least = (n1 + n2).saturating_sub(units);
        let most = n1.min(n2);
        // The most probable table counts as 1, and from it on each follows from its
        // neighbour, so that nothing overflows.
        let mode = ((u128::from(n1) + 1) * (u128::from(n2) + 1) / (u128::from(units) + 2))
            .clamp(u128::from(least), u128::from(most)) as u64;
        let up = |both: u64| {
            let away = (n1 - both) as f64 * (n2 - both) as f64;
            away / ((both + 1) as f64 * (units - n1 - (n2 - both) + 1) as f64)
        };
        let above = steps(mode..most, up);
        let below = steps((least..mode).rev(), |both| 1.0 / up(both));
        let own = match self.both.cmp(&mode) {
            std::cmp::Ordering::Equal => 1.0,
            std::cmp::Ordering::Greater => above[(self.both - mode - 1) as usize],
            std::cmp::Ordering::Less => below[(mode - self.both - 1) as usize],
        };
        let probable = |share: &&f64| **share <= own * SAME;
        // Small numbers first, so that their sum is not lost in a large one.
        let all = |shares: &[f64]| shares.iter().rev().sum::<f64>();
        let small = |shares: &[f64]| shares.iter().rev().filter(probable).sum::<f64>();
        let at_mode = if 1.0 <= own * SAME { 1.0 } else { 0.0 };
        let extreme = small(&above) + small(&below) + at_mode;
        Ok((extreme / (all(&above) + all(&below) + 1.0)).min(1.0))
    }
}

/// The probabilities of tables one behind the other, as parts of that before the first.
fn steps(places: impl Iterator<Item = u64>, ratio: impl Fn(u64) -> f64) -> Vec<f64> {
    let mut share = 1.0;
    places
        .map(|place| {
            share *= ratio(place);
            share
        })
        .collect()
}
