use crate::{Category, Continuum, Unit};

/// A unit on real positions: those of chance continua are not whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) category: Category,
}

impl Span {
    pub(super) fn length(self) -> f64 {
        self.end - self.start
    }

    /// Twice the middle: what spans are put in order by.
    pub(super) fn middle(self) -> f64 {
        self.start + self.end
    }
}

impl From<Unit> for Span {
    fn from(unit: Unit) -> Span {
        Span { start: unit.start as f64, end: unit.end as f64, category: unit.category }
    }
}

/// The spans of each coder.
pub(super) type Layers = Vec<Vec<Span>>;

pub(super) fn layers(continuum: &Continuum) -> Layers {
    (0..continuum.coders())
        .map(|coder| continuum.units(coder).iter().map(|&unit| unit.into()).collect())
        .collect()
}
