//! What a disagreement is.

use std::collections::BTreeSet;

use themata_codebook::CodeIndex;
use themata_model::{AdjudicationId, Claim, CoderId, CodingId, DocumentId, Study, Valence};
use themata_text::CharSpan;

use super::compared::Judged;
use super::joined::Parts;
use super::kind::{self, Ends};
use super::state::Decided;

/// What coders who judged a document say differently about a stretch of it. Computed, never
/// stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// Its number: the lowest of the numbers of its codings.
    pub number: CodingId,
    /// The document.
    pub document: DocumentId,
    /// From the first to the last character of any of its codings.
    pub span: CharSpan,
    /// Who judged the document, by number.
    pub judges: Vec<CoderId>,
    /// What was said, code by code: one side, or two where one coder applied another code.
    pub sides: Vec<Side>,
    /// In what the coders differ; never empty. The first is the one that it is listed under.
    pub kinds: BTreeSet<DisagreementKind>,
    /// The judges who said nothing of it.
    pub missed_by: Vec<CoderId>,
    /// Whether those who said something of it differ in where it begins.
    pub starts_differ: bool,
    /// Whether they differ in where it ends.
    pub ends_differ: bool,
    /// The overlap share: of the characters that any of those who said something marked, the
    /// share that all of them did. From 0 to 1; `None` if only one said something.
    pub overlap: Option<f64>,
    /// The two codes, where one coder applied another code.
    pub pair: Option<CodePair>,
    /// What has been decided on it.
    pub state: DisagreementState,
}

/// What was said with one code in a disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The code.
    pub code: CodeIndex,
    /// Who said it of what, in the order of the codings' numbers.
    pub claims: Vec<Claim>,
    /// What it costs, in characters: see [`Disagreement::cost`].
    pub cost: f64,
}

/// Codings of one code on which all judges of a document are at one.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// The lowest of the numbers of its codings.
    pub number: CodingId,
    /// The document.
    pub document: DocumentId,
    /// The code.
    pub code: CodeIndex,
    /// The stretch.
    pub span: CharSpan,
    /// The valences that each of them gave.
    pub valences: BTreeSet<Option<Valence>>,
    /// Who judged the document, by number.
    pub judges: Vec<CoderId>,
    /// The codings, in the order of their numbers.
    pub claims: Vec<Claim>,
    /// What has been decided on them.
    pub state: DisagreementState,
}

/// In what coders differ. The order is that in which a disagreement is listed under the first
/// of its kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisagreementKind {
    /// A coder applied another code to about the same stretch.
    OtherCode,
    /// A judge said nothing of it.
    Missed,
    /// What is one stretch to one coder is several to another.
    Split,
    /// It begins or ends elsewhere.
    Boundary,
    /// Another valence was given, or it was left open.
    Valence,
}

/// How one code stands to another in the codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Both stand under the same code.
    Sibling,
    /// The first stands over the second, however far.
    Parent,
    /// The first stands under the second, however far.
    Child,
    /// Both belong to one theme.
    SameTheme,
    /// They belong to different themes.
    OtherTheme,
}

/// Two codes between which coders differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePair {
    /// The code that comes first in the codebook.
    pub first: CodeIndex,
    /// The other.
    pub second: CodeIndex,
    /// How the first stands to the second.
    pub relation: Relation,
}

/// What has been decided on a disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisagreementState {
    /// Nothing yet.
    Open,
    /// That it is to be decided later.
    PutOff(AdjudicationId),
    /// It is decided.
    Decided(AdjudicationId),
    /// Something was decided, but the coders said something else then.
    Changed(AdjudicationId),
    /// It was decided, and those whose codings it was decided on say the same as then; but
    /// others, whom the decision does not name, have coded there, too.
    MoreCoders(AdjudicationId),
}

