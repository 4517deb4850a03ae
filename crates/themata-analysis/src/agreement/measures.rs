use themata_agreement::uncertainty::{
    StandardError, brennan_prediger_error, cohen_kappa_error, conger_kappa_error,
    fleiss_kappa_error, gwet_ac_error, krippendorff_alpha_error,
};
use themata_agreement::{
    Category, Coefficient, PercentAgreement, Ratings, Share, TwoByTwo, Undefined, Weights,
    bennett_s, brennan_prediger, cohen_kappa, conger_kappa, fleiss_kappa, gwet_ac1, holsti,
    kappa_max, krippendorff_alpha, light_kappa, percent_agreement, prevalence, randolph_kappa,
    scott_pi, specific_agreement,
};

/// A measure of how far coders agree on a yes-or-no question. What each is, formula and
/// source, is in `docs/methods/items.md`.
///
/// Weighted kappa, AC2 and alpha with a metric are not among them: with two categories every
/// weighting is the unweighted measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementMeasure {
    /// Agreeing pairs of coders, mean over units.
    Percent,
    /// Agreeing pairs of coders, a unit weighing as much as it has judgements.
    PercentByJudgement,
    /// Units on which all coders agree, among those that all judged.
    PercentAllCoders,
    /// Where one coder marks a unit, how often another does too.
    Positive,
    /// Where one coder leaves a unit unmarked, how often another does too.
    Negative,
    /// Holsti's coefficient of the units that the two coders marked. Equal to positive
    /// agreement.
    Holsti,
    /// Bennett's S.
    BennettS,
    /// Randolph's free-marginal kappa.
    Randolph,
    /// Brennan and Prediger's coefficient, without weights.
    BrennanPrediger,
    /// Prevalence- and bias-adjusted kappa.
    Pabak,
    /// Scott's pi.
    ScottPi,
    /// Cohen's kappa for two coders, Conger's for more.
    Kappa,
    /// Cohen's kappa.
    CohenKappa,
    /// The largest Cohen's kappa that the coders' shares allow.
    KappaMax,
    /// Conger's kappa.
    CongerKappa,
    /// Light's kappa.
    LightKappa,
    /// Fleiss' kappa.
    FleissKappa,
    /// Krippendorff's alpha, nominal.
    Alpha,
    /// Gwet's AC1.
    Ac1,
    /// The share of judgements that mark the unit.
    Prevalence,
    /// The prevalence index of two coders.
    PrevalenceIndex,
    /// The bias index of two coders.
    BiasIndex,
}

use AgreementMeasure as M;

/// What a measure says of one code.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// The value, or why there is none.
    pub value: Result<f64, Undefined>,
    /// The disagreement observed and the one expected by chance, where the measure has them
    /// and there is something to compare.
    pub disagreements: Option<[f64; 2]>,
}

impl From<Coefficient> for Figure {
    fn from(of: Coefficient) -> Figure {
        let disagreements = of.observed_disagreement.zip(of.expected_disagreement);
        Figure { value: of.value, disagreements: disagreements.map(<[f64; 2]>::from) }
    }
}

impl From<Share> for Figure {
    fn from(of: Share) -> Figure {
        Figure { value: of.value, disagreements: None }
    }
}

/// How a figure for several codes is made of those of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pooling {
    /// 1 less the sum of the observed disagreements, divided by that of the expected ones.
    Ratio,
    /// The mean over the codes.
    Mean,
    /// There is none that would mean anything.
    None,
}

impl AgreementMeasure {
    /// Every measure of the set `items`, in the order of its columns.
    pub const ALL: [AgreementMeasure; 21] = [
        M::Percent,
        M::PercentByJudgement,
        M::PercentAllCoders,
        M::Positive,
        M::Negative,
        M::Holsti,
        M::BennettS,
        M::Randolph,
        M::BrennanPrediger,
        M::Pabak,
        M::ScottPi,
        M::CohenKappa,
        M::KappaMax,
        M::CongerKappa,
        M::LightKappa,
        M::FleissKappa,
        M::Alpha,
        M::Ac1,
        M::Prevalence,
        M::PrevalenceIndex,
        M::BiasIndex,
    ];

    /// The measures of the set `standard` that can be pooled.
    pub const STANDARD: [AgreementMeasure; 3] = [M::Percent, M::Kappa, M::Alpha];

