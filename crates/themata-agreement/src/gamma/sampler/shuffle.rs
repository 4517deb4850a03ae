use crate::gamma::draws::Draws;
use crate::gamma::spans::{Layers, Span};

/// Real layers, shifted round the continuum.
pub(in crate::gamma) struct Shuffle<'a> {
    layers: &'a Layers,
    length: f64,
    /// How far apart shifts are at least.
    apart: f64,
}

impl<'a> Shuffle<'a> {
    pub(super) fn new(layers: &'a Layers, length: u64) -> Shuffle<'a> {
        let spans = layers.iter().flatten();
        let sum: f64 = spans.clone().map(|span| span.length()).sum();
        Shuffle { layers, length: length as f64, apart: sum / spans.count() as f64 }
    }

    pub(super) fn draw(&self, draws: &mut Draws) -> Layers {
        loop {
            let mut shifts = Vec::with_capacity(self.layers.len());
            let mut drawn = Layers::with_capacity(self.layers.len());
            for _ in self.layers {
                let shift = self.shift(&shifts, draws);
                let place = shifts.partition_point(|&known| known < shift);
                shifts.insert(place, shift);
                let layer = &self.layers[draws.below(self.layers.len())];
                drawn.push(layer.iter().map(|&span| self.shifted(span, shift)).collect());
            }
            if drawn.iter().any(|layer| !layer.is_empty()) {
                return drawn;
            }
        }
    }

    /// A shift that is as likely as any other that is far enough from those `known`, which
    /// are in order.
    fn shift(&self, known: &[f64], draws: &mut Draws) -> f64 {
        let Some(&first) = known.first() else { return draws.share() * self.length };
        // Between one shift and the next, and from the last round to the first.
        let next = known.iter().skip(1).copied().chain([first + self.length]);
        let free = known
            .iter()
            .zip(next)
            .map(|(&from, to)| (from + self.apart, (to - from - 2.0 * self.apart).max(0.0)));
        let room: f64 = free.clone().map(|(_, room)| room).sum();
        let share = draws.share();
        let mut place = share * room;
        for (from, room) in free {
            if place < room {
                return (from + place) % self.length;
            }
            place -= room;
        }
        // There is no room, or rounding has gone past its end.
        share * self.length
    }

    /// A unit that begins past the end goes to the beginning as a whole. One that reaches
    /// past the end stays in one piece: two halves would be two units.
    fn shifted(&self, span: Span, shift: f64) -> Span {
        let start = (span.start + shift) % self.length;
        Span { start, end: start + span.length(), category: span.category }
    }
}

#[cfg(test)]
mod tests {
    use super::{Draws, Shuffle, Span};
    use crate::Category;

    #[test]
    fn shifts_keep_their_distance_all_round() {
        let span = Span { start: 0.0, end: 10.0, category: Category::new(0) };
        let layers = vec![vec![span]; 3];
        let shuffle = Shuffle::new(&layers, 100);
        for sample in 0..500 {
            let drawn = shuffle.draw(&mut Draws::new(1, sample));
            let mut starts: Vec<f64> = drawn.iter().map(|layer| layer[0].start).collect();
            starts.sort_by(f64::total_cmp);
            let gaps =
                [starts[1] - starts[0], starts[2] - starts[1], starts[0] + 100.0 - starts[2]];
            assert!(gaps.iter().all(|&gap| gap >= 10.0 - 1e-9), "{starts:?}");
        }
    }

    #[test]
    fn shifts_are_drawn_even_where_there_is_no_room() {
        let span = Span { start: 0.0, end: 90.0, category: Category::new(0) };
        let layers = vec![vec![span]; 3];
        let drawn = Shuffle::new(&layers, 100).draw(&mut Draws::new(1, 0));
        assert!(drawn.iter().all(|layer| (0.0..100.0).contains(&layer[0].start)));
        assert!(drawn[0][0].start != drawn[1][0].start);
    }
}
