//! A hash of words that takes less time than looking at the word.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Hashes short words by multiplying eight bytes at a time and folding the product, with a
/// seed that is drawn anew for each table so that no text is slow by design. Nothing depends
/// on the order that comes of it.
#[derive(Clone)]
pub(crate) struct Quick {
    seed: u64,
}

pub(crate) struct Folding {
    state: u64,
}

/// The fractional part of the golden ratio, an odd number without pattern.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Default for Quick {
    fn default() -> Quick {
        Quick { seed: RandomState::new().hash_one(0u64) }
    }
}

impl BuildHasher for Quick {
    type Hasher = Folding;

    fn build_hasher(&self) -> Folding {
        Folding { state: self.seed }
    }
}

impl Folding {
    fn fold(&mut self, value: u64) {
        let product = u128::from(self.state ^ value) * u128::from(FACTOR);
        self.state = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Folding {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.fold(u64::from_le_bytes(*eight));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.fold(u64::from_le_bytes(last) ^ (bytes.len() as u64) << 56);
    }

    fn write_u8(&mut self, value: u8) {
        self.fold(u64::from(value));
    }

    fn finish(&self) -> u64 {
        let product = u128::from(self.state) * u128::from(FACTOR);
        product as u64 ^ (product >> 64) as u64
    }
}