    /// The key of its column.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.names()[0]
    }

    /// What its column is headed.
    #[must_use]
    pub fn heading(self) -> &'static str {
        self.names()[1]
    }

    fn names(self) -> [&'static str; 2] {
        match self {
            M::Percent => ["percent_agreement", "Percent agreement"],
            M::PercentByJudgement => ["percent_by_judgement", "Percent by judgement"],
            M::PercentAllCoders => ["percent_all_coders", "Percent, all coders"],
            M::Positive => ["positive_agreement", "Positive agreement"],
            M::Negative => ["negative_agreement", "Negative agreement"],
            M::Holsti => ["holsti", "Holsti"],
            M::BennettS => ["bennett_s", "Bennett's S"],
            M::Randolph => ["randolph_kappa", "Randolph's kappa"],
            M::BrennanPrediger => ["brennan_prediger", "Brennan–Prediger"],
            M::Pabak => ["pabak", "PABAK"],
            M::ScottPi => ["scott_pi", "Scott's pi"],
            M::Kappa => ["kappa", "Kappa"],
            M::CohenKappa => ["cohen_kappa", "Cohen's kappa"],
            M::KappaMax => ["kappa_max", "Kappa, maximum"],
            M::CongerKappa => ["conger_kappa", "Conger's kappa"],
            M::LightKappa => ["light_kappa", "Light's kappa"],
            M::FleissKappa => ["fleiss_kappa", "Fleiss' kappa"],
            M::Alpha => ["alpha", "Alpha"],
            M::Ac1 => ["ac1", "AC1"],
            M::Prevalence => ["prevalence", "Prevalence"],
            M::PrevalenceIndex => ["prevalence_index", "Prevalence index"],
            M::BiasIndex => ["bias_index", "Bias index"],
        }
    }

    /// Whether it is a plain share from 0 to 1.
    #[must_use]
    pub fn is_share(self) -> bool {
        matches!(
            self,
            M::Percent
                | M::PercentByJudgement
                | M::PercentAllCoders
                | M::Positive
                | M::Negative
                | M::Holsti
                | M::Prevalence
        )
    }

    /// Whether it takes out what chance gives, and bears an interval.
    #[must_use]
    pub fn is_beyond_chance(self) -> bool {
        self.pooling() == Pooling::Ratio
    }

    pub(super) fn pooling(self) -> Pooling {
        match self {
            M::Percent | M::PercentByJudgement | M::PercentAllCoders => Pooling::Mean,
            _ if self.is_share() => Pooling::None,
            M::PrevalenceIndex | M::BiasIndex => Pooling::None,
            _ => Pooling::Ratio,
        }
    }

    /// What it says of a yes-or-no question.
    #[must_use]
    pub fn of(self, ratings: &Ratings) -> Figure {
        let percent = |definition| percent_agreement(ratings, definition).into();
        let of = |shares: Vec<Share>, category: Category| {
            shares[category.position() as usize].into()
        };
        match self {
            M::Percent => percent(PercentAgreement::ItemMean),
            M::PercentByJudgement => percent(PercentAgreement::CodeWeighted),
            M::PercentAllCoders => percent(PercentAgreement::AllCoders),
            M::Positive => of(specific_agreement(ratings), Category::PRESENT),
            M::Negative => of(specific_agreement(ratings), Category::ABSENT),
            M::Holsti => two_by_two(ratings, |table| {
                let marked = [table.both + table.only_first, table.both + table.only_second];
                holsti(table.both, marked).value
            }),
            M::BennettS => bennett_s(ratings).into(),
            M::Randolph => randolph_kappa(ratings).into(),
            M::BrennanPrediger => brennan_prediger(ratings, &Weights::identity(2)).into(),
            M::Pabak => {
                let pabak = two_by_two(ratings, |table| Ok(table.pabak()));
                // 2 po − 1 is 1 − (1 − po) / ½.
                let parts = pabak.value.ok().map(|value| [(1.0 - value) / 2.0, 0.5]);
                Figure { disagreements: parts, ..pabak }
            }
            M::ScottPi => scott_pi(ratings).into(),
            M::Kappa if ratings.coders() == 2 => cohen_kappa(ratings).into(),
            M::Kappa | M::CongerKappa => conger_kappa(ratings).into(),
            M::CohenKappa => cohen_kappa(ratings).into(),
            M::KappaMax => kappa_max(ratings).into(),
            M::LightKappa => light_kappa(ratings).into(),
            M::FleissKappa => fleiss_kappa(ratings).into(),
            M::Alpha => krippendorff_alpha(ratings).into(),
            M::Ac1 => gwet_ac1(ratings).into(),
            M::Prevalence => of(prevalence(ratings), Category::PRESENT),
            M::PrevalenceIndex => two_by_two(ratings, |table| Ok(table.prevalence_index())),
            M::BiasIndex => two_by_two(ratings, |table| Ok(table.bias_index())),
        }
    }

    /// Its standard error by formula, which takes units for independent of each other; `None`
    /// for a measure for which there is no formula here.
    #[must_use]
    pub fn error(self, ratings: &Ratings) -> Option<Result<StandardError, Undefined>> {
        let weights = Weights::identity(2);
        Some(match self {
            M::Kappa if ratings.coders() != 2 => conger_kappa_error(ratings, &weights),
            M::Kappa | M::CohenKappa => {
                cohen_kappa_error(ratings, &weights).map(|error| error.estimate)
            }
            M::CongerKappa => conger_kappa_error(ratings, &weights),
            M::FleissKappa => fleiss_kappa_error(ratings, &weights),
            M::Randolph | M::BrennanPrediger => brennan_prediger_error(ratings, &weights),
            M::Alpha => krippendorff_alpha_error(ratings, &weights),
            M::Ac1 => gwet_ac_error(ratings, &weights),
            _ => return None,
        })
    }
}

fn two_by_two(
    ratings: &Ratings,
    value: impl Fn(&TwoByTwo) -> Result<f64, Undefined>,
) -> Figure {
    let value = TwoByTwo::of(ratings).and_then(|table| value(&table));
    Figure { value, disagreements: None }
}
