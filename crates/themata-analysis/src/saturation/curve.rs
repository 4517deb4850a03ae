use themata_model::DocumentId;

use super::{Coded, Permuted, SaturationOptions};
use crate::code_sets::codes_in;
use crate::saturation::permutations::permuted;

/// How codes came up in some documents.
#[derive(Clone, Debug, PartialEq)]
pub struct SaturationCurve {
    /// The documents in order.
    pub positions: Vec<SaturationPosition>,
    /// The number of different codes in the base; `None` if there are fewer documents.
    pub base_codes: Option<u64>,
    /// After how many documents saturation was reached: the last one before the first run
    /// with little new. `None` if it was not, or if there are too few documents to say.
    pub reached: Option<usize>,
    /// The same in random orders, if they were asked for.
    pub permuted: Option<Permuted>,
}

/// A document in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct SaturationPosition {
    /// The document.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// The number of different codes in it.
    pub codes: u64,
    /// The number of codes in it that no document before it has.
    pub new: u64,
    /// The number of different codes up to here.
    pub cumulative: u64,
    /// The number of new codes in the run that ends here; `None` as long as no run behind the
    /// base ends.
    pub in_run: Option<u64>,
    /// That number ÷ codes in the base; `None` where there is no run, or the base has no codes.
    pub ratio: Option<f64>,
}

impl SaturationCurve {
    /// The number of different codes in all.
    #[must_use]
    pub fn codes(&self) -> u64 {
        self.positions.last().map_or(0, |last| last.cumulative)
    }

    /// Where saturation was reached, as it is reported: `6+2`.
    #[must_use]
    pub fn reported(&self, run: usize) -> Option<String> {
        self.reached.map(|reached| format!("{reached}+{run}"))
    }
}

pub(super) fn curve(coded: &Coded<'_>, options: SaturationOptions) -> SaturationCurve {
    let order: Vec<usize> = (0..coded.documents.len()).collect();
    let new = new_codes(coded, &order, &mut Vec::new());
    let runs = Runs::of(&new, options);
    let mut cumulative = 0;
    let positions = coded.documents.iter().enumerate().map(|(at, &(document, name))| {
        cumulative += new[at];
        let in_run = runs.ending_at(at);
        SaturationPosition {
            document,
            name: name.to_owned(),
            codes: codes_in(coded.sets.get(at)).count() as u64,
            new: new[at],
            cumulative,
            in_run,
            ratio: in_run.zip(runs.base).and_then(|(in_run, base)| ratio(in_run, base)),
        }
    });
    SaturationCurve {
        positions: positions.collect(),
        base_codes: runs.base,
        reached: runs.reached(),
        permuted: (options.permutations > 0).then(|| permuted(coded, options)),
    }
}

/// For each document in an order the number of its codes that none before it has. `seen` is
/// room to work in.
pub(super) fn new_codes(coded: &Coded<'_>, order: &[usize], seen: &mut Vec<u64>) -> Vec<u64> {
    seen.clear();
    seen.resize(coded.codes.div_ceil(64).max(1), 0);
    let new = order.iter().map(|&document| {
        let words = seen.iter_mut().zip(coded.sets.get(document));
        let new = words.map(|(seen, &own)| {
            let new = own & !*seen;
            *seen |= own;
            u64::from(new.count_ones())
        });
        new.sum()
    });
    new.collect()
}

/// Base and runs over the numbers of new codes in an order.
pub(super) struct Runs<'a> {
    new: &'a [u64],
    options: SaturationOptions,
    /// The number of codes in the base, if there are documents enough.
    pub(super) base: Option<u64>,
}

impl Runs<'_> {
    pub(super) fn of(new: &[u64], options: SaturationOptions) -> Runs<'_> {
        let base = new.get(..options.base).map(|base| base.iter().sum());
        Runs { new, options, base }
    }

    /// The number of new codes in the run that ends at a place.
    fn ending_at(&self, at: usize) -> Option<u64> {
        let start = (at + 1).checked_sub(self.options.run)?;
        (start >= self.options.base).then(|| self.new[start..=at].iter().sum())
    }

    /// The number of documents before the first run with little new.
    pub(super) fn reached(&self) -> Option<usize> {
        let base = self.base?;
        let last = (self.options.base + self.options.run).saturating_sub(1);
        let is_little = |&at: &usize| {
            let ratio = self.ending_at(at).and_then(|in_run| ratio(in_run, base));
            ratio.is_some_and(|ratio| ratio <= self.options.threshold)
        };
        let at = (last..self.new.len()).find(is_little)?;
        Some(at + 1 - self.options.run)
    }
}

fn ratio(in_run: u64, base: u64) -> Option<f64> {
    (base > 0).then(|| in_run as f64 / base as f64)
}

#[cfg(test)]
mod tests {
    use super::{Runs, ratio};
    use crate::SaturationOptions;

    fn reached(new: &[u64], base: usize, run: usize, threshold: f64) -> Option<usize> {
        let options = SaturationOptions { base, run, threshold, ..Default::default() };
        Runs::of(new, options).reached()
    }

    /// The worked example of Guest, Namey and Chen (2020): 37 themes in a base of four
    /// interviews, four new ones in the first run of two (4/37 = 11 %), one in the second
    /// (1/37 = 3 %). How they spread over single interviews is of this test.
    #[test]
    fn the_example_of_guest_namey_and_chen() {
        let new = [20, 9, 5, 3, 3, 1, 0];
        let options = SaturationOptions::default();
        let runs = Runs::of(&new, options);
        assert_eq!(runs.base, Some(37));
        assert_eq!(
            (runs.ending_at(4), runs.ending_at(5), runs.ending_at(6)),
            (None, Some(4), Some(1))
        );
        assert_eq!(ratio(4, 37).map(|ratio| (ratio * 100.0).round()), Some(11.0));
        assert_eq!(ratio(1, 37).map(|ratio| (ratio * 100.0).round()), Some(3.0));
        assert_eq!(reached(&new, 4, 2, 0.05), Some(5));
        assert_eq!(reached(&new, 4, 2, 0.0), None);
        assert_eq!(options.threshold_in_words(), "≤ 5 %");
    }

    #[test]
    fn runs_need_documents_and_a_base() {
        assert_eq!(reached(&[], 4, 2, 0.05), None);
        assert_eq!(reached(&[5, 4, 1, 1, 0], 4, 2, 0.05), None);
        assert_eq!(reached(&[5, 4, 1, 1, 0, 0], 4, 2, 0.0), Some(4));
        assert_eq!(reached(&[0, 0, 0, 0, 0, 0], 4, 2, 0.05), None);
        assert_eq!(reached(&[3, 0, 3, 0], 1, 1, 0.0), Some(1));
    }
}
