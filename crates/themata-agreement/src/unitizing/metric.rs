use crate::Category;

/// How far apart two categories are, for [`cu_alpha`](crate::cu_alpha).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UnitMetric<'a> {
    /// Two categories are the same or they are not: the difference is 0 or 1.
    Nominal,
    /// Categories stand for numbers, at the category's place: the difference is
    /// `(x − y)²`.
    Interval(&'a [f64]),
    /// Categories stand for numbers from 0 up with a true zero: the difference is
    /// `((x − y) / (x + y))²`, and 0 between 0 and 0.
    Ratio(&'a [f64]),
}

impl UnitMetric<'_> {
    /// A function from two categories to their squared difference. For intervals it is
    /// divided by the square of the largest number, which no quotient of two disagreements
    /// shows, and which keeps large numbers from overflowing.
    ///
    /// # Panics
    ///
    /// If there are fewer numbers than `categories`, or one is not finite, or is negative
    /// where a ratio is asked for.
    pub(super) fn difference(self, categories: usize) -> impl Fn(Category, Category) -> f64 {
        let (numbers, ratio) = match self {
            UnitMetric::Nominal => (None, false),
            UnitMetric::Interval(numbers) => (Some(numbers), false),
            UnitMetric::Ratio(numbers) => (Some(numbers), true),
        };
        let scaled: Option<Vec<f64>> = numbers.map(|numbers| {
            assert!(numbers.len() >= categories, "every category stands for a number");
            assert!(numbers.iter().all(|x| x.is_finite()), "numbers are finite");
            assert!(!ratio || numbers.iter().all(|x| *x >= 0.0), "ratios begin at 0");
            let largest = numbers.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
            let divisor = if largest > 0.0 { largest } else { 1.0 };
            numbers.iter().map(|x| x / divisor).collect()
        });
        move |one, other| {
            let Some(numbers) = &scaled else { return f64::from(u8::from(one != other)) };
            let (x, y) = (numbers[one.index()], numbers[other.index()]);
            match (ratio, x + y) {
                (false, _) => (x - y) * (x - y),
                (true, 0.0) => 0.0,
                (true, sum) => ((x - y) / sum) * ((x - y) / sum),
            }
        }
    }
}
