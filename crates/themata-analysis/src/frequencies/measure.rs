use super::Frequency;
use crate::{Cell, Kind};

/// One of the numbers of a [`Frequency`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrequencyMeasure {
    /// The number of codings.
    Codings,
    /// The number of distinct excerpts.
    Excerpts,
    /// The number of documents.
    Documents,
    /// The share of the documents.
    DocumentShare,
    /// The number of sites.
    Sites,
    /// The share of the documents' words that is coded.
    WordShare,
}

impl FrequencyMeasure {
    /// Every measure, in the order in which columns usually stand.
    pub const ALL: [FrequencyMeasure; 6] = [
        FrequencyMeasure::Codings,
        FrequencyMeasure::Excerpts,
        FrequencyMeasure::Documents,
        FrequencyMeasure::DocumentShare,
        FrequencyMeasure::Sites,
        FrequencyMeasure::WordShare,
    ];

    /// The key of its column.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FrequencyMeasure::Codings => "codings",
            FrequencyMeasure::Excerpts => "excerpts",
            FrequencyMeasure::Documents => "documents",
            FrequencyMeasure::DocumentShare => "document_share",
            FrequencyMeasure::Sites => "sites",
            FrequencyMeasure::WordShare => "word_share",
        }
    }

    /// The measure whose column has a key.
    #[must_use]
    pub fn from_word(word: &str) -> Option<FrequencyMeasure> {
        FrequencyMeasure::ALL.into_iter().find(|measure| measure.as_str() == word)
    }

    /// The heading of its column.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            FrequencyMeasure::Codings => "Codings",
            FrequencyMeasure::Excerpts => "Excerpts",
            FrequencyMeasure::Documents => "Documents",
            FrequencyMeasure::DocumentShare => "Share of documents",
            FrequencyMeasure::Sites => "Sites",
            FrequencyMeasure::WordShare => "Share of words",
        }
    }

    /// Whether the texts must be at hand to count it.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        self == FrequencyMeasure::WordShare
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            FrequencyMeasure::DocumentShare | FrequencyMeasure::WordShare => Kind::Share,
            _ => Kind::Count,
        }
    }

    pub(super) fn cell(self, of: &Frequency) -> Cell {
        match self {
            FrequencyMeasure::Codings => Cell::Count(of.codings),
            FrequencyMeasure::Excerpts => Cell::Count(of.excerpts),
            FrequencyMeasure::Documents => Cell::Count(of.documents),
            FrequencyMeasure::DocumentShare => Cell::share(of.documents, of.of_documents),
            FrequencyMeasure::Sites => of.sites.map_or(Cell::Empty, Cell::Count),
            FrequencyMeasure::WordShare => {
                of.words.map_or(Cell::Empty, |words| Cell::share(words, of.of_words))
            }
        }
    }
}
