use std::collections::BTreeMap;

use themata_agreement::{Category, Continuum, Unit};
use themata_model::DocumentId;

use super::Comparison;
use crate::Subject;
use crate::wording::{self, counted};

/// The documents that all compared coders judged, laid end to end, with what was marked on
/// them as units: for measures in which coders choose where units begin and end.
pub(super) struct Laid<'a> {
    pub(super) continuum: Continuum,
    /// The codes, at the places of their categories.
    pub(super) codes: Vec<&'a Subject>,
    /// Where each document begins, ascending.
    starts: Vec<(u64, DocumentId)>,
    /// The number of compared documents that not all of the coders judged.
    pub(super) left_out: usize,
}

/// Between two documents there is one position that no unit can reach.
const GAP: u64 = 1;

/// Lays the documents end to end. `None` if they are longer than a continuum can be.
pub(super) fn laid<'a>(comparison: &'a Comparison<'_>) -> Option<Laid<'a>> {
    let (codes, place_of) = comparison.codes();
    let coders = comparison.coders().len();
    let by_all = |class: usize| comparison.classes[class].unmarked.iter().all(Option::is_some);
    let judged: Vec<_> =
        comparison.documents.iter().filter(|document| by_all(document.class)).collect();
    let mut starts = Vec::with_capacity(judged.len());
    let mut length = 0;
    for document in &judged {
        length += if starts.is_empty() { 0 } else { GAP };
        starts.push((length, document.id));
        length += u64::from(document.len);
    }
    if length > Continuum::MAX_LENGTH {
        return None;
    }
    let mut continuum = Continuum::new(coders, length, codes.len());
    for ((start, _), document) in starts.iter().zip(&judged) {
        // What a coder marked twice with one code is one unit; marks that touch stay two.
        let mut units: BTreeMap<(usize, usize), Vec<Unit>> = BTreeMap::new();
        for mark in &document.marks {
            let place = place_of.get(mark.code.get() as usize).copied().flatten();
            let Some(place) = place.filter(|_| !mark.span.is_empty()) else { continue };
            let unit = Unit {
                start: start + u64::from(mark.span.start()),
                end: start + u64::from(mark.span.end()),
                // Codes are counted by integers of 32 bits.
                category: Category::new(place as u32),
            };
            let known = units.entry((mark.coder, place)).or_default();
            // Marks come in the order of their places.
            match known.last_mut() {
                Some(last) if unit.start < last.end => last.end = last.end.max(unit.end),
                _ => known.push(unit),
            }
        }
        let mut of_coder = vec![Vec::new(); coders];
        for ((coder, _), units) in units {
            of_coder[coder].extend(units);
        }
        for (coder, mut units) in of_coder.into_iter().enumerate() {
            units.sort_unstable();
            for unit in units {
                continuum.add(coder, unit);
            }
        }
    }
    let left_out = comparison.documents.len() - judged.len();
    Some(Laid { continuum, codes, starts, left_out })
}

impl Laid<'_> {
    /// The number of documents.
    pub(super) fn documents(&self) -> usize {
        self.starts.len()
    }

    /// The document that a position lies in, and the position in it.
    pub(super) fn place(&self, position: u64) -> Option<(DocumentId, u64)> {
        let behind = self.starts.partition_point(|(start, _)| *start <= position);
        let (start, document) = self.starts.get(behind.checked_sub(1)?)?;
        Some((*document, position - start))
    }

    /// The same units, all of one category.
    pub(super) fn of_anything(&self) -> Continuum {
        let continuum = &self.continuum;
        let mut one = Continuum::new(continuum.coders(), continuum.length(), 1);
        for coder in 0..continuum.coders() {
            let units = continuum.units(coder).iter();
            let category = Category::new(0);
            one.extend(coder, units.map(|unit| Unit { category, ..*unit }));
        }
        one.of_category(Category::new(0))
    }

    /// What is compared: the continuum, its units, who takes part.
    pub(super) fn definition(&self, comparison: &Comparison<'_>) -> String {
        let coders: Vec<_> = comparison.coders().iter().map(|coder| coder.id).collect();
        let units: usize =
            (0..coders.len()).map(|coder| self.continuum.units(coder).len()).sum();
        format!(
            "Continuum: the characters of the {} that all of the coders coded, laid end to \
             end with one position between any two, so that no unit reaches into the next. \
             Universe: the whole text. Units: {units} stretches that a coder marked with a \
             code; what a coder marked twice with one code, overlapping, is one unit. A \
             document that not all of the coders coded takes no part ({}). {}; {}.",
            counted(self.documents() as u64, "document", "documents"),
            counted(self.left_out as u64, "document", "documents"),
            super::options::capitalised(&wording::coders(comparison.study, &coders)),
            wording::query(comparison.asked),
        )
    }

    pub(super) fn remark(&self) -> Option<String> {
        (self.left_out > 0).then(|| {
            let documents = counted(self.left_out as u64, "document", "documents");
            let none = if self.starts.is_empty() { "; no document is left" } else { "" };
            format!(
                "{documents} coded by only some of the coders, not on the continuum{none}: ask \
                 for fewer coders, such as coder:ana,ben, to take more of them in"
            )
        })
    }
}

/// Why there is nothing where the documents are too long to be laid end to end.
pub(super) const TOO_LONG: &str =
    "the documents are too long for one continuum; ask for fewer of them";
