/// The values of p adjusted for there being many of them, in their order: the smallest false
/// discovery rate at which each would still be among the discoveries.
///
/// With the m values in ascending order, the i-th becomes the least of m p(j) / j over all
/// j ≥ i, and at most 1. Rejecting what is at most q keeps the expected share of false
/// discoveries at or below q where the tests are independent or positively dependent.
///
/// Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical
/// and powerful approach to multiple testing. *Journal of the Royal Statistical Society B*
/// 57(1), 289–300.
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<u32> = (0..p.len() as u32).collect();
    order.sort_unstable_by(|&one, &other| p[one as usize].total_cmp(&p[other as usize]));
    let mut adjusted = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (rank, &place) in order.iter().enumerate().rev() {
        least = least.min(p[place as usize] * p.len() as f64 / (rank + 1) as f64);
        adjusted[place as usize] = least;
    }
    adjusted
}
