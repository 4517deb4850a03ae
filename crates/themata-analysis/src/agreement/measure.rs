use themata_agreement::{
    Category, Coefficient, PercentAgreement, Ratings, Share, Undefined, cohen_kappa,
    conger_kappa, krippendorff_alpha, percent_agreement, prevalence, specific_agreement,
};

use super::AgreementRow;
use super::sweep::Marked;
use crate::{Level, Subject};

/// Agreement over several codes taken together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    /// The number of codes that at least one coder used: those that are pooled.
    pub codes: usize,
    /// The number of codes that no coder used.
    pub unused: usize,
    /// Percent agreement: the mean over the codes.
    pub percent: Result<f64, Undefined>,
    /// Kappa: 1 less the sum over the codes of the disagreement observed, divided by the sum of
    /// the disagreement expected. It is the pooled kappa of De Vries, Elliott, Kanouse and
    /// Teleki (2008), not the mean of the codes' kappas.
    pub kappa: Result<f64, Undefined>,
    /// Alpha, pooled in the same way.
    pub alpha: Result<f64, Undefined>,
}

pub(super) fn measure(subject: Subject, marked: Marked) -> AgreementRow {
    let Marked { ratings, units } = marked;
    let present = |shares: Vec<Share>| shares[Category::PRESENT.position() as usize];
    AgreementRow {
        subject,
        percent: percent_agreement(&ratings, PercentAgreement::ItemMean),
        positive: present(specific_agreement(&ratings)),
        kappa: kappa(&ratings),
        alpha: krippendorff_alpha(&ratings),
        prevalence: present(prevalence(&ratings)),
        marked: units,
    }
}

fn kappa(ratings: &Ratings) -> Coefficient {
    if ratings.coders() == 2 { cohen_kappa(ratings) } else { conger_kappa(ratings) }
}

/// Pools the codes that somebody used. A code that nobody used has neither observed nor
/// expected disagreement, so it would not change the coefficients, but it would raise the
/// mean percent agreement towards 1.
pub(super) fn pool(rows: &[AgreementRow]) -> Pooled {
    let codes = || rows.iter().filter(|row| row.subject.level == Level::Code);
    let is_used = |row: &&AgreementRow| row.marked.iter().any(|&units| units > 0);
    let used: Vec<&AgreementRow> = codes().filter(is_used).collect();
    let percents: Result<Vec<f64>, Undefined> =
        used.iter().map(|row| row.percent.value).collect();
    let mean = |percents: Vec<f64>| match percents.len() {
        0 => Err(reason_without_codes(rows)),
        count => Ok(percents.iter().sum::<f64>() / count as f64),
    };
    Pooled {
        codes: used.len(),
        unused: codes().count() - used.len(),
        percent: percents.and_then(mean),
        kappa: ratio(&used, rows, |row| &row.kappa),
        alpha: ratio(&used, rows, |row| &row.alpha),
    }
}

fn ratio(
    used: &[&AgreementRow],
    rows: &[AgreementRow],
    coefficient: impl Fn(&AgreementRow) -> &Coefficient,
) -> Result<f64, Undefined> {
    let (mut observed, mut expected) = (0.0, 0.0);
    for row in used {
        let coefficient = coefficient(row);
        match (coefficient.observed_disagreement, coefficient.expected_disagreement) {
            (Some(of_row), Some(by_chance)) => {
                observed += of_row;
                expected += by_chance;
            }
            _ => coefficient.value.map(|_| ())?,
        }
    }
    if used.is_empty() {
        return Err(reason_without_codes(rows));
    }
    if expected > 0.0 {
        Ok(1.0 - observed / expected)
    } else {
        Err(Undefined::OneValueOnly { category: Category::PRESENT })
    }
}

/// Why nothing can be pooled where no code was used: the reason that the codes give, if they
/// cannot be compared at all.
fn reason_without_codes(rows: &[AgreementRow]) -> Undefined {
    let not_used = Undefined::NotUsed { category: Category::PRESENT };
    rows.first().and_then(|row| row.percent.value.err()).unwrap_or(not_used)
}
