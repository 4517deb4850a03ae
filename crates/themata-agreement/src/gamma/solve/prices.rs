use super::problem::Problem;

/// What prices are measured against where they are smoothed: the largest price at first.
const ROUGH_WIDTHS: [f64; 3] = [0.1, 0.03, 0.01];
const ROUGH_SWEEPS: usize = 8;
const FINE_WIDTH: f64 = 0.03;
const FINE_STEPS: usize = 25;

/// A group whose units cost this much more than it gains is not looked at while prices are
/// made finer, until it is needed.
const NEARLY_TIGHT: f64 = 0.1;

/// The least weight of a group or of a unit alone, as a logarithm.
const LEAST_WEIGHT: f64 = -25.0;

/// A price of at least 0 for each unit, so that no group gains more than its units cost.
///
/// Whatever groups are chosen, together they gain no more than all prices in sum. The least
/// such sum is the optimum of the linear relaxation, and prices near it say of nearly all
/// groups that they cannot be in a best choice. Which prices are used only decides how much
/// work is left, never what comes out.
///
/// They are found by descent, a unit at a time, on the sum of prices with the conditions
/// smoothed to some width, as optimal transport is solved with entropy (Cuturi 2013). Rough
/// prices come from a falling width. Fine ones keep the width and take the last weights of
/// groups as the next prior, which leads to the optimum itself (the proximal point method;
/// Xie et al. 2020), on the few groups that are nearly tight.
pub(super) struct Prices<'a> {
    problem: &'a Problem,
    widest: f64,
    /// As the descent left them; they may fall short by a little.
    prices: Vec<f64>,
    /// Logarithms of weights times the width, of groups that are looked at.
    groups: Vec<Option<f64>>,
    alone: Vec<f64>,
}

impl<'a> Prices<'a> {
    pub(super) fn rough(problem: &'a Problem) -> Prices<'a> {
        let mut prices = vec![0.0f64; problem.units()];
        for (unit, price) in prices.iter_mut().enumerate() {
            let shares = problem.of_unit(unit).iter().map(|&group| {
                problem.gain(group as usize) / problem.members(group as usize).len() as f64
            });
            *price = shares.fold(0.0, f64::max);
        }
        let mut rough = Prices::from(problem, prices);
        let over = problem.over(&rough.prices);
        let groups = vec![0.0; problem.groups()];
        let mut descent =
            Descent { problem, prices: &mut rough.prices, over, groups, alone: &rough.alone };
        for width in ROUGH_WIDTHS {
            (0..ROUGH_SWEEPS).for_each(|sweep| descent.sweep(rough.widest * width, sweep));
        }
        rough
    }

    /// Prices to go on from.
    pub(super) fn from(problem: &'a Problem, prices: Vec<f64>) -> Prices<'a> {
        let widest = prices.iter().copied().fold(0.0, f64::max);
        let (groups, alone) = (vec![None; problem.groups()], vec![0.0; problem.units()]);
        Prices { problem, widest, prices, groups, alone }
    }

    /// Makes the prices finer.
    pub(super) fn refine(&mut self) {
        let width = self.widest * FINE_WIDTH;
        let least = width * LEAST_WEIGHT;
        let over = self.problem.over(&self.prices);
        let first = self.groups.iter().all(Option::is_none);
        let near = if first { self.widest * NEARLY_TIGHT } else { 0.0 };
        for (weight, &over) in self.groups.iter_mut().zip(&over) {
            match *weight {
                None if over < near => *weight = Some(0.0),
                Some(w) if w <= least && over > self.widest * NEARLY_TIGHT => *weight = None,
                _ => {}
            }
        }
        let looked_at = self.groups.iter().map(Option::is_some).collect::<Vec<_>>();
        let (few, places) = self.problem.restricted(|group| looked_at[group]);
        let mut groups: Vec<f64> = self.groups.iter().copied().flatten().collect();
        let mut over = few.over(&self.prices);
        for _ in 0..FINE_STEPS {
            let prices = &mut self.prices;
            let mut descent =
                Descent { problem: &few, prices, over, groups, alone: &self.alone };
            descent.sweep(width, 0);
            descent.sweep(width, 1);
            Descent { over, groups, .. } = descent;
            let weights = groups.iter_mut().zip(&over);
            weights.for_each(|(weight, over)| *weight = (*weight - over).max(least));
            let weights = self.alone.iter_mut().zip(&self.prices);
            weights.for_each(|(weight, price)| *weight = (*weight - price).max(least));
        }
        for (place, weight) in places.into_iter().zip(groups) {
            self.groups[place as usize] = Some(weight);
        }
    }

    /// Prices that hold for every group, next to these.
    pub(super) fn held(&self) -> Vec<f64> {
        let mut prices = self.prices.clone();
        let mut over = self.problem.over(&prices);
        for sweep in 0..4 {
            for step in 0..prices.len() {
                let unit = along(step, prices.len(), sweep);
                let needs = self.problem.of_unit(unit).iter();
                let needed = needs.map(|&group| prices[unit] - over[group as usize]);
                let needed = needed.fold(0.0, f64::max);
                // First up, so that all hold; then down as far as all still hold.
                let price = if sweep == 0 { needed.max(prices[unit]) } else { needed };
                for &group in self.problem.of_unit(unit) {
                    over[group as usize] += price - prices[unit];
                }
                prices[unit] = price;
            }
        }
        prices
    }
}

/// The unit at a step of a sweep; every second one goes backwards.
fn along(step: usize, units: usize, sweep: usize) -> usize {
    if sweep.is_multiple_of(2) { step } else { units - 1 - step }
}

struct Descent<'a> {
    problem: &'a Problem,
    prices: &'a mut [f64],
    /// What each group's units cost beyond its gain.
    over: Vec<f64>,
    groups: Vec<f64>,
    alone: &'a [f64],
}

impl Descent<'_> {
    /// Gives each unit in turn the price that is best while the others stay.
    fn sweep(&mut self, width: f64, sweep: usize) {
        for step in 0..self.prices.len() {
            let unit = along(step, self.prices.len(), sweep);
            let groups = self.problem.of_unit(unit);
            let before = self.prices[unit];
            // The price at which a group has weight 1.
            let at =
                |&group: &u32| before - self.over[group as usize] + self.groups[group as usize];
            let alone = self.alone[unit];
            let most = groups.iter().map(at).fold(alone, f64::max);
            let mut sum = ((alone - most) / width).exp();
            for group in groups {
                let weight = (at(group) - most) / width;
                // Below this a weight does not show in the sum.
                if weight > -30.0 {
                    sum += weight.exp();
                }
            }
            let price = (most + width * sum.ln()).max(0.0);
            self.prices[unit] = price;
            for &group in groups {
                self.over[group as usize] += price - before;
            }
        }
    }
}
