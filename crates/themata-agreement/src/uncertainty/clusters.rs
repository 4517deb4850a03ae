use std::collections::BTreeMap;

use crate::{Category, Ratings};

/// The ratings of several clusters, usually documents, with the patterns of all of them
/// written down once, so that any mixture of the clusters is a weighted sum of counts.
///
/// Takes memory for the patterns that each cluster shows, however many items show them.
///
/// # Examples
///
/// ```
/// use themata_agreement::uncertainty::Clusters;
/// use themata_agreement::{Category, Ratings};
///
/// let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
/// let [mut first, mut second] = [Ratings::binary(2), Ratings::binary(2)];
/// first.add(&[yes, no], 10);
/// second.add(&[no, no], 7);
/// let clusters = Clusters::new(&[first, second.clone()]);
/// assert_eq!(clusters.pooled().items(), 17);
/// second.add_all(&second.clone(), 2);
/// assert_eq!(clusters.mixed(&[0, 3]), second);
/// ```
#[derive(Clone, Debug)]
pub struct Clusters {
    coders: usize,
    categories: usize,
    patterns: Vec<Box<[Option<Category>]>>,
    /// The patterns of all clusters, one cluster after the other: which, and on how many
    /// items.
    counts: Vec<(u32, u64)>,
    /// Where in `counts` each cluster ends.
    ends: Vec<usize>,
}

impl Clusters {
    /// Clusters from the ratings of each.
    ///
    /// # Panics
    ///
    /// If they differ in the number of coders or categories.
    #[must_use]
    pub fn new(ratings: &[Ratings]) -> Clusters {
        let (coders, categories) =
            ratings.first().map_or((0, 0), |first| (first.coders(), first.categories()));
        let mut numbers: BTreeMap<Box<[Option<Category>]>, u32> = BTreeMap::new();
        let (mut counts, mut ends) = (Vec::new(), Vec::with_capacity(ratings.len()));
        for of_cluster in ratings {
            assert_eq!(of_cluster.coders(), coders, "clusters have the same coders");
            assert_eq!(
                of_cluster.categories(),
                categories,
                "clusters have the same categories"
            );
            of_cluster.for_each_pattern(|codes, count| {
                let number = numbers.get(codes).copied().unwrap_or_else(|| {
                    // Every pattern takes memory of its own, so there are never 2^32 of them.
                    let new = numbers.len() as u32;
                    numbers.insert(codes.into(), new);
                    new
                });
                counts.push((number, count));
            });
            ends.push(counts.len());
        }
        let mut patterns = vec![Box::default(); numbers.len()];
        for (codes, number) in numbers {
            patterns[number as usize] = codes;
        }
        Clusters { coders, categories, patterns, counts, ends }
    }

    /// The number of clusters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no clusters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The items of all clusters.
    #[must_use]
    pub fn pooled(&self) -> Ratings {
        self.mixed(&vec![1; self.len()])
    }

    /// The items of each cluster as often as `times` says, in the order of the clusters.
    ///
    /// # Panics
    ///
    /// If `times` does not hold one number for each cluster, or if there would be more than
    /// 2^48 − 1 items.
    #[must_use]
    pub fn mixed(&self, times: &[u64]) -> Ratings {
        assert_eq!(times.len(), self.len(), "there is one number for each cluster");
        let mut totals = vec![0_u64; self.patterns.len()];
        let mut start = 0;
        for (&end, &times) in self.ends.iter().zip(times) {
            if times > 0 {
                for &(pattern, count) in &self.counts[start..end] {
                    let total = &mut totals[pattern as usize];
                    *total = total.saturating_add(count.saturating_mul(times));
                }
            }
            start = end;
        }
        let mut ratings = Ratings::new(self.coders, self.categories);
        for (codes, &count) in self.patterns.iter().zip(&totals) {
            ratings.add(codes, count);
        }
        ratings
    }
}
