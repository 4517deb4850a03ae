use crate::Category;

/// Where one coder cut a text into segments that leave nothing out.
///
/// The text consists of pieces that are never cut, such as turns or sentences. A boundary
/// stands between two pieces: boundary 1 after the first. Boundaries can be of several types,
/// such as topic and subtopic, and of more than one type at the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segmentation {
    length: u64,
    /// In order, each once.
    boundaries: Vec<(u64, Category)>,
}

impl Segmentation {
    /// A text of `length` pieces with boundaries, each after so many pieces, in any order.
    ///
    /// # Panics
    ///
    /// If a boundary does not stand between two pieces.
    #[must_use]
    pub fn new(
        length: u64,
        boundaries: impl IntoIterator<Item = (u64, Category)>,
    ) -> Segmentation {
        let mut boundaries: Vec<_> = boundaries.into_iter().collect();
        let between = |place: u64| 0 < place && place < length;
        assert!(
            boundaries.iter().all(|(place, _)| between(*place)),
            "a boundary stands between two pieces"
        );
        boundaries.sort_unstable();
        boundaries.dedup();
        Segmentation { length, boundaries }
    }

    /// Segments with so many pieces each, in their order, with boundaries of one type.
    /// Segments without pieces are left out.
    #[must_use]
    pub fn of_lengths(segments: &[u64]) -> Segmentation {
        let mut place = 0;
        let ends = segments.iter().filter(|pieces| **pieces > 0).map(|pieces| {
            place += pieces;
            (place, Category::new(0))
        });
        let mut boundaries: Vec<_> = ends.collect();
        boundaries.pop();
        Segmentation { length: place, boundaries }
    }

    /// The number of pieces.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The boundaries in the order of their place, each after so many pieces.
    #[must_use]
    pub fn boundaries(&self) -> &[(u64, Category)] {
        &self.boundaries
    }
}
