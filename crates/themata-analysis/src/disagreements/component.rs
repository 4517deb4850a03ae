//! Codings of one code that belong together because they overlap.

use std::collections::BTreeSet;

use themata_codebook::CodeIndex;
use themata_model::{Claim, CoderId, Coding, Study, Valence};
use themata_text::CharSpan;

use super::Agreed;
use super::compared::Judged;
use super::state::Decided;

/// Codings of one code in one document that overlap, directly or by way of others.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) code: CodeIndex,
    /// From the first to the last character of any of them.
    pub(super) span: CharSpan,
    /// In order of their starts. Those of one coder neither overlap nor touch.
    pub(super) pieces: Vec<Piece>,
    pub(super) claims: Vec<Claim>,
}

/// A stretch that one coder marked, with one coding or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: CharSpan,
    pub(super) coder: CoderId,
}

/// The components of all codes in a document, and the number of codings that hold none of its
/// characters.
pub(super) fn components(study: &Study, judged: &Judged) -> (Vec<Component>, usize) {
    let judge = |coding: &&Coding| judged.judges.contains(&coding.coder);
    let all = study.codings.on(judged.document).iter().filter(judge);
    let within = |coding: &Coding| {
        let (start, end) = (coding.span.start(), coding.span.end().min(judged.len));
        CharSpan::checked(start, end).filter(|span| !span.is_empty())
    };
    let (mut placed, mut outside): (Vec<(CharSpan, &Coding)>, usize) = (Vec::new(), 0);
    for coding in all {
        match within(coding) {
            Some(span) => placed.push((span, coding)),
            None => outside += 1,
        }
    }
    placed.sort_unstable_by_key(|(span, coding)| (coding.code, *span, coding.coder, coding.id));
    let mut components = Vec::new();
    for of_code in placed.chunk_by(|a, b| a.1.code == b.1.code) {
        gather(of_code, &mut components);
    }
    (components, outside)
}

/// Gathers the codings of one code, which come in the order of their starts.
fn gather(codings: &[(CharSpan, &Coding)], components: &mut Vec<Component>) {
    // A coder goes on with a stretch where the next begins at its end, but two coders whose
    // stretches only touch say nothing of the same character. So stretches are made first.
    let mut pieces: Vec<(Piece, Vec<Claim>)> = Vec::new();
    let mut last: Vec<(CoderId, usize)> = Vec::new();
    for &(span, coding) in codings {
        let known = last.iter_mut().find(|(coder, _)| *coder == coding.coder);
        if let Some((_, at)) = &known
            && pieces[*at].0.span.end() >= span.start()
        {
            pieces[*at].0.span = pieces[*at].0.span.hull(span);
            pieces[*at].1.push(claim(coding));
            continue;
        }
        match known {
            Some((_, at)) => *at = pieces.len(),
            None => last.push((coding.coder, pieces.len())),
        }
        pieces.push((Piece { span, coder: coding.coder }, vec![claim(coding)]));
    }
    let mut open: Option<Component> = None;
    for (piece, claims) in pieces {
        match &mut open {
            Some(component) if piece.span.start() < component.span.end() => {
                component.span = component.span.hull(piece.span);
                component.pieces.push(piece);
                component.claims.extend(claims);
            }
            _ => {
                let code = claims[0].code;
                let next = Component { code, span: piece.span, pieces: vec![piece], claims };
                components.extend(open.replace(next));
            }
        }
    }
    components.extend(open);
}

fn claim(coding: &Coding) -> Claim {
    let Coding { id, coder, code, span, valence, .. } = *coding;
    Claim { coding: id, coder, code, span, valence }
}

/// What some claims of a coder say of the valence: a bit for each valence that was said, and
/// one for leaving it open.
pub(super) fn valences(claims: &[Claim], coder: CoderId) -> u8 {
    let bit = |claim: &Claim| match claim.valence {
        None => 1,
        Some(Valence::Barrier) => 2,
        Some(Valence::Facilitator) => 4,
    };
    let of = claims.iter().filter(|claim| claim.coder == coder);
    of.fold(0, |said, claim| said | bit(claim))
}

impl Component {
    pub(super) fn has(&self, coder: CoderId) -> bool {
        self.pieces.iter().any(|piece| piece.coder == coder)
    }

    /// Whether every judge marked just the same one stretch, with the same valence.
    pub(super) fn is_agreed(&self, judges: &[CoderId]) -> bool {
        self.pieces.len() == judges.len()
            && self.pieces.iter().all(|piece| piece.span == self.span)
            && judges.iter().all(|&judge| self.has(judge))
            && judges
                .windows(2)
                .all(|pair| valences(&self.claims, pair[0]) == valences(&self.claims, pair[1]))
    }

    pub(super) fn into_agreed(mut self, judged: &Judged, decided: &Decided<'_>) -> Agreed {
        self.claims.sort_unstable();
        Agreed {
            number: self.claims[0].coding,
            document: judged.document,
            code: self.code,
            span: self.span,
            valences: self.claims.iter().map(|claim| claim.valence).collect(),
            state: decided.state(judged.document, &self.claims),
            judges: judged.judges.clone(),
            claims: self.claims,
        }
    }

    /// What the component costs, in characters: the length of every stretch on which the same
    /// coders marked, times the share of pairs of judges of whom only one did.
    pub(super) fn cost(&self, judges: usize) -> f64 {
        let pairs = (judges * judges.saturating_sub(1) / 2) as f64;
        let mut edges: Vec<(u32, bool)> = self
            .pieces
            .iter()
            .flat_map(|piece| [(piece.span.start(), true), (piece.span.end(), false)])
            .collect();
        edges.sort_unstable();
        let (mut from, mut marking, mut differing) = (0, 0_usize, 0_u64);
        for (at, begins) in edges {
            differing += u64::from(at - from) * (marking * (judges - marking)) as u64;
            from = at;
            if begins { marking += 1 } else { marking -= 1 }
        }
        differing as f64 / pairs
    }

    /// Whether one stretch of a coder lies over several of another.
    pub(super) fn is_split(&self) -> bool {
        // It takes a stretch of one coder and two of another.
        if self.pieces.len() < 3 {
            return false;
        }
        let coders: BTreeSet<CoderId> = self.pieces.iter().map(|piece| piece.coder).collect();
        let of = |coder: CoderId| self.pieces.iter().filter(move |p| p.coder == coder);
        coders.iter().any(|&one| {
            coders.iter().filter(|&&other| other != one).any(|&other| {
                let mut others = of(other).peekable();
                of(one).any(|piece| {
                    let mut over = 0;
                    while let Some(next) = others.peek() {
                        over += usize::from(next.span.overlaps(piece.span));
                        if next.span.end() > piece.span.end() {
                            break;
                        }
                        others.next();
                    }
                    over > 1
                })
            })
        })
    }
}
