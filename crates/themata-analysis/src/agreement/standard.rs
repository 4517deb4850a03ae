use rayon::prelude::*;
use themata_agreement::{
    Category, Coefficient, PercentAgreement, Ratings, Share, Undefined, cohen_kappa,
    conger_kappa, krippendorff_alpha, percent_agreement, prevalence, specific_agreement,
};
use themata_model::{Asked, Coder, DocumentId, Study};

use super::interval::{IntervalOptions, Intervals, intervals};
use super::measures::{AgreementMeasure, Pooling};
use super::pooling::{NOT_USED, Pool};
use super::remarks::{remarks, unused};
use super::sweep::{Marked, sweep};
use super::{AgreementUnit, AgreementUniverse, Comparison, options};
use crate::{Error, Level, Subject, Transcripts};

/// How far the coders of a query agree, theme by theme and code by code.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What was judged.
    pub unit: AgreementUnit,
    /// Which units took part.
    pub universe: AgreementUniverse,
    /// The coders, in the order of their numbers.
    pub coders: Vec<Coder>,
    /// The documents that at least two of them coded.
    pub documents: Vec<DocumentId>,
    /// The number of units in the universe.
    pub units: u64,
    /// The themes and codes in the order of the codebook.
    pub rows: Vec<AgreementRow>,
    /// The codes taken together. Themes do not add to it.
    pub pooled: Pooled,
    /// How sure alpha is, if that was asked for.
    pub intervals: Option<Intervals>,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// How far coders agree on whether a theme or a code applies.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementRow {
    /// The theme or code.
    pub subject: Subject,
    /// The share of pairs of coders who say the same of a unit, averaged over units.
    pub percent: Share,
    /// Where one coder says that it applies, how often another does too.
    pub positive: Share,
    /// Cohen's kappa for two coders, Conger's for more.
    pub kappa: Coefficient,
    /// Krippendorff's alpha, nominal.
    pub alpha: Coefficient,
    /// The standard error of alpha by formula, which takes units for independent.
    pub alpha_error: Result<f64, Undefined>,
    /// How often it was said to apply, among all that was said.
    pub prevalence: Share,
    /// The number of units that each coder marked, in the order of [`Agreement::coders`].
    pub marked: Vec<u64>,
}

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

/// Measures how far coders agree on the presence of each theme and each code, unit by unit.
///
/// Every theme and code is a yes-or-no question of its own, so codes may overlap; what one
/// coder marked twice is marked once. A code counts what carries exactly this code, a theme
/// what carries any of its codes.
///
/// Compared are the documents of the query with codings by at least two of its coders. A
/// coder has judged a document if any coding of theirs is on it, whatever its code, and is
/// missing elsewhere. A consensus layer was made from what the others said, so it is compared
/// only where fewer than two others are left.
///
/// `transcripts` must hold the texts of those documents if [`AgreementUnit::needs_texts`] says
/// so. The cost is that of sorting the codings of each document and code.
///
/// # Errors
///
/// If a text is needed and missing.
pub fn agreement(
    study: &Study,
    asked: &Asked,
    unit: AgreementUnit,
    universe: AgreementUniverse,
    transcripts: &Transcripts,
) -> Result<Agreement, Error> {
    Ok(Comparison::of(study, asked, unit, universe, transcripts)?.agreement(None))
}

impl Comparison<'_> {
    /// Percent and positive agreement, kappa and alpha of each theme and code; with intervals
    /// for alpha if they are asked for.
    #[must_use]
    pub fn agreement(&self, interval: Option<IntervalOptions>) -> Agreement {
        let stretches = self.stretches();
        let coders = self.coders().len();
        let rows: Vec<AgreementRow> = stretches
            .par_iter()
            .zip(&self.outline.subjects)
            .map(|(stretches, subject)| {
                measure(subject.clone(), sweep(stretches, &self.classes, coders))
            })
            .collect();
        let measures = [AgreementMeasure::Alpha];
        let intervals = interval.map(|how| intervals(self, &stretches, &measures, how));
        let pooled = pool(&rows);
        let is_unused = |row: &&AgreementRow| row.is_code() && !row.is_used();
        let names: Vec<&str> =
            rows.iter().filter(is_unused).map(|row| row.subject.name.as_str()).collect();
        let mut definition = options::standard(self, pooled.codes);
        let mut remarks = remarks(self);
        remarks.extend(unused(&names));
        if let Some(intervals) = &intervals {
            definition = format!("{definition} {}", intervals.definition());
            remarks.extend(intervals.remark());
        }
        Agreement {
            unit: self.unit,
            universe: self.universe,
            coders: self.coders().to_vec(),
            documents: self.documents.iter().map(|document| document.id).collect(),
            units: self.units(),
            rows,
            pooled,
            intervals,
            definition,
            remarks,
        }
    }
}

fn measure(subject: Subject, marked: Marked) -> AgreementRow {
    let Marked { ratings, units } = marked;
    let present = |shares: Vec<Share>| shares[Category::PRESENT.position() as usize];
    let error = AgreementMeasure::Alpha.error(&ratings).unwrap_or(Err(NOT_USED));
    AgreementRow {
        subject,
        percent: percent_agreement(&ratings, PercentAgreement::ItemMean),
        positive: present(specific_agreement(&ratings)),
        kappa: kappa(&ratings),
        alpha: krippendorff_alpha(&ratings),
        alpha_error: error.map(|error| error.error),
        prevalence: present(prevalence(&ratings)),
        marked: units,
    }
}

fn kappa(ratings: &Ratings) -> Coefficient {
    if ratings.coders() == 2 { cohen_kappa(ratings) } else { conger_kappa(ratings) }
}

fn pool(rows: &[AgreementRow]) -> Pooled {
    let [mut percent, mut kappa, mut alpha] = [Pool::default(); 3];
    let codes = || rows.iter().filter(|row| row.is_code());
    let used = || codes().filter(|row| row.is_used());
    for row in used() {
        percent.add(&row.percent.into(), Pooling::Mean);
        kappa.add(&row.kappa.into(), Pooling::Ratio);
        alpha.add(&row.alpha.into(), Pooling::Ratio);
    }
    // Where no code was used: the reason that the codes give, if they cannot be compared.
    let without = rows.first().and_then(|row| row.percent.value.err()).unwrap_or(NOT_USED);
    Pooled {
        codes: used().count(),
        unused: codes().count() - used().count(),
        percent: percent.value(Pooling::Mean, without),
        kappa: kappa.value(Pooling::Ratio, without),
        alpha: alpha.value(Pooling::Ratio, without),
    }
}

impl AgreementRow {
    fn is_code(&self) -> bool {
        self.subject.level == Level::Code
    }

    fn is_used(&self) -> bool {
        self.marked.iter().any(|&units| units > 0)
    }
}

impl Agreement {
    /// The rows of one level: themes, or codes.
    pub fn rows_at(&self, level: Level) -> impl Iterator<Item = &AgreementRow> {
        self.rows.iter().filter(move |row| row.subject.level == level)
    }
}
