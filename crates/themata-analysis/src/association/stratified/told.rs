use crate::association::Fourfold;

/// A stratum that can say something, as numbers to compute with. Every figure takes the same
/// ones, and making them of counts takes as long as a figure does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// a, b, c, d.
    pub(super) cells: [f64; 4],
    /// a d − b c.
    pub(super) difference: f64,
}

impl Told {
    /// Those of the strata that can say something.
    pub(crate) fn of(strata: &[Fourfold]) -> Vec<Told> {
        let mut told = Vec::with_capacity(strata.len());
        let informative = strata.iter().filter(|stratum| stratum.informative().is_ok());
        told.extend(informative.map(|stratum| Told {
            cells: stratum.cells(),
            difference: stratum.cross_difference(),
        }));
        told
    }
}
