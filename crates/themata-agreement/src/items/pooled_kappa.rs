use super::cohen_kappa::kappa;
use super::two_coders::TwoCoders;
use crate::{Coefficient, Ratings, Undefined};

/// Pooled kappa: one Cohen's kappa of two coders for several questions, such as whether each
/// of many codes applies. At most 1.
///
/// With the observed and the chance agreement `po_j` and `pe_j` of question `j`:
///
/// ```text
/// (mean of po_j − mean of pe_j) / (1 − mean of pe_j)
/// ```
///
/// Every question weighs the same, whatever its number of items. It is not the mean of the
/// kappas: that jumps with every rare code, while here a code counts for as much
/// disagreement as it could have had. A question on which both coders never varied adds
/// nothing to either disagreement and is kept, so such questions need not be left out.
///
/// `items` and `codes` are sums over the questions.
///
/// Undefined without questions; where one of them has not two coders, no items, or no item
/// that both coders judged; and where the coders varied on no question.
///
/// De Vries, H., Elliott, M. N., Kanouse, D. E., Teleki, S. S. (2008). Using pooled kappa to
/// summarize interrater agreement across many items. *Field Methods* 20(3), 272–282.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, Ratings, cohen_kappa, pooled_kappa};
///
/// let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
/// let mut questions = [Ratings::binary(2), Ratings::binary(2)];
/// questions[0].add(&[yes, yes], 5);
/// questions[0].add(&[no, no], 5);
/// questions[1].add(&[yes, no], 1);
/// questions[1].add(&[no, no], 9);
/// assert_eq!(questions.each_ref().map(|one| cohen_kappa(one).value), [Ok(1.0), Ok(0.0)]);
/// // Observed disagreements 0 and .1, by chance .5 and .1.
/// assert!((pooled_kappa(&questions).value.unwrap() - (1.0 - 0.1 / 0.6)).abs() < 1e-12);
/// ```
#[must_use]
pub fn pooled_kappa(questions: &[Ratings]) -> Coefficient {
    pooled(questions).unwrap_or_else(Coefficient::without_pairs)
}

fn pooled(questions: &[Ratings]) -> Result<Coefficient, Undefined> {
    if questions.is_empty() {
        return Err(Undefined::NoItems);
    }
    let (mut observed, mut expected, mut items, mut codes) = (0.0, 0.0, 0, 0);
    let mut reason = None;
    for ratings in questions {
        let one = kappa(&TwoCoders::of(ratings)?);
        reason = reason.or(one.value.err());
        observed += one.observed_disagreement.unwrap_or(0.0);
        expected += one.expected_disagreement.unwrap_or(0.0);
        items += one.items;
        codes += one.codes;
    }
    let number = questions.len() as f64;
    Ok(Coefficient {
        value: match reason {
            // Nothing is expected to differ only where each question has a reason.
            Some(reason) if expected == 0.0 => Err(reason),
            _ => Ok(1.0 - observed / expected),
        },
        observed_disagreement: Some(observed / number),
        expected_disagreement: Some(expected / number),
        items,
        codes,
    })
}
