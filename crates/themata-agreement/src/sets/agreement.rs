use std::fmt;

use super::pairable::Pairable;
use super::{SetOverlap, SetRatings};
use crate::{Share, Undefined};

/// A definition of how far two sets agree, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SetAgreement {
    /// 1 where the sets are the same.
    Exact,
    /// Twice the members shared, divided by the members of both. Dice (1945); it is also the
    /// F1 score of one coder against the other.
    Dice,
    /// 1 where the sets share a member.
    AnyOverlap,
}

/// What two coders who both gave the empty set count for.
///
/// It decides the figure wherever much was judged to be about nothing, so a report names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoCodes {
    /// They agree: both judged that nothing applies. Consistent with a distance of 0.
    Agree,
    /// They agree on no category: the pair counts, with 0, in [`SetAgreement::Dice`] and
    /// [`SetAgreement::AnyOverlap`]. In [`SetAgreement::Exact`] they agree all the same.
    ShareNothing,
    /// The pair is left out, so that the figure is about what at least one of the two coded.
    LeaveOut,
}

impl fmt::Display for SetAgreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SetAgreement::Exact => "the same set",
            SetAgreement::Dice => "Dice's coefficient of the sets",
            SetAgreement::AnyOverlap => "sets that share a category",
        })
    }
}

impl fmt::Display for NoCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoCodes::Agree => "two empty sets agree",
            NoCodes::ShareNothing => "two empty sets share nothing",
            NoCodes::LeaveOut => "pairs of empty sets left out",
        })
    }
}

/// How far two coders' sets agree on a unit, from 0 to 1: the mean over the pairs of sets on
/// the unit, averaged over the units that have a pair. Chance is not taken out.
///
/// [`Share::codes`] is the number of sets on the units that count.
///
/// Undefined with fewer than two coders, without units, and where no unit has sets from two
/// coders; with [`NoCodes::LeaveOut`] also where no unit has a pair of which one is not empty.
#[must_use]
pub fn set_agreement(
    ratings: &SetRatings,
    definition: SetAgreement,
    no_codes: NoCodes,
) -> Share {
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return Share::undefined(reason),
    };
    let mut sums = Sums::default();
    pairable.for_each_pattern(|sets, count| {
        let (mut agreement, mut pairs) = (0.0, 0_u64);
        for (at, first) in sets.iter().enumerate() {
            for second in &sets[at..] {
                let among = match first.set == second.set {
                    true => first.coders * (first.coders - 1) / 2,
                    false => first.coders * second.coders,
                };
                let overlap = pairable.overlap(first.set, second.set);
                if let Some(value) = definition.of(overlap, no_codes) {
                    agreement += among as f64 * value;
                    pairs += among;
                }
            }
        }
        if pairs > 0 {
            sums.agreement += agreement / pairs as f64 * count as f64;
            sums.units += count;
            sums.codes += sets.iter().map(|given| given.coders).sum::<u64>() * count;
        }
    });
    if sums.units == 0 {
        return Share::undefined(Undefined::NoPairs);
    }
    Share {
        value: Ok(sums.agreement / sums.units as f64),
        items: sums.units,
        codes: sums.codes,
    }
}

#[derive(Default)]
struct Sums {
    agreement: f64,
    units: u64,
    codes: u64,
}

impl SetAgreement {
    /// How far two sets agree, or `None` if the pair is left out.
    fn of(self, overlap: SetOverlap, no_codes: NoCodes) -> Option<f64> {
        let both_empty = overlap.first == 0 && overlap.second == 0;
        match (both_empty, no_codes) {
            (true, NoCodes::LeaveOut) => return None,
            (true, NoCodes::Agree) => return Some(1.0),
            (true, NoCodes::ShareNothing) if self != SetAgreement::Exact => return Some(0.0),
            _ => {}
        }
        Some(match self {
            SetAgreement::Exact => f64::from(u8::from(overlap.is_same())),
            SetAgreement::Dice => overlap.dice(),
            SetAgreement::AnyOverlap => f64::from(u8::from(overlap.common > 0)),
        })
    }
}