impl Disagreement {
    /// What it costs the agreement of its codes, in characters: for every stretch its length
    /// times the share of pairs of judges of whom one marked it and the other did not.
    ///
    /// The sum over all disagreements of a code, divided by the number of characters compared,
    /// is the observed disagreement of the code by character: 1 less the percent agreement,
    /// and, if all documents have equally many judges, the observed disagreement of
    /// Krippendorff's alpha. A difference in valence alone costs nothing there.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.sides.iter().map(|side| side.cost).sum()
    }

    /// What it is listed under.
    #[must_use]
    pub fn kind(&self) -> DisagreementKind {
        self.kinds.first().copied().unwrap_or(DisagreementKind::Missed)
    }

    /// What was said, by whom. Together with nothing else it is what the disagreement *is*: if
    /// it is another, so is the disagreement.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.sides.iter().flat_map(|side| &side.claims)
    }
}

impl DisagreementKind {
    /// All of them.
    pub const ALL: [DisagreementKind; 5] = [
        DisagreementKind::OtherCode,
        DisagreementKind::Missed,
        DisagreementKind::Split,
        DisagreementKind::Boundary,
        DisagreementKind::Valence,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DisagreementKind::OtherCode => "other-code",
            DisagreementKind::Missed => "missed",
            DisagreementKind::Split => "split",
            DisagreementKind::Boundary => "boundary",
            DisagreementKind::Valence => "valence",
        }
    }

    /// The kind that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<DisagreementKind> {
        DisagreementKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Relation {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::Sibling => "sibling",
            Relation::Parent => "parent",
            Relation::Child => "child",
            Relation::SameTheme => "same theme",
            Relation::OtherTheme => "other theme",
        }
    }

    fn between(study: &Study, first: CodeIndex, second: CodeIndex) -> Relation {
        let book = &study.codebook;
        if book.is_within(second, first) {
            Relation::Parent
        } else if book.is_within(first, second) {
            Relation::Child
        } else if book[first].parent.is_some() && book[first].parent == book[second].parent {
            Relation::Sibling
        } else if book.root_of(first) == book.root_of(second) {
            Relation::SameTheme
        } else {
            Relation::OtherTheme
        }
    }
}

impl DisagreementState {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DisagreementState::Open => "open",
            DisagreementState::PutOff(_) => "put off",
            DisagreementState::Decided(_) => "decided",
            DisagreementState::Changed(_) => "changed since",
            DisagreementState::MoreCoders(_) => "more coders",
        }
    }

    /// The decision that it rests on.
    #[must_use]
    pub fn adjudication(self) -> Option<AdjudicationId> {
        match self {
            DisagreementState::Open => None,
            DisagreementState::PutOff(id)
            | DisagreementState::Decided(id)
            | DisagreementState::Changed(id)
            | DisagreementState::MoreCoders(id) => Some(id),
        }
    }

    /// Whether it has still to be decided.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, DisagreementState::Decided(_))
    }
}

/// The disagreement that one component is, or two of different codes are together.
pub(super) fn disagreement(
    study: &Study,
    judged: &Judged,
    parts: Parts,
    decided: &Decided<'_>,
) -> Disagreement {
    let ends = Ends::of(&parts);
    let claims: Vec<Claim> = parts.iter().flat_map(|part| part.claims.clone()).collect();
    let span = parts.iter().map(|part| part.span).reduce(CharSpan::hull);
    let missed_by: Vec<CoderId> = judged
        .judges
        .iter()
        .copied()
        .filter(|&judge| !parts.iter().any(|part| part.has(judge)))
        .collect();
    let sides: Vec<Side> = parts
        .iter()
        .map(|part| {
            let mut claims = part.claims.clone();
            claims.sort_unstable();
            Side { code: part.code, claims, cost: part.cost(judged.judges.len()) }
        })
        .collect();
    let pair = match sides.as_slice() {
        [first, second] => Some(CodePair {
            first: first.code,
            second: second.code,
            relation: Relation::between(study, first.code, second.code),
        }),
        _ => None,
    };
    Disagreement {
        number: claims.iter().map(|claim| claim.coding).min().unwrap_or(CodingId(0)),
        document: judged.document,
        span: span.unwrap_or(CharSpan::new(0, 0)),
        judges: judged.judges.clone(),
        kinds: kind::kinds(&parts, &claims, &ends, !missed_by.is_empty()),
        missed_by,
        starts_differ: ends.starts_differ,
        ends_differ: ends.ends_differ,
        overlap: ends.overlap,
        pair,
        state: decided.state(judged.document, &claims),
        sides,
    }
}
