mod intervals;

use std::ops::Range;

use rayon::prelude::*;

pub use intervals::{ClusterInterval, FEW_CLUSTERS, IntervalMethod};

use super::clusters::Clusters;
use super::draws::draw;
use super::leave_out::leave_one_cluster_out;
use crate::{Ratings, Undefined};

/// How many samples are drawn, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Resampling {
    /// The number of samples. 1,000 make a 95 % interval that is good to about two digits.
    pub replicates: usize,
    /// The seed of the draws. Replicate `r` of a seed draws the same clusters always.
    pub seed: u64,
}

/// How a figure varies when clusters are drawn again with replacement, as many as there are.
///
/// Made by [`bootstrap`] and [`bootstrap_ratings`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bootstrap {
    /// The figure on all clusters as they are, or why there is none.
    pub estimate: Result<f64, Undefined>,
    /// The number of clusters.
    pub clusters: usize,
    /// The number of samples drawn. None are drawn from fewer than two clusters.
    pub replicates: usize,
    /// The number of samples in which the figure is undefined. Intervals and shares are about
    /// the others; where these are many, they say little.
    pub undefined: usize,
    /// The figure without each of the clusters in turn, in their order. Empty if there are
    /// fewer than two.
    pub without: Vec<Result<f64, Undefined>>,
    /// The defined values, ascending.
    values: Vec<f64>,
}

/// Draws samples of clusters and computes figures on each of them: one [`Bootstrap`] for each
/// figure, in their order.
///
/// `figures` is given how often each of the `clusters` clusters counts, and says for each
/// figure its value or why there is none; a number that is not finite counts as undefined. All
/// figures see the same samples, so that differences between them and means over them can be
/// figures as well. Whole clusters are drawn because what lies in one cluster hangs together.
///
/// The result depends on the seed and not on the number of threads. Memory is one number for
/// each figure and replicate.
///
/// Davison, A. C. and Hinkley, D. V. (1997). *Bootstrap Methods and their Application*, ch. 2
/// and 3.8; Field, C. A. and Welsh, A. H. (2007). Bootstrapping clustered data. *Journal of
/// the Royal Statistical Society B* 69(3), 369–390.
///
/// # Panics
///
/// If `figures` does not give the same number of figures each time.
pub fn bootstrap(
    clusters: usize,
    resampling: Resampling,
    figures: impl Fn(&[u64]) -> Vec<Result<f64, Undefined>> + Sync,
) -> Vec<Bootstrap> {
    let replicates = if clusters < 2 { 0 } else { resampling.replicates };
    let mut results: Vec<Bootstrap> = figures(&vec![1; clusters])
        .into_iter()
        .map(|estimate| Bootstrap {
            estimate,
            clusters,
            replicates,
            undefined: 0,
            without: Vec::new(),
            values: Vec::with_capacity(replicates),
        })
        .collect();
    if clusters < 2 {
        return results;
    }
    for left in leave_one_cluster_out(clusters, &figures) {
        assert_eq!(left.len(), results.len(), "there are as many figures each time");
        for (result, value) in results.iter_mut().zip(left) {
            result.without.push(value);
        }
    }
    for some in in_portions(replicates) {
        let drawn: Vec<Vec<Result<f64, Undefined>>> = some
            .into_par_iter()
            .map(|replicate| figures(&draw(clusters, resampling.seed, replicate as u64)))
            .collect();
        for values in drawn {
            assert_eq!(values.len(), results.len(), "there are as many figures each time");
            for (result, value) in results.iter_mut().zip(values) {
                match value {
                    Ok(value) if value.is_finite() => result.values.push(value),
                    _ => result.undefined += 1,
                }
            }
        }
    }
    results.par_iter_mut().for_each(|result| result.values.sort_unstable_by(f64::total_cmp));
    results
}

/// Draws samples of clusters, usually documents, and computes figures on the ratings of each
/// sample: one [`Bootstrap`] for each figure, in their order.
///
/// `layers` holds the clusters of each code, all in the same order; `figures` is given the
/// ratings of each code in one sample. The same clusters are drawn for every code, so a figure
/// may be about one code or about all of them.
///
/// # Panics
///
/// If the layers differ in the number of clusters, or `figures` in the number of figures, and
/// if a sample could hold more than 2^48 − 1 items.
///
/// # Examples
///
/// ```
/// use themata_agreement::uncertainty::{Clusters, Resampling, bootstrap_ratings};
/// use themata_agreement::{Category, Ratings, krippendorff_alpha};
///
/// let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
/// let documents: Vec<Ratings> = (0..20)
///     .map(|document| {
///         let mut ratings = Ratings::binary(2);
///         ratings.add(&[yes, yes], 10 + document);
///         ratings.add(&[yes, no], document % 3);
///         ratings.add(&[no, no], 70);
///         ratings
///     })
///     .collect();
/// let resampling = Resampling { replicates: 500, seed: 1 };
/// let alpha = &bootstrap_ratings(&[Clusters::new(&documents)], resampling, |codes| {
///     codes.iter().map(|ratings| krippendorff_alpha(ratings).value).collect()
/// })[0];
/// let interval = alpha.interval(0.95).unwrap();
/// assert!(interval.is_reliable());
/// assert!(interval.bounds.low < alpha.estimate.unwrap());
/// assert_eq!(alpha.share_below(0.8), Ok(0.0));
/// ```
pub fn bootstrap_ratings(
    layers: &[Clusters],
    resampling: Resampling,
    figures: impl Fn(&[Ratings]) -> Vec<Result<f64, Undefined>> + Sync,
) -> Vec<Bootstrap> {
    let clusters = layers.first().map_or(0, Clusters::len);
    for layer in layers {
        assert_eq!(layer.len(), clusters, "every layer has the same clusters");
    }
    bootstrap(clusters, resampling, |times| {
        let mixed: Vec<Ratings> = layers.iter().map(|layer| layer.mixed(times)).collect();
        figures(&mixed)
    })
}

/// Replicates in portions that keep all threads busy, so that only the figures of one portion
/// are held beside their numbers.
fn in_portions(replicates: usize) -> impl Iterator<Item = Range<usize>> {
    const PORTION: usize = 256;
    (0..replicates).step_by(PORTION).map(move |start| start..(start + PORTION).min(replicates))
}
