use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_text::{CharSpan, Segments};

use super::Resolved;
use super::resolve::Test;
use crate::{Coder, CoderId, Coding, DocumentId, Study, Turn};

/// What a query is evaluated over: a study and, where it names speakers, the turns.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The study that the query was resolved against.
    pub study: &'a Study,
    /// The turns of its documents. Needed if [`Resolved::needs_turns`] says so; speakers of
    /// documents that are missing here are taken to have said nothing.
    pub turns: &'a BTreeMap<DocumentId, Vec<Turn>>,
}

/// What a query means in a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The query in its standard spelling; empty if it means everything.
    pub query: String,
    /// The codings meant, in the order of the study.
    pub codings: Vec<Coding>,
    /// The documents that the query can hold in: the universe of shares and of agreement.
    pub documents: Vec<DocumentId>,
    /// The codes that the query can hold for, in the order of the codebook.
    pub codes: Vec<CodeIndex>,
    /// The coders that the query can hold for.
    pub coders: Vec<CoderId>,
}

impl Resolved {
    /// Finds what the query means, in time proportional to the codings.
    #[must_use]
    pub fn ask(&self, scope: Scope<'_>) -> Asked {
        let study = scope.study;
        let may =
            |facts: Facts| self.root.as_ref().is_none_or(|r| possible(r, facts) != Tri::No);
        let documents: Vec<DocumentId> = study
            .documents
            .iter()
            .map(|document| document.id)
            .filter(|&id| may(Facts { document: Some(id), ..Facts::default() }))
            .collect();
        let codes = study
            .codebook
            .in_tree_order()
            .iter()
            .copied()
            .filter(|&code| study.codebook[code].assignable)
            .filter(|&code| may(Facts { code: Some(code), ..Facts::default() }))
            .collect();
        let coders = study
            .coders
            .iter()
            .map(|coder: &Coder| coder.id)
            .filter(|&id| may(Facts { coder: Some(id), ..Facts::default() }))
            .collect();
        Asked {
            query: self.query().to_string(),
            codings: self.codings(scope),
            documents,
            codes,
            coders,
        }
    }

    /// Whether the query holds at a stretch where a speaker speaks and one coder applied some
    /// codings, or none.
    #[must_use]
    pub fn holds_at(
        &self,
        (document, at): (DocumentId, CharSpan),
        speaker: Option<u32>,
        codings: &[Coding],
    ) -> bool {
        fn holds(
            test: &Test,
            (document, at): (DocumentId, CharSpan),
            speaker: Option<u32>,
            codings: &[Coding],
        ) -> bool {
            let holds = |part: &Test| holds(part, (document, at), speaker, codings);
            match test {
                Test::Codes(codes) => {
                    codings.iter().any(|c| codes.binary_search(&c.code).is_ok())
                }
                Test::Coders(coders) => {
                    codings.iter().any(|c| coders.binary_search(&c.coder).is_ok())
                }
                Test::Valence(valences) => {
                    codings.iter().any(|c| valences.contains(&c.valence))
                }
                Test::Documents(documents) => documents.binary_search(&document).is_ok(),
                Test::Speakers(speakers) => speaker.is_some_and(|speaker| {
                    speakers.binary_search(&(document, speaker)).is_ok()
                }),
                Test::Sections(sections) => is_within(sections, document, at),
                Test::Not(inner) => !holds(inner),
                Test::And(parts) => parts.iter().all(holds),
                Test::Or(parts) => parts.iter().any(holds),
            }
        }
        self.root.as_ref().is_none_or(|root| holds(root, (document, at), speaker, codings))
    }

    /// Whether the query asks anything of codings, rather than only of documents and speakers.
    #[must_use]
    pub fn asks_of_codings(&self) -> bool {
        fn asks(test: &Test) -> bool {
            match test {
                Test::Codes(_) | Test::Coders(_) | Test::Valence(_) => true,
                Test::Documents(_) | Test::Speakers(_) | Test::Sections(_) => false,
                Test::Not(inner) => asks(inner),
                Test::And(parts) | Test::Or(parts) => parts.iter().any(asks),
            }
        }
        self.root.as_ref().is_some_and(asks)
    }

    fn codings(&self, scope: Scope<'_>) -> Vec<Coding> {
        let all = scope.study.codings.as_slice();
        let Some(root) = &self.root else { return all.to_vec() };
        let spoken = if self.needs_turns() { spoken(root, scope) } else { BTreeMap::new() };
        // The codings stand in order of document, span and coder, so that what one coder
        // said of one excerpt stands together.
        all.chunk_by(|a, b| (a.document, a.span, a.coder) == (b.document, b.span, b.coder))
            .flat_map(|excerpt| {
                let spoken = &spoken;
                excerpt.iter().filter(move |coding| {
                    let about = About { coding, excerpt, spoken };
                    let (holds, meant) = holds(root, about);
                    holds && meant.unwrap_or(true)
                })
            })
            .copied()
            .collect()
    }
}

/// A coding, and what is seen from it.
#[derive(Clone, Copy)]
struct About<'a> {
    coding: &'a Coding,
    /// The codings of the same coder on the same excerpt, itself included.
    excerpt: &'a [Coding],
    spoken: &'a BTreeMap<(DocumentId, u32), Segments>,
}

