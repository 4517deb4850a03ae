use std::error::Error;
use std::fmt;

use super::FourfoldCell;

/// Why a figure of association has no value on the counts that it was given. The wording of
/// `Display` reads after "undefined: ".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AssociationUndefined {
    /// There are no units.
    NoUnits,
    /// One of the codes is in no unit.
    NotUsed,
    /// One of the codes is in every unit, so there is nothing to compare with.
    Everywhere,
    /// A cell that the formula divides by, or takes the logarithm of, is zero.
    ZeroCell {
        /// The cell.
        cell: FourfoldCell,
    },
    /// In no stratum can anything be said: in each, one of the codes is in no unit or in all.
    NoStratum,
    /// What is asked is how strata differ, and something can be said in one of them only.
    OneStratum,
    /// No stratum has units with both codes and units with neither, so the common odds ratio
    /// would be 0, without bounds.
    NeverAlike,
    /// No stratum has units with only the one code and units with only the other, so the
    /// common odds ratio would be infinite.
    NeverApart,
    /// The common odds ratio is so far from 1 that counts expected under it vanish.
    TooExtreme,
}

impl fmt::Display for AssociationUndefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AssociationUndefined::NoUnits => "there are no units",
            AssociationUndefined::NotUsed => "one of the two was not used",
            AssociationUndefined::Everywhere => "one of the two is in every unit",
            AssociationUndefined::ZeroCell { cell: FourfoldCell::Both } => "no unit has both",
            AssociationUndefined::ZeroCell { cell: FourfoldCell::FirstOnly } => {
                "no unit has only the first"
            }
            AssociationUndefined::ZeroCell { cell: FourfoldCell::SecondOnly } => {
                "no unit has only the second"
            }
            AssociationUndefined::ZeroCell { cell: FourfoldCell::Neither } => {
                "no unit has neither"
            }
            AssociationUndefined::NoStratum => "no stratum can say anything",
            AssociationUndefined::OneStratum => "only one stratum can say anything",
            AssociationUndefined::NeverAlike => {
                "no stratum has units with both and units with neither"
            }
            AssociationUndefined::NeverApart => {
                "no stratum has units with only the first and units with only the second"
            }
            AssociationUndefined::TooExtreme => {
                "the common odds ratio is too far from 1 to compute with"
            }
        })
    }
}

impl Error for AssociationUndefined {}
