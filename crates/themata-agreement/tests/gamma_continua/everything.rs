//! The definition of the least disorder, carried out on every alignment there is.

use std::collections::HashMap;

use themata_agreement::{Continuum, Dissimilarity, Unit};

/// The least disorder of all alignments.
pub(crate) fn least(continuum: &Continuum, like: &Dissimilarity) -> f64 {
    let coders = continuum.coders();
    let units: Vec<(usize, Unit)> = (0..coders)
        .flat_map(|coder| continuum.units(coder).iter().map(move |&unit| (coder, unit)))
        .collect();
    let mut known = HashMap::from([(0u32, 0.0)]);
    let all = (1u32 << units.len()) - 1;
    below(all, &units, coders, like, &mut known) * coders as f64 / units.len() as f64
}

/// The least sum over unitary alignments of the units that are `left`: the first of them is
/// in one of its unitary alignments.
fn below(
    left: u32,
    units: &[(usize, Unit)],
    coders: usize,
    like: &Dissimilarity,
    known: &mut HashMap<u32, f64>,
) -> f64 {
    if let Some(&sum) = known.get(&left) {
        return sum;
    }
    let first = left.trailing_zeros() as usize;
    let mut ways = vec![vec![first]];
    for other in first + 1..units.len() {
        let with: Vec<Vec<usize>> = ways
            .iter()
            .filter(|way| {
                left >> other & 1 == 1 && units[way[way.len() - 1]].0 != units[other].0
            })
            .map(|way| way.iter().copied().chain([other]).collect())
            .collect();
        ways.extend(with);
    }
    let mut best = f64::INFINITY;
    for way in ways {
        let taken: u32 = way.iter().map(|unit| 1 << unit).sum();
        let mut row = vec![None; coders];
        way.iter().for_each(|&unit| row[units[unit].0] = Some(units[unit].1));
        let rest = below(left & !taken, units, coders, like, known);
        best = best.min(mean(&row, like) + rest);
    }
    known.insert(left, best);
    best
}

/// The disorder of an alignment; every unit has to be in it once.
pub(crate) fn disorder(
    continuum: &Continuum,
    like: &Dissimilarity,
    alignment: Vec<Vec<Option<usize>>>,
) -> f64 {
    let coders = continuum.coders();
    for coder in 0..coders {
        let mut places: Vec<usize> = alignment.iter().filter_map(|row| row[coder]).collect();
        places.sort_unstable();
        assert!(places.into_iter().eq(0..continuum.units(coder).len()));
    }
    let sum: f64 = alignment
        .iter()
        .map(|row| {
            let units = row.iter().enumerate();
            let units: Vec<Option<Unit>> =
                units.map(|(coder, place)| Some(continuum.units(coder)[(*place)?])).collect();
            mean(&units, like)
        })
        .sum();
    let units: usize = (0..coders).map(|coder| continuum.units(coder).len()).sum();
    sum * coders as f64 / units as f64
}

/// The mean dissimilarity of all pairs of coders in a unitary alignment.
fn mean(row: &[Option<Unit>], like: &Dissimilarity) -> f64 {
    let (mut sum, mut pairs) = (0.0, 0.0);
    for (place, first) in row.iter().enumerate() {
        for second in &row[place + 1..] {
            sum += match (first, second) {
                (Some(first), Some(second)) => like.between(*first, *second),
                _ => like.d(),
            };
            pairs += 1.0;
        }
    }
    sum / pairs
}