/// Whether a test holds for a coding; and, if it names codes, whether the coding's own code is
/// among those named.
fn holds(test: &Test, about: About<'_>) -> (bool, Option<bool>) {
    let coding = about.coding;
    match test {
        Test::Codes(codes) => {
            let named = |coding: &Coding| codes.binary_search(&coding.code).is_ok();
            (about.excerpt.iter().any(named), Some(named(coding)))
        }
        Test::Coders(coders) => (coders.binary_search(&coding.coder).is_ok(), None),
        Test::Documents(documents) => (documents.binary_search(&coding.document).is_ok(), None),
        Test::Valence(valences) => (valences.contains(&coding.valence), None),
        Test::Speakers(speakers) => (is_spoken(speakers, coding, about.spoken), None),
        Test::Sections(sections) => (is_within(sections, coding.document, coding.span), None),
        Test::Not(inner) => (!holds(inner, about).0, None),
        Test::And(parts) => {
            let mut all = (true, None);
            for part in parts {
                let (holds, meant) = holds(part, about);
                all.0 &= holds;
                all.1 = match (all.1, meant) {
                    (Some(a), Some(b)) => Some(a || b),
                    (a, b) => a.or(b),
                };
            }
            all
        }
        Test::Or(parts) => {
            let mut any = (false, None);
            for part in parts {
                let (holds, meant) = holds(part, about);
                any.0 |= holds;
                // A branch without codes means every coding that it holds for.
                any.1 = Some(any.1.unwrap_or(false) || holds && meant.unwrap_or(true));
            }
            any
        }
    }
}

fn is_spoken(
    speakers: &[(DocumentId, u32)],
    coding: &Coding,
    spoken: &BTreeMap<(DocumentId, u32), Segments>,
) -> bool {
    let first = speakers.partition_point(|&(document, _)| document < coding.document);
    speakers[first..]
        .iter()
        .take_while(|&&(document, _)| document == coding.document)
        .filter_map(|speaker| spoken.get(speaker))
        .any(|turns| !turns.touching(coding.span).is_empty())
}

/// Whether a stretch begins in a section: it belongs to the section that it begins in.
pub(super) fn is_within(
    sections: &[(DocumentId, CharSpan)],
    document: DocumentId,
    stretch: CharSpan,
) -> bool {
    let first = sections.partition_point(|&(known, _)| known < document);
    let start = stretch.start();
    sections[first..]
        .iter()
        .take_while(|&&(known, _)| known == document)
        .any(|(_, span)| span.start() <= start && start < span.end())
}

/// The turns of every speaker whom a test names.
fn spoken(root: &Test, scope: Scope<'_>) -> BTreeMap<(DocumentId, u32), Segments> {
    fn collect(test: &Test, into: &mut Vec<(DocumentId, u32)>) {
        match test {
            Test::Speakers(speakers) => into.extend(speakers),
            Test::Not(inner) => collect(inner, into),
            Test::And(parts) | Test::Or(parts) => {
                parts.iter().for_each(|part| collect(part, into));
            }
            _ => {}
        }
    }
    let mut named = Vec::new();
    collect(root, &mut named);
    named
        .into_iter()
        .map(|(document, speaker)| {
            let turns = scope.turns.get(&document).map_or(&[][..], Vec::as_slice);
            let spans: Vec<CharSpan> = turns
                .iter()
                .filter(|turn| turn.speaker == Some(speaker) && !turn.span.is_empty())
                .map(|turn| turn.span)
                .collect();
            ((document, speaker), Segments::from_sorted(spans).unwrap_or_default())
        })
        .collect()
}

/// What is known of a coding that may or may not exist.
#[derive(Clone, Copy, Default)]
struct Facts {
    document: Option<DocumentId>,
    code: Option<CodeIndex>,
    coder: Option<CoderId>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tri {
    No,
    Perhaps,
    Yes,
}

/// Whether a test holds for every, some or no coding of which only some facts are known.
fn possible(test: &Test, facts: Facts) -> Tri {
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
    match test {
        Test::Codes(codes) => among(codes, facts.code),
        Test::Coders(coders) => among(coders, facts.coder),
        Test::Documents(documents) => among(documents, facts.document),
        Test::Valence(_) => Tri::Perhaps,
        Test::Speakers(speakers) => in_document(speakers, facts.document),
        Test::Sections(sections) => in_document(sections, facts.document),
        Test::Not(inner) => match possible(inner, facts) {
            Tri::No => Tri::Yes,
            Tri::Perhaps => Tri::Perhaps,
            Tri::Yes => Tri::No,
        },
        // `code:a code:b` means codings of either, in excerpts that carry both, so one code
        // that is not among those of a part does not rule the whole out.
        Test::And(parts) => {
            let (codes, others): (Vec<&Test>, Vec<&Test>) =
                parts.iter().partition(|part| matches!(part, Test::Codes(_)));
            let codes = codes.into_iter().map(|part| possible(part, facts)).max();
            others
                .into_iter()
                .map(|part| possible(part, facts))
                .chain(codes)
                .min()
                .unwrap_or(Tri::Yes)
        }
        Test::Or(parts) => {
            parts.iter().map(|part| possible(part, facts)).max().unwrap_or(Tri::No)
        }
    }
}
