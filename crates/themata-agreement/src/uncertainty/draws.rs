use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// How often each of `clusters` clusters is drawn in replicate `replicate` of `seed`, when as
/// many are drawn with replacement as there are.
///
/// Each replicate has a stream of its own, so it does not matter which thread draws it, nor
/// how many replicates there are. Neither the generator nor the way from its numbers to
/// clusters may change: the same seed gives the same interval for ever.
pub(super) fn draw(clusters: usize, seed: u64, replicate: u64) -> Vec<u64> {
    let mut numbers = SeededNumbers::new(seed, replicate);
    let mut times = vec![0; clusters];
    for _ in 0..clusters {
        times[numbers.below(clusters as u64) as usize] += 1;
    }
    times
}

/// Numbers as if by chance that follow from a seed alone: a stream of ChaCha with 8 rounds
/// (Bernstein 2008) for each sample, so that it does not matter which thread draws it.
///
/// Neither the generator nor the way to a number below a bound may change: the same seed gives
/// the same figures for ever.
#[derive(Debug)]
pub struct SeededNumbers {
    stream: ChaCha8Rng,
}

impl SeededNumbers {
    /// The numbers of one sample of a seed.
    #[must_use]
    pub fn new(seed: u64, sample: u64) -> SeededNumbers {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut stream = ChaCha8Rng::from_seed(key);
        stream.set_stream(sample);
        SeededNumbers { stream }
    }

    /// The next number below a bound, each as likely as the other (Lemire 2019); 0 if the
    /// bound is.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        loop {
            let product = u128::from(self.stream.next_u64()) * u128::from(bound);
            // The first few products of each row would come once too often.
            if product as u64 >= bound.wrapping_neg() % bound {
                return (product >> 64) as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::draw;

    /// Written down so that a change of the generator, which would change every interval that
    /// was ever reported, does not go unnoticed.
    #[test]
    fn a_seed_means_the_same_for_ever() {
        assert_eq!(draw(8, 1, 0), [0, 1, 1, 1, 0, 1, 3, 1]);
        assert_eq!(draw(8, 1, 1), [1, 1, 2, 0, 1, 1, 1, 1]);
        assert_eq!(draw(8, 2, 0), [2, 1, 0, 1, 1, 0, 0, 3]);
    }

    #[test]
    fn every_cluster_is_drawn_equally_often() {
        let mut times = [0; 7];
        for replicate in 0..10_000 {
            let drawn = draw(7, 3, replicate);
            assert_eq!(drawn.iter().sum::<u64>(), 7);
            times.iter_mut().zip(drawn).for_each(|(sum, drawn)| *sum += drawn);
        }
        // The standard deviation of each is about 93.
        assert!(times.iter().all(|times| (9_600..10_400).contains(times)), "{times:?}");
    }
}
