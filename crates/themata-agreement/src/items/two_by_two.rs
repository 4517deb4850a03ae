use super::two_coders::TwoCoders;
use crate::{Category, Ratings, Undefined};

/// What two coders answered to one yes-or-no question, as the four numbers of items from
/// which such agreement is usually argued about.
///
/// Counted are the items that both coders judged. Positive and negative agreement are
/// [`specific_agreement`](crate::specific_agreement).
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, Ratings, TwoByTwo};
///
/// let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
/// let mut ratings = Ratings::binary(2);
/// ratings.add(&[yes, yes], 5);
/// ratings.add(&[yes, no], 2);
/// ratings.add(&[no, no], 13);
/// let table = TwoByTwo::of(&ratings).unwrap();
/// assert_eq!((table.both, table.only_first, table.only_second, table.neither), (5, 2, 0, 13));
/// assert_eq!(table.pabak(), 0.8);
/// assert_eq!(table.prevalence_index(), -0.4);
/// assert_eq!(table.bias_index(), 0.1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TwoByTwo {
    /// The items that both coders said yes to, often written *a*.
    pub both: u64,
    /// The items that only the first coder said yes to, *b*.
    pub only_first: u64,
    /// The items that only the second coder said yes to, *c*.
    pub only_second: u64,
    /// The items that neither coder said yes to, *d*.
    pub neither: u64,
}

impl TwoByTwo {
    /// Counts the items that both coders judged. There is at least one.
    ///
    /// # Errors
    ///
    /// Unless there are exactly two coders and two categories; if there are no items; if no
    /// item was judged by both.
    pub fn of(ratings: &Ratings) -> Result<TwoByTwo, Undefined> {
        let two = TwoCoders::of(ratings)?;
        let categories = ratings.categories();
        if categories != 2 {
            return Err(Undefined::NotTwoCategories { categories });
        }
        let yes = Category::PRESENT.index();
        // Both said yes as often as the yeses of the one and the other say twice, less the
        // items on which only one of them did.
        let differed = two.items - two.agreed;
        let both = (two.first_gave[yes] + two.second_gave[yes] - differed) / 2;
        Ok(TwoByTwo {
            both,
            only_first: two.first_gave[yes] - both,
            only_second: two.second_gave[yes] - both,
            neither: two.agreed - both,
        })
    }

    /// The number of items that both coders judged, *n*. Not zero.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.both + self.only_first + self.only_second + self.neither
    }

    /// The kappa that there would be if both answers were as frequent and both coders used
    /// them as often, from −1 to 1: `2 po − 1`. It is Bennett's S of a yes-or-no question.
    ///
    /// It says what agreement amounts to on an even question, not on this one; report it
    /// beside kappa and the two indices, not instead.
    ///
    /// Byrt, T., Bishop, J., Carlin, J. B. (1993). Bias, prevalence and kappa. *Journal of
    /// Clinical Epidemiology* 46(5), 423–429. Source of the two indices as well.
    #[must_use]
    pub fn pabak(&self) -> f64 {
        self.difference(self.both + self.neither, self.only_first + self.only_second)
    }

    /// How much more often both said yes than both said no, from −1 (yes never occurs) over 0
    /// (both answers alike) to 1: `(a − d) / n`. Far from 0 it lowers kappa.
    #[must_use]
    pub fn prevalence_index(&self) -> f64 {
        self.difference(self.both, self.neither)
    }

    /// How much more often the first coder said yes than the second, from −1 to 1:
    /// `(b − c) / n`. Far from 0 it raises kappa.
    #[must_use]
    pub fn bias_index(&self) -> f64 {
        self.difference(self.only_first, self.only_second)
    }

    fn difference(&self, more: u64, less: u64) -> f64 {
        // Numbers of items are below 2^48, so they fit the signed type.
        (more as i64 - less as i64) as f64 / self.items() as f64
    }
}
