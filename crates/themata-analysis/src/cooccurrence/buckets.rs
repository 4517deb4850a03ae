/// Values sorted into buckets, each bucket in the order in which they came.
pub(super) struct Buckets<T = u32> {
    /// Where each bucket begins, and at last where the last one ends.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T: Copy + Default> Buckets<T> {
    /// Sorts pairs of a bucket and a value, of which there are fewer than 2³².
    pub(super) fn of(
        buckets: usize,
        values: impl Iterator<Item = (u32, T)> + Clone,
    ) -> Buckets<T> {
        // Counted one place further, so that the sums up to a place are where it begins; the
        // place moves on as its bucket fills, and ends where the next begins.
        let mut starts = vec![0_u32; buckets + 2];
        let mut count = 0;
        for (bucket, _) in values.clone() {
            starts[bucket as usize + 2] += 1;
            count += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut sorted = vec![T::default(); count];
        for (bucket, value) in values {
            let next = &mut starts[bucket as usize + 1];
            sorted[*next as usize] = value;
            *next += 1;
        }
        Buckets { starts, values: sorted }
    }

    /// The places of a bucket's values among all.
    pub(super) fn places(&self, bucket: u32) -> std::ops::Range<usize> {
        let bucket = bucket as usize;
        self.starts[bucket] as usize..self.starts[bucket + 1] as usize
    }

    /// The values in a bucket.
    pub(super) fn get(&self, bucket: u32) -> &[T] {
        &self.values[self.places(bucket)]
    }

    /// All values, bucket by bucket.
    pub(super) fn all(&self) -> &[T] {
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
        assert_eq!(Buckets::<u32>::of(1, [].into_iter()).get(0), []);
    }
}
