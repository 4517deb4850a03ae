mod alignment;
mod candidates;
mod chance;
mod components;
mod dissimilarity;
mod draws;
mod on_categories;
mod sampler;
mod solve;
mod spans;
mod windows;

pub use alignment::{Alignment, best_alignment};
pub use chance::GammaPrecision;
pub use dissimilarity::{Dissimilarity, DissimilarityError};
pub use on_categories::CategoryPairs;
pub use sampler::Sampler;

use crate::{Coefficient, Continuum, Undefined};
use alignment::{Aligned, hold_distances};
use chance::Chance;
use on_categories::OnCategories;
use spans::layers;

/// What decides a value of gamma besides the coders' units. A figure is only told together
/// with all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GammaOptions {
    /// How unlike units are.
    pub dissimilarity: Dissimilarity,
    /// How chance continua are made.
    pub sampler: Sampler,
    /// From what number. Another seed gives a value that differs by about the precision.
    pub seed: u64,
    /// How close the expected disorder has to be.
    pub precision: GammaPrecision,
    /// Which pairs gamma-cat and gamma-k are about.
    pub pairs: CategoryPairs,
}

/// Gamma and its relatives on categories, with what they rest on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Gamma {
    /// Gamma: 1 less the observed disorder divided by the expected one. 1 where layers are
    /// identical, 0 where they are as unlike as chance makes them, below 0 where more so.
    pub value: Result<f64, Undefined>,
    /// The disorder of the best alignment, from 0, in units of the dissimilarity. `None`
    /// where there is no alignment.
    pub observed_disorder: Option<f64>,
    /// The mean disorder of the best alignments of the chance continua.
    pub expected_disorder: Option<f64>,
    /// The alignment that the observed disorder is of.
    pub alignment: Option<Alignment>,
    /// Gamma-cat: agreement on categories where coders aligned their units, each pair as
    /// far as the two are at one place. Items are unitary alignments in which a pair counts,
    /// codes their units.
    pub on_categories: Coefficient,
    /// Gamma-k of each category: gamma-cat of the pairs in which it occurs.
    pub by_category: Vec<Coefficient>,
    /// The number of chance continua.
    pub samples: usize,
    /// How far the expected disorder may be off, as a share of it: half the width of its
    /// 95 % confidence interval. `None` where there is none.
    pub precision: Option<f64>,
    /// The parameters used.
    pub options: GammaOptions,
}

/// Gamma: agreement of any number of coders on where units are and what they are at once,
/// beyond chance. Units are free, may overlap and may be stacked. At most 1.
///
/// An alignment puts every unit into one unitary alignment, which has at most one unit of
/// each coder and an empty place for every other coder. The disorder of a unitary alignment
/// is the mean [`Dissimilarity`] over all pairs of coders; that of an alignment the sum over
/// its unitary alignments, divided by the mean number of units per coder. With `δ` the least
/// disorder that an alignment has:
///
/// ```text
/// gamma = 1 − δ(observed continuum) / mean δ(chance continua)
/// ```
///
/// The least disorder is exact, whatever the number of coders. How chance continua are made
/// is the [`Sampler`]'s; it changes the value, and so do the parameters of the dissimilarity.
///
/// Gamma-cat and gamma-k are computed on the same best alignments. With `w` of a pair in a
/// unitary alignment of `n` units as `max(0, 1 − pos) / (n − 1)`, their disorder is
/// `Σ w cat / Σ w`, over all pairs or over those with category k, and the expected one its
/// mean over the chance continua that have such pairs.
///
/// Undefined with fewer than two coders, without units, where chance expects no disorder,
/// and where the units are so entangled that an exact alignment takes too much work.
/// Gamma-cat and gamma-k are moreover undefined without aligned pairs, where one category
/// is all that was used, and for a category that was not.
///
/// The time is about that of the units for ordinary data, times the number of chance
/// continua, which are aligned side by side.
///
/// Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The unified and holistic method gamma
/// (γ) for inter-annotator agreement measure and alignment. *Computational Linguistics*
/// 41(3), 437–479; Mathet, Y. (2017). The agreement measure γcat, a complement to γ focused
/// on categorization of a continuum. *Computational Linguistics* 43(3), 661–681.
///
/// # Panics
///
/// If the dissimilarity has distances for fewer categories than the continuum has.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, Continuum, GammaOptions, Unit, gamma};
///
/// let mut continuum = Continuum::new(2, 100, 2);
/// for (coder, start, end, category) in
///     [(0, 10, 20, 0), (0, 40, 60, 1), (1, 10, 20, 0), (1, 42, 60, 1), (1, 80, 85, 1)]
/// {
///     let category = Category::new(category);
///     continuum.add(coder, Unit { start, end, category });
/// }
/// let gamma = gamma(&continuum, &GammaOptions::default());
/// let alignment = gamma.alignment.expect("two coders have units");
/// assert_eq!(alignment.len(), 3);
/// assert_eq!(alignment.unitary(1), [Some(1), Some(1)]);
/// assert_eq!(alignment.unitary(2), [None, Some(2)]);
/// assert!(gamma.value.is_ok_and(|value| value > 0.3));
/// assert_eq!(gamma.on_categories.value, Ok(1.0));
/// ```
#[must_use]
pub fn gamma(continuum: &Continuum, options: &GammaOptions) -> Gamma {
    match measure(continuum, options) {
        Ok(gamma) => gamma,
        Err(reason) => without(reason, continuum.categories(), options),
    }
}

fn measure(continuum: &Continuum, options: &GammaOptions) -> Result<Gamma, Undefined> {
    let like = &options.dissimilarity;
    hold_distances(continuum, like);
    let layers = layers(continuum);
    let best = Aligned::best(&layers, like)?;
    let observed = best.disorder(like);
    let on_categories = OnCategories::of(&best, like, options.pairs, continuum.categories());
    let by_category = 0..continuum.categories();
    let mut gamma = without(Undefined::NoDisorderByChance, 0, options);
    gamma.observed_disorder = Some(observed);
    gamma.alignment = Some(best.alignment(like));
    let chance = match Chance::of(&layers, continuum, options) {
        Ok(chance) => chance,
        Err(reason) => {
            // The alignment is worth having even so.
            gamma.value = Err(reason);
            gamma.on_categories = Coefficient::without_pairs(reason);
            gamma.by_category =
                by_category.map(|_| Coefficient::without_pairs(reason)).collect();
            return Ok(gamma);
        }
    };
    gamma.value = match chance.disorder > 0.0 {
        true => Ok(1.0 - observed / chance.disorder),
        false => Err(Undefined::NoDisorderByChance),
    };
    gamma.expected_disorder = Some(chance.disorder);
    gamma.on_categories = on_categories.coefficient(None, &chance.on_categories);
    gamma.by_category = by_category
        .map(|category| on_categories.coefficient(Some(category), &chance.on_categories))
        .collect();
    gamma.samples = chance.samples;
    gamma.precision = chance.precision;
    Ok(gamma)
}

/// A gamma that cannot be had.
fn without(reason: Undefined, categories: usize, options: &GammaOptions) -> Gamma {
    Gamma {
        value: Err(reason),
        observed_disorder: None,
        expected_disorder: None,
        alignment: None,
        on_categories: Coefficient::without_pairs(reason),
        by_category: vec![Coefficient::without_pairs(reason); categories],
        samples: 0,
        precision: None,
        options: options.clone(),
    }
}
