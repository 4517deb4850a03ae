use rayon::prelude::*;

use crate::{Ratings, Undefined};

/// A figure without each of the coders in turn, one entry per coder in their order.
///
/// Where the figure rises a lot without one coder, that coder reads the codes differently from
/// the others. With two coders every entry says that there are too few.
///
/// # Examples
///
/// ```
/// use themata_agreement::uncertainty::leave_one_coder_out;
/// use themata_agreement::{Category, Ratings, krippendorff_alpha};
///
/// let [a, b] = [0, 1].map(|position| Some(Category::new(position)));
/// let mut ratings = Ratings::new(3, 2);
/// ratings.add(&[a, a, b], 5);
/// ratings.add(&[b, b, a], 5);
/// let alpha = leave_one_coder_out(&ratings, |others| krippendorff_alpha(others).value);
/// assert_eq!(alpha[2], Ok(1.0));
/// assert!(alpha[0].unwrap() < 0.0);
/// ```
pub fn leave_one_coder_out(
    ratings: &Ratings,
    figure: impl Fn(&Ratings) -> Result<f64, Undefined>,
) -> Vec<Result<f64, Undefined>> {
    let without = |coder: usize| {
        let others: Vec<usize> =
            (0..ratings.coders()).filter(|other| *other != coder).collect();
        figure(&ratings.of_coders(&others))
    };
    (0..ratings.coders()).map(without).collect()
}

/// Figures without each of `clusters` clusters in turn: for each cluster the figures that are
/// left. `figures` computes them from how often each cluster counts, which is once, or not at
/// all for the one left out.
///
/// The document without which a figure changes most is the one to read again.
pub fn leave_one_cluster_out(
    clusters: usize,
    figures: impl Fn(&[u64]) -> Vec<Result<f64, Undefined>> + Sync,
) -> Vec<Vec<Result<f64, Undefined>>> {
    let without = |cluster: usize| {
        let mut times = vec![1; clusters];
        times[cluster] = 0;
        figures(&times)
    };
    (0..clusters).into_par_iter().map(without).collect()
}
