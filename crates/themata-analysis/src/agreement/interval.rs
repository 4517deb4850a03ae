use rayon::prelude::*;
use themata_agreement::Undefined;
use themata_agreement::uncertainty::{
    Bootstrap, Clusters, Interval, IntervalMethod, Resampling, bootstrap_ratings,
};

use super::Comparison;
use super::measures::{AgreementMeasure, Pooling};
use super::pooling::{NOT_USED, Pool, is_used};
use super::sweep::{Stretch, sweep_each};

/// How intervals are found: by drawing documents again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IntervalOptions {
    /// The number of samples of documents.
    pub replicates: usize,
    /// The seed of the draws. The same seed gives the same interval always.
    pub seed: u64,
    /// Corrects for bias and skewness (BCa) where that can be done.
    pub corrected: bool,
}

/// How sure the figures of a comparison are: each varies as it does when documents are drawn
/// again. Documents are drawn whole, because what is said in one interview hangs together.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Intervals {
    /// How they were found.
    pub options: IntervalOptions,
    /// The measures, in order.
    pub measures: Vec<AgreementMeasure>,
    /// The number of documents that samples are drawn of.
    pub documents: usize,
    /// For each theme and code, for each of the measures.
    pub rows: Vec<Vec<Spread>>,
    /// Of the codes together, for each of the measures.
    pub pooled: Vec<Spread>,
}

/// How one figure varies.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Spread {
    /// The 95 % interval, or why there is none.
    pub bounds: Result<Interval, Undefined>,
    /// How the interval was found.
    pub method: IntervalMethod,
    /// The share of samples, from 0 to 1, in which the figure is below .667.
    pub below_667: Result<f64, Undefined>,
    /// The share of samples, from 0 to 1, in which the figure is below .800.
    pub below_800: Result<f64, Undefined>,
    /// The number of samples in which the figure is undefined.
    pub undefined: usize,
}

/// With fewer documents than this there is the jackknife's interval and a warning.
pub(super) use themata_agreement::uncertainty::FEW_CLUSTERS as FEW_DOCUMENTS;

const LEVEL: f64 = 0.95;

/// Draws documents again and again, and measures each sample.
pub(super) fn intervals(
    comparison: &Comparison<'_>,
    stretches: &[Vec<Stretch>],
    measures: &[AgreementMeasure],
    options: IntervalOptions,
) -> Intervals {
    let coders = comparison.coders().len();
    let layers: Vec<Clusters> = stretches
        .par_iter()
        .map(|stretches| {
            let (classes, documents) = (&comparison.classes, &comparison.documents);
            Clusters::new(&sweep_each(stretches, classes, documents, coders))
        })
        .collect();
    // Pooled are the codes in use, in every sample the same ones.
    let subjects = &comparison.outline.subjects;
    let pools: Vec<bool> = layers
        .par_iter()
        .zip(subjects)
        .map(|(layer, subject)| subject.level == crate::Level::Code && is_used(&layer.pooled()))
        .collect();
    let resampling = Resampling { replicates: options.replicates, seed: options.seed };
    let figures = bootstrap_ratings(&layers, resampling, |rows| {
        let mut values = Vec::with_capacity((rows.len() + 1) * measures.len());
        let mut pooled = vec![Pool::default(); measures.len()];
        for (ratings, &is_pooled) in rows.iter().zip(&pools) {
            for (measure, pool) in measures.iter().zip(&mut pooled) {
                let figure = measure.of(ratings);
                values.push(figure.value);
                if is_pooled {
                    pool.add(&figure, measure.pooling());
                }
            }
        }
        values.extend(measures.iter().zip(&pooled).map(
            |(measure, pool)| match measure.pooling() {
                Pooling::None => Err(NOT_USED),
                pooling => pool.value(pooling, NOT_USED),
            },
        ));
        values
    });
    let spreads: Vec<Spread> =
        figures.par_iter().map(|figure| spread(figure, options.corrected)).collect();
    let mut rows: Vec<Vec<Spread>> =
        spreads.chunks(measures.len().max(1)).map(<[Spread]>::to_vec).collect();
    // Without rows there are no figures either.
    let pooled = rows.pop().unwrap_or_default();
    Intervals {
        options,
        measures: measures.to_vec(),
        documents: comparison.documents.len(),
        rows,
        pooled,
    }
}

fn spread(figure: &Bootstrap, corrected: bool) -> Spread {
    let few = figure.clusters < FEW_DOCUMENTS;
    let corrected = if corrected && !few { figure.bca(LEVEL).ok() } else { None };
    let (bounds, method) = match (corrected, few) {
        (Some(bounds), _) => (Ok(bounds), IntervalMethod::BiasCorrected),
        (None, true) => {
            (figure.jackknife().map(|error| error.interval(LEVEL)), IntervalMethod::Jackknife)
        }
        (None, false) => (figure.percentile(LEVEL), IntervalMethod::Percentile),
    };
    Spread {
        bounds,
        method,
        below_667: figure.share_below(0.667),
        below_800: figure.share_below(0.8),
        undefined: figure.undefined,
    }
}

impl Intervals {
    /// What was drawn, how often and from which seed.
    pub(super) fn definition(&self) -> String {
        let IntervalOptions { replicates, seed, corrected } = self.options;
        let interval = match (self.documents < FEW_DOCUMENTS, corrected) {
            (true, _) => "jackknife over documents, Student's t",
            (false, true) => "BCa, and percentile where that is not defined",
            (false, false) => "percentile",
        };
        format!(
            "Intervals: 95 %, {interval}; cluster bootstrap over {} documents, {replicates} \
             replicates, seed {seed}. P(alpha < .667) and P(alpha < .800) = share of the \
             replicates in which alpha is defined that lie below; undefined replicates are \
             counted. Standard error by formula (for alpha Gwet 2015) takes units for \
             independent of each other, which units of one document are not: it is too small.",
            self.documents
        )
    }

    /// What a reader has to know before trusting them.
    pub(super) fn remark(&self) -> Option<String> {
        (self.documents < FEW_DOCUMENTS).then(|| {
            format!(
                "intervals rest on {} documents; with fewer than {FEW_DOCUMENTS} no interval \
                 is reliable, and P(alpha < …) says little",
                self.documents
            )
        })
    }
}
