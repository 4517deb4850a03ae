mod shuffle;
mod statistical;

use super::draws::Draws;
use super::spans::Layers;
use shuffle::Shuffle;
use statistical::Statistical;

/// What chance means for gamma: how continua are made that have nothing in common but what
/// the coders' habits give them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sampler {
    /// Each coder of a chance continuum has the units of one of the real coders, who may be
    /// drawn more than once, shifted round the continuum by a distance of its own. No two
    /// shifts are nearer to each other than a unit is long on average, where there is room
    /// for that. Clusters of units and their order stay as they are (Mathet et al. 2015,
    /// section 5.2).
    #[default]
    Shuffle,
    /// Each coder has units whose number, lengths and gaps are drawn from normal
    /// distributions with the mean and deviation observed over all coders, and categories
    /// from their shares. Nothing of the order of units is left.
    Statistical,
}

/// A sampler that has looked at the continuum.
pub(super) enum Prepared<'a> {
    Shuffle(Shuffle<'a>),
    Statistical(Statistical),
}

impl<'a> Prepared<'a> {
    /// At least one of the layers has a unit.
    pub(super) fn new(sampler: Sampler, layers: &'a Layers, length: u64) -> Prepared<'a> {
        match sampler {
            Sampler::Shuffle => Prepared::Shuffle(Shuffle::new(layers, length)),
            Sampler::Statistical => Prepared::Statistical(Statistical::new(layers)),
        }
    }

    /// A chance continuum with as many coders, in which at least one has a unit.
    pub(super) fn draw(&self, draws: &mut Draws) -> Layers {
        match self {
            Prepared::Shuffle(shuffle) => shuffle.draw(draws),
            Prepared::Statistical(statistical) => statistical.draw(draws),
        }
    }
}
