use super::candidates::Placed;
use super::spans::Span;

/// Finds the units of a coder that are near a span without looking at the others.
///
/// Two spans can only be in a group if their ends are no further apart, in sum, than `reach`
/// times their lengths. Ends that far apart put the doubled middles no further apart, so
/// among units of about the same length those in question stand in one stretch of the order
/// of middles. The units of each coder are kept by powers of two of their length: one long
/// unit then widens the search for its like only.
pub(super) struct Windows {
    reach: f64,
    coders: Vec<Vec<Class>>,
}

/// Units of about the same length, in the order of their middles.
struct Class {
    exponent: i32,
    longest: f64,
    middles: Vec<f64>,
    units: Vec<u32>,
}

impl Windows {
    /// The units as they are, in the order of middles.
    pub(super) fn new(units: &[Placed], coders: usize, reach: f64) -> Windows {
        let mut windows: Vec<Vec<Class>> = (0..coders).map(|_| Vec::new()).collect();
        for (unit, placed) in (0u32..).zip(units) {
            let length = placed.span.length();
            let exponent = length.log2().floor() as i32;
            let classes = &mut windows[placed.coder];
            let class = match classes.binary_search_by_key(&exponent, |class| class.exponent) {
                Ok(known) => &mut classes[known],
                Err(place) => {
                    let (middles, units) = (Vec::new(), Vec::new());
                    classes.insert(place, Class { exponent, longest: 0.0, middles, units });
                    &mut classes[place]
                }
            };
            class.longest = class.longest.max(length);
            class.middles.push(placed.span.middle());
            class.units.push(unit);
        }
        Windows { reach, coders: windows }
    }

    /// Calls `found` with every unit of `coder` that may be near enough to `span`, and with
    /// few others.
    pub(super) fn around(&self, span: Span, coder: usize, mut found: impl FnMut(u32)) {
        for class in &self.coders[coder] {
            // A little more than enough, for what rounding takes away.
            let reach = self.reach * (span.length() + class.longest) * (1.0 + 1e-9);
            let from = class.middles.partition_point(|&middle| middle < span.middle() - reach);
            let to = class.middles.partition_point(|&middle| middle <= span.middle() + reach);
            class.units[from..to].iter().for_each(|&unit| found(unit));
        }
    }
}
