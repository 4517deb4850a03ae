//! What the figures across strata say of themselves.

use std::cmp::Ordering;

use super::{Across, AcrossPair};
use crate::Grouping;
use crate::wording::counted;

/// What the strata are.
pub(super) fn strata(strata: &Grouping) -> String {
    let attribute = &strata.attribute;
    let count = counted(strata.groups.len() as u64, "stratum", "strata");
    format!(
        "{count}: the values of {attribute}; documents without one are a stratum of their own. "
    )
}

/// What is said of all strata together.
pub(super) const COMMON: &str = "Common odds ratio: Mantel and Haenszel's, Σ(ad ÷ n) ÷ Σ(bc ÷ \
     n), with the 95 % interval of Robins, Breslow and Greenland.";

impl Across<'_> {
    pub(super) fn definition(&self) -> String {
        format!(
            "{} {}Strata in which one of the two is in no unit, or in every unit, can say \
             nothing and are left out of all tests; they are counted as silent. Absent: no unit \
             with both, also where one of the two is not used. Reversed: the odds ratio lies on \
             the other side of 1 than the common one. {COMMON} p: the test of Cochran, Mantel \
             and Haenszel without correction for continuity, adjusted by Benjamini and Hochberg \
             over the {} possible pairs that have one; it is given as description, never as a \
             verdict, because units of one text hang together. p of difference: whether strata \
             have different odds ratios, by Breslow and Day with Tarone's correction. I² = (Q − \
             degrees) ÷ Q, not below 0, of the logarithms of the odds ratios; strata with a cell \
             of zero have ½ added to each of their cells there.",
            self.of.definition,
            strata(self.strata),
            self.tested,
        )
    }

    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = self.of.remarks.clone();
        let turned = self.pairs.iter().filter(|pair| turns_around(pair)).count();
        if turned > 0 {
            remarks.push(format!(
                "{}: units of all strata in one table say the opposite of the strata (Simpson's \
                 paradox)",
                counted(turned as u64, "pair", "pairs")
            ));
        }
        remarks
    }
}

/// Whether all units pooled lie on the other side of independence than the strata together.
fn turns_around(pair: &AcrossPair) -> bool {
    let common = pair.figures.direction();
    common != Ordering::Equal && pair.figures.pooled.direction() == common.reverse()
}
