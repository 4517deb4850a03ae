use super::AssociationUndefined;

/// Units counted by which of two codes they carry: the fourfold, or 2 × 2, table.
///
/// |            | second | not second |
/// |------------|--------|------------|
/// | first      | both   | first only |
/// | not first  | second only | neither |
///
/// Formulas call the cells a, b, c, d in this order, and N their sum. Each unit is in one
/// cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fourfold {
    /// a: the units with both codes.
    pub both: u64,
    /// b: the units with the first code and not the second.
    pub first_only: u64,
    /// c: the units with the second code and not the first.
    pub second_only: u64,
    /// d: the units with neither.
    pub neither: u64,
}

/// A cell of a [`Fourfold`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FourfoldCell {
    /// a.
    Both,
    /// b.
    FirstOnly,
    /// c.
    SecondOnly,
    /// d.
    Neither,
}

impl Fourfold {
    /// The table of `n12` units with both codes, `n1` with the first, `n2` with the second,
    /// out of `units`; `None` if there are no four numbers of units that add up to these.
    #[must_use]
    pub fn of_margins(n12: u64, n1: u64, n2: u64, units: u64) -> Option<Fourfold> {
        let second_only = n2.checked_sub(n12)?;
        Some(Fourfold {
            both: n12,
            first_only: n1.checked_sub(n12)?,
            second_only,
            neither: units.checked_sub(n1)?.checked_sub(second_only)?,
        })
    }

    /// n1: the units with the first code.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.both + self.first_only
    }

    /// n2: the units with the second code.
    #[must_use]
    pub fn second(&self) -> u64 {
        self.both + self.second_only
    }

    /// N: all units.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.first() + self.second_only + self.neither
    }

    /// Whether the table can say anything of whether the codes go together: each code is in
    /// some unit, and neither is in all of them. Otherwise the reason.
    ///
    /// # Errors
    ///
    /// If there are no units, a code is in none of them, or a code is in all of them.
    pub fn informative(&self) -> Result<(), AssociationUndefined> {
        let units = self.units();
        if units == 0 {
            return Err(AssociationUndefined::NoUnits);
        }
        self.used()?;
        if self.first() == units || self.second() == units {
            return Err(AssociationUndefined::Everywhere);
        }
        Ok(())
    }

    /// Whether the codes are in different units more often than chance alone lets expect
    /// (`Less`), or in the same ones (`Greater`): how a d compares with b c.
    #[must_use]
    pub fn direction(&self) -> std::cmp::Ordering {
        let product = |one: u64, other: u64| u128::from(one) * u128::from(other);
        product(self.both, self.neither).cmp(&product(self.first_only, self.second_only))
    }

    /// The sum of two tables, cell by cell.
    #[must_use]
    pub fn plus(&self, other: &Fourfold) -> Fourfold {
        Fourfold {
            both: self.both + other.both,
            first_only: self.first_only + other.first_only,
            second_only: self.second_only + other.second_only,
            neither: self.neither + other.neither,
        }
    }

    /// a, b, c, d as numbers to compute with.
    pub(super) fn cells(&self) -> [f64; 4] {
        [self.both, self.first_only, self.second_only, self.neither].map(|n| n as f64)
    }

    /// The number of units with both codes that chance alone lets expect: n1 n2 / N.
    pub(super) fn expected_both(&self) -> f64 {
        self.first() as f64 * self.second() as f64 / self.units() as f64
    }

    /// Whether each of the two codes is in some unit.
    pub(super) fn used(&self) -> Result<(), AssociationUndefined> {
        if self.units() == 0 {
            return Err(AssociationUndefined::NoUnits);
        }
        if self.first() == 0 || self.second() == 0 {
            return Err(AssociationUndefined::NotUsed);
        }
        Ok(())
    }

    /// The first cell that is zero, if one is.
    pub(super) fn empty_cell(&self) -> Option<FourfoldCell> {
        let cells = [
            (self.both, FourfoldCell::Both),
            (self.first_only, FourfoldCell::FirstOnly),
            (self.second_only, FourfoldCell::SecondOnly),
            (self.neither, FourfoldCell::Neither),
        ];
        cells.into_iter().find_map(|(count, cell)| (count == 0).then_some(cell))
    }
}
