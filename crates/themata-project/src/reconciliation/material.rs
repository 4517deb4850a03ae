use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use themata_analysis::{
    Agreement, Comparison, Disagreements, IntervalOptions, UnitizedAgreement, UnitizingOptions,
    disagreements,
};
use themata_model::{Asked, CoderId, CoderKind, DocumentId, Study, Transcript};

use super::ReconciliationQuestion;
use crate::adjudicate::nothing_compared;
use crate::ask::{ask_reconciled, transcripts};
use crate::view::View;
use crate::{AgreementUnit, Failure};

/// What was read for a report.
pub(super) struct Shared<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) question: &'a ReconciliationQuestion,
    pub(super) kept_back: Option<String>,
    pub(super) study: Arc<Study>,
    /// What the query means, whoever coded it.
    pub(super) whole: Asked,
    /// What of it the compared coders coded.
    pub(super) asked: Asked,
    pub(super) unit: AgreementUnit,
    pub(super) transcripts: BTreeMap<DocumentId, Transcript>,
    pub(super) found: Disagreements,
}

/// What the parts of a report are drawn from.
pub(super) struct Material<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) comparison: Comparison<'a>,
    pub(super) agreement: Agreement,
    /// With free boundaries; not computed for those who want no coefficients.
    pub(super) stretches: Option<UnitizedAgreement>,
}

impl<'a> Shared<'a> {
    pub(super) fn of(
        view: &'a View<'a>,
        question: &'a ReconciliationQuestion,
        kept_back: Option<String>,
    ) -> Result<Shared<'a>, Failure> {
        let answer = ask_reconciled(view, &question.query)?;
        let (study, whole) = (answer.study, answer.asked);
        let found = disagreements(&study, &whole, &view.adjudications()?);
        if found.documents.is_empty() {
            return Err(nothing_compared(&found.remarks));
        }
        let transcripts = transcripts(view, &whole)?;
        let has_turns = transcripts.values().any(|transcript| !transcript.turns.is_empty());
        let usual = if has_turns { AgreementUnit::Turn } else { AgreementUnit::Paragraph };
        // Figures and disagreements are to be of the same coders.
        let coders = found.coders.iter().map(|coder| coder.id).collect();
        Ok(Shared {
            asked: only(&whole, &coders),
            unit: question.unit.unwrap_or(usual),
            view,
            question,
            kept_back,
            study,
            whole,
            transcripts,
            found,
        })
    }

    /// The consensus, if the query lets it in and it holds something.
    pub(super) fn consensus(&self) -> Option<CoderId> {
        let is_asked = |id: &CoderId| {
            let kind = self.study.coder(*id).map(|coder| coder.kind);
            kind == Some(CoderKind::Consensus)
        };
        let consensus = self.whole.coders.iter().copied().find(is_asked)?;
        let coded = self.whole.codings.iter().any(|coding| coding.coder == consensus);
        coded.then_some(consensus)
    }

    /// A document's name.
    pub(super) fn name_of(&self, document: DocumentId) -> &str {
        self.study.document(document).map_or("", |document| document.name.as_str())
    }

    /// A coder's name.
    pub(super) fn name(&self, coder: CoderId) -> &str {
        self.study.coder(coder).map_or("", |coder| coder.name.as_str())
    }
}

impl<'a> Material<'a> {
    pub(super) fn of(shared: &'a Shared<'a>) -> Result<Material<'a>, Failure> {
        let comparison = compare(shared, &shared.asked)?;
        let ReconciliationQuestion { seed, replicates, discuss, .. } = *shared.question;
        let how = IntervalOptions { replicates, seed, corrected: false };
        let agreement = comparison.agreement((!discuss).then_some(how));
        let options = UnitizingOptions { seed, legacy: false };
        let stretches = (!discuss).then(|| comparison.unitized(options));
        Ok(Material { shared, comparison, agreement, stretches })
    }

    /// The themes and codes that somebody used.
    pub(super) fn used(&self) -> BTreeSet<&str> {
        let rows = self.agreement.rows.iter();
        let used = rows.filter(|row| row.marked.iter().any(|&units| units > 0));
        used.map(|row| row.subject.name.as_str()).collect()
    }
}

/// What a query means of some coders' codings.
pub(super) fn only(asked: &Asked, coders: &BTreeSet<CoderId>) -> Asked {
    let codings = asked.codings.iter().filter(|coding| coders.contains(&coding.coder));
    Asked {
        codings: codings.copied().collect(),
        coders: asked.coders.iter().filter(|coder| coders.contains(coder)).copied().collect(),
        ..asked.clone()
    }
}

/// A comparison on the units of the report.
pub(super) fn compare<'a>(
    shared: &'a Shared<'a>,
    asked: &'a Asked,
) -> Result<Comparison<'a>, Failure> {
    let universe = shared.question.universe;
    Ok(Comparison::of(&shared.study, asked, shared.unit, universe, &shared.transcripts)?)
}
