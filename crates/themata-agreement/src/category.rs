/// One of the values that an item can be given, as its position in the declared list of
/// values, counted from 0.
///
/// Which value stands at which position is the caller's business. Unless a measure is given
/// weights or a metric, categories are nominal: two codes are the same or they are not. A
/// category is not "no code": an item that a coder did not see has `None` in place of a
/// category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(u32);

impl Category {
    /// The value "it is not there" of a yes-or-no question, at position 0.
    pub const ABSENT: Category = Category(0);

    /// The value "it is there" of a yes-or-no question, at position 1.
    pub const PRESENT: Category = Category(1);

    /// The category at `position` in the declared list, counted from 0.
    #[must_use]
    pub const fn new(position: u32) -> Category {
        Category(position)
    }

    /// The position in the declared list, counted from 0.
    #[must_use]
    pub const fn position(self) -> u32 {
        self.0
    }

    /// The category at an index into a vector with one entry per category. Vectors are made
    /// with at most as many entries as a position can count.
    pub(crate) fn at(index: usize) -> Category {
        Category(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The position as an index into a vector with one entry per category.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<bool> for Category {
    fn from(present: bool) -> Category {
        if present { Category::PRESENT } else { Category::ABSENT }
    }
}
