use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use themata_model::Session;

/// Numbers as if by chance that follow from a seed alone: the same ones on every machine and
/// in every version.
///
/// The stream is ChaCha with 8 rounds (Bernstein, 2008) under a key of the seed's eight bytes,
/// the lowest first, and zeros. How a number of the stream becomes a choice is decided here
/// and not by a library, whose ways may change.
pub(super) struct Chance {
    stream: ChaCha8Rng,
}

impl Chance {
    pub(super) fn new(seed: u64) -> Chance {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        Chance { stream: ChaCha8Rng::from_seed(key) }
    }

    /// A number from 0 up to a bound, the bound excluded, each as likely as the others; 0 if
    /// the bound is.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        if bound == 0 {
            return 0;
        }
        // Numbers of the stream beyond the last whole multiple of the bound would make small
        // remainders likelier; they are passed over.
        let beyond = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.stream.next_u64();
            if number < beyond {
                return (number % bound) as usize;
            }
        }
    }

    /// Some of several things, each choice and each order as likely as the others: the first
    /// steps of Fisher and Yates's shuffle.
    pub(super) fn choose<T>(&mut self, mut things: Vec<T>, number: usize) -> Vec<T> {
        let number = number.min(things.len());
        for place in 0..number {
            let other = place + self.below(things.len() - place);
            things.swap(place, other);
        }
        things.truncate(number);
        things
    }
}

/// A seed for a draw for which none was said: from the identity of the operation, which no two
/// have in common. It has ten digits at most, so that it can be copied by hand.
pub(super) fn seed_of(session: &Session) -> u64 {
    let identity = session.operation.as_u128();
    let folded = [0, 32, 64, 96].map(|by| (identity >> by) as u32);
    u64::from(folded.into_iter().fold(0, |all, part| all ^ part))
}

#[cfg(test)]
mod tests {
    use super::{Chance, seed_of};
    use themata_model::Session;

    /// The first words of the key stream of ChaCha with 8 rounds under a key of zeros (test
    /// vector TC1 of draft-strombergson-chacha-test-vectors-01).
    #[test]
    fn the_stream_is_the_published_one() {
        use rand_chacha::rand_core::Rng;

        let mut chance = Chance::new(0);
        let bytes: Vec<u8> =
            (0..2).flat_map(|_| chance.stream.next_u64().to_le_bytes()).collect();
        let published = [
            0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6, 0x7f, 0x5b, 0xb8, 0xe8, 0x1f, 0x09,
            0xa5, 0xa1,
        ];
        assert_eq!(bytes, published);
    }

    #[test]
    fn numbers_lie_below_their_bound_and_all_of_them_come() {
        let mut chance = Chance::new(7);
        let mut times = [0_u32; 7];
        for _ in 0..7_000 {
            times[chance.below(7)] += 1;
        }
        // A thousand each is expected; one in a hundred thousand streams would leave this.
        assert!(times.iter().all(|times| (850..1150).contains(times)), "{times:?}");
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.below(1), 0);
    }

    #[test]
    fn each_choice_is_as_likely() {
        let mut chance = Chance::new(3);
        let mut times = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            *times.entry(chance.choose(vec!['a', 'b', 'c', 'd'], 2)).or_insert(0_u32) += 1;
        }
        assert_eq!(times.len(), 12);
        assert!(times.values().all(|times| (390..610).contains(times)), "{times:?}");
    }

    #[test]
    fn a_seed_that_was_made_up_follows_from_the_operation() {
        let seed = |number| seed_of(&Session::fixed("ana", number));
        assert_eq!(seed(5), seed(5));
        assert_ne!(seed(5), seed(6));
        assert!(seed(u64::MAX) <= u64::from(u32::MAX));
    }
}
