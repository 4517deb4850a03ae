use super::alignment::Aligned;
use super::dissimilarity::{Dissimilarity, positional};
use crate::{Category, Coefficient, Undefined};

/// Which pairs of a unitary alignment gamma-cat and gamma-k are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CategoryPairs {
    /// Pairs of units: what a coder did not mark says nothing of categories. That is what
    /// the definition says, and what makes gamma-cat agree with Krippendorff's alpha on
    /// given units, with missing codes too (Mathet 2017).
    #[default]
    Units,
    /// Also pairs of a unit and an empty place, with weight 1 and distance 1, and the weight
    /// of a pair of units is `max(0, 1 − a · pos) / (n − 1)`: what pygamma-agreement 0.5.9
    /// computes. To be had for comparison; it mixes what was marked with what it was called.
    WithEmptyPlaces,
}

/// How far categories differ in an alignment: over all pairs, and over those in which a
/// category occurs.
pub(super) struct OnCategories {
    all: Weighed,
    by_category: Vec<Weighed>,
    /// How many units there are of each category, aligned or not.
    units: Vec<u64>,
}

#[derive(Clone, Copy, Default)]
struct Weighed {
    /// The distances of categories, each with the weight of its pair.
    distance: f64,
    weight: f64,
    /// Unitary alignments in which a pair has a weight, and their units.
    unitary: u64,
    units: u64,
}

/// A pair of a unitary alignment.
struct Pair {
    k: Category,
    /// The category of the other one, if it is not an empty place.
    l: Option<Category>,
    weight: f64,
    distance: f64,
}

impl Pair {
    fn with_empty(category: Category) -> Pair {
        Pair { k: category, l: None, weight: 1.0, distance: 1.0 }
    }
}

impl Weighed {
    /// Adds a pair, which may be the first of a unitary alignment of `size` units.
    fn add(&mut self, pair: &Pair, first: bool, size: usize) {
        self.distance += pair.weight * pair.distance;
        self.weight += pair.weight;
        if first {
            self.unitary += 1;
            self.units += size as u64;
        }
    }

    fn disorder(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.distance / self.weight)
    }
}

impl OnCategories {
    pub(super) fn of(
        aligned: &Aligned,
        like: &Dissimilarity,
        rule: CategoryPairs,
        categories: usize,
    ) -> OnCategories {
        let mut found = OnCategories {
            all: Weighed::default(),
            by_category: vec![Weighed::default(); categories],
            units: vec![0; categories],
        };
        for unit in &aligned.units {
            found.units[unit.span.category.index()] += 1;
        }
        let slope = match rule {
            CategoryPairs::Units => 1.0,
            CategoryPairs::WithEmptyPlaces => like.a(),
        };
        for group in &aligned.groups {
            let mut pairs: Vec<Pair> = aligned
                .pairs(group)
                .map(|(u, v)| {
                    let near = (1.0 - slope * positional(u.span, v.span)).max(0.0);
                    let (k, l) = (u.span.category, v.span.category);
                    let weight = near / (group.len() - 1) as f64;
                    Pair { k, l: Some(l), weight, distance: like.categorical(k, l) }
                })
                .collect();
            if rule == CategoryPairs::WithEmptyPlaces {
                pairs.extend(aligned.empty_places(group).map(Pair::with_empty));
            }
            found.add(&pairs, group.len());
        }
        if rule == CategoryPairs::WithEmptyPlaces {
            for unit in aligned.alone() {
                let pairs: Vec<Pair> =
                    aligned.empty_places(&[unit]).map(Pair::with_empty).collect();
                found.add(&pairs, 1);
            }
        }
        found
    }

    /// Adds the pairs of a unitary alignment of `size` units.
    fn add(&mut self, pairs: &[Pair], size: usize) {
        let mut met: Vec<Category> = Vec::new();
        let pairs = pairs.iter().filter(|pair| pair.weight > 0.0);
        for (place, pair) in pairs.enumerate() {
            self.all.add(pair, place == 0, size);
            let categories = [Some(pair.k), pair.l.filter(|&l| l != pair.k)];
            for category in categories.into_iter().flatten() {
                let new = !met.contains(&category);
                self.by_category[category.index()].add(pair, new, size);
                if new {
                    met.push(category);
                }
            }
        }
    }

    /// Gamma-k of a category, or gamma-cat without one.
    pub(super) fn coefficient(
        &self,
        category: Option<usize>,
        chance: &[OnCategories],
    ) -> Coefficient {
        let observed = self.weighed(category);
        let expected: Vec<f64> =
            chance.iter().filter_map(|sample| sample.weighed(category).disorder()).collect();
        let expected = (!expected.is_empty())
            .then(|| expected.iter().sum::<f64>() / expected.len() as f64);
        Coefficient {
            value: self.value(category, observed.disorder(), expected),
            observed_disagreement: observed.disorder(),
            expected_disagreement: expected,
            items: observed.unitary,
            codes: observed.units,
        }
    }

    fn value(
        &self,
        category: Option<usize>,
        observed: Option<f64>,
        expected: Option<f64>,
    ) -> Result<f64, Undefined> {
        let at = |place: usize| Category::new(place as u32);
        if let Some(category) = category.filter(|&category| self.units[category] == 0) {
            return Err(Undefined::NotUsed { category: at(category) });
        }
        let observed = observed.ok_or(Undefined::NoPairs)?;
        let mut used = (0..self.units.len()).filter(|&category| self.units[category] > 0);
        if let (Some(only), None) = (used.next(), used.next()) {
            return Err(Undefined::OneValueOnly { category: at(only) });
        }
        match expected {
            Some(expected) if expected > 0.0 => Ok(1.0 - observed / expected),
            _ => Err(Undefined::NoDisorderByChance),
        }
    }

    fn weighed(&self, category: Option<usize>) -> &Weighed {
        category.map_or(&self.all, |category| &self.by_category[category])
    }
}
