use std::collections::BTreeMap;

use crate::Category;

/// How many items show each pattern of codes, in the order of the patterns.
///
/// A pattern is packed into one integer, `bits` bits a coder, as long as that fits: the
/// digit 0 says that the coder gave no code, and `n` says category `n - 1`. The first coder
/// has the highest digit, so the order of the integers is the order of the patterns.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Patterns {
    coders: usize,
    bits: u32,
    store: Store,
}

#[derive(Clone, PartialEq, Eq)]
enum Store {
    /// One count for each pattern there could be. Adding is one addition, which is what a
    /// sweep over long texts with a few coders and a yes-or-no question needs.
    Table(Vec<u64>),
    /// Counts by packed pattern.
    Packed(BTreeMap<u64, u64>),
    /// Counts by pattern, where a pattern does not fit into 64 bits.
    Wide(BTreeMap<Box<[Option<Category>]>, u64>),
}

/// The widest pattern that gets a table: 1,024 counts, or 8 kB. Five coders with a
/// yes-or-no question fit.
const TABLE_BITS: u64 = 10;

impl Patterns {
    pub(super) fn new(coders: usize, categories: u32) -> Patterns {
        let bits = u32::BITS - categories.leading_zeros();
        let width = coders as u64 * u64::from(bits);
        let store = if width <= TABLE_BITS {
            Store::Table(vec![0; 1 << width])
        } else if width <= u64::from(u64::BITS) {
            Store::Packed(BTreeMap::new())
        } else {
            Store::Wide(BTreeMap::new())
        };
        Patterns { coders, bits, store }
    }

    pub(super) fn add(&mut self, codes: &[Option<Category>], count: u64) {
        match &mut self.store {
            Store::Table(counts) => counts[pack(codes, self.bits) as usize] += count,
            Store::Packed(counts) => {
                *counts.entry(pack(codes, self.bits)).or_insert(0) += count;
            }
            Store::Wide(counts) => match counts.get_mut(codes) {
                Some(known) => *known += count,
                None => {
                    counts.insert(codes.into(), count);
                }
            },
        }
    }

    pub(super) fn for_each(&self, mut visit: impl FnMut(&[Option<Category>], u64)) {
        let mut codes = vec![None; self.coders];
        let mut visit_packed = |key, count| {
            unpack(key, self.bits, &mut codes);
            visit(&codes, count);
        };
        match &self.store {
            Store::Table(counts) => {
                for (key, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0)
                {
                    visit_packed(key as u64, count);
                }
            }
            Store::Packed(counts) => {
                counts.iter().for_each(|(&key, &count)| visit_packed(key, count));
            }
            Store::Wide(counts) => {
                counts.iter().for_each(|(codes, &count)| visit(codes, count));
            }
        }
    }
}

fn pack(codes: &[Option<Category>], bits: u32) -> u64 {
    codes.iter().fold(0, |key, code| key << bits | digit(*code))
}

fn unpack(mut key: u64, bits: u32, codes: &mut [Option<Category>]) {
    let mask = (1 << bits) - 1;
    for code in codes.iter_mut().rev() {
        // A digit has at most 32 bits because a category has.
        *code = (key & mask).checked_sub(1).map(|position| Category::new(position as u32));
        key >>= bits;
    }
}

fn digit(code: Option<Category>) -> u64 {
    code.map_or(0, |category| u64::from(category.position()) + 1)
}
