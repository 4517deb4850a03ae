use themata_model::{Asked, CoderId, CoderKind, Coding, Study};
use themata_text::CharSpan;

use super::Layer;
use crate::Error;

/// A coding as it is counted: a stretch, a lane, and the place of a code among those that are
/// compared. Codes meet only within a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: CharSpan,
    pub(super) lane: u32,
    pub(super) code: u32,
}

/// Which coders take part, and in which lanes: one lane for each coder if one coder must have
/// said both codes, one lane for all otherwise.
pub(super) struct Lanes {
    pub(super) count: usize,
    /// The coders that take part, ascending; `None` if all do.
    only: Option<Vec<CoderId>>,
    /// The coders with a lane each, ascending; `None` if there is one lane for all.
    own: Option<Vec<CoderId>>,
}

impl Lanes {
    pub(super) fn of(study: &Study, asked: &Asked, layer: Layer) -> Result<Lanes, Error> {
        let is_consensus = |id: &CoderId| {
            study.coder(*id).is_some_and(|coder| coder.kind == CoderKind::Consensus)
        };
        match layer {
            Layer::AnyCoder => Ok(Lanes { count: 1, only: None, own: None }),
            Layer::SameCoder => {
                let mut coders: Vec<CoderId> = Vec::new();
                for same in asked.codings.chunk_by(|a, b| a.coder == b.coder) {
                    let coding = &same[0];
                    if let Err(place) = coders.binary_search(&coding.coder) {
                        coders.insert(place, coding.coder);
                    }
                }
                Ok(Lanes { count: coders.len(), only: None, own: Some(coders) })
            }
            Layer::Consensus => {
                let mut coders: Vec<CoderId> =
                    asked.coders.iter().copied().filter(is_consensus).collect();
                coders.sort_unstable();
                if coders.is_empty() {
                    return Err(Error::no_consensus());
                }
                Ok(Lanes { count: 1, only: Some(coders), own: None })
            }
        }
    }

    /// The codings of a document as they are counted, in order of span and lane. `place_of`
    /// holds for each code of the codebook its places among those compared: a code may be in
    /// several themes.
    pub(super) fn marks(&self, codings: &[Coding], place_of: &[Vec<usize>]) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.marks_into(codings, place_of, &mut marks);
        marks
    }

    /// The same, in the place of what was there before.
    pub(super) fn marks_into(
        &self,
        codings: &[Coding],
        place_of: &[Vec<usize>],
        marks: &mut Vec<Mark>,
    ) {
        marks.clear();
        marks.reserve(codings.len());
        for coding in codings.iter().filter(|coding| self.counts(coding)) {
            let Some(codes) = place_of.get(coding.code.get() as usize) else { continue };
            let lane = match &self.own {
                Some(own) => match own.binary_search(&coding.coder) {
                    Ok(place) => place as u32,
                    Err(_) => continue,
                },
                None => 0,
            };
            let span = coding.span;
            marks.extend(codes.iter().map(|&code| Mark { span, lane, code: code as u32 }));
        }
    }

    /// The codings that take part.
    pub(super) fn codings_counted<'a>(
        &'a self,
        codings: &'a [Coding],
    ) -> impl Iterator<Item = &'a Coding> + Clone {
        codings.iter().filter(|coding| self.counts(coding))
    }

    fn counts(&self, coding: &Coding) -> bool {
        self.only.as_ref().is_none_or(|only| only.binary_search(&coding.coder).is_ok())
    }
}
