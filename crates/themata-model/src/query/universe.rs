//! Where a query can hold at all: the universe of what is counted.

use themata_codebook::CodeIndex;

use super::Resolved;
use super::resolve::{Elements, Related, Test};
use crate::{CoderId, DocumentId};

/// What is known of a coding that may or may not exist.
#[derive(Clone, Copy, Default)]
pub(super) struct Facts {
    pub(super) document: Option<DocumentId>,
    pub(super) code: Option<CodeIndex>,
    pub(super) coder: Option<CoderId>,
}

/// Whether something is so for every, some or no coding of which only some facts are known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tri {
    No,
    Perhaps,
    Yes,
}

/// Whether a test holds, and whether it means the coding's own code if it names codes: what
/// evaluating it says of a coding, as far as that follows from the facts.
#[derive(Clone, Copy)]
struct Outlook {
    holds: Tri,
    meant: Option<Tri>,
}

impl Outlook {
    fn of(holds: Tri) -> Outlook {
        Outlook { holds, meant: None }
    }

    /// Whether such a coding is meant.
    fn is_meant(self) -> Tri {
        self.holds.min(self.meant.unwrap_or(Tri::Yes))
    }
}

impl Resolved {
    /// Whether the query can mean a coding of which some facts are known.
    pub(super) fn can_mean(&self, facts: Facts) -> bool {
        self.root.as_ref().is_none_or(|root| self.outlook(root, facts).is_meant() != Tri::No)
    }

    fn outlook(&self, test: &Test, facts: Facts) -> Outlook {
        match test {
            // Another code of the same excerpt may make it hold.
            Test::Codes(codes) => {
                let named = among(codes, facts.code);
                Outlook { holds: named.max(Tri::Perhaps), meant: Some(named) }
            }
            Test::Coders(coders) => Outlook::of(among(coders, facts.coder)),
            Test::Documents(documents) => Outlook::of(among(documents, facts.document)),
            Test::Valence(_) | Test::Weight(_) | Test::Memo(_) | Test::Words(_) => {
                Outlook::of(Tri::Perhaps)
            }
            Test::Speakers(speakers) => Outlook::of(in_document(speakers, facts.document)),
            Test::Sections(sections) => Outlook::of(in_document(sections, facts.document)),
            Test::Related(place) => self.outlook_of(&self.related[*place], facts),
            Test::Not(inner) => Outlook::of(match self.outlook(inner, facts).holds {
                Tri::No => Tri::Yes,
                Tri::Perhaps => Tri::Perhaps,
                Tri::Yes => Tri::No,
            }),
            Test::And(parts) => {
                let mut all = Outlook::of(Tri::Yes);
                for part in parts {
                    let part = self.outlook(part, facts);
                    all.holds = all.holds.min(part.holds);
                    all.meant = all.meant.max(part.meant);
                }
                all
            }
            Test::Or(parts) => {
                let parts: Vec<Outlook> =
                    parts.iter().map(|part| self.outlook(part, facts)).collect();
                let any = |tri: fn(Outlook) -> Tri| parts.iter().copied().map(tri).max();
                let names_codes = parts.iter().any(|part| part.meant.is_some());
                Outlook {
                    holds: any(|part| part.holds).unwrap_or(Tri::No),
                    meant: any(Outlook::is_meant).filter(|_| names_codes),
                }
            }
        }
    }

    fn outlook_of(&self, related: &Related, facts: Facts) -> Outlook {
        let left = self.outlook(&related.left, facts);
        // Whatever stands on the other side, it lies in the same document.
        let coder = facts.coder.filter(|_| related.same_coder);
        let other = Facts { document: facts.document, code: None, coder };
        let right = match related.negated {
            true => Tri::Perhaps,
            false => self.outlook(&related.right, other).is_meant().min(Tri::Perhaps),
        };
        match self.elements(&related.left) {
            Some(Elements::Codings) => Outlook {
                // Another coding of the same excerpt may lie so.
                holds: left.holds.min(right),
                meant: Some(left.is_meant().min(right)),
            },
            _ => Outlook::of(left.holds.min(right)),
        }
    }
}

fn among<T: Ord>(set: &[T], fact: Option<T>) -> Tri {
    match fact {
        None => Tri::Perhaps,
        Some(fact) if set.binary_search(&fact).is_ok() => Tri::Yes,
        Some(_) => Tri::No,
    }
}

/// Whether something that lies in documents, sorted by them, may lie in this one.
fn in_document<T>(sorted: &[(DocumentId, T)], fact: Option<DocumentId>) -> Tri {
    let Some(document) = fact else { return Tri::Perhaps };
    let at = sorted.partition_point(|&(known, _)| known < document);
    match sorted.get(at) {
        Some(&(known, _)) if known == document => Tri::Perhaps,
        _ => Tri::No,
    }
}
