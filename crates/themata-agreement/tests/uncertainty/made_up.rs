//! Ratings that are made up, the same on every run.

use themata_agreement::{Category, Ratings};

/// Steele, Lea and Flood's SplitMix64.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// Items one by one. Coders give the right one of `categories` two times in three, guess
/// otherwise, and leave out one item in `left_out`, never if that is 0.
pub(crate) fn items(
    count: usize,
    coders: usize,
    categories: u64,
    left_out: u64,
    seed: u64,
) -> Vec<Vec<Option<Category>>> {
    let mut numbers = Numbers(seed);
    let mut code = |truth: u64| {
        if left_out > 0 && numbers.below(left_out) == 0 {
            return None;
        }
        let right = numbers.below(3) > 0;
        let guess = numbers.below(categories);
        Some(Category::new(if right { truth } else { guess } as u32))
    };
    (0..count as u64)
        .map(|item| (0..coders).map(|_| code(item * item % 7 % categories)).collect())
        .collect()
}

pub(crate) fn ratings(items: &[Vec<Option<Category>>], categories: usize) -> Ratings {
    let mut ratings = Ratings::new(items.first().map_or(0, Vec::len), categories);
    items.iter().for_each(|codes| ratings.add(codes, 1));
    ratings
}

/// One yes-or-no question in `count` documents of different lengths, of which some have more
/// of it and some have coders who differ more.
pub(crate) fn documents(count: usize, seed: u64) -> Vec<Ratings> {
    let mut numbers = Numbers(seed);
    let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
    (0..count)
        .map(|_| {
            let mut ratings = Ratings::binary(2);
            ratings.add(&[yes, yes], 40 + numbers.below(60));
            ratings.add(&[yes, no], numbers.below(20));
            ratings.add(&[no, yes], numbers.below(15));
            ratings.add(&[no, no], 300 + numbers.below(200));
            ratings
        })
        .collect()
}
