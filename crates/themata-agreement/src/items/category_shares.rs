use std::collections::BTreeMap;

use crate::{Category, Ratings};

/// How large each category's share of the codes on an item is, averaged over the items that
/// have any code: the pool of codes in which every item weighs the same, however many
/// coders judged it.
///
/// ```text
/// pi_k = mean over items with r_i ≥ 1 of  r_ik / r_i
/// ```
///
/// Gwet (2014), ch. 2 and 3, who keeps the items that only one coder judged: they tell
/// nothing about agreement, but something about how often categories occur.
pub(super) struct CategoryShares {
    of: Vec<f64>,
    /// The share of all *other* categories. Not computed as 1 less the share, because digits
    /// would get lost where one category is nearly all there is.
    others: Vec<f64>,
    only: Option<Category>,
}

impl CategoryShares {
    pub(super) fn of(ratings: &Ratings) -> CategoryShares {
        let categories = ratings.categories();
        let mut groups: BTreeMap<u64, Group> = BTreeMap::new();
        ratings.for_each_pattern(|codes, count| {
            let given = codes.iter().flatten().count() as u64;
            if given == 0 {
                return;
            }
            let group = groups
                .entry(given)
                .or_insert_with(|| Group { items: 0, codes_of: vec![0; categories] });
            group.items += count;
            for category in codes.iter().flatten() {
                group.codes_of[category.index()] += count;
            }
        });
        let items = groups.values().map(|group| group.items).sum::<u64>() as f64;
        let (mut of, mut others) = (vec![0.0; categories], vec![0.0; categories]);
        for (&given, group) in &groups {
            let codes = group.items * given;
            for (k, &gave) in group.codes_of.iter().enumerate() {
                of[k] += gave as f64 / given as f64 / items;
                others[k] += (codes - gave) as f64 / given as f64 / items;
            }
        }
        let mut used = (0..).map(Category::new).zip(&of).filter(|(_, share)| **share > 0.0);
        let first = used.next().map(|(category, _)| category);
        let only = first.filter(|_| used.next().is_none());
        CategoryShares { of, others, only }
    }

    /// The share of each category, from 0 to 1. They sum to 1 where there are codes.
    pub(super) fn shares(&self) -> &[f64] {
        &self.of
    }

    /// How likely it is that of two codes drawn from the pool exactly the first is of the
    /// category at position `k`: `pi_k (1 − pi_k)`.
    pub(super) fn against_rest(&self, k: usize) -> f64 {
        self.of[k] * self.others[k]
    }

    /// How likely it is that two codes drawn from the pool differ: `1 − Σ_k pi_k²`.
    pub(super) fn differing(&self) -> f64 {
        (0..self.of.len()).map(|k| self.against_rest(k)).sum()
    }

    /// The one category that all codes are of, or `None` if there are several or no codes.
    pub(super) fn only(&self) -> Option<Category> {
        self.only
    }
}

/// Items that have the same number of codes.
struct Group {
    items: u64,
    codes_of: Vec<u64>,
}
