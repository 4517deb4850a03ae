use crate::continuum::{disjoint, meetings};
use crate::{Category, Continuum, Undefined, Unit};

/// What the coefficients of 2016 are made of: lengths, as integers, of what coders marked and
/// of what two of them marked.
///
/// The paper's coincidences `l` are these sums over ordered pairs of coders divided by
/// `m − 1`. Each stretch on which two coders' units meet is found once, by one walk along
/// both, so that `m` coders with `n` units each cost `m² n` steps; what two coders left
/// unmarked follows from the lengths that they marked and share.
pub(super) struct Shared {
    /// The number of coders, *m*.
    pub(super) coders: u64,
    /// The length of the continuum, *L*.
    pub(super) length: u64,
    /// At each category's place.
    pub(super) categories: Vec<OfCategory>,
    /// The length that coders left unmarked, over all coders: the paper's `l_φ.`.
    pub(super) unmarked: u128,
    /// The length that both left unmarked, over ordered pairs of coders.
    pub(super) both_unmarked: u128,
}

/// The lengths that are of one category.
#[derive(Clone, Copy, Default)]
pub(super) struct OfCategory {
    /// The number of units, of all coders.
    pub(super) units: u64,
    /// The length of the units, of all coders: `l_c.`.
    pub(super) marked: u128,
    /// The sum of the squares of the lengths of units: `Q_c`.
    pub(super) squares: u128,
    /// The length of these units that the other coder marked too, as anything, over ordered
    /// pairs of coders: `(m − 1) l*_c.`.
    pub(super) shared: u128,
    /// The length that the other coder marked as the same: `(m − 1) l*_cc`.
    pub(super) same: u128,
    /// For each unit and each other coder, the square of the length of the unit that the
    /// other coder marked, summed: `Q*_c` as sums over pairs of coders.
    pub(super) shared_squares: u128,
}

impl Shared {
    /// Measures a continuum on which units of one coder do not overlap.
    pub(super) fn of(continuum: &Continuum) -> Result<Shared, Undefined> {
        continuum.comparable()?;
        for coder in 0..continuum.coders() {
            disjoint(coder, continuum.units(coder))?;
        }
        let mut shared = Shared {
            coders: continuum.coders() as u64,
            length: continuum.length(),
            categories: vec![OfCategory::default(); continuum.categories()],
            unmarked: 0,
            both_unmarked: 0,
        };
        let marked: Vec<u64> = (0..continuum.coders())
            .map(|coder| shared.count_units(continuum.units(coder)))
            .collect();
        for (first, second) in continuum.pairs() {
            let both = shared.count_pair(continuum.units(first), continuum.units(second));
            let neither = continuum.length() + both - marked[first] - marked[second];
            shared.both_unmarked += 2 * u128::from(neither);
        }
        Ok(shared)
    }

    /// Counts the units of one coder, and returns the length that the coder marked.
    fn count_units(&mut self, units: &[Unit]) -> u64 {
        for unit in units {
            let length = u128::from(unit.length());
            let of = &mut self.categories[unit.category.index()];
            of.units += 1;
            of.marked += length;
            of.squares += length * length;
        }
        let marked = units.iter().map(|unit| unit.length()).sum();
        self.unmarked += u128::from(self.length - marked);
        marked
    }

    /// Counts where units of two coders meet, and returns the length that both marked.
    fn count_pair(&mut self, first: &[Unit], second: &[Unit]) -> u64 {
        let mut both = 0;
        let mut of_first = vec![0_u64; first.len()];
        let mut of_second = vec![0_u64; second.len()];
        for (g, h) in meetings(first, second) {
            let length = first[g].overlap(second[h]);
            both += length;
            of_first[g] += length;
            of_second[h] += length;
            if first[g].category == second[h].category {
                self.categories[first[g].category.index()].same += 2 * u128::from(length);
            }
        }
        for (units, lengths) in [(first, of_first), (second, of_second)] {
            for (unit, length) in units.iter().zip(lengths) {
                let of = &mut self.categories[unit.category.index()];
                of.shared += u128::from(length);
                of.shared_squares += u128::from(length) * u128::from(length);
            }
        }
        both
    }

    /// The number of units, of all coders.
    pub(super) fn units(&self) -> u64 {
        self.categories.iter().map(|of| of.units).sum()
    }

    /// The length of all coders' continua together: `l..`, which is *mL*.
    pub(super) fn all(&self) -> u128 {
        u128::from(self.coders) * u128::from(self.length)
    }

    /// `l..² − Q`: the ordered pairs of positions that chance can draw, without those that
    /// lie on one unit, or are one unmarked position.
    pub(super) fn drawable(&self) -> u128 {
        let squares: u128 = self.categories.iter().map(|of| of.squares).sum();
        self.all() * self.all() - squares - self.unmarked
    }

    /// `(m − 1) l*..`: the length that two coders marked, over ordered pairs of coders.
    pub(super) fn all_shared(&self) -> u128 {
        self.categories.iter().map(|of| of.shared).sum()
    }

    /// `(m − 1)² l*.. D*`, which is `(m − 1)² l*..² − (m − 1) Q*` and stands for the pairs of
    /// positions that chance can draw from what two coders marked. `None` if it is not above
    /// 0, where there is so little that the correction is more than there is to correct.
    pub(super) fn drawable_of_shared(&self) -> Option<u128> {
        let all = self.all_shared();
        let squares: u128 = self.categories.iter().map(|of| of.shared_squares).sum();
        let drawable = (all * all).checked_sub(u128::from(self.coders - 1) * squares)?;
        Some(drawable).filter(|drawable| *drawable > 0)
    }

    /// The only category of what two coders marked, if it is the only one.
    pub(super) fn only_shared_category(&self) -> Option<Category> {
        let mut used =
            (0..).map(Category::new).zip(&self.categories).filter(|(_, of)| of.shared > 0);
        used.next().filter(|_| used.next().is_none()).map(|(category, _)| category)
    }
}
