//! Boxes around a middle, none on another.

/// Where a box stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// The middle of its width, from the middle of the sheet.
    pub(super) middle: f64,
    /// Its upper edge, from the middle of the sheet.
    pub(super) top: f64,
}

/// How much wider than high the spiral is.
const FLAT: f64 = 1.9;

/// From one turn of the spiral to the next, and from one place on it to the next.
const TURN: f64 = 7.0;
const STRIDE: f64 = 5.0;

/// Places boxes of a width and a height, one after the other, each at the first free place of
/// a spiral that begins in the middle, within `width`. The spiral turns the other way for every
/// second box, so that no side is preferred.
///
/// The work is the number of boxes times the places that are tried; each is held only against
/// the boxes of the strips that it touches.
pub(super) fn place(boxes: &[(f64, f64)], width: f64) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::with_capacity(boxes.len());
    // The spiral has nothing free up to where a box as small as this was placed last.
    let mut begins: Vec<((f64, f64), f64)> = Vec::new();
    for (number, size) in boxes.iter().enumerate() {
        let (wide, high) = *size;
        let side = if number % 2 == 0 { 1.0 } else { -1.0 };
        let begin = begins
            .iter()
            .filter(|((w, h), _)| *w <= wide && *h <= high)
            .map(|(_, angle)| *angle);
        let mut angle = begin.fold(0.0, f64::max);
        let start = (angle - std::f64::consts::TAU * 2.0).max(0.0);
        angle = start;
        let found = loop {
            let radius = TURN * angle / std::f64::consts::TAU;
            let (sin, cos) = angle.sin_cos();
            let middle = side * radius * FLAT * cos;
            let at = Placed { middle, top: radius * sin - high / 2.0 };
            let inside = middle.abs() + wide / 2.0 <= width / 2.0;
            let free =
                || placed.iter().zip(boxes).all(|(other, its)| apart(at, *size, *other, *its));
            // Nothing wider than the sheet is asked for; if it is, it stands in the middle.
            if (inside || (wide > width && middle.abs() < 1.0)) && free() {
                break at;
            }
            angle += STRIDE / (radius * FLAT).max(STRIDE);
        };
        begins.push((*size, angle));
        placed.push(found);
    }
    placed
}

fn apart(
    a: Placed,
    (a_wide, a_high): (f64, f64),
    b: Placed,
    (b_wide, b_high): (f64, f64),
) -> bool {
    (a.middle - b.middle).abs() * 2.0 >= a_wide + b_wide
        || a.top >= b.top + b_high
        || b.top >= a.top + a_high
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_box_lies_on_another(boxes in prop::collection::vec((4.0f64..300.0, 10.0f64..45.0), 0..40)) {
            let placed = place(&boxes, 648.0);
            prop_assert_eq!(&placed, &place(&boxes, 648.0));
            for (number, at) in placed.iter().enumerate() {
                prop_assert!(at.middle.abs() + boxes[number].0 / 2.0 <= 324.0 + 1e-9);
                for other in 0..number {
                    prop_assert!(apart(*at, boxes[number], placed[other], boxes[other]));
                }
            }
        }
    }

    #[test]
    fn the_first_stands_in_the_middle() {
        assert_eq!(place(&[(100.0, 20.0)], 648.0), [Placed { middle: 0.0, top: -10.0 }]);
    }
}
