//! Which of many are most alike: average linkage, and the order in which they then stand.

/// Two groups that became one. Groups are the leaves in the order given, then the joins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Join {
    /// The group that holds the leaf given first.
    pub(crate) one: usize,
    pub(crate) two: usize,
    /// The mean distance between the leaves of one group and those of the other.
    pub(crate) distance: f64,
}

/// The joins of some leaves, nearest first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    pub(crate) leaves: usize,
    pub(crate) joins: Vec<Join>,
}

/// Two distances closer than this are the same, because what differs is rounding.
const SAME: f64 = 1e-12;

/// Joins the two nearest groups until there is one, the distance of two groups being the
/// mean distance of their leaves (Robert Sokal and Charles Michener, "A statistical method
/// for evaluating systematic relationships", 1958; UPGMA).
///
/// Of pairs that are equally near, the one whose leaves were given first is joined first.
/// The work grows with the cube of the leaves, of which a picture has some dozens.
pub(crate) fn average_linkage(leaves: usize, distance: impl Fn(usize, usize) -> f64) -> Tree {
    struct Group {
        name: usize,
        size: f64,
        distances: Vec<f64>,
    }
    // Groups stand in the order of their first leaves, and `distances` are to those places.
    let mut groups: Vec<Group> = (0..leaves)
        .map(|one| Group {
            name: one,
            size: 1.0,
            distances: (0..leaves)
                .map(|two| if one == two { 0.0 } else { distance(one, two) })
                .collect(),
        })
        .collect();
    let mut joins = Vec::new();
    while groups.len() > 1 {
        let mut nearest = (0, 1, f64::INFINITY);
        for one in 0..groups.len() {
            for two in one + 1..groups.len() {
                let distance = groups[one].distances[two];
                if distance < nearest.2 - SAME {
                    nearest = (one, two, distance);
                }
            }
        }
        let (one, two, distance) = nearest;
        let gone = groups.remove(two);
        for group in &mut groups {
            group.distances.remove(two);
        }
        let mut from_gone = gone.distances;
        from_gone.remove(two);
        let size = groups[one].size + gone.size;
        for (other, from_gone) in from_gone.into_iter().enumerate() {
            let from_one = groups[one].distances[other];
            let mean = (from_one * groups[one].size + from_gone * gone.size) / size;
            groups[one].distances[other] = mean;
            groups[other].distances[one] = mean;
        }
        joins.push(Join { one: groups[one].name, two: gone.name, distance });
        groups[one].name = leaves + joins.len() - 1;
        groups[one].size = size;
    }
    Tree { leaves, joins }
}

impl Tree {
    /// The leaves so that each group stands together, those given first first.
    pub(crate) fn order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.leaves);
        let root = (self.leaves + self.joins.len()).checked_sub(1);
        let mut open: Vec<usize> = root.into_iter().collect();
        while let Some(group) = open.pop() {
            match group.checked_sub(self.leaves) {
                None => order.push(group),
                Some(join) => open.extend([self.joins[join].two, self.joins[join].one]),
            }
        }
        order
    }

    /// The distance at which all are one; 0 where there is nothing to join.
    pub(crate) fn height(&self) -> f64 {
        self.joins.iter().map(|join| join.distance).fold(0.0, f64::max)
    }
}

/// How far two rows differ in direction: 1 − cosine of the angle between them, from 0 for the
/// same proportions to 2 for opposite ones. What is missing counts as 0. A row of zeros has no
/// direction and is at distance 1 from every other.
pub(crate) fn cosine_distance(one: &[f64], two: &[f64]) -> f64 {
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let lengths = product(one, one).sqrt() * product(two, two).sqrt();
    if lengths > 0.0 && lengths.is_finite() {
        (1.0 - product(one, two) / lengths).clamp(0.0, 2.0)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tree(rows: &[&[f64]]) -> Tree {
        average_linkage(rows.len(), |one, two| rows[one.max(two)][one.min(two)])
    }

    /// Five bacteria by their 5S ribosomal RNA: Gary Olsen, "Phylogenetic analysis using
    /// ribosomal RNA" (Methods in Enzymology 164, 1988), worked through for average linkage
    /// in the encyclopedia article "UPGMA": joined at 17, 22, 28 and 33.
    #[test]
    fn five_bacteria() {
        let tree = tree(&[
            &[],
            &[17.0],
            &[21.0, 30.0],
            &[31.0, 34.0, 28.0],
            &[23.0, 21.0, 39.0, 43.0],
        ]);
        let joins: Vec<_> =
            tree.joins.iter().map(|join| (join.one, join.two, join.distance)).collect();
        assert_eq!(joins, [(0, 1, 17.0), (5, 4, 22.0), (2, 3, 28.0), (6, 7, 33.0)]);
        assert_eq!(tree.order(), [0, 1, 4, 2, 3]);
        assert_eq!(tree.height(), 33.0);
    }

    #[test]
    fn of_pairs_equally_near_the_first_given_is_joined_first() {
        let tree = average_linkage(4, |_, _| 0.5);
        let joins: Vec<_> = tree.joins.iter().map(|join| (join.one, join.two)).collect();
        assert_eq!(joins, [(0, 1), (4, 2), (5, 3)]);
        assert_eq!(tree.order(), [0, 1, 2, 3]);
    }

    #[test]
    fn nothing_and_one_have_no_joins() {
        assert_eq!(average_linkage(0, |_, _| 1.0).order(), [0; 0]);
        assert_eq!(average_linkage(1, |_, _| 1.0).order(), [0]);
    }

    #[test]
    fn cosine_is_of_proportions() {
        assert!(cosine_distance(&[1.0, 2.0], &[10.0, 20.0]) < 1e-12);
        assert_eq!(cosine_distance(&[1.0, 0.0], &[0.0, 3.0]), 1.0);
        assert_eq!(cosine_distance(&[1.0, 0.0], &[-2.0, 0.0]), 2.0);
        assert_eq!(cosine_distance(&[0.0, 0.0], &[1.0, 3.0]), 1.0);
        // (1·2 + 2·1) / (√5 · √5) = 0.8.
        assert!((cosine_distance(&[1.0, 2.0], &[2.0, 1.0]) - 0.2).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn every_leaf_stands_once_and_joins_never_come_nearer(
            values in prop::collection::vec(0.0f64..1.0, 100), leaves in 0usize..10,
        ) {
            let tree = average_linkage(leaves, |a, b| values[a.min(b) * 10 + a.max(b)]);
            let mut order = tree.order();
            order.sort_unstable();
            prop_assert_eq!(order, (0..leaves).collect::<Vec<_>>());
            let joins = tree.joins.windows(2);
            prop_assert!(joins.into_iter().all(|two| two[0].distance <= two[1].distance + 1e-9));
        }
    }
}
