use rayon::prelude::*;

use super::GammaOptions;
use super::alignment::Aligned;
use super::draws::Draws;
use super::on_categories::OnCategories;
use super::sampler::Prepared;
use super::spans::Layers;
use crate::{Continuum, Undefined};

/// The chance continua that a first look at their variation takes.
const FIRST: usize = 30;

/// No more chance continua than this, however much their disorder varies.
const MOST: usize = 40_000;

/// How close the expected disorder has to come: with a probability of 95 % its error is no
/// larger than a share of it. After 30 chance continua with coefficient of variation `CV`
/// there have to be `⌈(1.96 CV / share)²⌉` in all (Mathet et al. 2015, section 5.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GammaPrecision {
    /// Whatever 30 chance continua give.
    Thirty,
    /// 5 %.
    Low,
    /// 2 %.
    #[default]
    Medium,
    /// 1 %.
    High,
}

impl GammaPrecision {
    /// The share that the error may be, if it is limited.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        match self {
            GammaPrecision::Thirty => None,
            GammaPrecision::Low => Some(0.05),
            GammaPrecision::Medium => Some(0.02),
            GammaPrecision::High => Some(0.01),
        }
    }
}

/// What chance expects.
pub(super) struct Chance {
    pub(super) samples: usize,
    pub(super) disorder: f64,
    pub(super) precision: Option<f64>,
    pub(super) on_categories: Vec<OnCategories>,
}

struct Sample {
    disorder: f64,
    on_categories: OnCategories,
}

impl Chance {
    pub(super) fn of(
        layers: &Layers,
        continuum: &Continuum,
        options: &GammaOptions,
    ) -> Result<Chance, Undefined> {
        let sampler = Prepared::new(options.sampler, layers, continuum.length());
        let like = &options.dissimilarity;
        let sample = |number| {
            let drawn = sampler.draw(&mut Draws::new(options.seed, number));
            let best = Aligned::best(&drawn, like)?;
            let on_categories =
                OnCategories::of(&best, like, options.pairs, continuum.categories());
            Ok(Sample { disorder: best.disorder(like), on_categories })
        };
        let draw = |numbers: std::ops::Range<usize>| {
            // Of several reasons that of the first sample is told, whichever thread is first.
            let drawn: Vec<Result<Sample, Undefined>> =
                numbers.into_par_iter().map(sample).collect();
            drawn.into_iter().collect::<Result<Vec<Sample>, Undefined>>()
        };
        let mut samples = draw(0..FIRST)?;
        if let Some(share) = options.precision.share() {
            let (mean, deviation) = mean_and_deviation(&samples);
            let needed = if mean > 0.0 {
                (1.96 * deviation / mean / share).powi(2).ceil() as usize
            } else {
                0
            };
            samples.extend(draw(FIRST..needed.clamp(FIRST, MOST))?);
        }
        let (disorder, deviation) = mean_and_deviation(&samples);
        let error = 1.96 * deviation / (samples.len() as f64).sqrt();
        Ok(Chance {
            samples: samples.len(),
            disorder,
            precision: (disorder > 0.0).then(|| error / disorder),
            on_categories: samples.into_iter().map(|sample| sample.on_categories).collect(),
        })
    }
}

/// The mean disorder, and the deviation of the disorders as estimated from samples.
fn mean_and_deviation(samples: &[Sample]) -> (f64, f64) {
    let count = samples.len() as f64;
    let mean = samples.iter().map(|sample| sample.disorder).sum::<f64>() / count;
    let squares: f64 = samples.iter().map(|sample| (sample.disorder - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0)).sqrt())
}
