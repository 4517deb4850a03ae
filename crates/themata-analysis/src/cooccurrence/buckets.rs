/// Numbers sorted into buckets, each bucket in the order in which they came.
pub(super) struct Buckets {
    /// Where each bucket begins, and at last where the last one ends.
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Buckets {
    /// Sorts pairs of a bucket and a number, of which there are fewer than 2³².
    pub(super) fn of(
        buckets: usize,
        numbers: impl Iterator<Item = (u32, u32)> + Clone,
    ) -> Buckets {
        // Counted one place further, so that the sums up to a place are where it begins; the
        // place moves on as its bucket fills, and ends where the next begins.
        let mut starts = vec![0_u32; buckets + 2];
        let mut count = 0;
        for (bucket, _) in numbers.clone() {
            starts[bucket as usize + 2] += 1;
            count += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut values = vec![0; count];
        for (bucket, value) in numbers {
            let next = &mut starts[bucket as usize + 1];
            values[*next as usize] = value;
            *next += 1;
        }
        Buckets { starts, values }
    }

    /// The places of a bucket's numbers among all.
    pub(super) fn places(&self, bucket: u32) -> std::ops::Range<usize> {
        let bucket = bucket as usize;
        self.starts[bucket] as usize..self.starts[bucket + 1] as usize
    }

    /// The numbers in a bucket.
    pub(super) fn get(&self, bucket: u32) -> &[u32] {
        &self.values[self.places(bucket)]
    }

    /// All numbers, bucket by bucket.
    pub(super) fn all(&self) -> &[u32] {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use super::Buckets;

    #[test]
    fn buckets_keep_the_order() {
        let numbers = [(2, 7), (0, 5), (2, 6), (3, 1), (0, 4)];
        let buckets = Buckets::of(4, numbers.into_iter());
        let found: Vec<&[u32]> = (0..4).map(|at| buckets.get(at)).collect();
        assert_eq!(found, [&[5, 4][..], &[], &[7, 6], &[1]]);
        assert_eq!(buckets.all(), [5, 4, 7, 6, 1]);
        assert_eq!(Buckets::of(1, [].into_iter()).get(0), []);
    }
}
