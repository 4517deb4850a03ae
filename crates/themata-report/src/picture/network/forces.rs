//! Points that are drawn to their partners and pushed away by all others.
//!
//! Only additions, multiplications, divisions and square roots are used, which IEEE 754
//! defines to the last bit, so that a seed gives the same picture on every machine.

use crate::picture::network::NetworkPair;

/// How often all points are moved.
const ROUNDS: usize = 300;

/// How many pictures are tried.
const TRIES: u64 = 12;

/// A place in the plane.
pub(super) type Place = (f64, f64);

/// Places for points, of which some are paired: those of the best of some pictures, the one
/// with the fewest lines that cross.
///
/// Thomas Fruchterman and Edward Reingold, "Graph Drawing by Force-directed Placement"
/// (Software: Practice and Experience 21, 1991): points push each other away with k² / d,
/// partners draw each other with d² / k, and the farthest step shrinks to nothing. Here pairs
/// draw by their strength too, and everything is drawn to the middle a little, so that parts
/// without a line between them stay in the picture.
pub(super) fn laid_out(points: usize, pairs: &[NetworkPair], seed: u64) -> Vec<Place> {
    let tries = (0..TRIES).map(|one| laid_out_once(points, pairs, seed.wrapping_add(one)));
    // Of pictures equally good the first is taken.
    let tries = tries.map(|places| (crossings(&places, pairs), places));
    tries.min_by_key(|(crossings, _)| *crossings).map(|(_, places)| places).unwrap_or_default()
}

fn laid_out_once(points: usize, pairs: &[NetworkPair], seed: u64) -> Vec<Place> {
    let mut chance = SplitMix(seed);
    let mut places: Vec<Place> =
        (0..points).map(|_| (chance.share() - 0.5, chance.share() - 0.5)).collect();
    let strongest = pairs.iter().map(|pair| pair.coefficient).fold(f64::MIN_POSITIVE, f64::max);
    let natural = (1.0 / points.max(1) as f64).sqrt();
    for round in 0..ROUNDS {
        let farthest = 0.12 * (1.0 - round as f64 / ROUNDS as f64);
        let mut moves = vec![(0.0, 0.0); points];
        for one in 0..points {
            for two in one + 1..points {
                let (right, down, distance) = between(places[one], places[two]);
                let push = natural * natural / distance;
                pull(&mut moves, (one, two), (right, down), -push);
            }
        }
        for pair in pairs {
            let (right, down, distance) = between(places[pair.one], places[pair.two]);
            let strength = 0.6 + 0.8 * pair.coefficient / strongest;
            let draw = distance * distance / natural * strength;
            pull(&mut moves, (pair.one, pair.two), (right, down), draw);
        }
        for (place, step) in places.iter_mut().zip(&moves) {
            let step = (step.0 - place.0 * natural * 1.6, step.1 - place.1 * natural * 1.6);
            let length = (step.0 * step.0 + step.1 * step.1).sqrt().max(1e-9);
            let share = length.min(farthest) / length;
            *place = (place.0 + step.0 * share, place.1 + step.1 * share);
        }
    }
    places
}

/// The direction from one place to another, and how far it is; never no distance at all.
fn between(one: Place, two: Place) -> (f64, f64, f64) {
    let (right, down) = (two.0 - one.0, two.1 - one.1);
    let distance = (right * right + down * down).sqrt();
    if distance < 1e-6 {
        (1.0, 0.0, 1e-6)
    } else {
        (right / distance, down / distance, distance)
    }
}

/// Moves two points towards each other.
fn pull(moves: &mut [Place], (one, two): (usize, usize), (right, down): Place, by: f64) {
    moves[one].0 += right * by;
    moves[one].1 += down * by;
    moves[two].0 -= right * by;
    moves[two].1 -= down * by;
}

/// How many pairs of lines cross.
fn crossings(places: &[Place], pairs: &[NetworkPair]) -> usize {
    let crosses = |a: &NetworkPair, b: &NetworkPair| {
        let is_met = [a.one, a.two].iter().any(|end| *end == b.one || *end == b.two);
        let (p, q, r, s) = (places[a.one], places[a.two], places[b.one], places[b.two]);
        !is_met && side(p, q, r) != side(p, q, s) && side(r, s, p) != side(r, s, q)
    };
    let before = |place: usize| pairs[..place].iter();
    (0..pairs.len())
        .map(|place| before(place).filter(|other| crosses(&pairs[place], other)).count())
        .sum()
}

/// On which side of the line from one place to another a third lies.
fn side(from: Place, to: Place, at: Place) -> bool {
    (to.0 - from.0) * (at.1 - from.1) > (to.1 - from.1) * (at.0 - from.0)
}

/// Numbers that look like chance and follow from a seed: Guy Steele, Doug Lea and Christine
/// Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below 1, by the upper 53 bits, which a float holds exactly.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the seed 1234567, as the reference implementation in C has them.
    #[test]
    fn the_numbers_are_the_published_ones() {
        let mut chance = SplitMix(1_234_567);
        let numbers: Vec<u64> = (0..3).map(|_| chance.next()).collect();
        let expect =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(numbers, expect);
    }

    fn pairs(ends: &[(usize, usize)]) -> Vec<NetworkPair> {
        ends.iter()
            .map(|(one, two)| NetworkPair { one: *one, two: *two, coefficient: 0.5 })
            .collect()
    }

    #[test]
    fn a_ring_has_no_lines_that_cross() {
        let ring = pairs(&[(0, 3), (3, 1), (1, 5), (5, 2), (2, 4), (4, 0)]);
        assert_eq!(crossings(&laid_out(6, &ring, 7), &ring), 0);
    }

    #[test]
    fn partners_are_nearer_than_strangers() {
        let two_parts = pairs(&[(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]);
        let places = laid_out(6, &two_parts, 1);
        let far = |one: usize, two: usize| between(places[one], places[two]).2;
        for (one, two) in [(0, 1), (1, 2), (3, 4), (4, 5)] {
            assert!(far(one, two) < far(0, 3), "{one} and {two}");
        }
    }

    #[test]
    fn points_at_one_place_come_apart() {
        assert_eq!(between((0.5, 0.5), (0.5, 0.5)), (1.0, 0.0, 1e-6));
        assert_eq!(laid_out(0, &[], 1), []);
    }
}
