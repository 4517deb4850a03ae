//! Decisions as changes of a study.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use themata_analysis::{DisagreementState, Disagreements, disagreements};
use themata_codebook::CodeIndex;
use themata_model::{
    Adjudication, AdjudicationId, Change, Claim, Coder, CoderId, CoderKind, Coding, CodingId,
    CodingRecord, Decision, DocumentId, RoundId, Session, Study, Valence, Weight,
};
use themata_store::{Action, NextIds, Snapshot};
use themata_text::CharSpan;

use crate::Failure;
use crate::ask::ask_compared_of;
use crate::names::acting;
use crate::view::seen_by;

/// What the consensus coder is called where there is none yet.
const CONSENSUS: &str = "consensus";

/// A study while decisions on it are taken, and what has changed so far.
pub(super) struct Draft {
    pub(super) study: Arc<Study>,
    pub(super) found: Disagreements,
    pub(super) adjudications: Vec<Adjudication>,
    consensus: Coder,
    is_new: bool,
    memos: BTreeMap<CodingId, String>,
    /// The weights of the codings that have one: claims do not say them.
    weights: BTreeMap<CodingId, Weight>,
    next: NextIds,
    /// Who decides.
    by: String,
    session: Session,
    /// The places of the decisions on each coding.
    decided_on: BTreeMap<ClaimKey, Vec<usize>>,
    /// The decisions in force that each coding of the consensus came of.
    holders: BTreeMap<CodingId, BTreeSet<AdjudicationId>>,
    /// The codings of the consensus until now.
    layer: BTreeMap<CodingId, Coding>,
    /// The same and the new ones by what they say.
    standing: BTreeMap<(DocumentId, CodeIndex, CharSpan, Option<Valence>), CodingId>,
    recorded: Vec<Adjudication>,
    added: Vec<Coding>,
    removed: BTreeMap<CodingId, Coding>,
}

/// A coding that is to come of a decision.
pub(super) type Yield = (CodeIndex, CharSpan, Option<Valence>);

/// What a coding is known by: the number of one that was taken away may be another coder's.
type ClaimKey = (DocumentId, CodingId, CoderId);

fn key(document: DocumentId, claim: &Claim) -> ClaimKey {
    (document, claim.coding, claim.coder)
}

/// A decision on what was said.
pub(super) struct Decided<'a> {
    pub(super) document: DocumentId,
    pub(super) about: Vec<Claim>,
    pub(super) decision: Decision,
    /// The coder who is right, if it is one.
    pub(super) right: Option<CoderId>,
    pub(super) yields: Vec<Yield>,
    pub(super) reason: Option<&'a str>,
    pub(super) rule: Option<&'a str>,
}

