//! How much two sets of units have in common; units with neither code do not count.

use super::{AssociationUndefined, Fourfold};

impl Fourfold {
    /// Jaccard's index, a / (a + b + c): of the units with either code the share with both,
    /// from 0 to 1.
    ///
    /// Jaccard, P. (1901). Étude comparative de la distribution florale dans une portion des
    /// Alpes et des Jura. *Bulletin de la Société Vaudoise des Sciences Naturelles* 37,
    /// 547–579.
    ///
    /// # Errors
    ///
    /// If neither code is in any unit.
    pub fn jaccard(&self) -> Result<f64, AssociationUndefined> {
        let [a, b, c, _] = self.cells();
        self.either(a / (a + b + c))
    }

    /// Dice's coefficient, 2a / (2a + b + c), from 0 to 1: the harmonic mean of the two
    /// shares a / n1 and a / n2. It is 2J / (1 + J), J being Jaccard's index, so it orders
    /// pairs in the same way.
    ///
    /// Dice, L. R. (1945). Measures of the amount of ecologic association between species.
    /// *Ecology* 26(3), 297–302.
    ///
    /// # Errors
    ///
    /// If neither code is in any unit.
    pub fn dice(&self) -> Result<f64, AssociationUndefined> {
        let [a, b, c, _] = self.cells();
        self.either(2.0 * a / (2.0 * a + b + c))
    }

    /// Ochiai's coefficient, a / √(n1 n2), from 0 to 1: the geometric mean of the two shares
    /// a / n1 and a / n2. On units that carry a code or do not it is the cosine.
    ///
    /// Ochiai, A. (1957). Zoogeographical studies on the soleoid fishes found in Japan and
    /// its neighbouring regions II. *Bulletin of the Japanese Society of Scientific Fisheries*
    /// 22(9), 526–530.
    ///
    /// # Errors
    ///
    /// If one of the codes is in no unit.
    pub fn ochiai(&self) -> Result<f64, AssociationUndefined> {
        self.used()?;
        let product = self.first() as f64 * self.second() as f64;
        Ok((self.both as f64 / product.sqrt()).min(1.0))
    }

    /// A value that exists if one of the codes is in some unit.
    fn either(&self, value: f64) -> Result<f64, AssociationUndefined> {
        match (self.units(), self.first() + self.second_only) {
            (0, _) => Err(AssociationUndefined::NoUnits),
            (_, 0) => Err(AssociationUndefined::NotUsed),
            _ => Ok(value),
        }
    }
}
