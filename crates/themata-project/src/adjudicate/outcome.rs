//! What a decision came to, in words.

use std::collections::HashMap;

use themata_model::{Adjudication, Claim, Coding, CodingId, Decision, Study};

use crate::names::list;

/// The codings of the consensus, to be found by number.
pub(super) struct Outcomes<'a> {
    study: &'a Study,
    codings: HashMap<CodingId, &'a Coding>,
}

impl<'a> Outcomes<'a> {
    /// What came of some decisions.
    pub(super) fn of(study: &'a Study, decisions: &[Adjudication]) -> Outcomes<'a> {
        let mut wanted: Vec<CodingId> =
            decisions.iter().flat_map(|one| one.yields.iter().copied()).collect();
        wanted.sort_unstable();
        let codings = study
            .codings
            .as_slice()
            .iter()
            .filter(|coding| wanted.binary_search(&coding.id).is_ok())
            .map(|coding| (coding.id, coding))
            .collect();
        Outcomes { study, codings }
    }

    /// What holds by a decision that is in force, as it stands in the consensus now:
    /// `funding (barrier), as ana and ben`. Nothing if it was put off, or if what came of it is
    /// not there any more.
    pub(super) fn words(&self, one: &Adjudication) -> Option<String> {
        match one.decision {
            Decision::PutOff => None,
            Decision::Reject => Some("none of it holds".to_owned()),
            Decision::Accept | Decision::Both | Decision::Redraw => {
                let codings = one.yields.iter().filter_map(|id| self.codings.get(id));
                let pieces: Vec<String> =
                    codings.map(|coding| self.piece(one, coding)).collect();
                (!pieces.is_empty()).then(|| pieces.join("; "))
            }
        }
    }

    fn piece(&self, one: &Adjudication, coding: &Coding) -> String {
        let code = self.study.codebook.get(coding.code).map_or("?", |code| code.name.as_str());
        let valence =
            coding.valence.map_or(String::new(), |said| format!(" ({})", said.as_str()));
        // What was said is kept with the stretches of the text as it was then.
        let version = self.study.document(one.document).map(|document| document.version.number);
        let whose =
            if version == Some(one.version) { self.whose(one, coding) } else { String::new() };
        format!("{code}{valence}{whose}")
    }

    /// Who had said just that; or that nobody had marked the stretch.
    fn whose(&self, one: &Adjudication, coding: &Coding) -> String {
        let there: Vec<&Claim> =
            one.about.iter().filter(|claim| claim.span == coding.span).collect();
        if there.is_empty() {
            return ", on a stretch of its own".to_owned();
        }
        let mut coders: Vec<String> = there
            .iter()
            .filter(|claim| claim.code == coding.code && claim.valence == coding.valence)
            .filter_map(|claim| Some(self.study.coder(claim.coder)?.name.clone()))
            .collect();
        coders.dedup();
        if coders.is_empty() { String::new() } else { format!(", as {}", list(&coders)) }
    }
}
