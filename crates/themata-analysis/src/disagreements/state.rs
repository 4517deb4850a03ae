//! What has been decided on what.

use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_model::{Adjudication, Claim, CoderId, CodingId, Decision, DocumentId, Study};
use themata_text::CharSpan;

use super::DisagreementState;

/// The decisions so far, by the codings that they are about.
pub(super) struct Decided<'a> {
    study: &'a Study,
    coders: &'a [CoderId],
    adjudications: &'a [Adjudication],
    /// For each coding the place of the latest decision that it took part in.
    /// The number of a coding that was taken away may be another coder's now.
    latest: BTreeMap<(DocumentId, CodingId, CoderId), usize>,
}

/// A claim as it is compared: without its place if the text is another one since.
type Compared = (CodingId, CoderId, CodeIndex, Option<CharSpan>, Option<&'static str>);

impl<'a> Decided<'a> {
    pub(super) fn of(
        study: &'a Study,
        adjudications: &'a [Adjudication],
        coders: &'a [CoderId],
    ) -> Decided<'a> {
        let mut latest = BTreeMap::new();
        for (place, decided) in adjudications.iter().enumerate() {
            for claim in &decided.about {
                latest.insert((decided.document, claim.coding, claim.coder), place);
            }
        }
        Decided { study, coders, adjudications, latest }
    }

    /// What has been decided on what was said, by the latest decision on any of it.
    pub(super) fn state(&self, document: DocumentId, claims: &[Claim]) -> DisagreementState {
        let places = claims
            .iter()
            .filter_map(|claim| self.latest.get(&(document, claim.coding, claim.coder)));
        let Some(decided) = places.max().map(|&place| &self.adjudications[place]) else {
            return DisagreementState::Open;
        };
        let version = self.study.document(document).map(|known| known.version.number);
        let same_text = version == Some(decided.version);
        // What a coder said who is not compared now does not make it another disagreement.
        let is_compared = |claim: &&Claim| self.coders.contains(&claim.coder);
        let then = self.all(decided.about.iter().filter(is_compared), same_text);
        let now = self.all(claims.iter(), same_text);
        if then == now {
            return match decided.decision {
                Decision::PutOff => DisagreementState::PutOff(decided.id),
                _ => DisagreementState::Decided(decided.id),
            };
        }
        // Those whose codings it was about may stand by every word of it. Whether the others
        // were asked and had marked nothing is not known.
        let was_about =
            |claim: &&Claim| decided.about.iter().any(|then| then.coder == claim.coder);
        let stands = self.all(claims.iter().filter(was_about), same_text) == then;
        match (stands, decided.decision) {
            (true, Decision::PutOff) => DisagreementState::PutOff(decided.id),
            (true, _) => DisagreementState::MoreCoders(decided.id),
            (false, _) => DisagreementState::Changed(decided.id),
        }
    }

    /// Claims in an order, as they are compared.
    fn all<'b>(
        &self,
        claims: impl Iterator<Item = &'b Claim>,
        same_text: bool,
    ) -> Vec<Compared> {
        let mut all: Vec<Compared> =
            claims.map(|claim| self.compared(claim, same_text)).collect();
        all.sort_unstable();
        all
    }

    fn compared(&self, claim: &Claim, same_text: bool) -> Compared {
        let Claim { coding, coder, code, span, valence } = *claim;
        // A code that was merged into another since means what that one means.
        let book = &self.study.codebook;
        let code = book.get(code).and_then(|_| book.successor(code)).unwrap_or(code);
        (
            coding,
            coder,
            code,
            same_text.then_some(span),
            valence.map(|valence| valence.as_str()),
        )
    }
}
