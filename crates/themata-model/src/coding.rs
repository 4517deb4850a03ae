use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use crate::{CoderId, CodingId, DocumentId, Weight};

/// A coder applied a code to a stretch of a document's current version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coding {
    /// Its number in the study.
    pub id: CodingId,
    /// The document.
    pub document: DocumentId,
    /// The stretch, in the document's current version.
    pub span: CharSpan,
    /// The code.
    pub code: CodeIndex,
    /// Who applied it.
    pub coder: CoderId,
    /// Whether what is said hinders or helps, if the coder said so.
    pub valence: Option<Valence>,
    /// How strong or important the stretch is for the code, if the coder said so.
    pub weight: Option<Weight>,
}

/// A coding with the remark that a coder may have left on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingRecord {
    /// The coding.
    pub coding: Coding,
    /// The remark.
    pub memo: Option<String>,
}

/// Whether what is said in an excerpt hinders or helps what is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Valence {
    /// It hinders (−).
    Barrier,
    /// It helps (+).
    Facilitator,
}

impl Valence {
    /// The word for it, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Valence::Barrier => "barrier",
            Valence::Facilitator => "facilitator",
        }
    }

    /// The valence that a word or sign stands for: `barrier`, `facilitator`, `-`, `+`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Valence> {
        match word.trim().to_lowercase().as_str() {
            "barrier" | "barriers" | "-" | "−" | "–" | "negative" => Some(Valence::Barrier),
            "facilitator" | "facilitators" | "enabler" | "+" | "positive" => {
                Some(Valence::Facilitator)
            }
            _ => None,
        }
    }
}

/// The codings of a study as rows of integers, ordered by document, start, end, coder,
/// code and number.
///
/// A million codings take about 28 MB: 28 bytes each, valence and weight in bytes that would
/// stay empty otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codings {
    rows: Vec<Coding>,
}

impl Codings {
    /// The codings in any order.
    #[must_use]
    pub fn new(mut rows: Vec<Coding>) -> Codings {
        if !rows.is_sorted_by_key(order) {
            rows.sort_unstable_by_key(order);
        }
        Codings { rows }
    }

    /// All of them in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Coding] {
        &self.rows
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts some in.
    pub(crate) fn put(&mut self, new: impl IntoIterator<Item = Coding>) {
        self.rows.extend(new);
        // Takes the ordered part as it is, and so no longer than a look at each.
        self.rows.sort_by_key(order);
    }

    /// Takes some away, if all of them are there as they are given.
    pub(crate) fn take(&mut self, gone: impl IntoIterator<Item = Coding>) -> bool {
        let mut places = Vec::new();
        for coding in gone {
            match self.rows.binary_search_by_key(&order(&coding), order) {
                Ok(place) if self.rows[place] == coding => places.push(place),
                _ => return false,
            }
        }
        places.sort_unstable();
        let mut places = places.into_iter().peekable();
        let mut place = 0;
        self.rows.retain(|_| {
            let is_gone = places.next_if_eq(&place).is_some();
            place += 1;
            !is_gone
        });
        true
    }

    /// Keeps those that a test holds for.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Coding) -> bool) {
        self.rows.retain(keep);
    }

    /// Those on one document.
    #[must_use]
    pub fn on(&self, document: DocumentId) -> &[Coding] {
        let first = self.rows.partition_point(|coding| coding.document < document);
        let behind = self.rows.partition_point(|coding| coding.document <= document);
        &self.rows[first..behind]
    }
}

/// What codings are ordered by.
fn order(coding: &Coding) -> (DocumentId, CharSpan, CoderId, CodeIndex, CodingId) {
    (coding.document, coding.span, coding.coder, coding.code, coding.id)
}

impl<'a> IntoIterator for &'a Codings {
    type Item = &'a Coding;
    type IntoIter = std::slice::Iter<'a, Coding>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Coding;

    #[test]
    fn a_coding_is_as_small_as_is_said() {
        assert_eq!(size_of::<Coding>(), 28);
    }
}
