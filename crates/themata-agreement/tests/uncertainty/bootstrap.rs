//! Resampling of clusters, by what must hold for any sample.

use std::sync::Mutex;

use themata_agreement::uncertainty::{
    Bootstrap, Clusters, FEW_CLUSTERS, Interval, IntervalMethod, Resampling, bootstrap,
    bootstrap_ratings, leave_one_cluster_out,
};
use themata_agreement::{Category, Ratings, Undefined, cohen_kappa, krippendorff_alpha};

use crate::made_up::documents;

const SOME: Resampling = Resampling { replicates: 600, seed: 11 };

/// Alpha and kappa of each layer.
fn coefficients(layers: &[Clusters], resampling: Resampling) -> Vec<Bootstrap> {
    bootstrap_ratings(layers, resampling, |codes| {
        let both = |ratings| [krippendorff_alpha(ratings).value, cohen_kappa(ratings).value];
        codes.iter().flat_map(both).collect()
    })
}

fn alpha(documents: &[Ratings], resampling: Resampling) -> Bootstrap {
    coefficients(&[Clusters::new(documents)], resampling).swap_remove(0)
}

#[test]
fn a_seed_gives_the_same_and_another_one_something_else() {
    let documents = documents(25, 1);
    let first = alpha(&documents, SOME);
    assert_eq!(first, alpha(&documents, SOME));
    assert_ne!(first.values(), alpha(&documents, Resampling { seed: 12, ..SOME }).values());
}

#[test]
fn the_number_of_threads_leaves_no_trace() {
    let layers = [Clusters::new(&documents(25, 1)), Clusters::new(&documents(25, 2))];
    let with_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| coefficients(&layers, SOME))
    };
    assert_eq!(with_threads(1), with_threads(4));
}

/// More samples of a seed are the same ones and some more.
#[test]
fn more_replicates_add_to_those_there_were() {
    let documents = documents(12, 3);
    let [some, more] =
        [300, 301].map(|replicates| alpha(&documents, Resampling { replicates, seed: 5 }));
    let mut left = more.values().to_vec();
    for value in some.values() {
        let place = left.iter().position(|other| other == value).unwrap();
        left.remove(place);
    }
    assert_eq!(left.len(), 1);
}

#[test]
fn every_layer_sees_the_same_draw() {
    let one = Clusters::new(&documents(25, 1));
    let other = Clusters::new(&documents(25, 8));
    let found = coefficients(&[one.clone(), other, one], SOME);
    assert_eq!(found[0], found[4]);
    assert_eq!(found[1], found[5]);
    assert_ne!(found[0].values(), found[2].values());
}

/// Each value is the measure on the drawn documents put together one by one, the quantiles
/// are those of the values put in order here, and so is the share below.
#[test]
fn values_and_quantiles_are_what_a_slow_computation_gives() {
    let documents = documents(15, 4);
    let drawn: Mutex<Vec<Vec<u64>>> = Mutex::default();
    let of_draws = bootstrap(15, SOME, |times| {
        drawn.lock().unwrap().push(times.to_vec());
        let mut together = Ratings::binary(2);
        for (document, times) in documents.iter().zip(times) {
            (0..*times).for_each(|_| together.add_all(document, 1));
        }
        vec![krippendorff_alpha(&together).value]
    });
    let fast = alpha(&documents, SOME);
    assert_eq!(of_draws[0], fast);

    // All documents once, each of them left out once, and then the samples.
    let drawn = drawn.into_inner().unwrap();
    assert_eq!(drawn.len(), 1 + 15 + SOME.replicates);
    let samples = drawn.iter().filter(|times| times.iter().sum::<u64>() == 15);
    assert_eq!(samples.count(), 1 + SOME.replicates);

    let mut values = fast.values().to_vec();
    values.sort_by(f64::total_cmp);
    let at = |p: f64| {
        let place = p * (values.len() - 1) as f64;
        let (below, part) = (place.trunc() as usize, place.fract());
        (1.0 - part) * values[below] + part * values[below + 1]
    };
    let Interval { low, high, level, .. } = fast.percentile(0.9).unwrap();
    assert!((low - at(0.05)).abs() < 1e-12 && (high - at(0.95)).abs() < 1e-12);
    assert_eq!(level, 0.9);
    let below = values.iter().filter(|value| **value < at(0.3)).count();
    assert_eq!(fast.share_below(at(0.3)), Ok(below as f64 / values.len() as f64));
    assert_eq!(fast.share_below(-2.0), Ok(0.0));
    assert_eq!(fast.share_below(1.5), Ok(1.0));
}

