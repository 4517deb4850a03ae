//! In what the codings of a disagreement differ.

use std::collections::BTreeSet;

use themata_model::{Claim, CoderId};
use themata_text::CharSpan;

use super::DisagreementKind;
use super::component::{Component, valences};

/// How far those who said something are at one about the stretch, whatever the code.
pub(super) struct Ends {
    pub(super) starts_differ: bool,
    pub(super) ends_differ: bool,
    pub(super) overlap: Option<f64>,
    coders: Vec<CoderId>,
}

impl Ends {
    pub(super) fn of(parts: &[Component]) -> Ends {
        // For each coder, from the first to the last character that they marked.
        let mut hulls: Vec<(CoderId, CharSpan)> = Vec::new();
        for piece in parts.iter().flat_map(|part| &part.pieces) {
            match hulls.iter_mut().find(|(coder, _)| *coder == piece.coder) {
                Some((_, hull)) => *hull = hull.hull(piece.span),
                None => hulls.push((piece.coder, piece.span)),
            }
        }
        hulls.sort_unstable();
        let differ = |end: fn(CharSpan) -> u32| {
            hulls.windows(2).any(|pair| end(pair[0].1) != end(pair[1].1))
        };
        let (starts_differ, ends_differ) = (differ(CharSpan::start), differ(CharSpan::end));
        let coders: Vec<CoderId> = hulls.into_iter().map(|(coder, _)| coder).collect();
        let overlap = (coders.len() > 1).then(|| overlap(parts, &coders));
        Ends { starts_differ, ends_differ, overlap, coders }
    }
}

/// Of the characters that any coder marked, the share that all did.
fn overlap(parts: &[Component], coders: &[CoderId]) -> f64 {
    let mut edges: Vec<(u32, bool, CoderId)> = parts
        .iter()
        .flat_map(|part| &part.pieces)
        .flat_map(|p| [(p.span.start(), true, p.coder), (p.span.end(), false, p.coder)])
        .collect();
    edges.sort_unstable();
    // With two codes one coder may have marked a character twice.
    let mut open = vec![0_u32; coders.len()];
    let (mut from, mut marking, mut all, mut any) = (0, 0, 0_u64, 0_u64);
    for (at, begins, coder) in edges {
        let run = u64::from(at - from);
        any += if marking > 0 { run } else { 0 };
        all += if marking == coders.len() { run } else { 0 };
        from = at;
        let Ok(place) = coders.binary_search(&coder) else { continue };
        if begins {
            open[place] += 1;
            marking += usize::from(open[place] == 1);
        } else {
            open[place] -= 1;
            marking -= usize::from(open[place] == 0);
        }
    }
    all as f64 / any as f64
}

pub(super) fn kinds(
    parts: &[Component],
    claims: &[Claim],
    ends: &Ends,
    missed: bool,
) -> BTreeSet<DisagreementKind> {
    let differ = ends
        .coders
        .windows(2)
        .any(|pair| valences(claims, pair[0]) != valences(claims, pair[1]));
    [
        (DisagreementKind::OtherCode, parts.len() > 1),
        // Whoever applied one of two codes has not missed the other, who applied neither has.
        (DisagreementKind::Missed, missed),
        (DisagreementKind::Split, parts.iter().any(Component::is_split)),
        (DisagreementKind::Boundary, ends.starts_differ || ends.ends_differ),
        (DisagreementKind::Valence, differ),
    ]
    .into_iter()
    .filter_map(|(kind, holds)| holds.then_some(kind))
    .collect()
}
