use crate::Category;
use crate::gamma::draws::Draws;
use crate::gamma::spans::{Layers, Span};

/// Layers drawn from what was observed of all coders together.
pub(in crate::gamma) struct Statistical {
    coders: usize,
    units: Normal,
    /// From the end of a unit to the beginning of the next, below 0 where they overlap, and
    /// from the beginning of the continuum to the first; and one gap of 0, as in
    /// pygamma-agreement, without which coders with evenly spaced units would stay in step.
    gaps: Normal,
    lengths: Normal,
    /// The categories of all units: drawing one of them is drawing by shares.
    categories: Vec<Category>,
}

struct Normal {
    mean: f64,
    deviation: f64,
}

impl Normal {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Normal {
        let count = values.clone().count() as f64;
        let mean = values.clone().sum::<f64>() / count;
        let squares: f64 = values.map(|value| (value - mean) * (value - mean)).sum();
        Normal { mean, deviation: (squares / count).sqrt() }
    }

    fn draw(&self, draws: &mut Draws) -> f64 {
        draws.normal(self.mean, self.deviation)
    }
}

impl Statistical {
    pub(super) fn new(layers: &Layers) -> Statistical {
        let gaps = [0.0].into_iter().chain(layers.iter().flat_map(|layer| {
            let ends = [0.0].into_iter().chain(layer.iter().map(|span| span.end));
            layer.iter().zip(ends).map(|(span, end)| span.start - end)
        }));
        let spans = layers.iter().flatten();
        Statistical {
            coders: layers.len(),
            units: Normal::of(layers.iter().map(|layer| layer.len() as f64)),
            gaps: Normal::of(gaps),
            lengths: Normal::of(spans.clone().map(|span| span.length())),
            categories: spans.map(|span| span.category).collect(),
        }
    }

    pub(super) fn draw(&self, draws: &mut Draws) -> Layers {
        loop {
            let drawn: Layers = (0..self.coders).map(|_| self.layer(draws)).collect();
            if drawn.iter().any(|layer| !layer.is_empty()) {
                return drawn;
            }
        }
    }

    fn layer(&self, draws: &mut Draws) -> Vec<Span> {
        // Cut and not rounded, as in pygamma-agreement.
        let units = self.units.draw(draws).abs() as usize;
        let mut end = 0.0;
        (0..units)
            .map(|_| {
                let start = end + self.gaps.draw(draws);
                end = start + self.length(draws);
                let category = self.categories[draws.below(self.categories.len())];
                Span { start, end, category }
            })
            .collect()
    }

    /// A length above 0. What falls below is taken without its sign.
    fn length(&self, draws: &mut Draws) -> f64 {
        // Real lengths are whole numbers; far shorter ones than 1 could drown in rounding.
        let length = self.lengths.draw(draws).abs();
        length.max(1e-3)
    }
}