/// Four times the documents of the same kind, half the width, give or take.
#[test]
fn more_clusters_make_the_interval_narrower() {
    let width = |count| {
        let interval = alpha(&documents(count, 6), SOME).percentile(0.95).unwrap();
        interval.high - interval.low
    };
    let [few, more, many] = [20, 80, 320].map(width);
    assert!((1.4..2.9).contains(&(few / more)), "{few} {more}");
    assert!((1.4..2.9).contains(&(more / many)), "{more} {many}");
}

/// For a mean, leaving out each value gives the textbook's s/√n to the last digit, and
/// samples of the values have an interval of about 1.96 times that to either side.
#[test]
fn the_error_of_a_mean_is_that_of_the_textbook() {
    let heights: Vec<f64> = (0..40).map(|at| f64::from(at * at % 23) / 40.0).collect();
    let mean = |times: &[u64]| {
        let sum: f64 = heights.iter().zip(times).map(|(h, times)| h * *times as f64).sum();
        sum / times.iter().sum::<u64>() as f64
    };
    let resampling = Resampling { replicates: 20_000, seed: 1 };
    let found = &bootstrap(40, resampling, |times| vec![Ok(mean(times))])[0];
    let centre = mean(&[1; 40]);
    let squares: f64 = heights.iter().map(|height| (height - centre).powi(2)).sum();
    let error = (squares / 39.0 / 40.0).sqrt();
    let jackknife = found.jackknife().unwrap();
    assert!((jackknife.error - error).abs() < 1e-12, "{jackknife:?} {error}");
    for interval in [found.percentile(0.95).unwrap(), found.bca(0.95).unwrap()] {
        // Samples of n vary by n − 1 where the textbook divides by n.
        let reach = 1.96 * error * (39.0_f64 / 40.0).sqrt();
        let off =
            (interval.low - (centre - reach)).abs() + (interval.high - (centre + reach)).abs();
        assert!(off < 0.1 * reach, "{interval:?} {centre} {reach}");
    }
}

#[test]
fn few_clusters_get_the_jackknife_and_a_warning() {
    let interval = |count| alpha(&documents(count, 7), SOME).interval(0.95).unwrap();
    let (few, enough) = (interval(FEW_CLUSTERS - 1), interval(FEW_CLUSTERS));
    assert_eq!((few.method, few.clusters), (IntervalMethod::Jackknife, 9));
    assert!(!few.is_reliable());
    assert_eq!(enough.method, IntervalMethod::Percentile);
    assert!(enough.is_reliable());
}

#[test]
fn where_the_figure_is_undefined_everything_is() {
    let mut constant = Ratings::binary(2);
    constant.add(&[Some(Category::ABSENT); 2], 50);
    let found = alpha(&vec![constant; 12], SOME);
    let reason = Undefined::OneValueOnly { category: Category::ABSENT };
    assert_eq!(found.estimate, Err(reason));
    assert_eq!((found.undefined, found.replicates), (600, 600));
    assert_eq!(found.percentile(0.95), Err(reason));
    assert_eq!(found.bca(0.95), Err(reason));
    assert_eq!(found.jackknife(), Err(reason));
    assert_eq!(found.interval(0.95), Err(reason));
    assert_eq!(found.share_below(0.8), Err(reason));
}