impl Draft {
    /// The study as whoever acts may see it.
    pub(super) fn new(
        snapshot: &Snapshot<'_>,
        session: &Session,
        query: &str,
    ) -> Result<Draft, Failure> {
        let mut study = snapshot.study()?;
        seen_by(&mut study, session.coder.as_deref());
        let by = acting(session, "decides")?.to_owned();
        let answer = ask_compared_of(study, snapshot, session.coder.as_deref(), query)?;
        let adjudications = snapshot.adjudications()?;
        let found = disagreements(&answer.study, &answer.asked, &adjudications);
        let next = snapshot.next_ids()?;
        let study = answer.study;
        let known = study.coders.iter().find(|coder| coder.kind == CoderKind::Consensus);
        let is_new = known.is_none();
        let consensus = known.cloned().unwrap_or_else(|| Coder {
            id: next.coder,
            name: free_name(&study),
            kind: CoderKind::Consensus,
        });
        let mut decided_on: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, one) in adjudications.iter().enumerate() {
            for claim in &one.about {
                decided_on.entry(key(one.document, claim)).or_default().push(place);
            }
        }
        let mut holders: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for one in in_force(&adjudications) {
            for &coding in &one.yields {
                holders.entry(coding).or_default().insert(one.id);
            }
        }
        let mine = |coding: &&Coding| coding.coder == consensus.id;
        let layer: BTreeMap<CodingId, Coding> =
            study.codings.as_slice().iter().filter(mine).map(|c| (c.id, *c)).collect();
        let standing =
            layer.values().map(|c| ((c.document, c.code, c.span, c.valence), c.id)).collect();
        let weights = study.codings.into_iter();
        let weights = weights.filter_map(|coding| Some((coding.id, coding.weight?))).collect();
        Ok(Draft {
            decided_on,
            weights,
            holders,
            layer,
            standing,
            memos: snapshot.memos()?,
            by,
            session: session.clone(),
            study,
            found,
            adjudications,
            consensus,
            is_new,
            next,
            recorded: Vec::new(),
            added: Vec::new(),
            removed: BTreeMap::new(),
        })
    }

    /// Records a decision: what came of earlier ones on the same codings goes, unless it comes
    /// of this one too, and what comes of it is put in. Returns how many codings came and went.
    pub(super) fn record(&mut self, decided: Decided<'_>) -> (usize, usize) {
        let Decided { document, about, decision, right, yields, reason, rule } = decided;
        let earlier = self.earlier(document, &about);
        let mut gone = self.came_of(document, &earlier);
        // From here on they hold nothing, also for what is decided next in this draft.
        for &place in &earlier {
            let before = &self.adjudications[place];
            for coding in &before.yields {
                if let Some(holders) = self.holders.get_mut(coding) {
                    holders.remove(&before.id);
                }
            }
        }
        let (mut numbers, mut added) = (Vec::new(), 0);
        for (code, span, valence) in yields {
            let key = (document, code, span, valence);
            let weight = self.weight_of((code, span, valence), &about, right);
            let known = self.standing.get(&key).filter(|id| !self.removed.contains_key(id));
            // What an earlier decision brought with another weight does not stay for this one.
            let stays = |id: &&CodingId| gone.get(id).is_none_or(|c| c.weight == weight);
            let id = known.filter(stays).copied().unwrap_or_else(|| {
                let id = self.next.coding;
                self.next.coding = CodingId(id.0 + 1);
                let coder = self.consensus.id;
                let coding = Coding { id, document, span, code, coder, valence, weight };
                self.added.push(coding);
                self.standing.insert(key, id);
                added += 1;
                id
            });
            gone.remove(&id);
            numbers.push(id);
        }
        if decision == Decision::PutOff {
            // The consensus stays as it was until it is decided.
            numbers.extend(std::mem::take(&mut gone).into_keys());
        }
        let removed = gone.len();
        self.removed.extend(gone);

        let id = self.next.adjudication;
        self.next.adjudication = AdjudicationId(id.0 + 1);
        for coding in &numbers {
            self.holders.entry(*coding).or_default().insert(id);
        }
        let version =
            self.study.document(document).map_or(1, |document| document.version.number);
        self.recorded.push(Adjudication {
            id,
            document,
            version,
            round: self.round_of(document, &about),
            decision,
            by: Some(self.by.clone()),
            at: self.session.now.to_string(),
            reason: reason.map(str::to_owned),
            rule: rule.map(str::to_owned),
            about,
            yields: numbers,
        });
        (added, removed)
    }

    /// The weight of a coding that comes of claims: that of the codings it copies, or, if its
    /// stretch or valence is new, of those with its code. Where those who gave one gave
    /// different ones, no one of them holds.
    fn weight_of(
        &self,
        (code, span, valence): Yield,
        about: &[Claim],
        right: Option<CoderId>,
    ) -> Option<Weight> {
        let of_code = about.iter().filter(|claim| {
            claim.code == code && right.is_none_or(|coder| claim.coder == coder)
        });
        let (copied, like): (Vec<&Claim>, Vec<&Claim>) =
            of_code.partition(|claim| (claim.span, claim.valence) == (span, valence));
        let claims = if copied.is_empty() { like } else { copied };
        Weight::common(claims.iter().map(|claim| self.weights.get(&claim.coding).copied()))
    }

    /// The places of the decisions on any of these codings.
    fn earlier(&self, document: DocumentId, about: &[Claim]) -> BTreeSet<usize> {
        let places = about.iter().filter_map(|c| self.decided_on.get(&key(document, c)));
        places.flatten().copied().collect()
    }

    /// The codings of the consensus that came of these decisions and of no other decision that
    /// is in force.
    fn came_of(
        &self,
        document: DocumentId,
        earlier: &BTreeSet<usize>,
    ) -> BTreeMap<CodingId, Coding> {
        let ids: BTreeSet<AdjudicationId> =
            earlier.iter().map(|&place| self.adjudications[place].id).collect();
        let held = |id: &CodingId| {
            self.holders.get(id).is_some_and(|holders| holders.difference(&ids).count() > 0)
        };
        let of = earlier.iter().flat_map(|&place| &self.adjudications[place].yields);
        of.filter(|id| !held(id))
            .filter_map(|id| Some((*id, *self.layer.get(id)?)))
            .filter(|(_, coding)| coding.document == document)
            .collect()
    }

    /// The round in which all whose codings these are had the document, if it is one.
    fn round_of(&self, document: DocumentId, about: &[Claim]) -> Option<RoundId> {
        let coders: BTreeSet<CoderId> = about.iter().map(|claim| claim.coder).collect();
        let rounds: BTreeSet<Option<RoundId>> = coders
            .into_iter()
            .map(|coder| Some(self.study.latest_assignment(document, coder)?.round))
            .collect();
        if rounds.len() == 1 { rounds.into_iter().next().flatten() } else { None }
    }

    /// The name of the consensus coder, if these decisions make it.
    pub(super) fn new_coder(&self) -> Option<String> {
        (self.is_new && !self.added.is_empty()).then(|| self.consensus.name.clone())
    }

    pub(super) fn finish(self, summary: String, reason: Option<String>) -> Action {
        let mut changes = Vec::new();
        if self.is_new && !self.added.is_empty() {
            let id = self.consensus.id;
            changes.push(Change::Coder { id, before: None, after: Some(self.consensus) });
        }
        if !self.removed.is_empty() {
            let with_memo = |coding: Coding| {
                let memo = self.memos.get(&coding.id).cloned();
                CodingRecord { coding, memo }
            };
            let records = self.removed.into_values().map(with_memo).collect();
            changes.push(Change::CodingsRemoved(records));
        }
        if !self.added.is_empty() {
            let record = |coding| CodingRecord { coding, memo: None };
            changes.push(Change::CodingsAdded(self.added.into_iter().map(record).collect()));
        }
        changes.extend(self.recorded.into_iter().map(|one| {
            let id = one.id;
            Change::Adjudication { id, before: None, after: Some(one) }
        }));
        Action { summary, reason, changes, ..Action::default() }
    }

    /// Who decided what, and when, for whoever is told that it is decided.
    pub(super) fn who_decided(&self, state: DisagreementState) -> String {
        let decided = state.adjudication();
        let one = self.adjudications.iter().find(|one| Some(one.id) == decided);
        one.map_or(String::new(), in_words)
    }

    /// What a decision takes the place of, if somebody has decided that before and not only put
    /// it off.
    pub(super) fn instead_of(&self, state: DisagreementState) -> Option<String> {
        let is_decided = !matches!(state, DisagreementState::PutOff(_));
        state.adjudication().filter(|_| is_decided).map(|_| self.who_decided(state))
    }
}

/// A decision in words: `accept, by ana at 2026-05-01T12:00:00Z`.
pub(super) fn in_words(one: &Adjudication) -> String {
    let by = one.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let rule = one.rule.as_ref().map_or(String::new(), |rule| format!(" (rule: {rule})"));
    format!("{}{rule},{by} at {}", one.decision.as_str(), crate::names::minute(&one.at))
}

/// The decisions that no later one took the place of.
pub(super) fn in_force(adjudications: &[Adjudication]) -> Vec<&Adjudication> {
    let mut later: BTreeSet<ClaimKey> = BTreeSet::new();
    let mut kept = Vec::new();
    for one in adjudications.iter().rev() {
        let of = || one.about.iter().map(|claim| key(one.document, claim));
        if !of().any(|key| later.contains(&key)) {
            kept.push(one);
        }
        later.extend(of());
    }
    kept.reverse();
    kept
}

fn free_name(study: &Study) -> String {
    let numbered = (2..).map(|number| format!("{CONSENSUS} {number}"));
    std::iter::once(CONSENSUS.to_owned())
        .chain(numbered)
        .find(|name| study.coder_named(name).is_none())
        .unwrap_or_default()
}
