//! How far two codes are from being independent; all units count.

use super::{AssociationUndefined, Fourfold};

impl Fourfold {
    /// Lift, a N / (n1 n2): how many times as often the codes meet as they would if they were
    /// independent. From 0; 1 is independence.
    ///
    /// Brin, S., Motwani, R., Ullman, J. D. and Tsur, S. (1997). Dynamic itemset counting and
    /// implication rules for market basket data. *SIGMOD Record* 26(2), 255–264 (as
    /// "interest").
    ///
    /// # Errors
    ///
    /// If one of the codes is in no unit.
    pub fn lift(&self) -> Result<f64, AssociationUndefined> {
        self.used()?;
        Ok(self.both as f64 / self.expected_both())
    }

    /// Normalised pointwise mutual information, ln(lift) / −ln(a / N), from −1 to 1: −1 if
    /// the codes never meet, which is the limit, 0 if they are independent, 1 if neither is
    /// anywhere without the other.
    ///
    /// Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.
    /// *Proceedings of the Biennial GSCL Conference*, 31–40.
    ///
    /// # Errors
    ///
    /// If one of the codes is in no unit, or both are in all of them.
    pub fn normalised_pmi(&self) -> Result<f64, AssociationUndefined> {
        let lift = self.lift()?;
        if self.both == 0 {
            return Ok(-1.0);
        }
        if self.both == self.units() {
            return Err(AssociationUndefined::Everywhere);
        }
        let together = self.both as f64 / self.units() as f64;
        Ok((lift.ln() / -together.ln()).clamp(-1.0, 1.0))
    }

    /// Phi, (a d − b c) / √(n1 (N − n1) n2 (N − n2)), from −1 to 1: Pearson's correlation of
    /// two yes-or-no questions. How far from 0 it can go depends on how often the codes are
    /// used; it reaches 1 only if they are in the same units.
    ///
    /// Yule, G. U. (1912). On the methods of measuring association between two attributes.
    /// *Journal of the Royal Statistical Society* 75(6), 579–652.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them.
    pub fn phi(&self) -> Result<f64, AssociationUndefined> {
        self.informative()?;
        let [a, b, c, d] = self.cells();
        // Roots are taken one by one, because the product of four counts has too many digits.
        let scale = (a + b).sqrt() * (c + d).sqrt() * (a + c).sqrt() * (b + d).sqrt();
        Ok((self.cross_difference() / scale).clamp(-1.0, 1.0))
    }

    /// Yule's Q, (a d − b c) / (a d + b c), from −1 to 1: (OR − 1) / (OR + 1), OR being the
    /// odds ratio. Defined with one cell of zero, where it is −1 or 1 whatever the other
    /// cells are.
    ///
    /// Yule, G. U. (1900). On the association of attributes in statistics. *Philosophical
    /// Transactions of the Royal Society A* 194, 257–319.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them.
    pub fn yule_q(&self) -> Result<f64, AssociationUndefined> {
        self.informative()?;
        let [a, b, c, d] = self.cells();
        // Both products are zero only where a margin is.
        Ok(self.cross_difference() / (a * d + b * c))
    }

    /// a d − b c, exact until it is a number to compute with.
    pub(super) fn cross_difference(&self) -> f64 {
        let Fourfold { both, first_only, second_only, neither } = *self;
        if (both | first_only | second_only | neither) < 1 << 31 {
            // The same to the last digit, and many times as fast.
            let apart = (first_only * second_only) as i64;
            return ((both * neither) as i64 - apart) as f64;
        }
        let product = |one: u64, other: u64| i128::from(one) * i128::from(other);
        let alike = product(self.both, self.neither);
        (alike - product(self.first_only, self.second_only)) as f64
    }

    /// The odds ratio as it is, a d / (b c), if no cell is zero.
    pub(super) fn cross_ratio(&self) -> Result<f64, AssociationUndefined> {
        self.informative()?;
        match self.empty_cell() {
            Some(cell) => Err(AssociationUndefined::ZeroCell { cell }),
            None => {
                let [a, b, c, d] = self.cells();
                Ok((a / b) * (d / c))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fourfold;

    /// In whole numbers of any size, before it is a number to compute with.
    #[test]
    fn the_difference_of_products_is_exact() {
        let large = (1 << 31) - 1;
        for [both, first_only, second_only, neither] in [
            [3, 5, 2, 7],
            [0, large, large, 1],
            [large, large - 1, large, large],
            [large, 1, 1, large + 1],
            [large + 7, large + 5, large + 6, large + 6],
        ] {
            let table = Fourfold { both, first_only, second_only, neither };
            let product = |one: u64, other: u64| i128::from(one) * i128::from(other);
            let expect = product(both, neither) - product(first_only, second_only);
            assert_eq!(table.cross_difference(), expect as f64);
        }
    }
}