/// A code that one document of twelve holds: a sample without that document has no figure.
/// That happens to (11/12)^12 of them, or 35 %.
#[test]
fn samples_without_a_figure_are_counted() {
    let mut nothing = Ratings::binary(2);
    nothing.add(&[Some(Category::ABSENT); 2], 50);
    let mut all = vec![nothing; 12];
    all[5].add(&[Some(Category::PRESENT); 2], 5);
    all[5].add(&[Some(Category::PRESENT), Some(Category::ABSENT)], 2);
    let found = alpha(&all, Resampling { replicates: 4_000, seed: 2 });
    assert!((1_300..1_520).contains(&found.undefined), "{}", found.undefined);
    assert_eq!(found.values().len() + found.undefined, 4_000);
    assert!(found.percentile(0.95).is_ok());
    assert_eq!(found.jackknife(), Err(Undefined::HangsOnOneCluster));
    assert_eq!(found.bca(0.95), Err(Undefined::HangsOnOneCluster));
    assert_eq!(found.without.iter().filter(|value| value.is_err()).count(), 1);
    assert!(found.without[5].is_err());
}

#[test]
fn one_cluster_or_none_cannot_be_resampled() {
    for count in [0, 1] {
        let found = alpha(&documents(count, 1), SOME);
        let reason = match found.estimate {
            Ok(_) => Undefined::TooFewClusters { clusters: count },
            Err(reason) => reason,
        };
        assert_eq!(found.interval(0.95), Err(reason));
        assert_eq!((found.replicates, found.undefined, found.values().len()), (0, 0, 0));
    }
    let two = alpha(&documents(2, 1), SOME);
    assert!(two.interval(0.95).is_ok_and(|interval| !interval.is_reliable()));
}

#[test]
fn clusters_that_are_all_alike_have_no_width() {
    let one = documents(1, 9).swap_remove(0);
    let found = alpha(&vec![one; 10], SOME);
    let value = found.estimate.unwrap();
    for interval in [found.percentile(0.95).unwrap(), found.bca(0.95).unwrap()] {
        assert!((interval.low - value).abs() + (interval.high - value).abs() < 1e-12);
    }
    assert!(found.jackknife().unwrap().error < 1e-12);
}

/// A figure that no program should give, but one may: it is counted and not computed with.
#[test]
fn numbers_that_are_none_count_as_undefined() {
    let found =
        &bootstrap(20, SOME, |times| vec![Ok(if times[0] == 0 { f64::NAN } else { 0.5 })])[0];
    assert!(found.undefined > 100);
    assert!(found.values().iter().all(|value| *value == 0.5));
    assert_eq!(found.jackknife(), Err(Undefined::HangsOnOneCluster));
}

/// All samples below the figure: no shift of quantiles can put that right.
#[test]
fn samples_on_one_side_cannot_be_corrected() {
    let once_each = [1; 20];
    let found = &bootstrap(20, SOME, |times| {
        let missing = times.iter().zip(once_each).filter(|(times, _)| **times == 0).count();
        vec![Ok(1.0 - missing as f64)]
    })[0];
    assert_eq!(found.estimate, Ok(1.0));
    assert_eq!(found.bca(0.95), Err(Undefined::SamplesOnOneSide));
    assert!(found.percentile(0.95).is_ok());
}

#[test]
fn leaving_out_a_cluster_leaves_the_others() {
    let documents = documents(5, 3);
    let clusters = Clusters::new(&documents);
    let left = leave_one_cluster_out(5, |times| {
        vec![krippendorff_alpha(&clusters.mixed(times)).value]
    });
    for (at, figures) in left.into_iter().enumerate() {
        let mut others = Ratings::binary(2);
        for (_, document) in documents.iter().enumerate().filter(|(other, _)| *other != at) {
            others.add_all(document, 1);
        }
        assert_eq!(figures, [krippendorff_alpha(&others).value]);
    }
}

#[test]
fn a_mixture_is_the_sum_of_its_parts() {
    let documents = documents(4, 2);
    let clusters = Clusters::new(&documents);
    let mut expect = Ratings::binary(2);
    expect.add_all(&documents[1], 3);
    expect.add_all(&documents[3], 1);
    assert_eq!(clusters.mixed(&[0, 3, 0, 1]), expect);
    assert_eq!(clusters.len(), 4);
    assert!(Clusters::new(&[]).is_empty());
}
