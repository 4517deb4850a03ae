//! What holds by a decision, in words.

use std::collections::HashMap;

use themata_codebook::CodeIndex;
use themata_model::{Adjudication, Claim, CoderId, Coding, CodingId, Decision, Study, Valence};
use themata_text::CharSpan;

use crate::names::list;

/// The codings of the consensus that came of decisions, as far as they are there still.
pub(super) struct Yielded<'a> {
    study: &'a Study,
    codings: HashMap<CodingId, &'a Coding>,
}

impl<'a> Yielded<'a> {
    pub(super) fn of<'b>(
        study: &'a Study,
        decisions: impl IntoIterator<Item = &'b Adjudication>,
    ) -> Yielded<'a> {
        let mut wanted: Vec<CodingId> =
            decisions.into_iter().flat_map(|one| one.yields.iter().copied()).collect();
        wanted.sort_unstable();
        let codings = study
            .codings
            .as_slice()
            .iter()
            .filter(|coding| wanted.binary_search(&coding.id).is_ok())
            .map(|coding| (coding.id, coding))
            .collect();
        Yielded { study, codings }
    }

    /// Those that came of one decision.
    pub(super) fn by<'b>(
        &'b self,
        one: &'b Adjudication,
    ) -> impl Iterator<Item = &'a Coding> + use<'a, 'b> {
        one.yields.iter().filter_map(|id| self.codings.get(id).copied())
    }

    /// What holds by a decision that is in force, as it stands in the consensus now:
    /// `funding (barrier), as ana and ben`; of what was put off, what was decided before.
    /// Nothing if there is nothing of it.
    pub(super) fn in_words(&self, one: &Adjudication) -> Option<String> {
        match one.decision {
            Decision::Reject => Some("none of it holds".to_owned()),
            Decision::Accept | Decision::Both | Decision::Redraw | Decision::PutOff => {
                let pieces: Vec<String> =
                    self.by(one).map(|coding| self.piece(one, coding)).collect();
                (!pieces.is_empty()).then(|| pieces.join("; "))
            }
        }
    }

    fn piece(&self, one: &Adjudication, coding: &Coding) -> String {
        let code = self.study.codebook.get(coding.code).map_or("?", |code| code.name.as_str());
        let valence =
            coding.valence.map_or(String::new(), |said| format!(" ({})", said.as_str()));
        // What was said is kept with the stretches of the text as it was then.
        let version = self.study.document(one.document).map(|known| known.version.number);
        let whose = match version == Some(one.version) {
            true => self.whose(one, coding),
            false => String::new(),
        };
        format!("{code}{valence}{whose}")
    }

    /// Who had said just that; or that nobody had marked the stretch.
    fn whose(&self, one: &Adjudication, coding: &Coding) -> String {
        let mut coders: Vec<CoderId> = one.about.iter().map(|claim| claim.coder).collect();
        coders.sort_unstable();
        coders.dedup();
        let marked = |coder: CoderId, is_meant: &dyn Fn(&Claim) -> bool| {
            let of = one.about.iter().filter(|claim| claim.coder == coder && is_meant(claim));
            is_just(of.map(|claim| claim.span).collect(), coding.span)
        };
        if !coders.iter().any(|&coder| marked(coder, &|_| true)) {
            return ", on a stretch of its own".to_owned();
        }
        let alike = |claim: &Claim| self.meaning(claim) == (coding.code, coding.valence);
        let coders = coders.into_iter().filter(|&coder| marked(coder, &alike));
        let names: Vec<String> =
            coders.filter_map(|coder| Some(self.study.coder(coder)?.name.clone())).collect();
        if names.is_empty() { String::new() } else { format!(", as {}", list(&names)) }
    }

    /// A code that was merged into another since means what that one means.
    fn meaning(&self, claim: &Claim) -> (CodeIndex, Option<Valence>) {
        let book = &self.study.codebook;
        let code = book.get(claim.code).and_then(|_| book.successor(claim.code));
        (code.unwrap_or(claim.code), claim.valence)
    }
}

/// Whether pieces that touch or overlap make up just a stretch.
fn is_just(mut pieces: Vec<CharSpan>, stretch: CharSpan) -> bool {
    pieces.sort_unstable_by_key(|piece| (piece.start(), piece.end()));
    let Some(first) = pieces.first().copied() else { return false };
    let mut whole = first;
    for piece in pieces {
        if piece.start() > whole.end() {
            return false;
        }
        whole = whole.hull(piece);
    }
    whole == stretch
}

#[cfg(test)]
mod tests {
    use themata_text::CharSpan;

    use super::is_just;

    #[test]
    fn what_was_marked_in_pieces_that_touch_is_one_stretch() {
        let spans = |ends: &[(u32, u32)]| -> Vec<CharSpan> {
            ends.iter().map(|&(start, end)| CharSpan::new(start, end)).collect()
        };
        let stretch = CharSpan::new(2, 10);
        assert!(is_just(spans(&[(2, 10)]), stretch));
        assert!(is_just(spans(&[(5, 10), (2, 5)]), stretch));
        assert!(is_just(spans(&[(2, 10), (3, 4)]), stretch));
        assert!(!is_just(spans(&[(2, 5), (6, 10)]), stretch));
        assert!(!is_just(spans(&[(2, 9)]), stretch));
        assert!(!is_just(Vec::new(), stretch));
    }
}
